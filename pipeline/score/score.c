/* spwell score: answers into the measures of the codebook. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "codebook.h"
#include "columns.h"
#include "items.h"
#include "memory.h"
#include "message.h"
#include "period.h"
#include "product.h"
#include "signs.h"
#include "stage.h"
#include "store.h"
#include "stored.h"
#include "themes.h"

static struct { const char *survey, *wave, *folder; } arguments = {.folder = "output/private"};

static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
    {"wave", 'w', "PERIOD", "the wave to score", &arguments.wave, OPTION_TEXT, true},
    {"store", 0, "FOLDER", "the private store [output/private]", &arguments.folder, OPTION_TEXT, false},
    {0}};

static const char *const reads[] = {"wave", "chunk", "coder", "coded_comment", "comment_code", NULL};
static const char *const writes[] = {"score", "score_chunk", "answer_count", "flag", "item_moment", NULL};
static const struct store_access tables = {reads, writes, "score/score.sql"};

static int delete_old(struct store *store, const char *wave, struct failure *failure)
{
    static const char *const names[] = {"delete_scores", "delete_score_chunks", "delete_counts", "delete_flags", "delete_item_moments"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct statement *delete = store_statement(store, names[i]);
        statement_text(delete, 1, wave);
        if (statement_run(delete, failure)) return -1;
    }
    return 0;
}

static int write_chunk(struct store *store, const struct codebook *book, const struct products *products, const char *wave, struct stored_chunk chunk, struct failure *failure)
{
    for (int m = 0; m < book->measure_count; m++) {
        const struct product *product = products_get(products, m);
        struct statement *insert = store_statement(store, "insert_score_chunk");
        statement_text(insert, 1, wave);
        statement_text(insert, 2, book->measures[m].name);
        statement_integer(insert, 3, chunk.number);
        statement_integer(insert, 4, (int64_t)chunk.rows);
        statement_text(insert, 5, product_encoding_names[product->encoding]);
        statement_blob(insert, 6, product->data, chunk.rows * product_encoding_bytes[product->encoding]);
        if (statement_run(insert, failure)) return -1;
    }
    return 0;
}

static int write_scores(struct store *store, const struct codebook *book, const struct products *products, const char *wave, struct failure *failure)
{
    static const char *const shapes[] = {"number", "yes-no", "category"};
    for (int m = 0; m < book->measure_count; m++) {
        const struct product *product = products_get(products, m);
        const int64_t numbers[] = {product->fraction.step, product->fraction.denominator, product->scored, product->no_answer, product->too_few_answers, product->not_applicable, product->not_asked, product->illegal_values};
        struct statement *insert = store_statement(store, "insert_score");
        statement_text(insert, 1, wave);
        statement_text(insert, 2, book->measures[m].name);
        statement_text(insert, 3, shapes[book->measures[m].shape]);
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) statement_integer(insert, 4 + (int)i, numbers[i]);
        if (statement_run(insert, failure)) return -1;
    }
    return 0;
}

static int score_wave(struct store *store, const struct codebook *book, const char *wave, struct failure *failure)
{
    struct columns *columns = columns_create(book);
    struct themes *themes = themes_load(book, store, wave, failure);
    struct products *products = products_create(book, themes);
    struct signs *signs = signs_create(book);
    struct items *items = items_create(book);
    struct stored_chunk *sizes = NULL;
    size_t count = 0;
    long rows = 0;
    int result = !themes || delete_old(store, wave, failure) || stored_chunks(store, wave, &sizes, &count, failure) ? -1 : 0;
    for (size_t i = 0; !result && i < count; i++) {
        if (columns_load(columns, store, wave, sizes[i].number, sizes[i].rows, failure)) result = -1;
        else {
            products_compute(products, columns, rows, sizes[i].rows);
            signs_add(signs, columns, sizes[i].rows);
            items_add(items, products, sizes[i].rows);
            result = write_chunk(store, book, products, wave, sizes[i], failure);
        }
        rows += (long)sizes[i].rows;
        message_progress("respondents scored", rows);
    }
    if (!result && (write_scores(store, book, products, wave, failure) || columns_write_counts(columns, store, wave, failure))) result = -1;
    if (!result && (signs_write(signs, store, wave, failure) || items_write(items, store, wave, failure))) result = -1;
    if (!result && !(result = store_commit(store, failure))) message_note("scored %s: %ld respondents, %d measures", wave, rows, book->measure_count);
    items_destroy(items);
    signs_destroy(signs);
    products_destroy(products);
    themes_destroy(themes);
    columns_destroy(columns);
    free(sizes);
    return result;
}

static int run(int count, char **operands, struct failure *failure)
{
    (void)count;
    (void)operands;
    struct period period;
    struct stored_wave wave;
    char path[4200];
    if (period_parse(arguments.wave, &period, failure)) return -1;
    struct codebook *book = codebook_read(arguments.survey, failure);
    if (!book) return -1;
    snprintf(path, sizeof path, "%s/work.db", arguments.folder);
    struct store *store = store_open(path, STORE_WORK, STORE_WRITE, &tables, failure);
    int result = -1;
    if (store && !store_begin(store, failure) && !stored_wave_find(store, arguments.folder, period.name, book, &wave, failure)) result = score_wave(store, book, period.name, failure);
    store_close(store);
    codebook_destroy(book);
    return result;
}

int main(int argc, char **argv)
{
    static const struct stage stage = {"score", "turns answers into the codebook's measures", NULL, options, "  spwell score --survey schemas/sp-workforce.json --wave 2026-27-Q2\n", run};
    return stage_main(&stage, argc, argv);
}
