/* Two groups beside each other. Sources: test_vectors.txt, letters B, E, F, G, H, S; R 4.2.2 to 15 digits where a call is named. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/analyse/compare.h"
#include "guard.h"
#include "../near.h"

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static void assert_difference(struct difference d, const double *expected)
{
    const double found[] = {d.value, d.se, d.df, d.t, d.p, d.interval.low, d.interval.high};
    for (int i = 0; i < 7; i++) assert_near(found[i], expected[i], 1e-12);
}

/* Letter B: t.test(x, y); sd(x) = 5.52268050859363 (n 8), sd(y) = 6.46142399166004 (n 9). */
static void welch(void **state)
{
    (void)state;
    double vx = 5.52268050859363 * 5.52268050859363 / 8, vy = 6.46142399166004 * 6.46142399166004 / 9;
    assert_difference(compare_independent(23.75, vx, 7, 29, vy, 8),
                      (const double[]){-5.25, 2.9071272570854, 14.9854274138646, -1.80590649659537, 0.0910566383804758, -11.4469199317069, 0.946919931706946});
}

/* Letter S: n 120 m 5.02 sd 1.9; n 135 m 5.46 sd 1.8. R: se, df, t, 2 pt(-t, df), .44 + c(-1, 1) qt(.975, df) se. */
static void change_between_waves(void **state)
{
    (void)state;
    assert_difference(compare_independent(5.46, 1.8 * 1.8 / 135, 134, 5.02, 1.9 * 1.9 / 120, 119),
                      (const double[]){0.44, 0.232558236434088, 245.724404289997, 1.89199921166716, 0.0596667903662359, -0.0180618413491677, 0.898061841349168});
}

static void assert_no_test(struct difference d, double value)
{
    assert_near(d.value, value, 1e-15);
    assert_true(isnan(d.t) && isnan(d.p) && isnan(d.interval.low) && isnan(d.interval.high));
}

/* No spread or no degrees of freedom: nothing can be tested, and nothing is NaN by accident only. */
static void nothing_to_test(void **state)
{
    (void)state;
    assert_no_test(compare_independent(5, 0, 4, 3, 0, 4), 2);
    assert_no_test(compare_independent(5, 1, 0, 3, 1, 4), 2);
    assert_no_test(compare_in_design(5, 1, 3, 1, 0, 2), 2);
    assert_no_test(compare_in_design(5, 1, 3, 1, 1, 20), 2);
}

/* Var(a - b) = 4 + 9 - 2 * 2 = 9: t = 6 / 3, df 10; R: 2 * pt(-2, 10) = 0.0733880347707404, qt(.975, 10) = 2.22813885198627. */
static void in_a_design(void **state)
{
    (void)state;
    assert_difference(compare_in_design(10, 4, 4, 9, 2, 12), (const double[]){6, 3, 10, 2, 0.0733880347707404, 6 - 3 * 2.22813885198627, 6 + 3 * 2.22813885198627});
}

/* Letter E with the exact J: g -0.8246744808; its interval on that g, R: g + c(-1, 1) * qnorm(.975) * sqrt(17 / 72 + g^2 / 34). */
static void hedges(void **state)
{
    (void)state;
    struct effect effect = compare_hedges_g(-5.25, 5.52268050859363, 8, 8, 6.46142399166004, 9, 9);
    assert_near(effect.value, -0.824674480820006, 1e-13);
    assert_near(effect.interval.low, -1.81656672767827, 1e-13);
    assert_near(effect.interval.high, 0.167217766038261, 1e-13);
    assert_true(isnan(compare_hedges_g(1, 0, 5, 5, 0, 5, 5).value));
    assert_true(isnan(compare_hedges_g(1, 2, 1, 1, 2, 5, 5).value));
}

/* Letter F, then R: fisher.test(matrix(c(yes, reference_yes, no, reference_no), 2))$p.value; 1/84 is Rhodes' isolation by sector (methods.md 1.7). */
static void fisher(void **state)
{
    (void)state;
    assert_near(compare_fisher(7, 13, 12, 13), 0.544563306441539, 1e-12);
    assert_near(compare_fisher(3, 1, 0, 6), 1.0 / 30, 1e-13);
    assert_near(compare_fisher(3, 0, 0, 6), 1.0 / 84, 1e-13);
    assert_near(compare_fisher(0, 6, 3, 0), 1.0 / 84, 1e-13);
    assert_near(compare_fisher(120, 90, 200, 310), 1.19913670942164e-05, 1e-11);
    assert_near(compare_fisher(5000, 4900, 5100, 5050), 0.723977356999674, 1e-9);
    assert_near(compare_fisher(5, 0, 5, 0), 1, 1e-13);
    assert_near(compare_fisher(0, 0, 5, 3), 1, 1e-13);
}

static void fisher_is_symmetric(void **state)
{
    (void)state;
    for (long a = 0; a < 7; a++)
        for (long b = 0; b < 7; b++)
            for (long c = 0; c < 7; c++) {
                double p = compare_fisher(a, b, c, 5);
                assert_true(p > 0 && p <= 1);
                assert_near(compare_fisher(c, 5, a, b), p, 1e-12);
                assert_near(compare_fisher(b, a, 5, c), p, 1e-12);
                assert_near(compare_fisher(a, c, b, 5), p, 1e-12);
            }
}

static void assert_newcombe(double a, double n, double b, double m, double low, double high)
{
    struct interval interval = compare_newcombe(a / n, n, b / m, m);
    assert_near(interval.low, low, 1e-9);
    assert_near(interval.high, high, 1e-9);
}

/* Letter G; the first is in Newcombe (1998) as 0.0524 to 0.3339. */
static void newcombe(void **state)
{
    (void)state;
    assert_newcombe(56, 70, 48, 80, 0.0524314724, 0.333872654);
    assert_newcombe(9, 10, 3, 10, 0.1705227239, 0.8090179735);
    assert_newcombe(7, 20, 12, 25, -0.3804529652, 0.1518505519);
    assert_newcombe(0, 10, 0, 20, -0.1611251581, 0.2775327999);
}

static void assert_holm(double *p, const double *expected, size_t count)
{
    compare_holm(p, count);
    for (size_t i = 0; i < count; i++) {
        if (isnan(expected[i])) assert_true(isnan(p[i]));
        else assert_near(p[i], expected[i], 1e-14);
    }
}

/* Letter H; worked_examples.txt; R: p.adjust(c(.04, NA, .01, .01, .5), "holm"). */
static void holm(void **state)
{
    (void)state;
    assert_holm((double[]){.001, .012, .02, .03, .04, .6}, (const double[]){.006, .06, .08, .09, .09, .6}, 6);
    assert_holm((double[]){.04, NAN, .01, .01, .5}, (const double[]){.08, NAN, .04, .04, .5}, 5);
    assert_holm((double[]){.9, .8}, (const double[]){1, 1}, 2);
    assert_holm((double[]){0}, (const double[]){0}, 1);
    assert_holm((double[]){NAN}, (const double[]){NAN}, 1);
    compare_holm(NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(welch), cmocka_unit_test(change_between_waves), cmocka_unit_test(nothing_to_test), cmocka_unit_test(in_a_design), cmocka_unit_test(hedges),
                                       cmocka_unit_test(fisher), cmocka_unit_test(fisher_is_symmetric), cmocka_unit_test(newcombe), cmocka_unit_test(holm)};
    return cmocka_run_group_tests_name("analyse/compare", tests, start, NULL);
}
