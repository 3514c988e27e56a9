/* Rounding at the wall. Expected values: decimal arithmetic by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/disclose/wall.h"

/* Equality as doubles: a released number must print as the decimal that was meant. */
#define EXPECT(expression, expected) assert_true((expression) == (expected))

static void halves_go_away_from_zero(void **state)
{
    (void)state;
    EXPECT(wall_round(2.675, 2), 2.68); /* stored as 2.67499999999999982 */
    EXPECT(wall_round(-2.675, 2), -2.68);
    EXPECT(wall_round(0.05, 1), 0.1);
    EXPECT(wall_round(1.005, 2), 1.01);
    EXPECT(wall_round(2.674999, 2), 2.67);
    EXPECT(wall_round(2.5, 0), 3);
    EXPECT(wall_round(1234567.85, 1), 1234567.9);
    EXPECT(wall_round(66.66666666666667, 1), 66.7);
    EXPECT(wall_round(100, 1), 100);
}

static void zero_has_no_sign(void **state)
{
    (void)state;
    assert_false(signbit(wall_round(-0.04, 1)));
    EXPECT(wall_round(-0.04, 1), 0);
    assert_false(signbit(wall_round(-0.0, 1)));
}

static void a_missing_value_stays_missing(void **state)
{
    (void)state;
    assert_true(isnan(wall_round((double)NAN, 1)));
    assert_true(isnan(wall_p((double)NAN)));
}

static void p_is_never_zero(void **state)
{
    (void)state;
    EXPECT(wall_p(0), 0.0001);
    EXPECT(wall_p(1e-300), 0.0001);
    EXPECT(wall_p(0.00014), 0.0001);
    EXPECT(wall_p(0.00016), 0.0002);
    EXPECT(wall_p(1), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(halves_go_away_from_zero), cmocka_unit_test(zero_has_no_sign),
                                       cmocka_unit_test(a_missing_value_stays_missing), cmocka_unit_test(p_is_never_zero)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
