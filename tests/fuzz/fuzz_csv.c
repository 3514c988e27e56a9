/* The CSV reader on any bytes: what is read does not depend on where segments end, fields and lines are those of a reader of thirty lines that follows
 * RFC 4180 to the letter, and the look for merged records says nothing of fields without line breaks.
 * The first byte chooses separator and encoding, the second how many bytes are read at a time. */
#include <strings.h>
#include "csvfile.h"
#include "fuzz.h"

struct reading { struct buffer said; long records, blank, last_line, fields; int result; bool other; /* UTF-16, or another separator: told by the file itself */ struct failure failure; };

static char separator;

static void on_field(void *context, struct text field)
{
    struct reading *reading = context;
    buffer_format(&reading->said, "%zu[", field.length);
    buffer_add(&reading->said, field.at, field.length);
    buffer_put(&reading->said, "]");
    volatile char after = field.at[field.length + 7]; /* may be read */
    (void)after;
    bool breaks = memchr(field.at, '\n', field.length) || memchr(field.at, '\r', field.length);
    for (size_t columns = 1; columns < 5; columns++) {
        bool merged = csv_looks_merged(field, (size_t)reading->fields % columns, columns, separator);
        long second = csv_second_half(field, (size_t)reading->fields % columns, columns, separator);
        HOLDS(breaks || (!merged && second == -1));
        HOLDS(second >= -1 && second <= (long)field.length);
    }
    reading->fields++;
}

static void on_record(void *context, long line)
{
    struct reading *reading = context;
    buffer_format(&reading->said, "@%ld\n", line);
    HOLDS(line > reading->last_line && reading->fields > 0 && reading->fields <= CSV_COLUMN_LIMIT);
    reading->last_line = line;
    reading->records++;
    reading->fields = 0;
}

static struct reading read_all(const char *path, const struct csv_options *options, size_t step)
{
    struct reading reading = {0};
    struct csv_handler handler = {&reading, on_field, on_record};
    struct csv_segment segment = {0};
    struct csvfile *file = csvfile_open(path, options, &reading.failure);
    HOLDS(file);
    csvfile_step(file, step);
    buffer_put(&reading.said, "");
    int got = 0;
    reading.result = csvfile_header(file, &handler, &reading.failure);
    HOLDS(reading.records <= 1);
    while (!reading.result && (got = csvfile_segment(file, &segment, &reading.failure)) > 0) {
        reading.result = csv_parse_segment(file, &segment, &handler, &reading.failure);
        reading.blank += segment.blank_lines;
        HOLDS(segment.length > 0);
    }
    if (got < 0) reading.result = -1;
    HOLDS((reading.result != 0) == (reading.failure.status != STATUS_DONE));
    reading.other = csvfile_is_utf16(file) || csvfile_separator(file) != separator;
    csv_segment_free(&segment);
    csvfile_close(file);
    return reading;
}

/* --- a second reader, for UTF-8 --- */

struct plain { const char *at, *end; struct buffer said, field; long line, blank; bool wrong; };

static bool at_break(const struct plain *plain) { return plain->at < plain->end && (*plain->at == '\n' || *plain->at == '\r'); }

static void pass_break(struct plain *plain, bool keep)
{
    size_t length = plain->at[0] == '\r' && plain->at + 1 < plain->end && plain->at[1] == '\n' ? 2 : 1;
    if (keep) buffer_add(&plain->field, plain->at, length);
    plain->at += length;
    plain->line++;
}

static void plain_quoted(struct plain *plain)
{
    for (plain->at++; plain->at < plain->end;) {
        if (at_break(plain)) pass_break(plain, true);
        else if (*plain->at != '"') buffer_add(&plain->field, plain->at++, 1);
        else if (plain->at + 1 < plain->end && plain->at[1] == '"') buffer_add(&plain->field, "\"", 1), plain->at += 2;
        else {
            plain->at++;
            plain->wrong |= plain->at < plain->end && *plain->at != separator && !at_break(plain);
            return;
        }
    }
    plain->wrong = true; /* never closed */
}

static void plain_record(struct plain *plain)
{
    long line = plain->line;
    for (bool more = true; more && !plain->wrong;) {
        buffer_clear(&plain->field);
        if (plain->at < plain->end && *plain->at == '"') plain_quoted(plain);
        else
            while (plain->at < plain->end && *plain->at != separator && !at_break(plain)) {
                plain->wrong |= *plain->at == '"';
                buffer_add(&plain->field, plain->at++, 1);
            }
        buffer_format(&plain->said, "%zu[", plain->field.length);
        if (plain->field.length) buffer_add(&plain->said, plain->field.at, plain->field.length);
        buffer_put(&plain->said, "]");
        more = plain->at < plain->end && *plain->at == separator;
        plain->at += more;
    }
    if (at_break(plain)) pass_break(plain, false);
    buffer_format(&plain->said, "@%ld\n", line);
}

static void compare_with_plain(const struct reading *reading, const char *bytes, size_t length)
{
    struct plain plain = {.at = bytes, .end = bytes + length, .line = 1};
    bool header = false, unsure = memchr(bytes, 0, length) || text_invalid_utf8(bytes, length) >= 0 || reading->failure.place[0] == 0;
    if (length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) plain.at += 3;
    if (plain.end - plain.at >= 4 && !strncasecmp(plain.at, "sep=", 4)) return; /* the file tells its separator, or tells it wrongly */
    buffer_put(&plain.said, "");
    while (plain.at < plain.end && !plain.wrong) {
        if (at_break(&plain)) {
            plain.blank += header;
            pass_break(&plain, false);
        } else plain_record(&plain), header = true;
    }
    if (!reading->result) HOLDS(!plain.wrong && plain.blank == reading->blank && plain.said.length == reading->said.length && !memcmp(plain.said.at, reading->said.at, plain.said.length));
    else HOLDS(plain.wrong || unsure || strstr(reading->failure.text, "longer than") || strstr(reading->failure.text, "columns") || strstr(reading->failure.text, ", not CSV"));
    buffer_free(&plain.said);
    buffer_free(&plain.field);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char separators[] = {',', ';', '\t', 0};
    static const char *const encodings[] = {NULL, NULL, "windows-1252", "utf-16"};
    if (length < 2) return 0;
    struct csv_options options = {separators[bytes[0] & 3], encodings[bytes[0] >> 2 & 3]};
    separator = options.separator ? options.separator : ',';
    const char *path = fuzz_file(0, bytes + 2, length - 2);
    struct reading whole = read_all(path, &options, length + 16), parts = read_all(path, &options, 16 + bytes[1] % 64);
    HOLDS(whole.result == parts.result);
    if (!whole.result) HOLDS(whole.blank == parts.blank && whole.said.length == parts.said.length && !memcmp(whole.said.at, parts.said.at, whole.said.length));
    if (!options.encoding && !whole.other) {
        HOLDS(!strcmp(whole.failure.place, parts.failure.place) && !strcmp(whole.failure.text, parts.failure.text));
        compare_with_plain(&whole, (const char *)bytes + 2, length - 2);
    }
    buffer_free(&whole.said);
    buffer_free(&parts.said);
    return 0;
}
