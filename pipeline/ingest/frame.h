/* The population: a CSV with columns of the codebook's category fields and `headcount`, one row a combination. A row that leaves fields empty is a headcount
 * by the others alone, so that several tables can stand below one another. Columns that may be there besides: `teams` (how many there are), and of those
 * who did not answer, where it is known: `not_contacted`, `refused`, `other`, `unknown` (whether they were eligible). */
#ifndef SPWELL_INGEST_FRAME_H
#define SPWELL_INGEST_FRAME_H
#include "codebook.h"
#include "store.h"

/* store NULL: only checks. Writes frame and frame_value; gives the file's digest and rows. */
int frame_read(const char *path, const struct codebook *book, struct store *store, const char *wave, char digest[65], long *rows, struct failure *failure) MUST_USE;

#endif
