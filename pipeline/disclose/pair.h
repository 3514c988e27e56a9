/* What two cells have between them: comparisons of groups and changes between waves, for one wave of the plan.
 *
 *     if (pair_copy(&plan, wave, failure)) ...
 *
 * Released when both cells are (and their own numbers of people, which may be fewer in an adjusted comparison, reach the minimum); otherwise
 * flag 'c', verdict 'too few' and no number, and no method: an exact test is one of few people, or of no ties. Whatever stands beside a comparison by another method is told with it, and has no row where it is withheld; p values are adjusted with those that are told (families.h). An odds ratio or an exact p
 * value tells no more of a table than its percentages and numbers of people, which are released when it is: a whole table of answers needs all of its answers released, in both
 * groups. All groups of a list at once need every one of them. A change has the flag 'z' when it was not estimated; `why` says why.
 */
#ifndef SPWELL_DISCLOSE_PAIR_H
#define SPWELL_DISCLOSE_PAIR_H
#include "plan.h"

int pair_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
