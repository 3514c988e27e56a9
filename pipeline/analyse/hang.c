/* 1 what score stored   2 rows   3 the whole */
#include "hang.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "factor.h"
#include "item_pairs.h"
#include "memory.h"
#include "reliability.h"

static const char complete_cases[] = "complete cases";

/* What score stored of one measure, and what is worked out from it. */
struct moments { long n; double *sums, *products; long *pairs, *both_n; double *both_products, *both_sums; };
struct hanging { struct reliability reliability; struct reliability_item items[RELIABILITY_ITEM_LIMIT]; struct item_pairs pairs; struct factor factor; double pairwise; long least, most; };

/* 1 what score stored */

static int stale(const struct measure *measure, struct failure *failure)
{
    fail(failure, STATUS_INPUT, "the store has not what the reliability of '%s' is worked out from, or it was scored with another codebook", measure->name);
    return failure_hint(failure, "run spwell score again");
}

static struct moments moments_create(size_t count)
{
    return (struct moments){0, memory_new(count, sizeof(double)), memory_new(count * count, sizeof(double)), memory_new(count, sizeof(long)), memory_new(count * count, sizeof(long)),
                            memory_new(count * count, sizeof(double)), memory_new(count * count, sizeof(double))};
}

static void moments_free(struct moments *moments)
{
    void *parts[] = {moments->sums, moments->products, moments->pairs, moments->both_n, moments->both_products, moments->both_sums};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
}

static bool take(struct statement *row, const struct codebook *book, const struct measure *measure, struct moments *moments)
{
    int64_t item = statement_get_integer(row, 0), other = statement_get_integer(row, 1), count = measure->operand_count;
    if (item >= count || strcmp(statement_get_text(row, 2), codebook_operand_name(book, &measure->operands[item]))) return false;
    moments->n = (long)statement_get_integer(row, 3);
    moments->products[item * count + other] = statement_get_real(row, 4);
    moments->both_n[item * count + other] = (long)statement_get_integer(row, 7);
    moments->both_products[item * count + other] = statement_get_real(row, 8);
    moments->both_sums[item * count + other] = statement_get_real(row, 9);
    moments->both_sums[other * count + item] = statement_get_real(row, 10);
    if (item != other) return true;
    moments->sums[item] = statement_get_real(row, 5);
    moments->pairs[item] = (long)statement_get_integer(row, 6);
    return true;
}

static int read_moments(const struct output *output, const struct measure *measure, struct moments *moments, struct failure *failure)
{
    int got, rows = 0, count = measure->operand_count;
    struct statement *select = store_statement(output->store, "item_moments");
    statement_text(select, 1, output->wave);
    statement_text(select, 2, measure->name);
    while ((got = statement_next(select, failure)) > 0) {
        rows++;
        if (take(select, output->respondents->book, measure, moments)) continue;
        statement_reset(select);
        return stale(measure, failure);
    }
    if (got < 0) return -1;
    return rows == count * (count + 1) / 2 ? 0 : stale(measure, failure);
}

static struct item_sums sums_of(const struct moments *moments, int count)
{
    return (struct item_sums){count, moments->n, moments->sums, moments->products, moments->both_n, moments->both_products, moments->both_sums};
}

static void work_out(const struct moments *moments, int count, struct hanging *hanging)
{
    struct item_sums sums = sums_of(moments, count);
    double *correlations = memory_new((size_t)count * (size_t)count, sizeof *correlations);
    hanging->reliability = reliability_of(moments->n, count, moments->sums, moments->products, hanging->items);
    hanging->pairs = item_pairs_of(&sums, correlations);
    hanging->factor = factor_of(hanging->pairs.used, correlations);
    if (hanging->reliability.why && hanging->pairs.used < 2) hanging->factor.why = hanging->reliability.why;
    hanging->pairwise = item_pairs_alpha(&sums);
    hanging->least = hanging->most = moments->both_n[0];
    for (int i = 0; i < count; i++)
        for (int other = 0; other <= i; other++) {
            long n = moments->both_n[i * count + other];
            if (n < hanging->least) hanging->least = n;
            if (n > hanging->most) hanging->most = n;
        }
    free(correlations);
}

/* 2 rows */

static void put_count(struct statement *insert, int parameter, long count)
{
    if (count >= 0) statement_integer(insert, parameter, count);
    else statement_null(insert, parameter);
}

/* n is -1 where nothing was added up. */
static int write_scale(const struct output *output, int m, const struct hanging *hanging, long n, struct failure *failure)
{
    const struct measure *measure = &output->respondents->book->measures[m];
    const struct reliability *reliability = &hanging->reliability;
    const struct traits *traits = output->results[m].traits;
    struct statement *insert = store_statement(output->store, "insert_reliability");
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, measure->name);
    statement_integer(insert, 3, reliability->items);
    put_count(insert, 4, n);
    statement_text(insert, 5, complete_cases);
    const double numbers[] = {reliability->alpha, reliability->low, reliability->high, reliability->standardised};
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 6 + i, numbers[i]);
    statement_text(insert, 10, reliability->why);
    statement_real_or_null(insert, 11, hanging->factor.omega);
    put_count(insert, 12, isnan(hanging->factor.omega) ? -1 : hanging->factor.at_bound);
    statement_text(insert, 13, hanging->factor.why);
    const double pairs[] = {hanging->pairs.mean, hanging->pairs.smallest, hanging->pairs.largest, hanging->pairwise};
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 14 + i, pairs[i]);
    put_count(insert, 18, n < 0 ? -1 : hanging->least);
    put_count(insert, 19, n < 0 ? -1 : hanging->most);
    statement_integer(insert, 20, traits->n);
    put_count(insert, 21, traits->at_low);
    put_count(insert, 22, traits->at_high);
    return statement_run(insert, failure);
}

static int write_item(const struct output *output, const struct measure *measure, int position, const struct moments *moments, const struct reliability_item *item, struct failure *failure)
{
    static const char *const flags[] = {"", "weakly against", "against"};
    struct statement *insert = store_statement(output->store, "insert_reliability_item");
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, measure->name);
    statement_text(insert, 3, codebook_operand_name(output->respondents->book, &measure->operands[position]));
    statement_integer(insert, 4, position);
    statement_integer(insert, 5, moments->n);
    statement_integer(insert, 6, moments->pairs[position]);
    const double numbers[] = {item->total, item->rest, item->rest_low, item->rest_high, item->alpha_without};
    for (int i = 0; i < 5; i++) statement_real_or_null(insert, 7 + i, numbers[i]);
    statement_text(insert, 12, flags[item->direction]);
    statement_text(insert, 13, item->why);
    return statement_run(insert, failure);
}

static int write_correlations(const struct output *output, const struct measure *measure, const struct moments *moments, struct failure *failure)
{
    int count = measure->operand_count;
    struct item_sums sums = sums_of(moments, count);
    for (int item = 0; item < count; item++)
        for (int other = 0; other < item; other++) {
            struct statement *insert = store_statement(output->store, "insert_item_correlation");
            statement_text(insert, 1, output->wave);
            statement_text(insert, 2, measure->name);
            statement_integer(insert, 3, item);
            statement_integer(insert, 4, other);
            statement_integer(insert, 5, moments->n);
            statement_real_or_null(insert, 6, item_pairs_correlation(&sums, item, other));
            statement_integer(insert, 7, moments->both_n[item * count + other]);
            if (statement_run(insert, failure)) return -1;
        }
    return 0;
}

/* 3 the whole */

static int write_measure(const struct output *output, int m, struct failure *failure)
{
    const struct measure *measure = &output->respondents->book->measures[m];
    struct moments moments = moments_create((size_t)measure->operand_count);
    struct hanging hanging;
    int result = read_moments(output, measure, &moments, failure);
    if (!result) {
        work_out(&moments, measure->operand_count, &hanging);
        result = write_scale(output, m, &hanging, moments.n, failure);
    }
    for (int i = 0; !result && i < measure->operand_count; i++) result = write_item(output, measure, i, &moments, &hanging.items[i], failure);
    if (!result) result = write_correlations(output, measure, &moments, failure);
    moments_free(&moments);
    return result;
}

static int write_too_long(const struct output *output, int m, struct failure *failure)
{
    static const char why[] = "made of more than 64 questions";
    struct hanging none = {.reliability = {0, NAN, NAN, NAN, NAN, why}, .pairs = {0, NAN, NAN, NAN}, .factor = {.omega = NAN, .why = why}, .pairwise = NAN};
    return write_scale(output, m, &none, -1, failure);
}

static int clear(const struct output *output, struct failure *failure)
{
    static const char *const names[] = {"delete_reliabilities", "delete_reliability_items", "delete_item_correlations"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct statement *delete = store_statement(output->store, names[i]);
        statement_text(delete, 1, output->wave);
        if (statement_run(delete, failure)) return -1;
    }
    return 0;
}

int hang_write(const struct output *output, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    if (clear(output, failure)) return -1;
    for (int m = 0; m < book->measure_count; m++) {
        if (!traits_is_scale(&book->measures[m])) continue;
        if (book->measures[m].operand_count > RELIABILITY_ITEM_LIMIT ? write_too_long(output, m, failure) : write_measure(output, m, failure)) return -1;
    }
    return 0;
}
