/* From distributions to numbers. Sources: test_vectors.txt, letters A (R quantile) and G (Wilson), worked_examples.txt (Newcombe 1998, quantiles),
 * R 4.2.2 as named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/analyse/estimate.h"
#include "guard.h"
#include "../near.h"

enum { LEVELS = 32 };

/* Ascending values, each with so many people of weight 1. */
static struct distribution distribution_of(const double *values, const double *counts, size_t count)
{
    static struct level levels[LEVELS];
    struct distribution distribution = {levels, count, LEVELS, 0, 0, 0};
    for (size_t i = 0; i < count; i++) {
        levels[i] = (struct level){values[i], counts[i], counts[i], 1, (uint32_t)i, (uint32_t)i};
        distribution.n += counts[i];
        distribution.weight = distribution.squared_weight += counts[i];
    }
    return distribution;
}

/* x of letter A: 15 18 22 22 25 28 30 30. */
static struct distribution letter_a(void) { return distribution_of((const double[]){15, 18, 22, 25, 28, 30}, (const double[]){1, 1, 2, 1, 1, 2}, 6); }

static void assert_quantiles(struct distribution distribution, const double *p, const double *expected, int count)
{
    for (int i = 0; i < count; i++) assert_near(estimate_quantile(&distribution, p[i]), expected[i], 1e-14);
}

static void quantiles_of_type_7(void **state)
{
    (void)state;
    assert_quantiles(letter_a(), (const double[]){0, .1, .25, .5, .75, .9, 1}, (const double[]){15, 17.1, 21, 23.5, 28.5, 30, 30}, 7);
    /* worked_examples.txt: x = c(1,2,2,3,7,9,12), type 7 */
    assert_quantiles(distribution_of((const double[]){1, 2, 3, 7, 9, 12}, (const double[]){1, 2, 1, 1, 1, 1}, 6), (const double[]){.25, .5, .9}, (const double[]){2, 3, 10.2}, 3);
    assert_quantiles(distribution_of((const double[]){7}, (const double[]){1}, 1), (const double[]){0, .5, 1}, (const double[]){7, 7, 7}, 3);
    assert_quantiles(distribution_of((const double[]){7}, (const double[]){5}, 1), (const double[]){0, .5, 1}, (const double[]){7, 7, 7}, 3);
    /* R: quantile(rep(1:3, c(1, 3, 1)), c(.25, .5, .75)) is 2 2 2; quantile(1:2, .5) is 1.5 */
    assert_quantiles(distribution_of((const double[]){1, 2, 3}, (const double[]){1, 3, 1}, 3), (const double[]){.25, .5, .75}, (const double[]){2, 2, 2}, 3);
    assert_quantiles(distribution_of((const double[]){1, 2}, (const double[]){1, 1}, 2), (const double[]){.5}, (const double[]){1.5}, 1);
}

/* R: mean(x), var(x) of letter A's x: 23.75, 5.52268050859363^2. */
static void moments(void **state)
{
    (void)state;
    struct distribution x = letter_a();
    assert_near(estimate_mean(&x), 23.75, 1e-15);
    assert_near(estimate_variance(&x, 23.75), 5.52268050859363 * 5.52268050859363, 1e-14);
    assert_near(estimate_share_at_most(&x, 22), 0.5, 1e-15);
    assert_near(estimate_share_at_most(&x, 21.9), 0.25, 1e-15);
    assert_true(estimate_share_at_most(&x, 1) == 0);
    assert_near(estimate_share_at_most(&x, 30), 1, 1e-15);
    struct level levels[] = {{0, 1, 0.1, 0.1, 0, 0}, {1, 1, 0.2, 0.2, 1, 1}, {2, 1, 0.3, 0.3, 2, 2}}; /* 0.1 + 0.2 + 0.3 is above 0.6 in binary: the share of everybody is 1 */
    struct distribution dusty = {.levels = levels, .count = 3, .n = 3, .weight = 0.6, .squared_weight = 0.14};
    assert_true(estimate_share_at_most(&dusty, 2) == 1);
    assert_near(estimate_kish(&x), 8, 1e-15);
}

/* Letter N: weights 8 (5 people), 6.666... (3), 3.75 (4), 3.125 (8): neff 17.01524282; R to 15 digits: sum(w)^2 / sum(w^2). */
static void effective_number_of_kish(void **state)
{
    (void)state;
    struct distribution n = {.weight = 100, .squared_weight = 5 * 64 + 3 * 400.0 / 9 + 4 * 3.75 * 3.75 + 8 * 3.125 * 3.125};
    assert_near(estimate_kish(&n), 17.0152428216944, 1e-14);
}

static void assert_wilson(double x, double n, double low, double high, double tolerance)
{
    struct interval interval = estimate_wilson(x / n, n);
    if (low > 0) assert_near(interval.low, low, tolerance);
    else assert_true(interval.low == 0);
    if (high < 1) assert_near(interval.high, high, tolerance);
    else assert_true(interval.high == 1);
}

/* Letter G (10 digits), then worked_examples.txt (15 decimals). */
static void intervals_of_wilson(void **state)
{
    (void)state;
    assert_wilson(7, 20, 0.1811918241, 0.5671457233, 1e-9);
    assert_wilson(0, 10, 0, 0.2775327999, 1e-9);
    assert_wilson(10, 10, 0.7224672001, 1, 1e-9);
    assert_wilson(1, 9, 0.01989088764, 0.4349997056, 1e-9);
    assert_wilson(81, 263, 0.255288519878274, 0.366209576982800, 1e-13);
    assert_wilson(15, 148, 0.062386399530736, 0.160487241723308, 1e-13);
    assert_wilson(0, 20, 0, 0.161125158052819, 1e-13);
    assert_wilson(1, 29, 0.006113214292763, 0.171755218793203, 1e-12);
    assert_wilson(0, 1, 0, 0.793450685622763, 1e-13);
    assert_wilson(279, 279, 0.986418331892676, 1, 1e-13);
    assert_wilson(5, 9, 0.266651293495493, 0.811221478902335, 1e-13);
}

/* R: t.test(x)$conf.int of letter A's x. */
static void intervals_of_t(void **state)
{
    (void)state;
    struct interval interval = estimate_t_interval(23.75, 1.95256241897666, 7);
    assert_near(interval.low, 19.1329235513391, 1e-13);
    assert_near(interval.high, 28.3670764486609, 1e-13);
}

/* By the definition: ends beyond 0 or 1 cannot be had, others are quantiles. qt(.975, 10) = 2.22813885198627. */
static void intervals_of_woodruff(void **state)
{
    (void)state;
    struct distribution x = letter_a();
    struct interval wide = estimate_woodruff(&x, 0.5, 0.3, 10), narrow = estimate_woodruff(&x, 0.5, 0.25 / 2.22813885198627, 10);
    assert_true(isnan(wide.low) && isnan(wide.high));
    assert_near(narrow.low, 21, 1e-12);
    assert_near(narrow.high, 28.5, 1e-12);
}

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(quantiles_of_type_7), cmocka_unit_test(moments), cmocka_unit_test(effective_number_of_kish), cmocka_unit_test(intervals_of_wilson),
                                       cmocka_unit_test(intervals_of_t), cmocka_unit_test(intervals_of_woodruff)};
    return cmocka_run_group_tests_name("analyse/estimate", tests, start, NULL);
}
