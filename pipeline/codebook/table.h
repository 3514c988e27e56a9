/* A small CSV file held as a whole: a dictionary, a key.
 *
 *     struct table *table = table_read(path, &options, failure);
 *     table->rows[0] is the first record; table_cell(row, column) is trimmed, "" where the row is too short
 */
#ifndef SPWELL_CODEBOOK_TABLE_H
#define SPWELL_CODEBOOK_TABLE_H
#include "csvfile.h"
#include "memory.h"

struct table_row { const char *const *cells; size_t count; long line; };
struct table { struct arena *arena; const char *path; struct table_row *rows; size_t count, room; };
/* An empty file is refused. */
struct table *table_read(const char *path, const struct csv_options *options, struct failure *failure) MUST_USE;
void table_destroy(struct table *table);
static inline const char *table_cell(const struct table_row *row, size_t column) { return column < row->count ? row->cells[column] : ""; }

#endif
