/* How well the questions of a score hang together, from their sums and products (score/moments.h). Pure.
 *
 * Of the n people who answered all questions, each counting the same. Cronbach's alpha = k / (k - 1) * (1 - sum of the items' variances / variance of the
 * sum); standardised from the mean correlation r: k r / (1 + (k - 1) r). Its 95% interval by Feldt (1965, Psychometrika 30, 357-370), as R's cocron has it:
 * 1 - (1 - alpha) F, F at 0.975 and 0.025 with n - 1 and (n - 1)(k - 1) degrees of freedom. As psych::alpha (raw) of R on complete cases.
 * An item of equal answers is left out. A negative alpha stands as it is: some questions run against the others. Which do is told by the interval of their item-rest
 * correlation: one below 0 by chance is no reason to turn a question round.
 */
#ifndef SPWELL_ANALYSE_RELIABILITY_H
#define SPWELL_ANALYSE_RELIABILITY_H
enum { RELIABILITY_ITEM_LIMIT = 64 };

struct reliability_item {
    double total, rest;   /* correlation with the score, and with that of the other items */
    double rest_low, rest_high; /* 95% interval by Fisher's z; NaN where fewer than 4 people answered */
    double alpha_without; /* NaN where one item would be left */
    enum { RELIABILITY_WITH, RELIABILITY_WEAKLY_AGAINST /* rest is below 0, by no more than chance may do */, RELIABILITY_AGAINST /* its interval lies below 0 */ } direction;
    const char *why;      /* NULL, or why something is NaN */
};
struct reliability { int items; /* used */ double alpha, low, high, standardised; const char *why; /* NULL, or why there is no alpha */ };

/* products: count * count, of item i and other <= i at i * count + other; both sums and products of values less any constant of the item. */
struct reliability reliability_of(long n, int count, const double *sums, const double *products, struct reliability_item *items);

#endif
