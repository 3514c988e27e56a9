/* From the distribution of a cell to the numbers people read. Pure.
 *
 * Every formula is that of the R call named with it (survey 4.1); tests/reference compares them to 1e-9.
 */
#ifndef SPWELL_ANALYSE_ESTIMATE_H
#define SPWELL_ANALYSE_ESTIMATE_H
#include <stddef.h>
#include "tally.h"

struct interval { double low, high; }; /* NaN: that end cannot be had */

double estimate_mean(const struct distribution *distribution);
/* Mean distance from a centre: differences of means with a large offset are taken from these. */
double estimate_deviation(const struct distribution *distribution, double centre);
/* sum of w (y - mean)^2 / sum of w * n / (n - 1), as svyvar of the answered; n >= 2. */
double estimate_variance(const struct distribution *distribution, double mean);
/* Hyndman and Fan's type 7 on weighted data, as survey's qrule "hf7": between the last respondent of one value and the first of the next. n >= 1. */
double estimate_quantile(const struct distribution *distribution, double p);
/* Share of the weight at or below a value. */
double estimate_share_at_most(const struct distribution *distribution, double value);
/* Kish's effective number: (sum w)^2 / sum w^2. */
double estimate_kish(const struct distribution *distribution);

/* The quantile of t at 0.975. */
double estimate_critical(double df);
/* value +- t(df) * se. */
struct interval estimate_t_interval(double value, double se, double df);
/* Wilson (1927) on n, which need not be whole (an effective number: Korn and Graubard 1998); exactly 0 or 1 at the ends. p and the ends are shares. */
struct interval estimate_wilson(double p, double n);
/* The same (a score interval) with another critical value than 1.96: that of t where n is made of a variance. */
struct interval estimate_score(double p, double n, double critical);
/* The exact limits (Clopper and Pearson 1934) of a share of 0 or 1: 0 and 1 - 0.025^(1/n), or the other way round. */
struct interval estimate_of_none_or_all(double p, double n);
/* Woodruff (1952): the quantiles at p -+ t(df) * se, se that of the share at or below the quantile. An end beyond 0 or 1 is NaN. */
struct interval estimate_woodruff(const struct distribution *distribution, double share, double se, double df);

#endif
