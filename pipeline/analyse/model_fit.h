/* A declared model estimated: what each column goes with. Pure.
 *
 *     struct model_fit fit;
 *     model_fit_run(&rows, names, logistic, &fit);          rows: model_rows.h; names of its columns
 *     if (fit.why) ... it is refused, or something is to be kept in mind (fit.term is NULL where it is refused)
 *     model_fit_free(&fit);
 *
 * Linear by orthogonal triangles, logistic by Newton's method (regression.h, logistic.h); standard errors by team, CR2, each with its own degrees of freedom by Satterthwaite
 * (robust.h); p values adjusted by Holm (1979) within the model, its constant aside. An odds ratio and its ends are exp() of the coefficient and of its ends. The
 * average marginal effect is in percentage points. Refused: columns that make up one another, answers that tell the outcome without fail, fewer
 * than MODEL_LEAST_DF people more than columns, fewer than MODEL_LEAST_TEAMS teams.
 */
#ifndef SPWELL_ANALYSE_MODEL_FIT_H
#define SPWELL_ANALYSE_MODEL_FIT_H
#include "estimate.h"
#include "model_rows.h"

enum { MODEL_LEAST_DF = 10, MODEL_LEAST_TEAMS = 10 };
/* Below it the t distribution with Satterthwaite's degrees of freedom is a rough guess (Pustejovsky and Tipton 2018). */
#define MODEL_FEW_DF 4

/* What cannot be had is NaN. */
struct model_term {
    double support; /* support.h */
    double value, se, df, p, p_adjusted, standardised; /* logistic: of the log odds */
    struct interval interval;
    double odds_ratio; struct interval odds;           /* logistic */
    double effect, effect_se; struct interval effect_interval;
    const char *why; /* NULL, or what to keep in mind */
};

struct model_fit { struct model_term *term; /* one a column; NULL: refused */ double r_squared, log_likelihood, condition; char *why; };

void model_fit_run(const struct model_rows *rows, const char *const *names, bool logistic, struct model_fit *fit);
void model_fit_free(struct model_fit *fit);

#endif
