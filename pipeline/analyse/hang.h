/* The reliability of every mean and sum of two or more things: from what score gathered into the store. No arithmetic. */
#ifndef SPWELL_ANALYSE_HANG_H
#define SPWELL_ANALYSE_HANG_H
#include "write.h"

int hang_write(const struct output *output, struct failure *failure) MUST_USE;

#endif
