/* Response rates of the AAPOR (Standard Definitions, 2016). Pure.
 *
 * Of a named-staff list everybody is known to be eligible: nothing is unknown, and all rates that count the same answers are one.
 * Worked example: methods.md 3.3, in tests/unit/analyse/test_response.c.
 */
#ifndef SPWELL_ANALYSE_RESPONSE_H
#define SPWELL_ANALYSE_RESPONSE_H

/* others: eligible people who did not answer (refused, broken off, not reached, other); unknown: whether they were eligible. eligible_share: that of the unknown (e), NaN when nothing is said. */
struct response_counts { double complete, partial, others, unknown, eligible_share; };
/* Shares. rr1: complete of everybody; rr2: partial ones too; rr3: complete of those estimated to be eligible; rr5: complete of those known to be. NaN: cannot be had. */
struct response_rates { double rr1, rr2, rr3, rr5; };

struct response_rates response_rates(struct response_counts counts);

#endif
