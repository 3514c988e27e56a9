#include "variance.h"

#include <math.h>

static void add_parts(const struct factor *factors, int count, const struct propensity *propensity, double *parts)
{
    for (int k = 0; k < count; k++) parts[k] = 0;
    for (int l = 0; l < propensity->load_count; l++) {
        const struct load *load = &propensity->loads[l];
        for (int k = 0; k <= load->factor; k++) parts[k] += load->weight * factors[load->factor].parts[k];
    }
}

/* Room for rounding: loads that explain all to 12 digits explain all. */
static bool fill_noise(double explained, double *noise)
{
    if (explained > 1 + 1e-12) return false;
    *noise = explained > 1 - 1e-12 ? 0 : sqrt(1 - explained);
    return true;
}

bool variance_factor(struct factor *factors, int number)
{
    struct factor *factor = &factors[number];
    double explained = 0;
    add_parts(factors, number, &factor->propensity, factor->parts);
    for (int k = 0; k < number; k++) explained += factor->parts[k] * factor->parts[k];
    if (!fill_noise(explained, &factor->propensity.noise)) return false;
    factor->parts[number] = factor->propensity.noise;
    return true;
}

bool variance_propensity(const struct factor *factors, int count, struct propensity *propensity, bool lasting)
{
    double parts[PLAN_FACTOR_LIMIT], explained = 0;
    add_parts(factors, count, propensity, parts);
    for (int k = 0; k < count; k++) explained += parts[k] * parts[k] * (lasting ? 1 - factors[k].wave * factors[k].wave : 1);
    return fill_noise(explained, &propensity->noise);
}
