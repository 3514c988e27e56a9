/* Covariances of regression coefficients, and of any weighted sums of them, when people of a team resemble one another. Pure.
 *
 * CR2 with Satterthwaite's degrees of freedom is the one to print: right on average and with few teams. The cost grows with teams, not with their pairs.
 * Source: Bell and McCaffrey (2002); Pustejovsky and Tipton (2018); R clubSandwich 0.5.8 vcovCR, coef_test and linear_contrast for lm (weighted: identity
 * as working model) and glm. ROBUST_DESIGN: R survey 4.1 svyglm with one stratum. tests/reference/models.R compares.
 */
#ifndef SPWELL_ANALYSE_ROBUST_H
#define SPWELL_ANALYSE_ROBUST_H
#include "design.h"
#include "regression.h"

enum robust_kind {
    ROBUST_CLASSICAL, /* as lm and glm print; df rows - columns */
    ROBUST_CR0,       /* df teams - 1 */
    ROBUST_CR1,       /* CR0 * G/(G-1); df teams - 1 */
    ROBUST_CR1S,      /* CR0 * G/(G-1) * (N-1)/(N-p), as Stata; df teams - 1 */
    ROBUST_CR2,       /* df by Satterthwaite */
    ROBUST_DESIGN     /* svyglm: G/(G-1) with all teams, calibration by post-stratum; df teams with rows - columns */
};

enum robust_outcome {
    ROBUST_DONE,
    ROBUST_TOO_FEW,   /* fewer than two teams with rows; or no degrees of freedom left */
    ROBUST_TOO_LARGE, /* CR2 of a logistic model with a team of more than ROBUST_TEAM_LIMIT */
    ROBUST_FAILED     /* an arithmetic fault */
};
enum { ROBUST_TEAM_LIMIT = 1000 };

struct robust {
    size_t count;       /* of contrasts, or of the columns */
    double *covariance; /* count x count */
    double *se, *df;    /* each NaN where the teams cannot tell: a coefficient that rests on a single team, whose residuals the fit leaves no trace in
                           (CR2: where more than a tenth of the variance is lost so); and where nothing is left to explain */
};

/* contrasts: count x columns, NULL for the coefficients themselves. design: of calibrated weights (team t of the source is its team t), NULL for others.
 * Unless done, *robust is empty. */
enum robust_outcome robust_run(const struct row_source *source, const struct regression *fit, enum robust_kind kind, const double *contrasts, size_t count, const struct design *design, struct robust *robust);
void robust_free(struct robust *robust);

#endif
