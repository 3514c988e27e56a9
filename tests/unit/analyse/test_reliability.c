/* Reliability of scales. Expected values: test vector I of methods.md 3.12 (base R 4.2.2, digits by the same calls); psych::alpha 2.2.9 on R's `attitude`
 * (30 departments, 7 questions); the rest by hand beside its test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "guard.h"
#include "../../../pipeline/analyse/reliability.h"
#include "../near.h"
#include "attitude.h"

enum { LIMIT = 10 };

static const double vector_i[] = {4, 3, 4, 5, 2, 2, 3, 2, 5, 4, 5, 4, 3, 3, 2, 3, 1, 2, 1, 2, 4, 5, 4, 4, 3, 2, 3, 4, 2, 1, 2, 1, 5, 5, 4, 5, 3, 4, 3, 3};

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

/* As score adds them up, less an offset; `rows` by people. */
static struct reliability of(const double *rows, int count, long n, double offset, struct reliability_item *items)
{
    double sums[LIMIT] = {0}, products[LIMIT * LIMIT] = {0};
    for (long r = 0; r < n; r++)
        for (int i = 0; i < count; i++) {
            const double *row = rows + r * count;
            sums[i] += row[i] - offset;
            for (int other = 0; other <= i; other++) products[i * count + other] += (row[i] - offset) * (row[other] - offset);
        }
    return reliability_of(n, count, sums, products, items);
}

static void agrees_with_r(void **state)
{
    (void)state;
    static const double total[] = {0.967628922926592, 0.8734790849151253, 0.9023284143094388, 0.9053842129032952}, rest[] = {0.9393364366277243, 0.7690228409206507, 0.833760701999147, 0.8269773187784837},
                        without[] = {0.8769230769230769, 0.9349662162162161, 0.9139871382636656, 0.9149484536082475};
    struct reliability_item items[LIMIT];
    for (int offset = 0; offset <= 4; offset += 4) { /* an offset changes nothing */
        struct reliability r = of(vector_i, 4, 10, offset, items);
        assert_int_equal(r.items, 4);
        assert_near(r.alpha, 0.9315694920790462, 1e-12);
        assert_near(r.standardised, 0.9328379037996188, 1e-12);
        assert_near(r.low, 0.8199692158517626, 1e-12);
        assert_near(r.high, 0.9809090754739613, 1e-12);
        assert_null(r.why);
        for (int i = 0; i < 4; i++) {
            assert_near(items[i].total, total[i], 1e-12);
            assert_near(items[i].rest, rest[i], 1e-12);
            assert_near(items[i].alpha_without, without[i], 1e-12);
            assert_int_equal(items[i].direction, RELIABILITY_WITH);
            assert_null(items[i].why);
        }
    }
}

static void agrees_with_psych(void **state)
{
    (void)state;
    static const double rest[] = {0.6712620572236645, 0.7421097102222385, 0.5607111114802555, 0.7144454981336763, 0.7862755938344, 0.2650343391966761, 0.4608105494684964},
                        without[] = {0.8097602063089214, 0.7969174572741397, 0.8278477659386591, 0.8030309750225744, 0.7953865741982052, 0.8638723114464368, 0.8404648682654573};
    struct reliability_item items[LIMIT];
    struct reliability r = of(attitude, 7, 30, 43, items);
    assert_near(r.alpha, 0.8431427695647599, 1e-12);
    assert_near(r.standardised, 0.8390838030295106, 1e-12);
    assert_near(r.low, 0.7393756856431073, 1e-12);
    assert_near(r.high, 0.9157730721599816, 1e-12);
    for (int i = 0; i < 7; i++) {
        assert_near(items[i].rest, rest[i], 1e-12);
        assert_near(items[i].alpha_without, without[i], 1e-12);
    }
}

/* Vector I with its last question the wrong way round, 6 less the answer; R: alpha -0.0131..., item-rest of the last -0.8269... */
static void finds_what_runs_against(void **state)
{
    (void)state;
    double rows[40];
    struct reliability_item items[LIMIT];
    for (int i = 0; i < 40; i++) rows[i] = i % 4 == 3 ? 6 - vector_i[i] : vector_i[i];
    struct reliability r = of(rows, 4, 10, 0, items);
    assert_near(r.alpha, -0.01313628899835795, 1e-11);
    assert_true(r.low < r.alpha && r.alpha < r.high);
    assert_near(items[3].rest, -0.8269773187784837, 1e-12);
    assert_near(items[0].rest, 0.6756540563608161, 1e-12);
    for (int i = 0; i < 4; i++) assert_int_equal(items[i].direction, i == 3 ? RELIABILITY_AGAINST : RELIABILITY_WITH);
}

/* Equal answers are left out: what is left is vector I without its second question, whose alpha that is above. */
static void leaves_out_what_divides_nobody(void **state)
{
    (void)state;
    double rows[40];
    struct reliability_item items[LIMIT];
    for (int i = 0; i < 40; i++) rows[i] = i % 4 == 1 ? 0.1 : vector_i[i];
    struct reliability r = of(rows, 4, 10, 0, items);
    assert_int_equal(r.items, 3);
    assert_near(r.alpha, 0.9349662162162161, 1e-12);
    assert_true(isnan(items[1].rest) && isnan(items[1].total) && isnan(items[1].alpha_without) && items[1].direction == RELIABILITY_WITH);
    assert_string_equal(items[1].why, "every answer is the same");
    assert_null(items[0].why);
}

static void says_why_there_is_none(void **state)
{
    (void)state;
    struct reliability_item items[LIMIT];
    struct reliability r = of(vector_i, 4, 1, 0, items);
    assert_true(isnan(r.alpha) && isnan(r.low) && isnan(r.high) && isnan(r.standardised));
    assert_string_equal(r.why, "fewer than two people answered all questions");
    assert_string_equal(items[2].why, r.why);
    r = of(vector_i, 4, 0, 0, items);
    assert_string_equal(r.why, "fewer than two people answered all questions");
    r = of((const double[]){1, 5, 2, 5, 4, 5}, 2, 3, 0, items);
    assert_int_equal(r.items, 1);
    assert_true(isnan(r.alpha));
    assert_string_equal(r.why, "fewer than two questions whose answers differ");
    assert_string_equal(items[0].why, r.why);
    assert_string_equal(items[1].why, "every answer is the same");
    r = of((const double[]){1, 4, 2, 3, 4, 1}, 2, 3, 0, items); /* they add up to 5: the variance of the sum is 0 */
    assert_true(isnan(r.alpha) && isnan(r.low));
    assert_string_equal(r.why, "the answers have the same sum for everybody");
    assert_near(items[0].rest, -1, 1e-12);
    assert_true(items[0].direction == RELIABILITY_WEAKLY_AGAINST && isnan(items[0].rest_high) && isnan(items[0].total)); /* three people have no interval */
    of((const double[]){1, 2, 2, 2, 1, 4, 3, 3, 3}, 3, 3, 0, items);
    for (int i = 0; i < 3; i++) assert_true(isnan(items[i].rest_low) && !isnan(items[i].rest) && !strcmp(items[i].why, "fewer than four people answered all questions"));
}

/* Two questions: alpha is 4 cov / variance of the sum. Of (1, 2), (2, 1), (3, 3): cov 0.5, variances 1 and 1, of the sum 3: 2 / 3; r 0.5, standardised the same. */
static void two_questions_have_no_third(void **state)
{
    (void)state;
    struct reliability_item items[LIMIT];
    struct reliability r = of((const double[]){1, 2, 2, 1, 3, 3}, 2, 3, 0, items);
    assert_near(r.alpha, 2.0 / 3, 1e-14);
    assert_near(r.standardised, 2.0 / 3, 1e-14);
    for (int i = 0; i < 2; i++) {
        assert_near(items[i].rest, 0.5, 1e-14);
        assert_near(items[i].total, 1.5 / sqrt(3), 1e-14);
        assert_true(isnan(items[i].alpha_without));
        assert_string_equal(items[i].why, "one question would be left");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_r), cmocka_unit_test(agrees_with_psych), cmocka_unit_test(finds_what_runs_against), cmocka_unit_test(leaves_out_what_divides_nobody),
                                       cmocka_unit_test(says_why_there_is_none), cmocka_unit_test(two_questions_have_no_third)};
    return cmocka_run_group_tests_name("analyse/reliability", tests, start, NULL);
}
