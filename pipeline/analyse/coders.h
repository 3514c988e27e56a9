/* How far those who coded the comments of a wave agree, into the table `agreement`. The coder called "agreed" is no coder of his own and left out. */
#ifndef SPWELL_ANALYSE_CODERS_H
#define SPWELL_ANALYSE_CODERS_H
#include "codebook.h"
#include "store.h"

/* Stores nothing where fewer than two people coded. */
int coders_write(struct store *store, const char *wave, const struct codebook *book, struct failure *failure) MUST_USE;

#endif
