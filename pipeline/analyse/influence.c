/* 1 sums of cells   2 pairs of cells in one team   3 from sums to variances   4 the whole */
#include "influence.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"
#include "parts.h"
#include "team_sums.h"

/* Variances smaller than this share of the squares they are made of are rounding. */
static const double ROUNDING = 1e-13;

struct pass {
    const struct influence_plan *plan;
    const struct values *values;
    const struct design *design;
    const struct parts *parts;
    struct influence_result *result;
    bool simple;
    struct team_sums sums;   /* of the class at hand */
    /* of each cell and statistic: */
    double *square, *size;   /* c I^2; what the influences are differences of, squared */
    double *influence;       /* by sampling stratum: sum of I */
    double *crossed;         /* by post-stratum: sum of c I T */
    double *by_stratum;      /* by post-stratum: sum of alpha f + beta, not weighted */
    bool *answered;          /* cells x sampling strata */
    struct total { double s, m, ss, sm, mm; } *totals; /* cells x sampling strata: weighted sums of team sums about the plan's centre, and of people */
    double *product;         /* of each pair: sum of c I I', of teams with both */
    double *adjustment, *other_adjustment, *reduced; /* one a post-stratum */
};

bool influence_simple(const struct design *design)
{
    return !design->clustered && !design->weighted && !design->stratified;
}

/* 1 sums of cells */

static void add_mixed(struct pass *pass, size_t at, size_t function, double a, double b, double scale)
{
    const struct team_sums *sums = &pass->sums;
    for (size_t i = 0; i < sums->here_count; i++) {
        uint32_t h = sums->here[i];
        const double *team_sums = sums->team_sums + h * sums->row, *stratum_sums = sums->stratum_sums + h * sums->row;
        pass->crossed[at * pass->design->strata + h] += scale * (a * team_sums[function] + b * team_sums[FUNCTION_PEOPLE]);
        pass->by_stratum[at * pass->design->strata + h] += a * stratum_sums[function] + b * stratum_sums[FUNCTION_PEOPLE];
    }
}

static void add_statistic(struct pass *pass, size_t at, int function)
{
    const struct team_sums *sums = &pass->sums;
    const struct part_class *class = sums->class;
    double alpha = pass->plan->alpha[at], beta = pass->plan->beta[at], a = alpha, b = beta, shift = 0;
    if (sums->turned[function]) {
        shift = 1;
        a = -alpha;
        b = alpha + beta;
    } else if (function == sums->first_distance) {
        shift = sums->centre - pass->plan->centre;
        b = beta + alpha * shift;
    }
    double squares = sums->of.square[function], people_squares = sums->of.square[FUNCTION_PEOPLE], sum = a * sums->of.sum[function] + b * sums->of.sum[FUNCTION_PEOPLE];
    double scale = pass->simple ? 1 : pass->parts->scale[class->sampling_stratum], squared = scale * class->weight * class->weight;
    pass->square[at] += squared * (a * a * squares + 2 * a * b * sums->of.with_people[function] + b * b * people_squares);
    pass->size[at] += squared * (a * a * (squares + shift * shift * people_squares) + beta * beta * people_squares);
    pass->influence[at * pass->design->sampling_strata + class->sampling_stratum] += class->weight * sum;
    if (!pass->design->strata) return;
    if (class->stratum == MIXED) add_mixed(pass, at, (size_t)function, a, b, scale);
    else {
        pass->crossed[at * pass->design->strata + (size_t)class->stratum] += squared * (a * sums->of.with_team[function] + b * sums->of.with_team[FUNCTION_PEOPLE]);
        pass->by_stratum[at * pass->design->strata + (size_t)class->stratum] += sum;
    }
}

/* A total's influence is the value itself: team sums may be large and nearly equal, so what they have in common, the centre times the people, is kept apart. */
static void add_total(struct pass *pass, size_t cell)
{
    const struct team_sums *sums = &pass->sums;
    struct total *total = &pass->totals[cell * pass->design->sampling_strata + sums->class->sampling_stratum];
    double weight = sums->class->weight, squared = weight * weight, shift = sums->centre - pass->plan->centre, people_squares = sums->of.square[FUNCTION_PEOPLE];
    int f = sums->first_distance;
    total->s += weight * (sums->of.sum[f] + shift * sums->of.sum[FUNCTION_PEOPLE]);
    total->m += weight * sums->of.sum[FUNCTION_PEOPLE];
    total->ss += squared * (sums->of.square[f] + 2 * shift * sums->of.with_people[f] + shift * shift * people_squares);
    total->sm += squared * (sums->of.with_people[f] + shift * people_squares);
    total->mm += squared * people_squares;
}

static void add_class(struct pass *pass)
{
    for (int i = 0; i < pass->sums.cell_count; i++) {
        size_t cell = (size_t)pass->sums.cells[i];
        pass->result->teams[cell] += pass->sums.teams;
        pass->answered[cell * pass->design->sampling_strata + pass->sums.class->sampling_stratum] = true;
        if (pass->totals) add_total(pass, cell);
        for (int s = 0; s < pass->plan->statistics; s++) {
            size_t at = cell * (size_t)pass->plan->statistics + (size_t)s;
            if (!isnan(pass->plan->alpha[at])) add_statistic(pass, at, team_sums_function(&pass->sums, i, s));
        }
    }
}

static void add_chunk(struct pass *pass, const struct chunk *chunk)
{
    team_sums_chunk(&pass->sums, chunk);
    for (uint32_t c = chunk->first_class; c < chunk->first_class + chunk->class_count; c++)
        if (team_sums_class(&pass->sums, &pass->parts->classes[c])) add_class(pass);
}

/* 2 pairs of cells in one team */

static double influence_of(const struct pass *pass, int cell, uint32_t answer)
{
    size_t at = (size_t)cell * (size_t)pass->plan->statistics;
    double f = pass->plan->has_value ? pass->values->value[answer] - pass->plan->centre : pass->plan->slot_of[answer] == 0;
    return pass->plan->alpha[at] * f + pass->plan->beta[at];
}

/* Returns whether the team has answers in both cells of the pair. */
static bool add_pair_of_team(struct pass *pass, size_t team, int pair)
{
    const struct design *design = pass->design;
    const int *cells = pass->plan->pairs[pair];
    double influence[2] = {0};
    bool answered[2] = {false};
    for (uint32_t i = design->team_first[team]; i < design->team_first[team + 1]; i++) {
        const int *own = design->cell_of + (size_t)design->profile[i] * (size_t)design->breakdown_count;
        for (int side = 0; side < 2 && pass->values->at[i] != VALUE_MISSING; side++) {
            if (own[pass->parts->breakdown_of[cells[side]]] != cells[side]) continue;
            influence[side] += design->weight[design->profile[i]] * influence_of(pass, cells[side], pass->values->at[i]);
            answered[side] = true;
        }
    }
    if (!answered[0] || !answered[1]) return false;
    pass->product[pair] += pass->parts->scale[design->sampling_stratum[team]] * influence[0] * influence[1];
    return true;
}

static void add_pairs(struct pass *pass)
{
    const struct parts *parts = pass->parts;
    struct influence_result *result = pass->result;
    size_t strata = pass->design->sampling_strata;
    for (int k = 0; k < pass->plan->pair_count; k++) {
        int one = pass->plan->pairs[k][0], other = pass->plan->pairs[k][1];
        double both = 0;
        if (parts->breakdown_of[one] != parts->breakdown_of[other] || parts->torn[parts->breakdown_of[one]])
            for (size_t team = 0; team < pass->design->teams; team++) both += add_pair_of_team(pass, team, k);
        result->pair_teams[k] = result->teams[one] + result->teams[other] - both;
        for (size_t s = 0; result->pair_strata && s < strata; s++) result->pair_strata[k] += pass->answered[(size_t)one * strata + s] || pass->answered[(size_t)other * strata + s];
    }
}

/* 3 from sums to variances */

/* Sum of c I I' less what the means of each stratum take away. */
static double centred(const struct pass *pass, size_t a, size_t b, double product)
{
    size_t strata = pass->design->sampling_strata;
    for (size_t k = 0; k < strata; k++) product -= pass->parts->scale[k] * pass->parts->centring[k] * pass->influence[a * strata + k] * pass->influence[b * strata + k];
    return product;
}

/* The same of a total: as a (s about the centre) + b m, whose large part cancels exactly where all teams have as many people. */
static double centred_total(const struct pass *pass, size_t at)
{
    size_t strata = pass->design->sampling_strata, cell = at / (size_t)pass->plan->statistics;
    double a = pass->plan->alpha[at], b = pass->plan->beta[at], sum = 0;
    for (size_t k = 0; k < strata; k++) {
        const struct total *total = &pass->totals[cell * strata + k];
        double scale = pass->simple ? 1 : pass->parts->scale[k], e = pass->simple ? 1 / fmax(1, pass->result->teams[cell]) : pass->parts->centring[k];
        sum += scale * (a * a * (total->ss - e * total->s * total->s) + 2 * a * b * (total->sm - e * total->s * total->m) + b * b * (total->mm - e * total->m * total->m));
    }
    return sum;
}

/* X of a statistic: what is crossed, less what the means of each stratum take away. */
static const double *reduced(const struct pass *pass, size_t at)
{
    const struct parts *parts = pass->parts;
    size_t strata = pass->design->strata, count = pass->design->sampling_strata;
    for (size_t h = 0; h < strata; h++) pass->reduced[h] = pass->crossed[at * strata + h];
    for (size_t k = 0; k < count; k++) {
        double mean = parts->scale[k] * parts->centring[k] * pass->influence[at * count + k];
        for (size_t h = 0; mean != 0 && h < strata; h++) pass->reduced[h] -= mean * parts->stratum_weight[k * strata + h];
    }
    return pass->reduced;
}

static double product_of(const double *a, const double *b, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
    return sum;
}

static double coupled(const struct pass *pass, const double *a, const double *b)
{
    size_t strata = pass->design->strata;
    double sum = 0;
    for (size_t h = 0; h < strata; h++)
        if (a[h] != 0) sum += a[h] * product_of(pass->parts->coupling + h * strata, b, strata);
    return sum;
}

static double variance_of(struct pass *pass, size_t at);

/* Margins that say how many people a total is of leave it the uncertainty of its mean, times so many: the rest is 0 but for rounding, which grows with the values. NaN: they do not. */
static double variance_of_total_of_known(struct pass *pass, size_t at)
{
    size_t mean = at / (size_t)pass->plan->statistics * (size_t)pass->plan->statistics;
    if (!pass->design->strata || isnan(pass->plan->alpha[mean]) || variance_of(pass, at - 1) != 0) return NAN;
    double times = pass->plan->alpha[at] / pass->plan->alpha[mean];
    return times * times * variance_of(pass, mean);
}

static double variance_of(struct pass *pass, size_t at)
{
    const struct design *design = pass->design;
    bool is_total = pass->totals && at % (size_t)pass->plan->statistics == (size_t)pass->plan->statistics - 1;
    double known = is_total ? variance_of_total_of_known(pass, at) : (double)NAN;
    if (!isnan(known)) return known;
    double size = is_total ? 0 : pass->size[at], variance;
    if (pass->simple) {
        double answered = pass->result->teams[at / (size_t)pass->plan->statistics], sum = pass->influence[at];
        variance = answered < 2 ? NAN : answered / (answered - 1) * (is_total ? centred_total(pass, at) : pass->square[at] - sum * sum / answered);
    } else if (design->sampling_strata == 1 && design->drawn[0] < 2) variance = NAN;
    else variance = is_total ? centred_total(pass, at) : centred(pass, at, at, pass->square[at]);
    if (design->strata && !isnan(variance)) {
        double *adjustment = pass->adjustment;
        design_adjust(design, pass->by_stratum + at * design->strata, adjustment);
        variance += coupled(pass, adjustment, adjustment) - 2 * product_of(reduced(pass, at), adjustment, design->strata);
        for (size_t h = 0; h < design->strata; h++) size += pass->parts->size[h] * adjustment[h] * adjustment[h];
    }
    return variance < ROUNDING * size ? 0 : variance;
}

static double covariance_of(struct pass *pass, int pair)
{
    const struct design *design = pass->design;
    size_t statistics = (size_t)pass->plan->statistics, a = (size_t)pass->plan->pairs[pair][0] * statistics, b = (size_t)pass->plan->pairs[pair][1] * statistics;
    if (pass->simple) return 0;
    if (design->sampling_strata == 1 && design->drawn[0] < 2) return NAN;
    double covariance = centred(pass, a, b, pass->product[pair]);
    if (!design->strata) return covariance;
    design_adjust(design, pass->by_stratum + a * design->strata, pass->adjustment);
    design_adjust(design, pass->by_stratum + b * design->strata, pass->other_adjustment);
    covariance += coupled(pass, pass->adjustment, pass->other_adjustment);
    covariance -= product_of(reduced(pass, a), pass->other_adjustment, design->strata);
    return covariance - product_of(reduced(pass, b), pass->adjustment, design->strata);
}

static void finish(struct pass *pass)
{
    struct influence_result *result = pass->result;
    size_t strata = pass->design->sampling_strata;
    for (size_t at = 0; at < (size_t)pass->design->cells * (size_t)pass->plan->statistics; at++) result->variance[at] = isnan(pass->plan->alpha[at]) ? NAN : variance_of(pass, at);
    for (size_t i = 0; result->strata && i < (size_t)pass->design->cells * strata; i++) result->strata[i / strata] += pass->answered[i];
    for (int k = 0; k < pass->plan->pair_count; k++) result->covariance[k] = covariance_of(pass, k);
}

/* 4 the whole */

void influence_run(const struct influence_plan *plan, const struct values *values, const struct design *design, struct influence_result *result)
{
    size_t cells = (size_t)design->cells, count = cells * (size_t)plan->statistics;
    struct parts *own = design->parts ? NULL : parts_create(design);
    struct pass pass = {.plan = plan, .values = values, .design = design, .parts = own ? own : design->parts, .result = result, .simple = influence_simple(design)};
    pass.square = memory_new(count, sizeof(double));
    pass.size = memory_new(count, sizeof(double));
    pass.influence = memory_new(count * design->sampling_strata, sizeof(double));
    pass.crossed = memory_new(count * design->strata, sizeof(double));
    pass.by_stratum = memory_new(count * design->strata, sizeof(double));
    pass.answered = memory_new(cells * design->sampling_strata, sizeof(bool));
    pass.product = memory_new((size_t)plan->pair_count, sizeof(double));
    pass.adjustment = memory_new(3 * design->strata, sizeof(double));
    pass.other_adjustment = pass.adjustment + design->strata;
    pass.reduced = pass.other_adjustment + design->strata;
    if (plan->has_total) pass.totals = memory_new(cells * design->sampling_strata, sizeof *pass.totals);
    team_sums_create(&pass.sums, plan, values, design, pass.parts);
    for (size_t c = 0; c < pass.parts->chunk_count && values->count; c++) add_chunk(&pass, &pass.parts->chunks[c]);
    if (values->count) add_pairs(&pass);
    finish(&pass);
    team_sums_free(&pass.sums);
    parts_destroy(own);
    void *lists[] = {pass.square, pass.size, pass.influence, pass.crossed, pass.by_stratum, pass.answered, pass.totals, pass.product, pass.adjustment};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) free(lists[i]);
}
