/* Logistic regression by Newton's method, each step by orthogonal triangles. Pure. Sets that are separated are refused first (separation.h).
 *
 *     logistic_fit(&source, &fit);                 fit.coefficient are log odds ratios: exp() of one and of its ends is the odds ratio
 *     robust_run(&source, &fit, ROBUST_CR2, NULL, 0, NULL, &robust);
 *     logistic_effects(&source, &fit, effect, gradient);
 *     robust_run(&source, &fit, ROBUST_CR2, gradient, columns, NULL, &of_effects);   their standard errors by the delta method, and df
 *
 * Source: R 4.2 glm(family = binomial), quasibinomial in svyglm; average marginal effects as R's marginaleffects and Stata's margins define them.
 */
#ifndef SPWELL_ANALYSE_LOGISTIC_H
#define SPWELL_ANALYSE_LOGISTIC_H
#include "regression.h"

void logistic_fit(const struct row_source *source, struct regression *fit);
/* Average marginal effects, of each column: weighted mean over people of the change in probability, for a number by one unit at the margin, for a column of a factor
 * from its first category (all the factor's columns 0) to this one. Of the constant 0. gradient: columns x columns, row c that of effect c in the coefficients. */
void logistic_effects(const struct row_source *source, const struct regression *fit, double *effect, double *gradient);

#endif
