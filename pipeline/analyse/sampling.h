/* Weights, and how teams were drawn, into the store. */
#ifndef SPWELL_ANALYSE_SAMPLING_H
#define SPWELL_ANALYSE_SAMPLING_H
#include "write.h"

int sampling_write(const struct output *output, struct failure *failure) MUST_USE;

#endif
