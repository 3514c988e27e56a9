/* How the questions of one scale go together: numbers, sums and products, from which reliability is worked out. Pure.
 *
 * Of complete cases: everybody who answered every question, with an answer that is scored. And of each pair of questions, of everybody who answered both:
 * the complete cases, and what others add. Values are taken less the first answer to the question. That keeps the sums small; a first value can lie no further
 * from its mean than sqrt(n) standard deviations, so little precision is lost; and where all answered alike, every value is exactly 0. Whole scores add up exactly.
 */
#ifndef SPWELL_SCORE_MOMENTS_H
#define SPWELL_SCORE_MOMENTS_H
#include "scale.h"

enum { MOMENTS_ITEM_LIMIT = 64, MOMENTS_PAIRS_LIMIT = 10000 };

struct moments {
    int items; /* at most MOMENTS_ITEM_LIMIT */
    long n;
    double *shifts, *sums;
    double *products; /* items * items; filled where other <= item: item * items + other */
    bool *started;    /* of each item: it has a shift */
    /* Of those who answered both and not all: how many, their sum of products (other <= item), and the sum of `item` among them (both ways round). */
    long *pair_n; double *pair_products, *pair_sums;
    /* Of each item, pairs of people whose answers differ, by Boyer and Moore's majority vote: at least that many gave another answer than the commonest one,
     * and at most twice as many. Counted up to MOMENTS_PAIRS_LIMIT. */
    double *candidates; long *votes, *pairs;
};
/* {0} but for `items`. */
void moments_begin(struct moments *moments);
void moments_end(struct moments *moments);
/* One chunk: views[i] is item i. */
void moments_add_chunk(struct moments *moments, const struct view *views, size_t rows);

#endif
