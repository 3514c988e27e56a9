#include "estimate.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "guard.h"

double estimate_deviation(const struct distribution *distribution, double centre)
{
    double sum = 0;
    assert(distribution->n >= 1);
    for (size_t l = 0; l < distribution->count; l++) sum += distribution->levels[l].weight * (distribution->levels[l].value - centre);
    return sum / distribution->weight;
}

double estimate_mean(const struct distribution *distribution)
{
    double middle = distribution->levels[distribution->count / 2].value;
    return middle + estimate_deviation(distribution, middle);
}

double estimate_variance(const struct distribution *distribution, double mean)
{
    double sum = 0;
    assert(distribution->n >= 2);
    for (size_t l = 0; l < distribution->count; l++) {
        double deviation = distribution->levels[l].value - mean;
        sum += distribution->levels[l].weight * deviation * deviation;
    }
    return sum / distribution->weight * distribution->n / (distribution->n - 1);
}

/* Where p falls on a respondent exactly, rounding must not put it a hair beside: with the weights of one post-stratum that happens often. */
static const double FUZZ = 1e-12;

double estimate_quantile(const struct distribution *distribution, double p)
{
    const struct level *levels = distribution->levels;
    size_t count = distribution->count;
    double below = 0, span = distribution->weight - levels[count - 1].last_weight;
    assert(count >= 1);
    if (!(span > 0)) return levels[count - 1].value; /* one respondent */
    for (size_t l = 0; l < count; l++) {
        double last_begins = (below + levels[l].weight - levels[l].last_weight) / span, next_begins = (below + levels[l].weight) / span;
        if (p <= last_begins + FUZZ || l == count - 1) return levels[l].value;
        if (p < next_begins - FUZZ) return levels[l].value + (levels[l + 1].value - levels[l].value) * ((p - last_begins) / (next_begins - last_begins));
        below += levels[l].weight;
    }
    return levels[count - 1].value;
}

double estimate_share_at_most(const struct distribution *distribution, double value)
{
    double sum = 0;
    size_t l = 0;
    for (; l < distribution->count && distribution->levels[l].value <= value; l++) sum += distribution->levels[l].weight;
    return l == distribution->count ? 1 : sum / distribution->weight; /* of everybody, without what rounding makes of it */
}

double estimate_kish(const struct distribution *distribution)
{
    return distribution->weight * distribution->weight / distribution->squared_weight;
}

/* A survey has thousands of intervals of a few different degrees of freedom, and a quantile takes as long as a thousand sums: each thread keeps those it asked for last. */
double estimate_critical(double df)
{
    static _Thread_local struct { double df, value; } kept[256];
    uint64_t bits;
    memcpy(&bits, &df, sizeof bits);
    size_t at = (size_t)(bits * 0x9E3779B97F4A7C15u >> 56);
    if (!(kept[at].df <= df && kept[at].df >= df)) {
        kept[at].df = df;
        kept[at].value = guard_t_quantile(0.975, df);
    }
    return kept[at].value;
}

static const double NORMAL = 1.959963984540054; /* its quantile at 0.975 */

struct interval estimate_t_interval(double value, double se, double df)
{
    double reach = estimate_critical(df) * se;
    return (struct interval){value - reach, value + reach};
}

struct interval estimate_score(double p, double n, double critical)
{
    double z = critical, centre = 2 * n * p + z * z, reach = z * sqrt(z * z + 4 * n * p * (1 - p)), scale = 2 * (n + z * z);
    assert(n > 0);
    return (struct interval){p <= 0 ? 0 : (centre - reach) / scale, p >= 1 ? 1 : (centre + reach) / scale};
}

struct interval estimate_wilson(double p, double n) { return estimate_score(p, n, NORMAL); }

struct interval estimate_of_none_or_all(double p, double n)
{
    double reach = -expm1(log(0.025) / n);
    assert(n > 0 && (p <= 0 || p >= 1));
    return p <= 0 ? (struct interval){0, reach} : (struct interval){1 - reach, 1};
}

struct interval estimate_woodruff(const struct distribution *distribution, double share, double se, double df)
{
    struct interval shares = estimate_t_interval(share, se, df);
    return (struct interval){shares.low < 0 ? NAN : estimate_quantile(distribution, shares.low), shares.high > 1 ? NAN : estimate_quantile(distribution, shares.high)};
}
