/* Groups compared by the order of their answers under the design: weights, teams, strata. Pure.
 *
 * A respondent's score is the weighted mid-rank of their answer among all the groups compared, over the sum of weights: the weight below it and half of that at it. As R's svyranktest
 * (Lumley and Scott 2013); where people with equal answers differ in weight, survey 4.1 ranks them by their order in the file, and this does not.
 */
#ifndef SPWELL_ANALYSE_RANK_DESIGN_H
#define SPWELL_ANALYSE_RANK_DESIGN_H
#include "estimate.h"
#include "joint.h"

/* Of two groups: t = difference of mean scores over its standard error on df; delta, Cliff's for weighted people, is twice the difference. Its interval is Cliff's, with the
 * design's variance of the share of pairs (each person against the other group) and t(df). Of several: f on df and df_rest. p NaN where nothing can be told. */
struct rank_design { double statistic, df, df_rest, p, delta; struct interval interval; };

/* cells: of one breakdown, the reference last. distributions: one a cell of the design. */
struct rank_design rank_design_run(const int *cells, int count, int breakdown, const struct distribution *distributions, const struct values *values, const struct design *design);

#endif
