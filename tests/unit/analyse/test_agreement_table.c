/* From rows of (comment, coder, code) to agreement on each code. By hand, and by the arithmetic that test_agreement.c compares with R. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/analyse/agreement_table.h"
#include "guard.h"
#include "../near.h"

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

struct row { int comment, coder, code; };

static struct agreement_table *table_of(size_t coders, size_t codes, const struct row *rows, size_t count)
{
    struct agreement_table *table = agreement_table_create(coders, codes);
    for (size_t i = 0; i < count; i++) agreement_table_add(table, rows[i].comment, rows[i].coder, rows[i].code);
    return table;
}

/* Five comments, two coders and a third who coded two of them; codes 0, 1 and 2, "-" none:
 *     comment   coder 0   coder 1   coder 2
 *     10        0 1       0         0
 *     11        1         1         .
 *     12        -         0         -
 *     13        0         0         .
 *     17        1         -         .
 *     20        .         0         .
 * Coders 0 and 1, five comments. Code 0: yes/yes 2 (10, 13), no/yes 1 (12), no/no 2: po = .8, pe = .4 x .6 + .6 x .4 = .48, kappa = .32 / .52 = 8 / 13.
 * Code 1: yes/yes 1 (11), yes/no 2, no/no 2: po = .6, pe = .6 x .2 + .4 x .8 = .44, kappa = .16 / .56 = 2 / 7. Code 2: nobody's.
 * Alpha of code 0: pairs 10 (3 yes), 11 (2 no), 12 (1 yes of 3), 13 (2 yes), 17 (2 no): n = 12, n_yes = 6, n_no = 6; o_yes,no of 12: 1 x 2 / 2 = 1;
 * alpha = 1 - 11 x 1 / 36 = 25 / 36. Code 1: 10 (1 of 3), 11 (2 of 2), 12 (0 of 3), 13 (0 of 2), 17 (1 of 2): n_yes = 4, n_no = 8; o = 1 + 1 = 2; alpha = 1 - 22 / 32 = 5 / 16. */
static const struct row rows[] = {{10, 0, 0}, {10, 0, 1}, {10, 1, 0}, {10, 2, 0}, {11, 0, 1}, {11, 0, 1}, {11, 1, 1}, {12, 0, CODE_NONE}, {12, 1, 0}, {12, 2, CODE_NONE},
                                  {13, 0, 0}, {13, 1, 0}, {17, 0, 1}, {17, 1, CODE_NONE}, {20, 1, 0}};

static struct agreement_table *example(void) { return table_of(3, 3, rows, sizeof rows / sizeof *rows); }

static void kappas_by_hand(void **state)
{
    (void)state;
    struct agreement_table *table = example();
    struct kappa kappa = agreement_table_kappa(table, 0, 0, 1);
    assert_int_equal(kappa.agreement.units, 5);
    assert_near(kappa.agreement.value, 8.0 / 13, 1e-14);
    assert_near(kappa.observed, 0.8, 1e-14);
    assert_near(kappa.expected, 0.48, 1e-14);
    kappa = agreement_table_kappa(table, 1, 0, 1);
    assert_near(kappa.agreement.value, 2.0 / 7, 1e-14);
    assert_near(agreement_table_kappa(table, 1, 1, 0).agreement.value, 2.0 / 7, 1e-14); /* either way round */
    kappa = agreement_table_kappa(table, 2, 0, 1);
    assert_false(kappa.agreement.has_value);
    assert_int_equal(kappa.agreement.why, AGREEMENT_ONE_VALUE);
    assert_true(kappa.observed == 1);
    struct agreement_mean mean = agreement_table_mean_kappa(table, 0, 1);
    assert_int_equal(mean.of, 2);
    assert_near(mean.value, (8.0 / 13 + 2.0 / 7) / 2, 1e-14);
    /* Coders 1 and 2 have comments 10 and 12: code 0 yes/yes 1, yes/no 1; po = .5 = pe. */
    kappa = agreement_table_kappa(table, 0, 1, 2);
    assert_int_equal(kappa.agreement.units, 2);
    assert_true(kappa.agreement.has_value && !kappa.agreement.has_interval);
    assert_near(kappa.agreement.value, 0, 1e-15);
    agreement_table_destroy(table);
}

static void alphas_by_hand(void **state)
{
    (void)state;
    struct agreement_table *table = example();
    struct alpha alpha = agreement_table_alpha(table, 0);
    assert_int_equal(alpha.agreement.units, 5); /* comment 20 has one coder */
    assert_int_equal(alpha.values, 12);
    assert_near(alpha.agreement.value, 25.0 / 36, 1e-14);
    assert_near(agreement_table_alpha(table, 1).agreement.value, 5.0 / 16, 1e-14);
    assert_int_equal(agreement_table_alpha(table, 2).agreement.why, AGREEMENT_ONE_VALUE);
    struct agreement_mean mean = agreement_table_mean_alpha(table);
    assert_int_equal(mean.of, 2);
    assert_near(mean.value, (25.0 / 36 + 5.0 / 16) / 2, 1e-14);
    agreement_table_destroy(table);
}

/* The case "marks" of tests/reference/agreement.tsv: 3 coders, 15 comments, of which 13 have two or more. */
static void an_alpha_of_r(void **state)
{
    (void)state;
    static const char *const marks[] = {"110010010001..0", "1000101100..100", "1100100.0100..0"};
    struct agreement_table *table = agreement_table_create(3, 2);
    for (int comment = 0; comment < 15; comment++)
        for (int coder = 2; coder >= 0; coder--)
            if (marks[coder][comment] != '.') agreement_table_add(table, comment, coder, marks[coder][comment] == '1' ? 1 : CODE_NONE);
    struct alpha alpha = agreement_table_alpha(table, 1);
    assert_int_equal(alpha.agreement.units, 13);
    assert_near(alpha.agreement.value, 0.5317725752508361, 1e-9);
    assert_near(alpha.agreement.se, 0.21606966380161974, 1e-9);
    assert_near(alpha.agreement.interval.low, 0.060997219657982271, 1e-9);
    assert_near(alpha.agreement.interval.high, 1, 1e-15);
    agreement_table_destroy(table);
}

/* Made-up rows of five coders and four codes, counted here and written out in full: both ways must give the same. */
static void as_written_out(void **state)
{
    (void)state;
    enum { CODERS = 5, CODES = 4, COMMENTS = 300 };
    static int16_t values[CODES][COMMENTS * CODERS];
    struct agreement_table *table = agreement_table_create(CODERS, CODES);
    uint32_t number = 1;
    for (int comment = 0; comment < COMMENTS; comment++)
        for (int coder = 0; coder < CODERS; coder++) {
            number = number * 1664525u + 1013904223u;
            bool coded = (number >> 28) < 9;
            for (int code = 0; code < CODES; code++) {
                bool gave = (number >> (code + 8)) % (uint32_t)(code + 2) == 0 || (comment % 5 == code && (number >> 20) % 4 > 0);
                values[code][comment * CODERS + coder] = (int16_t)(coded ? gave : CODING_MISSING);
                if (coded) agreement_table_add(table, comment, coder, gave ? code : CODE_NONE);
            }
        }
    for (size_t code = 0; code < CODES; code++) {
        struct codings codings = {COMMENTS, CODERS, values[code], NULL};
        struct alpha alpha = agreement_alpha(&codings, METRIC_NOMINAL), streamed = agreement_table_alpha(table, code);
        assert_int_equal(streamed.agreement.units, alpha.agreement.units);
        assert_int_equal(streamed.values, alpha.values);
        assert_near(streamed.agreement.value, alpha.agreement.value, 1e-12);
        assert_near(streamed.agreement.se, alpha.agreement.se, 1e-9);
        for (size_t coder = 0; coder < CODERS; coder++)
            for (size_t other = 0; other < CODERS; other++) {
                if (coder == other) continue;
                size_t counts[4];
                agreement_cross(&codings, coder, other, 2, counts);
                struct kappa kappa = agreement_kappa(counts, 2, KAPPA_NOMINAL), counted = agreement_table_kappa(table, code, coder, other);
                assert_true(kappa.agreement.has_interval && counted.agreement.has_interval && kappa.agreement.units == counted.agreement.units);
                assert_true(kappa.agreement.value == counted.agreement.value && kappa.agreement.se == counted.agreement.se && kappa.observed == counted.observed);
            }
    }
    agreement_table_destroy(table);
}

static void next_to_nothing(void **state)
{
    (void)state;
    struct agreement_table *table = agreement_table_create(2, 1);
    assert_int_equal(agreement_table_kappa(table, 0, 0, 1).agreement.why, AGREEMENT_NO_UNITS);
    assert_int_equal(agreement_table_alpha(table, 0).agreement.why, AGREEMENT_NO_UNITS);
    assert_false(agreement_table_mean_kappa(table, 0, 1).has_value || agreement_table_mean_alpha(table).has_value);
    agreement_table_add(table, -3, 0, 0); /* a coder alone, and another alone */
    agreement_table_add(table, 5, 1, 0);
    assert_int_equal(agreement_table_kappa(table, 0, 0, 1).agreement.why, AGREEMENT_NO_UNITS);
    agreement_table_add(table, 6, 0, 0); /* one comment of both */
    agreement_table_add(table, 6, 1, CODE_NONE);
    struct kappa kappa = agreement_table_kappa(table, 0, 0, 1);
    assert_int_equal(kappa.agreement.units, 1);
    assert_int_equal(kappa.agreement.why, AGREEMENT_FEW_UNITS);
    assert_int_equal(agreement_table_alpha(table, 0).agreement.why, AGREEMENT_FEW_UNITS);
    agreement_table_destroy(table);
    table = table_of(1, 1, (const struct row[]){{1, 0, 0}, {2, 0, CODE_NONE}}, 2); /* one coder */
    assert_int_equal(agreement_table_alpha(table, 0).agreement.why, AGREEMENT_NO_UNITS);
    agreement_table_destroy(table);
    agreement_table_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(kappas_by_hand), cmocka_unit_test(alphas_by_hand), cmocka_unit_test(an_alpha_of_r), cmocka_unit_test(as_written_out), cmocka_unit_test(next_to_nothing)};
    return cmocka_run_group_tests_name("analyse/agreement_table", tests, start, NULL);
}
