/* Surveys at the edge of what can be told: totals of large numbers of people whom the margins count, and groups of one team. Source: R 4.2.2 with survey 4.1.1 on the 20
 * people of test_vectors.txt, letter N (test_analysis.c): SE(svytotal(~v, s)) and of subset(s, sector == .), s raked to sector and hours. A constant added to every answer
 * of people whom the margins count leaves it as it is. Cliff's delta and the odds ratio by counting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "guard.h"
#include "../near.h"

enum { PEOPLE = 20, ALL = 0, NHS = 1, VOLUNTARY = 2, FIRST_VOLUNTARY = 8 };
static const double answers[PEOPLE] = {40, 50, 55, 45, 60, 35, 30, 42, 38, 47, 52, 33, 61, 28, 44, 39, 50, 41, 36, 48};
static const uint8_t codes[PEOPLE * 2] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
static const uint32_t teams[PEOPLE] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4}, one_voluntary_team[PEOPLE] = {0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4};
static const struct breakdown breakdowns[] = {{.variable_count = 0, .first_cell = 0, .cell_count = 1}, {.variables = {0, 0}, .variable_count = 1, .categories = {2, 0}, .first_cell = 1, .cell_count = 2}};
static const int pairs[][2] = {{VOLUNTARY, NHS}};

static void assert_totals(double added, bool clustered, const double expected[3])
{
    double given[PEOPLE] = {0};
    struct design *design = design_create(codes, PEOPLE, 2, clustered ? teams : NULL, clustered ? 5 : 0, breakdowns, 2);
    design_calibrate(design, (const int[]){0, 1}, (const int[]){2, 2}, 2, false, (const double[]){8, 20.0 / 3, 3.75, 3.125});
    for (int i = 0; i < PEOPLE; i++) given[i] = answers[i] + added;
    struct values values = survey_values(given, design);
    struct task task = {.is_number = true, .total = true};
    struct analysis *analysis = analysis_run(&task, &values, design);
    for (int cell = 0; cell < 3; cell++) {
        const struct estimate *total = survey_estimate(analysis, cell, STATISTIC_TOTAL, -1);
        assert_near(total->se, expected[cell], 1e-9);
        assert_true(total->interval.low < total->value && total->interval.high > total->value);
    }
    analysis_destroy(analysis);
    survey_free(&values, design);
}

static void totals_of_large_numbers(void **state)
{
    (void)state;
    static const double people[] = {200.41027202611903, 169.45392776258018, 102.05468777258673}, by_team[] = {87.232344916379475, 80.10198718993901, 12.412847427100269};
    for (double added = 0; added < 1e10; added = added > 0 ? 1000 * added : 1000) {
        assert_totals(added, false, people);
        assert_totals(added, true, by_team);
    }
}

static struct analysis *compare(const double *given, const struct task *task)
{
    uint8_t group[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) group[i] = i >= FIRST_VOLUNTARY;
    struct design *design = design_create(group, PEOPLE, 1, one_voluntary_team, 5, breakdowns, 2);
    struct values values = survey_values(given, design);
    struct analysis *analysis = analysis_run(task, &values, design);
    survey_free(&values, design);
    return analysis;
}

/* One team says nothing of how teams differ: what it answered is told, and no test and no interval. */
static void assert_lone(const struct analysis *analysis, const char *effect_name, double effect)
{
    int seen = 0;
    assert_non_null(strstr(analysis->contrasts[0].why, "one team"));
    for (size_t i = 0; i < analysis->beside_count; i++) {
        const struct beside *beside = &analysis->besides[i];
        assert_true(isnan(beside->p) && isnan(beside->statistic) && isnan(beside->effect.interval.low) && isnan(beside->effect.interval.high) && beside->why);
        if (!beside->effect_name || strcmp(beside->effect_name, effect_name)) continue;
        assert_near(beside->effect.value, effect, 1e-12);
        seen++;
    }
    assert_int_equal(seen, 1);
}

static void one_team_on_a_side(void **state)
{
    (void)state;
    int above = 0, yes[2] = {0};
    double said[PEOPLE] = {0};
    for (int i = 0; i < PEOPLE; i++) {
        for (int k = 0; i >= FIRST_VOLUNTARY && k < FIRST_VOLUNTARY; k++) above += (answers[i] > answers[k]) - (answers[i] < answers[k]);
        said[i] = answers[i] >= 45 ? 0 : 1; /* 0 is yes */
        yes[i >= FIRST_VOLUNTARY] += answers[i] >= 45;
    }
    struct analysis *numbers = compare(answers, &(struct task){.is_number = true, .pairs = pairs, .pair_count = 1});
    assert_lone(numbers, "Cliff's delta", above / 96.0);
    struct analysis *shares = compare(said, &(struct task){.slots = 1, .pairs = pairs, .pair_count = 1});
    assert_lone(shares, "odds ratio", (double)(yes[1] * (8 - yes[0])) / (yes[0] * (12 - yes[1])));
    analysis_destroy(numbers);
    analysis_destroy(shares);
}

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(totals_of_large_numbers), cmocka_unit_test(one_team_on_a_side)};
    return cmocka_run_group_tests_name("analyse/edges", tests, start, NULL);
}
