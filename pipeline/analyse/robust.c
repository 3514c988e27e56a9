/* 1 residuals   2 scores of teams   3 the design's covariance   4 by kind */
#include "robust.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "matrix.h"
#include "memory.h"
#include "satterthwaite.h"

/* 1 residuals */

struct walk {
    const struct row_source *source;
    const struct regression *fit;
    const double *leading; /* count x columns: contrasts times the inverse, so that leading x w e is what a row adds */
    size_t columns, count;
    double *size; /* of each contrast: sum over teams of the squares of what their scores are differences of */
};

static double residual(const struct regression *fit, const double *x, double y)
{
    double eta = matrix_dot(x, fit->coefficient, fit->columns);
    if (!fit->logistic) return y - eta;
    double small = exp(-fabs(eta)), far = small / (1 + small);
    return y - (eta > 0 ? 1 - far : far);
}

/* 2 scores of teams */

/* sum of x w e of a team, and after it the sum of their sizes, to tell rounding from variance; the number of its rows */
static size_t score(const struct walk *walk, size_t team, double *sum)
{
    struct row_block block = {0};
    size_t rows = 0;
    walk->source->team(walk->source->context, team, &block);
    memset(sum, 0, 2 * walk->columns * sizeof *sum);
    for (size_t i = 0; i < block.rows; i++) {
        const double *x = block.x + i * walk->columns;
        double weight = block.weight ? block.weight[i] : 1;
        if (!(weight > 0)) continue;
        double left = weight * residual(walk->fit, x, block.y[i]);
        for (size_t a = 0; a < walk->columns; a++) {
            sum[a] += left * x[a];
            sum[walk->columns + a] += fabs(left * x[a]);
        }
        rows++;
    }
    return rows;
}

static void lead(const struct walk *walk, const double *sum, double *led)
{
    for (size_t k = 0; k < walk->count; k++) {
        const double *leading = walk->leading + k * walk->columns;
        double size = 0;
        for (size_t a = 0; a < walk->columns; a++) size += fabs(leading[a]) * sum[walk->columns + a];
        led[k] = matrix_dot(leading, sum, walk->columns);
        walk->size[k] += size * size;
    }
}

static void sum_scores(const struct walk *walk, double *covariance)
{
    double *sum = memory_new(2 * walk->columns + walk->count, sizeof *sum), *led = sum + 2 * walk->columns;
    for (size_t team = 0; team < walk->source->teams; team++) {
        if (!score(walk, team, sum)) continue;
        lead(walk, sum, led);
        for (size_t k = 0; k < walk->count; k++) matrix_add(covariance + k * walk->count, led[k], led, walk->count);
    }
    free(sum);
}

/* 3 the design's covariance */

/* Of each contrast (rows) the adjustment of each post-stratum (columns). */
static double *adjustments(const struct walk *walk, const struct design *design)
{
    size_t strata = design->strata, columns = walk->columns;
    double *sums = memory_new(columns * strata, sizeof *sums), *led = memory_new(strata, sizeof *led), *adjusted = memory_new(walk->count * strata, sizeof *adjusted);
    for (size_t team = 0; team < walk->source->teams; team++) {
        struct row_block block = {0};
        walk->source->team(walk->source->context, team, &block);
        assert(!block.rows || block.stratum);
        for (size_t i = 0; i < block.rows; i++)
            if (!block.weight || block.weight[i] > 0) {
                const double *x = block.x + i * columns;
                matrix_add(sums + block.stratum[i] * columns, residual(walk->fit, x, block.y[i]), x, columns);
            }
    }
    for (size_t k = 0; k < walk->count; k++) {
        for (size_t h = 0; h < strata; h++) led[h] = matrix_dot(walk->leading + k * columns, sums + h * columns, columns);
        design_adjust(design, led, adjusted + k * strata);
    }
    free(sums);
    free(led);
    return adjusted;
}

/* Every team's people give back the adjustments, whether they are in the model or not. */
static void give_back(const struct design *design, size_t team, const double *adjusted, double *led, size_t count)
{
    for (uint32_t i = design->team_stratum_first[team]; i < design->team_stratum_first[team + 1]; i++)
        for (size_t k = 0; k < count; k++) led[k] -= design->team_stratum_weight[i] * adjusted[k * design->strata + design->team_stratum[i]];
}

static void sum_design(const struct walk *walk, const struct design *design, double *covariance)
{
    size_t count = walk->count, teams = walk->source->teams;
    double *sum = memory_new(2 * walk->columns + 2 * count, sizeof *sum), *led = sum + 2 * walk->columns, *total = led + count;
    double *adjusted = design && design->weighted ? adjustments(walk, design) : NULL;
    for (size_t team = 0; team < teams; team++) {
        score(walk, team, sum);
        lead(walk, sum, led);
        if (adjusted) give_back(design, team, adjusted, led, count);
        for (size_t k = 0; k < count; k++) matrix_add(covariance + k * count, led[k], led, count);
        matrix_add(total, 1, led, count);
    }
    for (size_t k = 0; k < count; k++) matrix_add(covariance + k * count, -total[k] / (double)teams, total, count);
    for (size_t i = 0; i < count * count; i++) covariance[i] *= (double)teams / (double)(teams - 1);
    free(adjusted);
    free(sum);
}

/* 4 by kind */

/* contrasts times a square matrix; of the coefficients themselves the matrix */
static double *contrast(const double *contrasts, size_t count, size_t columns, const double *matrix)
{
    double *product = memory_new(count * columns, sizeof *product);
    if (!contrasts) memcpy(product, matrix, columns * columns * sizeof *product);
    for (size_t k = 0; k < count && contrasts; k++)
        for (size_t a = 0; a < columns; a++) matrix_add(product + k * columns, contrasts[k * columns + a], matrix + a * columns, columns);
    return product;
}

static void classical(const struct regression *fit, const double *in_basis, struct robust *robust)
{
    double variance = fit->logistic ? 1 : fit->sigma * fit->sigma;
    for (size_t k = 0; k < robust->count; k++)
        for (size_t l = 0; l < robust->count; l++)
            robust->covariance[k * robust->count + l] = variance * matrix_dot(in_basis + k * fit->columns, in_basis + l * fit->columns, fit->columns);
}

static void scores(const struct walk *walk, enum robust_kind kind, const struct design *design, struct robust *robust)
{
    const double rounding = 1e-24;
    double teams = (double)walk->fit->teams, rows = (double)walk->fit->rows, factor = 1;
    if (kind == ROBUST_DESIGN) sum_design(walk, design, robust->covariance);
    else sum_scores(walk, robust->covariance);
    if (kind == ROBUST_CR1 || kind == ROBUST_CR1S) factor = teams / (teams - 1);
    if (kind == ROBUST_CR1S) factor *= (rows - 1) / walk->fit->df;
    for (size_t i = 0; i < robust->count * robust->count; i++) robust->covariance[i] *= factor;
    for (size_t k = 0; k < robust->count; k++)
        if (robust->covariance[k * robust->count + k] <= rounding * walk->size[k]) robust->df[k] = NAN;
}

static double df_of(const struct regression *fit, enum robust_kind kind)
{
    if (kind == ROBUST_CLASSICAL) return fit->df;
    return (double)fit->teams - (kind == ROBUST_DESIGN ? (double)fit->columns : 1);
}

/* A variance of 0 or less is none: what a team alone tells is taken up by the fit. Nor is there one where everything is explained. */
static void take_roots(const struct regression *fit, struct robust *robust)
{
    bool perfect = !fit->logistic && fit->residual_squares == 0;
    for (size_t k = 0; k < robust->count; k++) {
        double variance = robust->covariance[k * robust->count + k];
        robust->se[k] = variance > 0 && !perfect && isfinite(robust->df[k]) ? sqrt(variance) : NAN;
        if (isnan(robust->se[k])) robust->df[k] = NAN;
    }
}

enum robust_outcome robust_run(const struct row_source *source, const struct regression *fit, enum robust_kind kind, const double *contrasts, size_t count, const struct design *design, struct robust *robust)
{
    *robust = (struct robust){0};
    double df = df_of(fit, kind);
    if (!(df > 0) || (kind != ROBUST_CLASSICAL && fit->teams < 2)) return ROBUST_TOO_FEW;
    if (!contrasts) count = fit->columns;
    *robust = (struct robust){.count = count, .covariance = memory_new(count * count, sizeof(double)), .se = memory_new(count, sizeof(double)), .df = memory_new(count, sizeof(double))};
    for (size_t k = 0; k < count; k++) robust->df[k] = df;
    enum robust_outcome outcome = ROBUST_DONE;
    double *in_basis = contrast(contrasts, count, fit->columns, fit->root), *leading = contrast(contrasts, count, fit->columns, fit->inverse);
    struct walk walk = {source, fit, leading, fit->columns, count, memory_new(count, sizeof(double))};
    if (kind == ROBUST_CLASSICAL) classical(fit, in_basis, robust);
    else if (kind == ROBUST_CR2) outcome = satterthwaite_run(source, fit, in_basis, robust);
    else scores(&walk, kind, design, robust);
    free(in_basis);
    free(walk.size);
    free(leading);
    for (size_t i = 0; i < count * count && outcome == ROBUST_DONE; i++)
        if (!isfinite(robust->covariance[i])) outcome = ROBUST_FAILED;
    if (outcome == ROBUST_DONE) take_roots(fit, robust);
    else robust_free(robust);
    return outcome;
}

void robust_free(struct robust *robust)
{
    free(robust->covariance);
    free(robust->se);
    free(robust->df);
    *robust = (struct robust){0};
}
