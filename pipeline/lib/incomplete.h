/* The incomplete beta and gamma functions, as natural logarithms of both tails: to 1e-14 and mostly far better for parameters from 0.005 to 1e12, also where a
 * tail is far below what a double holds. Pure; always ends. GSL 2.7.1 loses digits for many degrees of freedom, answers 0 or NaN beyond, and some of its
 * inverses never return. Where x stands is told by v, the logarithm of its ratio to the centre, so that digits are lost neither there nor at the ends. */
#ifndef SPWELL_INCOMPLETE_H
#define SPWELL_INCOMPLETE_H
#include <stdbool.h>

struct tails { long double below, above; };

/* I_x(a, b) and its complement at x / (1 - x) = e^v a / b. */
struct tails incomplete_beta(long double v, long double a, long double b);
/* P(a, x) and Q(a, x) at x = e^v a. */
struct tails incomplete_gamma(long double v, long double a);

/* The v at which the logarithm of the tail below (or above) is the target, which is below 0. */
long double incomplete_beta_inverse(long double target, bool above, long double a, long double b);
long double incomplete_gamma_inverse(long double target, bool above, long double a);

#endif
