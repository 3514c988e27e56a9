/* The cumulative distributions of GSL, behind checks of our own: with its error handler off GSL answers 0, 1 or NaN to nonsense
 * and some of its inverses never return. Every function here takes finite arguments of its domain (asserted) and returns a finite value.
 */
#ifndef SPWELL_ANALYSE_GUARD_H
#define SPWELL_ANALYSE_GUARD_H

void guard_start(void); /* once, before any other */
/* Student's t with df > 0 degrees of freedom, which need not be whole. */
double guard_t_two_sided(double t, double df);     /* P(|T| >= |t|), to 1e-12 relative */
double guard_t_quantile(double p, double df);      /* 1e-10 <= p <= 1 - 1e-10, df >= 0.5; mended by Newton's step to the last digits */
double guard_normal_quantile(double p);            /* 0 < p < 1 */
/* F with df and rest degrees of freedom, 1 or more each; 0.001 <= p <= 0.999. To 1e-10 up to a million of them, beyond by the formula of Abramowitz and
 * Stegun 26.6.15, which is exact to 1e-9 there. */
double guard_f_quantile(double p, double df, double rest);

#endif
