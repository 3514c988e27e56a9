/* Results into the store. No arithmetic but verdicts. */
#ifndef SPWELL_ANALYSE_WRITE_H
#define SPWELL_ANALYSE_WRITE_H
#include "jobs.h"
#include "respondents.h"

struct output { struct store *store; const char *wave; const struct respondents *respondents; const struct measure_result *results; };

int write_clear(const struct output *output, struct failure *failure) MUST_USE; /* what an earlier run left */
int write_estimates(const struct output *output, struct failure *failure) MUST_USE;
int write_comparisons(const struct output *output, struct failure *failure) MUST_USE;
int write_design(const struct output *output, struct failure *failure) MUST_USE; /* weights and response rates */

#endif
