/* 1 adjustments   2 one team   3 all teams */
#include "influence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* Variances smaller than this share of the squares they are made of are rounding. */
static const double ROUNDING = 1e-13;

struct pass {
    const struct influence_plan *plan;
    const struct values *values;
    const struct design *design;
    size_t width;        /* 1 + statistics: sums begin with the weight of those who answered */
    double *sums;        /* cells x width, of the team at hand; then its influences */
    double *given_back;  /* cells x statistics, of the team at hand */
    int *touched;
    int touched_count;
    bool *is_touched;
    double *adjustment;  /* (cells x statistics) x strata */
    double *square, *sum; /* cells x statistics */
    double *size;        /* cells x statistics: squares of what the influences are differences of, to tell rounding from variance */
    double *product;     /* of each pair */
    struct running { double mean, squares; } *totals; /* of each cell: team sums of the total, by Welford's (1962) updates */
};

/* 1 adjustments */

/* Unweighted sums by post-stratum of alpha f + beta, for every cell and statistic. */
static void sum_by_stratum(const struct pass *pass, const struct tally *tally, double *sums)
{
    const struct influence_plan *plan = pass->plan;
    const struct design *design = pass->design;
    size_t statistics = (size_t)plan->statistics, strata = design->strata, first_slot = plan->has_value ? 1 + LIMIT_COUNT : 0;
    for (size_t e = 0; e < tally->count; e++) {
        const struct tally_entry *entry = &tally->entries[e];
        size_t stratum = (size_t)design->stratum[entry->profile];
        for (int b = 0; b < design->breakdown_count; b++) {
            int cell = design->cell_of[(size_t)entry->profile * (size_t)design->breakdown_count + (size_t)b];
            if (cell == NO_CELL || (plan->breakdowns && !plan->breakdowns[b])) continue;
            for (size_t s = 0; s < statistics; s++) {
                size_t at = (size_t)cell * statistics + s;
                double f = 0;
                if (plan->has_value && (s == 0 || (plan->has_total && s == statistics - 1))) f = pass->values->value[entry->value] - plan->centre;
                else if (plan->has_value && s <= LIMIT_COUNT) f = entry->value < plan->limits[(size_t)cell * LIMIT_COUNT + s - 1];
                else f = plan->slot_of[entry->value] == (int)(s - first_slot);
                if (!isnan(plan->alpha[at])) sums[at * strata + stratum] += entry->count * (plan->alpha[at] * f + plan->beta[at]);
            }
        }
    }
}

static void find_adjustments(struct pass *pass, const struct tally *tally)
{
    size_t count = (size_t)pass->design->cells * (size_t)pass->plan->statistics, strata = pass->design->strata;
    double *sums = memory_new(count * strata, sizeof *sums);
    sum_by_stratum(pass, tally, sums);
    pass->adjustment = memory_new(count * strata, sizeof *pass->adjustment);
    for (size_t at = 0; at < count; at++)
        if (!isnan(pass->plan->alpha[at])) design_adjust(pass->design, sums + at * strata, pass->adjustment + at * strata);
    free(sums);
}

/* Sum over teams of the products of what two statistics give back. */
static double product_given_back(const struct pass *pass, size_t a, size_t b)
{
    size_t strata = pass->design->strata;
    double total = 0;
    for (size_t h = 0; pass->adjustment && h < strata; h++) {
        double row = 0;
        for (size_t k = 0; k < strata; k++) row += pass->design->products[h * strata + k] * pass->adjustment[b * strata + k];
        total += pass->adjustment[a * strata + h] * row;
    }
    return total;
}

static double total_given_back(const struct pass *pass, size_t at)
{
    double total = 0;
    for (size_t h = 0; pass->adjustment && h < pass->design->strata; h++) total += pass->design->stratum_weight[h] * pass->adjustment[at * pass->design->strata + h];
    return total;
}

static double team_gives_back(const struct pass *pass, size_t team, size_t at)
{
    const struct design *design = pass->design;
    double total = 0;
    for (uint32_t i = design->team_stratum_first[team]; i < design->team_stratum_first[team + 1]; i++)
        total += design->team_stratum_weight[i] * pass->adjustment[at * design->strata + design->team_stratum[i]];
    return total;
}

/* 2 one team */

static void add_respondent(struct pass *pass, uint32_t value, uint32_t profile)
{
    const struct influence_plan *plan = pass->plan;
    const struct design *design = pass->design;
    double weight = design->weight[profile], weighted = plan->has_value ? weight * (pass->values->value[value] - plan->centre) : 0;
    const int *cells = design->cell_of + (size_t)profile * (size_t)design->breakdown_count;
    int slot = plan->slot_of ? plan->slot_of[value] : NO_SLOT;
    for (int b = 0; b < design->breakdown_count; b++) {
        if (cells[b] == NO_CELL || (plan->breakdowns && !plan->breakdowns[b])) continue;
        size_t cell = (size_t)cells[b];
        double *sums = pass->sums + cell * pass->width;
        if (!pass->is_touched[cell]) {
            pass->is_touched[cell] = true;
            pass->touched[pass->touched_count++] = cells[b];
        }
        *sums++ += weight;
        if (plan->has_value) {
            const uint32_t *limits = plan->limits + cell * LIMIT_COUNT;
            *sums++ += weighted;
            for (int l = 0; l < LIMIT_COUNT; l++) *sums++ += value < limits[l] ? weight : 0;
        }
        if (slot != NO_SLOT) sums[slot] += weight;
        if (plan->has_total) sums[plan->slots] += weighted;
    }
}

/* What a team contributes to a cell that none of its people answered in is only what it gives back; those terms are added for all teams
 * at once at the end, so here stands the difference. */
static void settle_cell(struct pass *pass, size_t team, size_t cell)
{
    size_t statistics = (size_t)pass->plan->statistics;
    double *sums = pass->sums + cell * pass->width, answered = sums[0];
    for (size_t s = 0; s < statistics; s++) {
        size_t at = cell * statistics + s;
        if (isnan(pass->plan->alpha[at])) continue;
        double of_values = pass->plan->alpha[at] * sums[1 + s], of_people = pass->plan->beta[at] * answered, influence = of_values + of_people;
        double back = pass->adjustment ? team_gives_back(pass, team, at) : 0, rest = influence - back;
        pass->square[at] += rest * rest - back * back;
        pass->size[at] += of_values * of_values + of_people * of_people + back * back;
        pass->sum[at] += influence;
        sums[1 + s] = rest;
        pass->given_back[at] = back;
    }
}

static double influence_of(const struct pass *pass, size_t team, int cell, double *back)
{
    size_t at = (size_t)cell * (size_t)pass->plan->statistics;
    if (pass->is_touched[cell]) {
        *back = pass->given_back[at];
        return pass->sums[(size_t)cell * pass->width + 1];
    }
    *back = pass->adjustment ? team_gives_back(pass, team, at) : 0;
    return -*back;
}

static void settle_pairs(struct pass *pass, size_t team, struct influence_result *result)
{
    for (int k = 0; k < pass->plan->pair_count; k++) {
        const int *pair = pass->plan->pairs[k];
        if (!pass->is_touched[pair[0]] && !pass->is_touched[pair[1]]) continue;
        double back, other_back, one = influence_of(pass, team, pair[0], &back), other = influence_of(pass, team, pair[1], &other_back);
        pass->product[k] += one * other - back * other_back;
        result->pair_teams[k]++;
    }
}

/* A total's influence is the value itself: team sums may be large and nearly equal, so their mean is taken out as they come. */
static void add_totals(struct pass *pass, size_t team)
{
    size_t statistics = (size_t)pass->plan->statistics;
    for (int cell = 0; cell < pass->design->cells; cell++) {
        size_t at = (size_t)cell * statistics + statistics - 1;
        double sum = 0;
        if (isnan(pass->plan->alpha[at])) continue;
        if (pass->is_touched[cell]) sum = pass->sums[(size_t)cell * pass->width + statistics];
        else if (pass->adjustment) sum = -team_gives_back(pass, team, at);
        struct running *total = &pass->totals[cell];
        double step = sum - total->mean;
        total->mean += step / (double)(team + 1);
        total->squares += step * (sum - total->mean);
    }
}

static void settle_team(struct pass *pass, size_t team, struct influence_result *result)
{
    for (int t = 0; t < pass->touched_count; t++) settle_cell(pass, team, (size_t)pass->touched[t]);
    settle_pairs(pass, team, result);
    if (pass->totals) add_totals(pass, team);
    for (int t = 0; t < pass->touched_count; t++) {
        int cell = pass->touched[t];
        result->teams[cell]++;
        pass->is_touched[cell] = false;
        memset(pass->sums + (size_t)cell * pass->width, 0, pass->width * sizeof *pass->sums);
    }
    pass->touched_count = 0;
}

/* 3 all teams */

static double centred(double teams, double product, double sum, double other_sum)
{
    return teams < 2 ? NAN : teams / (teams - 1) * (product - sum * other_sum / teams);
}

static void finish(const struct pass *pass, struct influence_result *result)
{
    const struct design *design = pass->design;
    size_t statistics = (size_t)pass->plan->statistics;
    bool simple = !design->clustered && !design->weighted;
    for (size_t at = 0; at < (size_t)design->cells * statistics; at++) {
        result->variance[at] = NAN;
        if (isnan(pass->plan->alpha[at])) continue;
        double sum = pass->sum[at] - total_given_back(pass, at), teams = simple ? result->teams[at / statistics] : (double)design->teams;
        double back = product_given_back(pass, at, at), variance = centred(teams, pass->square[at] + back, sum, sum);
        result->variance[at] = variance < ROUNDING * (pass->size[at] + back) ? 0 : variance;
        if (pass->totals && at % statistics == statistics - 1) result->variance[at] = teams < 2 ? NAN : teams / (teams - 1) * pass->totals[at / statistics].squares;
    }
    for (int k = 0; k < pass->plan->pair_count; k++) {
        size_t a = (size_t)pass->plan->pairs[k][0] * statistics, b = (size_t)pass->plan->pairs[k][1] * statistics;
        double product = pass->product[k] + product_given_back(pass, a, b);
        result->covariance[k] = simple ? 0 : centred((double)design->teams, product, pass->sum[a] - total_given_back(pass, a), pass->sum[b] - total_given_back(pass, b));
    }
}

void influence_run(const struct influence_plan *plan, const struct values *values, const struct tally *tally, const struct design *design, struct influence_result *result)
{
    size_t cells = (size_t)design->cells, statistics = (size_t)plan->statistics;
    struct pass pass = {.plan = plan, .values = values, .design = design, .width = 1 + statistics};
    pass.sums = memory_new(cells * pass.width, sizeof *pass.sums);
    pass.given_back = memory_new(cells * statistics, sizeof *pass.given_back);
    pass.touched = memory_new(cells, sizeof *pass.touched);
    pass.is_touched = memory_new(cells, sizeof *pass.is_touched);
    pass.square = memory_new(cells * statistics, sizeof *pass.square);
    pass.sum = memory_new(cells * statistics, sizeof *pass.sum);
    pass.size = memory_new(cells * statistics, sizeof *pass.size);
    if (plan->has_total) pass.totals = memory_new(cells, sizeof *pass.totals);
    pass.product = memory_new((size_t)plan->pair_count, sizeof *pass.product);
    if (design->strata) find_adjustments(&pass, tally); /* weights that were fitted to something */
    for (size_t team = 0; team < design->teams; team++) {
        for (uint32_t i = design->team_first[team]; i < design->team_first[team + 1]; i++)
            if (values->at[i] != VALUE_MISSING) add_respondent(&pass, values->at[i], design->profile[i]);
        if (pass.touched_count || pass.totals) settle_team(&pass, team, result);
    }
    finish(&pass, result);
    void *parts[] = {pass.sums, pass.given_back, pass.touched, pass.is_touched, pass.square, pass.sum, pass.size, pass.product, pass.totals, pass.adjustment};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
}
