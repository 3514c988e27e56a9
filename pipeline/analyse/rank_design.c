#include "rank_design.h"

#include <math.h>
#include <stdlib.h>

#include "guard.h"
#include "memory.h"
#include "rank.h"
#include "square.h"

struct ranking {
    const int *cells;
    int count, breakdown;
    const struct distribution *distributions;
    const struct values *values;
    const struct design *design;
    double *below, *at; /* groups x values: weight below each value, and at it */
    double *mean;       /* of each group: mean score */
    double total;
};

static const struct distribution *group_at(const struct ranking *ranking, int group) { return &ranking->distributions[ranking->cells[group]]; }

static void sum_weights(struct ranking *ranking)
{
    size_t values = ranking->values->count;
    for (int g = 0; g < ranking->count; g++) {
        const struct distribution *distribution = group_at(ranking, g);
        double *at = ranking->at + (size_t)g * values, *below = ranking->below + (size_t)g * values, sum = 0;
        for (size_t l = 0; l < distribution->count; l++) at[distribution->levels[l].index] = distribution->levels[l].weight;
        for (size_t v = 0; v < values; v++) {
            below[v] = sum;
            sum += at[v];
        }
        ranking->total += distribution->weight;
    }
}

/* The share of a group's weight below the value, and half of that at it. */
static double place_in(const struct ranking *ranking, int group, size_t value)
{
    size_t at = (size_t)group * ranking->values->count + value;
    return (ranking->below[at] + ranking->at[at] / 2) / group_at(ranking, group)->weight;
}

static double score_of(const struct ranking *ranking, size_t value)
{
    double score = 0;
    for (int g = 0; g < ranking->count; g++) score += place_in(ranking, g, value) * group_at(ranking, g)->weight;
    return score / ranking->total;
}

static void find_means(struct ranking *ranking)
{
    for (int g = 0; g < ranking->count; g++) {
        const struct distribution *distribution = group_at(ranking, g);
        for (size_t l = 0; l < distribution->count; l++) ranking->mean[g] += distribution->levels[l].weight * score_of(ranking, distribution->levels[l].index) / distribution->weight;
    }
}

/* Statistic g: the mean score of group g less that of the reference, the last. Of two groups one more: the share of pairs. */
static double *make_influence(const struct ranking *ranking, int statistics)
{
    size_t values = ranking->values->count;
    int last = ranking->count - 1;
    double *influence = memory_new((size_t)ranking->count * values * (size_t)statistics, sizeof *influence), share = 0.5 + ranking->mean[0] - ranking->mean[last];
    for (int g = 0; g < ranking->count; g++)
        for (size_t v = 0; v < values; v++) {
            double *here = influence + ((size_t)g * values + v) * (size_t)statistics, weight = group_at(ranking, g)->weight, off = (score_of(ranking, v) - ranking->mean[g]) / weight;
            for (int s = 0; s < last; s++) here[s] = g == s ? off : g == last ? -off : 0;
            if (statistics > last) here[last] = g == 0 ? (place_in(ranking, 1, v) - share) / weight : (1 - place_in(ranking, 0, v) - share) / weight;
        }
    return influence;
}

static struct joint run_joint(const struct ranking *ranking, int statistics)
{
    int *group_of = memory_new((size_t)ranking->design->cells, sizeof *group_of);
    double *influence = make_influence(ranking, statistics);
    for (int c = 0; c < ranking->design->cells; c++) group_of[c] = NO_GROUP;
    for (int g = 0; g < ranking->count; g++) group_of[ranking->cells[g]] = g;
    struct joint_plan plan = {ranking->breakdown, ranking->count, statistics, group_of, influence};
    struct joint joint = joint_run(&plan, ranking->values, ranking->design);
    free(group_of);
    free(influence);
    return joint;
}

static void test_two(const struct ranking *ranking, struct rank_design *test)
{
    struct joint joint = run_joint(ranking, 2);
    double difference = ranking->mean[0] - ranking->mean[1], variance = joint.covariance[0], of_share = joint.covariance[3];
    test->df = joint.degrees - 1;
    test->delta = fmax(-1, fmin(1, 2 * difference));
    if (variance > 0 && test->df > 0) {
        test->statistic = difference / sqrt(variance);
        test->p = guard_t_two_sided(test->statistic, test->df);
        if (fabs(test->delta) < 1) test->interval = rank_cliff_interval(test->delta, 4 * of_share, guard_t_quantile(0.975, test->df));
    }
    joint_free(&joint);
}

static void test_several(const struct ranking *ranking, struct rank_design *test)
{
    int differences = ranking->count - 1;
    struct joint joint = run_joint(ranking, differences);
    double *beta = memory_new((size_t)differences, sizeof *beta), square = 0;
    for (int s = 0; s < differences; s++) beta[s] = ranking->mean[s] - ranking->mean[differences];
    test->df = differences;
    test->df_rest = joint.degrees - differences;
    if (test->df_rest > 0 && square_solve(joint.covariance, beta, differences, 1)) {
        for (int s = 0; s < differences; s++) square += beta[s] * (ranking->mean[s] - ranking->mean[differences]);
        test->statistic = square / differences;
        test->p = guard_f_above(test->statistic, test->df, test->df_rest);
    }
    free(beta);
    joint_free(&joint);
}

struct rank_design rank_design_run(const int *cells, int count, int breakdown, const struct distribution *distributions, const struct values *values, const struct design *design)
{
    struct rank_design test = {NAN, NAN, NAN, NAN, NAN, {NAN, NAN}};
    struct ranking ranking = {.cells = cells, .count = count, .breakdown = breakdown, .distributions = distributions, .values = values, .design = design};
    for (int g = 0; g < count; g++)
        if (distributions[cells[g]].n < 1) return test;
    if (count < 2) return test;
    size_t room = (size_t)count * values->count;
    ranking.below = memory_new(room, sizeof *ranking.below);
    ranking.at = memory_new(room, sizeof *ranking.at);
    ranking.mean = memory_new((size_t)count, sizeof *ranking.mean);
    sum_weights(&ranking);
    find_means(&ranking);
    if (count == 2) test_two(&ranking, &test);
    else test_several(&ranking, &test);
    free(ranking.below);
    free(ranking.at);
    free(ranking.mean);
    return test;
}
