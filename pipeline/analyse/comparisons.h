/* The comparisons of the codebook into the store: verdicts, families and their adjustment. */
#ifndef SPWELL_ANALYSE_COMPARISONS_H
#define SPWELL_ANALYSE_COMPARISONS_H
#include "write.h"

int comparisons_write(const struct output *output, struct failure *failure) MUST_USE;

#endif
