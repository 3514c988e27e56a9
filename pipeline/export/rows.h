/* One row a respondent: answers as the codebook's values, then measures. Private. */
#ifndef SPWELL_EXPORT_ROWS_H
#define SPWELL_EXPORT_ROWS_H
#include <stdio.h>
#include "codebook.h"
#include "store.h"

int rows_write(FILE *out, struct store *store, const char *wave, const struct codebook *book, struct failure *failure) MUST_USE;

#endif
