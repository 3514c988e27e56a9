/* How far a variance made of few teams can be trusted. Pure.
 *
 * The sum of squares of G team sums is taken by R survey for chi-squared with G - 1 degrees of freedom, and without bias. With teams of unequal size or weight it has fewer,
 * and is too small. Bell and McCaffrey (2002, Survey Methodology 28, 169-181) work out both under a working model; that model here (Imbens and Kolesar 2016, Rev Econ Stat 98,
 * 701-712) is people of one spread whose answers correlate by 0.15 within a team. Then the team sums have covariances C, expectation of the sum of
 * squares trace(C), df = trace(C)^2 / trace(C C) (Satterthwaite 1946), and `factor` is what the variance is to be multiplied with to be right on average.
 * Weights fitted to margins make the sum of squares smaller still, by as many teams as the margins are a matter of teams (1 for a sector, hardly any for a person's
 * role): by the adjusted R squared of each category on the teams. The factor mends that; the degrees of freedom are left.
 * Of a simple random sample, which needs none of this, and of teams drawn within strata nothing is said, nor of more than DEGREES_TEAMS: there it hardly matters. tests/coverage shows what it is good for.
 */
#ifndef SPWELL_ANALYSE_DEGREES_H
#define SPWELL_ANALYSE_DEGREES_H
#include "design.h"
#include "tally.h"

enum { DEGREES_TEAMS = 300 };

struct degrees { double df, factor; }; /* NaN and 1: nothing is said */

/* cells: one a cell. pairs_said: one a pair, of the difference of the means of its cells. breakdowns: which are wanted, or NULL. */
void degrees_find(const struct values *values, const struct design *design, const bool *breakdowns, const int (*pairs)[2], int pair_count, struct degrees *cells, struct degrees *pairs_said);

#endif
