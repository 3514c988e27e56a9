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
