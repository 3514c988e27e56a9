/* Sums and products of a scale's questions: worked by hand beside each test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "chunk.h"
#include "../../../pipeline/score/moments.h"
#include "../near.h"

enum { NA = CODE_MISSING + REASON_NO_ANSWER, ALL_CODES = 256 };

static double scores[ALL_CODES], reversed[ALL_CODES];

static int spread_scores(void **state)
{
    (void)state;
    for (int c = 0; c < ALL_CODES; c++) {
        scores[c] = c < 3 ? c + 1 : (double)NAN; /* 1 2 3; the fourth category is not scored */
        reversed[c] = c < 3 ? 3 - c : (double)NAN;
    }
    return 0;
}

static void assert_moments(const struct moments *moments, long n, const double *sums, const double *products)
{
    assert_int_equal(moments->n, n);
    for (int i = 0; i < moments->items; i++) {
        assert_near(moments->sums[i], sums[i], 0);
        for (int other = 0; other <= i; other++) assert_near(moments->products[i * moments->items + other], products[i * moments->items + other], 0);
    }
}

/* Complete: rows 0 (1, 3), 3 (3, 1), 4 (2, 2), 5 (1, 3); the others lack an answer or have one without a score. Less 1 and 3: (0, 0) (2, -2) (1, -1) (0, 0). */
static void adds_up_complete_cases(void **state)
{
    (void)state;
    static const uint8_t first[] = {0, NA, 1, 2, 1, 0, 2}, second[] = {0, 1, NA, 2, 1, 0, 3};
    const struct view views[] = {{.kind = VIEW_CODES, .data = first, .scores = scores}, {.kind = VIEW_CODES, .data = second, .scores = reversed}};
    struct moments moments = {.items = 2};
    moments_begin(&moments);
    moments_add_chunk(&moments, views, 7);
    assert_near(moments.shifts[0], 1, 0);
    assert_near(moments.shifts[1], 3, 0);
    assert_moments(&moments, 4, (const double[]){3, -3}, (const double[]){5, 0, -5, 5});
    assert_int_equal(moments.pairs[0], 2); /* 1 3, 2 1: each a pair */
    /* both answered are rows 0 3 4 5 alone; of one alone row 2 (2) for the first, row 1 (2) for the second: 2 - 1 and 2 - 3; row 6 is (3, nothing): 3 - 1 */
    assert_int_equal(moments.pair_n[2], 0);
    assert_int_equal(moments.pair_n[0], 2);
    assert_int_equal(moments.pair_n[3], 1);
    assert_near(moments.pair_sums[0], 3, 0);
    assert_near(moments.pair_products[0], 5, 0);
    assert_near(moments.pair_sums[3], -1, 0);
    assert_near(moments.pair_products[3], 1, 0);
    moments_add_chunk(&moments, views, 7); /* chunks add up, with the same shift */
    assert_moments(&moments, 8, (const double[]){6, -6}, (const double[]){10, 0, -10, 10});
    moments_end(&moments);
}

/* Rows (1, 2, -), (3, -, 1), (2, 3, 2), (-, 1, 3): complete is the third alone. Less 1, 2 and 1: of the first two 2 people answered both, of whom one all; what that one
 * left to others is (0, 0); of the first and third (2, 0); of the last two (-1, 2). */
static void adds_up_pairs(void **state)
{
    (void)state;
    static const uint8_t a[] = {0, 2, 1, NA}, b[] = {1, NA, 2, 0}, c[] = {NA, 0, 1, 2};
    const struct view views[] = {{.kind = VIEW_CODES, .data = a, .scores = scores}, {.kind = VIEW_CODES, .data = b, .scores = scores}, {.kind = VIEW_CODES, .data = c, .scores = scores}};
    struct moments moments = {.items = 3};
    moments_begin(&moments);
    moments_add_chunk(&moments, views, 4);
    assert_moments(&moments, 1, (const double[]){1, 1, 1}, (const double[]){1, 0, 0, 1, 1, 0, 1, 1, 1});
    static const struct { size_t at, turned; long n; double product, sum, other; } pairs[] = {{3, 1, 1, 0, 0, 0}, {6, 2, 1, 0, 0, 2}, {7, 5, 1, -2, 2, -1}};
    for (size_t p = 0; p < 3; p++) {
        assert_int_equal(moments.pair_n[pairs[p].at], pairs[p].n);
        assert_near(moments.pair_products[pairs[p].at], pairs[p].product, 0);
        assert_near(moments.pair_sums[pairs[p].at], pairs[p].sum, 0);
        assert_near(moments.pair_sums[pairs[p].turned], pairs[p].other, 0);
    }
    moments_end(&moments);
}

/* Numbers and a measure in thirds: rows (10, 1), (20, 4/3). */
static void takes_numbers_as_they_are(void **state)
{
    (void)state;
    static const int16_t whole[] = {10, 20, INT16_MIN};
    static const int32_t thirds[] = {3, 4, 5};
    const struct view views[] = {{.kind = VIEW_INT16, .data = whole, .fraction = {1, 1}}, {.kind = VIEW_INT32, .data = thirds, .fraction = {1, 3}}};
    struct moments moments = {.items = 2};
    moments_begin(&moments);
    moments_add_chunk(&moments, views, 3);
    assert_int_equal(moments.n, 2);
    assert_near(moments.sums[0], 10, 0);
    assert_near(moments.sums[1], 1.0 / 3, 1e-15);
    assert_near(moments.products[2], 10.0 / 3, 1e-15);
    moments_end(&moments);
}

/* 1000 people, many blocks, each third one without an answer: of people 0 to 999 not divisible by 3 there are 666; their answers 1, 2, 1, 2 ... */
static void goes_on_over_blocks(void **state)
{
    (void)state;
    static uint8_t some[1000], all[1000];
    long twos = 0;
    for (int p = 0; p < 1000; p++) {
        some[p] = p % 3 ? p & 1 : NA;
        all[p] = p < 999; /* but for the last all the same */
        twos += p % 3 && (p & 1);
    }
    const struct view views[] = {{.kind = VIEW_CODES, .data = some, .scores = scores}, {.kind = VIEW_CODES, .data = all, .scores = scores}};
    struct moments moments = {.items = 2};
    moments_begin(&moments);
    moments_add_chunk(&moments, views, 1000);
    assert_int_equal(moments.n, 666);
    assert_near(moments.shifts[0], 2, 0); /* person 1 */
    assert_near(moments.sums[0], (double)(twos - 666), 0);
    assert_near(moments.products[0], (double)(666 - twos), 0);
    assert_near(moments.sums[1], 0, 0); /* 999 is divisible by 3 */
    assert_int_equal(moments.pairs[1], 0);
    assert_in_range(moments.pairs[0], 166, 333); /* 333 of each: no fewer than half of them */
    moments_end(&moments);
}

/* Of 300 people in the order of their answers, 4 gave another one: 4 pairs wherever they stand. Of 290 and 10: 10. */
static void counts_pairs_who_differ(void **state)
{
    (void)state;
    static uint8_t answers[2][300];
    for (int p = 0; p < 300; p++) {
        answers[0][p] = p < 4;
        answers[1][p] = p >= 290;
    }
    const struct view views[] = {{.kind = VIEW_CODES, .data = answers[0], .scores = scores}, {.kind = VIEW_CODES, .data = answers[1], .scores = scores}};
    struct moments moments = {.items = 2};
    moments_begin(&moments);
    moments_add_chunk(&moments, views, 300);
    assert_int_equal(moments.pairs[0], 4);
    assert_int_equal(moments.pairs[1], 10);
    for (int i = 0; i < 100; i++) moments_add_chunk(&moments, views, 300);
    assert_int_equal(moments.pairs[1], 1010);
    moments_end(&moments);
}

static void pairs_have_a_limit(void **state)
{
    (void)state;
    static uint8_t answers[30000];
    for (int p = 0; p < 30000; p++) answers[p] = (uint8_t)(p % 2);
    const struct view views[] = {{.kind = VIEW_CODES, .data = answers, .scores = scores}};
    struct moments moments = {.items = 1};
    moments_begin(&moments);
    moments_add_chunk(&moments, views, 30000);
    assert_int_equal(moments.pairs[0], MOMENTS_PAIRS_LIMIT);
    assert_int_equal(moments.n, 30000);
    moments_end(&moments);
}

/* Answers with a large offset: 1e12 and 1e12 - 1; less the first they are 0 and -1, and nothing is lost. */
static void keeps_its_precision(void **state)
{
    (void)state;
    static double large[1000];
    for (int p = 0; p < 1000; p++) large[p] = 1e12 - p % 2;
    const struct view views[] = {{.kind = VIEW_REAL, .data = large}, {.kind = VIEW_REAL, .data = large}};
    struct moments moments = {.items = 2};
    moments_begin(&moments);
    moments_add_chunk(&moments, views, 1000);
    assert_moments(&moments, 1000, (const double[]){-500, -500}, (const double[]){500, 0, 500, 500});
    moments_end(&moments);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(adds_up_complete_cases), cmocka_unit_test(adds_up_pairs), cmocka_unit_test(takes_numbers_as_they_are), cmocka_unit_test(goes_on_over_blocks), cmocka_unit_test(counts_pairs_who_differ),
                                       cmocka_unit_test(pairs_have_a_limit), cmocka_unit_test(keeps_its_precision)};
    return cmocka_run_group_tests_name("score/moments", tests, spread_scores, NULL);
}
