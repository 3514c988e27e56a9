/* 1 rows of a team   2 adjustment   3 degrees of freedom   4 all teams
 *
 * All is told in the basis of orthonormal columns q = X R^-1 (R'R = X'WX), where (X'WX)^-1 is 1. With the working covariance T of a team's residuals
 * (linear: 1, with weights about 1; logistic: 1/W) and v = root of T, the team's adjustment is A = v G^(-1/2) v with
 *     G = v (T - H T - T H' + q O q') v,   H = q q'W,   O = sum of q'W T W q over all teams,
 * which for a logistic model, and a linear one without weights, is v (T - q q') v. Of a contrast c: b = A W q c adds b'e to what is squared for the
 * covariance. Its variance has the expectation E = sum over teams of P_jj, and P_jl = z_j O z_l - z_j y_l - y_j z_l, or - z_j z_l, with z = b'q, y = b'W q;
 * j = l adds b'T b. Then df = E^2 / sum of P_jl^2, and the sum over all pairs of teams comes from the sums over teams of the products of (z, y).
 */
#include "satterthwaite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "matrix.h"
#include "memory.h"

static const double SINGULAR = 1e-12; /* eigenvalues of G below this count as 0, as clubSandwich has it */

struct work {
    const struct row_source *source;
    const struct regression *fit;
    const double *contrasts; /* count x columns, in the basis */
    double *across;          /* columns x count: the same, turned */
    size_t columns, count, width; /* width: of (z, y): columns, or twice that with weights */
    bool weighted;           /* a linear model with weights: O and y are needed */
    double mean_weight;
    double *middle;          /* O */

    size_t rows, room, g_room; /* of the team at hand */
    double *q, *turned, *weight, *target, *residual, *q_middle, *b, *g;
    double *u;               /* rows x width: q, and Wq when weighted */
    double *rest;            /* count: P_jj of the team at hand */
    double *expected;        /* sums over teams of P_jj */
    double *own_square, *pair_square; /* sums over teams of P_jj^2, and of (P_jj - b'T b)^2 */
    double *score;           /* b'e of the team at hand, and b'T b */
    double *products;        /* count x width x width, lower triangles: sums over teams of the products of (z, y) */
    double *pending;         /* PENDING teams x count x width: (z, y), not yet in the products */
    size_t pending_count;
};
enum { PENDING = 4 };

/* 1 rows of a team */

static void make_room(struct work *work, size_t rows)
{
    if ((work->fit->logistic || rows <= 2 * work->width) && rows > work->g_room) { /* larger teams of linear models need no G of their own */
        work->g_room = rows;
        work->g = memory_resize(work->g, 3 * rows * rows, sizeof *work->g);
    }
    if (rows <= work->room) return;
    size_t room = rows + rows / 2, columns = work->columns;
    work->q = memory_resize(work->q, room * columns, sizeof *work->q);
    work->turned = memory_resize(work->turned, room * columns, sizeof *work->turned);
    work->q_middle = memory_resize(work->q_middle, room * columns, sizeof *work->q_middle);
    work->u = memory_resize(work->u, room * work->width, sizeof *work->u);
    work->b = memory_resize(work->b, room * work->count, sizeof *work->b);
    work->weight = memory_resize(work->weight, room, sizeof *work->weight);
    work->target = memory_resize(work->target, room, sizeof *work->target);
    work->residual = memory_resize(work->residual, room, sizeof *work->residual);
    work->room = room;
}

static void take_row(struct work *work, const double *x, double y, double weight)
{
    const struct regression *fit = work->fit;
    size_t columns = work->columns, row = work->rows++;
    double *q = work->q + row * columns, eta = matrix_dot(x, fit->coefficient, columns), scale = 1;
    work->residual[row] = y - eta;
    work->target[row] = 1;
    work->weight[row] = weight / work->mean_weight;
    if (fit->logistic) {
        double small = exp(-fabs(eta)), far = small / (1 + small), variance = far / (1 + small); /* far: probability of the less likely answer */
        work->residual[row] = y - (eta > 0 ? 1 - far : far);
        work->target[row] = variance / weight;
        work->weight[row] = weight / variance;
        scale = variance;
    } else
        scale = sqrt(work->mean_weight);
    memset(q, 0, columns * sizeof *q);
    for (size_t a = 0; a < columns; a++)
        if (x[a] != 0) matrix_add(q + a, x[a] * scale, fit->root + a * columns + a, columns - a);
}

/* false: too many for a G. */
static bool take_team(struct work *work, size_t team)
{
    struct row_block block = {0};
    work->source->team(work->source->context, team, &block);
    work->rows = 0;
    if (work->fit->logistic && block.rows > ROBUST_TEAM_LIMIT) return false;
    make_room(work, block.rows);
    for (size_t i = 0; i < block.rows; i++) {
        double weight = block.weight ? block.weight[i] : 1;
        if (weight > 0) take_row(work, block.x + i * work->columns, block.y[i], weight);
    }
    return true;
}

static void add_middle(struct work *work)
{
    for (size_t i = 0; i < work->rows; i++) {
        const double *q = work->q + i * work->columns;
        double square = work->weight[i] * work->weight[i];
        for (size_t a = 0; a < work->columns; a++) matrix_add(work->middle + a * work->columns, square * q[a], q, work->columns);
    }
}

/* 2 adjustment: b = A W q c. Before it is made, b holds v W q c */

static void start_b(struct work *work)
{
    size_t count = work->count, columns = work->columns, width = work->width;
    memset(work->b, 0, work->rows * count * sizeof *work->b);
    matrix_times(work->b, work->q, columns, 1, work->across, work->rows, columns, count);
    memset(work->rest, 0, count * sizeof *work->rest);
    for (size_t i = 0; i < work->rows; i++) {
        const double *q = work->q + i * columns;
        double *b = work->b + i * count, *u = work->u + i * width, weight = work->weight[i], factor = sqrt(work->target[i]) * weight;
        memcpy(u, q, columns * sizeof *u);
        for (size_t a = 0; a < columns && work->weighted; a++) u[columns + a] = weight * q[a];
        for (size_t k = 0; k < count; k++) {
            b[k] *= factor;
            work->rest[k] += b[k] * b[k];
        }
    }
}

static void turn(struct work *work)
{
    for (size_t i = 0; i < work->rows; i++)
        for (size_t a = 0; a < work->columns; a++) work->turned[a * work->rows + i] = work->q[i * work->columns + a];
}

/* sum = from q' for rows x columns `from` */
static void times_q(const struct work *work, const double *from, double *sum)
{
    memset(sum, 0, work->rows * work->rows * sizeof *sum);
    matrix_times(sum, from, work->columns, 1, work->turned, work->rows, work->columns, work->rows);
}

static void times_middle(struct work *work)
{
    memset(work->q_middle, 0, work->rows * work->columns * sizeof *work->q_middle);
    matrix_times(work->q_middle, work->q, work->columns, 1, work->middle, work->rows, work->columns, work->columns);
}

/* G without its diagonal T^2. Returns its size beside that diagonal. */
static double make_g(struct work *work)
{
    size_t rows = work->rows;
    double *g = work->g, *other = g + rows * rows, size = 0;
    turn(work);
    times_q(work, work->q, g);
    if (work->weighted) {
        times_middle(work);
        times_q(work, work->q_middle, other);
    }
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < rows; j++) {
            double *at = g + i * rows + j, target = work->target[i] * work->target[j];
            if (work->weighted) *at = other[i * rows + j] - *at * (work->weight[i] + work->weight[j]);
            else *at = work->fit->logistic ? -*at * sqrt(target) : -*at;
            size += *at * *at / (target * target);
        }
    return sqrt(size);
}

/* G's root S = T + d for small F = G - T^2: d = (F - d d) / (t_i + t_j) again and again, then b from S b = b. */
static bool adjust_little(struct work *work)
{
    const double enough = 1e-17;
    size_t rows = work->rows;
    double *f = work->g, *d = f + rows * rows, *square = d + rows * rows, change = 1;
    memset(square, 0, rows * rows * sizeof *square);
    memset(d, 0, rows * rows * sizeof *d);
    for (int round = 0; round < 30 && change > enough; round++) {
        change = 0;
        for (size_t i = 0; i < rows; i++)
            for (size_t j = 0; j < rows; j++) {
                double next = (f[i * rows + j] - square[i * rows + j]) / (work->target[i] + work->target[j]);
                change = fmax(change, fabs(next - d[i * rows + j]) / fmin(work->target[i], work->target[j]));
                d[i * rows + j] = next;
            }
        memset(square, 0, rows * rows * sizeof *square);
        matrix_times(square, d, rows, 1, d, rows, rows, rows);
    }
    for (size_t i = 0; i < rows; i++) d[i * rows + i] += work->target[i];
    return change <= 1e-15 && matrix_solve(d, rows, work->b, work->count);
}

/* b = vectors values^(-1/2) vectors' b. What lies along values that count as 0 is taken off rest. */
static void apply(const double *vectors, const double *values, size_t size, double singular, double *b, size_t count, double *rest)
{
    double *along = memory_new(size * count, sizeof *along);
    matrix_times(along, vectors, 1, size, b, size, size, count);
    for (size_t k = 0; k < size; k++)
        for (size_t c = 0; c < count; c++) {
            double *at = along + k * count + c;
            if (!(values[k] > singular)) rest[c] -= *at * *at;
            *at *= values[k] > singular ? 1 / sqrt(values[k]) : 0;
        }
    memset(b, 0, size * count * sizeof *b);
    matrix_times(b, vectors, size, 1, along, size, size, count);
    free(along);
}

static int adjust_squarely(struct work *work)
{
    size_t rows = work->rows;
    double *vectors = memory_new(rows * rows + rows, sizeof *vectors), *values = vectors + rows * rows, largest = 0;
    for (size_t i = 0; i < rows; i++) {
        double square = work->target[i] * work->target[i];
        work->g[i * rows + i] += square;
        largest = fmax(largest, square);
    }
    int status = matrix_eigen(work->g, rows, values, vectors);
    if (!status) apply(vectors, values, rows, SINGULAR * largest, work->b, work->count, work->rest);
    free(vectors);
    return status;
}

/* inner = 1 + t K t' with K = ((O, -1), (-1, 0)), without weights -1. room: width x width */
static void make_inner(const struct work *work, const double *t, double *room, double *inner)
{
    size_t columns = work->columns, width = work->width;
    for (size_t a = 0; a < width; a++)
        for (size_t b = 0; b < width; b++) {
            double *sum = room + a * width + b; /* K t' */
            *sum = -t[b * width + (!work->weighted ? a : a < columns ? a + columns : a - columns)];
            for (size_t c = 0; c < columns && work->weighted && a < columns; c++) *sum += work->middle[a * columns + c] * t[b * width + c];
        }
    for (size_t a = 0; a < width; a++)
        for (size_t b = a; b < width; b++) {
            double sum = a == b;
            for (size_t c = a; c < width; c++) sum += t[a * width + c] * room[c * width + b];
            inner[a * width + b] = inner[b * width + a] = sum;
        }
}

/* A linear model's G is 1 + u K u' with u = (q, Wq) = o t and few columns: all that is not 1 lies in the space of the orthonormal o, whatever the team's size. */
static int adjust_by_columns(struct work *work)
{
    size_t rows = work->rows, width = work->width, count = work->count;
    double *o = memory_new(rows * width, sizeof *o), *t = memory_new(4 * width * width + width, sizeof *t), *along = memory_new(2 * width * count, sizeof *along);
    double *room = t + width * width, *inner = room + width * width, *vectors = inner + width * width, *values = vectors + width * width, *adjusted = along + width * count;
    matrix_orthonormal(work->u, rows, width, o, t);
    make_inner(work, t, room, inner);
    int status = matrix_eigen(inner, width, values, vectors);
    matrix_times(along, o, 1, width, work->b, width, rows, count);
    memcpy(adjusted, along, width * count * sizeof *along);
    if (!status) apply(vectors, values, width, SINGULAR, adjusted, count, work->rest);
    matrix_add(adjusted, -1, along, width * count);
    matrix_times(work->b, o, width, 1, adjusted, rows, width, count);
    free(along);
    free(o);
    free(t);
    return status;
}

static int adjust(struct work *work)
{
    const double little = 0.05;
    start_b(work);
    if (!work->fit->logistic && work->rows > 2 * work->width) return adjust_by_columns(work);
    if (make_g(work) < little) {
        if (!adjust_little(work)) return -1;
    } else if (adjust_squarely(work))
        return -1;
    for (size_t i = 0; i < work->rows && work->fit->logistic; i++)
        for (size_t k = 0; k < work->count; k++) work->b[i * work->count + k] *= sqrt(work->target[i]);
    return 0;
}

/* 3 degrees of freedom */

static void add_pending(struct work *work)
{
    size_t width = work->width, step = work->count * width;
    for (size_t k = 0; k < work->count && work->pending_count; k++) {
        const double *restrict one = work->pending + k * width, *restrict two = one + step, *restrict three = two + step, *restrict four = three + step;
        for (size_t a = 0; a < width; a++) {
            double *restrict sum = work->products + (k * width + a) * width;
            double first = one[a], second = two[a], third = three[a], fourth = four[a];
            for (size_t b = 0; b <= a; b++) sum[b] += (first * one[b] + second * two[b]) + (third * three[b] + fourth * four[b]);
        }
    }
    memset(work->pending, 0, PENDING * step * sizeof *work->pending);
    work->pending_count = 0;
}

/* Because A G A is what v v leaves, P_jj is the square of v W q c, but for what lies along eigenvalues of 0. */
static void add_team(struct work *work, double *covariance)
{
    size_t count = work->count, width = work->width;
    double *own = work->score + count;
    memset(work->score, 0, 2 * count * sizeof *work->score);
    for (size_t i = 0; i < work->rows; i++) {
        const double *b = work->b + i * count;
        for (size_t k = 0; k < count; k++) {
            work->score[k] += b[k] * work->residual[i];
            own[k] += b[k] * b[k] * work->target[i];
        }
    }
    matrix_times(work->pending + work->pending_count++ * count * width, work->b, 1, count, work->u, count, work->rows, width);
    for (size_t k = 0; k < count; k++) {
        double inner = work->rest[k] - own[k];
        work->expected[k] += work->rest[k];
        work->own_square[k] += work->rest[k] * work->rest[k];
        work->pair_square[k] += inner * inner;
        matrix_add(covariance + k * count, work->score[k], work->score, count);
    }
    if (work->pending_count == PENDING) add_pending(work);
}

/* Sum over all pairs of teams of (a_j C a_l)^2 = trace of (C S)^2, S the sum of the a a'. */
static double square_of_pairs(const struct work *work, size_t contrast)
{
    size_t width = work->width, columns = work->columns;
    double *s = memory_new(2 * width * width, sizeof *s), *cs = s + width * width, sum = 0;
    for (size_t a = 0; a < width; a++)
        for (size_t b = 0; b <= a; b++) s[a * width + b] = s[b * width + a] = work->products[(contrast * width + a) * width + b];
    for (size_t a = 0; a < width; a++) {
        double *row = cs + a * width;
        if (!work->weighted || a >= columns) matrix_add(row, -1, s + (a >= columns ? a - columns : a) * width, width);
        else {
            matrix_add(row, -1, s + (a + columns) * width, width);
            for (size_t c = 0; c < columns; c++) matrix_add(row, work->middle[a * columns + c], s + c * width, width);
        }
    }
    for (size_t a = 0; a < width; a++)
        for (size_t b = 0; b < width; b++) sum += cs[a * width + b] * cs[b * width + a];
    free(s);
    return sum;
}

/* The contrast's variance if the working covariance were true. */
static double true_variance(const struct work *work, size_t contrast)
{
    size_t columns = work->columns;
    double sum = 0;
    for (size_t a = 0; a < columns; a++) {
        double one = work->across[a * work->count + contrast], other = one;
        if (work->weighted) {
            other = 0;
            for (size_t b = 0; b < columns; b++) other += work->middle[a * columns + b] * work->across[b * work->count + contrast];
        }
        sum += one * other;
    }
    return sum;
}

/* CR2 expects the true variance, unless a direction belongs to one team alone: the fit takes up all that such a team says of it, and what is left is too small. */
static double df_of(const struct work *work, size_t contrast)
{
    const double seen = 0.9;
    double expected = work->expected[contrast], squares = square_of_pairs(work, contrast) - work->pair_square[contrast] + work->own_square[contrast];
    if (!(expected >= seen * true_variance(work, contrast)) || !(squares > 0)) return NAN;
    return expected * expected / squares;
}

/* 4 all teams */

static void start(struct work *work)
{
    size_t columns = work->columns, count = work->count, width = work->width;
    work->across = memory_new(columns * count, sizeof *work->across);
    for (size_t k = 0; k < count; k++)
        for (size_t a = 0; a < columns; a++) work->across[a * count + k] = work->contrasts[k * columns + a] * sqrt(work->mean_weight);
    work->middle = memory_new(columns * columns, sizeof *work->middle);
    work->expected = memory_new(3 * count, sizeof *work->expected);
    work->own_square = work->expected + count;
    work->pair_square = work->own_square + count;
    work->rest = memory_new(3 * count, sizeof *work->rest);
    work->score = work->rest + count;
    work->products = memory_new(count * width * width, sizeof *work->products);
    work->pending = memory_new(PENDING * count * width, sizeof *work->pending);
}

static void finish(struct work *work)
{
    double *parts[] = {work->across, work->middle, work->expected, work->products, work->pending, work->q, work->turned, work->weight, work->target, work->residual, work->q_middle, work->b, work->g, work->u, work->rest};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
}

enum robust_outcome satterthwaite_run(const struct row_source *source, const struct regression *fit, const double *contrasts, struct robust *robust)
{
    struct work work = {.source = source, .fit = fit, .contrasts = contrasts, .columns = fit->columns, .count = robust->count, .width = fit->columns, .mean_weight = 1};
    work.weighted = fit->weighted && !fit->logistic;
    if (!fit->logistic) work.mean_weight = fit->weight_sum / (double)fit->rows;
    if (work.weighted) work.width = 2 * fit->columns;
    start(&work);
    for (size_t team = 0; team < source->teams && work.weighted; team++) {
        if (take_team(&work, team)) add_middle(&work);
    }
    enum robust_outcome outcome = ROBUST_DONE;
    for (size_t team = 0; team < source->teams && outcome == ROBUST_DONE; team++) {
        if (!take_team(&work, team)) outcome = ROBUST_TOO_LARGE;
        else if (work.rows && adjust(&work)) outcome = ROBUST_FAILED;
        else if (work.rows) add_team(&work, robust->covariance);
    }
    add_pending(&work);
    for (size_t k = 0; k < robust->count && outcome == ROBUST_DONE; k++) robust->df[k] = df_of(&work, k);
    finish(&work);
    return outcome;
}
