/* What must not pass for certain: one team, nobody or everybody, variances that are rounding; and totals of large numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "guard.h"
#include "near.h"
#include "survey.h"

enum { PEOPLE = 24 };

/* Two groups: `codes` tells which; `teams` may be NULL. Cells 0 and 1. */
static struct design *two_groups(const uint8_t *codes, size_t people, const uint32_t *teams, size_t team_count)
{
    static const struct breakdown by_group = {.variables = {0}, .variable_count = 1, .categories = {2}, .first_cell = 0, .cell_count = 2};
    return design_create(codes, people, 1, teams, team_count, &by_group, 1);
}

static const int pair[][2] = {{0, 1}};

/* Group 0 is one team of 12, group 1 six teams of 2: whatever its answers, the first group's uncertainty cannot be told, so neither can that of
 * the difference: within one team the sum of influences is 0 by construction, which is not a variance of 0. */
static void a_group_of_one_team(void **state)
{
    (void)state;
    uint8_t codes[PEOPLE];
    uint32_t teams[PEOPLE];
    double answers[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
        codes[i] = i >= 12;
        teams[i] = i < 12 ? 0 : (uint32_t)(1 + (i - 12) / 2);
        answers[i] = (i * 7) % 5 + (i < 12 ? 3 : 0);
    }
    struct design *design = two_groups(codes, PEOPLE, teams, 7);
    struct values values = survey_values(answers, design);
    struct task task = {.is_number = true, .pairs = pair, .pair_count = 1};
    struct analysis *analysis = analysis_run(&task, &values, design);
    const struct contrast *contrast = &analysis->contrasts[0];
    assert_non_null(contrast->why);
    assert_non_null(strstr(contrast->why, "one team"));
    assert_true(isnan(contrast->difference.p) && isnan(contrast->difference.se) && isnan(contrast->effect.interval.low));
    assert_true(!isnan(contrast->difference.value));
    assert_true(isnan(survey_estimate(analysis, 0, STATISTIC_MEAN, -1)->interval.low));
    assert_true(!isnan(survey_estimate(analysis, 1, STATISTIC_MEAN, -1)->interval.low));
    analysis_destroy(analysis);
    survey_free(&values, design);
}

/* Yes is code 0. The first `yes` of each group of 12 people in six teams of 2 say yes. */
static struct analysis *shares_of(int yes, int other_yes)
{
    uint8_t codes[PEOPLE];
    uint32_t teams[PEOPLE];
    double answers[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
        codes[i] = i >= 12;
        teams[i] = (uint32_t)(i / 2);
        answers[i] = i % 12 < (i < 12 ? yes : other_yes) ? 0 : 1;
    }
    struct design *design = two_groups(codes, PEOPLE, teams, 12);
    struct values values = survey_values(answers, design);
    struct task task = {.slots = 1, .pairs = pair, .pair_count = 1};
    struct analysis *analysis = analysis_run(&task, &values, design);
    survey_free(&values, design);
    return analysis;
}

/* Newcombe (1998), method 10, by hand from Wilson's limits: 0 of 12 is 0 to 24.3%; 3 of 12 is 8.9% to 53.2%: the difference may be nothing.
 * 10 of 12 is 55.2% to 95.3%: it may not. */
static void nobody_is_not_certain(void **state)
{
    (void)state;
    struct analysis *analysis = shares_of(0, 3);
    assert_non_null(analysis->contrasts[0].why);
    assert_true(isnan(analysis->contrasts[0].difference.p));
    analysis_destroy(analysis);
    analysis = shares_of(0, 10);
    assert_null(analysis->contrasts[0].why);
    assert_true(analysis->contrasts[0].difference.p < 0.001);
    analysis_destroy(analysis);
}

/* Every team has one yes and one no: the share of each is the same, and the variance is rounding. */
static void teams_that_are_all_alike(void **state)
{
    (void)state;
    uint8_t codes[PEOPLE] = {0};
    uint32_t teams[PEOPLE];
    double answers[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
        teams[i] = (uint32_t)(i / 2);
        answers[i] = i % 2 ? 0.1 : 0.7;
    }
    struct design *design = two_groups(codes, PEOPLE, teams, 12);
    struct values values = survey_values(answers, design);
    struct task task = {.is_number = true};
    struct analysis *analysis = analysis_run(&task, &values, design);
    const struct estimate *mean = survey_estimate(analysis, 0, STATISTIC_MEAN, -1);
    assert_near(mean->value, 0.4, 1e-14);
    assert_true(isnan(mean->se) && isnan(mean->interval.low));
    assert_non_null(mean->why);
    analysis_destroy(analysis);
    survey_free(&values, design);
}

/* y <- 1e9 + c(1,2,3,4,5,6,7,9); svytotal(~y, svydesign(ids = ~rep(1:4, each = 2), weights = ~1)), R 4.2.2 with survey 4.1.1: SE
 * = sqrt(4/3 * sum of (2e9 + 3, 7, 11, 16 less their mean)^2) = sqrt(4/3 * 92.75) = 11.12055154. */
static void totals_of_large_numbers(void **state)
{
    (void)state;
    static const uint8_t codes[8] = {0};
    static const uint32_t teams[8] = {0, 0, 1, 1, 2, 2, 3, 3};
    static const double last[8] = {1, 2, 3, 4, 5, 6, 7, 9};
    double answers[8];
    for (int i = 0; i < 8; i++) answers[i] = 1e9 + last[i];
    struct design *design = two_groups(codes, 8, teams, 4);
    struct values values = survey_values(answers, design);
    struct task task = {.is_number = true, .total = true};
    struct analysis *analysis = analysis_run(&task, &values, design);
    const struct estimate *total = survey_estimate(analysis, 0, STATISTIC_TOTAL, -1);
    assert_near(total->value, 8e9 + 37, 1e-15);
    assert_near(total->se, sqrt(4.0 / 3 * 92.75), 1e-7);
    analysis_destroy(analysis);
    survey_free(&values, design);
}

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_group_of_one_team), cmocka_unit_test(nobody_is_not_certain), cmocka_unit_test(teams_that_are_all_alike), cmocka_unit_test(totals_of_large_numbers)};
    return cmocka_run_group_tests_name("analyse/certainty", tests, start, NULL);
}
