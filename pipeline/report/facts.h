/* From rows of the release to the facts a sentence is made of. Pure, but for strings made in the release's arena. */
#ifndef REPORT_FACTS_H
#define REPORT_FACTS_H
#include "release.h"
#include "sentence.h"

struct facts facts_comparison(const struct release *release, const struct comparison *comparison);
struct facts facts_trend(const struct release *release, const struct trend *trend);
/* One group alone, in one period; a withheld or absent cell gives `now` NaN. */
struct facts facts_level(const struct release *release, const char *period, const char *by, const char *grp, const struct measure *measure, const char *category);
/* Its cell; NULL when there is none. The category of a yes/no measure is found by itself. */
const struct result *facts_cell(const struct release *release, const char *period, const char *by, const char *grp, const struct measure *measure, const char *category);

/* "NHS link workers", or "link workers (London)" when the codebook gives no words. */
const char *facts_group(const struct release *release, const char *by, const char *grp);
const char *facts_people(const struct release *release);
/* "the quarter before (2026-27 Q1)" and "the quarter before". */
const char *facts_period(const struct release *release, const char *previous);
const char *facts_when(const struct release *release, const char *previous);
const char *facts_period_label(const struct release *release, const char *period);
/* "Social prescribing workforce survey, 2026-27 Q2"; a title that ends with the period stands alone. */
const char *facts_heading(const struct release *release);
/* Does the survey go by quarters? */
bool facts_quarterly(const struct release *release);
/* Decimals of a level of this measure: the rule of number.h. */
int facts_decimals(const struct measure *measure);

#endif
