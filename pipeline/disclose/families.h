/* P values that are told, adjusted with those of their family that are told. Pure.
 *
 *     struct families families = {0};
 *     families_add(&families, family, adjustment, p)       for each row, in order; NaN for one that is withheld
 *     families_adjust(&families);
 *     p_adjusted = families_next(&families);               for each row, in the same order
 *     families_free(&families);
 *
 * An adjusted p value tells how many of its family are smaller, and may itself be that of another test (Holm's are the largest so far). Adjusted along with tests that are withheld
 * it would tell where theirs lie. Where nothing is withheld, it is what analyse found.
 */
#ifndef SPWELL_DISCLOSE_FAMILIES_H
#define SPWELL_DISCLOSE_FAMILIES_H
#include <stdbool.h>
#include <stddef.h>

struct family_test;
struct families { struct family_test *tests; size_t count, room, next; };

/* adjustment: the name of a method (multiplicity.h); "": not adjusted, and NaN comes back. */
void families_add(struct families *families, const char *family, const char *adjustment, double p);
void families_adjust(struct families *families);
double families_next(struct families *families);
void families_free(struct families *families);

bool families_is_clear(double p_adjusted);

#endif
