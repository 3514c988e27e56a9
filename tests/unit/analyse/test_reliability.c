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

enum { LIMIT = 10 };

static const double vector_i[] = {4, 3, 4, 5, 2, 2, 3, 2, 5, 4, 5, 4, 3, 3, 2, 3, 1, 2, 1, 2, 4, 5, 4, 4, 3, 2, 3, 4, 2, 1, 2, 1, 5, 5, 4, 5, 3, 4, 3, 3};
/* R: attitude, by rows */
static const double attitude[] = {
    43, 51, 30, 39, 61, 92, 45, 63, 64, 51, 54, 63, 73, 47, 71, 70, 68, 69, 76, 86, 48, 61, 63, 45, 47, 54, 84, 35, 81, 78, 56, 66, 71, 83, 47, 43, 55, 49, 44, 54, 49, 34,
    58, 67, 42, 56, 66, 68, 35, 71, 75, 50, 55, 70, 66, 41, 72, 82, 72, 67, 71, 83, 31, 67, 61, 45, 47, 62, 80, 41, 64, 53, 53, 58, 58, 67, 34, 67, 60, 47, 39, 59, 74, 41,
    69, 62, 57, 42, 55, 63, 25, 68, 83, 83, 45, 59, 77, 35, 77, 77, 54, 72, 79, 77, 46, 81, 90, 50, 72, 60, 54, 36, 74, 85, 64, 69, 79, 79, 63, 65, 60, 65, 75, 55, 80, 60,
    65, 70, 46, 57, 75, 85, 46, 50, 58, 68, 54, 64, 78, 52, 50, 40, 33, 34, 43, 64, 33, 64, 61, 52, 62, 66, 80, 41, 53, 66, 52, 50, 63, 80, 37, 40, 37, 42, 58, 50, 57, 49,
    63, 54, 42, 48, 66, 75, 33, 66, 77, 66, 63, 88, 76, 72, 78, 75, 58, 74, 80, 78, 49, 48, 57, 44, 45, 51, 83, 38, 85, 85, 71, 71, 77, 74, 55, 82, 82, 39, 59, 64, 78, 39};

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
            assert_false(items[i].against);
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
    for (int i = 0; i < 4; i++) assert_int_equal(items[i].against, i == 3);
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
    assert_true(isnan(items[1].rest) && isnan(items[1].total) && isnan(items[1].alpha_without) && !items[1].against);
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
    assert_true(items[0].against && items[1].against && isnan(items[0].total));
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
