/* 1 what a source holds   2 what cannot be fitted   3 linear models */
#include "regression.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "matrix.h"
#include "memory.h"

/* 1 what a source holds */

struct look { double y_low, y_high, weight_low, weight_high; };

static void look_at(struct look *look, struct regression *fit, const double *x, double y, double weight)
{
    look->y_low = fmin(look->y_low, y);
    look->y_high = fmax(look->y_high, y);
    look->weight_low = fmin(look->weight_low, weight);
    look->weight_high = fmax(look->weight_high, weight);
    fit->constant = fit->constant && x[0] == 1;
    fit->weight_sum += weight;
    fit->rows++;
}

/* One walk: counts, and the triangle of the weighted rows with y as the last column. */
struct matrix_stack *regression_start(const struct row_source *source, bool logistic, struct regression *fit)
{
    size_t columns = source->columns;
    assert(columns > 0);
    *fit = (struct regression){.outcome = REGRESSION_FITTED, .logistic = logistic, .columns = columns, .constant = true};
    fit->named = memory_new(columns, sizeof *fit->named);
    fit->named_factor = memory_new(columns, sizeof *fit->named_factor);
    fit->coefficient = memory_new(columns, sizeof *fit->coefficient);
    fit->inverse = memory_new(columns * columns, sizeof *fit->inverse);
    fit->root = memory_new(columns * columns, sizeof *fit->root);
    struct matrix_stack *stack = matrix_stack_create(columns + 1);
    struct look look = {INFINITY, -INFINITY, INFINITY, -INFINITY};
    for (size_t team = 0; team < source->teams; team++) {
        struct row_block block = {0};
        source->team(source->context, team, &block);
        size_t before = fit->rows;
        for (size_t i = 0; i < block.rows; i++) {
            double weight = block.weight ? block.weight[i] : 1;
            if (!(weight > 0)) continue;
            look_at(&look, fit, block.x + i * columns, block.y[i], weight);
            matrix_stack_add(stack, block.x + i * columns, block.y[i], sqrt(weight));
        }
        if (fit->rows > before) fit->teams++;
    }
    fit->weighted = fit->rows && look.weight_low < look.weight_high;
    fit->df = (double)fit->rows - (double)columns;
    if (fit->rows <= columns) fit->outcome = REGRESSION_TOO_FEW;
    else if (look.y_low == look.y_high) fit->outcome = REGRESSION_CONSTANT;
    return stack;
}

void regression_free(struct regression *fit)
{
    void *parts[] = {fit->named, fit->named_factor, fit->coefficient, fit->inverse, fit->root, fit->standardised};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    *fit = (struct regression){0};
}

/* 2 what cannot be fitted */

void regression_name(struct regression *fit, size_t column, double factor)
{
    fit->named[fit->named_count] = column;
    fit->named_factor[fit->named_count++] = factor;
}

static void name_dependence(struct regression *fit, const struct matrix_dependence *dependence)
{
    const double small = 0.05;
    if (dependence->aliased < fit->columns) {
        fit->outcome = REGRESSION_ALIASED;
        regression_name(fit, dependence->aliased, 1);
        for (size_t j = 0; j < dependence->aliased; j++)
            if (dependence->factor[j] != 0) regression_name(fit, j, dependence->factor[j]);
    } else if (!(fit->condition <= REGRESSION_CONDITION_LIMIT)) {
        fit->outcome = REGRESSION_ILL_CONDITIONED;
        for (size_t j = 0; j < fit->columns; j++)
            if (dependence->share[j] > small) regression_name(fit, j, 1);
    }
}

void regression_judge(struct regression *fit, const double *triangle)
{
    const double alias_tolerance = 1e-10; /* of rounding alone there is 1e-15 to 1e-12; above it the condition is judged */
    if (fit->outcome != REGRESSION_FITTED) return;
    struct matrix_dependence dependence = {.factor = memory_new(fit->columns, sizeof(double)), .share = memory_new(fit->columns, sizeof(double))};
    int status = matrix_depend(triangle, fit->columns + 1, fit->columns, alias_tolerance, &dependence);
    fit->condition = dependence.condition;
    if (status) fit->outcome = REGRESSION_FAILED;
    else name_dependence(fit, &dependence);
    free(dependence.factor);
    free(dependence.share);
}

/* 3 linear models */

void regression_solve(struct regression *fit, const double *triangle, double *solution)
{
    size_t columns = fit->columns, stride = columns + 1;
    matrix_invert_triangle(triangle, stride, columns, fit->root);
    matrix_square(fit->root, columns, fit->inverse);
    for (size_t i = columns; i-- > 0;) {
        double rest = triangle[i * stride + columns];
        for (size_t j = i + 1; j < columns; j++) rest -= triangle[i * stride + j] * solution[j];
        solution[i] = rest / triangle[i * stride + i];
    }
}

/* With a constant first, what stands below the first row of the triangle is the columns about their means. */
static void explain(struct regression *fit, const double *triangle)
{
    const double rounding = 1e-13;
    size_t columns = fit->columns, stride = columns + 1, first = fit->constant ? 1 : 0;
    double explained = 0, rest = triangle[columns * stride + columns], whole = rest * rest;
    for (size_t i = 0; i < columns; i++) whole += triangle[i * stride + columns] * triangle[i * stride + columns];
    if (fabs(rest) <= rounding * sqrt(whole)) rest = 0;
    for (size_t i = first; i < columns; i++) explained += triangle[i * stride + columns] * triangle[i * stride + columns];
    fit->residual_squares = rest * rest;
    fit->sigma = fabs(rest) / sqrt(fit->df);
    fit->r_squared = explained / (explained + fit->residual_squares);
    fit->adjusted_r_squared = 1 - (1 - fit->r_squared) * ((double)fit->rows - (double)first) / fit->df;
    if (!fit->constant) return;
    fit->standardised = memory_new(columns, sizeof *fit->standardised);
    for (size_t j = 1; j < columns; j++) {
        double squares = 0;
        for (size_t i = 1; i <= j; i++) squares += triangle[i * stride + j] * triangle[i * stride + j];
        fit->standardised[j] = fit->coefficient[j] * sqrt(squares / (explained + fit->residual_squares));
    }
}

void regression_linear(const struct row_source *source, struct regression *fit)
{
    struct matrix_stack *stack = regression_start(source, false, fit);
    const double *triangle = matrix_stack_triangle(stack);
    regression_judge(fit, triangle);
    if (fit->outcome == REGRESSION_FITTED) {
        regression_solve(fit, triangle, fit->coefficient);
        explain(fit, triangle);
        for (size_t j = 0; j < fit->columns; j++)
            if (!isfinite(fit->coefficient[j])) fit->outcome = REGRESSION_FAILED;
        if (!isfinite(fit->residual_squares)) fit->outcome = REGRESSION_FAILED;
    }
    matrix_stack_destroy(stack);
}
