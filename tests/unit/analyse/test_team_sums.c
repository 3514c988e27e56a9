/* Variances and covariances of random designs equal the definition in parts.h, summed straight: team by team, each team's influence less what it gives
 * back, squares about the mean of its stratum. The designs have teams that lie across cells and post-strata, strata with one team, finite populations, values
 * that few or many share, and more limits than words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "../../../pipeline/analyse/influence.h"
#include "../near.h"

enum { VARIABLES = 4, SLOTS = 3, STATISTICS = 1 + LIMIT_COUNT + SLOTS + 2 };
/* everybody; of the team (hardly ever torn); of the person; crossed; of which some people are in no cell */
static const struct breakdown breakdowns[] = {{.variable_count = 0, .first_cell = 0, .cell_count = 1},
                                              {.variables = {0, 0}, .variable_count = 1, .categories = {3, 0}, .first_cell = 1, .cell_count = 3},
                                              {.variables = {1, 0}, .variable_count = 1, .categories = {4, 0}, .first_cell = 4, .cell_count = 4},
                                              {.variables = {0, 1}, .variable_count = 2, .categories = {3, 4}, .first_cell = 8, .cell_count = 12},
                                              {.variables = {2, 0}, .variable_count = 1, .categories = {5, 0}, .first_cell = 20, .cell_count = 5}};
enum { BREAKDOWNS = sizeof breakdowns / sizeof *breakdowns, CELLS = 25, EVERY = 7 /* statistics are looked at of which in the large designs */ };

static uint64_t state_of_draws;
static double draw(void)
{
    state_of_draws = state_of_draws * 6364136223846793005u + 1442695040888963407u;
    return (double)(state_of_draws >> 11) / 9007199254740992.0;
}
static int pick(int count) { return (int)(draw() * count); }

struct kind { size_t people; int teams; bool clustered, calibrated, across /* weights differ within teams */, stratified, counted; enum lonely lonely; int values; bool whole; };

struct trial {
    struct kind kind;
    struct design *design;
    struct values values;
    uint32_t limits[CELLS * LIMIT_COUNT];
    int *slot_of;
    double alpha[CELLS * STATISTICS], beta[CELLS * STATISTICS], variance[CELLS * STATISTICS], teams[CELLS], covariance[3], pair_teams[3], strata[CELLS], pair_strata[3];
    struct influence_plan plan;
};
static const int pairs[3][2] = {{1, 2}, {4, 6}, {2, 7}};

static struct design *make_design(const struct kind *kind)
{
    uint8_t *codes = calloc(kind->people, VARIABLES);
    uint32_t *teams = calloc(kind->people, sizeof *teams);
    int *strata = calloc(kind->people, sizeof *strata);
    static const double there_are[] = {1000, 2000, INFINITY, 1};
    for (size_t i = 0; i < kind->people; i++) {
        int team = i < (size_t)kind->teams ? (int)i : pick(kind->teams);
        teams[i] = (uint32_t)team;
        codes[i * VARIABLES] = (uint8_t)(draw() < 0.05 ? pick(3) : team % 3);
        codes[i * VARIABLES + 1] = (uint8_t)pick(4);
        codes[i * VARIABLES + 2] = (uint8_t)(draw() < 0.2 ? 240 : pick(5));
        codes[i * VARIABLES + 3] = (uint8_t)(kind->across ? pick(2) : team % 2);
        strata[i] = team == 0 ? 3 : (team / 2) % 3; /* the last has one team */
    }
    struct design *design = design_create(codes, kind->people, VARIABLES, kind->clustered ? teams : NULL, kind->clustered ? (size_t)kind->teams : 0, breakdowns, BREAKDOWNS);
    if (kind->stratified && kind->clustered) assert_int_equal(design_stratify(design, strata, 4, kind->counted ? there_are : NULL, kind->lonely).fault, DESIGN_GOOD);
    else if (kind->counted) assert_int_equal(design_stratify(design, NULL, 0, (const double[]){1e6}, kind->lonely).fault, DESIGN_GOOD);
    if (kind->calibrated) {
        double weights[6];
        for (int h = 0; h < 6; h++) weights[h] = 0.5 + 3 * draw();
        design_calibrate(design, (const int[]){3, 0}, (const int[]){2, 3}, 2, kind->people % 2, weights);
    }
    free(codes);
    free(teams);
    free(strata);
    return design;
}

static void make_plan(struct trial *trial)
{
    const struct design *design = trial->design;
    struct influence_plan *plan = &trial->plan;
    double *answers = calloc(trial->kind.people, sizeof *answers);
    for (size_t i = 0; i < trial->kind.people; i++) answers[i] = draw() < 0.15 ? (double)NAN : pick(trial->kind.values) * 0.25;
    trial->values = survey_values(answers, design);
    free(answers);
    trial->slot_of = calloc(trial->values.count + 1, sizeof *trial->slot_of);
    for (size_t v = 0; v < trial->values.count; v++) trial->slot_of[v] = pick(SLOTS + 1) - 1; /* NO_SLOT too */
    if (trial->kind.whole) {
        trial->values.whole = calloc(trial->values.count + 1, sizeof *trial->values.whole);
        trial->values.unit = 0.25;
        for (size_t v = 0; v < trial->values.count; v++) trial->values.whole[v] = (int32_t)(4 * trial->values.value[v]);
    }
    for (int i = 0; i < CELLS * LIMIT_COUNT; i++) trial->limits[i] = (uint32_t)pick((int)trial->values.count + 1);
    for (int i = 0; i < CELLS * STATISTICS; i++) {
        trial->alpha[i] = i % 17 == 3 ? (double)NAN : 0.1 + draw();
        trial->beta[i] = -trial->alpha[i] * draw();
        if (i % STATISTICS == STATISTICS - 2) trial->alpha[i] = 0, trial->beta[i] = 1;
    }
    *plan = (struct influence_plan){.has_value = true, .centre = 0.25 * trial->kind.values / 3, .slots = SLOTS, .slot_of = trial->slot_of, .limits = trial->limits, .has_total = true, .statistics = STATISTICS,
                                    .alpha = trial->alpha, .beta = trial->beta, .pairs = pairs, .pair_count = 3};
    for (int k = 0; k < 3; k++)
        for (int side = 0; side < 2; side++) trial->alpha[pairs[k][side] * STATISTICS] = 1.5, trial->beta[pairs[k][side] * STATISTICS] = -1;
}

/* alpha f + beta of a place, or 0 where it does not count. */
static double influence_of(const struct trial *trial, uint32_t place, int cell, int statistic)
{
    const struct design *design = trial->design;
    uint32_t answer = trial->values.at[place];
    bool inside = false;
    double f;
    for (int b = 0; b < BREAKDOWNS; b++) inside = inside || design->cell_of[design->profile[place] * BREAKDOWNS + (size_t)b] == cell;
    if (!inside || answer == VALUE_MISSING) return 0;
    if (statistic == 0 || statistic >= STATISTICS - 2) f = trial->values.value[answer] - trial->plan.centre;
    else if (statistic <= LIMIT_COUNT) f = answer < trial->limits[cell * LIMIT_COUNT + statistic - 1];
    else f = trial->slot_of[answer] == statistic - 1 - LIMIT_COUNT;
    return trial->alpha[cell * STATISTICS + statistic] * f + trial->beta[cell * STATISTICS + statistic];
}

/* z of each team; returns the sum of the squares of what it is the difference of. */
static double team_influences(const struct trial *trial, int cell, int statistic, double *z)
{
    const struct design *design = trial->design;
    double sums[6] = {0}, adjustment[6] = {0}, size = 0;
    for (uint32_t i = 0; i < design->respondents; i++) sums[design->stratum[design->profile[i]]] += influence_of(trial, i, cell, statistic);
    if (design->strata) design_adjust(design, sums, adjustment);
    for (size_t team = 0; team < design->teams; team++) {
        double own = 0, back = 0, people = 0;
        for (uint32_t i = design->team_first[team]; i < design->team_first[team + 1]; i++) {
            double weight = design->weight[design->profile[i]];
            own += weight * influence_of(trial, i, cell, statistic);
            back += weight * adjustment[design->stratum[design->profile[i]]];
            people += weight;
        }
        z[team] = own - back;
        size += own * own + back * back + people * people;
    }
    return size;
}

static double straight(const struct design *design, const double *a, const double *b)
{
    double total = 0;
    for (size_t k = 0; k < design->sampling_strata; k++) {
        double n = 0, mean_a = 0, mean_b = 0, sum = 0;
        for (size_t t = 0; t < design->teams; t++)
            if (design->sampling_stratum[t] == k) n++, mean_a += a[t], mean_b += b[t];
        if (n < 1 || (n < 2 && design->lonely != LONELY_ADJUST)) continue;
        mean_a = n > 1 ? mean_a / n : 0;
        mean_b = n > 1 ? mean_b / n : 0;
        for (size_t t = 0; t < design->teams; t++)
            if (design->sampling_stratum[t] == k) sum += (a[t] - mean_a) * (b[t] - mean_b);
        total += design->left[k] * (n > 1 ? n / (n - 1) : 1) * sum;
    }
    return total;
}

static void run(struct kind kind)
{
    struct trial trial = {.kind = kind, .design = make_design(&kind)};
    const struct design *design = trial.design;
    make_plan(&trial);
    struct influence_result result = {trial.variance, trial.teams, trial.covariance, trial.pair_teams, trial.strata, trial.pair_strata};
    influence_run(&trial.plan, &trial.values, design, &result);
    double *z = calloc(design->teams, sizeof *z), *other = calloc(design->teams, sizeof *other);
    for (int cell = 0; cell < CELLS; cell++)
        for (int s = 0; s < STATISTICS; s++) {
            int at = cell * STATISTICS + s;
            if (kind.people > 1000 && at % EVERY) continue;
            if (isnan(trial.alpha[at])) {
                assert_true(isnan(trial.variance[at]));
                continue;
            }
            double size = team_influences(&trial, cell, s, z), expected = straight(design, z, z);
            if (fabs(trial.variance[at] - expected) > 1e-13 * size + 1e-12 * expected) fail_msg("cell %d, statistic %d: %.17g, expected %.17g", cell, s, trial.variance[at], expected);
        }
    for (int k = 0; k < 3; k++) {
        double size = team_influences(&trial, pairs[k][0], 0, z) + team_influences(&trial, pairs[k][1], 0, other), expected = straight(design, z, other);
        if (fabs(trial.covariance[k] - expected) > 1e-13 * size) fail_msg("pair %d: %.17g, expected %.17g", k, trial.covariance[k], expected);
    }
    free(z);
    free(other);
    free(trial.slot_of);
    free(trial.values.whole);
    survey_free(&trial.values, trial.design);
}

static void random_designs(void **state)
{
    (void)state;
    for (int trial = 0; trial < 64; trial++) {
        state_of_draws = (uint64_t)trial * 977 + 1;
        run((struct kind){.people = (size_t)(150 + pick(200)), .teams = 20 + pick(40), .clustered = trial % 8 != 7, .calibrated = trial & 1, .across = trial & 2, .stratified = trial & 4, .counted = trial & 8,
                          .lonely = trial & 16 ? LONELY_ADJUST : LONELY_REMOVE, .values = trial & 32 ? 200 : 6, .whole = trial % 3 == 0});
    }
}

/* More distinct limits than words have room for, more values than a table has, chunks of several sizes. */
static void many_values_and_people(void **state)
{
    (void)state;
    for (int trial = 0; trial < 4; trial++) {
        state_of_draws = (uint64_t)trial + 5;
        run((struct kind){.people = 20000, .teams = trial < 2 ? 3000 : 12, .clustered = true, .calibrated = trial & 1, .stratified = true, .lonely = LONELY_ADJUST, .values = trial % 2 ? 30000 : 1500, .whole = trial < 2});
    }
}

/* A team of more people than a lane can count. */
static void an_enormous_team(void **state)
{
    (void)state;
    state_of_draws = 3;
    run((struct kind){.people = 140000, .teams = 2, .clustered = true, .calibrated = true, .lonely = LONELY_REMOVE, .values = 7, .whole = true});
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_designs), cmocka_unit_test(many_values_and_people), cmocka_unit_test(an_enormous_team)};
    return cmocka_run_group_tests_name("analyse/team_sums", tests, NULL, NULL);
}
