/* What stands beside the main result of a comparison: the same groups by other methods, tables of several answers, several groups at once. Pure.
 *
 * Who is a simple random sample is compared by the classical tests (rank.h, contingency.h); with weights or teams by the design's (rank_design.h, Rao and Scott).
 *
 *     numbers         Mann-Whitney or the design-based Wilcoxon test, with Cliff's delta
 *     yes or no       chi-square with Yates' correction or Fisher's exact test, or Rao-Scott, with the odds ratio; Newcombe's interval of the difference
 *     categories      chi-square, Freeman-Halton's exact test or Rao-Scott of the whole table, with Cramer's V without its bias
 *     several groups  Kruskal-Wallis or the design-based rank test of several groups; of answers the whole table
 */
#ifndef SPWELL_ANALYSE_BESIDE_H
#define SPWELL_ANALYSE_BESIDE_H
#include "analysis.h"

/* Fewer answers, or teams, on a side: effects are told, no p value and no verdict. */
enum { FEW = 5 };

/* Compares all pairs and sets of the task; the contrasts must be there. */
void beside_run(const struct task *task, const struct values *values, const struct design *design, const struct distribution *distributions, struct analysis *analysis);

/* Is the exact test called for? The classical rule: fewer than 20 people, or fewer than 5 expected somewhere; also a share of 0% or 100%. */
bool beside_wants_exact(const struct contrast *contrast);

#endif
