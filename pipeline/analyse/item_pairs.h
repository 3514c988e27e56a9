/* The questions of a score two by two, from their sums and products (score/moments.h). Pure.
 *
 * Correlations are of those who answered all questions. Alpha by pairs: each variance of all who answered the question, each covariance of all who answered both (psych::alpha of R takes it so
 * where answers lack); the people of one number are not those of the next, so it has no interval.
 */
#ifndef SPWELL_ANALYSE_ITEM_PAIRS_H
#define SPWELL_ANALYSE_ITEM_PAIRS_H

enum { ITEM_PAIRS_LIMIT = 64 };

/* All by item * count + other, other <= item; both_sums both ways round: of `item` among those who answered both it and `other`. Values less any constant of the item. */
struct item_sums { int count; long n; const double *sums, *products; const long *both_n; const double *both_products, *both_sums; };

/* count is at most ITEM_PAIRS_LIMIT. Pearson's; NaN where one of the two was answered alike. */
double item_pairs_correlation(const struct item_sums *sums, int item, int other);

/* Of the questions whose answers differ, `used` of them; NaN: fewer than two. Fills correlations: used * used, symmetric, ones on the diagonal. */
struct item_pairs { int used; double mean, smallest, largest; };
struct item_pairs item_pairs_of(const struct item_sums *sums, double *correlations);

/* NaN: fewer than two questions whose answers differ, or nobody answered some two of them, or the sum is the same for all. */
double item_pairs_alpha(const struct item_sums *sums);

#endif
