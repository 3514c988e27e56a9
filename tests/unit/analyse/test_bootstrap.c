/* BCa intervals by drawing teams. Expected values: boot of R given the same replicates, tests/reference/scales.R; methods.md 3.16, vector R; the authors' published
 * first numbers of the generators; the rest beside its test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "guard.h"
#include "../../../pipeline/analyse/bootstrap.h"
#include "../near.h"
#include "scales.h"

#define COUNT(data) (sizeof(data) / sizeof *(data))

static const double vector_r[] = {15, 18, 22, 22, 25, 30, 30, 28};

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

/* splitmix64 of the seed 1234567: 6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431 (Vigna's splitmix64.c; Rosetta Code prints them).
 * xoshiro256** from the state 1 2 3 4, by its definition: rotl(2 * 5, 7) * 9 = 11520; then s1 = 0: 0; then rotl(262149 * 5 ...), as rand_xoshiro's test has it. */
static void generators_are_the_published_ones(void **state)
{
    (void)state;
    static const uint64_t words[] = {6457827717110365317u, 3203168211198807973u, 9817491932198370423u, 4593380528125082431u}, numbers[] = {11520, 0, 1509978240, 1215971899390074240};
    struct bootstrap_stream stream = bootstrap_stream(1234567);
    for (int i = 0; i < 4; i++) assert_true(stream.state[i] == words[i]);
    stream = (struct bootstrap_stream){{1, 2, 3, 4}};
    for (int i = 0; i < 4; i++) assert_true(bootstrap_next(&stream) == numbers[i]);
}

/* 60,000 draws of six: each about 10,000 times (sd 91), none beyond. */
static void draws_are_even(void **state)
{
    (void)state;
    struct bootstrap_stream stream = bootstrap_stream(1);
    int counts[6] = {0};
    for (int i = 0; i < 60000; i++) {
        uint32_t drawn = bootstrap_below(&stream, 6);
        assert_in_range(drawn, 0, 5);
        counts[drawn]++;
    }
    for (int i = 0; i < 6; i++) assert_in_range(counts[i], 9600, 10400);
    for (int i = 0; i < 100; i++) assert_int_equal(bootstrap_below(&stream, 1), 0);
}

static void limits_are_those_of_boot(void **state)
{
    (void)state;
    double replicates[COUNT(bca_replicates)], acceleration = bootstrap_acceleration(bca_jackknife, COUNT(bca_jackknife));
    memcpy(replicates, bca_replicates, sizeof replicates);
    assert_near(acceleration, expected("bca-correlation", "acceleration"), 1e-12);
    struct bootstrap_limits limits = bootstrap_limits(replicates, COUNT(replicates), expected("bca-correlation", "statistic"), acceleration);
    assert_near(limits.low, expected("bca-correlation", "low"), 1e-9);
    assert_near(limits.high, expected("bca-correlation", "high"), 1e-9);
    assert_false(limits.percentile);
}

static double mean_of(const void *context, const uint32_t *times)
{
    const double *values = context;
    double sum = 0, count = 0;
    for (int i = 0; i < 8; i++) sum += times[i] * values[i], count += times[i];
    return sum / count;
}

/* methods.md: acceleration -.01622812025 exactly; BCa 19.75 to 26.875, which boot's own seeds 1 to 20 give as 19.625 to 20 and 26.875 to 27.125. */
static void agrees_with_vector_r(void **state)
{
    (void)state;
    double jackknife[8];
    for (int i = 0; i < 8; i++) jackknife[i] = (190 - vector_r[i]) / 7;
    assert_near(bootstrap_acceleration(jackknife, 8), -0.01622812025, 1e-9);
    assert_near(bootstrap_acceleration(jackknife, 8), expected("vector-r", "acceleration"), 1e-12);
    struct bootstrap_result result = bootstrap_teams(8, mean_of, vector_r), again = bootstrap_teams(8, mean_of, vector_r);
    assert_near(result.value, 23.75, 1e-14);
    assert_true(result.low >= expected("vector-r", "lowest low") && result.low <= expected("vector-r", "highest low"));
    assert_true(result.high >= expected("vector-r", "lowest high") && result.high <= expected("vector-r", "highest high"));
    assert_string_equal(result.method, "bootstrap by team, BCa");
    assert_near(again.low, result.low, 0);
    assert_near(again.high, result.high, 0);
}

/* All replicates above the statistic: plain percentiles. Of 1 to 39, (39 + 1) * 0.025 = 1 and 39. */
static void says_when_there_is_no_correction(void **state)
{
    (void)state;
    double replicates[39];
    for (int i = 0; i < 39; i++) replicates[i] = 39 - i;
    struct bootstrap_limits limits = bootstrap_limits(replicates, 39, 0, 0.1);
    assert_true(limits.percentile);
    assert_near(limits.low, 1, 1e-12);
    assert_near(limits.high, 39, 1e-12);
    /* of those equal to the statistic half are below it: here all, so no bias at all, and the same percentiles */
    for (int i = 0; i < 39; i++) replicates[i] = 5;
    limits = bootstrap_limits(replicates, 39, 5, 0);
    assert_false(limits.percentile);
    assert_near(limits.low, 5, 0);
    assert_near(limits.high, 5, 0);
}

static double never(const void *context, const uint32_t *times)
{
    (void)context;
    return times[0] ? 1 : (double)NAN;
}

static void says_why_there_is_none(void **state)
{
    (void)state;
    assert_string_equal(bootstrap_teams(2, never, NULL).why, "too few teams to draw from");
    assert_string_equal(bootstrap_teams(5, never, NULL).why, "without one of the teams it has no value");
}

/* Of a mean the jackknife's variance is s^2 / n: of vector R s = 5.522680509 (methods.md, B), n 8, t(7) 2.364624252: 23.75 -+ 4.617055. */
static void jackknife_of_a_mean_is_the_textbook(void **state)
{
    (void)state;
    double values[8];
    for (int i = 0; i < 8; i++) values[i] = (190 - vector_r[i]) / 7;
    struct bootstrap_result result = bootstrap_jackknife(23.75, values, 8);
    assert_near(result.high - 23.75, 2.364624252 * 5.522680509 / sqrt(8), 1e-9);
    assert_near(23.75 - result.low, result.high - 23.75, 1e-12);
    assert_string_equal(result.method, "jackknife by team");
    values[3] = NAN;
    assert_string_equal(bootstrap_jackknife(23.75, values, 8).why, "without one of the teams it has no value");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(generators_are_the_published_ones), cmocka_unit_test(draws_are_even), cmocka_unit_test(limits_are_those_of_boot), cmocka_unit_test(agrees_with_vector_r),
                                       cmocka_unit_test(says_when_there_is_no_correction), cmocka_unit_test(says_why_there_is_none), cmocka_unit_test(jackknife_of_a_mean_is_the_textbook)};
    return cmocka_run_group_tests_name("analyse/bootstrap", tests, start, NULL);
}
