/* The codebook's models of one wave into the tables `model` and `model_term`, rounded, or withheld whole (model_rule.h). The constant stays at home: it is an average of the people
 * of all references together, however few they are. So does why a model was refused, which may name answers. */
#ifndef SPWELL_DISCLOSE_MODEL_H
#define SPWELL_DISCLOSE_MODEL_H
#include "plan.h"

int model_copy(const struct plan *plan, int wave, struct failure *failure) MUST_USE;

#endif
