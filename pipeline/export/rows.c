#include "rows.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "chunk.h"
#include "memory.h"
#include "stored.h"
#include "text.h"

enum kind { KIND_CODE8, KIND_INT16, KIND_INT32, KIND_REAL64, KIND_TERM32, KIND_HASH128, KIND_TEXT };
static const struct { const char *name; size_t bytes; } kinds[] = {{"code8", 1}, {"int16", 2}, {"int32", 4}, {"real64", 8}, {"term32", 4}, {"hash128", 16}, {"text", 4}};

/* A column of the chunk at hand. */
struct column {
    const char *name;
    const struct field *field;          /* NULL for a measure */
    const struct category *categories;  /* of codes */
    int category_count;
    enum kind kind;
    struct buffer data;
    size_t at;                          /* next byte, of texts */
    double step, denominator;
    char **terms;
    size_t term_count, term_room;
};

struct table { struct column *columns; size_t count; };

static void make_columns(struct table *table, const struct codebook *book)
{
    table->columns = memory_new((size_t)(book->field_count + book->measure_count), sizeof *table->columns);
    for (int f = 0; f < book->field_count; f++)
        if (!book->fields[f].drop) table->columns[table->count++] = (struct column){.name = book->fields[f].name, .field = &book->fields[f], .categories = book->fields[f].categories, .category_count = book->fields[f].category_count};
    for (int m = 0; m < book->measure_count; m++) {
        if (codebook_field(book, book->measures[m].name) >= 0) continue; /* the answer itself, which is there already */
        struct column *column = &table->columns[table->count++];
        *column = (struct column){.name = book->measures[m].name};
        column->categories = codebook_measure_categories(book, &book->measures[m], &column->category_count);
    }
}

static void free_columns(struct table *table)
{
    for (size_t c = 0; c < table->count; c++) {
        buffer_free(&table->columns[c].data);
        for (size_t t = 0; t < table->columns[c].term_count; t++) free(table->columns[c].terms[t]);
        free(table->columns[c].terms);
    }
    free(table->columns);
}

static int load_terms(struct column *column, struct store *store, const char *wave, struct failure *failure)
{
    int got;
    struct statement *select = store_statement(store, "terms");
    statement_text(select, 1, wave);
    statement_text(select, 2, column->name);
    while ((got = statement_next(select, failure)) > 0) {
        const char *value = statement_get_text(select, 0);
        column->terms = memory_grow(column->terms, column->term_count, &column->term_room, sizeof *column->terms);
        char *copy = memory_new(strlen(value) + 1, 1);
        memcpy(copy, value, strlen(value));
        column->terms[column->term_count++] = copy;
    }
    return got;
}

static int missing(const struct column *column, struct failure *failure)
{
    fail(failure, STATUS_INPUT, "the store has no complete '%s' for this wave", column->name);
    return failure_hint(failure, column->field ? "ingest the wave again with --replace" : "run spwell score with this codebook first");
}

static int load_chunk(struct column *column, struct store *store, const char *wave, int64_t number, size_t rows, struct failure *failure)
{
    struct statement *select = store_statement(store, column->field ? "chunk" : "score_chunk");
    statement_text(select, 1, wave);
    statement_text(select, 2, column->name);
    statement_integer(select, 3, number);
    int got = statement_next(select, failure);
    if (got < 0) return -1;
    if (!got) return missing(column, failure);
    const char *encoding = statement_get_text(select, 0);
    size_t length;
    const void *data = statement_get_blob(select, 1, &length);
    column->kind = KIND_CODE8;
    while (column->kind < KIND_TEXT && strcmp(kinds[column->kind].name, encoding)) column->kind++;
    column->step = column->denominator = 1;
    if (!column->field) {
        column->step = (double)statement_get_integer(select, 2);
        column->denominator = (double)statement_get_integer(select, 3);
    }
    buffer_clear(&column->data);
    buffer_add(&column->data, data, length);
    column->at = 0;
    statement_reset(select);
    if (column->kind != KIND_TEXT && length != rows * kinds[column->kind].bytes) return missing(column, failure);
    return column->kind == KIND_TERM32 && !column->terms ? load_terms(column, store, wave, failure) : 0;
}

/* The spelling of a labelled missing value; nothing for the others: an empty cell, a question not reached or not asked. */
static const char *missing_value(const struct column *column, int reason)
{
    int labelled = reason - REASON_LABELLED;
    return column->field && labelled > 0 && labelled < column->field->missing_count ? column->field->missing[labelled].value : "";
}

/* Values of the codebook: -77 is a number and stays one; what a spreadsheet would take for a formula is guarded. */
static void put_value(struct buffer *out, const char *value)
{
    double number;
    if (text_number(text_of(value), &number)) buffer_csv(out, value);
    else buffer_csv_text(out, value);
}

/* ISO, whatever the format of the answers was. A time of day is kept as one of 1970-01-01, a day that nobody wrote. */
static void put_moment(struct buffer *out, const struct field *field, double days)
{
    answer_put_date(out, days, answer_date_format_is_time(field->date_format) ? "%H:%M:%S" : NULL);
}

static void put_number(struct buffer *out, const struct column *column, double value, bool is_missing, int reason)
{
    if (is_missing) put_value(out, missing_value(column, reason));
    else if (column->field && column->field->type == FIELD_DATE) put_moment(out, column->field, value);
    else buffer_number(out, value);
}

static void put_text(struct buffer *out, struct column *column)
{
    uint32_t length;
    memcpy(&length, column->data.at + column->at, sizeof length);
    column->at += sizeof length;
    if (length >= TEXT_MISSING) {
        put_value(out, missing_value(column, (int)(length - TEXT_MISSING)));
        return;
    }
    struct buffer text = {0};
    buffer_add(&text, column->data.at + column->at, length);
    buffer_csv_text(out, text.at);
    buffer_free(&text);
    column->at += length;
}

static void put_cell(struct buffer *out, struct column *column, size_t row)
{
    const char *cell = column->data.at + row * kinds[column->kind].bytes;
    uint8_t code = (uint8_t)*cell;
    int16_t small;
    int32_t whole;
    uint32_t term;
    double real;
    switch (column->kind) {
    case KIND_CODE8: put_value(out, code < column->category_count ? column->categories[code].value : code >= CODE_MISSING ? missing_value(column, code - CODE_MISSING) : ""); break;
    case KIND_INT16: memcpy(&small, cell, sizeof small); put_number(out, column, small * column->step / column->denominator, chunk_is_missing_int16(small), small - INT16_MIN); break;
    case KIND_INT32: memcpy(&whole, cell, sizeof whole); put_number(out, column, whole * column->step / column->denominator, chunk_is_missing_int32(whole), (int)((int64_t)whole - INT32_MIN)); break;
    case KIND_REAL64: memcpy(&real, cell, sizeof real); put_number(out, column, real, isnan(real), chunk_reason_real(real)); break;
    case KIND_TERM32: memcpy(&term, cell, sizeof term); buffer_csv_text(out, term < column->term_count ? column->terms[term] : ""); break;
    case KIND_HASH128:
        for (int i = 0; i < 16; i++) buffer_format(out, "%02x", (unsigned char)cell[i]);
        break;
    case KIND_TEXT: put_text(out, column); break;
    }
}

static int write_out(FILE *out, struct buffer *line, struct failure *failure)
{
    size_t put = fwrite(line->at, 1, line->length, out);
    if (put != line->length) return fail(failure, STATUS_WRITE, "the rows cannot be written: %s", strerror(errno));
    buffer_clear(line);
    return 0;
}

static int write_chunk(FILE *out, struct table *table, size_t rows, struct buffer *line, struct failure *failure)
{
    for (size_t r = 0; r < rows; r++) {
        for (size_t c = 0; c < table->count; c++) {
            if (c) buffer_put(line, ",");
            put_cell(line, &table->columns[c], r);
        }
        buffer_put(line, "\n");
        if (write_out(out, line, failure)) return -1;
    }
    return 0;
}

int rows_write(FILE *out, struct store *store, const char *wave, const struct codebook *book, struct failure *failure)
{
    struct table table = {0};
    struct buffer line = {0};
    struct stored_chunk *sizes = NULL;
    size_t count = 0;
    make_columns(&table, book);
    for (size_t c = 0; c < table.count; c++) {
        if (c) buffer_put(&line, ",");
        buffer_csv_text(&line, table.columns[c].name);
    }
    buffer_put(&line, "\n");
    int result = write_out(out, &line, failure) || stored_chunks(store, wave, &sizes, &count, failure) ? -1 : 0;
    for (size_t i = 0; !result && i < count; i++) {
        for (size_t c = 0; !result && c < table.count; c++) result = load_chunk(&table.columns[c], store, wave, sizes[i].number, sizes[i].rows, failure);
        if (!result) result = write_chunk(out, &table, sizes[i].rows, &line, failure);
    }
    free(sizes);
    buffer_free(&line);
    free_columns(&table);
    return result;
}
