/* Reading CSV: the one owner of libcsv, with its traps closed.
 *
 *     struct csvfile *file = csvfile_open(path, &options, failure);
 *     struct csv_block *block = csv_block_create();
 *     while ((got = csvfile_read(file, block, failure)) > 0)
 *         for (size_t r = 0; r < block->records; r++) ... csv_field(block, r, c) ...
 *     csv_block_destroy(block); csvfile_close(file);
 *
 * A record is a row of fields as they stand in the file, the header included; ragged rows are handed on as they are (compare
 * csv_width() with what is expected). Blocks own their bytes, so one can be converted while the next is read.
 * Refused with file:line:column (STATUS_DATA): a quote in an unquoted field, text after a closing quote, an unterminated quote
 * (with the line where its record began), NUL bytes, bytes that are not UTF-8, UTF-16/32, a field over 65,534 bytes, over 2,000 columns,
 * files that are not CSV by their first bytes (zip, HTML, PDF, gzip).
 */
#ifndef SPWELL_CSVFILE_H
#define SPWELL_CSVFILE_H
#include <stdbool.h>
#include <stdint.h>
#include "status.h"
#include "text.h"

struct csv_options {
    char separator;       /* 0: comma */
    const char *encoding; /* NULL: UTF-8; else a name known to iconv(3), declared by a person */
};

enum { CSV_FIELD_LIMIT = 65534, CSV_COLUMN_LIMIT = 2000, CSV_BLOCK_RECORDS = 4096 };

struct csv_span { uint32_t offset, length; };

struct csv_block {
    size_t records;
    size_t *first;        /* records + 1 numbers: where each record's fields begin in `fields` */
    long *line;           /* physical line where each record begins, from 1 */
    struct csv_span *fields;
    char *bytes;
    size_t fields_used, fields_room, bytes_used, bytes_room, records_room;
};

struct csv_block *csv_block_create(void);
void csv_block_destroy(struct csv_block *block);
static inline size_t csv_width(const struct csv_block *block, size_t record) { return block->first[record + 1] - block->first[record]; }
static inline struct text csv_field(const struct csv_block *block, size_t record, size_t column)
{
    struct csv_span span = block->fields[block->first[record] + column];
    return (struct text){block->bytes + span.offset, span.length};
}

struct csvfile;
struct csvfile *csvfile_open(const char *path, const struct csv_options *options, struct failure *failure) MUST_USE;
/* Fills the block (cleared first) with up to CSV_BLOCK_RECORDS records. Returns 1, 0 at the end, -1 on failure. */
int csvfile_read(struct csvfile *file, struct csv_block *block, struct failure *failure) MUST_USE;
long csvfile_blank_lines(const struct csvfile *file);  /* blank lines passed over so far */
/* SHA-256 of the whole file as it lies on disk; valid once csvfile_read has returned 0. */
void csvfile_digest(const struct csvfile *file, char hex[65]);
void csvfile_close(struct csvfile *file);

/* Did records get merged by a lost quote? True when the text of a quoted field (column from 0, of `columns`) holds a line break and its first
 * and last lines have enough separators to be the two halves of records (the only way a merge keeps the number of fields). */
bool csv_looks_merged(struct text field, size_t column, size_t columns, char separator);

#endif
