/* Variances by linearisation. Source: test_vectors.txt, letter N, "hand linearised se" 2.285594055 and "cluster(team) se" 1.304605517, both with the raked
 * weights taken as fixed; covariances and totals by the definition in influence.h, summed straight. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "../../../pipeline/analyse/influence.h"
#include "../near.h"

enum { PEOPLE = 20, STATISTICS = 1 + LIMIT_COUNT, CELLS = 3 };
static const double answers[PEOPLE] = {40, 50, 55, 45, 60, 35, 30, 42, 38, 47, 52, 33, 61, 28, 44, 39, 50, 41, 36, 48};
static const double raked[] = {8, 20.0 / 3, 3.75, 3.125};
static const uint8_t stratum[PEOPLE] = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3};
static const uint32_t teams[PEOPLE] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4};
/* everybody, then every other person */
static const struct breakdown breakdowns[] = {{.variable_count = 0, .first_cell = 0, .cell_count = 1}, {.variables = {1, 0}, .variable_count = 1, .categories = {2, 0}, .first_cell = 1, .cell_count = 2}};

/* Answers to the design's two variables: post-stratum, and who is every other person. */
static struct design *survey(const uint32_t *team, size_t team_count, int breakdown_count)
{
    uint8_t codes[PEOPLE * 2];
    for (int i = 0; i < PEOPLE; i++) codes[2 * i] = stratum[i], codes[2 * i + 1] = (uint8_t)(i % 2);
    struct design *design = design_create(codes, PEOPLE, 2, team, team_count, breakdowns, breakdown_count);
    for (size_t p = 0; p < design->profiles; p++) design->weight[p] = raked[design->codes[2 * p]];
    return design;
}

struct measured { double variance[CELLS * STATISTICS], teams[CELLS], covariance[1], pair_teams[1]; };

static double factor_of(int person, int cell) { return cell == 0 || person % 2 == cell - 1 ? raked[stratum[person]] : 0; }

static void moments(int cell, double *weight, double *mean)
{
    double sum = 0;
    *weight = 0;
    for (int i = 0; i < PEOPLE; i++) {
        *weight += factor_of(i, cell);
        sum += factor_of(i, cell) * answers[i];
    }
    *mean = sum / *weight;
}

static struct measured measure(double centre)
{
    static const int pairs[][2] = {{1, 2}};
    struct measured measured = {0};
    struct influence_result result = {.variance = measured.variance, .teams = measured.teams, .covariance = measured.covariance, .pair_teams = measured.pair_teams};
    double alpha[CELLS * STATISTICS], beta[CELLS * STATISTICS], weight, mean;
    uint32_t limits[CELLS * LIMIT_COUNT] = {0};
    struct design *design = survey(teams, 5, 2);
    struct values values = survey_values(answers, design);
    for (int c = 0; c < CELLS; c++) {
        moments(c, &weight, &mean);
        for (int s = 0; s < STATISTICS; s++) alpha[c * STATISTICS + s] = NAN;
        alpha[c * STATISTICS] = 1 / weight;
        beta[c * STATISTICS] = -(mean - centre) / weight;
    }
    struct influence_plan plan = {.has_value = true, .centre = centre, .limits = limits, .statistics = STATISTICS, .alpha = alpha, .beta = beta, .pairs = pairs, .pair_count = 1};
    influence_run(&plan, &values, design, &result);
    survey_free(&values, design);
    return measured;
}

static void clustered_with_fixed_weights(void **state)
{
    (void)state;
    struct measured measured = measure(45);
    assert_near(sqrt(measured.variance[0]), 1.304605517, 1e-9);
    assert_true(isnan(measured.variance[1])); /* not wanted */
    assert_true(measured.teams[0] == 5 && measured.teams[1] == 5 && measured.teams[2] == 5 && measured.pair_teams[0] == 5);
}

/* Where deviations are taken from does not matter. */
static void the_centre_does_not_matter(void **state)
{
    (void)state;
    struct measured near_it = measure(45), far = measure(0);
    for (int c = 0; c < CELLS; c++) assert_near(far.variance[c * STATISTICS], near_it.variance[c * STATISTICS], 1e-11);
    assert_near(far.covariance[0], near_it.covariance[0], 1e-11);
}

/* G / (G - 1) sum (z - mean z)(u - mean u) over all five teams, those without an answer in the cell included. */
static void covariances_of_two_cells(void **state)
{
    (void)state;
    double sums[2][5] = {{0}}, weight, mean, total[2] = {0}, covariance = 0;
    for (int c = 0; c < 2; c++) {
        moments(c + 1, &weight, &mean);
        for (int i = 0; i < PEOPLE; i++) sums[c][teams[i]] += factor_of(i, c + 1) * (answers[i] - mean) / weight;
        for (int t = 0; t < 5; t++) total[c] += sums[c][t];
    }
    for (int t = 0; t < 5; t++) covariance += (sums[0][t] - total[0] / 5) * (sums[1][t] - total[1] / 5);
    assert_near(measure(45).covariance[0], 5.0 / 4 * covariance, 1e-10);
}

/* "hand linearised se": everybody their own team, weights fixed. */
static void without_teams(void **state)
{
    (void)state;
    double alpha[STATISTICS] = {0, NAN, NAN, NAN}, beta[STATISTICS] = {0}, variance[STATISTICS], with[1] = {0}, weight, mean;
    uint32_t limits[LIMIT_COUNT] = {0};
    struct design *design = survey(NULL, 0, 1);
    struct values values = survey_values(answers, design);
    struct influence_result result = {.variance = variance, .teams = with};
    moments(0, &weight, &mean);
    alpha[0] = 1 / weight;
    beta[0] = -mean / weight;
    struct influence_plan plan = {.has_value = true, .limits = limits, .statistics = STATISTICS, .alpha = alpha, .beta = beta};
    influence_run(&plan, &values, design, &result);
    assert_near(sqrt(variance[0]), 2.285594055, 1e-9);
    survey_free(&values, design);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(clustered_with_fixed_weights), cmocka_unit_test(the_centre_does_not_matter), cmocka_unit_test(covariances_of_two_cells), cmocka_unit_test(without_teams)};
    return cmocka_run_group_tests_name("analyse/influence", tests, NULL, NULL);
}
