/* The questions of a score two by two. Expected values: psych::alpha and cor of R on its attitude with holes, tests/reference/scales.R; the rest beside its test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "guard.h"
#include "../../../pipeline/analyse/item_pairs.h"
#include "../../../pipeline/analyse/reliability.h"
#include "../near.h"
#include "attitude.h"
#include "scales.h"

enum { LIMIT = 10, ROWS = sizeof scales_rows / sizeof *scales_rows };

struct added { double sums[LIMIT], products[LIMIT * LIMIT], both_products[LIMIT * LIMIT], both_sums[LIMIT * LIMIT]; long both_n[LIMIT * LIMIT]; struct item_sums of; };

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

/* As score adds them up. NaN: no answer. */
static void add_up(struct added *added, const double *rows, int count, long n, double offset)
{
    *added = (struct added){0};
    added->of = (struct item_sums){count, 0, added->sums, added->products, added->both_n, added->both_products, added->both_sums};
    for (long r = 0; r < n; r++) {
        const double *row = rows + r * count;
        int answered = 0;
        for (int i = 0; i < count; i++) answered += !isnan(row[i]);
        added->of.n += answered == count;
        for (int i = 0; i < count; i++) {
            if (answered == count) added->sums[i] += row[i] - offset;
            for (int other = 0; other < count; other++) {
                if (isnan(row[i]) || isnan(row[other])) continue;
                added->both_sums[i * count + other] += row[i] - offset;
                if (other > i) continue;
                added->both_n[i * count + other]++;
                added->both_products[i * count + other] += (row[i] - offset) * (row[other] - offset);
                if (answered == count) added->products[i * count + other] += (row[i] - offset) * (row[other] - offset);
            }
        }
    }
}

static double expected(const char *item, const char *what)
{
    for (int r = 0; r < ROWS; r++)
        if (!strcmp(scales_rows[r].name, "attitude-holes") && !strcmp(scales_rows[r].item, item) && !strcmp(scales_rows[r].what, what)) return scales_rows[r].value;
    return NAN;
}

static void put_holes(double *rows)
{
    static const int holes[][2] = {{1, 1}, {4, 2}, {4, 7}, {9, 3}, {17, 5}, {30, 6}}; /* as scales.R has them */
    memcpy(rows, attitude, sizeof attitude);
    for (size_t h = 0; h < sizeof holes / sizeof *holes; h++) rows[(holes[h][0] - 1) * 7 + holes[h][1] - 1] = NAN;
}

static void agrees_with_psych_where_answers_lack(void **state)
{
    (void)state;
    double rows[210], correlations[49];
    struct added added;
    put_holes(rows);
    add_up(&added, rows, 7, 30, 50);
    assert_near(item_pairs_alpha(&added.of), expected("", "alpha pairwise"), 1e-12);
    struct item_pairs pairs = item_pairs_of(&added.of, correlations);
    assert_int_equal(pairs.used, 7);
    assert_near(pairs.mean, expected("", "inter-item mean"), 1e-12);
    assert_near(pairs.smallest, expected("", "inter-item smallest"), 1e-12);
    assert_near(pairs.largest, expected("", "inter-item largest"), 1e-12);
    for (int i = 0; i < 7; i++)
        for (int j = 0; j < i; j++) {
            char item[8];
            snprintf(item, sizeof item, "%d %d", i, j);
            assert_near(item_pairs_correlation(&added.of, i, j), expected(item, "correlation"), 1e-12);
            assert_near(correlations[j * 7 + i], expected(item, "correlation"), 1e-12);
        }
}

/* The same as reliability.h has it: listwise alpha, and the interval of each item-rest correlation by Fisher's z. */
static void agrees_with_psych_on_complete_cases(void **state)
{
    (void)state;
    double rows[210];
    struct added added;
    struct reliability_item items[RELIABILITY_ITEM_LIMIT];
    put_holes(rows);
    add_up(&added, rows, 7, 30, 50);
    struct reliability r = reliability_of(added.of.n, 7, added.sums, added.products, items);
    assert_near(r.alpha, expected("", "alpha listwise"), 1e-12);
    for (int i = 0; i < 7; i++) {
        char item[8];
        snprintf(item, sizeof item, "%d", i);
        assert_near(items[i].rest_low, expected(item, "rest low"), 1e-12);
        assert_near(items[i].rest_high, expected(item, "rest high"), 1e-12);
    }
}

/* Nobody lacks an answer: alpha by pairs is alpha of complete cases. */
static void both_agree_where_nothing_lacks(void **state)
{
    (void)state;
    struct added added;
    struct reliability_item items[RELIABILITY_ITEM_LIMIT];
    add_up(&added, attitude, 7, 30, 43);
    assert_near(item_pairs_alpha(&added.of), reliability_of(added.of.n, 7, added.sums, added.products, items).alpha, 1e-13);
}

static void what_divides_nobody_is_left_out(void **state)
{
    (void)state;
    static const double rows[] = {1, 0.1, 2, 2, 0.1, 1, 3, 0.1, 3}, alike[] = {1, 1, 1, 1}, apart[] = {1, NAN, 2, NAN, NAN, 1, NAN, 2};
    double correlations[9];
    struct added added;
    add_up(&added, rows, 3, 3, 0);
    struct item_pairs pairs = item_pairs_of(&added.of, correlations);
    assert_int_equal(pairs.used, 2);
    assert_near(pairs.mean, 0.5, 1e-14); /* (1, 2), (2, 1), (3, 3): covariance 0.5, variances 1 */
    assert_true(isnan(item_pairs_correlation(&added.of, 1, 0)));
    assert_near(item_pairs_alpha(&added.of), 2.0 / 3, 1e-14);
    add_up(&added, alike, 2, 2, 0);
    assert_true(isnan(item_pairs_of(&added.of, correlations).mean) && isnan(item_pairs_alpha(&added.of)));
    add_up(&added, apart, 2, 4, 0); /* nobody answered both */
    assert_true(isnan(item_pairs_of(&added.of, correlations).mean) && isnan(item_pairs_alpha(&added.of)));
}

/* Item-rest -0.1 of 50 people: its interval holds 0; of 2,000 it does not. Two questions with correlation -0.1: variances 1, sums 0. */
static void only_a_clear_one_runs_against(void **state)
{
    (void)state;
    static const double sums[] = {0, 0};
    struct reliability_item items[2];
    const double few[] = {49, 0, -4.9, 49}, many[] = {1999, 0, -199.9, 1999};
    (void)reliability_of(50, 2, sums, few, items);
    assert_near(items[0].rest, -0.1, 1e-12);
    assert_int_equal(items[0].direction, RELIABILITY_WEAKLY_AGAINST);
    (void)reliability_of(2000, 2, sums, many, items);
    assert_int_equal(items[0].direction, RELIABILITY_AGAINST);
    assert_near(items[0].rest_high, -0.0564, 1e-2); /* tanh(-0.10034 + 1.95996 / sqrt(1997)) = tanh(-0.05648) */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_psych_where_answers_lack), cmocka_unit_test(agrees_with_psych_on_complete_cases), cmocka_unit_test(both_agree_where_nothing_lacks),
                                       cmocka_unit_test(what_divides_nobody_is_left_out), cmocka_unit_test(only_a_clear_one_runs_against)};
    return cmocka_run_group_tests_name("analyse/item_pairs", tests, start, NULL);
}
