/* Measures made of what people are grouped by: their percents, times n, are the sizes of groups, of withheld ones too. Pure.
 *
 *     echo_withhold(plan, wave, measure, respondents);        respondents: one a cell; the groups of the wave are decided already
 *
 * Where a group of such a breakdown is withheld, the measure is shown of everybody only, without the answers that are withheld groups, and with
 * at least two of them hidden together. A measure whose answers are not the groups themselves ("in one of these regions") is not shown at all.
 */
#ifndef SPWELL_DISCLOSE_ECHO_H
#define SPWELL_DISCLOSE_ECHO_H
#include "plan.h"

void echo_withhold(const struct plan *plan, int wave, int measure, const long *respondents);

#endif
