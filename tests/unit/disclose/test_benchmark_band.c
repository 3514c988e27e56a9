/* Bands of a benchmark. The vectors of the Indicator Tool: its scoring rule, worked by hand from raw answers; cut-offs and the colour rule (red below the 20th
 * percentile, yellow to below the 50th, aqua to below the 80th, green from there; a tie takes the better band) as an unverified third party gives them
 * ("indicative 2007 norms"), which is why none is built in. The rest: by hand. */
#include "../../../pipeline/disclose/benchmark_band.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static const double demands[] = {3.32, 3.71, 4.17}, role[] = {3.91, 4.32, 4.71}, relationships[] = {3.62, 4.00, 4.49};

static void the_vectors_of_the_tool(void **state)
{
    (void)state;
    assert_int_equal(benchmark_band(3.0, demands, BETTER_HIGHER), BENCHMARK_LOWEST); /* all Sometimes: red */
    assert_int_equal(benchmark_band(2.375, demands, BETTER_HIGHER), BENCHMARK_LOWEST); /* 19/8: red */
    assert_int_equal(benchmark_band(4.5, role, BETTER_HIGHER), BENCHMARK_ABOVE); /* 18/4: aqua */
    assert_int_equal(benchmark_band(4.5, relationships, BETTER_HIGHER), BENCHMARK_HIGHEST); /* green */
}

static void a_tie_takes_the_better_band(void **state)
{
    (void)state;
    for (int i = 0; i < BENCHMARK_EDGES; i++) {
        assert_int_equal(benchmark_band(demands[i], demands, BETTER_HIGHER), BENCHMARK_BELOW + i);
        assert_int_equal(benchmark_band(demands[i], demands, BETTER_LOWER), BENCHMARK_LOWEST + i);
        assert_int_equal(benchmark_band(demands[i], demands, BETTER_NEITHER), BENCHMARK_BELOW + i);
        assert_int_equal(benchmark_band(demands[i] - 0.01, demands, BETTER_HIGHER), BENCHMARK_LOWEST + i);
        assert_int_equal(benchmark_band(demands[i] + 0.01, demands, BETTER_LOWER), BENCHMARK_BELOW + i);
    }
    const double tied[] = {3, 3, 4.95}; /* coarse items have percentiles that are equal */
    assert_int_equal(benchmark_band(3, tied, BETTER_HIGHER), BENCHMARK_ABOVE);
    assert_int_equal(benchmark_band(3, tied, BETTER_LOWER), BENCHMARK_LOWEST);
}

static void favour_follows_the_direction(void **state)
{
    (void)state;
    for (int band = 1; band <= 4; band++) {
        assert_int_equal(benchmark_favour((enum benchmark_band)band, BETTER_HIGHER), band);
        assert_int_equal(benchmark_favour((enum benchmark_band)band, BETTER_LOWER), 5 - band);
        assert_int_equal(benchmark_favour((enum benchmark_band)band, BETTER_NEITHER), 0);
    }
    assert_int_equal(benchmark_favour(BENCHMARK_NO_BAND, BETTER_LOWER), 0);
}

static void an_interval_that_straddles(void **state)
{
    (void)state;
    /* 3.6 (3.3 to 3.8): the interval covers the 20th percentile, 3.32, and the 50th, 3.71 */
    assert_int_equal(benchmark_band(3.3, demands, BETTER_HIGHER), BENCHMARK_LOWEST);
    assert_int_equal(benchmark_band(3.6, demands, BETTER_HIGHER), BENCHMARK_BELOW);
    assert_int_equal(benchmark_band(3.8, demands, BETTER_HIGHER), BENCHMARK_ABOVE);
}

static void a_side_needs_an_interval_that_leaves_the_value_out(void **state)
{
    (void)state;
    assert_int_equal(benchmark_side(3.1, 3.5, 3.0), BENCHMARK_SIDE_ABOVE);
    assert_int_equal(benchmark_side(3.1, 3.5, 3.6), BENCHMARK_SIDE_BELOW);
    assert_int_equal(benchmark_side(3.1, 3.5, 3.3), BENCHMARK_SIDE_UNCLEAR);
    assert_int_equal(benchmark_side(3.1, 3.5, 3.1), BENCHMARK_SIDE_UNCLEAR);
    assert_int_equal(benchmark_side(3.1, 3.5, 3.5), BENCHMARK_SIDE_UNCLEAR);
    assert_int_equal(benchmark_side(-1, 1, 0), BENCHMARK_SIDE_UNCLEAR);
}

static void what_is_not_there_gives_nothing(void **state)
{
    (void)state;
    const double none = (double)NAN, holed[] = {3.32, none, 4.17}, empty[] = {none, none, none};
    assert_int_equal(benchmark_band(none, demands, BETTER_HIGHER), BENCHMARK_NO_BAND);
    assert_int_equal(benchmark_band(3, holed, BETTER_LOWER), BENCHMARK_NO_BAND);
    assert_int_equal(benchmark_band(3, empty, BETTER_LOWER), BENCHMARK_NO_BAND);
    assert_int_equal(benchmark_side(none, 3, 2), BENCHMARK_NO_SIDE);
    assert_int_equal(benchmark_side(1, none, 2), BENCHMARK_NO_SIDE);
    assert_int_equal(benchmark_side(1, 3, none), BENCHMARK_NO_SIDE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_vectors_of_the_tool), cmocka_unit_test(a_tie_takes_the_better_band), cmocka_unit_test(favour_follows_the_direction),
                                       cmocka_unit_test(an_interval_that_straddles), cmocka_unit_test(a_side_needs_an_interval_that_leaves_the_value_out),
                                       cmocka_unit_test(what_is_not_there_gives_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
