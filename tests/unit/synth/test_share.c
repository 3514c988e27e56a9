/* Cuts by hand, and against R 4.2.2 where a distribution is meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "../../../pipeline/synth/share.h"
#include "../../../pipeline/synth/variance.h"
#include <cmocka.h>
#include "near.h"

static void shares_of_any_scale_are_cumulated(void **state)
{
    (void)state;
    double cuts[3];
    assert_true(share_cumulate((const double[]){1, 2, 0, 5}, 4, cuts));
    assert_near(cuts[0], 0.125, 1e-15);
    assert_near(cuts[1], 0.375, 1e-15);
    assert_near(cuts[2], 0.375, 1e-15);
    assert_false(share_cumulate((const double[]){0, 0}, 2, cuts));
}

static void places_are_the_same_for_few_cuts_and_many(void **state)
{
    (void)state;
    double cuts[100];
    for (int i = 0; i < 100; i++) cuts[i] = i;
    for (int count = 0; count <= 100; count++)
        for (int i = -1; i <= 100; i++) assert_int_equal(share_place(cuts, count, i + 0.5), i + 1 < count ? i + 1 : count);
    assert_int_equal(share_place(cuts, 100, 50), 50); /* a value on a cut belongs below it */
}

/* R 4.2.2: qnorm(plnorm(24.5, log(25), 0.45)) is the cut between 24 and 25. */
static void numbers_are_cut_half_way_between_their_cells(void **state)
{
    (void)state;
    double cuts[100];
    share_lognormal(25, 0.45, 0, 1, 100, cuts);
    assert_near(cuts[24], -0.04489490515, 1e-9);
    share_normal(10, 2, 0, 0.5, 40, cuts);
    assert_near(cuts[20], 0.125, 1e-12); /* between 10 and 10.5 */
    share_lognormal(25, 0.45, -1, 1, 100, cuts);
    assert_true(isinf(cuts[0]) && cuts[0] < 0); /* nothing at or below 0 */
}

/* By hand: b = 0.6 a + own, so its own part has variance 0.64; c = 0.5 a + 0.5 b has loads with variance (0.5 + 0.3)^2 + (0.4)^2 = 0.8. */
static void loads_leave_the_rest_to_noise(void **state)
{
    (void)state;
    static const struct load on_a[] = {{0, 0.6}}, on_both[] = {{0, 0.5}, {1, 0.5}}, too_much[] = {{0, 0.9}, {1, 0.6}};
    struct factor factors[2] = {{.wave = 0}, {.wave = sqrt(0.5), .propensity = {.loads = on_a, .load_count = 1}}};
    struct propensity both = {.loads = on_both, .load_count = 2}, more = {.loads = too_much, .load_count = 2};
    assert_true(variance_factor(factors, 0) && variance_factor(factors, 1));
    assert_near(factors[0].propensity.noise, 1, 1e-15);
    assert_near(factors[1].propensity.noise, 0.8, 1e-15);
    assert_true(variance_propensity(factors, 2, &both, false));
    assert_near(both.noise, sqrt(0.2), 1e-12);
    assert_true(variance_propensity(factors, 2, &both, true)); /* half of b's own part does not last: 0.64 + 0.08 */
    assert_near(both.noise, sqrt(0.28), 1e-12);
    assert_false(variance_propensity(factors, 2, &more, false));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shares_of_any_scale_are_cumulated), cmocka_unit_test(places_are_the_same_for_few_cuts_and_many),
                                       cmocka_unit_test(numbers_are_cut_half_way_between_their_cells), cmocka_unit_test(loads_leave_the_rest_to_noise)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
