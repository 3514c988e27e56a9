/* Many tests together: p values adjusted for the family they belong to. Pure.
 * NaN stay where they are and do not count, as in R's p.adjust. */
#ifndef SPWELL_MULTIPLICITY_H
#define SPWELL_MULTIPLICITY_H
#include <stddef.h>
#include "codebook.h"

/* Holm (1979): the chance that anything at all is called clear by mistake stays below 5%. For the few measures that matter most. */
void multiplicity_holm(double *p, size_t count);
/* Benjamini and Hochberg (1995): of what is called clear, 5% is expected to be so by mistake. For long lists. */
void multiplicity_benjamini_hochberg(double *p, size_t count);

void multiplicity_adjust(enum adjustment adjustment, double *p, size_t count);
const char *multiplicity_name(enum adjustment adjustment); /* "Holm", "Benjamini-Hochberg" */

#endif
