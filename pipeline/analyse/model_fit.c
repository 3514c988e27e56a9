/* 1 refusals   2 terms   3 the whole */
#include "model_fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "estimate.h"
#include "guard.h"
#include "logistic.h"
#include "memory.h"
#include "multiplicity.h"
#include "robust.h"
#include "support.h"
#include "text.h"

static const char few_teams[] = "rests on few teams: the interval and p are rough";
static const char no_interval[] = "too few teams for an interval";

/* 1 refusals */

static void put_named(const struct regression *fit, const char *const *names, struct buffer *out)
{
    for (size_t i = 0; i < fit->named_count; i++) buffer_format(out, "%s%s", i == 0 ? "" : i + 1 < fit->named_count ? ", " : " and ", names[fit->named[i]]);
}

static void explain(const struct regression *fit, const char *const *names, struct buffer *why)
{
    struct buffer named = {0};
    put_named(fit, names, &named);
    switch (fit->outcome) {
    case REGRESSION_TOO_FEW: buffer_put(why, "there are not more people than columns"); break;
    case REGRESSION_CONSTANT: buffer_put(why, "everybody gave the same answer"); break;
    case REGRESSION_ALIASED: buffer_format(why, "cannot be told apart: %s", named.at); break;
    case REGRESSION_ILL_CONDITIONED: buffer_format(why, "almost make up one another: %s", named.at); break;
    case REGRESSION_SEPARATED: buffer_format(why, "tells the answer without fail for some people: %s", named.at); break;
    case REGRESSION_FITTED:
    case REGRESSION_FAILED: buffer_put(why, "the arithmetic did not come to an end"); break;
    }
    buffer_free(&named);
}

/* 2 terms */

static struct model_term no_term(void)
{
    const struct interval none = {NAN, NAN};
    return (struct model_term){NAN, NAN, NAN, NAN, NAN, NAN, NAN, none, NAN, none, NAN, NAN, none, NULL};
}

static bool tells(double se, double df) { return se > 0 && df >= 0.5; }

static void fill_term(struct model_term *term, const struct regression *fit, size_t c, double se, double df)
{
    term->value = fit->coefficient[c];
    if (fit->logistic) term->odds_ratio = exp(term->value);
    else if (fit->standardised && c) term->standardised = fit->standardised[c];
    term->why = !tells(se, df) ? no_interval : df < MODEL_FEW_DF ? few_teams : NULL;
    if (!tells(se, df)) return;
    term->se = se;
    term->df = df;
    term->interval = estimate_t_interval(term->value, se, df);
    term->p = guard_t_two_sided(term->value / se, df);
    if (fit->logistic) term->odds = (struct interval){exp(term->interval.low), exp(term->interval.high)};
}

static void fill_effect(struct model_term *term, double effect, double se, double df)
{
    const double points = 100;
    term->effect = points * effect;
    if (!tells(se, df)) return;
    term->effect_se = points * se;
    term->effect_interval = estimate_t_interval(term->effect, term->effect_se, df);
}

/* One walk over the teams tells of the coefficients and of a logistic model's marginal effects; the constant has none. */
static bool fill_terms(const struct row_source *source, const struct regression *fit, struct model_term *terms)
{
    size_t columns = fit->columns, effects = fit->logistic ? columns - 1 : 0;
    double *effect = memory_new(columns, sizeof *effect), *contrasts = memory_new(2 * columns * columns, sizeof *contrasts), *gradient = contrasts + (columns - 1) * columns;
    struct robust robust = {0};
    if (fit->logistic) logistic_effects(source, fit, effect, gradient); /* the constant's takes the place of the last coefficient, for a while */
    for (size_t c = 0; c < columns; c++) {
        memset(contrasts + c * columns, 0, columns * sizeof *contrasts);
        contrasts[c * columns + c] = 1;
    }
    bool done = robust_run(source, fit, ROBUST_CR2, contrasts, columns + effects, NULL, &robust) == ROBUST_DONE;
    double *support = memory_new(fit->columns, sizeof *support);
    support_of_all(source, fit, support);
    for (size_t c = 0; c < columns && done; c++) {
        fill_term(&terms[c], fit, c, robust.se[c], robust.df[c]);
        terms[c].support = support[c];
        if (c > 0 && effects) fill_effect(&terms[c], effect[c], robust.se[columns + c - 1], robust.df[columns + c - 1]);
    }
    if (done) robust_free(&robust);
    free(support);
    free(effect);
    free(contrasts);
    return done;
}

static void adjust(struct model_term *terms, size_t columns)
{
    double *p = memory_new(columns, sizeof *p);
    for (size_t c = 1; c < columns; c++) p[c] = terms[c].p;
    multiplicity_holm(p + 1, columns - 1);
    for (size_t c = 1; c < columns; c++) terms[c].p_adjusted = p[c];
    free(p);
}

/* 3 the whole */

static void estimate(const struct row_source *source, const struct regression *regression, struct model_fit *fit, struct buffer *why)
{
    fit->term = memory_new(regression->columns, sizeof *fit->term);
    for (size_t c = 0; c < regression->columns; c++) fit->term[c] = no_term();
    if (!fill_terms(source, regression, fit->term)) {
        free(fit->term);
        fit->term = NULL;
        buffer_put(why, no_interval);
        return;
    }
    adjust(fit->term, regression->columns);
    fit->condition = regression->condition;
    if (regression->logistic) fit->log_likelihood = regression->log_likelihood;
    else fit->r_squared = regression->r_squared;
}

static bool is_too_small(const struct model_rows *rows, struct buffer *why)
{
    if (rows->n < rows->columns + MODEL_LEAST_DF) buffer_format(why, "%zu people for %zu columns: at least %d more people than columns are wanted", rows->n, rows->columns, MODEL_LEAST_DF);
    else if (rows->columns < 2) buffer_put(why, "nothing differs among those who answered all of it");
    else if (rows->teams < MODEL_LEAST_TEAMS) buffer_format(why, "%zu teams: at least %d are wanted", rows->teams, MODEL_LEAST_TEAMS);
    return why->length > 0;
}

void model_fit_run(const struct model_rows *rows, const char *const *names, bool logistic, struct model_fit *fit)
{
    struct row_source source = model_rows_source(rows, names);
    struct regression regression = {0};
    struct buffer why = {0};
    *fit = (struct model_fit){NULL, NAN, NAN, NAN, NULL};
    if (!is_too_small(rows, &why)) {
        if (logistic) logistic_fit(&source, &regression);
        else regression_linear(&source, &regression);
        if (regression.outcome == REGRESSION_FITTED) estimate(&source, &regression, fit, &why);
        else explain(&regression, names, &why);
        regression_free(&regression);
    }
    fit->why = why.at;
}

void model_fit_free(struct model_fit *fit)
{
    free(fit->term);
    free(fit->why);
    *fit = (struct model_fit){0};
}
