/* How many answered, and why the others did not: counted many rows at a time. Pure. */
#ifndef SPWELL_SCORE_REASONS_H
#define SPWELL_SCORE_REASONS_H
#include <stddef.h>

#include "chunk.h"
#include "scale.h"

/* Adds to counts: of each reason, and at its end those who answered. Of codes and whole numbers. */
void reasons_count(const struct view *view, size_t rows, long counts[REASON_COUNT + 1]);

#endif
