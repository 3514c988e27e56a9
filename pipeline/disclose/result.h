/* Estimates of one wave into the table `result`, rounded, or withheld and flagged.
 *
 *     if (result_copy(&plan, wave, failure)) ...
 *
 * Flags: 'c' withheld (all numbers NULL), 'z' there is no value (nobody answered, or the method column says why), 'u' a value without an
 * interval, and the method column says why. Where people answer in teams, an interval by fewer than RESULT_LEAST_DF degrees of freedom is left out, and one of an average ends where its measure does. Bins are merged as the plan says; a merged bin has no interval and no n_effective.
 */
#ifndef SPWELL_DISCLOSE_RESULT_H
#define SPWELL_DISCLOSE_RESULT_H
#include "plan.h"

enum { RESULT_LEAST_DF = 2 };

int result_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

/* Decimals of a statistic: 1 for shares, the measure's for the rest, 4 in a public sample. */
int result_decimals(const struct plan *plan, int measure, bool is_share);

#endif
