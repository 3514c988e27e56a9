/* A study that nobody has made yet, from numbers of the command line. Pure. */
#ifndef SPWELL_PLAN_ASSUMED_H
#define SPWELL_PLAN_ASSUMED_H
#include <stdbool.h>
#include "pair.h"

struct assumption { const char *n, *n_reference, *sd, *share, *team_size, *team_cv, *icc; }; /* as written; NULL: not given */

bool assumed_any(const struct assumption *assumption);
/* Refuses what is missing or out of range, naming the option. */
int assumed_study(const struct assumption *assumption, struct finding *finding, struct failure *failure) MUST_USE;
/* The number of an option, above `low` (or at it, where `closed`) and below `high`. */
int assumed_number(const char *option, const char *written, double low, bool closed, double high, double *value, struct failure *failure) MUST_USE;

#endif
