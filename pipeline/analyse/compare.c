#include "compare.h"

#include <math.h>

#include "guard.h"

static struct difference test(double value, double variance, double df)
{
    struct difference d = {value, sqrt(variance), df, NAN, NAN, {NAN, NAN}};
    if (!(variance > 0) || !(df > 0)) return d;
    d.t = value / d.se;
    d.p = guard_t_two_sided(d.t, df);
    d.interval = estimate_t_interval(value, d.se, df);
    return d;
}

struct difference compare_independent(double value, double variance, double df, double reference, double reference_variance, double reference_df)
{
    double total = variance + reference_variance;
    double satterthwaite = df > 0 && reference_df > 0 ? total * total / (variance * variance / df + reference_variance * reference_variance / reference_df) : NAN;
    return test(value - reference, total, satterthwaite);
}

struct difference compare_in_design(double value, double variance, double reference, double reference_variance, double covariance, double teams)
{
    return test(value - reference, variance + reference_variance - 2 * covariance, teams - 2);
}

double compare_hedges_correction(double df)
{
    return df > 1 ? exp(lgamma(df / 2) - lgamma((df - 1) / 2) - 0.5 * log(df / 2)) : (double)NAN;
}

struct difference compare_with_degrees(const struct difference *difference, double df, double factor)
{
    struct difference corrected = test(difference->value, difference->se * difference->se * factor, df);
    corrected.se = difference->se;
    return corrected;
}

struct effect compare_hedges_g(double difference, double sd, double n, double n_effective, double reference_sd, double reference_n, double reference_n_effective)
{
    struct effect effect = {NAN, {NAN, NAN}};
    if (n < 2 || reference_n < 2) return effect;
    double df = n + reference_n - 2, pooled = sqrt(((n - 1) * sd * sd + (reference_n - 1) * reference_sd * reference_sd) / df);
    if (!(pooled > 0)) return effect;
    double correction = compare_hedges_correction(df), total = n_effective + reference_n_effective;
    effect.value = difference / pooled * correction;
    double reach = guard_normal_quantile(0.975) * sqrt(total / (n_effective * reference_n_effective) + effect.value * effect.value / (2 * total));
    effect.interval = (struct interval){effect.value - reach, effect.value + reach};
    return effect;
}

static double log_choose(long n, long k)
{
    return lgamma((double)n + 1) - lgamma((double)k + 1) - lgamma((double)(n - k) + 1);
}

double compare_fisher(long yes, long no, long reference_yes, long reference_no)
{
    long row = yes + no, all = row + reference_yes + reference_no, column = yes + reference_yes;
    long least = column - (all - row) > 0 ? column - (all - row) : 0, most = column < row ? column : row;
    double whole = log_choose(all, column), sum = 0;
    double observed = log_choose(row, yes) + log_choose(all - row, column - yes) - whole;
    for (long k = least; k <= most; k++) {
        double likelihood = log_choose(row, k) + log_choose(all - row, column - k) - whole;
        if (likelihood <= observed + log1p(1e-7)) sum += exp(likelihood);
    }
    return sum > 1 ? 1 : sum;
}

struct interval compare_newcombe(double p, double n, double reference_p, double reference_n)
{
    struct interval a = estimate_wilson(p, n), b = estimate_wilson(reference_p, reference_n);
    double difference = p - reference_p;
    return (struct interval){difference - hypot(p - a.low, b.high - reference_p), difference + hypot(a.high - p, reference_p - b.low)};
}

static struct interval wilson(double p, double n, double z)
{
    double centre = 2 * n * p + z * z, reach = z * sqrt(z * z + 4 * n * p * (1 - p)), scale = 2 * (n + z * z);
    return (struct interval){p <= 0 ? 0 : (centre - reach) / scale, p >= 1 ? 1 : (centre + reach) / scale};
}

struct interval compare_newcombe_ninety(double p, double n, double reference_p, double reference_n)
{
    double z = guard_normal_quantile(0.95), difference = p - reference_p;
    struct interval a = wilson(p, n, z), b = wilson(reference_p, reference_n, z);
    return (struct interval){difference - hypot(p - a.low, b.high - reference_p), difference + hypot(a.high - p, reference_p - b.low)};
}

struct interval compare_ninety(const struct difference *difference)
{
    bool told = isfinite(difference->interval.low) && isfinite(difference->interval.high) && difference->df > 0;
    double half = (difference->interval.high - difference->interval.low) / 2;
    double reach = told ? half * guard_t_quantile(0.95, difference->df) / guard_t_quantile(0.975, difference->df) : (double)NAN;
    return (struct interval){difference->value - reach, difference->value + reach};
}

bool compare_is_similar(struct interval ninety, double margin)
{
    return ninety.low > -margin && ninety.high < margin; /* false for NaN: no interval, or no margin */
}

static bool is_whole(double p) { return p <= 0 || p >= 1; }

bool compare_hides_in_whole_share(double p, double n, double reference_p, double reference_n)
{
    if (!is_whole(p) && !is_whole(reference_p)) return false;
    if (!(n > 0) || !(reference_n > 0)) return true;
    struct interval newcombe = compare_newcombe(p, n, reference_p, reference_n);
    return newcombe.low <= 0 && newcombe.high >= 0;
}

bool compare_is_clear(double p_adjusted) { return p_adjusted < 0.05; }
