/* What two cells have between them: comparisons of groups and changes between waves, for one wave of the plan.
 *
 *     if (pair_copy(&plan, wave, failure)) ...
 *
 * Released when both cells are (and their own numbers of people, which may be fewer in an adjusted comparison, reach the minimum); otherwise
 * flag 'c', verdict 'too few' and no number. A change has the flag 'z' when it was not estimated; `why` says why.
 */
#ifndef SPWELL_DISCLOSE_PAIR_H
#define SPWELL_DISCLOSE_PAIR_H
#include "plan.h"

int pair_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
