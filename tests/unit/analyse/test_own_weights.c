/* Weights that people bring with them, and a finite population. Source: test_vectors.txt, letter N: fixed weights with replacement, by team, SRS of 50. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "guard.h"
#include "../near.h"

enum { PEOPLE = 20 };
static const double answers[PEOPLE] = {40, 50, 55, 45, 60, 35, 30, 42, 38, 47, 52, 33, 61, 28, 44, 39, 50, 41, 36, 48};
/* NHS full-time and part-time, voluntary full-time and part-time: whoever is of one kind has one weight */
static const uint8_t kinds[PEOPLE] = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3};
static const uint32_t teams[PEOPLE] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4};
static const double weights[] = {8, 20.0 / 3, 3.75, 3.125};
static const struct breakdown everybody = {.variable_count = 0, .first_cell = 0, .cell_count = 1};

static struct analysis *run(bool clustered)
{
    struct design *design = design_create(kinds, PEOPLE, 1, clustered ? teams : NULL, clustered ? 5 : 0, &everybody, 1);
    design_weigh(design, weights);
    struct values values = survey_values(answers, design);
    const struct task task = {.is_number = true};
    struct analysis *analysis = analysis_run(&task, &values, design);
    survey_free(&values, design);
    return analysis;
}

static void each_counts_with_the_own_weight(void **state)
{
    (void)state;
    struct analysis *analysis = run(false);
    const struct estimate *mean = survey_estimate(analysis, 0, STATISTIC_MEAN, -1);
    assert_near(mean->value, 44.35208333333333, 1e-12);
    assert_near(mean->se, 2.285594055, 1e-9);
    assert_near(mean->design_df, 19, 0);
    analysis_destroy(analysis);
}

/* deff of R's svymean: the variance over that of as many people drawn at random from the 100 that the weights add up to. */
static void teams_count_too(void **state)
{
    (void)state;
    struct analysis *analysis = run(true);
    const struct estimate *mean = survey_estimate(analysis, 0, STATISTIC_MEAN, -1), *sd = survey_estimate(analysis, 0, STATISTIC_SD, -1);
    assert_near(mean->value, 44.35208333333333, 1e-12);
    assert_near(mean->se, 1.304605517, 1e-9);
    assert_near(mean->design_df, 4, 0);
    assert_near(mean->se * mean->se / (sd->value * sd->value / PEOPLE * (1 - PEOPLE / 100.0)), 0.4849535817, 1e-9);
    analysis_destroy(analysis);
}

/* 20 of 50 people: svydesign(~1, fpc = ~fpc), the standard error without it 2.073771037. */
static void twenty_of_fifty(void **state)
{
    (void)state;
    static const double fifty[] = {50};
    struct design *design = design_create(kinds, PEOPLE, 1, NULL, 0, &everybody, 1);
    assert_int_equal(design_stratify(design, NULL, 1, fifty, LONELY_FAIL).fault, DESIGN_GOOD);
    struct values values = survey_values(answers, design);
    const struct task task = {.is_number = true};
    struct analysis *analysis = analysis_run(&task, &values, design);
    const struct estimate *mean = survey_estimate(analysis, 0, STATISTIC_MEAN, -1);
    assert_near(mean->value, 43.7, 1e-12);
    assert_near(mean->se, 1.606336138, 1e-9);
    assert_near(mean->se / sqrt(1 - PEOPLE / 50.0), 2.073771037, 1e-9);
    analysis_destroy(analysis);
    survey_free(&values, design);
}

int main(void)
{
    guard_start();
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_counts_with_the_own_weight), cmocka_unit_test(teams_count_too), cmocka_unit_test(twenty_of_fifty)};
    return cmocka_run_group_tests_name("analyse/own weights", tests, NULL, NULL);
}
