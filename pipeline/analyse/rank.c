#include "rank.h"

#include <math.h>
#include <stdlib.h>

#include "guard.h"
#include "memory.h"

enum { EXACT_LIMIT = 50 };

/* Walks through the values of two or more groups together, smallest first. counts: of each group at this value. */
struct walk { const struct distribution *const *groups; int count; size_t *at; double *counts; };

static struct walk walk_start(const struct distribution *const *groups, int count)
{
    return (struct walk){groups, count, memory_new((size_t)count, sizeof(size_t)), memory_new((size_t)count, sizeof(double))};
}

static void walk_end(struct walk *walk)
{
    free(walk->at);
    free(walk->counts);
}

/* How many answered the next value; 0 at the end. */
static double walk_next(struct walk *walk)
{
    double value = INFINITY, tied = 0;
    for (int g = 0; g < walk->count; g++)
        if (walk->at[g] < walk->groups[g]->count) value = fmin(value, walk->groups[g]->levels[walk->at[g]].value);
    for (int g = 0; g < walk->count; g++) {
        bool here = walk->at[g] < walk->groups[g]->count && walk->groups[g]->levels[walk->at[g]].value <= value;
        walk->counts[g] = here ? walk->groups[g]->levels[walk->at[g]++].count : 0;
        tied += walk->counts[g];
    }
    return tied;
}

/* P(W <= w) of n and m people without ties, by the recursion of Mann and Whitney: how many orders give each w. All terms are positive, so no digit is lost. */
static double exact_below(double w, int n, int m)
{
    size_t width = (size_t)n * (size_t)m + 1;
    double *ways = memory_new((size_t)(n + 1) * width, sizeof *ways), below = 0, all = 0;
    for (int i = 0; i <= n; i++) ways[(size_t)i * width] = 1; /* nobody in the other group: w is 0 */
    for (int j = 1; j <= m; j++)
        for (int i = 1; i <= n; i++)
            for (size_t u = width; u-- > 0;) {
                double beaten = u >= (size_t)j ? ways[(size_t)(i - 1) * width + u - (size_t)j] : 0;
                ways[(size_t)i * width + u] += beaten;
            }
    for (size_t u = 0; u < width; u++) {
        double here = ways[(size_t)n * width + u];
        all += here;
        if ((double)u <= w) below += here;
    }
    free(ways);
    return below / all;
}

static double exact_p(double w, double n, double m)
{
    double mirrored = n * m - w; /* the distribution is symmetric */
    double p = 2 * exact_below(fmin(w, mirrored), (int)n, (int)m);
    return p > 1 ? 1 : p;
}

static double normal_p(double w, double n, double m, double ties, bool corrected)
{
    double all = n + m, off = w - n * m / 2, sigma = sqrt(n * m / 12 * ((all + 1) - ties / (all * (all - 1))));
    if (!(sigma > 0)) return NAN;
    if (corrected && off != 0) off -= copysign(0.5, off);
    return guard_normal_two_sided(off / sigma);
}

struct mann_whitney rank_mann_whitney(const struct distribution *group, const struct distribution *reference, bool corrected)
{
    const struct distribution *groups[2] = {group, reference};
    struct mann_whitney test = {NAN, NAN, false};
    double n = group->n, m = reference->n, ties = 0, below = 0, tied;
    if (n < 1 || m < 1) return test;
    struct walk walk = walk_start(groups, 2);
    test.w = 0;
    while ((tied = walk_next(&walk)) > 0) {
        test.w += walk.counts[0] * (below + walk.counts[1] / 2);
        below += walk.counts[1];
        ties += (tied * tied - 1) * tied;
    }
    walk_end(&walk);
    test.exact = ties <= 0 && n < EXACT_LIMIT && m < EXACT_LIMIT;
    test.p = test.exact ? exact_p(test.w, n, m) : normal_p(test.w, n, m, ties, corrected);
    return test;
}

struct interval rank_cliff_interval(double delta, double variance, double quantile)
{
    double square = quantile * quantile * variance, rest = 1 - delta * delta, middle = delta - delta * delta * delta;
    double reach = quantile * sqrt(variance) * sqrt(rest * rest + square), scale = rest + square;
    if (!(scale > 0)) return (struct interval){delta, delta};
    return (struct interval){fmax(-1, (middle - reach) / scale), fmin(1, (middle + reach) / scale)};
}

/* Sums of squares of the mean sign of each person against the other group, from its mean; and how many pairs are not tied. */
struct spread { double rows, columns, untied; };

static struct spread spread_of(const struct distribution *group, const struct distribution *reference, double delta)
{
    const struct distribution *groups[2] = {group, reference};
    struct walk walk = walk_start(groups, 2);
    struct spread spread = {0};
    double n = group->n, m = reference->n, below[2] = {0, 0};
    while (walk_next(&walk) > 0) {
        double here = walk.counts[0], other = walk.counts[1];
        double row = (below[1] - (m - below[1] - other)) / m - delta, column = ((n - below[0] - here) - below[0]) / n - delta;
        spread.rows += here * row * row;
        spread.columns += other * column * column;
        spread.untied += here * (m - other);
        below[0] += here;
        below[1] += other;
    }
    walk_end(&walk);
    return spread;
}

struct cliff rank_cliff(const struct distribution *group, const struct distribution *reference)
{
    struct cliff cliff = {NAN, NAN, {NAN, NAN}};
    double n = group->n, m = reference->n, pairs = n * m;
    if (n < 1 || m < 1) return cliff;
    double delta = cliff.delta = 2 * rank_mann_whitney(group, reference, false).w / pairs - 1;
    if (n < 2 || m < 2) return cliff;
    struct spread spread = spread_of(group, reference, delta);
    double unbiased = (m * m * spread.rows + n * n * spread.columns - (spread.untied - pairs * delta * delta)) / (pairs * (n - 1) * (m - 1));
    double inside = fabs(delta) >= 1 ? delta * (pairs - 1) / pairs : delta;
    cliff.variance = fmax(unbiased, (1 - inside * inside) / (pairs - 1));
    cliff.interval = rank_cliff_interval(inside, cliff.variance, guard_t_quantile(0.975, n + m - 2));
    if (delta >= 1) cliff.interval.high = 1;
    if (delta <= -1) cliff.interval.low = -1;
    return cliff;
}

struct kruskal_wallis rank_kruskal_wallis(const struct distribution *const *groups, int count)
{
    struct kruskal_wallis test = {NAN, NAN, NAN, NAN};
    struct walk walk = walk_start(groups, count);
    double *sums = memory_new((size_t)count, sizeof *sums), n = 0, below = 0, ties = 0, tied, h = 0;
    int answered = 0;
    while ((tied = walk_next(&walk)) > 0) {
        for (int g = 0; g < count; g++) sums[g] += walk.counts[g] * (below + (tied + 1) / 2);
        below += tied;
        ties += (tied * tied - 1) * tied;
    }
    for (int g = 0; g < count; g++) n += groups[g]->n;
    for (int g = 0; g < count; g++)
        if (groups[g]->n >= 1) {
            double off = sums[g] / groups[g]->n - (n + 1) / 2; /* from the mean rank: the textbook's difference of two large sums loses digits */
            h += groups[g]->n * off * off;
            answered++;
        }
    double shrunk = 1 - ties / ((n * n - 1) * n);
    if (answered >= 2 && n >= 2 && shrunk > 0) {
        h = 12 / (n * (n + 1)) * h / shrunk;
        test = (struct kruskal_wallis){h, answered - 1, guard_chi_square_above(h, answered - 1), h / (n - 1)};
    }
    walk_end(&walk);
    free(sums);
    return test;
}
