#include "textfile.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "digest.h"
#include "memory.h"

struct textfile {
    char *path;
    int descriptor;
    size_t step; /* bytes read at a time */
    iconv_t conversion; /* (iconv_t)-1: none */
    char *declared; /* the encoding; NULL when none, or UTF-8 */
    bool told_by_mark;  /* UTF-16, known by its byte order mark */
    bool started;
    struct digest *digest;
    char *raw; /* bytes as read, waiting for conversion */
    size_t raw_used;
};

long textfile_lines(const char *at, size_t length)
{
    const char *end = at + length;
    long lines = 0;
    for (const char *c = at; c < end && (c = memchr(c, '\n', (size_t)(end - c))); c++) lines++;
    for (const char *c = at; c < end && (c = memchr(c, '\r', (size_t)(end - c))); c++) lines += c + 1 == end || c[1] != '\n';
    return lines;
}

long textfile_column(const char *line, size_t offset)
{
    long column = 1;
    for (size_t i = 0; i < offset; i++) column += ((unsigned char)line[i] & 0xC0) != 0x80;
    return column;
}

void textfile_make_room(struct textfile_bytes *bytes, size_t wanted)
{
    if (bytes->room >= wanted) return;
    bytes->room = wanted + wanted / 4;
    bytes->at = memory_resize(bytes->at, bytes->room, 1);
}

static int refuse_by_first_bytes(const struct textfile *file, const char *at, size_t length, struct failure *failure)
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
static ssize_t read_bytes(struct textfile *file, char *to, struct failure *failure)
{
    ssize_t got;
    do got = read(file->descriptor, to, file->step);
    while (got < 0 && errno == EINTR);
    if (got < 0) return fail(failure, STATUS_INPUT, "%s: cannot be read: %s", file->path, strerror(errno));
    digest_add(file->digest, to, (size_t)got);
    return got;
}

static int refuse_conversion(const struct textfile *file, const struct textfile_bytes *bytes, const char *out, long first_line, unsigned char byte, struct failure *failure)
{
    const char *line = out;
    while (line > bytes->at && line[-1] != '\n' && line[-1] != '\r') line--;
    fail_at(failure, STATUS_DATA, file->path, first_line + textfile_lines(bytes->at, (size_t)(out - bytes->at)), textfile_column(line, (size_t)(out - line)), file->told_by_mark ? "bytes that are no UTF-16, as which the file begins (0x%02X)" : "byte 0x%02X does not exist in the declared encoding", byte);
    return failure_hint(failure, file->told_by_mark ? "the file may have been cut off; export it again" : "declare the encoding that the file really has");
}

/* Appends what has been read into `raw`, in UTF-8. */
static int convert(struct textfile *file, struct textfile_bytes *bytes, long line, bool end, struct failure *failure)
{
    textfile_make_room(bytes, bytes->used + 4 * file->raw_used + TEXTFILE_SLACK);
    char *in = file->raw, *out = bytes->at + bytes->used;
    size_t in_left = file->raw_used, out_left = bytes->room - bytes->used - TEXTFILE_SLACK;
    size_t answer = iconv(file->conversion, &in, &in_left, &out, &out_left);
    if (answer == (size_t)-1 && (errno != EINVAL || end)) return refuse_conversion(file, bytes, out, line, (unsigned char)*in, failure);
    bytes->used = (size_t)(out - bytes->at);
    memmove(file->raw, in, in_left);
    file->raw_used = in_left;
    return 0;
}

static bool has_utf16_mark(const char *at, size_t length)
{
    return length >= 2 && (!memcmp(at, "\xFF\xFE", 2) || !memcmp(at, "\xFE\xFF", 2));
}

/* The mark says the encoding as surely as a person could: what was read, `got` bytes after those in use, goes through the conversion after all. */
static int begin_utf16(struct textfile *file, const struct textfile_bytes *bytes, size_t got, struct failure *failure)
{
    file->conversion = iconv_open("UTF-8", "UTF-16");
    if (file->conversion == (iconv_t)-1) return fail(failure, STATUS_FAULT, "%s: UTF-16 cannot be converted on this machine", file->path);
    file->told_by_mark = true;
    file->raw = memory_new(TEXTFILE_STEP + 16, 1);
    memcpy(file->raw, bytes->at + bytes->used, got);
    file->raw_used = got;
    return 0;
}

/* A byte order mark that says another encoding than the declared one: one of the two is wrong, and every letter beyond ASCII would be. */
static int refuse_other_mark(const struct textfile *file, const char *at, size_t length, struct failure *failure)
{
    const char *mark = length >= 3 && !memcmp(at, "\xEF\xBB\xBF", 3) ? "UTF-8" : has_utf16_mark(at, length) ? "UTF-16" : NULL;
    if (!mark || !strncasecmp(file->declared, "utf-16", 6) || !strncasecmp(file->declared, "utf16", 5) || !strncasecmp(file->declared, "ucs", 3)) return 0;
    fail_at(failure, STATUS_DATA, file->path, 1, 1, "begins with the byte order mark of %s, and '%.40s' is declared", mark, file->declared);
    return failure_hint(failure, "take the declaration away: the mark says it");
}

int textfile_read(struct textfile *file, struct textfile_bytes *bytes, long line, bool *end, struct failure *failure)
{
    bool plain = file->conversion == (iconv_t)-1, first = !file->started;
    if (plain) textfile_make_room(bytes, bytes->used + file->step + TEXTFILE_SLACK);
    char *to = plain ? bytes->at + bytes->used : file->raw + file->raw_used;
    ssize_t got = read_bytes(file, to, failure);
    if (got < 0) return -1;
    *end = got == 0;
    file->started = true;
    bool utf32 = file->declared && (!strncasecmp(file->declared, "utf-32", 6) || !strncasecmp(file->declared, "ucs", 3));
    if (first && !utf32 && refuse_by_first_bytes(file, to, (size_t)got, failure)) return -1;
    if (!plain && first && refuse_other_mark(file, to, (size_t)got, failure)) return -1;
    if (!plain) file->raw_used += (size_t)got;
    else {
        bool utf16 = first && has_utf16_mark(to, (size_t)got);
        if (utf16 && begin_utf16(file, bytes, (size_t)got, failure)) return -1;
        plain = !utf16;
        if (plain) bytes->used += (size_t)got;
    }
    return plain ? 0 : convert(file, bytes, line, *end, failure);
}

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

static int open_conversion(const char *encoding, iconv_t *conversion, struct failure *failure)
{
    *conversion = (iconv_t)-1;
    if (!encoding || !strcasecmp(encoding, "utf-8") || !strcasecmp(encoding, "utf8")) return 0;
    if (strchr(encoding, '/')) return fail(failure, STATUS_USAGE, "'%.40s' is not the name of an encoding", encoding); /* iconv would read settings after it */
    if ((*conversion = iconv_open("UTF-8", encoding)) != (iconv_t)-1) return 0;
    fail(failure, STATUS_CONFIG, "the encoding '%.40s' is not known", encoding);
    return failure_hint(failure, "well-known ones are utf-8, windows-1252, iso-8859-1 and utf-16");
}

struct textfile *textfile_open(const char *path, const char *encoding, struct failure *failure)
{
    iconv_t conversion;
    if (open_conversion(encoding, &conversion, failure)) return NULL;
    int descriptor = open_regular(path, failure);
    if (descriptor < 0) {
        if (conversion != (iconv_t)-1) iconv_close(conversion);
        return NULL;
    }
    struct textfile *file = memory_new(1, sizeof *file);
    *file = (struct textfile){.path = memory_new(strlen(path) + 1, 1), .descriptor = descriptor, .step = TEXTFILE_STEP, .conversion = conversion, .digest = digest_create()};
    memcpy(file->path, path, strlen(path));
    if (conversion == (iconv_t)-1) return file;
    file->raw = memory_new(TEXTFILE_STEP + 16, 1);
    file->declared = memory_new(strlen(encoding) + 1, 1);
    memcpy(file->declared, encoding, strlen(encoding));
    return file;
}

void textfile_step(struct textfile *file, size_t bytes)
{
    assert(!file->started && bytes <= TEXTFILE_STEP);
    file->step = bytes;
}

bool textfile_is_utf16(const struct textfile *file) { return file->told_by_mark; }

void textfile_digest(struct textfile *file, char hex[65])
{
    digest_finish(file->digest, hex);
}

void textfile_close(struct textfile *file)
{
    if (!file) return;
    if (file->conversion != (iconv_t)-1) iconv_close(file->conversion);
    close(file->descriptor);
    digest_destroy(file->digest);
    free(file->raw);
    free(file->declared);
    free(file->path);
    free(file);
}
