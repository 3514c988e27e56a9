/* One stored answer, in whatever encoding: why it is missing, and making it so. Pure. */
#ifndef SPWELL_INGEST_CELL_H
#define SPWELL_INGEST_CELL_H
#include "convert.h"
#include "terms.h"

/* The reason, or -1 when there is an answer. Terms are looked up in `terms`; they have no reasons but "no answer". */
int cell_reason(enum encoding encoding, const char *cell, const struct terms *terms);
/* Sets a missing answer; a term becomes the empty name whatever the reason. */
void cell_set_missing(enum encoding encoding, char *cell, int reason, struct terms *terms);

#endif
