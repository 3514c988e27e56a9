/* Tables of groups by answers: tests and effects. Pure.
 *
 * A table is `rows` x `columns` numbers, row by row. contingency_squeeze first: a row or column of nobody has no place in a test.
 * What cannot be had is NaN.
 */
#ifndef SPWELL_ANALYSE_CONTINGENCY_H
#define SPWELL_ANALYSE_CONTINGENCY_H
#include <stdbool.h>
#include "estimate.h"

struct table { double *counts; int rows, columns; };

/* Takes out empty rows and columns, in place. */
void contingency_squeeze(struct table *table);
double contingency_total(const struct table *table);
/* The least number of people that independence would put into a cell. */
double contingency_least_expected(const struct table *table);

/* Pearson (1900); `corrected`: Yates (1934), of a 2x2 table only, by at most 0.5, as R's chisq.test does. */
struct chi_square { double statistic, df, p; };
struct chi_square contingency_chi_square(const struct table *table, bool corrected);

/* Cramer's V, and with the bias taken out (Bergsma 2013). A table of one row or column has none. */
double contingency_cramer(double chi_square, double n, int rows, int columns);
double contingency_cramer_corrected(double chi_square, double n, int rows, int columns);

/* The odds ratio of a 2x2 table as it stands, with Woolf's (1955) interval on the logarithm. With a cell of 0 there is none: use contingency_conditional. */
struct odds { double ratio; struct interval interval; };
struct odds contingency_odds(const struct table *table);
/* The conditional maximum likelihood estimate and exact interval that go with Fisher's test, as R's fisher.test. Either may be 0 or INFINITY. */
struct odds contingency_conditional(long yes, long no, long reference_yes, long reference_no);

/* The exact test of Freeman and Halton (1951): the probability of all tables with these margins that are no likelier than this one (times 1 + 1e-7, as R). Worked out in freeman_halton.c.
 * NaN when it would take more than CONTINGENCY_LIMIT steps (some tenths of a second), or both rows and columns are more than eight. */
enum { CONTINGENCY_LIMIT = 5000000 };
double contingency_freeman_halton(const struct table *table);

/* Rao and Scott (1984), second order, as svychisq(statistic = "F"), and first order, as "Chisq". `shares` are the weighted shares of the cells among all; `covariance`, cells x cells, is
 * the design's of these shares; teams_df: teams less one. NaN with a share of 0 on which everything depends. */
struct rao_scott { double f, df, df_rest, p; double chi_square /* before the correction, of n people */, first_df, first_p; };
struct rao_scott contingency_rao_scott(const struct table *shares, const double *covariance, double n, double teams_df);

#endif
