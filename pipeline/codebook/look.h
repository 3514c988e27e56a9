/* What a column is, by a conservative look at its answers. Pure.
 *
 * A closed list: at most LOOK_CATEGORIES different answers, which come back (twice as many answers as different ones, hardly any that is given once),
 * none of them long or with a long number in it. Where every answer differs the column might point to people, so nothing of it is told.
 */
#ifndef SPWELL_CODEBOOK_LOOK_H
#define SPWELL_CODEBOOK_LOOK_H
#include "tally.h"

enum { LOOK_CATEGORIES = 40, LOOK_CATEGORY_LENGTH = 200, LOOK_NAME_LENGTH = 64, LOOK_FEW = 10 };
enum look { LOOK_EMPTY, LOOK_ADDRESSES, LOOK_TRUTH, LOOK_NUMBER, LOOK_DATE, LOOK_DOUBTFUL_DATE, LOOK_CLOSED, LOOK_NAMES /* an open list of short names */, LOOK_TEXT };
enum look look_column(const struct tally *tally);
/* Is there an answer that fewer than LOOK_FEW people gave, in words that may be their own? A report would show them as a category. */
bool look_tells_of_few(const struct tally *tally);
/* Is nearly every answer given once? */
bool look_is_unique(const struct tally *tally);
/* The answers in the order in which categories should stand: indices of tally->answers. True when it is an order that everybody knows. */
bool look_order(const struct tally *tally, size_t *order);

#endif
