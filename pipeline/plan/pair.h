/* What the private store knows of two groups and a measure: the study that was, as power.h takes one. */
#ifndef SPWELL_PLAN_PAIR_H
#define SPWELL_PLAN_PAIR_H
#include "codebook.h"
#include "power.h"
#include "store.h"

struct pair { const char *by, *group, *reference, *measure; };

struct finding {
    struct pair pair;
    const char *unit;
    struct power_study study;
    double teams;             /* NaN where nobody answers in teams */
    double share;             /* of a yes/no measure, the group's: 0 to 1 */
    double found;             /* the difference in the wave; NaN: none was estimated */
    const char *why;          /* the study has no numbers to plan with; else NULL */
};

int pair_read(struct store *store, const char *wave, const struct codebook *book, const struct pair *pair, struct finding *finding, struct failure *failure) MUST_USE;

#endif
