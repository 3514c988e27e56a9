/* Linear regression of people who answer in teams, by orthogonal triangles; what linear and logistic models (logistic.h) have in common. Pure.
 *
 *     struct regression fit;
 *     regression_linear(&source, &fit);
 *     if (fit.outcome != REGRESSION_FITTED) ... say why, with fit.named
 *     struct robust robust;
 *     robust_run(&source, &fit, ROBUST_CR2, NULL, 0, NULL, &robust);      standard errors and degrees of freedom: robust.h
 *     regression_free(&fit);
 *
 * Memory does not grow with people: rows come team by team from a source that is walked several times and must give the same each time.
 * A factor with k categories is k - 1 columns of 0 and 1; a constant is a column of ones, the first.
 * Source: R 4.2 lm and summary.lm; a column is aliased, or nearly so, where lm too takes it for a sum of others (its tolerance is 1e-7).
 */
#ifndef SPWELL_ANALYSE_REGRESSION_H
#define SPWELL_ANALYSE_REGRESSION_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One team's rows, valid until the next is asked for. People outside the model are left out, so that a team may have no rows. */
struct row_block {
    size_t rows;
    const double *x;         /* rows x columns */
    const double *y;         /* logistic: 0 or 1 */
    const double *weight;    /* NULL: 1 each; rows with weight 0 count for nothing */
    const uint32_t *stratum; /* post-stratum of each row where weights are fitted to a population (ROBUST_DESIGN alone looks); NULL */
};

struct row_source {
    size_t columns, teams;    /* ROBUST_DESIGN counts teams without rows too, as people outside a domain; the others do not */
    const char *const *names; /* of the columns */
    const int *factor;        /* columns of one factor share a number above 0; 0: a number. NULL: none is a factor. Average marginal effects need it */
    void (*team)(const void *context, size_t team, struct row_block *block);
    const void *context;
};

enum regression_outcome {
    REGRESSION_FITTED,
    REGRESSION_TOO_FEW,         /* not more rows than columns */
    REGRESSION_ALIASED,         /* named[0] is the sum of named[1] ... times named_factor; alone: it is 0 throughout */
    REGRESSION_ILL_CONDITIONED, /* condition is above REGRESSION_CONDITION_LIMIT: named are the columns that almost make up one another */
    REGRESSION_CONSTANT,        /* every y is the same */
    REGRESSION_SEPARATED,       /* logistic: named columns tell y without fail for some people, so that no finite coefficients fit best */
    REGRESSION_FAILED           /* logistic: not converged; or an arithmetic fault (numbers not finite) */
};

#define REGRESSION_CONDITION_LIMIT 1e7

struct regression {
    enum regression_outcome outcome;
    size_t *named;        /* indices of columns, when refused */
    double *named_factor; /* of named; aliased: see above, else 1 */
    size_t named_count;

    bool logistic, weighted; /* weighted: weights of more than one size */
    bool constant;           /* the first column is a column of ones */
    size_t columns, rows, teams; /* rows with a weight, teams with such rows */
    double weight_sum;
    double condition; /* of the columns scaled to length 1 */

    double *coefficient;
    double *inverse; /* columns x columns: (X'WX)^-1, logistic (X'W p(1-p) X)^-1 */
    double *root;    /* columns x columns, upper triangle: R^-1 with R'R = X'WX, so that inverse = root root' */
    double df;       /* rows - columns */

    /* linear */
    double residual_squares, sigma;        /* sigma: residual standard deviation; both 0 where all is explained but for rounding */
    double r_squared, adjusted_r_squared;  /* without a constant as R: about 0 */
    double *standardised;                  /* coefficient * sd of column / sd of y; of the constant 0. NULL without a constant */
    /* logistic */
    double log_likelihood, null_log_likelihood; /* null: of the constant alone */
    int iterations;
};

void regression_linear(const struct row_source *source, struct regression *fit);
void regression_free(struct regression *fit);

/* For logistic.c. The triangles have y, or what stands for it, as their last column. */
struct matrix_stack;
struct matrix_stack *regression_start(const struct row_source *source, bool logistic, struct regression *fit); /* counts, and stacks all rows */
void regression_judge(struct regression *fit, const double *triangle);                                          /* rank and condition */
void regression_solve(struct regression *fit, const double *triangle, double *solution);                        /* root, inverse, solution */
void regression_name(struct regression *fit, size_t column, double factor);

#endif
