/* Averages of those who answered every question of a score, beside those shown.
 *
 * Both are about nearly the same people: who is in one and not in the other left questions out, and their average follows by subtraction. A group is told where these
 * are nobody or at least the minimum, and where at least the minimum answered everything, along the lines of the breakdowns too; and nothing of sensitive scores, nor
 * of questions put to some people.
 */
#ifndef SPWELL_DISCLOSE_SENSITIVITY_H
#define SPWELL_DISCLOSE_SENSITIVITY_H
#include "plan.h"

int sensitivity_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
