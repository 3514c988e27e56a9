/* The reliability of every mean and sum of two or more things: from what score gathered into the store. No arithmetic. */
#ifndef SPWELL_ANALYSE_HANG_H
#define SPWELL_ANALYSE_HANG_H
#include "codebook.h"
#include "store.h"

int hang_write(struct store *store, const struct codebook *book, const char *wave, struct failure *failure) MUST_USE;

#endif
