#include "columns.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

struct column { enum view_kind kind; bool text; char *data; long counts[256]; /* codes; of numbers, [0] answered and 240.. missing */ };
struct columns { const struct codebook *book; struct column *at; };

static const size_t row_bytes[] = {[VIEW_CODES] = 1, [VIEW_INT16] = 2, [VIEW_INT32] = 4, [VIEW_REAL] = 8};

struct columns *columns_create(const struct codebook *book)
{
    struct columns *columns = memory_new(1, sizeof *columns);
    *columns = (struct columns){book, memory_new((size_t)book->field_count, sizeof *columns->at)};
    return columns;
}

void columns_destroy(struct columns *columns)
{
    if (!columns) return;
    for (int f = 0; f < columns->book->field_count; f++) free(columns->at[f].data);
    free(columns->at);
    free(columns);
}

static void count(struct column *column, size_t rows)
{
    struct view view = {.kind = column->kind, .data = column->data};
    if (column->kind == VIEW_CODES) scale_count_codes((const uint8_t *)column->data, rows, column->counts);
    else scale_count_reasons(&view, rows, &column->counts[0], &column->counts[CODE_MISSING]);
}

/* Of comments only the missing ones are counted; nothing of their text is looked at. */
static void count_texts(struct column *column, size_t rows, const char *data, size_t length)
{
    for (size_t r = 0, at = 0; r < rows && at + 4 <= length; r++) {
        uint32_t bytes;
        memcpy(&bytes, data + at, sizeof bytes);
        bool missing = bytes >= TEXT_MISSING;
        column->counts[missing ? CODE_MISSING + (bytes - TEXT_MISSING) : 0]++;
        at += 4 + (missing ? 0 : bytes);
    }
}

static int damaged(const char *name, struct failure *failure)
{
    fail(failure, STATUS_INPUT, "the store lacks answers to '%s', or they are damaged", name);
    return failure_hint(failure, "ingest the wave again with --replace");
}

static int load(struct column *column, const struct field *field, struct statement *select, size_t rows, struct failure *failure)
{
    const char *encoding = statement_get_text(select, 0);
    size_t length;
    const void *data = statement_get_blob(select, 1, &length);
    column->text = !strcmp(encoding, "text");
    if (column->text) {
        count_texts(column, rows, data, length);
        return 0;
    }
    if (!strcmp(encoding, "term32") || !strcmp(encoding, "hash128")) {
        column->counts[0] += (long)rows;
        return 0;
    }
    column->kind = !strcmp(encoding, "code8") ? VIEW_CODES : !strcmp(encoding, "int16") ? VIEW_INT16 : VIEW_REAL;
    if (length != rows * row_bytes[column->kind]) return damaged(field->name, failure);
    if (!column->data) column->data = memory_new(CHUNK_ROWS, row_bytes[column->kind]);
    memcpy(column->data, data, length);
    count(column, rows);
    return 0;
}

int columns_load(struct columns *columns, struct store *store, const char *wave, int64_t number, size_t rows, struct failure *failure)
{
    for (int f = 0; f < columns->book->field_count; f++) {
        const struct field *field = &columns->book->fields[f];
        if (field->drop) continue;
        struct statement *select = store_statement(store, "chunk");
        statement_text(select, 1, wave);
        statement_text(select, 2, field->name);
        statement_integer(select, 3, number);
        int got = statement_next(select, failure);
        if (got < 0) return -1;
        int result = got && rows <= CHUNK_ROWS ? load(&columns->at[f], field, select, rows, failure) : damaged(field->name, failure);
        statement_reset(select);
        if (result) return -1;
    }
    return 0;
}

struct view columns_view(const struct columns *columns, int field)
{
    const struct column *column = &columns->at[field];
    assert(column->data && "a measure of a field that holds neither codes nor numbers");
    return (struct view){.kind = column->kind, .data = column->data, .fraction = {1, 1}};
}

void columns_add_counts(struct columns *columns, const struct columns *other)
{
    for (int f = 0; f < columns->book->field_count; f++)
        for (int c = 0; c < 256; c++) columns->at[f].counts[c] += other->at[f].counts[c];
}

static int write_count(struct store *store, const char *wave, const char *variable, const char *kind, const char *value, const char *label, long n, struct failure *failure)
{
    struct statement *insert = store_statement(store, "insert_count");
    const char *values[] = {wave, variable, kind, value, label};
    for (int i = 0; i < 5; i++) statement_text(insert, i + 1, values[i]);
    statement_integer(insert, 6, n);
    return statement_run(insert, failure);
}

struct missing_value columns_reason(const struct field *field, int reason)
{
    if (reason == REASON_NOT_REACHED) return (struct missing_value){"", "not reached"};
    if (reason > REASON_NOT_REACHED && reason < REASON_LABELLED + field->missing_count) return field->missing[reason - REASON_LABELLED];
    return (struct missing_value){"", reason == REASON_NOT_ASKED ? "not asked" : "no answer"};
}

static int write_missing(const struct field *field, const struct column *column, struct store *store, const char *wave, struct failure *failure)
{
    for (int reason = 0; reason < REASON_COUNT; reason++) {
        long n = column->counts[CODE_MISSING + reason];
        struct missing_value named = columns_reason(field, reason);
        if (n && write_count(store, wave, field->name, "missing", named.value, named.label, n, failure)) return -1;
    }
    return 0;
}

int columns_write_counts(const struct columns *columns, struct store *store, const char *wave, struct failure *failure)
{
    for (int f = 0; f < columns->book->field_count; f++) {
        const struct field *field = &columns->book->fields[f];
        const struct column *column = &columns->at[f];
        if (field->drop) continue;
        if (field->type != FIELD_CATEGORY && write_count(store, wave, field->name, "answered", "", "answered", column->counts[0], failure)) return -1;
        for (int c = 0; field->type == FIELD_CATEGORY && c < field->category_count; c++)
            if (write_count(store, wave, field->name, "answered", field->categories[c].value, field->categories[c].label, column->counts[c], failure)) return -1;
        if (write_missing(field, column, store, wave, failure)) return -1;
    }
    return 0;
}
