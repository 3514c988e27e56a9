/* spwell score: answers into the measures of the codebook. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "beside.h"
#include "absent.h"
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

static struct { const char *survey, *wave, *folder; long threads; } arguments = {.folder = "output/private", .threads = 2};

static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
    {"wave", 'w', "PERIOD", "the wave to score", &arguments.wave, OPTION_TEXT, true},
    {"store", 0, "FOLDER", "the private store [output/private]", &arguments.folder, OPTION_TEXT, false},
    {"threads", 0, "N", "threads, 1 to 8; more than 2 are of no use [2]", &arguments.threads, OPTION_COUNT, false},
    {0}};

static const char *const reads[] = {"wave", "chunk", "coder", "coded_comment", "comment_code", NULL};
static const char *const writes[] = {"score", "score_chunk", "answer_count", "flag", "item_moment", "missing_count", NULL};
static const struct store_access tables = {reads, writes, "score/score.sql"};

static int delete_old(struct store *store, const char *wave, struct failure *failure)
{
    static const char *const names[] = {"delete_scores", "delete_score_chunks", "delete_counts", "delete_flags", "delete_item_moments", "delete_missing_counts"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct statement *delete = store_statement(store, names[i]);
        statement_text(delete, 1, wave);
        if (statement_run(delete, failure)) return -1;
    }
    return 0;
}

static int put_chunk(struct store *store, const char *wave, const char *name, struct stored_chunk chunk, enum product_encoding encoding, const void *data, struct failure *failure)
{
    struct statement *insert = store_statement(store, "insert_score_chunk");
    statement_text(insert, 1, wave);
    statement_text(insert, 2, name);
    statement_integer(insert, 3, chunk.number);
    statement_integer(insert, 4, (int64_t)chunk.rows);
    statement_text(insert, 5, product_encoding_names[encoding]);
    statement_blob(insert, 6, data, chunk.rows * product_encoding_bytes[encoding]);
    return statement_run(insert, failure);
}

static int write_chunk(struct store *store, const struct codebook *book, const struct products *products, const char *wave, struct stored_chunk chunk, int room, struct failure *failure)
{
    struct buffer name = {0};
    int result = 0;
    for (int m = 0; !result && m < book->measure_count; m++) {
        const struct product *product = products_get(products, m);
        result = put_chunk(store, wave, book->measures[m].name, chunk, product->encoding, product->rooms[room], failure);
        if (result || !product->complete[room]) continue;
        buffer_clear(&name);
        buffer_format(&name, CHUNK_COMPLETE "%s", book->measures[m].name);
        result = put_chunk(store, wave, name.at, chunk, PRODUCT_CODE8, product->complete[room], failure);
    }
    buffer_free(&name);
    return result;
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

/* Two of what holds a chunk: while one is computed, the one before is written and the one after read. */
struct scoring {
    const struct codebook *book;
    struct columns *columns[2];
    struct themes *themes;
    struct products *products;
    struct signs *signs;
    struct items *items;
    struct absent *absent;
    struct stored_chunk *chunks;
    size_t count, at; /* at: the chunk being computed */
    int64_t first_row; /* of it */
};

static int scoring_begin(struct scoring *scoring, struct store *store, const char *wave, struct failure *failure)
{
    const struct codebook *book = scoring->book;
    for (int i = 0; i < 2; i++) scoring->columns[i] = columns_create(book);
    scoring->themes = themes_load(book, store, wave, failure);
    scoring->products = products_create(book, scoring->themes);
    scoring->signs = signs_create(book);
    scoring->items = items_create(book);
    scoring->absent = absent_create(book);
    return scoring->themes ? stored_chunks(store, wave, &scoring->chunks, &scoring->count, failure) : -1;
}

static void scoring_end(struct scoring *scoring)
{
    absent_destroy(scoring->absent);
    items_destroy(scoring->items);
    signs_destroy(scoring->signs);
    products_destroy(scoring->products);
    themes_destroy(scoring->themes);
    for (int i = 0; i < 2; i++) columns_destroy(scoring->columns[i]);
    free(scoring->chunks);
}

static void compute_chunk(void *context)
{
    struct scoring *scoring = context;
    int room = (int)(scoring->at % 2);
    size_t rows = scoring->chunks[scoring->at].rows;
    products_compute(scoring->products, scoring->columns[room], scoring->first_row, rows, room);
    items_add(scoring->items, scoring->products, rows);
    absent_add(scoring->absent, scoring->columns[room], scoring->products, rows);
}

/* Signs of careless answering need no scores: they are looked for by who reads, so that both threads have as much to do. */
static int load_chunk(struct scoring *scoring, size_t i, struct store *store, const char *wave, struct failure *failure)
{
    struct columns *columns = scoring->columns[i % 2];
    if (columns_load(columns, store, wave, scoring->chunks[i].number, scoring->chunks[i].rows, failure)) return -1;
    signs_add(scoring->signs, columns, scoring->chunks[i].rows);
    return 0;
}

static int score_chunks(struct scoring *scoring, struct store *store, const char *wave, struct failure *failure)
{
    const struct stored_chunk *chunks = scoring->chunks;
    int result = scoring->count ? load_chunk(scoring, 0, store, wave, failure) : 0;
    for (size_t i = 0; !result && i < scoring->count; i++) {
        scoring->at = i;
        struct beside *computing = beside_start(compute_chunk, scoring, arguments.threads > 1);
        if (i > 0) result = write_chunk(store, scoring->book, scoring->products, wave, chunks[i - 1], (int)((i - 1) % 2), failure);
        if (!result && i + 1 < scoring->count) result = load_chunk(scoring, i + 1, store, wave, failure);
        beside_wait(computing);
        scoring->first_row += (int64_t)chunks[i].rows;
        message_progress("respondents scored", (long)scoring->first_row);
    }
    size_t last = scoring->count - 1;
    return result || !scoring->count ? result : write_chunk(store, scoring->book, scoring->products, wave, chunks[last], (int)(last % 2), failure);
}

static int score_wave(struct store *store, const struct codebook *book, const char *wave, struct failure *failure)
{
    struct scoring scoring = {.book = book};
    int result = scoring_begin(&scoring, store, wave, failure) || delete_old(store, wave, failure) || score_chunks(&scoring, store, wave, failure) ? -1 : 0;
    if (!result) columns_add_counts(scoring.columns[0], scoring.columns[1]);
    if (!result && (write_scores(store, book, scoring.products, wave, failure) || columns_write_counts(scoring.columns[0], store, wave, failure))) result = -1;
    if (!result && (signs_write(scoring.signs, store, wave, failure) || items_write(scoring.items, store, wave, failure) || absent_write(scoring.absent, store, wave, failure))) result = -1;
    if (!result && !(result = store_commit(store, failure))) message_note("scored %s: %ld respondents, %d measures", wave, (long)scoring.first_row, book->measure_count);
    scoring_end(&scoring);
    return result;
}

static int run(int count, char **operands, struct failure *failure)
{
    (void)count;
    (void)operands;
    struct period period;
    struct stored_wave wave;
    char path[4200];
    if (arguments.threads < 1 || arguments.threads > 8) return fail(failure, STATUS_USAGE, "--threads %ld is not between 1 and 8", arguments.threads);
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
