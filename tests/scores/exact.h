/* Fractions of whole numbers, so that limits and zero divisors are decided as arithmetic decides them and not as rounding does. Where a fraction grows
 * out of 128 bits only the long double is left. `reach` is the size of what went into a number: more than its own where large ones cancelled out. A computation
 * in doubles that is right to 1e-12 at each step is right to 1e-12 of it. */
#ifndef EXACT_H
#define EXACT_H
#include <stdbool.h>

__extension__ typedef __int128 exact_whole;
struct exact { bool known; exact_whole top, bottom; long double value, reach; };

struct exact exact_of(long whole);
bool exact_read(const char *text, char point, struct exact *out); /* digits, a minus sign, a decimal point */
struct exact exact_add(struct exact a, struct exact b);
struct exact exact_subtract(struct exact a, struct exact b);
struct exact exact_multiply(struct exact a, struct exact b);
struct exact exact_divide(struct exact a, struct exact b); /* b is not 0 */
/* -1, 0, 1. *unsure is set where rounding could have decided. */
int exact_compare(struct exact a, struct exact b, bool *unsure);

#endif
