/* The generator and the normal quantile against published values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "../../../pipeline/synth/normal.h"
#include "../../../pipeline/synth/stream.h"
#include <cmocka.h>
#include "near.h"

/* Rosetta Code, "Pseudo-random numbers/Splitmix64": the first five for seed 1234567. */
static void splitmix_gives_the_published_numbers(void **state)
{
    (void)state;
    static const uint64_t published[] = {UINT64_C(6457827717110365317), UINT64_C(3203168211198807973), UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
                                         UINT64_C(16408922859458223821)};
    struct stream stream = {1234567};
    for (int i = 0; i < 5; i++) assert_true(stream_next(&stream) == published[i]);
}

/* The test values of the FNV authors, FNV-1a 64 bits: the empty string, "a", "foobar". */
static void names_are_hashed_by_fnv(void **state)
{
    (void)state;
    assert_true(stream_hash("") == UINT64_C(0xcbf29ce484222325));
    assert_true(stream_hash("a") == UINT64_C(0xaf63dc4c8601ec8c));
    assert_true(stream_hash("foobar") == UINT64_C(0x85944171f73967e8));
}

/* Wichura (1988), the values that his paper gives to check PPND16; and R 4.2.2, qnorm(c(0.92, 0.51, 1e-300)). */
static void quantiles_are_those_of_the_paper_and_of_r(void **state)
{
    (void)state;
    assert_near(normal_quantile(0.25), -0.6744897501960817, 1e-15);
    assert_near(normal_quantile(0.001), -3.090232306167814, 1e-15);
    assert_near(normal_quantile(1e-20), -9.262340089798408, 1e-15);
    assert_near(normal_quantile(0.92), 1.4050715603096327, 1e-15);
    assert_near(normal_quantile(0.51), 0.025068908258711057, 1e-13); /* 0.51 - 0.5 has lost a digit and a half */
    assert_near(normal_quantile(1e-300), -37.0470962993612005, 1e-13);
    assert_true(normal_quantile(0) < -1e300 && normal_quantile(1) > 1e300);
    assert_near(normal_quantile(0.5), 0, 1e-300);
}

/* Mean 0, variance 1, skewness 0, kurtosis 3: a million draws lie within 5 standard errors (1/1000, sqrt 2/1000, sqrt 15/1000, sqrt 96/1000). */
static void normals_have_the_moments(void **state)
{
    (void)state;
    enum { DRAWS = 1000000 };
    struct stream stream = stream_open(stream_key(1, STREAM_PERSON, 2, 3), 4);
    double sums[5] = {0};
    for (int i = 0; i < DRAWS; i++) {
        double z = stream_normal(&stream), power = 1;
        for (int k = 0; k < 5; k++, power *= z) sums[k] += power / DRAWS;
    }
    assert_true(fabs(sums[1]) < 0.005);
    assert_true(fabs(sums[2] - 1) < 0.0071);
    assert_true(fabs(sums[3]) < 0.0194);
    assert_true(fabs(sums[4] - 3) < 0.049);
}

/* 100 bins of 10,000 expected: chi-square with 99 degrees of freedom, R 4.2.2 qchisq(c(0.0001, 0.9999), 99) = 55.0, 160.1. The first draws
 * of neighbouring streams are what synth uses most. */
static void first_draws_of_neighbouring_streams_are_uniform(void **state)
{
    (void)state;
    int counts[100] = {0};
    double chi = 0, products = 0, before = 0;
    for (uint64_t i = 0; i < 1000000; i++) {
        struct stream stream = stream_open(stream_key(7, STREAM_ANSWERS, i, 9), stream_hash("field"));
        double u = stream_uniform(&stream);
        assert_true(u > 0 && u < 1);
        counts[(int)(u * 100)]++;
        products += (u - 0.5) * (before - 0.5);
        before = u;
    }
    for (int i = 0; i < 100; i++) chi += (counts[i] - 10000.0) * (counts[i] - 10000.0) / 10000;
    assert_true(chi > 54.98686 && chi < 160.05574);
    assert_true(fabs(products / 1000000 * 12) < 0.005); /* correlation of neighbours: standard error 1/1000 */
}

static void streams_have_names_of_their_own(void **state)
{
    (void)state;
    uint64_t key = stream_key(1, STREAM_TEAM, 2, 3);
    assert_true(key == stream_key(1, STREAM_TEAM, 2, 3));
    assert_true(key != stream_key(2, STREAM_TEAM, 2, 3));
    assert_true(key != stream_key(1, STREAM_PERSON, 2, 3));
    assert_true(key != stream_key(1, STREAM_TEAM, 3, 2));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(splitmix_gives_the_published_numbers), cmocka_unit_test(names_are_hashed_by_fnv),
                                       cmocka_unit_test(quantiles_are_those_of_the_paper_and_of_r), cmocka_unit_test(normals_have_the_moments),
                                       cmocka_unit_test(first_draws_of_neighbouring_streams_are_uniform), cmocka_unit_test(streams_have_names_of_their_own)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
