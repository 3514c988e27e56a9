/* Small systems of linear equations, as tests of several differences at once need them. Pure. (Regressions have matrix.c.) */
#ifndef SPWELL_ANALYSE_SQUARE_H
#define SPWELL_ANALYSE_SQUARE_H
#include <stdbool.h>

/* Solves a x = b by elimination with pivots: a is size x size, b size x columns, both by rows and both overwritten; b becomes x.
 * false when a is singular, but for rounding: then nothing can be said. */
bool square_solve(double *a, double *b, int size, int columns);

#endif
