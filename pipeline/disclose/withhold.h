/* Which cells of one wave are withheld: the numbers of people are read from work.db, suppress.c decides.
 *
 *     if (withhold_wave(plan, wave, failure)) ...        fills groups, cells, answered and answers of plan->waves[wave]
 */
#ifndef SPWELL_DISCLOSE_WITHHOLD_H
#define SPWELL_DISCLOSE_WITHHOLD_H
#include "plan.h"

int withhold_wave(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
