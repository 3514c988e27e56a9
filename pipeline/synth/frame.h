/* The frame: how many people are invited for each combination of the survey's margins, as `spwell run --frame` reads it. */
#ifndef SPWELL_SYNTH_FRAME_H
#define SPWELL_SYNTH_FRAME_H
#include "plan.h"

/* Counts the first `invited` places. Fails when the codebook has no margins or one of them is drawn anew in each wave. */
int frame_write(const struct plan *plan, long invited, struct buffer *out, struct failure *failure) MUST_USE;

#endif
