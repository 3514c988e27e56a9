/* How many tests stood together when p values were adjusted, counted over the rows of a family. Pure.
 *
 * Rows name their family (schemas/4-release.sql). A size is given when none of them is withheld, as a withheld row does not tell whether it was tested; otherwise 0: not known.
 */
#ifndef REPORT_FAMILY_H
#define REPORT_FAMILY_H
#include "release.h"

long family_of_comparison(const struct release *release, const struct comparison *row);
long family_of_trend(const struct release *release, const struct trend *row);
/* Works out the families of all changes at once: a release may have tens of thousands. */
void family_fill(struct release *release);

#endif
