/* One common factor of the questions of a score, and McDonald's omega from it. Pure.
 *
 * Maximum likelihood on the correlation matrix R (Lawley 1940; Jöreskog 1967, Psychometrika 32, 443-482): R's factanal(factors = 1) minimises the same
 *     F(psi) = -sum over all eigenvalues e of psi^-1/2 R psi^-1/2 but the largest of (log e - e) + 1 - k,
 * each uniqueness psi held between 0.005 and 1 as there. Newton's steps in log psi with Jöreskog's approximate second derivatives.
 * Omega total, one factor, in the metric of correlations: (sum of loadings)^2 / ((sum of loadings)^2 + sum of uniquenesses) (McDonald 1999).
 */
#ifndef SPWELL_ANALYSE_FACTOR_H
#define SPWELL_ANALYSE_FACTOR_H
#include <stdbool.h>

enum { FACTOR_LIMIT = 64 };

struct factor {
    double loadings[FACTOR_LIMIT], uniqueness[FACTOR_LIMIT]; /* the sum of the loadings is not negative */
    double omega;    /* NaN where why is not NULL */
    bool at_bound;   /* a uniqueness lies at 0.005: this question alone is nearly the factor (a Heywood case) */
    const char *why; /* NULL, or why there is none */
};

/* correlations: count * count, symmetric, ones on the diagonal; count at most FACTOR_LIMIT. */
struct factor factor_of(int count, const double *correlations);

#endif
