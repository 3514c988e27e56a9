/* 1 what libcsv calls back   2 feeding it line by line   3 errors   4 open, read, close
 *
 * libcsv has no line numbers and swallows blank lines, so it is fed one physical line at a time: where a callback happens is then
 * known exactly. A line that ends inside a quoted field leaves the record open, and the next line goes on with it. */
#include "csvfile.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file.h"
#include "memory.h"

enum { BLOCK_BYTES = 1 << 18 };

struct csvfile {
    char *path;
    int file;
    struct csv_parser parser;
    iconv_t conversion; /* (iconv_t)-1: none */
    crypto_hash_sha256_state digest_state;
    char digest[65];
    char *raw;                      /* bytes as read; with a conversion, `text` holds them converted */
    char *text;
    size_t raw_used, text_used, text_at, text_room;
    long line;                      /* physical line about to be fed, from 1 */
    long record_line;               /* where the open record began */
    long blank_lines, bytes_passed; /* bytes before text[0], for messages */
    bool ended, started, record_open, too_wide;
    char separator;
    struct csv_block *block;        /* being filled */
};

/* 1 what libcsv calls back */

static void *capped_realloc(void *old, size_t size)
{
    return size > CSV_FIELD_LIMIT + 2 ? NULL : realloc(old, size ? size : 1);
}

static void on_field(void *at, size_t length, void *context)
{
    struct csvfile *file = context;
    struct csv_block *block = file->block;
    if (block->fields_used - block->first[block->records] >= CSV_COLUMN_LIMIT) {
        file->too_wide = true;
        return;
    }
    if (block->bytes_room - block->bytes_used < length) {
        while (block->bytes_room - block->bytes_used < length) block->bytes_room = block->bytes_room ? block->bytes_room * 2 : BLOCK_BYTES * 2;
        block->bytes = memory_resize(block->bytes, block->bytes_room, 1);
    }
    block->fields = memory_grow(block->fields, block->fields_used, &block->fields_room, sizeof *block->fields);
    block->fields[block->fields_used++] = (struct csv_span){(uint32_t)block->bytes_used, (uint32_t)length};
    if (length) memcpy(block->bytes + block->bytes_used, at, length);
    block->bytes_used += length;
}

static void on_record(int terminator, void *context)
{
    (void)terminator;
    struct csvfile *file = context;
    struct csv_block *block = file->block;
    block->line[block->records++] = file->record_line;
    block->first[block->records] = block->fields_used;
    file->record_open = false;
}

static int keep_spaces(unsigned char c)
{
    (void)c;
    return 0;
}

/* 2 feeding it line by line */

static long byte_column(const struct csvfile *file, const char *line, size_t offset)
{
    (void)file;
    long column = 1;
    for (size_t i = 0; i < offset; i++) column += ((unsigned char)line[i] & 0xC0) != 0x80;
    return column;
}

static int refuse_parse(struct csvfile *file, const char *line, size_t offset, struct failure *failure)
{
    int error = csv_error(&file->parser);
    long at = byte_column(file, line, offset);
    if (error == CSV_ENOMEM) {
        fail_at(failure, STATUS_DATA, file->path, file->record_line, 0, "a field is longer than %d bytes", CSV_FIELD_LIMIT);
        return failure_hint(failure, "a quote may be missing in the record that begins on line %ld", file->record_line);
    }
    fail_at(failure, STATUS_DATA, file->path, file->line, at, "a quote where none may stand");
    return failure_hint(failure, "inside a field a quote is written twice (\"\") and the whole field stands in quotes%s",
                        file->record_line < file->line ? "; the record began on an earlier line, where a closing quote may be missing" : "");
}

static int check_bytes(struct csvfile *file, const char *line, size_t length, struct failure *failure)
{
    const char *nul = memchr(line, 0, length);
    if (nul) {
        fail_at(failure, STATUS_DATA, file->path, file->line, byte_column(file, line, (size_t)(nul - line)), "a NUL byte (byte %ld of the file): this is not a text file in UTF-8",
                file->bytes_passed + (nul - file->text));
        return failure_hint(failure, "export the file again as CSV in UTF-8; UTF-16 can be turned into it with: iconv -f UTF-16 -t UTF-8");
    }
    ptrdiff_t bad = text_invalid_utf8(line, length);
    if (bad < 0) return 0;
    fail_at(failure, STATUS_DATA, file->path, file->line, byte_column(file, line, (size_t)bad), "byte 0x%02X is not UTF-8", (unsigned char)line[bad]);
    return failure_hint(failure, "if the file was saved by Excel as plain CSV, declare \"encoding\": \"windows-1252\" in the codebook or give --encoding windows-1252");
}

static bool is_blank(const char *line, size_t length)
{
    return length == 0 || (length == 1 && (line[0] == '\n' || line[0] == '\r')) || (length == 2 && line[0] == '\r' && line[1] == '\n');
}

/* One physical line, its ending included. */
static int feed(struct csvfile *file, const char *line, size_t length, struct failure *failure)
{
    if (check_bytes(file, line, length, failure)) return -1;
    if (!file->record_open && is_blank(line, length)) {
        file->blank_lines++;
        file->line++;
        return 0;
    }
    if (!file->record_open) file->record_line = file->line;
    file->record_open = true;
    size_t taken = csv_parse(&file->parser, line, length, on_field, on_record, file);
    if (taken != length) return refuse_parse(file, line, taken, failure);
    if (file->too_wide) return fail_at(failure, STATUS_DATA, file->path, file->record_line, 0, "more than %d columns", CSV_COLUMN_LIMIT);
    file->line++;
    return 0;
}

/* The length of the first physical line in the bytes at hand (LF, CRLF or CR), or 0 when its end is not there yet. */
static size_t line_length(const char *at, size_t left, bool last)
{
    const char *feed_at = memchr(at, '\n', left);
    size_t span = feed_at ? (size_t)(feed_at - at) + 1 : left;
    const char *carriage = memchr(at, '\r', feed_at ? span - 1 : span);
    if (carriage && carriage + 1 < at + left && carriage[1] != '\n') return (size_t)(carriage - at) + 1;
    if (feed_at) return span;
    return last ? left : 0;
}

/* 3 errors at the end and at the beginning */

static int finish(struct csvfile *file, struct failure *failure)
{
    file->ended = true;
    if (csv_fini(&file->parser, on_field, on_record, file)) {
        fail_at(failure, STATUS_DATA, file->path, file->record_line, (long)(file->block->fields_used - file->block->first[file->block->records]) + 1, "a quote is opened and never closed");
        return failure_hint(failure, "the record that begins on this line has a field with a lost closing quote");
    }
    unsigned char digest[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_final(&file->digest_state, digest);
    sodium_bin2hex(file->digest, sizeof file->digest, digest, sizeof digest);
    return 0;
}

static int refuse_by_first_bytes(struct csvfile *file, struct failure *failure)
{
    static const struct { const char *bytes; size_t length; const char *what, *hint; } signs[] = {
        {"PK\003\004", 4, "an Excel or zip file", "save it as CSV (UTF-8) and give that file"},
        {"\xD0\xCF\x11\xE0", 4, "an old Excel file", "save it as CSV (UTF-8) and give that file"},
        {"%PDF", 4, "a PDF", "give the CSV export of the survey tool"},
        {"\x1F\x8B", 2, "a gzip file", "unpack it first: gunzip"},
        {"<html", 5, "a web page", "the download may have failed: open it in a browser"},
        {"<!DOC", 5, "a web page", "the download may have failed: open it in a browser"},
        {"\xFF\xFE\0\0", 4, "in UTF-32", "turn it into UTF-8: iconv -f UTF-32 -t UTF-8"},
        {"\xFF\xFE", 2, "in UTF-16", "turn it into UTF-8: iconv -f UTF-16 -t UTF-8"},
        {"\xFE\xFF", 2, "in UTF-16", "turn it into UTF-8: iconv -f UTF-16 -t UTF-8"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (file->raw_used < signs[i].length || memcmp(file->raw, signs[i].bytes, signs[i].length)) continue;
        fail_at(failure, STATUS_DATA, file->path, 0, 0, "is %s, not CSV in UTF-8", signs[i].what);
        return failure_hint(failure, "%s", signs[i].hint);
    }
    return 0;
}

/* 4 open, read, close */

static int convert(struct csvfile *file, bool last, struct failure *failure)
{
    char *in = file->raw;
    size_t in_left = file->raw_used;
    if (file->text_room - file->text_used < in_left * 4 + 16) {
        file->text_room = file->text_used + in_left * 4 + 16;
        file->text = memory_resize(file->text, file->text_room, 1);
    }
    char *out = file->text + file->text_used;
    size_t out_left = file->text_room - file->text_used;
    if (iconv(file->conversion, &in, &in_left, &out, &out_left) == (size_t)-1 && (errno != EINVAL || last)) {
        long line = file->line;
        for (const char *c = file->text + file->text_at; c < out; c++) line += *c == '\n';
        fail_at(failure, STATUS_DATA, file->path, line, 0, "byte 0x%02X does not exist in the declared encoding", (unsigned char)*in);
        return failure_hint(failure, "declare the encoding that the file really has");
    }
    file->text_used = (size_t)(out - file->text);
    memmove(file->raw, in, in_left);
    file->raw_used = in_left;
    return 0;
}

/* Moves what is left to the front and reads more. Returns how many bytes came, 0 at the end of the file. */
static ssize_t refill(struct csvfile *file, struct failure *failure)
{
    file->bytes_passed += (long)file->text_at;
    memmove(file->text, file->text + file->text_at, file->text_used - file->text_at);
    file->text_used -= file->text_at;
    file->text_at = 0;
    ssize_t got;
    do got = read(file->file, file->raw + file->raw_used, BLOCK_BYTES - file->raw_used);
    while (got < 0 && errno == EINTR);
    if (got < 0) return fail(failure, STATUS_INPUT, "%s: cannot be read: %s", file->path, strerror(errno));
    crypto_hash_sha256_update(&file->digest_state, (unsigned char *)file->raw + file->raw_used, (unsigned long long)got);
    file->raw_used += (size_t)got;
    bool plain = file->conversion == (iconv_t)-1;
    if (!file->started && plain && refuse_by_first_bytes(file, failure)) return -1;
    if (!plain) {
        if (convert(file, got == 0, failure)) return -1;
    } else {
        if (file->text_room - file->text_used < file->raw_used) {
            file->text_room = file->text_used + file->raw_used + BLOCK_BYTES;
            file->text = memory_resize(file->text, file->text_room, 1);
        }
        memcpy(file->text + file->text_used, file->raw, file->raw_used);
        file->text_used += file->raw_used;
        file->raw_used = 0;
    }
    if (!file->started && file->text_used >= 3 && !memcmp(file->text, "\xEF\xBB\xBF", 3)) file->text_at = 3;
    file->started = true;
    return got;
}

int csvfile_read(struct csvfile *file, struct csv_block *block, struct failure *failure)
{
    block->records = block->fields_used = block->bytes_used = 0;
    block->first[0] = 0;
    file->block = block;
    while (!file->ended && block->records < CSV_BLOCK_RECORDS - 1) {
        size_t left = file->text_used - file->text_at;
        size_t length = left ? line_length(file->text + file->text_at, left, false) : 0;
        if (!length) {
            ssize_t got = refill(file, failure);
            if (got < 0) return -1;
            if (got) {
                if (file->text_used > 64 * BLOCK_BYTES) return fail_at(failure, STATUS_DATA, file->path, file->line, 0, "a line is longer than %d bytes", 64 * BLOCK_BYTES);
                continue;
            }
            length = line_length(file->text + file->text_at, file->text_used - file->text_at, true);
            if (!length) {
                if (finish(file, failure)) return -1;
                break;
            }
        }
        size_t at = file->text_at;
        if (feed(file, file->text + at, length, failure)) return -1;
        file->text_at = at + length;
    }
    return block->records > 0;
}

static int open_regular(const char *path, struct failure *failure)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts;
    if (file < 0) return fail(failure, STATUS_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    if (fstat(file, &facts) || !S_ISREG(facts.st_mode)) {
        close(file);
        return fail(failure, STATUS_INPUT, "%s: is not a regular file", path);
    }
    return file;
}

struct csvfile *csvfile_open(const char *path, const struct csv_options *options, struct failure *failure)
{
    iconv_t conversion = (iconv_t)-1;
    bool utf8 = !options->encoding || !strcasecmp(options->encoding, "utf-8") || !strcasecmp(options->encoding, "utf8");
    if (!utf8 && (conversion = iconv_open("UTF-8", options->encoding)) == (iconv_t)-1) {
        fail(failure, STATUS_CONFIG, "the encoding '%.40s' is not known", options->encoding);
        failure_hint(failure, "well-known ones are utf-8, windows-1252, iso-8859-1, utf-16");
        return NULL;
    }
    int descriptor = open_regular(path, failure);
    if (descriptor < 0) {
        if (conversion != (iconv_t)-1) iconv_close(conversion);
        return NULL;
    }
    struct csvfile *file = memory_new(1, sizeof *file);
    file->path = memory_new(strlen(path) + 1, 1);
    memcpy(file->path, path, strlen(path));
    file->file = descriptor;
    file->conversion = conversion;
    file->raw = memory_new(BLOCK_BYTES, 1);
    file->text_room = 2 * BLOCK_BYTES;
    file->text = memory_new(file->text_room, 1);
    file->line = file->record_line = 1;
    file->separator = options->separator ? options->separator : ',';
    crypto_hash_sha256_init(&file->digest_state);
    csv_init(&file->parser, CSV_STRICT | CSV_STRICT_FINI); /* cannot fail: it allocates nothing */
    csv_set_delim(&file->parser, (unsigned char)file->separator);
    csv_set_space_func(&file->parser, keep_spaces);
    csv_set_realloc_func(&file->parser, capped_realloc);
    return file;
}

long csvfile_blank_lines(const struct csvfile *file) { return file->blank_lines; }

void csvfile_digest(const struct csvfile *file, char hex[65])
{
    memcpy(hex, file->digest, sizeof file->digest);
}

void csvfile_close(struct csvfile *file)
{
    if (!file) return;
    csv_free(&file->parser);
    if (file->conversion != (iconv_t)-1) iconv_close(file->conversion);
    close(file->file);
    free(file->raw);
    free(file->text);
    free(file->path);
    free(file);
}

struct csv_block *csv_block_create(void)
{
    struct csv_block *block = memory_new(1, sizeof *block);
    block->first = memory_new(CSV_BLOCK_RECORDS + 1, sizeof *block->first);
    block->line = memory_new(CSV_BLOCK_RECORDS, sizeof *block->line);
    return block;
}

void csv_block_destroy(struct csv_block *block)
{
    if (!block) return;
    free(block->first);
    free(block->line);
    free(block->fields);
    free(block->bytes);
    free(block);
}

static size_t count_separators(const char *at, const char *end, char separator)
{
    size_t count = 0;
    while ((at = memchr(at, separator, (size_t)(end - at)))) count++, at++;
    return count;
}

bool csv_looks_merged(struct text field, size_t column, size_t columns, char separator)
{
    const char *end = field.at + field.length, *first = field.at, *last = end;
    while (first < end && *first != '\n' && *first != '\r') first++;
    if (first == end || columns < 2) return false;
    while (last > field.at && last[-1] != '\n' && last[-1] != '\r') last--;
    return count_separators(field.at, first, separator) >= columns - 1 - column && count_separators(last, end, separator) >= column;
}
