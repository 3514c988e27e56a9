/* Two groups beside each other. Pure. */
#ifndef SPWELL_ANALYSE_COMPARE_H
#define SPWELL_ANALYSE_COMPARE_H
#include <stdbool.h>
#include <stddef.h>
#include "estimate.h"

struct difference { double value, se, df, t, p; struct interval interval; }; /* se 0 or df not above 0: t, p and interval NaN */

/* One estimate minus another that is independent of it: df of Satterthwaite (1946) and Welch (1947). Also used for change between waves. */
struct difference compare_independent(double value, double variance, double df, double reference, double reference_variance, double reference_df);
/* As svyglm(y ~ group): design-based variance of the difference, df = teams with an answer in either group - 2. */
struct difference compare_in_design(double value, double variance, double reference, double reference_variance, double covariance, double teams);

/* The same difference by other degrees of freedom, its variance multiplied for t, p and interval; value and se stay. */
struct difference compare_with_degrees(const struct difference *difference, double df, double factor);

/* Hedges' g (1981), interval of Hedges and Olkin (1985): difference over the pooled standard deviation times J = exp(lgamma(df/2) - lgamma((df-1)/2) - log(df/2)/2),
 * df = n + n_reference - 2; interval g +- 1.96 sqrt((n + m) / (n m) + g^2 / (2 (n + m))) on the effective numbers n and m, which for
 * a simple random sample are the numbers of people. NaN where the pooled deviation is 0 or there are fewer than 2 a side. */
struct effect { double value; struct interval interval; };
struct effect compare_hedges_g(double difference, double sd, double n, double n_effective, double reference_sd, double reference_n, double reference_n_effective);

/* Fisher's exact test of a 2x2 table: two-sided, tables no likelier than the observed one (times 1 + 1e-7), as R's fisher.test. */
double compare_fisher(long yes, long no, long reference_yes, long reference_no);
/* Difference of two shares with Newcombe's (1998) method 10: Wilson intervals put together. */
struct interval compare_newcombe(double p, double n, double reference_p, double reference_n);

/* A share of exactly 0 or 1 has a standard error of 0, which must not pass for certainty: true when one of the two is such a share and
 * Newcombe's interval on the effective numbers, which knows better, includes no difference. */
bool compare_hides_in_whole_share(double p, double n, double reference_p, double reference_n);

bool compare_is_clear(double p_adjusted); /* below 0.05; false for NaN */

/* Holm (1979): adjusts p in place; NaN stay and do not count. */
void compare_holm(double *p, size_t count);

#endif
