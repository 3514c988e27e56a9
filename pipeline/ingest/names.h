/* The headings by which a codebook's columns are found in the file of one wave: names, aliases, and those of each choice of a multi-select. Pure.
 *
 *     struct names *names = names_create(book, period);
 *     int found = names_find(names, heading);        a field; names_of_set(set) for a multi-select's joined answers; NAMES_NONE
 * Headings match exactly after normalisation (spaces, no-break spaces, letter case).
 */
#ifndef SPWELL_INGEST_NAMES_H
#define SPWELL_INGEST_NAMES_H
#include "codebook.h"
#include "period.h"
#include "text.h"

enum { NAMES_NONE = -1 };
static inline int names_of_set(int set) { return -2 - set; }
static inline int names_set(int found) { return found <= -2 ? -2 - found : -1; } /* -1: it is no set */

struct names;
struct names *names_create(const struct codebook *book, const struct period *period);
void names_destroy(struct names *names);
int names_find(const struct names *names, struct text heading);

#endif
