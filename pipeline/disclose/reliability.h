/* How well the questions of each score hang together, as far as together.h lets it be told.
 *
 *     if (reliability_copy(&plan, wave, failure)) ...
 */
#ifndef SPWELL_DISCLOSE_RELIABILITY_H
#define SPWELL_DISCLOSE_RELIABILITY_H
#include "plan.h"

int reliability_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
