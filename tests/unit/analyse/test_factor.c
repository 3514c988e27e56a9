/* One factor and omega. Expected values: factanal and psych::omega of R, tests/reference/scales.R; the rest beside its test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "../../../pipeline/analyse/factor.h"
#include "../near.h"
#include "scales.h"

enum { ROWS = sizeof scales_rows / sizeof *scales_rows };

static bool of_case(const struct scales_row *row, const char *name, const char *what)
{
    return !strcmp(row->name, name) && !strcmp(row->what, what);
}

/* The correlations of a case, and how many questions it has. */
static int read_case(const char *name, double *correlations)
{
    double lower[16][16];
    int count = 0;
    for (int r = 0; r < ROWS; r++) {
        if (!of_case(&scales_rows[r], name, "input")) continue;
        char *rest;
        long i = strtol(scales_rows[r].item, &rest, 10), j = strtol(rest, NULL, 10);
        lower[i][j] = lower[j][i] = scales_rows[r].value;
        if (i >= count) count = (int)i + 1;
    }
    for (int i = 0; i < count; i++)
        for (int j = 0; j < count; j++) correlations[i * count + j] = i == j ? 1 : lower[i][j];
    return count;
}

static void agrees_with_factanal(void **state)
{
    (void)state;
    double correlations[256];
    int compared = 0;
    for (int r = 0; r < ROWS; r++) {
        if (strcmp(scales_rows[r].what, "omega")) continue;
        const char *name = scales_rows[r].name;
        struct factor factor = factor_of(read_case(name, correlations), correlations);
        assert_null(factor.why);
        assert_near(factor.omega, scales_rows[r].value, 1e-6);
        for (int k = 0; k < ROWS; k++) {
            int item = atoi(scales_rows[k].item);
            if (of_case(&scales_rows[k], name, "loading")) assert_near(fabs(factor.loadings[item]), scales_rows[k].value, 1e-6);
            else if (of_case(&scales_rows[k], name, "uniqueness")) assert_near(factor.uniqueness[item], scales_rows[k].value, 1e-6);
            else continue;
            compared++;
        }
        compared++;
    }
    assert_int_equal(compared, 8 + 2 * (4 + 7 + 25 + 4));
}

/* methods.md 3.12, vector I: factanal as it comes gives 0.9366974293, and holds the first question at its bound. */
static void meets_the_published_vector(void **state)
{
    (void)state;
    double correlations[16];
    struct factor factor = factor_of(read_case("vector-i", correlations), correlations);
    assert_near(factor.omega, 0.9366974293, 1e-8);
    assert_true(factor.at_bound);
    assert_near(factor.uniqueness[0], 0.005, 1e-12);
}

/* psych has the observed sum of the correlations below the line: 1 - sum of uniquenesses / sum of R. From our uniquenesses the same, as far as psych
 * goes on (its search stops 2e-6 before the end on vector I). */
static void agrees_with_psych(void **state)
{
    (void)state;
    static const char *const cases[] = {"vector-i", "attitude", "bfi-4", "four"};
    double correlations[256];
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        int count = read_case(cases[c], correlations);
        struct factor factor = factor_of(count, correlations);
        double all = 0, rest = 0;
        for (int i = 0; i < count * count; i++) all += correlations[i];
        for (int i = 0; i < count; i++) rest += factor.uniqueness[i];
        for (int r = 0; r < ROWS; r++)
            if (of_case(&scales_rows[r], cases[c], "omega psych")) assert_near(1 - rest / all, scales_rows[r].value, 5e-6);
    }
}

/* Correlations that one factor with loadings .9 .8 .7 -.6 makes: they come back, the last against the others. By hand: sum 1.8, uniquenesses .19 .36 .51 .64. */
static void finds_what_was_put_in(void **state)
{
    (void)state;
    static const double loadings[] = {0.9, 0.8, 0.7, -0.6};
    double correlations[16];
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++) correlations[i * 4 + j] = i == j ? 1 : loadings[i] * loadings[j];
    struct factor factor = factor_of(4, correlations);
    for (int i = 0; i < 4; i++) assert_near(factor.loadings[i], loadings[i], 1e-8);
    assert_near(factor.omega, 3.24 / (3.24 + 1.7), 1e-8);
    assert_false(factor.at_bound);
}

static void says_why_there_is_none(void **state)
{
    (void)state;
    static const double two[] = {1, 0.5, 0.5, 1}, twins[] = {1, 1, 0.5, 1, 1, 0.5, 0.5, 0.5, 1};
    struct factor factor = factor_of(2, two);
    assert_true(isnan(factor.omega));
    assert_string_equal(factor.why, "one factor cannot be told from fewer than three questions");
    factor = factor_of(3, twins);
    assert_true(isnan(factor.omega));
    assert_string_equal(factor.why, "one question follows from the others");
}

/* factanal(covmat = ., factors = 1) with factr = 10 of three questions that 13 people answered: one is the factor all but for the bound, and Newton's step does not go down on the way there. */
static void reaches_a_bound(void **state)
{
    (void)state;
    static const double a = 0.71751057732372736, b = 0.67989913577046746, c = 0.26875;
    struct factor factor = factor_of(3, (const double[]){1, a, b, a, 1, c, b, c, 1});
    assert_null(factor.why);
    assert_true(factor.at_bound);
    assert_near(factor.omega, 0.84815405656986254, 1e-9);
    assert_near(factor.uniqueness[1], 0.484606237396927, 1e-9);
}

/* Sixty-four questions of one factor: the most there may be. */
static void takes_the_most(void **state)
{
    (void)state;
    static double correlations[FACTOR_LIMIT * FACTOR_LIMIT];
    double sum = 0, rest = 0;
    for (int i = 0; i < FACTOR_LIMIT; i++) {
        double a = 0.3 + 0.6 * i / FACTOR_LIMIT;
        sum += a;
        rest += 1 - a * a;
        for (int j = 0; j < FACTOR_LIMIT; j++) correlations[i * FACTOR_LIMIT + j] = i == j ? 1 : a * (0.3 + 0.6 * j / FACTOR_LIMIT);
    }
    struct factor factor = factor_of(FACTOR_LIMIT, correlations);
    assert_null(factor.why);
    assert_near(factor.omega, sum * sum / (sum * sum + rest), 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_factanal), cmocka_unit_test(meets_the_published_vector), cmocka_unit_test(agrees_with_psych), cmocka_unit_test(finds_what_was_put_in),
                                       cmocka_unit_test(says_why_there_is_none), cmocka_unit_test(reaches_a_bound), cmocka_unit_test(takes_the_most)};
    return cmocka_run_group_tests_name("analyse/factor", tests, NULL, NULL);
}
