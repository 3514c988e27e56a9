/* How teams (people, where there are no teams) were drawn: the strata of the codebook, and how many there are in all. */
#ifndef SPWELL_ANALYSE_DRAWING_H
#define SPWELL_ANALYSE_DRAWING_H
#include "respondents.h"

/* Declares it to the design, or refuses it with the stratum that is in the way. */
int drawing_run(struct respondents *respondents, struct store *store, const char *wave, struct failure *failure) MUST_USE;

#endif
