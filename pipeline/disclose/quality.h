/* What is known about the answers as a whole: response rates, weights, the files read, and the counts of odd and missing answers.
 *
 *     if (quality_copy(&plan, wave, failure)) ...
 *
 * Rows of files are counted by kind, never by file, and without a file's name. A response rate is withheld where its group is, a count of 1 to
 * minimum - 1 odd answers always; missing answers are split by reason only where each reason has the minimum. Where fewer than the minimum
 * answered at all, there are no counts of rows, no missing answers and no weights.
 */
#ifndef SPWELL_DISCLOSE_QUALITY_H
#define SPWELL_DISCLOSE_QUALITY_H
#include "plan.h"

int quality_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
