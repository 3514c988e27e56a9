/* Differences between two groups, adjusted for covariates: a linear regression of the measure on the group and on what the codebook's comparison adjusts for.
 *
 *     struct adjusted *adjusted = NULL;
 *     if (adjusted_load(&adjusted, store, wave, respondents, failure)) ...       once a wave
 *     adjusted_run(adjusted, measure, values);                                   each measure, by any thread
 *     adjusted_write(adjusted, output, failure);   adjusted_free(adjusted);
 *
 * Of the people of the two groups who answered the measure and every covariate, with the survey's weights. Shares are taken as numbers of 0 and 100, so that the
 * difference is in percentage points (the linear probability model). Standard errors by team, CR2, with Satterthwaite's degrees of freedom: as R's
 * coef_test(lm(y ~ ... + group, weights), "CR2", team) of clubSandwich. A covariate that is the sum of others is left out, as lm leaves it out; where the group itself is, there is no
 * difference to tell, and why it cannot be names the covariates.
 */
#ifndef SPWELL_ANALYSE_ADJUSTED_H
#define SPWELL_ANALYSE_ADJUSTED_H
#include "respondents.h"
#include "tally.h"

struct adjusted;
struct output;

enum { ADJUSTED_LEAST_DF = 10 /* fewer left: no difference is told */, ADJUSTED_FEW_TEAMS = 10 /* fewer: the reader is warned */ };

int adjusted_load(struct adjusted **adjusted, struct store *store, const char *wave, const struct respondents *respondents, struct failure *failure) MUST_USE;
void adjusted_run(struct adjusted *adjusted, int measure, const struct values *values);
int adjusted_write(const struct adjusted *adjusted, const struct output *output, struct failure *failure) MUST_USE;
void adjusted_free(struct adjusted *adjusted);

#endif
