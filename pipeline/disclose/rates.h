/* Response rates by group.
 *
 * A group's rate is withheld where the group is. Those who answered in part, and those who answered completely, are parts of a number that is shown: where either
 * are few, in the group or by subtraction from other groups, both are withheld with the rates that count one of them alone (rr1, rr3, rr5). So are rr3 and rr5
 * where few of the invited may not have been eligible: the other rates would give their number.
 */
#ifndef SPWELL_DISCLOSE_RATES_H
#define SPWELL_DISCLOSE_RATES_H
#include "plan.h"

int rates_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
