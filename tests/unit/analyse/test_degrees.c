/* Degrees of freedom of few teams. Teams of one size by hand; unequal ones against the definition, with every covariance of the team sums written out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "guard.h"
#include "survey.h"
#include "../../../pipeline/analyse/degrees.h"
#include "../near.h"

enum { MOST = 200, TEAMS = 9 };
static const struct breakdown breakdowns[] = {{.variable_count = 0, .first_cell = 0, .cell_count = 1}, {.variables = {0}, .variable_count = 1, .categories = {2}, .first_cell = 1, .cell_count = 2}};
static const int pairs[1][2] = {{1, 2}};

struct made { struct design *design; struct values values; struct degrees cells[3], pair; };

/* sizes: of each team; side: of each team, its people's group. With weights: that of a group. */
static struct made make(const int *sizes, const uint8_t *side, int teams, const double *weights)
{
    static uint8_t codes[MOST];
    static uint32_t team[MOST];
    static double answers[MOST];
    size_t people = 0;
    for (int t = 0; t < teams; t++)
        for (int i = 0; i < sizes[t]; i++, people++) codes[people] = side[t], team[people] = (uint32_t)t, answers[people] = (double)(people % 5);
    struct made made = {.design = design_create(codes, people, 1, team, (size_t)teams, breakdowns, 2)};
    if (weights) design_calibrate(made.design, (const int[]){0}, (const int[]){2}, 1, true, weights);
    made.values = survey_values(answers, made.design);
    degrees_find(&made.values, made.design, NULL, pairs, 1, made.cells, &made.pair);
    return made;
}

/* Then the sum of squares is chi-squared, as R takes it: G - 1, and unbiased. */
static void teams_of_one_size(void **state)
{
    (void)state;
    struct made made = make((const int[]){5, 5, 5, 5, 5, 5, 5, 5}, (const uint8_t[]){0, 0, 1, 1, 1, 1, 1, 1}, 8, NULL);
    assert_near(made.cells[0].df, 7, 1e-12);
    assert_near(made.cells[0].factor, 1, 1e-12);
    /* R multiplies by 8/7; of two teams alone it would be 2/1. */
    assert_near(made.cells[1].df, 1, 1e-12);
    assert_near(made.cells[1].factor, 2 / (8.0 / 7), 1e-12);
    assert_near(made.cells[2].df, 5, 1e-12);
    /* Means of 2 and of 6 teams: expected squares 1/2 1/2 and 1/6 5/6 of a team's variance. */
    double a = 1.0 / 4, b = 5.0 / 36;
    assert_near(made.pair.df, (a + b) * (a + b) / (a * a + b * b / 5), 1e-12);
    assert_near(made.pair.factor, (1.0 / 2 + 1.0 / 6) / (8.0 / 7 * (a + b)), 1e-12);
    survey_free(&made.values, made.design);
}

/* C = A S A': team sums w_g (mean_g - mean of all), S their variances before. */
static void unequal_teams(void **state)
{
    (void)state;
    static const int sizes[TEAMS] = {3, 12, 7, 4, 4, 9, 5, 11, 3};
    double c[TEAMS][TEAMS], variance[TEAMS], total = 0, all = 0, trace = 0, squares = 0, target = 0;
    for (int g = 0; g < TEAMS; g++) total += sizes[g];
    for (int g = 0; g < TEAMS; g++) {
        variance[g] = (0.85 * sizes[g] + 0.15 * sizes[g] * sizes[g]) / (total * total);
        all += variance[g];
    }
    target = all;
    for (int g = 0; g < TEAMS; g++)
        for (int h = 0; h < TEAMS; h++) {
            c[g][h] = 0;
            for (int k = 0; k < TEAMS; k++) c[g][h] += ((g == k) - sizes[g] / total) * variance[k] * ((h == k) - sizes[h] / total);
            trace += g == h ? c[g][h] : 0;
        }
    for (int g = 0; g < TEAMS; g++)
        for (int h = 0; h < TEAMS; h++) squares += c[g][h] * c[g][h];
    struct made made = make(sizes, (const uint8_t[TEAMS]){0, 1, 0, 1, 0, 1, 0, 1, 0}, TEAMS, NULL);
    assert_near(made.cells[0].df, trace * trace / squares, 1e-12);
    assert_near(made.cells[0].factor, target / (trace * 9 / 8), 1e-12);
    assert_true(made.cells[0].df < 8 && made.cells[0].factor > 1);
    survey_free(&made.values, made.design);
}

/* Weights fitted to the side, which is a matter of teams: one team's worth of squares goes. */
static void margins_of_teams(void **state)
{
    (void)state;
    static const int sizes[] = {5, 5, 5, 5, 5, 5, 5, 5};
    static const uint8_t side[] = {0, 0, 0, 0, 1, 1, 1, 1};
    struct made made = make(sizes, side, 8, (const double[]){3, 3});
    assert_near(made.cells[0].df, 7, 1e-12);
    assert_near(made.cells[0].factor, 7.0 / 6, 1e-12);
    assert_near(made.cells[1].factor, 4.0 / 3 / (8.0 / 7), 1e-12); /* within a side there is nothing to fit */
    survey_free(&made.values, made.design);
}

static void says_nothing_where_nothing_is_needed(void **state)
{
    (void)state;
    double answers[] = {1, 2, 3, 4};
    struct degrees cells[3], pair;
    struct design *design = design_create((const uint8_t[]){0, 0, 1, 1}, 4, 1, NULL, 0, breakdowns, 2);
    struct values values = survey_values(answers, design);
    degrees_find(&values, design, NULL, pairs, 1, cells, &pair);
    assert_true(isnan(cells[0].df) && isnan(cells[1].df) && isnan(pair.df) && cells[0].factor == 1 && pair.factor == 1);
    survey_free(&values, design);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(teams_of_one_size), cmocka_unit_test(unequal_teams), cmocka_unit_test(margins_of_teams), cmocka_unit_test(says_nothing_where_nothing_is_needed)};
    guard_start();
    return cmocka_run_group_tests_name("analyse/degrees", tests, NULL, NULL);
}
