/* The quick way of large surveys says the same as the long way, which tests/reference/models.R and adjusted.R hold against clubSandwich: 20 drawn surveys of 20,000 people in 3,000 teams,
 * with and without weights, numbers and gaps. Where teams are not small beside the survey it says nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "../../../pipeline/analyse/kinds_fit.h"
#include "../../../pipeline/analyse/robust.h"

enum { MOST = 20000, NA = 240, SECTORS = 2, REGIONS = 5 };

static uint64_t state_of_chance;
static unsigned draw(unsigned below)
{
    state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(state_of_chance >> 33) % below;
}

static struct drawn { struct design *design; struct values outcome, months; struct regressor regressors[3]; double answers[MOST], tenure[MOST]; uint8_t codes[MOST][2]; uint32_t teams[MOST]; } drawn;

/* Codes: sector (two of three take part), region. */
static void draw_survey(size_t people, unsigned teams, bool weighted, unsigned seed)
{
    static const struct breakdown everybody = {.variable_count = 0, .first_cell = 0, .cell_count = 1};
    static const int margins[] = {0, 1}, categories[] = {3, REGIONS};
    double weights[3 * REGIONS];
    state_of_chance = seed;
    for (size_t i = 0; i < people; i++) {
        drawn.teams[i] = draw(teams);
        drawn.codes[i][0] = (uint8_t)draw(3);
        drawn.codes[i][1] = (uint8_t)((drawn.teams[i] + draw(2)) % REGIONS);
        drawn.tenure[i] = draw(30) ? (double)draw(40) : (double)NAN;
        drawn.answers[i] = draw(20) ? drawn.codes[i][0] * 3.0 + drawn.teams[i] % 7 + 0.1 * (double)draw(50) + 0.05 * (isnan(drawn.tenure[i]) ? 0 : drawn.tenure[i]) : (double)NAN;
    }
    drawn.design = design_create(&drawn.codes[0][0], people, 2, drawn.teams, teams, &everybody, 1);
    for (size_t h = 0; h < 3 * REGIONS; h++) weights[h] = 0.5 + 0.2 * (double)(h % 7);
    if (weighted) design_calibrate(drawn.design, margins, categories, 2, false, weights);
    drawn.outcome = survey_values(drawn.answers, drawn.design);
    drawn.months = survey_values(drawn.tenure, drawn.design);
    drawn.regressors[0] = (struct regressor){.categories = REGIONS, .by_profile = true, .stride = 2, .code = drawn.design->codes + 1};
    drawn.regressors[1] = (struct regressor){.number = &drawn.months, .step = 1};
    drawn.regressors[2] = (struct regressor){.categories = SECTORS, .by_profile = true, .stride = 2, .code = drawn.design->codes};
}

static void forget_survey(void)
{
    free(drawn.months.value);
    free(drawn.months.at);
    survey_free(&drawn.outcome, drawn.design);
}

static void near(double got, double expected) { assert_true(fabs(got - expected) <= 1e-10 * fabs(expected)); }

static void says_the_same(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 20; seed++) {
        draw_survey(MOST, 3000, seed % 2, seed);
        struct explained explained = {&drawn.outcome, false, 1};
        struct kinds *kinds = kinds_create(drawn.design, drawn.regressors, 3);
        assert_non_null(kinds);
        struct kinds_last last;
        assert_true(kinds_fit_last(kinds, drawn.design, drawn.regressors, 3, explained, &last));
        struct model_rows rows;
        struct regression fit;
        struct robust robust;
        model_rows_begin(&rows, drawn.design, drawn.regressors, 3, explained);
        model_rows_fit_last(&rows, &fit);
        double contrast[16] = {0};
        contrast[rows.columns - 1] = 1;
        struct row_source source = model_rows_source(&rows, NULL);
        assert_int_equal(robust_run(&source, &fit, ROBUST_CR2, contrast, 1, NULL, &robust), ROBUST_DONE);
        assert_true(last.n == rows.n && last.columns == rows.columns && last.teams == rows.teams && last.groups[0] == rows.counts[2][0].people && last.groups[1] == rows.counts[2][1].people);
        near(last.value, fit.coefficient[rows.columns - 1]);
        near(last.se, robust.se[0]);
        near(last.df, robust.df[0]);
        robust_free(&robust);
        regression_free(&fit);
        model_rows_end(&rows);
        kinds_destroy(kinds);
        forget_survey();
    }
}

static void says_nothing_of_large_teams(void **state)
{
    (void)state;
    struct kinds_last last;
    draw_survey(MOST, 20, true, 99);
    struct kinds *kinds = kinds_create(drawn.design, drawn.regressors, 3);
    assert_non_null(kinds);
    assert_false(kinds_fit_last(kinds, drawn.design, drawn.regressors, 3, (struct explained){&drawn.outcome, false, 1}, &last));
    kinds_destroy(kinds);
    forget_survey();
}

static void says_nothing_of_people_who_differ(void **state)
{
    (void)state;
    draw_survey(2000, 300, false, 7);
    assert_null(kinds_create(drawn.design, drawn.regressors, 3)); /* 400 kinds and more of 1,300 people */
    forget_survey();
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_the_same), cmocka_unit_test(says_nothing_of_large_teams), cmocka_unit_test(says_nothing_of_people_who_differ)};
    return cmocka_run_group_tests_name("analyse/kinds", tests, NULL, NULL);
}
