/* Nice ticks against worked cases of Heckbert (Graphics Gems, 1990) and by hand; labels moved apart, by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "../../../pipeline/chart/axis.h"

static void ticks_are_nice_and_enclose(void **state)
{
    (void)state;
    static const struct { double low, high; int intervals; double axis_low, axis_high, step; int ticks, decimals; } cases[] = {
        {0, 100, 5, 0, 100, 20, 6, 0},   {33.5, 75.5, 5, 30, 80, 10, 6, 0},      {105, 543, 4, 0, 600, 200, 4, 0}, /* Heckbert's own example has 100 to 600 at 5 ticks of 100; coarser here */
        {-15.3, 11.3, 5, -20, 20, 10, 5, 0}, {0.011, 0.048, 5, 0.01, 0.05, 0.01, 5, 2}, {3, 3, 5, 2, 4, 0.5, 5, 1},       {1.02, 1.9, 5, 1.0, 2.0, 0.2, 6, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct axis axis = axis_nice(cases[i].low, cases[i].high, cases[i].intervals);
        assert_true(fabs(axis.low - cases[i].axis_low) < 1e-12 && fabs(axis.high - cases[i].axis_high) < 1e-9);
        assert_true(fabs(axis.step - cases[i].step) < 1e-12);
        assert_int_equal(axis.ticks, cases[i].ticks);
        assert_int_equal(axis.decimals, cases[i].decimals);
        assert_true(fabs(axis_tick(&axis, axis.ticks - 1) - axis.high) < 1e-9);
    }
    struct axis around = axis_nice(-20, 20, 4);
    assert_false(signbit(axis_tick(&around, 2))); /* no -0 */
}

static void any_range_is_enclosed(void **state)
{
    (void)state;
    for (int exponent = -6; exponent <= 9; exponent++)
        for (int i = 1; i < 200; i++) {
            double low = (i * 37 % 101 - 50) * pow(10, exponent), high = low + i * pow(10, exponent) / 7;
            struct axis axis = axis_nice(low, high, 5);
            assert_true(axis.low <= low + axis.step * 1e-6 && axis.high >= high - axis.step * 1e-6);
            assert_in_range(axis.ticks, 2, 12);
        }
}

static void labels_move_apart_evenly(void **state)
{
    (void)state;
    double apart[] = {10, 100}, sizes[] = {34, 34};
    axis_spread(apart, sizes, 2, 6, -8, 300);
    assert_true(apart[0] == 10 && apart[1] == 100);
    double near[] = {100, 110};
    axis_spread(near, sizes, 2, 6, 0, 300); /* 40 apart, the mean kept: 85 and 125 */
    assert_true(fabs(near[0] - 85) < 1e-9 && fabs(near[1] - 125) < 1e-9);
    double edge[] = {290, 295};
    axis_spread(edge, sizes, 2, 6, 0, 300); /* last may reach 283, so the first stands at 243 */
    assert_true(fabs(edge[0] - 243) < 1e-9 && fabs(edge[1] - 283) < 1e-9);
    double top[] = {2, 3};
    axis_spread(top, sizes, 2, 6, 0, 300);
    assert_true(fabs(top[0] - 17) < 1e-9 && fabs(top[1] - 57) < 1e-9);
    axis_spread(top, sizes, 0, 6, 0, 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ticks_are_nice_and_enclose), cmocka_unit_test(any_range_is_enclosed), cmocka_unit_test(labels_move_apart_evenly)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
