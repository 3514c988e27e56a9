/* How many tests stood together when p values were adjusted (Holm 1979), told from released rows alone. Pure.
 *
 * The family of a comparison is the measures of one list of the codebook; of a change, the key measures (or the others) of one breakdown since one period.
 * A release does not name families, so the likely ones are tried: a size is given only when Holm's procedure over those rows gives back the
 * adjusted values that were released, and none of the rows is withheld. Otherwise 0: not known.
 */
#ifndef REPORT_FAMILY_H
#define REPORT_FAMILY_H
#include "release.h"

long family_of_comparison(const struct release *release, const struct comparison *row);
long family_of_trend(const struct release *release, const struct trend *row);
/* Works out the families of all changes at once: a release may have tens of thousands. */
void family_fill(struct release *release);

#endif
