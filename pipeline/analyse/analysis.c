/* 1 what the variances are asked for   2 estimates of a cell   3 contrasts   4 the whole */
#include "analysis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "beside.h"
#include "degrees.h"
#include "influence.h"
#include "memory.h"

const char *const statistic_names[] = {"mean", "sd", "median", "q1", "q3", "total", "percent", "bin"};

static const double quantile_p[LIMIT_COUNT] = {0.5, 0.25, 0.75};
static const enum statistic quantile_names[LIMIT_COUNT] = {STATISTIC_MEDIAN, STATISTIC_Q1, STATISTIC_Q3};

static const char why_nobody[] = "nobody answered", why_one[] = "one answer has no spread", why_one_team[] = "all answers come from one team, so their uncertainty cannot be told",
                  why_lone_teams[] = "the answers come from one team of each stratum, so their uncertainty cannot be told", why_census[] = "a census of respondents: nobody else could have been drawn, so there is no sampling error",
                  why_edge[] = "the interval reaches beyond the answers given", why_same[] = "every answer is the same",
                  why_no_variance[] = "the teams and weights leave nothing to tell the uncertainty by", why_each_same[] = "within each group every answer is the same",
                  why_whole_share[] = "a share of 0% or 100% has no standard error to compare by, and Newcombe's interval includes no difference",
                  why_few_teams[] = "the answers come from too few teams to tell the uncertainty of the difference";

struct work {
    const struct task *task;
    const struct values *values;
    const struct design *design;
    struct distribution *distributions;
    struct influence_plan plan;
    struct influence_result result;
    struct degrees *degrees, *pair_degrees; /* cells; pairs */
    double *alpha, *beta, *deviations, *means, *quantiles; /* deviations: of the means from the plan's centre; quantiles: cells x LIMIT_COUNT */
    double *slot_weight, *slot_count;         /* cells x slots */
    uint32_t *limits;
    int *slot_of;
    size_t first_slot; /* statistic of the first slot */
    bool simple;
    struct analysis *analysis;
};

/* 1 what the variances are asked for */

static int slot_of_number(const struct task *task, double value)
{
    for (int s = 0; s < task->slots; s++) {
        bool last = s == task->slots - 1;
        if (value >= task->bin_edges[s] && (value < task->bin_edges[s + 1] || (last && value <= task->bin_edges[s + 1]))) return s;
    }
    return NO_SLOT;
}

static void find_slots(struct work *work)
{
    const struct task *task = work->task;
    work->slot_of = memory_new(work->values->count, sizeof *work->slot_of);
    for (size_t v = 0; v < work->values->count; v++) {
        int code = (int)work->values->value[v];
        work->slot_of[v] = task->is_number ? slot_of_number(task, work->values->value[v]) : code < task->slots ? code : NO_SLOT;
    }
    work->slot_weight = memory_new((size_t)work->design->cells * (size_t)task->slots, sizeof *work->slot_weight);
    work->slot_count = memory_new((size_t)work->design->cells * (size_t)task->slots, sizeof *work->slot_count);
    for (int c = 0; c < work->design->cells; c++) {
        const struct distribution *distribution = &work->distributions[c];
        for (size_t l = 0; l < distribution->count; l++) {
            int slot = work->slot_of[distribution->levels[l].index];
            if (slot == NO_SLOT) continue;
            work->slot_weight[c * task->slots + slot] += distribution->levels[l].weight;
            work->slot_count[c * task->slots + slot] += distribution->levels[l].count;
        }
    }
}

static uint32_t limit_at(const struct distribution *distribution, double quantile)
{
    uint32_t limit = 0;
    for (size_t l = 0; l < distribution->count && distribution->levels[l].value <= quantile; l++) limit = distribution->levels[l].index + 1;
    return limit;
}

/* Influence of a ratio: (f - estimate) / sum of weights (Woodruff 1971). */
static void ask_ratio(struct work *work, int cell, size_t statistic, double estimate)
{
    size_t at = (size_t)cell * (size_t)work->plan.statistics + statistic;
    work->alpha[at] = 1 / work->distributions[cell].weight;
    work->beta[at] = -estimate / work->distributions[cell].weight;
}

static void ask_cell(struct work *work, int cell)
{
    const struct distribution *distribution = &work->distributions[cell];
    size_t statistics = (size_t)work->plan.statistics;
    for (size_t s = 0; s < statistics; s++) work->alpha[(size_t)cell * statistics + s] = NAN;
    if (distribution->n < 1) return;
    if (work->task->is_number) {
        work->means[cell] = estimate_mean(distribution);
        work->deviations[cell] = estimate_deviation(distribution, work->plan.centre);
        ask_ratio(work, cell, 0, work->deviations[cell]);
        for (size_t q = 0; q < LIMIT_COUNT && !work->task->mean_only; q++) {
            size_t at = (size_t)cell * LIMIT_COUNT + q;
            work->quantiles[at] = estimate_quantile(distribution, quantile_p[q]);
            work->limits[at] = limit_at(distribution, work->quantiles[at]);
            ask_ratio(work, cell, 1 + q, estimate_share_at_most(distribution, work->quantiles[at]));
        }
    }
    for (int s = 0; s < work->task->slots; s++) ask_ratio(work, cell, work->first_slot + (size_t)s, work->slot_weight[cell * work->task->slots + s] / distribution->weight);
    if (work->task->total) { /* influence of a sum: the value itself */
        size_t at = (size_t)cell * statistics + statistics - 1;
        work->alpha[at - 1] = 0;
        work->beta[at - 1] = 1;
        work->alpha[at] = 1;
        work->beta[at] = work->plan.centre;
    }
}

static void ask(struct work *work)
{
    const struct task *task = work->task;
    size_t cells = (size_t)work->design->cells;
    work->first_slot = task->is_number ? 1 + LIMIT_COUNT : 0;
    work->plan = (struct influence_plan){.has_value = task->is_number, .slots = task->slots, .has_total = task->total, .statistics = (int)work->first_slot + task->slots + 2 * task->total, .pairs = task->pairs, .pair_count = task->pair_count, .breakdowns = task->breakdowns};
    if (task->is_number && work->values->count) work->plan.centre = work->values->value[work->values->count / 2];
    size_t count = cells * (size_t)work->plan.statistics;
    work->alpha = memory_new(count, sizeof *work->alpha);
    work->beta = memory_new(count, sizeof *work->beta);
    work->means = memory_new(cells, sizeof *work->means);
    work->deviations = memory_new(cells, sizeof *work->deviations);
    work->quantiles = memory_new(cells * LIMIT_COUNT, sizeof *work->quantiles);
    work->limits = memory_new(cells * LIMIT_COUNT, sizeof *work->limits);
    if (task->slots) find_slots(work);
    for (int c = 0; c < work->design->cells; c++) ask_cell(work, c);
    work->plan.alpha = work->alpha;
    work->plan.beta = work->beta;
    work->plan.limits = work->limits;
    work->plan.slot_of = work->slot_of;
    size_t pairs = (size_t)task->pair_count;
    work->result = (struct influence_result){memory_new(count, sizeof(double)), memory_new(cells, sizeof(double)), memory_new(pairs, sizeof(double)), memory_new(pairs, sizeof(double)), memory_new(cells, sizeof(double)), memory_new(pairs, sizeof(double))};
}

/* 2 estimates of a cell */

static struct estimate *add(struct work *work, int cell, int slot, enum statistic statistic)
{
    struct analysis *analysis = work->analysis;
    analysis->estimates = memory_grow(analysis->estimates, analysis->estimate_count, &analysis->estimate_room, sizeof *analysis->estimates);
    struct estimate *estimate = &analysis->estimates[analysis->estimate_count++];
    *estimate = (struct estimate){cell, slot, statistic, work->distributions[cell].n, NAN, NAN, NAN, NAN, NAN, {NAN, NAN}, NAN, {NAN, NAN}, false, NULL};
    if (estimate->n < 1) estimate->why = why_nobody;
    return estimate;
}

static double variance_of(const struct work *work, int cell, size_t statistic)
{
    return work->result.variance[(size_t)cell * (size_t)work->plan.statistics + statistic];
}

/* Teams with an answer in the cell less the strata they were drawn from. */
static double answered_degrees(const struct work *work, int cell)
{
    return work->result.teams[cell] - work->result.strata[cell];
}

/* Why a cell has no interval for a statistic, or NULL. varies: do the answers differ, so that a variance of 0 tells that it cannot be had? */
static const char *why_no_interval(const struct work *work, int cell, size_t statistic, bool varies)
{
    if (work->design->cell_left[cell] == 0) return why_census;
    if (work->distributions[cell].n < 2) return why_one;
    if (work->design->clustered && work->result.teams[cell] < 2) return why_one_team;
    if (!work->simple && answered_degrees(work, cell) < 1) return why_lone_teams;
    return varies && !(variance_of(work, cell, statistic) > 0) ? why_no_variance : NULL;
}

static bool answers_vary(const struct distribution *distribution)
{
    return distribution->count > 1;
}

/* Teams with a respondent in the cell, whether they answered this or not, less their strata: degf(subset(design, cell)). */
static double degrees(const struct work *work, int cell)
{
    return work->simple ? work->distributions[cell].n - 1 : work->design->cell_teams[cell] - work->design->cell_strata[cell];
}

/* The degrees of freedom of an estimate: those that few teams leave, or R survey's. Returns what its variance is to be multiplied with. */
static double allow_for_teams(const struct work *work, int cell, struct estimate *estimate)
{
    const struct degrees *said = &work->degrees[cell];
    estimate->few_teams = !isnan(said->df);
    estimate->df = estimate->few_teams ? said->df : estimate->design_df;
    return said->factor;
}

/* Both intervals of an estimate with a t interval: by the degrees of freedom that its few teams leave, and as R survey has it. */
static void put_t_intervals(const struct work *work, int cell, struct estimate *estimate)
{
    estimate->design_df = degrees(work, cell);
    estimate->design_interval = estimate_t_interval(estimate->value, estimate->se, estimate->design_df);
    double factor = allow_for_teams(work, cell, estimate);
    estimate->interval = estimate_t_interval(estimate->value, estimate->se * sqrt(factor), estimate->df);
}

/* As many people of a simple random sample would tell as much: spread of the answers over the variance of the estimate, at most n. That
 * sample is of an endless population: where few are left to be drawn, n of them tell as much as n over the share that is left. */
static double effective_number(const struct work *work, int cell, double spread, double variance)
{
    const struct distribution *distribution = &work->distributions[cell];
    if (work->simple) return distribution->n;
    double left = work->design->cell_left[cell], most = left > 0 ? distribution->n / left : distribution->n;
    if (!(spread > 0)) return estimate_kish(distribution) * most / distribution->n;
    return variance > 0 ? fmin(most, spread / variance) : most;
}

/* svyvar of survey 4.1 divides by one less than all respondents of the cell, those who did not answer included. Followed where there are
 * weights or teams, so that the two agree; a simple random sample has the textbook's n - 1 of those who answered. */
static double svyvar_factor(const struct work *work, int cell)
{
    double n = work->distributions[cell].n, all = work->design->cell_size[cell];
    return work->simple ? 1 : all / (all - 1) * (n - 1) / n;
}

static void estimate_mean_of(struct work *work, int cell)
{
    const struct distribution *distribution = &work->distributions[cell];
    struct estimate *mean = add(work, cell, -1, STATISTIC_MEAN);
    if (distribution->n >= 1) {
        mean->value = work->means[cell];
        mean->why = why_no_interval(work, cell, 0, answers_vary(distribution));
        if (mean->why == why_census) mean->se = 0;
        if (!mean->why) {
            mean->n_effective = effective_number(work, cell, estimate_variance(distribution, mean->value), variance_of(work, cell, 0));
            mean->se = sqrt(variance_of(work, cell, 0));
            put_t_intervals(work, cell, mean);
            if (!answers_vary(distribution)) mean->why = why_same;
        }
    }
    struct estimate *sd = add(work, cell, -1, STATISTIC_SD);
    if (distribution->n >= 2) sd->value = sqrt(estimate_variance(distribution, work->means[cell]) * svyvar_factor(work, cell));
    else if (distribution->n >= 1) sd->why = why_one;
}

static void estimate_total_of(struct work *work, int cell)
{
    const struct distribution *distribution = &work->distributions[cell];
    struct estimate *total = add(work, cell, -1, STATISTIC_TOTAL);
    if (distribution->n < 1) return;
    total->value = work->means[cell] * distribution->weight;
    total->why = why_no_interval(work, cell, (size_t)work->plan.statistics - 1, false);
    if (total->why == why_census) total->se = 0;
    if (total->why || work->simple) return; /* a simple random sample is not asked how large its population is */
    total->se = sqrt(variance_of(work, cell, (size_t)work->plan.statistics - 1));
    put_t_intervals(work, cell, total);
}

static void estimate_quantiles_of(struct work *work, int cell)
{
    const struct distribution *distribution = &work->distributions[cell];
    for (size_t q = 0; q < LIMIT_COUNT; q++) {
        struct estimate *estimate = add(work, cell, -1, quantile_names[q]);
        if (distribution->n < 1) continue;
        estimate->value = work->quantiles[(size_t)cell * LIMIT_COUNT + q];
        double share = estimate_share_at_most(distribution, estimate->value);
        estimate->why = why_no_interval(work, cell, 1 + q, share < 1);
        if (estimate->why) continue;
        double se = share < 1 ? sqrt(variance_of(work, cell, 1 + q)) : 0; /* all of them: no dust of a variance */
        estimate->design_df = answered_degrees(work, cell); /* svyquantile drops those who did not answer before it counts teams */
        estimate->design_interval = estimate_woodruff(distribution, share, se, estimate->design_df);
        double factor = allow_for_teams(work, cell, estimate);
        estimate->interval = estimate_woodruff(distribution, share, se * sqrt(factor), estimate->df);
        if (isnan(estimate->interval.low) || isnan(estimate->interval.high)) estimate->why = why_edge;
    }
}

static struct interval to_percent(struct interval shares) { return (struct interval){100 * shares.low, 100 * shares.high}; }

/* A simple random sample has Wilson's interval. Where the effective number is made of a variance the critical value is that of t, and the number may be above that of
 * people, as by chance it is half the time when teams are all alike (up to twice it, lest a few teams that happen to agree pass for certainty).
 * Of none and of all the exact limits stand, on Kish's number: no variance tells of them. */
static void put_share_intervals(const struct work *work, int cell, struct estimate *estimate, double share, double variance)
{
    estimate->design_df = degrees(work, cell);
    (void)allow_for_teams(work, cell, estimate); /* none of the variance is taken for shares: tests/coverage */
    estimate->design_interval = to_percent(estimate_wilson(share, estimate->n_effective));
    estimate->interval = estimate->design_interval;
    if (share <= 0 || share >= 1) estimate->interval = to_percent(estimate_of_none_or_all(share, estimate->n_effective));
    else if (!work->simple) {
        double number = fmin(2 * estimate->n, share * (1 - share) * estimate->n / (estimate->n - 1) / variance);
        estimate->interval = to_percent(estimate_score(share, number, estimate_critical(estimate->df)));
    }
}

static void estimate_share_of(struct work *work, int cell, int slot)
{
    const struct distribution *distribution = &work->distributions[cell];
    struct estimate *estimate = add(work, cell, slot, work->task->is_number ? STATISTIC_BIN : STATISTIC_PERCENT);
    if (distribution->n < 1) return;
    double share = work->slot_weight[cell * work->task->slots + slot] / distribution->weight, variance = variance_of(work, cell, work->first_slot + (size_t)slot);
    estimate->count = work->slot_count[cell * work->task->slots + slot];
    if (estimate->count == distribution->n) share = 1; /* exactly, whatever the weights add up to */
    estimate->value = 100 * share;
    estimate->why = why_no_interval(work, cell, work->first_slot + (size_t)slot, share > 0 && share < 1);
    if (estimate->why == why_census) estimate->se = 0;
    if (estimate->why) return;
    estimate->n_effective = effective_number(work, cell, share * (1 - share), variance);
    estimate->se = 100 * sqrt(variance);
    put_share_intervals(work, cell, estimate, share, variance);
}

static void estimate_cell(struct work *work, int cell)
{
    if (work->task->is_number) {
        estimate_mean_of(work, cell);
        if (!work->task->mean_only) estimate_quantiles_of(work, cell);
        if (work->task->total) estimate_total_of(work, cell);
    }
    for (int s = 0; s < work->task->slots; s++) estimate_share_of(work, cell, s);
}

/* 3 contrasts */

static struct effect effect_of(const struct work *work, int group, int reference, double difference)
{
    const struct distribution *a = &work->distributions[group], *b = &work->distributions[reference];
    double spread = estimate_variance(a, work->means[group]), reference_spread = estimate_variance(b, work->means[reference]);
    return compare_hedges_g(difference, sqrt(spread), a->n, effective_number(work, group, spread, variance_of(work, group, 0)), sqrt(reference_spread), b->n,
                            effective_number(work, reference, reference_spread, variance_of(work, reference, 0)));
}

/* Does the first statistic vary in a cell: the number itself, or the share? */
static bool contrast_varies(const struct work *work, int cell)
{
    if (work->task->is_number) return answers_vary(&work->distributions[cell]);
    double count = work->slot_count[cell * work->task->slots];
    return count > 0 && count < work->distributions[cell].n;
}

static void count_shares(const struct work *work, struct contrast *contrast, int group, int reference)
{
    int slots = work->task->slots;
    contrast->yes = (long)work->slot_count[group * slots];
    contrast->no = (long)contrast->n - contrast->yes;
    contrast->reference_yes = (long)work->slot_count[reference * slots];
    contrast->reference_no = (long)contrast->n_reference - contrast->reference_yes;
}

/* Differences of shares are told in percentage points. */
static void to_points(struct difference *d)
{
    d->value *= 100;
    d->se *= 100;
    d->interval.low *= 100;
    d->interval.high *= 100;
}

/* By the degrees of freedom that few teams leave; where one of the groups has many, the other's weigh (Satterthwaite 1946). Half of the variance's correction is taken, as
 * a power: those degrees of freedom are on the safe side already when a group has two or three teams, and with all of it intervals cover 97 times of 100 (tests/coverage). */
static void correct(const struct work *work, int pair, struct contrast *contrast)
{
    struct degrees said = work->pair_degrees[pair];
    double sum = 0, right = 0, squares = 0;
    bool any = false;
    for (int i = 0; i < 2; i++) {
        int cell = work->task->pairs[pair][i];
        const struct degrees *side = &work->degrees[cell];
        double variance = variance_of(work, cell, 0), own = variance * side->factor;
        sum += variance;
        right += own;
        squares += own * own / (isnan(side->df) ? degrees(work, cell) : side->df);
        any |= !isnan(side->df);
    }
    if (isnan(said.df) && any) said = (struct degrees){right * right / squares, right / sum};
    contrast->few_teams = !isnan(said.df);
    if (contrast->few_teams) contrast->difference = compare_with_degrees(&contrast->difference, said.df, sqrt(said.factor));
}

static bool hides_in_whole_share(const struct work *work, int group, int reference)
{
    const int cells[2] = {group, reference};
    double shares[2], numbers[2];
    for (int i = 0; i < 2; i++) {
        double count = work->slot_count[cells[i] * work->task->slots];
        shares[i] = count == work->distributions[cells[i]].n ? 1 : work->slot_weight[cells[i] * work->task->slots] / work->distributions[cells[i]].weight;
        numbers[i] = effective_number(work, cells[i], shares[i] * (1 - shares[i]), variance_of(work, cells[i], 0));
    }
    return compare_hides_in_whole_share(shares[0], numbers[0], shares[1], numbers[1]);
}

/* A side whose own uncertainty cannot be told must not pass for one that is known exactly. */
static const char *why_not_compared(const struct work *work, int group, int reference)
{
    const char *why = why_no_interval(work, group, 0, contrast_varies(work, group));
    if (!why) why = why_no_interval(work, reference, 0, contrast_varies(work, reference));
    return why ? why : !work->task->is_number && hides_in_whole_share(work, group, reference) ? why_whole_share : NULL;
}

static bool is_few(const struct work *work, int cell)
{
    return work->distributions[cell].n < FEW || (work->design->clustered && work->result.teams[cell] < FEW);
}

static bool is_lone(const struct work *work, int cell)
{
    return work->distributions[cell].n < 2 || (work->design->clustered && work->result.teams[cell] < 2);
}

static void contrast_pair(struct work *work, int pair)
{
    int group = work->task->pairs[pair][0], reference = work->task->pairs[pair][1], slots = work->task->slots;
    const struct distribution *a = &work->distributions[group], *b = &work->distributions[reference];
    bool number = work->task->is_number;
    struct contrast *contrast = &work->analysis->contrasts[work->analysis->contrast_count++];
    struct difference *d = &contrast->difference;
    const struct difference none = {NAN, NAN, NAN, NAN, NAN, {NAN, NAN}};
    *contrast = (struct contrast){.pair = pair, .n = a->n, .n_reference = b->n, .difference = none, .design = none, .effect = {NAN, {NAN, NAN}}};
    if (a->n < 1 || b->n < 1) {
        contrast->why = why_nobody;
        return;
    }
    contrast->few = is_few(work, group) || is_few(work, reference);
    contrast->lone = is_lone(work, group) || is_lone(work, reference);
    if (!number) count_shares(work, contrast, group, reference);
    double value = number ? work->deviations[group] : work->slot_weight[group * slots] / a->weight;
    double other = number ? work->deviations[reference] : work->slot_weight[reference * slots] / b->weight;
    double variance = variance_of(work, group, 0), other_variance = variance_of(work, reference, 0);
    contrast->degrees = work->result.pair_teams[pair] - work->result.pair_strata[pair];
    if (!number) {
        contrast->share = value;
        contrast->reference_share = other;
        contrast->share_variance = variance;
        contrast->reference_variance = other_variance;
        contrast->covariance = work->result.covariance[pair];
    }
    contrast->why = why_not_compared(work, group, reference);
    if (contrast->why) d->value = value - other;
    else *d = work->simple ? compare_independent(value, variance, a->n - 1, other, other_variance, b->n - 1)
                           : compare_in_design(value, variance, other, other_variance, work->result.covariance[pair], work->result.pair_teams[pair] - work->result.pair_strata[pair] + 1);
    if (!contrast->why && isnan(d->t)) contrast->why = !contrast_varies(work, group) && !contrast_varies(work, reference) ? why_each_same : why_few_teams;
    if (!number) to_points(d);
    contrast->design = *d;
    if (!contrast->why && !work->simple) correct(work, pair, contrast);
    if (number && !contrast->why) contrast->effect = effect_of(work, group, reference, d->value);
    else if (!number) contrast->effect = (struct effect){d->value, d->interval};
}

/* 4 the whole */

struct analysis *analysis_run(const struct task *task, const struct values *values, const struct design *design)
{
    struct work work = {.task = task, .values = values, .design = design, .simple = influence_simple(design)};
    struct tally *tally = tally_create(values, design);
    work.distributions = distributions_create(tally, values, design, task->breakdowns);
    work.analysis = memory_new(1, sizeof *work.analysis);
    work.analysis->contrasts = memory_new((size_t)task->pair_count, sizeof *work.analysis->contrasts);
    ask(&work);
    influence_run(&work.plan, values, design, &work.result);
    work.degrees = memory_new((size_t)design->cells, sizeof *work.degrees);
    work.pair_degrees = memory_new((size_t)task->pair_count, sizeof *work.pair_degrees);
    degrees_find(values, design, task->breakdowns, task->pairs, task->pair_count, work.degrees, work.pair_degrees);
    for (int b = 0; b < design->breakdown_count; b++)
        for (int c = design->breakdowns[b].first_cell; c < design->breakdowns[b].first_cell + design->breakdowns[b].cell_count && (!task->breakdowns || task->breakdowns[b]); c++)
            if (design->cell_size[c] > 0) estimate_cell(&work, c);
    for (int k = 0; k < task->pair_count; k++) contrast_pair(&work, k);
    if (!task->alone) beside_run(task, values, design, work.distributions, work.analysis);
    distributions_destroy(work.distributions, design);
    tally_destroy(tally);
    void *parts[] = {work.alpha, work.beta, work.means, work.deviations, work.quantiles, work.limits, work.slot_of, work.slot_weight, work.slot_count, work.degrees, work.pair_degrees,
                     work.result.variance, work.result.teams, work.result.covariance, work.result.pair_teams, work.result.strata, work.result.pair_strata};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    return work.analysis;
}

void analysis_destroy(struct analysis *analysis)
{
    if (!analysis) return;
    free(analysis->estimates);
    free(analysis->contrasts);
    free(analysis->besides);
    free(analysis);
}
