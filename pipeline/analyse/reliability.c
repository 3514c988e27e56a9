#include "reliability.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

#include "guard.h"

static const double ROUNDING = 1e-12; /* below this share of its parts a sum is 0 */

/* Covariances of the items used, and what each has with the sum of all. */
struct scale { int count; double covariance[RELIABILITY_ITEM_LIMIT][RELIABILITY_ITEM_LIMIT], with_sum[RELIABILITY_ITEM_LIMIT], variances, total; };

static double covariance(long n, int count, const double *sums, const double *products, int a, int b)
{
    double product = a > b ? products[a * count + b] : products[b * count + a], people = (double)n;
    return (product - sums[a] / people * sums[b]) / (people - 1);
}

static void fill(struct scale *scale, long n, int count, const double *sums, const double *products, const int *used)
{
    for (int i = 0; i < scale->count; i++) {
        scale->with_sum[i] = 0;
        for (int j = 0; j < scale->count; j++) scale->with_sum[i] += scale->covariance[i][j] = covariance(n, count, sums, products, used[i], used[j]);
        scale->variances += scale->covariance[i][i];
        scale->total += scale->with_sum[i];
    }
}

/* NaN when the sum is the same for all. */
static double alpha_of(int count, double variances, double total)
{
    return total > ROUNDING * variances ? count / (count - 1.0) * (1 - variances / total) : (double)NAN;
}

static double standardised(const struct scale *scale)
{
    double sum = 0, count = scale->count;
    for (int i = 0; i < scale->count; i++)
        for (int j = 0; j < i; j++) sum += scale->covariance[i][j] / sqrt(scale->covariance[i][i] * scale->covariance[j][j]);
    double mean = sum / (count * (count - 1) / 2), below = 1 + (count - 1) * mean;
    return below > ROUNDING ? count * mean / below : (double)NAN;
}

static double correlation(double with, double variance, double other, double parts)
{
    double r = other > ROUNDING * parts ? with / sqrt(variance * other) : (double)NAN;
    return fabs(r) > 1 ? copysign(1, r) : r;
}

/* Fisher (1921): atanh r is nearly normal with variance 1 / (n - 3). Of r = -1 and 1 both ends are the same. */
static void find_direction(long n, struct reliability_item *item)
{
    if (item->rest < -ROUNDING) item->direction = RELIABILITY_WEAKLY_AGAINST;
    if (n < 4 || isnan(item->rest)) return;
    double reach = guard_normal_quantile(0.975) / sqrt((double)n - 3);
    item->rest_low = fabs(item->rest) < 1 ? tanh(atanh(item->rest) - reach) : item->rest;
    item->rest_high = fabs(item->rest) < 1 ? tanh(atanh(item->rest) + reach) : item->rest;
    if (item->rest_high < 0) item->direction = RELIABILITY_AGAINST;
}

static void describe(const struct scale *scale, int i, long n, struct reliability_item *item)
{
    double variance = scale->covariance[i][i], with = scale->with_sum[i], rest = scale->total - 2 * with + variance;
    item->total = correlation(with, variance, scale->total, scale->variances);
    item->rest = correlation(with - variance, variance, rest, scale->variances);
    find_direction(n, item);
    if (scale->count > 2) item->alpha_without = alpha_of(scale->count - 1, scale->variances - variance, rest);
    if (isnan(item->rest)) item->why = "the other answers have the same sum for everybody";
    else if (scale->count == 2) item->why = "one question would be left";
    else if (n < 4) item->why = "fewer than four people answered all questions";
}

struct reliability reliability_of(long n, int count, const double *sums, const double *products, struct reliability_item *items)
{
    struct reliability result = {0, NAN, NAN, NAN, NAN, NULL};
    struct scale scale = {0};
    int used[RELIABILITY_ITEM_LIMIT];
    assert(count <= RELIABILITY_ITEM_LIMIT);
    for (int i = 0; i < count; i++) {
        items[i] = (struct reliability_item){NAN, NAN, NAN, NAN, NAN, RELIABILITY_WITH, n < 2 ? "fewer than two people answered all questions" : NULL};
        if (n < 2) continue;
        if (covariance(n, count, sums, products, i, i) > ROUNDING * products[i * count + i] / (double)n) used[scale.count++] = i;
        else items[i].why = "every answer is the same";
    }
    result.items = scale.count;
    if (n < 2 || scale.count < 2) {
        result.why = n < 2 ? "fewer than two people answered all questions" : "fewer than two questions whose answers differ";
        for (int i = 0; i < scale.count; i++) items[used[i]].why = result.why;
        return result;
    }
    fill(&scale, n, count, sums, products, used);
    for (int i = 0; i < scale.count; i++) describe(&scale, i, n, &items[used[i]]);
    result.alpha = alpha_of(scale.count, scale.variances, scale.total);
    result.standardised = standardised(&scale);
    if (isnan(result.alpha)) result.why = "the answers have the same sum for everybody";
    else {
        double df = (double)n - 1, rest = df * (scale.count - 1);
        result.low = 1 - (1 - result.alpha) * guard_f_quantile(0.975, df, rest);
        result.high = 1 - (1 - result.alpha) * guard_f_quantile(0.025, df, rest);
    }
    return result;
}
