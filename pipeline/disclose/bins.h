/* The bars of a distribution: merged until nobody stands nearly alone in one. Pure.
 *
 *     bins_merge(counts, groups, bins, begins);        counts[group * bins + bin]; changed: merged counts stand at the first bin of each
 *     for (int bin = 0; bin < bins; bin = bins_next(begins, bins, bin)) ...
 */
#ifndef SPWELL_DISCLOSE_BINS_H
#define SPWELL_DISCLOSE_BINS_H
#include <stdbool.h>
#include "text.h"

enum { BINS_LEAST = 3 }; /* a bar of one or two people shows them (methods 4.2, rule 4) */

/* Neighbours are merged, from the left, with the less filled neighbour (ties: the left one), until no group has a bin of 1 or 2 people.
 * The result is the same for all groups: begins[b] says that a merged bin begins at b. */
void bins_merge(long *counts, int groups, int bins, bool *begins);
/* The bin after the merged one that begins at `bin`; `bins` at the end. */
int bins_next(const bool *begins, int bins, int bin);

/* The name of low <= x < high: "21:30" for whole numbers, "20:30" for others, "41:" where high is infinite, ":20" where low is. */
void bins_name(double low, double high, bool whole, struct buffer *out);
/* For people: "21 to 30", "20 to under 30", "41 or more", "under 21". */
void bins_label(double low, double high, bool whole, struct buffer *out);

#endif
