#include "table.h"

#include <stdlib.h>
#include <string.h>

struct record { struct table *table; const char **cells; size_t count, room; bool filled; };

static void on_field(void *context, struct text field)
{
    struct record *record = context;
    struct text cell = text_trim(field);
    record->cells = memory_grow(record->cells, record->count, &record->room, sizeof *record->cells);
    record->cells[record->count++] = arena_copy(record->table->arena, cell.at, cell.length);
    record->filled |= cell.length > 0;
}

static void on_record(void *context, long line)
{
    struct record *record = context;
    struct table *table = record->table;
    if (record->filled) {
        const char **cells = arena_new(table->arena, record->count, sizeof *cells);
        memcpy(cells, record->cells, record->count * sizeof *cells);
        table->rows = memory_grow(table->rows, table->count, &table->room, sizeof *table->rows);
        table->rows[table->count++] = (struct table_row){cells, record->count, line};
    }
    record->count = 0;
    record->filled = false;
}

static int read_all(struct table *table, const struct csv_options *options, struct failure *failure)
{
    struct record record = {.table = table};
    struct csv_handler handler = {&record, on_field, on_record};
    struct csv_segment segment = {0};
    struct csvfile *file = csvfile_open(table->path, options, failure);
    int got = file ? csvfile_header(file, &handler, failure) : -1;
    while (!got && (got = csvfile_segment(file, &segment, failure)) > 0) got = csv_parse_segment(file, &segment, &handler, failure);
    csv_segment_free(&segment);
    csvfile_close(file);
    free(record.cells);
    return got;
}

struct table *table_read(const char *path, const struct csv_options *options, struct failure *failure)
{
    struct table *table = memory_new(1, sizeof *table);
    table->arena = arena_create();
    table->path = path;
    if (!read_all(table, options, failure)) {
        if (table->count) return table;
        fail_at(failure, STATUS_DATA, path, 0, 0, "the file is empty");
    }
    table_destroy(table);
    return NULL;
}

void table_destroy(struct table *table)
{
    if (!table) return;
    free(table->rows);
    arena_destroy(table->arena);
    free(table);
}
