/* The exact interval of a share. Pure. */
#ifndef SPWELL_ANALYSE_EXACT_H
#define SPWELL_ANALYSE_EXACT_H
#include "interval.h"

/* Clopper and Pearson (1934), 95%, of x of n as shares: the ends at which x or more, or x or fewer, have a probability of 2.5%. Exactly 0 at x = 0 and 1 at x = n.
 * Neither need be whole (an effective number: Korn and Graubard 1998). n above 0, 0 <= x <= n: else NaN. */
struct interval exact_interval(double x, double n);

#endif
