/* What is known about the answers as a whole: response rates, weights, the files read, and the counts of odd and missing answers.
 *
 *     if (quality_copy(&plan, wave, failure)) ...
 *
 * A response rate is withheld where its group is. A count of 1 to minimum - 1 odd or missing answers is withheld; rows of a file are not.
 */
#ifndef SPWELL_DISCLOSE_QUALITY_H
#define SPWELL_DISCLOSE_QUALITY_H
#include "plan.h"

int quality_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
