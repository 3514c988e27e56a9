#include "spearman.h"

#include <math.h>
#include <stdlib.h>

#include "guard.h"
#include "memory.h"
#include "multiplicity.h"

struct placed { double value; size_t at; };

static int compare_placed(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Mid-ranks less their mean, (n + 1) / 2, in place. */
static void rank(double *values, size_t n)
{
    struct placed *placed = memory_new(n, sizeof *placed);
    for (size_t i = 0; i < n; i++) placed[i] = (struct placed){values[i], i};
    qsort(placed, n, sizeof *placed, compare_placed);
    for (size_t first = 0, next; first < n; first = next) {
        for (next = first + 1; next < n && placed[next].value <= placed[first].value;) next++;
        for (size_t i = first; i < next; i++) values[placed[i].at] = (double)(first + next) / 2 - (double)n / 2;
    }
    free(placed);
}

static double product(const double *x, const double *y, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++) sum += x[i] * y[i];
    return sum;
}

static void test(struct spearman *pair)
{
    double n = pair->n, rho = pair->rho;
    if (n < 3 || !(fabs(rho) < 1)) return;
    pair->t = rho * sqrt((n - 2) / (1 - rho * rho));
    pair->p = guard_t_two_sided(pair->t, n - 2);
    if (n < 4) return;
    double reach = guard_normal_quantile(0.975) * sqrt((1 + rho * rho / 2) / (n - 3));
    pair->interval = (struct interval){tanh(atanh(rho) - reach), tanh(atanh(rho) + reach)};
}

/* Counts of the values become their mid-ranks less the mean. Returns the sum of their squares over people. */
static double rank_counts(double *counts, size_t values, double n, long *differ)
{
    double below = 0, squares = 0, most = 0;
    for (size_t v = 0; v < values; v++) {
        double own = counts[v], middle = below + own / 2 - n / 2;
        most = fmax(most, own);
        below += own;
        squares += own * middle * middle;
        counts[v] = middle;
    }
    *differ = (long)(n - most);
    return squares;
}

/* People by both values, side by side for each value of the first. */
static uint32_t *cross(const struct spearman_column columns[2], size_t count)
{
    size_t width = columns[1].values;
    uint32_t *people = memory_new(columns[0].values * width, sizeof *people);
    const uint32_t *x = columns[0].at, *y = columns[1].at;
    for (size_t i = 0; i < count; i++)
        if (x[i] != UINT32_MAX && y[i] != UINT32_MAX) people[x[i] * width + y[i]]++;
    return people;
}

enum { CROSS_LIMIT = 1 << 18 }; /* of more pairs of values there is no table, and people are looked at twice */

struct spearman spearman_counted(const struct spearman_column columns[2], size_t count, long differ[2])
{
    struct spearman pair = {0, NAN, NAN, NAN, NAN, {NAN, NAN}};
    size_t rows = columns[0].values, width = columns[1].values;
    double *ranks[2] = {memory_new(rows, sizeof(double)), memory_new(width, sizeof(double))}, sum = 0;
    const uint32_t *x = columns[0].at, *y = columns[1].at;
    uint32_t *people = rows <= CROSS_LIMIT && rows * width <= CROSS_LIMIT ? cross(columns, count) : NULL;
    for (size_t k = 0; people && k < rows * width; k++) {
        pair.n += people[k];
        ranks[0][k / width] += people[k];
        ranks[1][k % width] += people[k];
    }
    for (size_t i = 0; !people && i < count; i++) {
        if (x[i] == UINT32_MAX || y[i] == UINT32_MAX) continue;
        pair.n++;
        ranks[0][x[i]]++;
        ranks[1][y[i]]++;
    }
    double size = rank_counts(ranks[0], rows, pair.n, &differ[0]), other = rank_counts(ranks[1], width, pair.n, &differ[1]);
    for (size_t k = 0; people && k < rows * width; k++) sum += people[k] * (ranks[0][k / width] * ranks[1][k % width]);
    for (size_t i = 0; !people && i < count; i++)
        if (x[i] != UINT32_MAX && y[i] != UINT32_MAX) sum += ranks[0][x[i]] * ranks[1][y[i]];
    if (size > 0 && other > 0) pair.rho = fmax(-1, fmin(1, sum / sqrt(size * other)));
    test(&pair);
    free(people);
    free(ranks[0]);
    free(ranks[1]);
    return pair;
}

struct spearman spearman_pair(const double *x, const double *y, size_t count)
{
    struct spearman pair = {0, NAN, NAN, NAN, NAN, {NAN, NAN}};
    double *a = memory_new(count, sizeof *a), *b = memory_new(count, sizeof *b);
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(x[i]) && !isnan(y[i])) {
            a[n] = x[i];
            b[n++] = y[i];
        }
    pair.n = (double)n;
    if (n >= 2) {
        rank(a, n);
        rank(b, n);
        double size = product(a, a, n), other = product(b, b, n);
        if (size > 0 && other > 0) pair.rho = fmax(-1, fmin(1, product(a, b, n) / sqrt(size * other)));
        test(&pair);
    }
    free(a);
    free(b);
    return pair;
}

void spearman_matrix(const double *const *columns, int column_count, size_t count, struct spearman *pairs)
{
    size_t pair_count = (size_t)column_count * (size_t)(column_count > 0 ? column_count - 1 : 0) / 2, k = 0;
    double *p = memory_new(pair_count, sizeof *p);
    for (int row = 1; row < column_count; row++)
        for (int column = 0; column < row; column++, k++) {
            pairs[k] = spearman_pair(columns[row], columns[column], count);
            p[k] = pairs[k].p;
        }
    multiplicity_holm(p, pair_count);
    for (k = 0; k < pair_count; k++) pairs[k].p_adjusted = p[k];
    free(p);
}
