/* Missing answers by question and reason.
 *
 *     if (missing_copy(&plan, wave, failure)) ...
 *
 * All missing answers of a question follow from the number of its answers, so a reason of few people could be had by subtraction: then the
 * reasons go together as "any reason" ("any reason or not asked" of a routed question). Nothing is shown where few people answered, nor of a sensitive question that few left out.
 * Where few left out another question, their number is shown: every n that is released tells it. The choices of a multi-select stand in one row
 * when they lack the same answers.
 */
#ifndef SPWELL_DISCLOSE_MISSING_H
#define SPWELL_DISCLOSE_MISSING_H
#include "plan.h"

int missing_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;
/* The picture of them that every report has; after all waves are copied. */
int missing_chart(const struct plan *plan, struct failure *failure) MUST_USE;

#endif
