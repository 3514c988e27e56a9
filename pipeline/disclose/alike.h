/* How alike people of one team answer, and how headline numbers and scores go together in order.
 *
 *     if (alike_copy(&plan, wave, failure)) ...
 *
 * Both follow the rules of together.h: enough people, of whom enough differ in each measure; of a sensitive one nobody or enough people are in its own number and not in
 * this one. Of teams there are at least ALIKE_TEAMS, so that what is said of all follows the mean of none; how many people are in them is not told where few answered alone
 * in theirs.
 */
#ifndef SPWELL_DISCLOSE_ALIKE_H
#define SPWELL_DISCLOSE_ALIKE_H
#include "plan.h"

enum { ALIKE_TEAMS = 10 };

int alike_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
