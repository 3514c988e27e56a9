/* Reading CSV: the one owner of libcsv, with its traps closed.
 *
 *     struct csvfile *file = csvfile_open(path, &options, failure);
 *     csvfile_header(file, &handler, failure);                    the first record
 *     struct csv_segment segment = {0};
 *     while ((got = csvfile_segment(file, &segment, failure)) > 0)   a few MB of whole records, cut where quote parity says a record ends
 *         csv_parse_segment(file, &segment, &handler, failure);      may be done by another thread, while the next segment is read
 *     csv_segment_free(&segment); csvfile_close(file);
 *
 * The handler gets every field and then its record's physical line (from 1). Ragged rows are handed on as they are: count the fields.
 * Fields live until the handler returns; 8 bytes after them may be read. Blank lines are passed over and counted.
 * Refused with file:line:column (STATUS_DATA): a quote in an unquoted field, text after a closing quote, an unterminated quote
 * (with the line where its record began), NUL bytes, bytes that are not UTF-8 (UTF-16 with its byte order mark is converted), UTF-32, a field over 65,534 bytes,
 * a record over 16 MB, over 2,000 columns,
 * files that are not CSV by their first bytes (zip, HTML, PDF, gzip).
 */
#ifndef SPWELL_CSVFILE_H
#define SPWELL_CSVFILE_H
#include <stdbool.h>
#include "status.h"
#include "text.h"

struct csv_options {
    char separator;       /* 0: not declared: a comma, unless the file's first line says "sep=;" */
    const char *encoding; /* NULL: UTF-8; else a name known to iconv(3), declared by a person */
};

enum { CSV_FIELD_LIMIT = 65534, CSV_COLUMN_LIMIT = 2000 };

struct csv_handler {
    void *context;
    void (*field)(void *context, struct text field);
    void (*record)(void *context, long line);
};

struct csv_segment { char *bytes; size_t length, room; long first_line, first_byte, blank_lines; bool last, endless; /* endless: of a record that goes on beyond 16 MB */ };

struct csvfile;
struct csvfile *csvfile_open(const char *path, const struct csv_options *options, struct failure *failure) MUST_USE;
/* Reads so many bytes at a time (16 or more) instead of 2 MB, right after opening: for tests, which find no fault at the edges of segments otherwise. */
void csvfile_step(struct csvfile *file, size_t bytes);
const char *csvfile_path(const struct csvfile *file);
/* Parses the first record only; nothing is called when the file is empty. Before the first segment. May be called again for each further heading row. */
int csvfile_header(struct csvfile *file, const struct csv_handler *handler, struct failure *failure) MUST_USE;
/* Returns 1 with the next segment, 0 at the end, -1. The segment's memory is used again. */
int csvfile_segment(struct csvfile *file, struct csv_segment *segment, struct failure *failure) MUST_USE;
int csv_parse_segment(const struct csvfile *file, struct csv_segment *segment, const struct csv_handler *handler, struct failure *failure) MUST_USE;
void csv_segment_free(struct csv_segment *segment);
/* What separates fields: as declared, or as a first line "sep=;" says, or a comma. Known once the first record has been read, as is
 * csvfile_is_utf16: nobody declared an encoding, and a byte order mark says that it is UTF-16. */
char csvfile_separator(const struct csvfile *file);
bool csvfile_is_utf16(const struct csvfile *file);
/* SHA-256 of the whole file as it lies on disk; valid once csvfile_segment has returned 0. */
void csvfile_digest(struct csvfile *file, char hex[65]);
void csvfile_close(struct csvfile *file);

/* Did records get merged by a lost quote? True when the text of a quoted field (column from 0, of `columns`) holds line breaks and a line of it has
 * as many separators as the rest of a record would have, a later one as many as the beginning of a record (the only way a merge keeps the number of
 * fields), or when a line in the middle could be a whole record. */
bool csv_looks_merged(struct text field, size_t column, size_t columns, char separator);
/* Of such a text, the most separators in a line after one that could be the rest of a record; -1 when there is none. Two records of `columns` fields
 * that were merged here have columns + column - this many fields together. */
long csv_second_half(struct text field, size_t column, size_t columns, char separator);

#endif
