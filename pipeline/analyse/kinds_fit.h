/* The last coefficient of a linear regression, a group's, by kinds: its value, its standard error by team (CR2) and Satterthwaite's degrees of freedom. Pure.
 *
 *     if (kinds_fit_last(kinds, design, regressors, count, explained, &last)) ...      false: nothing is said; take robust.h
 *
 * The same numbers as model_rows_fit_last and robust_run(ROBUST_CR2), another way: the regression is that of the kinds' means, and a team's adjustment (I - S)^(-1/2), with
 * S = H + H' - X N X', H = X M X'W, M = (X'WX)^-1, N = M X'WWX M, is a power series, which ends after a few terms where a team is small beside the survey. Where it is not
 * (the bound of S is above KINDS_SMALL) eigenvectors take its place, for at most KINDS_SQUARE people. In larger teams, where columns cannot be told apart, or where nothing varies, the answer is false.
 */
#ifndef SPWELL_ANALYSE_KINDS_FIT_H
#define SPWELL_ANALYSE_KINDS_FIT_H
#include "kinds.h"

#define KINDS_SMALL 0.2
enum { KINDS_SQUARE = 60 };

/* groups: of the last regressor, people of its categories 0 and 1. */
struct kinds_last { double value, se, df, support; /* support.h */ size_t n, columns, teams, groups[2]; };

bool kinds_fit_last(const struct kinds *kinds, const struct design *design, const struct regressor *regressors, int count, struct explained explained, struct kinds_last *last);

#endif
