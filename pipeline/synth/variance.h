/* Keeps every factor and every propensity at variance 1: what the loads explain is taken from the noise.
 *
 * Each factor is a sum of independent own parts with variance 1, one a factor (its own and those of the factors it loads on), so the variance
 * that loads explain is a sum of squares. Both functions return false when the loads explain more than all of it. */
#ifndef SPWELL_SYNTH_VARIANCE_H
#define SPWELL_SYNTH_VARIANCE_H
#include "plan.h"

/* Fills noise and parts of factors[number]; those before it are done. */
bool variance_factor(struct factor *factors, int number);
/* Fills noise. `lasting`: of factors only what lasts over waves is loaded on. */
bool variance_propensity(const struct factor *factors, int count, struct propensity *propensity, bool lasting);

#endif
