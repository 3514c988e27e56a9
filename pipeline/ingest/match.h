/* Finding an answer among a field's categories and missing values: one hash table a field, filled from values and labels.
 *
 *     struct match *match = match_create(field);
 *     int code = match_find(match, text, &normalised);     0..239 a category, 240.. a missing reason, -1 not one of them
 * Exact spelling is tried first; then the normalised form (spaces, no-break spaces, letter case), and *normalised is set.
 * Read-only once made: threads share it.
 */
#ifndef SPWELL_INGEST_MATCH_H
#define SPWELL_INGEST_MATCH_H
#include "codebook.h"
#include "text.h"

struct match;
struct match *match_create(const struct field *field);
void match_destroy(struct match *match);
int match_find(const struct match *match, struct text text, bool *normalised);
int match_exact(const struct match *match, struct text text); /* only the exact spelling */

#endif
