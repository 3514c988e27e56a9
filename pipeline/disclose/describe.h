/* The codebook's words for what is in the release: tables about, period, section, measure, category, grouping, grp, instrument, chart.
 *
 *     if (describe_survey(&plan, failure) || describe_measures(&plan, failure)) ...
 *
 * Keys of `about`: name, title, description, place, publisher, contact, licence, people, period, period_label, months, previous (the wave
 * before, or ""), minimum, smallest_p, made_up ("1" or "0"), public_sample (the citation, or ""), weighting (a sentence), cluster (a field, or ""),
 * codebook_sha256, version, completeness (a rule), drawing (sentences on strata and finite populations, or "").
 */
#ifndef SPWELL_DISCLOSE_DESCRIBE_H
#define SPWELL_DISCLOSE_DESCRIBE_H
#include "plan.h"

int describe_survey(const struct plan *plan, struct failure *failure) MUST_USE;
/* Measures with their categories and the bins that the plan left. */
int describe_measures(const struct plan *plan, struct failure *failure) MUST_USE;

#endif
