/* 1 reading segments   2 parsing a segment   3 opening and closing
 *
 * A strict parser is inside quotes exactly when it has seen an odd number of them, so a line break after an even number ends a
 * record: files are cut there without parsing. libcsv has no line numbers and swallows blank lines, so it is fed one physical
 * line at a time: where a callback happens is then known exactly. */
#include "csvfile.h"

#include <assert.h>
#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "digest.h"
#include "memory.h"

enum { SEGMENT_BYTES = 1 << 21, RECORD_BYTES_LIMIT = 1 << 24, SLACK = 8 };

struct csvfile {
    char *path;
    int descriptor;
    char separator;
    size_t step; /* bytes read at a time; a segment has as many at least */
    bool separator_declared, told_by_mark; /* told_by_mark: UTF-16, known by its byte order mark */
    iconv_t conversion; /* (iconv_t)-1: none */
    struct digest *digest;
    char *raw; /* bytes as read, waiting for conversion */
    size_t raw_used;
    char *rest; /* read, but after the last cut */
    size_t rest_used, rest_room;
    size_t searched, searched_quotes; /* of the rest, where no cut can be */
    long line, bytes; /* of what has been handed on */
    bool started, ended;
};

/* 1 reading segments */

static size_t count_byte(const char *at, size_t length, char wanted)
{
    size_t count = 0;
    const char *end = at + length;
    for (; at < end && (at = memchr(at, wanted, (size_t)(end - at))); at++) count++;
    return count;
}

/* Line breaks are LF, CRLF or a CR alone. */
static long count_lines(const char *at, size_t length)
{
    size_t lines = count_byte(at, length, '\n');
    for (const char *c = at; (c = memchr(c, '\r', length - (size_t)(c - at))); c++) {
        if (c + 1 < at + length && c[1] == '\n') continue;
        lines++;
    }
    return (long)lines;
}

/* Bytes up to and with the last line break that ends a record, or 0. What was searched in vain is not searched again, but for its last byte, which could
 * be a CR that nothing had followed yet. */
static size_t find_cut(struct csvfile *file)
{
    const char *at = file->rest;
    size_t length = file->rest_used, from = file->searched, quotes = file->searched_quotes + count_byte(at + from, length - from, '"'), all = quotes;
    for (size_t i = length; i-- > from;) {
        if (at[i] == '"') quotes--;
        bool breaks = at[i] == '\n' || (at[i] == '\r' && i + 1 < length && at[i + 1] != '\n');
        if (breaks && quotes % 2 == 0) return i + 1;
    }
    file->searched = length - 1;
    file->searched_quotes = all - (at[length - 1] == '"');
    return 0;
}

static void make_room(char **bytes, size_t *room, size_t wanted)
{
    if (*room >= wanted) return;
    *room = wanted + wanted / 4;
    *bytes = memory_resize(*bytes, *room, 1);
}

static int refuse_by_first_bytes(const struct csvfile *file, const char *at, size_t length, struct failure *failure)
{
    static const struct { const char *bytes; size_t length; const char *what, *hint; } signs[] = {
        {"PK\003\004", 4, "an Excel or zip file", "save it as CSV (UTF-8) and give that file"},
        {"\xD0\xCF\x11\xE0", 4, "an old Excel file", "save it as CSV (UTF-8) and give that file"},
        {"%PDF", 4, "a PDF", "give the CSV export of the survey tool"},
        {"\x1F\x8B", 2, "a gzip file", "unpack it first: gunzip"},
        {"<html", 5, "a web page", "the download may have failed: open it in a browser"},
        {"<HTML", 5, "a web page", "the download may have failed: open it in a browser"},
        {"<!doc", 5, "a web page", "the download may have failed: open it in a browser"},
        {"<!DOC", 5, "a web page", "the download may have failed: open it in a browser"},
        {"\xFF\xFE\0\0", 4, "in UTF-32", "turn it into UTF-8: iconv -f UTF-32 -t UTF-8"},
        {"\0\0\xFE\xFF", 4, "in UTF-32", "turn it into UTF-8: iconv -f UTF-32 -t UTF-8"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (length < signs[i].length || memcmp(at, signs[i].bytes, signs[i].length)) continue;
        fail_at(failure, STATUS_DATA, file->path, 0, 0, "is %s, not CSV in UTF-8", signs[i].what);
        return failure_hint(failure, "%s", signs[i].hint);
    }
    return 0;
}

/* Reads into `to` (room for `step` bytes) and digests. Returns the number of bytes, 0 at the end, -1. */
static ssize_t read_bytes(struct csvfile *file, char *to, struct failure *failure)
{
    ssize_t got;
    do got = read(file->descriptor, to, file->step);
    while (got < 0 && errno == EINTR);
    if (got < 0) return fail(failure, STATUS_INPUT, "%s: cannot be read: %s", file->path, strerror(errno));
    digest_add(file->digest, to, (size_t)got);
    return got;
}

/* Columns of messages count characters, not bytes. */
static long character(const char *line, size_t offset)
{
    long column = 1;
    for (size_t i = 0; i < offset; i++) column += ((unsigned char)line[i] & 0xC0) != 0x80;
    return column;
}

static int refuse_conversion(const struct csvfile *file, const char *at, const char *out, unsigned char byte, struct failure *failure)
{
    const char *line = out;
    while (line > at && line[-1] != '\n' && line[-1] != '\r') line--;
    fail_at(failure, STATUS_DATA, file->path, file->line + count_lines(at, (size_t)(out - at)), character(line, (size_t)(out - line)), "byte 0x%02X does not exist in %s", byte,
            file->told_by_mark ? "UTF-16, as which the file begins" : "the declared encoding");
    return failure_hint(failure, file->told_by_mark ? "the file may have been cut off; export it again" : "declare the encoding that the file really has");
}

/* Appends what has been read into `raw` to `rest`, in UTF-8. */
static int convert(struct csvfile *file, const bool *end, struct failure *failure)
{
    make_room(&file->rest, &file->rest_room, file->rest_used + 4 * file->raw_used + SLACK);
    char *in = file->raw, *out = file->rest + file->rest_used;
    size_t in_left = file->raw_used, out_left = file->rest_room - file->rest_used - SLACK;
    size_t answer = iconv(file->conversion, &in, &in_left, &out, &out_left);
    if (answer == (size_t)-1 && (errno != EINVAL || *end)) return refuse_conversion(file, file->rest, out, (unsigned char)*in, failure);
    file->rest_used = (size_t)(out - file->rest);
    memmove(file->raw, in, in_left);
    file->raw_used = in_left;
    return 0;
}

static int read_converted(struct csvfile *file, bool *end, struct failure *failure)
{
    ssize_t got = read_bytes(file, file->raw + file->raw_used, failure);
    if (got < 0) return -1;
    *end = got == 0;
    file->raw_used += (size_t)got;
    return convert(file, end, failure);
}

static bool has_utf16_mark(const char *at, size_t length)
{
    return length >= 2 && (!memcmp(at, "\xFF\xFE", 2) || !memcmp(at, "\xFE\xFF", 2));
}

/* The mark says the encoding as surely as a person could: what was read goes through the conversion after all. */
static int begin_utf16(struct csvfile *file, size_t got, const bool *end, struct failure *failure)
{
    file->conversion = iconv_open("UTF-8", "UTF-16");
    if (file->conversion == (iconv_t)-1) return fail(failure, STATUS_FAULT, "%s: UTF-16 cannot be converted on this machine", file->path);
    file->told_by_mark = true;
    file->raw = memory_new(SEGMENT_BYTES + 16, 1);
    memcpy(file->raw, file->rest, got);
    file->raw_used = got;
    return convert(file, end, failure);
}

static int read_plain(struct csvfile *file, bool *end, struct failure *failure)
{
    make_room(&file->rest, &file->rest_room, file->rest_used + file->step + SLACK);
    ssize_t got = read_bytes(file, file->rest + file->rest_used, failure);
    if (got < 0) return -1;
    *end = got == 0;
    if (!file->started && refuse_by_first_bytes(file, file->rest, (size_t)got, failure)) return -1;
    if (!file->started && has_utf16_mark(file->rest, (size_t)got)) return begin_utf16(file, (size_t)got, end, failure);
    file->rest_used += (size_t)got;
    return 0;
}

static void forget_first(struct csvfile *file, size_t length)
{
    memmove(file->rest, file->rest + length, file->rest_used - length);
    file->rest_used -= length;
    file->bytes += (long)length;
}

/* Excel's own way to say the separator: a first line "sep=;". */
static int take_separator_line(struct csvfile *file, struct failure *failure)
{
    const char *at = file->rest;
    if (file->rest_used < 6 || memcmp(at, "sep=", 4) || (at[5] != '\n' && at[5] != '\r')) return 0;
    if (!strchr(",;\t|:", at[4])) return fail_at(failure, STATUS_DATA, file->path, 1, 5, "the line sep= names a separator that is none");
    if (file->separator_declared && file->separator != at[4]) {
        fail_at(failure, STATUS_DATA, file->path, 1, 5, "the line sep= names another separator than the one declared");
        return failure_hint(failure, "take the declaration away: the file says it itself");
    }
    file->separator = at[4];
    forget_first(file, at[5] == '\r' && file->rest_used > 6 && at[6] == '\n' ? 7 : 6);
    file->line++;
    return 0;
}

static int read_more(struct csvfile *file, struct failure *failure)
{
    bool end = false, plain = file->conversion == (iconv_t)-1;
    if (plain ? read_plain(file, &end, failure) : read_converted(file, &end, failure)) return -1;
    if (!file->started && file->rest_used >= 3 && !memcmp(file->rest, "\xEF\xBB\xBF", 3)) forget_first(file, 3);
    if (!file->started && take_separator_line(file, failure)) return -1;
    file->started = true;
    file->ended = end;
    return 0;
}

/* The first `length` bytes of the rest become the segment; the two change buffers, so that little is copied. */
static void hand_over(struct csvfile *file, struct csv_segment *segment, size_t length)
{
    size_t left = file->rest_used - length;
    make_room(&segment->bytes, &segment->room, left + SLACK);
    memcpy(segment->bytes, file->rest + length, left);
    char *bytes = file->rest;
    size_t room = file->rest_room;
    file->rest = segment->bytes;
    file->rest_room = segment->room;
    file->rest_used = left;
    segment->bytes = bytes;
    segment->room = room;
    segment->length = length;
    segment->first_line = file->line;
    segment->first_byte = file->bytes;
    segment->blank_lines = 0;
    segment->last = file->ended && !left;
    file->searched = file->searched_quotes = 0;
    file->line += count_lines(bytes, length);
    file->bytes += (long)length;
}

int csvfile_segment(struct csvfile *file, struct csv_segment *segment, struct failure *failure)
{
    size_t cut = 0;
    segment->endless = false;
    while (!file->ended) {
        if (file->rest_used >= file->step && (cut = find_cut(file))) break;
        if (file->rest_used > RECORD_BYTES_LIMIT) { /* one endless record: the parser will say what is wrong with it, and nothing more is read */
            file->ended = segment->endless = true;
            break;
        }
        if (read_more(file, failure)) return -1;
    }
    if (!cut) cut = file->rest_used;
    hand_over(file, segment, cut);
    return segment->length > 0;
}

void csv_segment_free(struct csv_segment *segment)
{
    free(segment->bytes);
    *segment = (struct csv_segment){0};
}

/* 2 parsing a segment */

struct parse {
    const struct csvfile *file;
    struct csv_parser parser;
    const struct csv_handler *handler;
    const char *bytes; /* of the segment */
    long first_byte, line, record_line, blank_lines, records;
    size_t columns; /* of the record that is open */
    bool endless, record_open, too_long; /* too_long: a field that libcsv's room just held */
};

static void *capped_realloc(void *old, size_t size)
{
    return size > CSV_FIELD_LIMIT + 2 ? NULL : realloc(old, size + SLACK);
}

static void on_field(void *at, size_t length, void *context)
{
    struct parse *parse = context;
    parse->too_long |= length > CSV_FIELD_LIMIT;
    if (parse->columns++ < CSV_COLUMN_LIMIT) parse->handler->field(parse->handler->context, (struct text){at ? at : "\0\0\0\0\0\0\0", length});
}

static void on_record(int terminator, void *context)
{
    (void)terminator;
    struct parse *parse = context;
    if (parse->columns <= CSV_COLUMN_LIMIT) parse->handler->record(parse->handler->context, parse->record_line);
    parse->record_open = false;
    parse->records++;
}

static int keep_spaces(unsigned char c)
{
    (void)c;
    return 0;
}

static int refuse_long_field(const struct parse *parse, struct failure *failure)
{
    fail_at(failure, STATUS_DATA, parse->file->path, parse->record_line, 0, "a field is longer than %d bytes", CSV_FIELD_LIMIT);
    return failure_hint(failure, "a closing quote may be missing in the record that begins on line %ld", parse->record_line);
}

static int refuse_parse(struct parse *parse, const char *line, size_t offset, struct failure *failure)
{
    if (csv_error(&parse->parser) == CSV_ENOMEM) return refuse_long_field(parse, failure);
    fail_at(failure, STATUS_DATA, parse->file->path, parse->line, character(line, offset), "a quote where none may stand");
    return failure_hint(failure, "a field with a quote in it stands in quotes, and the quote is written twice (\"\")%s",
                        parse->record_line < parse->line ? "; the record began on an earlier line, where a closing quote may be missing" : "");
}

static int check_bytes(const struct parse *parse, const char *line, size_t length, struct failure *failure)
{
    const char *nul = memchr(line, 0, length);
    if (nul) {
        fail_at(failure, STATUS_DATA, parse->file->path, parse->line, character(line, (size_t)(nul - line)), "a NUL byte (byte %ld of the file): this is not text in UTF-8",
                parse->first_byte + (nul - parse->bytes) + 1);
        return failure_hint(failure, "export the file again as CSV in UTF-8; UTF-16 can be turned into it with: iconv -f UTF-16 -t UTF-8");
    }
    ptrdiff_t bad = text_invalid_utf8(line, length);
    if (bad < 0) return 0;
    fail_at(failure, STATUS_DATA, parse->file->path, parse->line, character(line, (size_t)bad), "byte 0x%02X is not UTF-8", (unsigned char)line[bad]);
    return failure_hint(failure, "if Excel saved the file as plain CSV, declare \"encoding\": \"windows-1252\" in the codebook or give --encoding windows-1252");
}

static bool is_blank(const char *line, size_t length)
{
    return (length == 1 && (line[0] == '\n' || line[0] == '\r')) || (length == 2 && line[0] == '\r' && line[1] == '\n');
}

/* One physical line, its ending included. */
static int feed(struct parse *parse, const char *line, size_t length, struct failure *failure)
{
    if (check_bytes(parse, line, length, failure)) return -1;
    if (!parse->record_open && is_blank(line, length)) parse->blank_lines++;
    else {
        if (!parse->record_open) {
            parse->record_line = parse->line;
            parse->columns = 0;
        }
        parse->record_open = true;
        size_t taken = csv_parse(&parse->parser, line, length, on_field, on_record, parse);
        if (taken != length) return refuse_parse(parse, line, taken, failure);
        if (parse->too_long) return refuse_long_field(parse, failure);
        if (parse->columns > CSV_COLUMN_LIMIT) return fail_at(failure, STATUS_DATA, parse->file->path, parse->record_line, 0, "more than %d columns", CSV_COLUMN_LIMIT);
    }
    parse->line++;
    return 0;
}

/* *next_feed: the next LF at or after `at`, or the end; found again only when it has been passed, because a file may have none. */
static size_t line_length(const char *at, size_t left, const char **next_feed)
{
    if (!*next_feed || *next_feed < at) {
        const char *found = memchr(at, '\n', left);
        *next_feed = found ? found : at + left;
    }
    const char *end = *next_feed < at + left ? *next_feed : NULL;
    size_t span = end ? (size_t)(end - at) + 1 : left;
    const char *carriage = memchr(at, '\r', span);
    if (carriage && carriage + 1 < at + span && carriage[1] != '\n') return (size_t)(carriage - at) + 1;
    return span;
}

static void begin(struct parse *parse, const struct csvfile *file, const struct csv_segment *segment, const struct csv_handler *handler)
{
    *parse = (struct parse){.file = file, .handler = handler, .bytes = segment->bytes, .endless = segment->endless, .first_byte = segment->first_byte, .line = segment->first_line, .record_line = segment->first_line};
    csv_init(&parse->parser, CSV_STRICT | CSV_STRICT_FINI); /* cannot fail: it allocates nothing */
    csv_set_delim(&parse->parser, (unsigned char)file->separator);
    csv_set_space_func(&parse->parser, keep_spaces);
    csv_set_realloc_func(&parse->parser, capped_realloc);
}

/* csv_fini after a refused parse would hand on half a record and call it a success, so it is only asked after a good one. */
static int finish(struct parse *parse, struct failure *failure)
{
    if (parse->endless) {
        fail_at(failure, STATUS_DATA, parse->file->path, parse->record_line, 0, "a record is longer than %d bytes", RECORD_BYTES_LIMIT);
        return failure_hint(failure, "its line break, or a closing quote, may be missing");
    }
    if (!csv_fini(&parse->parser, on_field, on_record, parse)) return parse->too_long ? refuse_long_field(parse, failure) : 0;
    fail_at(failure, STATUS_DATA, parse->file->path, parse->record_line, (long)parse->columns + 1, "a quote is opened and never closed");
    return failure_hint(failure, "the record that begins on this line has lost a closing quote");
}

int csv_parse_segment(const struct csvfile *file, struct csv_segment *segment, const struct csv_handler *handler, struct failure *failure)
{
    struct parse parse;
    const char *next_feed = NULL;
    int result = 0;
    begin(&parse, file, segment, handler);
    for (size_t at = 0, length; !result && at < segment->length; at += length) {
        length = line_length(segment->bytes + at, segment->length - at, &next_feed);
        result = feed(&parse, segment->bytes + at, length, failure);
    }
    if (!result) result = finish(&parse, failure);
    segment->blank_lines = parse.blank_lines;
    csv_free(&parse.parser);
    return result;
}

/* Feeds lines until a record is complete: 1; 0 when the segment has none, -1. What follows the record goes back to the front of the rest. */
static int first_record(struct csvfile *file, struct csv_segment *segment, const struct csv_handler *handler, struct failure *failure)
{
    struct parse parse;
    const char *next_feed = NULL;
    size_t at = 0;
    int result = 0;
    begin(&parse, file, segment, handler);
    for (size_t length; !result && !parse.records && at < segment->length; at += length) {
        length = line_length(segment->bytes + at, segment->length - at, &next_feed);
        result = feed(&parse, segment->bytes + at, length, failure);
    }
    if (!result && !parse.records) result = finish(&parse, failure);
    if (!result && parse.records) {
        size_t left = segment->length - at;
        make_room(&file->rest, &file->rest_room, left + file->rest_used + SLACK);
        memmove(file->rest + left, file->rest, file->rest_used);
        memcpy(file->rest, segment->bytes + at, left);
        file->rest_used += left;
        file->searched = file->searched_quotes = 0;
        file->line = parse.line;
        file->bytes = segment->first_byte + (long)at;
        result = 1;
    }
    csv_free(&parse.parser);
    return result;
}

int csvfile_header(struct csvfile *file, const struct csv_handler *handler, struct failure *failure)
{
    struct csv_segment segment = {0};
    int got, found = 0;
    while (!found && (got = csvfile_segment(file, &segment, failure)) != 0) found = got < 0 ? -1 : first_record(file, &segment, handler, failure); /* before it there may be any number of blank lines */
    csv_segment_free(&segment);
    return found < 0 ? -1 : 0;
}

/* 3 opening and closing */

static int open_regular(const char *path, struct failure *failure)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts;
    if (descriptor < 0) return fail(failure, STATUS_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    if (fstat(descriptor, &facts) || !S_ISREG(facts.st_mode)) {
        close(descriptor);
        return fail(failure, STATUS_INPUT, "%s: is not a regular file", path);
    }
    return descriptor;
}

struct csvfile *csvfile_open(const char *path, const struct csv_options *options, struct failure *failure)
{
    iconv_t conversion = (iconv_t)-1;
    bool utf8 = !options->encoding || !strcasecmp(options->encoding, "utf-8") || !strcasecmp(options->encoding, "utf8");
    if (!utf8 && strchr(options->encoding, '/')) { /* iconv would read settings after it */
        fail(failure, STATUS_USAGE, "'%.40s' is not the name of an encoding", options->encoding);
        return NULL;
    }
    if (!utf8 && (conversion = iconv_open("UTF-8", options->encoding)) == (iconv_t)-1) {
        fail(failure, STATUS_CONFIG, "the encoding '%.40s' is not known", options->encoding);
        failure_hint(failure, "well-known ones are utf-8, windows-1252, iso-8859-1 and utf-16");
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
    file->descriptor = descriptor;
    file->conversion = conversion;
    if (!utf8) file->raw = memory_new(SEGMENT_BYTES + 16, 1);
    file->step = SEGMENT_BYTES;
    file->line = 1;
    file->separator = options->separator ? options->separator : ',';
    file->separator_declared = options->separator;
    file->digest = digest_create();
    return file;
}

void csvfile_step(struct csvfile *file, size_t bytes)
{
    assert(!file->started && bytes >= 16 && bytes <= SEGMENT_BYTES); /* the first bytes tell what a file is */
    file->step = bytes;
}

char csvfile_separator(const struct csvfile *file) { return file->separator; }

bool csvfile_is_utf16(const struct csvfile *file) { return file->told_by_mark; }

const char *csvfile_path(const struct csvfile *file) { return file->path; }

void csvfile_digest(struct csvfile *file, char hex[65])
{
    digest_finish(file->digest, hex);
}

void csvfile_close(struct csvfile *file)
{
    if (!file) return;
    if (file->conversion != (iconv_t)-1) iconv_close(file->conversion);
    close(file->descriptor);
    digest_destroy(file->digest);
    free(file->raw);
    free(file->rest);
    free(file->path);
    free(file);
}
