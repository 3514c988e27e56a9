/* Distribution functions and quantiles to 1e-12 relative, also far out in the tails: on incomplete.h, and on GSL where it keeps its digits.
 *
 *     guard_start();                                   once, before any other
 *     double p = guard_t_two_sided(t, df);             NaN: t or df is not in the domain
 *
 * Outside its domain a function returns NaN, never a number that looks like an answer (GSL 2.7.1 answers 0 or 1, or never); so it does where
 * the answer itself is beyond a double. A tail is 0 only where it is below the least double. Degrees of freedom need not be whole: 0.01 to 1e12, else NaN. x, t and z: any finite value,
 * and of chi-squared, F and beta below 0 (above 1) nothing is left out or all of it is. p of a quantile: 0 < p < 1. Threads may call all of them at once.
 */
#ifndef SPWELL_GUARD_H
#define SPWELL_GUARD_H

void guard_start(void);

double guard_normal_below(double z);
double guard_normal_above(double z);
double guard_normal_two_sided(double z);     /* P(|Z| >= |z|) */
double guard_normal_quantile(double p);

double guard_t_below(double t, double df);
double guard_t_two_sided(double t, double df);
double guard_t_quantile(double p, double df);

double guard_chi_square_below(double x, double df);
double guard_chi_square_above(double x, double df);
double guard_chi_square_quantile(double p, double df);

/* F with df and rest degrees of freedom. */
double guard_f_below(double x, double df, double rest);
double guard_f_above(double x, double df, double rest);
double guard_f_quantile(double p, double df, double rest);

/* Beta, a and b from 0.005 to 1e12. */
double guard_beta_below(double x, double a, double b);
double guard_beta_above(double x, double a, double b);
double guard_beta_quantile(double p, double a, double b);

#endif
