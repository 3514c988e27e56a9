/* Groups compared by the order of their answers, from counts of distinct values. Pure.
 *
 * Everything here counts people, each the same: it is for simple random samples. With weights or teams: rank_design.h.
 * A p value that cannot be had (all answers alike, nobody in a group) is NaN.
 */
#ifndef SPWELL_ANALYSE_RANK_H
#define SPWELL_ANALYSE_RANK_H
#include <stdbool.h>
#include "estimate.h"

/* Mann and Whitney (1947) as R's wilcox.test: w counts the pairs in which the first group's answer is higher, ties as half. Exact when no two answers are equal
 * and both groups are smaller than 50; else the normal distribution, corrected for ties and (`corrected`) for continuity. */
struct mann_whitney { double w, p; bool exact; };
struct mann_whitney rank_mann_whitney(const struct distribution *group, const struct distribution *reference, bool corrected);

/* Cliff's delta (1993): the share of pairs in which the first group's answer is higher minus the share in which it is lower. Variance: Cliff's unbiased one, not below
 * (1 - d^2) / (n m - 1); interval: his asymmetric one with t(n + m - 2); a delta of -1 or 1 is moved inwards by 1 / (n m) for the interval, whose end there is
 * -1 or 1. NaN with fewer than 2 a side. */
struct cliff { double delta, variance; struct interval interval; };
struct cliff rank_cliff(const struct distribution *group, const struct distribution *reference);
/* The same interval for a delta whose variance and t quantile come from elsewhere. */
struct interval rank_cliff_interval(double delta, double variance, double quantile);

/* Kruskal and Wallis (1952), with ties; epsilon_squared = h / (n - 1). Groups nobody answered in are left out; NaN with fewer than two. */
struct kruskal_wallis { double h, df, p, epsilon_squared; };
struct kruskal_wallis rank_kruskal_wallis(const struct distribution *const *groups, int count);

#endif
