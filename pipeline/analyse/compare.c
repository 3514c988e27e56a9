#include "compare.h"

#include <math.h>
#include <stdlib.h>

#include "guard.h"
#include "memory.h"

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
    double correction = df > 1 ? exp(lgamma(df / 2) - lgamma((df - 1) / 2) - 0.5 * log(df / 2)) : NAN, total = n_effective + reference_n_effective;
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

static bool is_whole(double p) { return p <= 0 || p >= 1; }

bool compare_hides_in_whole_share(double p, double n, double reference_p, double reference_n)
{
    if (!is_whole(p) && !is_whole(reference_p)) return false;
    if (!(n > 0) || !(reference_n > 0)) return true;
    struct interval newcombe = compare_newcombe(p, n, reference_p, reference_n);
    return newcombe.low <= 0 && newcombe.high >= 0;
}

bool compare_is_clear(double p_adjusted) { return p_adjusted < 0.05; }

struct ranked { double p; size_t at; };

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->p != y->p) return x->p < y->p ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

void compare_holm(double *p, size_t count)
{
    struct ranked *ranked = memory_new(count, sizeof *ranked);
    size_t m = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(p[i])) ranked[m++] = (struct ranked){p[i], i};
    qsort(ranked, m, sizeof *ranked, compare_ranked);
    double highest = 0;
    for (size_t j = 0; j < m; j++) {
        highest = fmax(highest, fmin(1, (double)(m - j) * ranked[j].p));
        p[ranked[j].at] = highest;
    }
    free(ranked);
}
