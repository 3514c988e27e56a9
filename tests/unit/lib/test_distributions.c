/* Tails and quantiles beside 40-digit values: tests/reference/distributions.tsv and noncentral.tsv, which the scripts of those names made with mpmath. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "guard.h"
#include "noncentral.h"
#include "../near.h"

typedef double of_one(double);
typedef double of_two(double, double);
typedef double of_three(double, double, double);

static const struct function { const char *name; of_one *one; of_two *two; of_three *three; } functions[] = {
    {"normal_below", guard_normal_below, NULL, NULL}, {"normal_above", guard_normal_above, NULL, NULL}, {"normal_two_sided", guard_normal_two_sided, NULL, NULL},
    {"normal_quantile", guard_normal_quantile, NULL, NULL},
    {"t_below", NULL, guard_t_below, NULL}, {"t_two_sided", NULL, guard_t_two_sided, NULL}, {"t_quantile", NULL, guard_t_quantile, NULL},
    {"chi_square_below", NULL, guard_chi_square_below, NULL}, {"chi_square_above", NULL, guard_chi_square_above, NULL}, {"chi_square_quantile", NULL, guard_chi_square_quantile, NULL},
    {"f_below", NULL, NULL, guard_f_below}, {"f_above", NULL, NULL, guard_f_above}, {"f_quantile", NULL, NULL, guard_f_quantile},
    {"beta_below", NULL, NULL, guard_beta_below}, {"beta_above", NULL, NULL, guard_beta_above}, {"beta_quantile", NULL, NULL, guard_beta_quantile}};
enum { FUNCTIONS = sizeof functions / sizeof *functions };

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static double value_of(const struct function *function, const double *x)
{
    if (function->one) return function->one(x[0]);
    return function->two ? function->two(x[0], x[1]) : function->three(x[0], x[1], x[2]);
}

static void to_twelve_digits(void **state)
{
    (void)state;
    FILE *file = fopen("tests/reference/distributions.tsv", "r");
    assert_non_null(file);
    char line[256], name[32], words[3][40], expected[64];
    int count = 0, seen[FUNCTIONS] = {0};
    while (fgets(line, sizeof line, file)) {
        if (*line == '#') continue;
        assert_int_equal(sscanf(line, "%31s %39s %39s %39s %63s", name, words[0], words[1], words[2], expected), 5);
        int f = 0;
        while (f < FUNCTIONS && strcmp(functions[f].name, name) != 0) f++;
        assert_true(f < FUNCTIONS);
        double x[3];
        for (int k = 0; k < 3; k++) x[k] = strtod(words[k], NULL); /* that of "-" is not used */
        double found = value_of(&functions[f], x);
        if (!near(found, strtod(expected, NULL), 1e-12)) fail_msg("%s of %s %s %s is %.17g, not %s", name, words[0], words[1], words[2], found, expected);
        seen[f]++;
        count++;
    }
    assert_int_equal(fclose(file), 0);
    for (int f = 0; f < FUNCTIONS; f++) assert_true(seen[f] >= 10);
    assert_true(count >= 600);
}

/* Out of the domain is NaN, and no argument keeps a function from ending: those for which GSL 2.7.1 never returns are among them. */
static void refused_outside(void **state)
{
    (void)state;
    static const double never[] = {NAN, INFINITY, -INFINITY};
    for (int f = 0; f < FUNCTIONS; f++) {
        int arguments = functions[f].one ? 1 : functions[f].two ? 2 : 3;
        for (int k = 0; k < arguments; k++)
            for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
                double x[3] = {0.5, 3, 4};
                x[k] = never[i];
                assert_true(isnan(value_of(&functions[f], x)));
            }
        static const double shapes[] = {0, -1, 1e-3, 1e13, 1e300};
        for (int k = 1; k < arguments; k++)
            for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
                double x[3] = {0.5, 3, 4};
                x[k] = shapes[i];
                assert_true(isnan(value_of(&functions[f], x)));
            }
        static const double probabilities[] = {0, 1, -0.1, 1.1, -1e-300};
        for (size_t i = 0; strstr(functions[f].name, "quantile") && i < sizeof probabilities / sizeof *probabilities; i++) {
            double x[3] = {probabilities[i], 3, 4};
            assert_true(isnan(value_of(&functions[f], x)));
        }
    }
    assert_true(isnan(guard_t_quantile(1e-300, 0.01))); /* beyond a double */
}

static void ends(void **state)
{
    (void)state;
    assert_true(guard_chi_square_below(-1, 3) == 0 && guard_chi_square_above(0, 3) == 1 && guard_f_below(0, 1, 2) == 0 && guard_f_above(-2, 1, 2) == 1);
    assert_true(guard_beta_below(0, 2, 3) == 0 && guard_beta_below(1, 2, 3) == 1 && guard_beta_above(-0.5, 2, 3) == 1 && guard_beta_above(1.5, 2, 3) == 0);
    assert_true(guard_t_below(0, 5) == 0.5 && guard_t_two_sided(0, 5) == 1 && guard_t_quantile(0.5, 5) == 0);
    assert_true(guard_f_above(1e9, 1000, 1e6) == 0); /* its tail is below the least double */
}

/* All arguments of a wide net end in a number of their range, and a quantile leads back to its p. */
static void there_and_back(void **state)
{
    (void)state;
    static const double shapes[] = {0.01, 0.3, 1, 17, 4999, 5001, 1e5, 3e6, 1e9, 1e12}, p[] = {1e-300, 1e-9, 0.02, 0.5, 0.9, 1 - 1e-12};
    enum { SHAPES = sizeof shapes / sizeof *shapes, PS = sizeof p / sizeof *p };
    for (int i = 0; i < SHAPES; i++)
        for (int j = 0; j < SHAPES; j++)
            for (int k = 0; k < PS; k++) {
                double x = guard_f_quantile(p[k], shapes[i], shapes[j]);
                double back = p[k] > 0.5 ? 1 - guard_f_above(x, shapes[i], shapes[j]) : guard_f_below(x, shapes[i], shapes[j]);
                /* a quantile as a double: its last digit is worth many of p where p changes fast, and there may be none */
                double sharp = 1e-12 + 4e-16 * sqrt(fmin(shapes[i], shapes[j]));
                if (x > 1e-300 && x < 1e300 && !near(back, p[k], sharp * fmax(1, -log(p[k])))) fail_msg("p %g of F %g %g: quantile %.17g, back %.17g", p[k], shapes[i], shapes[j], x, back);
            }
}

static void noncentral(void **state)
{
    (void)state;
    FILE *file = fopen("tests/reference/noncentral.tsv", "r");
    assert_non_null(file);
    char line[256];
    int count = 0;
    while (fgets(line, sizeof line, file)) {
        double x[4];
        if (*line == '#') continue;
        assert_int_equal(sscanf(line, "%lf %lf %lf %lf", &x[0], &x[1], &x[2], &x[3]), 4);
        double found = noncentral_t_below(x[0], x[1], x[2]);
        if (!near(found, x[3], 1e-12)) fail_msg("noncentral t below %g, df %g, delta %g is %.17g, not %.17g", x[0], x[1], x[2], found, x[3]);
        assert_true(noncentral_t_above(-x[0], x[1], -x[2]) == found);
        count++;
    }
    assert_int_equal(fclose(file), 0);
    assert_true(count >= 60);
    assert_true(isnan(noncentral_t_below(NAN, 3, 1)) && isnan(noncentral_t_below(1, 0, 1)) && isnan(noncentral_t_below(1, 3, 1e4)) && isnan(noncentral_t_below(INFINITY, 3, 1)));
    for (double df = 0.01; df < 1e12; df *= 7.3) assert_near(noncentral_t_below(1.3, df, 0), guard_t_below(1.3, df), 1e-12);
}

/* methods.md 3.9 [R E]: d of 8 and 9 people, by effectsize 0.8.3's equations solved to 10 digits. */
static void interval_of_d(void **state)
{
    (void)state;
    struct interval d = noncentral_d_interval(-0.868986183032, 8, 9, 0.95);
    assert_near(d.low, -1.856997665, 1e-9);
    assert_near(d.high, 0.1450416358, 1e-9);
    double scale = sqrt(1 / 8.0 + 1 / 9.0), t = -0.868986183032 / scale; /* its own definition, to the last digits */
    assert_near(noncentral_t_above(t, 15, d.low / scale), 0.025, 1e-12);
    assert_near(noncentral_t_below(t, 15, d.high / scale), 0.025, 1e-12);
    assert_true(isnan(noncentral_d_interval(NAN, 8, 9, 0.95).low) && isnan(noncentral_d_interval(0.1, 1, 1, 0.95).low) && isnan(noncentral_d_interval(0.1, 8, 9, 1).low));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(to_twelve_digits), cmocka_unit_test(refused_outside), cmocka_unit_test(ends), cmocka_unit_test(there_and_back), cmocka_unit_test(noncentral), cmocka_unit_test(interval_of_d)};
    return cmocka_run_group_tests_name("lib/distributions", tests, start, NULL);
}
