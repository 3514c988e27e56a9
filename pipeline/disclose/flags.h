/* Signs of careless answering and final dispositions: counts of people that cross the wall as parts of a known whole (counts.h).
 *
 *     if (flags_copy(&plan, wave, failure)) ...
 */
#ifndef SPWELL_DISCLOSE_FLAGS_H
#define SPWELL_DISCLOSE_FLAGS_H
#include "plan.h"

int flags_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
