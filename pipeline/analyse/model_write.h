/* The codebook's models: read from the store, estimated, and written to it. No arithmetic. */
#ifndef SPWELL_ANALYSE_MODEL_WRITE_H
#define SPWELL_ANALYSE_MODEL_WRITE_H
#include "write.h"

int model_write(const struct output *output, struct failure *failure) MUST_USE;

#endif
