/* Averages of scores for which some questions may be left open, beside those of the people who answered every question: of everybody, and of the groups that are
 * compared (of the first breakdown, where none are). */
#ifndef SPWELL_ANALYSE_SENSITIVITY_H
#define SPWELL_ANALYSE_SENSITIVITY_H
#include "write.h"

/* values: of the measure, who has which score. *complete: the analysis of those who answered everything, or NULL where it is not such a score. */
int sensitivity_run(struct store *store, const char *wave, const struct respondents *respondents, int measure, const struct values *values, struct analysis **complete, struct failure *failure) MUST_USE;
int sensitivity_write(const struct output *output, struct failure *failure) MUST_USE;

#endif
