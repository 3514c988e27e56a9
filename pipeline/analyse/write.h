/* Estimates into the store. No arithmetic. */
#ifndef SPWELL_ANALYSE_WRITE_H
#define SPWELL_ANALYSE_WRITE_H
#include "jobs.h"
#include "respondents.h"

struct output { struct store *store; const char *wave; const struct respondents *respondents; const struct measure_result *results; };

int write_clear(const struct output *output, struct failure *failure) MUST_USE; /* what an earlier run left */
int write_estimates(const struct output *output, struct failure *failure) MUST_USE;

#endif
