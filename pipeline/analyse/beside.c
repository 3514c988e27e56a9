/* 1 rows   2 numbers   3 yes or no   4 tables   5 the whole */
#include "beside.h"

#include <math.h>
#include <stdlib.h>

#include "contingency.h"
#include "guard.h"
#include "joint.h"
#include "median.h"
#include "memory.h"
#include "noncentral.h"
#include "rank.h"
#include "rank_design.h"

static const char cliff_name[] = "Cliff's delta", odds_name[] = "odds ratio", cramer_name[] = "Cramer's V, bias-corrected",
                  why_few[] = "fewer than five answers or teams on a side: no test", why_nobody[] = "nobody answered in one of the groups", why_same[] = "every answer is the same",
                  why_open[] = "nobody on one side: the odds ratio has no end there", why_teams[] = "the answers come from too few teams, or differ too little between them, for a test",
                  why_wide[] = "too many groups and answers for one test",
                  why_whole[] = "a share of 0% or 100% has no standard error to compare by", why_large[] = "too many tables to list for the exact test";

struct work {
    const struct task *task;
    const struct values *values;
    const struct design *design;
    const struct distribution *distributions;
    struct analysis *analysis;
    bool simple;
};

/* Cells compared, the reference last; pair or set says which of the task's, the other is -1. */
struct compared { int pair, set, cells[GROUP_LIMIT + 1], count, breakdown; bool few; };

/* Cells of a table, or groups, that are tested together under a design at most: every pair of them is summed over the teams. */
enum { TOGETHER_LIMIT = 64 };

/* 1 rows */

static struct beside *add(const struct work *work, const struct compared *compared, const char *method, const char *effect_name)
{
    struct analysis *analysis = work->analysis;
    analysis->besides = memory_grow(analysis->besides, analysis->beside_count, &analysis->beside_room, sizeof *analysis->besides);
    struct beside *row = &analysis->besides[analysis->beside_count++];
    *row = (struct beside){.pair = compared->pair, .set = compared->set, .method = method, .effect_name = effect_name, .value = NAN, .value_interval = {NAN, NAN}, .statistic = NAN, .df = NAN, .p = NAN, .effect = {NAN, {NAN, NAN}}};
    for (int i = 0; i < compared->count; i++) *(i < compared->count - 1 ? &row->n : &row->n_reference) += work->distributions[compared->cells[i]].n;
    return row;
}

static void settle(struct beside *row, const struct compared *compared, double p, const char *why)
{
    row->p = compared->few ? (double)NAN : p;
    row->why = compared->few ? why_few : isnan(p) ? why : NULL;
}

static bool has_nobody(const struct work *work, const struct compared *compared)
{
    for (int i = 0; i < compared->count; i++)
        if (work->distributions[compared->cells[i]].n < 1) return true;
    return false;
}

/* 2 numbers */

/* The main row's g has an interval that supposes a normal distribution of g; this one supposes normal answers only. */
static void noncentral(const struct work *work, const struct compared *compared, const struct contrast *c)
{
    double g = c->effect.value, j = compare_hedges_correction(c->n + c->n_reference - 2);
    if (!isfinite(g) || !isfinite(j)) return;
    struct beside *row = add(work, compared, "Hedges g, noncentral t interval", "Hedges g");
    struct interval d = noncentral_d_interval(g / j, c->n, c->n_reference, 0.95);
    row->effect = (struct effect){g, {j * d.low, j * d.high}};
}

static void rank_two(const struct work *work, const struct compared *compared, const struct contrast *contrast)
{
    const struct distribution *group = &work->distributions[compared->cells[0]], *reference = &work->distributions[compared->cells[1]];
    if (!work->simple) {
        struct rank_design test = rank_design_run(compared->cells, 2, compared->breakdown, work->distributions, work->values, work->design);
        struct beside *row = add(work, compared, "design-based Wilcoxon, as svyranktest", cliff_name);
        row->df = test.df;
        row->effect = (struct effect){test.delta, {NAN, NAN}};
        if (!contrast->lone) {
            row->statistic = test.statistic;
            row->effect.interval = test.interval;
        }
        settle(row, compared, test.p, why_teams);
        return;
    }
    struct mann_whitney test = rank_mann_whitney(group, reference, true);
    struct cliff cliff = rank_cliff(group, reference);
    struct beside *row = add(work, compared, test.exact ? "Mann-Whitney, exact" : "Mann-Whitney, corrected for ties and continuity", cliff_name);
    row->statistic = test.w;
    row->effect = (struct effect){cliff.delta, cliff.interval};
    settle(row, compared, test.p, why_same);
    noncentral(work, compared, contrast);
}

static struct interval woodruff_of(const struct work *work, int cell)
{
    const struct analysis *analysis = work->analysis;
    for (size_t e = 0; e < analysis->estimate_count; e++)
        if (analysis->estimates[e].cell == cell && analysis->estimates[e].statistic == STATISTIC_MEDIAN) return analysis->estimates[e].interval;
    return (struct interval){NAN, NAN};
}

static void medians(const struct work *work, const struct compared *compared)
{
    struct median_groups groups = {{compared->cells[0], compared->cells[1]}, compared->breakdown, work->distributions, work->values, work->design};
    struct bootstrap_result result = median_difference(&groups, (const struct interval[]){woodruff_of(work, compared->cells[0]), woodruff_of(work, compared->cells[1])});
    struct beside *row = add(work, compared, result.method, NULL);
    row->value = result.value;
    row->value_interval = (struct interval){result.low, result.high};
    row->why = result.why;
}

static void rank_several(const struct work *work, const struct compared *compared)
{
    if (!work->simple && compared->count > TOGETHER_LIMIT) {
        settle(add(work, compared, "design-based rank test of several groups, as svyranktest", NULL), compared, NAN, why_wide);
        return;
    }
    if (!work->simple) {
        struct rank_design test = rank_design_run(compared->cells, compared->count, compared->breakdown, work->distributions, work->values, work->design);
        struct beside *row = add(work, compared, "design-based rank test of several groups, as svyranktest", NULL);
        row->statistic = test.statistic;
        row->df = test.df;
        settle(row, compared, test.p, why_teams);
        return;
    }
    const struct distribution *groups[GROUP_LIMIT + 1];
    for (int i = 0; i < compared->count; i++) groups[i] = &work->distributions[compared->cells[i]];
    struct kruskal_wallis test = rank_kruskal_wallis(groups, compared->count);
    struct beside *row = add(work, compared, "Kruskal-Wallis", "epsilon squared");
    row->statistic = test.h;
    row->df = test.df;
    row->effect.value = test.epsilon_squared;
    settle(row, compared, test.p, why_same);
}

/* 3 yes or no */

bool beside_wants_exact(const struct contrast *c)
{
    double counts[4] = {(double)c->yes, (double)c->no, (double)c->reference_yes, (double)c->reference_no};
    if (c->n < 1 || c->n_reference < 1) return false;
    struct table table = {counts, 2, 2};
    bool whole = !c->yes || !c->no || !c->reference_yes || !c->reference_no;
    return whole || contingency_total(&table) < 20 || contingency_least_expected(&table) < 5;
}

static void put_odds(struct beside *row, struct odds odds)
{
    bool open = isinf(odds.ratio) || isinf(odds.interval.high);
    row->effect = (struct effect){isinf(odds.ratio) ? (double)NAN : odds.ratio, {odds.interval.low, isinf(odds.interval.high) ? (double)NAN : odds.interval.high}};
    if (open && !row->why) row->why = why_open;
}

static void newcombe(const struct work *work, const struct compared *compared, const struct contrast *c)
{
    struct beside *row = add(work, compared, "Newcombe interval", "percentage points");
    struct interval interval = compare_newcombe(c->share, c->n, c->reference_share, c->n_reference);
    row->value = 100 * (c->share - c->reference_share);
    row->value_interval = (struct interval){100 * interval.low, 100 * interval.high};
    row->effect = (struct effect){row->value, row->value_interval};
}

static void shares_simple(const struct work *work, const struct compared *compared, const struct contrast *c)
{
    if (beside_wants_exact(c)) {
        struct beside *row = add(work, compared, "fisher exact, conditional odds ratio", odds_name);
        settle(row, compared, compare_fisher(c->yes, c->no, c->reference_yes, c->reference_no), NULL);
        put_odds(row, contingency_conditional(c->yes, c->no, c->reference_yes, c->reference_no));
        return; /* Newcombe's interval stands in the main row */
    }
    double counts[4] = {(double)c->yes, (double)c->no, (double)c->reference_yes, (double)c->reference_no};
    struct table table = {counts, 2, 2};
    struct chi_square test = contingency_chi_square(&table, true);
    struct beside *row = add(work, compared, "chi-square with Yates' correction, Woolf interval", odds_name);
    row->statistic = test.statistic;
    row->df = test.df;
    settle(row, compared, test.p, NULL);
    put_odds(row, contingency_odds(&table));
    newcombe(work, compared, c);
}

/* Of two groups and yes or no everything follows from the two shares: the logarithm of the odds ratio is the one interaction of the table, so its variance is that of the
 * contrast, and Rao and Scott's correction its ratio to that of a simple random sample (contingency_rao_scott on the 2x2 table gives the same). */
static void shares_design(const struct work *work, const struct compared *compared, const struct contrast *c)
{
    double p = c->share, q = c->reference_share, a = p * (1 - p), b = q * (1 - q), n = c->n + c->n_reference;
    double weight = work->distributions[compared->cells[0]].weight, other = work->distributions[compared->cells[1]].weight, part = weight / (weight + other);
    struct beside *row = add(work, compared, "Rao-Scott F, as svychisq", odds_name);
    double variance = c->share_variance / (a * a) + c->reference_variance / (b * b) - 2 * c->covariance / (a * b), degrees = c->degrees;
    if (!(a > 0) || !(b > 0) || !(variance > 0) || !(degrees > 1)) {
        settle(row, compared, NAN, a > 0 && b > 0 ? why_teams : why_whole);
        return;
    }
    double shares[4] = {part * p, part * (1 - p), (1 - part) * q, (1 - part) * (1 - q)};
    struct table table = {shares, 2, 2};
    double simple = (1 / shares[0] + 1 / shares[1] + 1 / shares[2] + 1 / shares[3]) / n, log_odds = log(p / (1 - p)) - log(q / (1 - q)), reach = guard_t_quantile(0.975, degrees - 1) * sqrt(variance);
    row->statistic = n * contingency_chi_square(&table, false).statistic / (variance / simple);
    row->df = 1;
    row->effect = (struct effect){exp(log_odds), {exp(log_odds - reach), exp(log_odds + reach)}};
    if (c->lone) {
        row->statistic = NAN;
        row->effect.interval = (struct interval){NAN, NAN};
    }
    settle(row, compared, guard_f_above(row->statistic, 1, degrees), why_teams);
}

/* 4 tables */

static int slots_of(const struct work *work) { return work->task->is_table ? work->task->slots : 2; }

/* Yes/no measures have the codes 0 (yes) and 1; what is no slot is the second. */
static int slot_of(const struct work *work, double value)
{
    int code = (int)value, slots = slots_of(work);
    return code < slots ? code : slots - 1;
}

/* groups x slots: people, or weight. */
static double *count_table(const struct work *work, const struct compared *compared, bool weighted)
{
    int slots = slots_of(work);
    double *counts = memory_new((size_t)compared->count * (size_t)slots, sizeof *counts);
    for (int g = 0; g < compared->count; g++) {
        const struct distribution *distribution = &work->distributions[compared->cells[g]];
        for (size_t l = 0; l < distribution->count; l++)
            counts[g * slots + slot_of(work, distribution->levels[l].value)] += weighted ? distribution->levels[l].weight : distribution->levels[l].count;
    }
    return counts;
}

static void table_simple(const struct work *work, const struct compared *compared)
{
    struct table table = {count_table(work, compared, false), compared->count, slots_of(work)};
    contingency_squeeze(&table);
    struct chi_square test = contingency_chi_square(&table, false);
    double n = contingency_total(&table), exact = NAN;
    bool sparse = table.rows > 1 && table.columns > 1 && (n < 20 || contingency_least_expected(&table) < 5);
    if (sparse && !compared->few) exact = contingency_freeman_halton(&table);
    struct beside *row = add(work, compared, isnan(exact) ? "chi-square" : "Fisher-Freeman-Halton exact", cramer_name);
    row->statistic = test.statistic;
    row->df = test.df;
    row->effect.value = contingency_cramer_corrected(test.statistic, n, table.rows, table.columns);
    settle(row, compared, isnan(exact) ? test.p : exact, why_same);
    if (sparse && isnan(exact) && !row->why) row->why = why_large;
    free(table.counts);
}

/* Influence of each cell's share: 1 there less the share, over the sum of weights. */
static double *table_influence(const struct work *work, const struct compared *compared, const struct table *shares, const int *column_of, double weight)
{
    size_t values = work->values->count, cells = (size_t)(shares->rows * shares->columns);
    double *influence = memory_new((size_t)compared->count * values * cells, sizeof *influence);
    for (size_t g = 0; g < (size_t)compared->count; g++)
        for (size_t v = 0; v < values; v++) {
            double *here = influence + (g * values + v) * cells;
            int column = column_of[slot_of(work, work->values->value[v])];
            for (size_t s = 0; s < cells; s++) here[s] = ((int)s == (int)g * shares->columns + column ? 1 - shares->counts[s] : -shares->counts[s]) / weight;
        }
    return influence;
}

static void table_covariance(const struct work *work, const struct compared *compared, const struct table *shares, const int *column_of, double weight, struct joint *joint)
{
    int *group_of = memory_new((size_t)work->design->cells, sizeof *group_of);
    double *influence = table_influence(work, compared, shares, column_of, weight);
    for (int c = 0; c < work->design->cells; c++) group_of[c] = NO_GROUP;
    for (int g = 0; g < compared->count; g++) group_of[compared->cells[g]] = g;
    struct joint_plan plan = {compared->breakdown, compared->count, shares->rows * shares->columns, group_of, influence};
    *joint = joint_run(&plan, work->values, work->design);
    free(group_of);
    free(influence);
}

static void table_design(const struct work *work, const struct compared *compared)
{
    int slots = slots_of(work), used = 0, *column_of = memory_new((size_t)slots, sizeof *column_of);
    struct table table = {count_table(work, compared, true), compared->count, slots};
    struct beside *row = add(work, compared, "Rao-Scott F, as svychisq", cramer_name);
    double weight = contingency_total(&table), n = row->n + row->n_reference;
    for (int s = 0; s < slots; s++) {
        double column = 0;
        for (int g = 0; g < compared->count; g++) column += table.counts[g * slots + s];
        column_of[s] = column > 0 ? used++ : -1;
    }
    contingency_squeeze(&table); /* no group is empty */
    if (table.rows * table.columns > TOGETHER_LIMIT) {
        settle(row, compared, NAN, why_wide);
        free(table.counts);
        free(column_of);
        return;
    }
    for (int i = 0; i < table.rows * table.columns; i++) table.counts[i] /= weight;
    struct joint joint;
    table_covariance(work, compared, &table, column_of, weight, &joint);
    struct rao_scott test = contingency_rao_scott(&table, joint.covariance, n, joint.degrees);
    row->statistic = test.f;
    row->df = test.df;
    double effective = test.f > 0 ? n * test.f * test.first_df / test.chi_square : n; /* n over the mean design effect: what the bias of V depends on */
    if (!isnan(test.f)) row->effect.value = contingency_cramer_corrected(test.chi_square * effective / n, effective, table.rows, table.columns);
    settle(row, compared, test.p, table.columns < 2 ? why_same : why_teams);
    joint_free(&joint);
    free(table.counts);
    free(column_of);
}

/* 5 the whole */

static void compare(const struct work *work, const struct compared *compared, const struct contrast *contrast)
{
    bool two = compared->pair >= 0;
    if (has_nobody(work, compared)) {
        add(work, compared, work->task->is_table ? "whole table" : "other methods", NULL)->why = why_nobody;
        return;
    }
    if (work->task->is_number && two) {
        rank_two(work, compared, contrast);
        medians(work, compared);
    } else if (work->task->is_number) rank_several(work, compared);
    else if (two && !work->task->is_table) (work->simple ? shares_simple : shares_design)(work, compared, contrast);
    else (work->simple ? table_simple : table_design)(work, compared);
}

static int breakdown_of(const struct design *design, int cell)
{
    int b = 0;
    while (cell >= design->breakdowns[b].first_cell + design->breakdowns[b].cell_count) b++;
    return b;
}

void beside_run(const struct task *task, const struct values *values, const struct design *design, const struct distribution *distributions, struct analysis *analysis)
{
    struct work work = {task, values, design, distributions, analysis, !design->clustered && !design->weighted && !design->stratified};
    for (int k = 0; k < task->pair_count; k++) {
        const struct contrast *contrast = &analysis->contrasts[k];
        struct compared compared = {.pair = k, .set = -1, .cells = {task->pairs[k][0], task->pairs[k][1]}, .count = 2, .breakdown = breakdown_of(design, task->pairs[k][0]), .few = contrast->few};
        compare(&work, &compared, contrast);
    }
    for (int s = 0; s < task->set_count; s++) {
        struct compared compared = {.pair = -1, .set = s};
        for (int k = task->sets[s][0]; k < task->sets[s][0] + task->sets[s][1] && compared.count < GROUP_LIMIT; k++) {
            if (analysis->contrasts[k].n < 1) continue; /* who is not there is not tested */
            compared.cells[compared.count++] = task->pairs[k][0];
            compared.few = compared.few || analysis->contrasts[k].few;
        }
        compared.cells[compared.count++] = task->pairs[task->sets[s][0]][1];
        compared.breakdown = breakdown_of(design, compared.cells[0]);
        if (compared.count > 2) compare(&work, &compared, NULL);
    }
}
