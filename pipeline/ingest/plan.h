/* Which column of a file is which field: headings against names and aliases, exactly, after normalisation. Prints every mistake. */
#ifndef SPWELL_INGEST_PLAN_H
#define SPWELL_INGEST_PLAN_H
#include "batch.h"

/* Reads the first record of the file. Fills *plan; its arrays belong to it until plan_free. */
int plan_make(struct plan *plan, const struct codebook *book, const struct converter *converters, struct csvfile *file, const char *path, char separator, struct failure *failure) MUST_USE;
void plan_free(struct plan *plan);

#endif
