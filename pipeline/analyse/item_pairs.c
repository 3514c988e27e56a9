#include "item_pairs.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

static const double ROUNDING = 1e-12; /* below this share of its parts a sum is 0 */

/* Sum of products about the means. */
static double about_means(double n, double product, double sum, double other) { return product - sum / n * other; }

static double complete(const struct item_sums *s, int item, int other)
{
    return about_means((double)s->n, s->products[item * s->count + other], s->sums[item], s->sums[other]);
}

static bool varies(const struct item_sums *s, int item)
{
    return s->n > 1 && complete(s, item, item) > ROUNDING * s->products[item * s->count + item];
}

double item_pairs_correlation(const struct item_sums *s, int item, int other)
{
    if (!varies(s, item) || !varies(s, other)) return NAN;
    double r = complete(s, item, other) / sqrt(complete(s, item, item) * complete(s, other, other));
    return fabs(r) > 1 ? copysign(1, r) : r;
}

struct item_pairs item_pairs_of(const struct item_sums *s, double *correlations)
{
    struct item_pairs pairs = {0, NAN, NAN, NAN};
    int used[ITEM_PAIRS_LIMIT];
    double sum = 0, smallest = INFINITY, largest = -INFINITY;
    for (int i = 0; i < s->count; i++)
        if (varies(s, i)) used[pairs.used++] = i;
    for (int i = 0; i < pairs.used; i++) {
        correlations[i * pairs.used + i] = 1;
        for (int j = 0; j < i; j++) {
            double r = item_pairs_correlation(s, used[i], used[j]);
            correlations[i * pairs.used + j] = correlations[j * pairs.used + i] = r;
            sum += r;
            smallest = fmin(smallest, r);
            largest = fmax(largest, r);
        }
    }
    if (pairs.used < 2) return pairs;
    pairs.mean = sum / (pairs.used * (pairs.used - 1) / 2.0);
    pairs.smallest = smallest;
    pairs.largest = largest;
    return pairs;
}

/* NaN: fewer than two people answered both. */
static double covariance(const struct item_sums *s, int item, int other)
{
    int at = item * s->count + other, turned = other * s->count + item;
    double n = (double)s->both_n[at];
    return n > 1 ? about_means(n, s->both_products[at], s->both_sums[at], s->both_sums[turned]) / (n - 1) : (double)NAN;
}

double item_pairs_alpha(const struct item_sums *s)
{
    double variances = 0, total = 0;
    int used[ITEM_PAIRS_LIMIT], count = 0;
    for (int i = 0; i < s->count; i++) {
        int at = i * s->count + i;
        double variance = covariance(s, i, i);
        if (!(variance > ROUNDING * s->both_products[at] / (double)(s->both_n[at] ? s->both_n[at] : 1))) continue;
        used[count++] = i;
        variances += variance;
    }
    for (int i = 0; i < count; i++)
        for (int j = 0; j <= i; j++) total += (i == j ? 1 : 2) * covariance(s, used[i], used[j]);
    return count > 1 && total > ROUNDING * variances ? count / (count - 1.0) * (1 - variances / total) : (double)NAN;
}
