#include "weight.h"

#include <math.h>

static const double TOLERANCE = 1e-13, TOTALS_TOLERANCE = 1e-9;

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

struct weight_result weight_rake(const double *answered, size_t stratum_count, const struct weight_margin *margins, int margin_count, double *weights)
{
    for (size_t h = 0; h < stratum_count; h++) weights[h] = 1;
    struct weight_result result = check(answered, weights, stratum_count, margins, margin_count);
    if (result.fault != WEIGHT_GOOD) return result;
    for (result.iterations = 1; result.iterations <= WEIGHT_ITERATIONS; result.iterations++) {
        double worst = 0;
        for (int m = 0; m < margin_count; m++) {
            double off = fit(answered, weights, stratum_count, &margins[m]);
            if (off > worst) worst = off;
        }
        if (isinf(worst)) break;
        if ((margin_count == 1 || worst <= TOLERANCE) && all_usable(answered, weights, stratum_count)) return result;
    }
    result.fault = WEIGHT_NOT_CONVERGED;
    return result;
}
