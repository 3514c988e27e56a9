/* People alike in everything a regression looks at but the outcome, and of one weight: a kind. Large surveys have far fewer kinds than people, and what is worked out of a kind holds for all of
 * its people: a hundred measures can be adjusted for the same covariates in little more time than it takes to read them. Pure.
 *
 *     struct kinds *kinds = kinds_create(design, regressors, count);      NULL: people are too different for it to pay
 *     kinds_destroy(kinds);
 */
#ifndef SPWELL_ANALYSE_KINDS_H
#define SPWELL_ANALYSE_KINDS_H
#include "model_rows.h"

#define KIND_NONE UINT32_MAX

struct kinds {
    size_t count;
    uint32_t *of;      /* the kind of whoever is at a place of the design; KIND_NONE: lacks an answer to a covariate */
    uint32_t *example; /* of each kind: the place of one of its people */
    double *weight;    /* of each of its people */
};

struct kinds *kinds_create(const struct design *design, const struct regressor *regressors, int count);
void kinds_destroy(struct kinds *kinds);

#endif
