/* Student's t of an effect that is there: of (Z + delta) / sqrt(chi-squared(df) / df). Pure; threads may call it at once; guard_start() comes first.
 *
 * Degrees of freedom need not be whole: 0.01 to 1e12; |delta| up to 1,000, t any finite value: else NaN. To 1e-12 relative, also in the tails.
 */
#ifndef SPWELL_NONCENTRAL_H
#define SPWELL_NONCENTRAL_H
#include "interval.h"

double noncentral_t_below(double t, double df, double delta);
double noncentral_t_above(double t, double df, double delta);

/* The deltas for which t lies at the upper and at the lower end of the middle `confidence` (0.95) of the distribution: the interval of delta that Steiger and
 * Fouladi (1997) get by turning the test round. NaN where an end is beyond 1,000. */
struct interval noncentral_t_interval(double t, double df, double confidence);
/* So of Cohen's d of two groups of n and n_reference people with n + n_reference - 2 degrees of freedom: exact for normal values of equal variance. That of
 * Hedges' g is this times the same J as g itself (as effectsize::hedges_g has it). */
struct interval noncentral_d_interval(double d, double n, double n_reference, double confidence);

#endif
