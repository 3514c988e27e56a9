/* 1 reading segments   2 parsing a segment   3 opening and closing
 *
 * A strict parser is inside quotes exactly when it has seen an odd number of them, so a line break after an even number ends a
 * record: files are cut there without parsing. libcsv has no line numbers and swallows blank lines, so it is fed one physical
 * line at a time: where a callback happens is then known exactly. */
#include "csvfile.h"

#include <assert.h>
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "textfile.h"

enum { RECORD_BYTES_LIMIT = 1 << 24, SLACK = TEXTFILE_SLACK };

struct csvfile {
    char *path;
    struct textfile *text;
    char separator;
    size_t step; /* bytes read at a time; a segment has as many at least */
    bool separator_declared;
    struct textfile_bytes rest; /* read, but after the last cut */
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

/* Bytes up to and with the last line break that ends a record, or 0. What was searched in vain is not searched again, but for its last byte, which could
 * be a CR that nothing had followed yet. */
static size_t find_cut(struct csvfile *file)
{
    const char *at = file->rest.at;
    size_t length = file->rest.used, from = file->searched, quotes = file->searched_quotes + count_byte(at + from, length - from, '"'), all = quotes;
    for (size_t i = length; i-- > from;) {
        if (at[i] == '"') quotes--;
        bool breaks = at[i] == '\n' || (at[i] == '\r' && i + 1 < length && at[i + 1] != '\n');
        if (breaks && quotes % 2 == 0) return i + 1;
    }
    file->searched = length - 1;
    file->searched_quotes = all - (at[length - 1] == '"');
    return 0;
}

static void forget_first(struct csvfile *file, size_t length)
{
    memmove(file->rest.at, file->rest.at + length, file->rest.used - length);
    file->rest.used -= length;
    file->bytes += (long)length;
}

/* Excel's own way to say the separator: a first line "sep=;". */
static int take_separator_line(struct csvfile *file, struct failure *failure)
{
    const char *at = file->rest.at;
    if (file->rest.used < 6 || memcmp(at, "sep=", 4) || (at[5] != '\n' && at[5] != '\r')) return 0;
    if (!strchr(",;\t|:", at[4])) return fail_at(failure, STATUS_DATA, file->path, 1, 5, "the line sep= names a separator that is none");
    if (file->separator_declared && file->separator != at[4]) {
        fail_at(failure, STATUS_DATA, file->path, 1, 5, "the line sep= names another separator than the one declared");
        return failure_hint(failure, "take the declaration away: the file says it itself");
    }
    file->separator = at[4];
    forget_first(file, at[5] == '\r' && file->rest.used > 6 && at[6] == '\n' ? 7 : 6);
    file->line++;
    return 0;
}

static int read_more(struct csvfile *file, struct failure *failure)
{
    bool end = false;
    if (textfile_read(file->text, &file->rest, file->line, &end, failure)) return -1;
    if (!file->started && file->rest.used >= 3 && !memcmp(file->rest.at, "\xEF\xBB\xBF", 3)) forget_first(file, 3);
    if (!file->started && take_separator_line(file, failure)) return -1;
    file->started = true;
    file->ended = end;
    return 0;
}

/* The first `length` bytes of the rest become the segment; the two change buffers, so that little is copied. */
static void hand_over(struct csvfile *file, struct csv_segment *segment, size_t length)
{
    size_t left = file->rest.used - length;
    struct textfile_bytes whole = file->rest;
    file->rest = (struct textfile_bytes){segment->bytes, left, segment->room};
    textfile_make_room(&file->rest, left + SLACK);
    memcpy(file->rest.at, whole.at + length, left);
    segment->bytes = whole.at;
    segment->room = whole.room;
    segment->length = length;
    segment->first_line = file->line;
    segment->first_byte = file->bytes;
    segment->blank_lines = 0;
    segment->last = file->ended && !left;
    file->searched = file->searched_quotes = 0;
    file->line += textfile_lines(whole.at, length);
    file->bytes += (long)length;
}

int csvfile_segment(struct csvfile *file, struct csv_segment *segment, struct failure *failure)
{
    size_t cut = 0;
    segment->endless = false;
    while (!file->ended) {
        if (file->rest.used >= file->step && (cut = find_cut(file))) break;
        if (file->rest.used > RECORD_BYTES_LIMIT) { /* one endless record: the parser will say what is wrong with it, and nothing more is read */
            file->ended = segment->endless = true;
            break;
        }
        if (read_more(file, failure)) return -1;
    }
    if (!cut) cut = file->rest.used;
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

/* Of a first line with quotes in odd places: does another separator stand in it more often than the one that was given? */
static const char *other_separator(const struct parse *parse, const char *line)
{
    static const struct { char sign; const char *name; } others[] = {{';', ";"}, {'\t', "\\t"}, {',', ","}};
    const char *end = line;
    while (*end != '\n' && *end != '\r') end++;
    size_t given = count_byte(line, (size_t)(end - line), parse->file->separator);
    for (size_t i = 0; !parse->records && i < 3; i++)
        if (others[i].sign != parse->file->separator && count_byte(line, (size_t)(end - line), others[i].sign) > given) return others[i].name;
    return NULL;
}

static int refuse_parse(struct parse *parse, const char *line, size_t length, size_t offset, struct failure *failure)
{
    if (csv_error(&parse->parser) == CSV_ENOMEM) return refuse_long_field(parse, failure);
    fail_at(failure, STATUS_DATA, parse->file->path, parse->line, textfile_column(line, offset), "a quote where none may stand");
    const char *other = memchr(line, '\n', length) ? other_separator(parse, line) : NULL;
    if (other) return failure_hint(failure, "if the file is separated by '%s', declare \"separator\": \"%s\" in the codebook or give --separator '%s'", other, other, other);
    return failure_hint(failure, "a field with a quote in it stands in quotes, and the quote is written twice (\"\")%s",
                        parse->record_line < parse->line ? "; the record began on an earlier line, where a closing quote may be missing" : "");
}

static int check_bytes(const struct parse *parse, const char *line, size_t length, struct failure *failure)
{
    const char *nul = memchr(line, 0, length);
    if (nul) {
        fail_at(failure, STATUS_DATA, parse->file->path, parse->line, textfile_column(line, (size_t)(nul - line)), "a NUL byte (byte %ld of the file): this is not text in UTF-8",
                parse->first_byte + (nul - parse->bytes) + 1);
        return failure_hint(failure, "export the file again as CSV in UTF-8; UTF-16 can be turned into it with: iconv -f UTF-16 -t UTF-8");
    }
    ptrdiff_t bad = text_invalid_utf8(line, length);
    if (bad < 0) return 0;
    fail_at(failure, STATUS_DATA, parse->file->path, parse->line, textfile_column(line, (size_t)bad), "byte 0x%02X is not UTF-8", (unsigned char)line[bad]);
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
        if (taken != length) return refuse_parse(parse, line, length, taken, failure);
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
        textfile_make_room(&file->rest, left + file->rest.used + SLACK);
        memmove(file->rest.at + left, file->rest.at, file->rest.used);
        memcpy(file->rest.at, segment->bytes + at, left);
        file->rest.used += left;
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

struct csvfile *csvfile_open(const char *path, const struct csv_options *options, struct failure *failure)
{
    struct textfile *text = textfile_open(path, options->encoding, failure);
    if (!text) return NULL;
    struct csvfile *file = memory_new(1, sizeof *file);
    *file = (struct csvfile){.text = text, .path = memory_new(strlen(path) + 1, 1), .step = TEXTFILE_STEP, .line = 1, .separator = options->separator ? options->separator : ',', .separator_declared = options->separator};
    memcpy(file->path, path, strlen(path));
    return file;
}

void csvfile_step(struct csvfile *file, size_t bytes)
{
    assert(!file->started && bytes >= 16 && bytes <= TEXTFILE_STEP); /* the first bytes tell what a file is */
    file->step = bytes;
    textfile_step(file->text, bytes);
}

char csvfile_separator(const struct csvfile *file) { return file->separator; }

bool csvfile_is_utf16(const struct csvfile *file) { return textfile_is_utf16(file->text); }

const char *csvfile_path(const struct csvfile *file) { return file->path; }

void csvfile_digest(struct csvfile *file, char hex[65])
{
    textfile_digest(file->text, hex);
}

void csvfile_close(struct csvfile *file)
{
    if (!file) return;
    textfile_close(file->text);
    free(file->rest.at);
    free(file->path);
    free(file);
}
