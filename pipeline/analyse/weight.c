/* 1 raking   2 people in order of their weight   3 trimming */
#include "weight.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"

static const double TOLERANCE = 1e-13, TOTALS_TOLERANCE = 1e-9, TRIM_TOLERANCE = 1e-6;

/* 1 raking */

static double total_of(const double *answered, const double *weights, size_t strata, const struct weight_margin *margin, int category)
{
    double total = 0;
    for (size_t h = 0; h < strata; h++)
        if (margin->of_stratum[h] == category) total += answered[h] * weights[h];
    return total;
}

static double population_of(const struct weight_margin *margin)
{
    double total = 0;
    for (int c = 0; c < margin->category_count; c++) total += margin->population[c];
    return total;
}

static struct weight_result check(const double *answered, const double *weights, size_t strata, const struct weight_margin *margins, int margin_count)
{
    for (int m = 0; m < margin_count; m++)
        for (int c = 0; c < margins[m].category_count; c++) {
            double sample = total_of(answered, weights, strata, &margins[m], c), population = margins[m].population[c];
            if (sample == 0 && population > 0) return (struct weight_result){WEIGHT_EMPTY_SAMPLE, m, c, 0};
            if (sample > 0 && population <= 0) return (struct weight_result){WEIGHT_EMPTY_POPULATION, m, c, 0};
        }
    for (int m = 1; m < margin_count; m++)
        if (fabs(population_of(&margins[m]) - population_of(&margins[0])) > TOTALS_TOLERANCE * population_of(&margins[0])) return (struct weight_result){WEIGHT_TOTALS_DIFFER, m, 0, 0};
    return (struct weight_result){WEIGHT_GOOD, 0, 0, 0};
}

/* Fits one margin; returns how far off it was, as a share of its population: INFINITY when it cannot be fitted any more. */
static double fit(const double *answered, double *weights, size_t strata, const struct weight_margin *margin)
{
    double worst = 0;
    for (int c = 0; c < margin->category_count; c++) {
        double total = total_of(answered, weights, strata, margin, c), population = margin->population[c];
        if (population <= 0 && total <= 0) continue; /* nobody there, neither in the answers nor in the frame */
        double factor = population / total, off = fabs(1 - 1 / factor);
        if (!(total > 0) || !isfinite(factor) || isnan(off)) return INFINITY;
        if (off > worst) worst = off;
        for (size_t h = 0; h < strata; h++)
            if (margin->of_stratum[h] == c) weights[h] *= factor;
    }
    return worst;
}

static bool all_usable(const double *answered, const double *weights, size_t strata)
{
    for (size_t h = 0; h < strata; h++)
        if (answered[h] > 0 && !(isfinite(weights[h]) && weights[h] > 0)) return false;
    return true;
}

/* From the weights as they are. */
static struct weight_result rake(const double *answered, size_t strata, const struct weight_margin *margins, int margin_count, double *weights)
{
    struct weight_result result = {WEIGHT_GOOD, 0, 0, 0};
    for (result.iterations = 1; result.iterations <= WEIGHT_ITERATIONS; result.iterations++) {
        double worst = 0;
        for (int m = 0; m < margin_count; m++) {
            double off = fit(answered, weights, strata, &margins[m]);
            if (off > worst) worst = off;
        }
        if (isinf(worst)) break;
        if ((margin_count == 1 || worst <= TOLERANCE) && all_usable(answered, weights, strata)) return result;
    }
    result.fault = WEIGHT_NOT_CONVERGED;
    return result;
}

struct weight_result weight_rake(const double *answered, size_t stratum_count, const struct weight_margin *margins, int margin_count, double *weights)
{
    for (size_t h = 0; h < stratum_count; h++) weights[h] = 1;
    struct weight_result result = check(answered, weights, stratum_count, margins, margin_count);
    return result.fault == WEIGHT_GOOD ? rake(answered, stratum_count, margins, margin_count, weights) : result;
}

/* 2 people in order of their weight */

struct class { double weight, people; };

static int by_weight(const void *a_at, const void *b_at)
{
    const struct class *a = a_at, *b = b_at;
    return a->weight < b->weight ? -1 : a->weight > b->weight;
}

/* Classes with people, the lightest first. */
static struct class *in_order(const double *answered, const double *weights, size_t count, size_t *used)
{
    struct class *classes = memory_new(count, sizeof *classes);
    *used = 0;
    for (size_t h = 0; h < count; h++)
        if (answered[h] > 0) classes[(*used)++] = (struct class){weights[h], answered[h]};
    if (*used) qsort(classes, *used, sizeof *classes, by_weight);
    return classes;
}

/* Weight of the person at a place, counted from 0. */
static double weight_at(const struct class *classes, size_t count, double place)
{
    double before = 0;
    size_t h = 0;
    while (h + 1 < count && before + classes[h].people <= place) before += classes[h++].people;
    return classes[h].weight;
}

static double quantile(const struct class *classes, size_t count, double people, double p)
{
    double place = (people - 1) * p, below = weight_at(classes, count, floor(place)), above = weight_at(classes, count, ceil(place));
    return below + (place - floor(place)) * (above - below);
}

struct weight_spread weight_spread(const double *answered, const double *weights, size_t count)
{
    size_t used;
    double people = 0, sum = 0, squares = 0, around = 0;
    struct class *classes = in_order(answered, weights, count, &used);
    struct weight_spread spread = {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    for (size_t h = 0; h < used; h++) {
        people += classes[h].people;
        sum += classes[h].people * classes[h].weight;
        squares += classes[h].people * classes[h].weight * classes[h].weight;
    }
    for (size_t h = 0; h < used; h++) around += classes[h].people * (classes[h].weight - sum / people) * (classes[h].weight - sum / people);
    if (used) {
        spread = (struct weight_spread){.smallest = classes[0].weight, .largest = classes[used - 1].weight, .design_effect = people * squares / (sum * sum), .n_effective = sum * sum / squares};
        spread.q1 = quantile(classes, used, people, 0.25);
        spread.median = quantile(classes, used, people, 0.5);
        spread.q3 = quantile(classes, used, people, 0.75);
        spread.variation = sqrt(around / people) / (sum / people);
    }
    free(classes);
    return spread;
}

/* 3 trimming */

/* Puts the outliers on the limits; returns whether there were any. False also when all are outliers: nobody is left to take what is cut off. */
static bool trim(const double *answered, double *weights, bool *is_trimmed, size_t count, double least, double most)
{
    double cut = 0, others = 0;
    for (size_t h = 0; h < count; h++)
        if (weights[h] >= least && weights[h] <= most) others += answered[h];
        else if (answered[h] > 0) cut += answered[h] * (weights[h] - fmin(fmax(weights[h], least), most));
    if (!(others > 0)) return false;
    bool any = false;
    for (size_t h = 0; h < count; h++) {
        if (answered[h] <= 0) continue;
        bool inside = weights[h] >= least && weights[h] <= most;
        weights[h] = inside ? weights[h] + cut / others : fmin(fmax(weights[h], least), most);
        is_trimmed[h] |= !inside;
        any |= !inside;
    }
    return any;
}

static bool is_within(const struct weight_spread *spread, const struct weight_trimming *trimming)
{
    return spread->largest <= trimming->most * spread->median * (1 + TRIM_TOLERANCE) && spread->smallest >= trimming->least * spread->median * (1 - TRIM_TOLERANCE);
}

struct weight_result weight_trim(const double *answered, size_t count, const struct weight_margin *margins, int margin_count, struct weight_trimming *trimming, double *weights)
{
    struct weight_result result = {WEIGHT_NOT_TRIMMED, 0, 0, 0};
    bool *is_trimmed = memory_new(count, sizeof *is_trimmed);
    trimming->people = 0;
    for (trimming->rounds = 0; trimming->rounds <= WEIGHT_TRIMMINGS; trimming->rounds++) {
        struct weight_spread spread = weight_spread(answered, weights, count);
        if (is_within(&spread, trimming)) {
            result.fault = WEIGHT_GOOD;
            break;
        }
        if (!trim(answered, weights, is_trimmed, count, trimming->least * spread.median, trimming->most * spread.median) || !all_usable(answered, weights, count)) break;
        if (margin_count) result = rake(answered, count, margins, margin_count, weights);
        if (margin_count && result.fault != WEIGHT_GOOD) break;
        result.fault = WEIGHT_NOT_TRIMMED;
    }
    for (size_t h = 0; h < count; h++)
        if (is_trimmed[h]) trimming->people += answered[h];
    free(is_trimmed);
    return result;
}
