/* Agreement of those who coded comments. A code's is told when the comments that these coders have in common are at least the minimum, and of at least as many
 * people, and when the share of people whose comments have the code is told. Their mean is of the codes that are told: one of all codes, less these, would be
 * the others'. */
#ifndef SPWELL_DISCLOSE_AGREEMENT_H
#define SPWELL_DISCLOSE_AGREEMENT_H
#include "plan.h"

int agreement_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
