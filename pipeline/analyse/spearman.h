/* Spearman's (1904) rank correlations of pairs of columns. Pure. People count the same each: weights and teams are not allowed for.
 *
 * A missing answer is NaN, and each pair of columns uses the people who answered both. */
#ifndef SPWELL_ANALYSE_SPEARMAN_H
#define SPWELL_ANALYSE_SPEARMAN_H
#include <stddef.h>
#include "estimate.h"

/* rho: Pearson's correlation of mid-ranks; p from t = rho sqrt((n - 2) / (1 - rho^2)), df n - 2; interval of Bonett and Wright (2000):
 * tanh(atanh rho -+ 1.96 sqrt((1 + rho^2 / 2) / (n - 3))). A column that is constant has no rho; with n < 4, or rho of -1 or 1, there is no interval. */
struct spearman { double n, rho, t, p, p_adjusted; struct interval interval; };
struct spearman spearman_pair(const double *x, const double *y, size_t count);

/* All pairs below the diagonal, row by row: (1, 0), (2, 0), (2, 1), ...; p_adjusted is Holm's over all of them. columns: one array of `count` each. */
void spearman_matrix(const double *const *columns, int column_count, size_t count, struct spearman *pairs);

#endif
