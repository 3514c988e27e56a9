/* Agreement of those who coded comments. Told when the comments coded by two are at least the minimum, and of at least as many people; of a code only where the share of people whose comments have it is told. */
#ifndef SPWELL_DISCLOSE_AGREEMENT_H
#define SPWELL_DISCLOSE_AGREEMENT_H
#include "plan.h"

int agreement_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
