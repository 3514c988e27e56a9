/* How teams or people were drawn, in words for the report; nothing where the codebook does not say.
 * Numbers are those of everybody: of a stratum's teams, or people, none is told. */
#ifndef SPWELL_DISCLOSE_DRAWING_H
#define SPWELL_DISCLOSE_DRAWING_H
#include "plan.h"

int drawing_put(const struct plan *plan, int wave, struct buffer *out, struct failure *failure) MUST_USE;

#endif
