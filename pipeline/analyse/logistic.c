/* 1 separation   2 Newton's method   3 average marginal effects */
#include "logistic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "matrix.h"
#include "memory.h"
#include "separation.h"

/* 1 separation */

/* Means and standard deviations from the triangle, where a constant comes first; lengths alone where none does. */
static void measure(const struct regression *fit, const double *triangle, double *centre, double *scale)
{
    size_t stride = fit->columns + 1, first = fit->constant ? 1 : 0;
    for (size_t j = 0; j < fit->columns; j++) {
        double squares = 0;
        for (size_t i = first; i <= j; i++) squares += triangle[i * stride + j] * triangle[i * stride + j];
        centre[j] = fit->constant && j ? triangle[j] / triangle[0] : 0;
        scale[j] = fit->constant && !j ? 1 : sqrt(squares / fit->weight_sum);
    }
}

static void refuse_separated(const struct row_source *source, const double *triangle, struct regression *fit)
{
    double *centre = memory_new(2 * fit->columns, sizeof *centre), *scale = centre + fit->columns;
    bool *separates = memory_new(fit->columns, sizeof *separates);
    measure(fit, triangle, centre, scale);
    enum separation found = separation_find(source, fit->constant, centre, scale, separates);
    if (found == SEPARATION_UNDECIDED) fit->outcome = REGRESSION_FAILED;
    if (found == SEPARATION_FOUND) {
        fit->outcome = REGRESSION_SEPARATED;
        for (size_t j = 0; j < fit->columns; j++)
            if (separates[j]) regression_name(fit, j, 1);
    }
    free(centre);
    free(separates);
}

/* 2 Newton's method */

struct step {
    double log_likelihood, answers; /* answers: weighted sum of y */
    struct matrix_stack *stack;     /* rows times the root of w p (1 - p), last what is left to explain */
};

static struct step take_step(const struct row_source *source, const double *coefficient)
{
    const double least = 1e-30; /* p (1 - p) of people far from the rest, on the way */
    struct step step = {.stack = matrix_stack_create(source->columns + 1)};
    for (size_t team = 0; team < source->teams; team++) {
        struct row_block block = {0};
        source->team(source->context, team, &block);
        for (size_t i = 0; i < block.rows; i++) {
            const double *x = block.x + i * source->columns;
            double weight = block.weight ? block.weight[i] : 1;
            if (!(weight > 0)) continue;
            double eta = matrix_dot(x, coefficient, source->columns), small = exp(-fabs(eta)), far = small / (1 + small), variance = fmax(far / (1 + small), least);
            double probability = eta > 0 ? 1 - far : far;
            bool expected = (block.y[i] > 0.5) == (eta > 0);
            step.log_likelihood -= weight * (log1p(small) + (expected ? 0 : fabs(eta)));
            step.answers += weight * block.y[i];
            matrix_stack_add(step.stack, x, (block.y[i] - probability) / variance, sqrt(weight * variance));
        }
    }
    return step;
}

/* What Newton's step would change, in standard errors: the length of the right-hand side in the basis of the columns, squared. */
static double still_to_go(const double *triangle, size_t columns)
{
    double squares = 0;
    for (size_t i = 0; i < columns; i++) squares += triangle[i * (columns + 1) + columns] * triangle[i * (columns + 1) + columns];
    return squares;
}

static double entropy(double share)
{
    return share > 0 && share < 1 ? share * log(share) + (1 - share) * log(1 - share) : 0;
}

static void newton(const struct row_source *source, struct regression *fit)
{
    const double enough = 1e-24; /* of the log-likelihood: coefficients to 1e-12 of their standard errors or better */
    const int limit = 100;
    size_t columns = fit->columns;
    double *now = memory_new(2 * columns, sizeof *now), *change = now + columns, before = -INFINITY;
    bool done = false;
    while (!done && fit->iterations++ < limit) {
        struct step step = take_step(source, now);
        double slack = 1e-12 * fabs(step.log_likelihood);
        if (step.log_likelihood < before - slack) { /* too far: half the way */
            for (size_t j = 0; j < columns; j++) now[j] -= change[j] /= 2;
        } else {
            const double *triangle = matrix_stack_triangle(step.stack);
            fit->log_likelihood = before = step.log_likelihood;
            fit->null_log_likelihood = fit->weight_sum * (fit->constant ? entropy(step.answers / fit->weight_sum) : -log(2));
            regression_solve(fit, triangle, change);
            done = still_to_go(triangle, columns) <= enough * fmax(1, fabs(step.log_likelihood));
            for (size_t j = 0; j < columns; j++) {
                now[j] += change[j];
                if (!isfinite(now[j])) fit->iterations = limit;
            }
        }
        matrix_stack_destroy(step.stack);
    }
    memcpy(fit->coefficient, now, columns * sizeof *now);
    if (!done) fit->outcome = REGRESSION_FAILED;
    free(now);
}

void logistic_fit(const struct row_source *source, struct regression *fit)
{
    struct matrix_stack *stack = regression_start(source, true, fit);
    const double *triangle = matrix_stack_triangle(stack);
    regression_judge(fit, triangle);
    if (fit->outcome == REGRESSION_FITTED) refuse_separated(source, triangle, fit);
    matrix_stack_destroy(stack);
    if (fit->outcome == REGRESSION_FITTED) newton(source, fit);
}

/* 3 average marginal effects */

struct effects {
    const struct row_source *source;
    const struct regression *fit;
    double *effect, *gradient;
};

static double probability_of(double eta, double *variance)
{
    double small = exp(-fabs(eta)), far = small / (1 + small);
    *variance = far / (1 + small);
    return eta > 0 ? 1 - far : far;
}

/* A number: w p (1 - p) b, whose derivative by b_k is w p (1 - p) (1 - 2p) x_k b, and w p (1 - p) for its own. */
static void add_margin(const struct effects *effects, size_t column, const double *x, double weight, double probability, double variance)
{
    size_t columns = effects->fit->columns;
    double *gradient = effects->gradient + column * columns, b = effects->fit->coefficient[column];
    effects->effect[column] += weight * variance * b;
    matrix_add(gradient, weight * variance * (1 - 2 * probability) * b, x, columns);
    gradient[column] += weight * variance;
}

/* A column of a factor: p with it less p with none of the factor's columns. */
static void add_contrast(const struct effects *effects, size_t column, const double *x, double weight, double eta)
{
    size_t columns = effects->fit->columns;
    const int *factor = effects->source->factor;
    const double *b = effects->fit->coefficient;
    double *gradient = effects->gradient + column * columns, with, without;
    for (size_t j = 0; j < columns; j++)
        if (factor[j] == factor[column]) eta -= x[j] * b[j];
    effects->effect[column] += weight * (probability_of(eta + b[column], &with) - probability_of(eta, &without));
    for (size_t j = 0; j < columns; j++)
        if (factor[j] != factor[column]) gradient[j] += weight * (with - without) * x[j];
    gradient[column] += weight * with;
}

static void add_row(const struct effects *effects, const double *x, double weight)
{
    const struct regression *fit = effects->fit;
    double variance, eta = matrix_dot(x, fit->coefficient, fit->columns), probability = probability_of(eta, &variance);
    for (size_t column = fit->constant ? 1 : 0; column < fit->columns; column++)
        if (effects->source->factor && effects->source->factor[column] > 0) add_contrast(effects, column, x, weight, eta);
        else add_margin(effects, column, x, weight, probability, variance);
}

void logistic_effects(const struct row_source *source, const struct regression *fit, double *effect, double *gradient)
{
    struct effects effects = {source, fit, effect, gradient};
    memset(effect, 0, fit->columns * sizeof *effect);
    memset(gradient, 0, fit->columns * fit->columns * sizeof *gradient);
    for (size_t team = 0; team < source->teams; team++) {
        struct row_block block = {0};
        source->team(source->context, team, &block);
        for (size_t i = 0; i < block.rows; i++) {
            double weight = block.weight ? block.weight[i] : 1;
            if (weight > 0) add_row(&effects, block.x + i * fit->columns, weight / fit->weight_sum);
        }
    }
    for (size_t j = 0; j < fit->columns; j++) effect[j] += 0.0; /* no -0 */
}
