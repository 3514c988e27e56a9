/* What is known about the answers as a whole: response rates, weights, the files read, and the counts of odd and missing answers.
 *
 *     if (quality_copy(&plan, wave, failure)) ...
 *
 * Rows of files are counted by kind, never by file, and without a file's name. A count of 1 to minimum - 1 odd answers is withheld always; rates.h, missing.h,
 * flags.h and counts.h say what is withheld of response rates, of missing answers, of signs of careless answering and of rows. Where fewer than the minimum answered at all, there are no counts of rows, no missing answers, no flags and no weights.
 */
#ifndef SPWELL_DISCLOSE_QUALITY_H
#define SPWELL_DISCLOSE_QUALITY_H
#include "plan.h"

/* A row of the release's table; n and base -1 and value NaN where there is none. */
struct quality_row { const char *kind, *variable, *label, *category; long n, base; double value; int items; const char *rule; bool withheld; };

/* Nothing may tell how many answered when too few did. */
bool quality_is_too_small(const struct plan *plan, int wave);
int quality_put(const struct plan *plan, int wave, struct quality_row row, struct failure *failure) MUST_USE;
int quality_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
