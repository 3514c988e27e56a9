/* Intraclass correlations. Expected values: R (anova, psych::ICC), tests/reference/scales.R, among them vector J of methods.md 3.13; certified F of NIST's one-way sets
 * (www.itl.nist.gov/div898/strd, public domain), the Simon-Lesage sets made from their definition; the rest beside its test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "guard.h"
#include "../../../pipeline/analyse/intraclass.h"
#include "../near.h"
#include "scales.h"

#define COUNT(data) (sizeof(data) / sizeof *(data))
enum { TEAMS = 9 };

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static double expected(const char *name, const char *what)
{
    for (size_t r = 0; r < COUNT(scales_rows); r++)
        if (!strcmp(scales_rows[r].name, name) && !strcmp(scales_rows[r].what, what)) return scales_rows[r].value;
    return NAN;
}

static struct intraclass of(const double *values, const size_t *sizes, size_t count)
{
    struct intraclass_team teams[TEAMS];
    const double *at = values;
    for (size_t t = 0; t < count; t++) {
        teams[t] = intraclass_team_of(at, sizes[t], values[0]);
        at += sizes[t];
    }
    return intraclass_of(teams, count);
}

static void assert_case(const char *name, const struct intraclass *r)
{
    assert_null(r->why);
    assert_near(r->msb, expected(name, "msb"), 1e-12);
    assert_near(r->msw, expected(name, "msw"), 1e-12);
    assert_near(r->n0, expected(name, "n0"), 1e-14);
    assert_near(r->icc1, expected(name, "icc1"), 1e-12);
    assert_near(r->raw, expected(name, "icc1"), 1e-12);
    assert_near(r->icc2, expected(name, "icc2"), 1e-12);
    assert_near(r->f, expected(name, "F"), 1e-12);
    assert_near(r->p, expected(name, "p"), 1e-9);
    assert_near(r->design_effect, expected(name, "deff"), 1e-12);
    assert_near(r->design_effect_unequal, expected(name, "deff unequal"), 1e-12);
}

static const double vector_j[] = {30, 35, 28, 40, 33, 50, 55, 48, 52, 41, 44, 39, 47, 42, 45, 60, 58, 63, 57, 61};
static const size_t sizes_j[] = {5, 4, 6, 5};

static void agrees_with_vector_j(void **state)
{
    (void)state;
    struct intraclass r = of(vector_j, sizes_j, 4);
    assert_case("vector-j", &r);
    assert_near(r.icc1, 0.9195735735, 1e-9); /* as printed there */
    assert_string_equal(r.method, "bootstrap by team, BCa");
    assert_true(r.low < r.icc1 && r.icc1 < r.high);
}

/* The teams the other way round: the same, interval and all. */
static void order_changes_nothing(void **state)
{
    (void)state;
    double turned[20];
    static const size_t sizes[] = {5, 6, 4, 5};
    for (int i = 0; i < 20; i++) turned[i] = vector_j[19 - i];
    struct intraclass r = of(vector_j, sizes_j, 4), other = of(turned, sizes, 4);
    assert_near(other.icc1, r.icc1, 1e-12);
    assert_near(other.low, r.low, 1e-12);
    assert_near(other.high, r.high, 1e-12);
}

/* Shrout and Fleiss (1979), six targets and four judges: ICC(1,1) .17. */
static void agrees_with_psych_on_equal_teams(void **state)
{
    (void)state;
    static const double ratings[] = {9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7};
    static const size_t sizes[] = {4, 4, 4, 4, 4, 4};
    struct intraclass r = of(ratings, sizes, 6);
    assert_case("shrout-fleiss", &r);
    assert_near(r.icc1, expected("shrout-fleiss", "psych icc1"), 1e-12);
    assert_near(r.icc2, expected("shrout-fleiss", "psych icc2"), 1e-12);
    assert_near(r.low, expected("shrout-fleiss", "psych low"), 1e-9);
    assert_near(r.high, expected("shrout-fleiss", "psych high"), 1e-9);
    assert_string_equal(r.method, "F, Searle");
}

/* Nine treatments of `per` values each: the treatment's own, then a tenth below and above in turn, on a large constant. */
static double simon_lesage(double constant, size_t per)
{
    static const double treatments[] = {0.4, 0.3, 0.5, 0.3, 0.5, 0.3, 0.5, 0.3, 0.5};
    static double values[TEAMS * 2001];
    size_t sizes[TEAMS];
    for (size_t t = 0; t < TEAMS; t++) {
        sizes[t] = per;
        for (size_t i = 0; i < per; i++) {
            long tenths = (long)(treatments[t] * 10 + 0.5) + (i == 0 ? 0 : i % 2 ? -1 : 1);
            values[t * per + i] = (constant * 10 + (double)tenths) / 10; /* the double next to the decimal */
        }
    }
    return of(values, sizes, TEAMS).f;
}

/* Certified F: 21, 201, 2001 for 21, 201, 2001 values a treatment, whatever the constant. What is left of 0.1 in a double beside 1,000,000 is its tenth digit, beside
 * 1,000,000,000,000 its fourth: no method gets more from such data than printed here (reliability.md, section 4: 10.2 and 4.2 digits). */
static void certified_f_of_simon_and_lesage(void **state)
{
    (void)state;
    static const double constants[] = {1, 1e6, 1e12}, least[] = {14, 9, 3};
    static const size_t sizes[] = {21, 201, 2001};
    for (int set = 0; set < 3; set++)
        for (int s = 0; s < 3; s++) {
            double f = simon_lesage(constants[set], sizes[s]), certified = (double)sizes[s], off = fabs(f - certified) / certified, digits = off > 0 ? -log10(off) : 16;
            print_message("SmLs0%d: F %.15g, %.1f digits\n", set * 3 + s + 1, f, digits < 15 ? digits : 15);
            assert_true(digits >= least[set]);
        }
}

static void certified_f_of_observed_data(void **state)
{
    (void)state;
    static const double resistance[] = {196.3052, 196.1240, 196.1890, 196.2569, 196.3403, 196.3042, 196.3825, 196.1669, 196.3257, 196.0422, 196.1303, 196.2005, 196.2889, 196.0343, 196.1811, 196.2795, 196.1748, 196.1494, 196.1485,
                                        195.9885, 196.2119, 196.1051, 196.1850, 196.0052, 196.2090};
    static const size_t sizes[] = {5, 5, 5, 5, 5};
    assert_near(of(resistance, sizes, 5).f, 1.18046237440255, 1e-12); /* SiRstv */
}

/* Two teams with the same mean: the mean square between is 0, ICC(1) is -MSW / ((n0 - 1) MSW) = -1 / (3 - 1); 0 is given. */
static void a_negative_one_is_none(void **state)
{
    (void)state;
    static const size_t sizes[] = {3, 3};
    struct intraclass r = of((const double[]){1, 2, 3, 1, 2, 3}, sizes, 2);
    assert_near(r.raw, -0.5, 1e-14);
    assert_near(r.icc1, 0, 0);
    assert_near(r.icc2, 0, 0);
    assert_near(r.design_effect, 1, 0);
    assert_false(signbit(r.icc1) || signbit(r.icc2));
}

/* 6,002 teams of 2 or 3, whose people share 0, 1 or 2 and add -1, 0 or 1 of their own by turns: the jackknife's interval is about that of the half of them, times sqrt 1/2. */
static void many_teams_have_an_interval_too(void **state)
{
    (void)state;
    static struct intraclass_team teams[6002];
    struct intraclass r[2];
    uint32_t state_of = 1;
    for (int t = 0; t < 6002; t++) {
        double values[3];
        for (int i = 0; i < 3; i++) values[i] = t % 3 + (double)((state_of = state_of * 1664525u + 1013904223u) >> 16) / 65536 * 3;
        teams[t] = intraclass_team_of(values, t % 2 ? 2 : 3, 2);
    }
    r[0] = intraclass_of(teams, 3000);
    r[1] = intraclass_of(teams, 6002);
    assert_string_equal(r[0].method, "bootstrap by team, BCa");
    assert_string_equal(r[1].method, "jackknife by team");
    assert_near(r[1].raw, (2.0 / 3) / (2.0 / 3 + 0.75), 0.05); /* variances of 0 1 2, and of an even spread over 3: 9 / 12 */
    assert_near((r[1].high - r[1].low) / (r[0].high - r[0].low), sqrt(0.5), 0.05);
}

static void says_why_there_is_none(void **state)
{
    (void)state;
    static const size_t sizes[] = {2, 2, 2};
    assert_string_equal(of((const double[]){1, 2}, sizes, 1).why, "fewer than two teams of two or more people who answered");
    assert_string_equal(intraclass_of(NULL, 0).why, "fewer than two teams of two or more people who answered");
    assert_string_equal(of((const double[]){7, 7, 7, 7}, sizes, 2).why, "every answer is the same");
    struct intraclass r = of((const double[]){1, 1, 2, 2, 4, 4}, sizes, 3);
    assert_null(r.why);
    assert_near(r.icc1, 1, 1e-14);
    assert_true(isnan(r.f) && isnan(r.p) && isnan(r.low) && isnan(r.high));
    assert_string_equal(r.why_no_interval, "within each team everybody answered the same");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_vector_j), cmocka_unit_test(order_changes_nothing), cmocka_unit_test(agrees_with_psych_on_equal_teams),
                                       cmocka_unit_test(certified_f_of_simon_and_lesage), cmocka_unit_test(certified_f_of_observed_data), cmocka_unit_test(a_negative_one_is_none), cmocka_unit_test(many_teams_have_an_interval_too), cmocka_unit_test(says_why_there_is_none)};
    return cmocka_run_group_tests_name("analyse/intraclass", tests, start, NULL);
}
