/* Tables of groups by answers. Sources: test_vectors.txt, letter F; R 4.2.2 chisq.test and fisher.test (tests/reference/classical.R); survey 4.1.1 svychisq. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../../include/guard.h"
#include "../../../pipeline/analyse/compare.h"
#include "../../../pipeline/analyse/contingency.h"
#include "../../reference/classical.h"
#include "../near.h"

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static void same(double actual, double expected, double tolerance)
{
    if (isnan(expected)) assert_true(isnan(actual));
    else if (isinf(expected)) assert_true(isinf(actual));
    else if (fabs(expected) < 1e-20) assert_true(fabs(actual) < 1e-20); /* 0, but for the rounding of both */
    else assert_near(actual, expected, tolerance);
}

static void fourfold(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof classical_fourfold / sizeof *classical_fourfold; i++) {
        const struct classical_fourfold *f = &classical_fourfold[i];
        double counts[4];
        memcpy(counts, f->counts, sizeof counts);
        struct table table = {counts, 2, 2};
        const long n[4] = {(long)counts[0], (long)counts[1], (long)counts[2], (long)counts[3]};
        same(contingency_chi_square(&table, true).statistic, f->corrected, 1e-11);
        same(contingency_chi_square(&table, true).p, f->corrected_p, 1e-11);
        same(contingency_chi_square(&table, false).statistic, f->plain, 1e-11);
        same(contingency_chi_square(&table, false).p, f->plain_p, 1e-11);
        same(compare_fisher(n[0], n[1], n[2], n[3]), f->fisher, 1e-11);
        struct odds conditional = contingency_conditional(n[0], n[1], n[2], n[3]), odds = contingency_odds(&table);
        same(conditional.ratio, f->conditional, 1e-9);
        same(conditional.interval.low, f->low, 1e-9);
        same(conditional.interval.high, f->high, 1e-9);
        same(odds.ratio, f->ratio, 1e-12);
        same(odds.interval.low, f->woolf_low, 1e-12);
        same(odds.interval.high, f->woolf_high, 1e-12);
        same(contingency_freeman_halton(&table), f->fisher, 1e-11);
    }
}

static void several(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof classical_tables / sizeof *classical_tables; i++) {
        const struct classical_table *t = &classical_tables[i];
        double counts[24];
        memcpy(counts, t->counts, sizeof counts);
        struct table table = {counts, t->rows, t->columns};
        struct chi_square test = contingency_chi_square(&table, true); /* Yates is not for these */
        double n = contingency_total(&table);
        same(test.statistic, t->statistic, 1e-11);
        same(test.df, t->df, 1e-15);
        same(test.p, t->p, 1e-11);
        same(contingency_cramer(test.statistic, n, t->rows, t->columns), t->v, 1e-11);
        same(contingency_cramer_corrected(test.statistic, n, t->rows, t->columns), t->v_corrected, 1e-9);
        same(contingency_freeman_halton(&table), t->exact, 1e-9);
    }
}

/* Letter F as printed there; the conditional odds ratio stands there as R's uniroot leaves it, 1e-4 off. */
static void letter_f(void **state)
{
    (void)state;
    double counts[] = {12, 9, 6, 5, 14, 10}, fourfold_counts[] = {7, 13, 12, 13};
    struct table table = {counts, 2, 3}, two = {fourfold_counts, 2, 2};
    struct chi_square test = contingency_chi_square(&table, false);
    assert_near(test.statistic, 4.904136167, 1e-9);
    assert_near(test.p, .08611530856, 1e-9);
    assert_near(contingency_cramer(test.statistic, 56, 2, 3), .2959288092, 1e-9);
    assert_near(contingency_cramer_corrected(test.statistic, 56, 2, 3), .2283824889, 1e-9);
    assert_near(contingency_freeman_halton(&table), .1048995979, 1e-9);
    assert_near(contingency_chi_square(&two, true).statistic, .3290738866, 1e-9);
    assert_near(contingency_chi_square(&two, true).p, .5662049267, 1e-9);
    assert_near(contingency_chi_square(&two, false).p, .3802984746, 1e-9);
    assert_near(contingency_odds(&two).ratio, .5833333333, 1e-9);
    struct odds odds = contingency_conditional(7, 13, 12, 13);
    assert_near(odds.ratio, .590416618, 1e-4);
    assert_near(odds.interval.low, .1452361412, 1e-3);
    assert_near(odds.interval.high, 2.272782127, 1e-3);
}

static void rao_scott(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof classical_rao_scotts / sizeof *classical_rao_scotts; i++) {
        const struct classical_rao_scott *r = &classical_rao_scotts[i];
        double shares[12];
        memcpy(shares, r->shares, sizeof shares);
        struct table table = {shares, r->rows, r->columns};
        struct rao_scott test = contingency_rao_scott(&table, r->covariance, r->n, r->teams);
        same(test.f, r->f, 1e-10);
        same(test.df, r->df, 1e-10);
        same(test.df_rest, r->df * r->teams, 1e-10);
        same(test.p, r->p, 1e-9);
        same(test.first_p, r->first_p, 1e-9);
        assert_true(isnan(contingency_rao_scott(&table, r->covariance, r->n, 0).p));
    }
}

static void odd_tables(void **state)
{
    (void)state;
    double counts[] = {3, 0, 5, 0, 0, 0, 2, 0, 7};
    struct table table = {counts, 3, 3};
    contingency_squeeze(&table);
    assert_int_equal(table.rows, 2);
    assert_int_equal(table.columns, 2);
    assert_near(counts[2], 2, 0);
    assert_near(counts[3], 7, 0);
    double one[] = {4, 0, 6, 0};
    struct table column = {one, 2, 2};
    contingency_squeeze(&column);
    assert_true(isnan(contingency_chi_square(&column, true).p));
    assert_true(isnan(contingency_freeman_halton(&column)));
    assert_true(isnan(contingency_cramer_corrected(0, 10, 2, 1)));
    double many[20]; /* more tables than can be listed: none is guessed */
    for (int i = 0; i < 20; i++) many[i] = 40 + i;
    struct table large = {many, 4, 5};
    assert_true(isnan(contingency_freeman_halton(&large)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fourfold), cmocka_unit_test(several), cmocka_unit_test(letter_f), cmocka_unit_test(rao_scott), cmocka_unit_test(odd_tables)};
    return cmocka_run_group_tests_name("analyse/contingency", tests, start, NULL);
}
