/* Who answered of those invited, by group, into the store. */
#ifndef SPWELL_ANALYSE_RESPONDING_H
#define SPWELL_ANALYSE_RESPONDING_H
#include "write.h"

int responding_write(const struct output *output, struct failure *failure) MUST_USE;

#endif
