#include "hang.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "reliability.h"

static const char complete_cases[] = "complete cases";

/* What score stored of one measure. */
struct moments { long n; double *sums, *products; long pairs[RELIABILITY_ITEM_LIMIT]; };

static int stale(const struct measure *measure, struct failure *failure)
{
    fail(failure, STATUS_INPUT, "the store has not what the reliability of '%s' is worked out from, or it was scored with another codebook", measure->name);
    return failure_hint(failure, "run spwell score again");
}

static bool take(struct statement *row, const struct codebook *book, const struct measure *measure, struct moments *moments)
{
    int64_t item = statement_get_integer(row, 0), other = statement_get_integer(row, 1);
    if (item >= measure->operand_count || strcmp(statement_get_text(row, 2), codebook_operand_name(book, &measure->operands[item]))) return false;
    moments->n = (long)statement_get_integer(row, 3);
    moments->products[item * measure->operand_count + other] = statement_get_real(row, 4);
    if (item != other) return true;
    moments->sums[item] = statement_get_real(row, 5);
    moments->pairs[item] = (long)statement_get_integer(row, 6);
    return true;
}

static int read_moments(struct store *store, const struct codebook *book, const struct measure *measure, const char *wave, struct moments *moments, struct failure *failure)
{
    int got, rows = 0, count = measure->operand_count;
    struct statement *select = store_statement(store, "item_moments");
    statement_text(select, 1, wave);
    statement_text(select, 2, measure->name);
    while ((got = statement_next(select, failure)) > 0) {
        rows++;
        if (take(select, book, measure, moments)) continue;
        statement_reset(select);
        return stale(measure, failure);
    }
    if (got < 0) return -1;
    return rows == count * (count + 1) / 2 ? 0 : stale(measure, failure);
}

static int write_scale(struct store *store, const char *wave, const struct measure *measure, const struct reliability *reliability, long n, struct failure *failure)
{
    struct statement *insert = store_statement(store, "insert_reliability");
    statement_text(insert, 1, wave);
    statement_text(insert, 2, measure->name);
    statement_integer(insert, 3, reliability->items);
    if (n >= 0) statement_integer(insert, 4, n);
    else statement_null(insert, 4);
    statement_text(insert, 5, complete_cases);
    const double numbers[] = {reliability->alpha, reliability->low, reliability->high, reliability->standardised};
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 6 + i, numbers[i]);
    statement_text(insert, 10, reliability->why);
    return statement_run(insert, failure);
}

static int write_item(struct store *store, const char *wave, const char *measure, const char *name, int position, const struct moments *moments, const struct reliability_item *item, struct failure *failure)
{
    struct statement *insert = store_statement(store, "insert_reliability_item");
    statement_text(insert, 1, wave);
    statement_text(insert, 2, measure);
    statement_text(insert, 3, name);
    statement_integer(insert, 4, position);
    statement_integer(insert, 5, moments->n);
    statement_integer(insert, 6, moments->pairs[position]);
    statement_real_or_null(insert, 7, item->total);
    statement_real_or_null(insert, 8, item->rest);
    statement_real_or_null(insert, 9, item->alpha_without);
    statement_text(insert, 10, item->against ? "against" : "");
    statement_text(insert, 11, item->why);
    return statement_run(insert, failure);
}

static int write_measure(struct store *store, const struct codebook *book, const struct measure *measure, const char *wave, struct failure *failure)
{
    size_t count = (size_t)measure->operand_count;
    struct moments moments = {.sums = memory_new(count, sizeof(double)), .products = memory_new(count * count, sizeof(double))};
    struct reliability_item items[RELIABILITY_ITEM_LIMIT];
    int result = read_moments(store, book, measure, wave, &moments, failure);
    if (!result) {
        struct reliability reliability = reliability_of(moments.n, measure->operand_count, moments.sums, moments.products, items);
        result = write_scale(store, wave, measure, &reliability, moments.n, failure);
    }
    for (int i = 0; !result && i < measure->operand_count; i++)
        result = write_item(store, wave, measure->name, codebook_operand_name(book, &measure->operands[i]), i, &moments, &items[i], failure);
    free(moments.sums);
    free(moments.products);
    return result;
}

static int clear(struct store *store, const char *wave, struct failure *failure)
{
    static const char *const names[] = {"delete_reliabilities", "delete_reliability_items"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct statement *delete = store_statement(store, names[i]);
        statement_text(delete, 1, wave);
        if (statement_run(delete, failure)) return -1;
    }
    return 0;
}

int hang_write(struct store *store, const struct codebook *book, const char *wave, struct failure *failure)
{
    static const struct reliability too_many = {0, NAN, NAN, NAN, NAN, "made of more than 64 questions"};
    if (clear(store, wave, failure)) return -1;
    for (int m = 0; m < book->measure_count; m++) {
        const struct measure *measure = &book->measures[m];
        if ((measure->kind != MEASURE_MEAN && measure->kind != MEASURE_SUM) || measure->operand_count < 2) continue;
        if (measure->operand_count > RELIABILITY_ITEM_LIMIT ? write_scale(store, wave, measure, &too_many, -1, failure) : write_measure(store, book, measure, wave, failure)) return -1;
    }
    return 0;
}
