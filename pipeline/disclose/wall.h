/* Rounding at the wall: as few decimals as the reader needs. Pure. NaN stays NaN (it becomes NULL). */
#ifndef SPWELL_DISCLOSE_WALL_H
#define SPWELL_DISCLOSE_WALL_H

/* Halves away from zero, on the decimal value as it prints with 15 digits; never minus zero. */
double wall_round(double value, int decimals);
/* Four decimals; whatever is below 0.0001 is given as 0.0001, to be read "less than 0.0001 or equal to it": a p value is never 0. */
double wall_p(double p);

#endif
