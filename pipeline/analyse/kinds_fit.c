/* 1 means   2 what holds for a kind   3 a team   4 all teams */
#include "kinds_fit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "matrix.h"
#include "memory.h"
#include "support.h"

static const double enough = 1e-17; /* a term of the series this small beside the first is the last */

struct kinds_work {
    const struct kinds *kinds;
    const struct design *design;
    const struct values *values;
    double *outcome;                  /* of each value */
    double *people, *mean;            /* of each kind */
    size_t columns;
    bool weighted;
    double *x, *mx, *nx, *turn;       /* kinds x columns: the row, M row, N row; 2 w M row - N row, which is all of S in a team of one weight */
    double *n;                        /* columns x columns: N */
    double *lead, *fitted, *size;     /* of each kind: its part in the last coefficient; its fitted value; what it adds to the bound of S */
    /* of the team at hand */
    uint32_t *kind;
    double *y, *term, *next, *sum;
    size_t rows;
    bool even;                        /* all of one weight */
    double *t, *s, *pair;             /* columns each; pair: t and s of the adjusted part */
    /* over teams */
    double variance, expected, own_square, pair_square, *products;
    size_t teams;
};

/* 1 means */

static void outcomes(struct kinds_work *work, struct explained explained)
{
    work->outcome = memory_new(explained.values->count, sizeof *work->outcome);
    for (size_t v = 0; v < explained.values->count; v++) work->outcome[v] = !explained.yes_no ? explained.values->value[v] : explained.values->value[v] == 0 ? explained.scale : 0;
}

static void means(struct kinds_work *work)
{
    const uint32_t *of = work->kinds->of, *at = work->values->at;
    work->people = memory_new(work->kinds->count, sizeof *work->people);
    work->mean = memory_new(work->kinds->count, sizeof *work->mean);
    for (size_t place = 0; place < work->design->respondents; place++) {
        if (of[place] == KIND_NONE || at[place] == VALUE_MISSING) continue;
        work->people[of[place]]++;
        work->mean[of[place]] += work->outcome[at[place]];
    }
    for (size_t k = 0; k < work->kinds->count; k++)
        if (work->people[k] > 0) work->mean[k] /= work->people[k];
}

/* 2 what holds for a kind */

static void times(const double *matrix, size_t columns, const double *from, double *to)
{
    for (size_t a = 0; a < columns; a++) to[a] = matrix_dot(matrix + a * columns, from, columns);
}

/* N = M (sum of w w x x') M */
static void make_n(struct kinds_work *work, const double *m)
{
    size_t columns = work->columns;
    double *squares = memory_new(2 * columns * columns, sizeof *squares), *half = squares + columns * columns;
    for (size_t k = 0; k < work->kinds->count; k++) {
        const double *x = work->x + k * columns;
        double factor = work->people[k] * work->kinds->weight[k] * work->kinds->weight[k];
        for (size_t a = 0; a < columns; a++)
            if (x[a] != 0) matrix_add(squares + a * columns, factor * x[a], x, columns);
    }
    for (size_t a = 0; a < columns; a++)
        for (size_t b = 0; b < columns; b++) matrix_add(half + a * columns, m[a * columns + b], squares + b * columns, columns);
    for (size_t a = 0; a < columns; a++)
        for (size_t b = 0; b < columns; b++) matrix_add(work->n + a * columns, half[a * columns + b], m + b * columns, columns);
    free(squares);
}

static void describe_kinds(struct kinds_work *work, const struct model_rows *rows, const struct regression *fit)
{
    size_t columns = work->columns, count = work->kinds->count;
    work->x = memory_new(4 * count * columns, sizeof *work->x);
    work->mx = work->x + count * columns;
    work->nx = work->mx + count * columns;
    work->turn = work->nx + count * columns;
    work->n = memory_new(columns * columns, sizeof *work->n);
    work->lead = memory_new(3 * count, sizeof *work->lead);
    work->fitted = work->lead + count;
    work->size = work->fitted + count;
    for (size_t k = 0; k < count; k++)
        if (work->people[k] > 0) model_rows_put(rows, work->kinds->example[k], work->x + k * columns);
    make_n(work, fit->inverse);
    for (size_t k = 0; k < count; k++) {
        if (!(work->people[k] > 0)) continue;
        const double *x = work->x + k * columns;
        times(fit->inverse, columns, x, work->mx + k * columns);
        times(work->n, columns, x, work->nx + k * columns);
        for (size_t a = 0; a < columns; a++) work->turn[k * columns + a] = 2 * work->kinds->weight[k] * work->mx[k * columns + a] - work->nx[k * columns + a];
        work->lead[k] = work->mx[(k + 1) * columns - 1];
        work->fitted[k] = matrix_dot(x, fit->coefficient, columns);
        work->size[k] = matrix_dot(x, work->mx + k * columns, columns);
    }
}

/* 3 a team */

static void take_team(struct kinds_work *work, size_t team)
{
    work->rows = 0;
    work->even = true;
    for (uint32_t place = work->design->team_first[team]; place < work->design->team_first[team + 1]; place++) {
        uint32_t kind = work->kinds->of[place], at = work->values->at[place];
        if (kind == KIND_NONE || at == VALUE_MISSING) continue;
        work->kind[work->rows] = kind;
        work->even = work->even && work->kinds->weight[kind] == work->kinds->weight[work->kind[0]];
        work->y[work->rows++] = work->outcome[at];
    }
}

/* t = X'v */
static void gather(const struct kinds_work *work, const double *v, double *t)
{
    memset(t, 0, work->columns * sizeof *t);
    for (size_t i = 0; i < work->rows; i++) matrix_add(t, v[i], work->x + work->kind[i] * work->columns, work->columns);
}

/* s = X'Wv; in a team of one weight that is t times it. */
static void gather_weighted(const struct kinds_work *work, const double *v, const double *t, double *s)
{
    memset(s, 0, work->columns * sizeof *s);
    if (work->even) matrix_add(s, work->kinds->weight[work->kind[0]], t, work->columns);
    for (size_t i = 0; i < work->rows && !work->even; i++) matrix_add(s, v[i] * work->kinds->weight[work->kind[i]], work->x + work->kind[i] * work->columns, work->columns);
}

/* next = S v; returns its largest entry. */
static double apply(struct kinds_work *work, const double *v, double *next)
{
    double largest = 0;
    gather(work, v, work->t);
    gather_weighted(work, v, work->t, work->s);
    for (size_t i = 0; i < work->rows; i++) {
        const double *mx = work->mx + work->kind[i] * work->columns, *nx = work->nx + work->kind[i] * work->columns;
        double weight = work->kinds->weight[work->kind[i]], sum = 0;
        if (work->even) sum = matrix_dot(work->turn + work->kind[i] * work->columns, work->t, work->columns);
        else
            for (size_t a = 0; a < work->columns; a++) sum += mx[a] * (work->s[a] + weight * work->t[a]) - nx[a] * work->t[a];
        next[i] = sum;
        largest = fmax(largest, fabs(sum));
    }
    return largest;
}

/* A team that stands for much of some category: by eigenvectors; those of nothing count as nothing, as clubSandwich has it. sum holds W X M c. */
static bool adjust_squarely(struct kinds_work *work)
{
    const double singular = 1e-12;
    size_t rows = work->rows;
    if (rows > KINDS_SQUARE) return false;
    double *g = memory_new(2 * rows * rows + 2 * rows, sizeof *g), *vectors = g + rows * rows, *values = vectors + rows * rows, *adjusted = values + rows;
    for (size_t j = 0; j < rows; j++) {
        memset(work->term, 0, rows * sizeof *work->term);
        work->term[j] = 1;
        (void)apply(work, work->term, work->next);
        for (size_t i = 0; i < rows; i++) g[i * rows + j] = (i == j) - work->next[i];
    }
    bool done = !matrix_eigen(g, rows, values, vectors);
    for (size_t k = 0; done && k < rows; k++) {
        double along = 0;
        for (size_t i = 0; i < rows; i++) along += vectors[i * rows + k] * work->sum[i];
        for (size_t i = 0; i < rows && values[k] > singular; i++) adjusted[i] += along / sqrt(values[k]) * vectors[i * rows + k];
    }
    if (done) memcpy(work->sum, adjusted, rows * sizeof *adjusted);
    free(g);
    return done;
}

/* sum = (I - S)^(-1/2) W X M c: coefficients 1, 1/2, 3/8, 5/16 ... */
static bool adjust(struct kinds_work *work)
{
    double first = 0, coefficient = 1, bound = 0, heaviest = 0;
    for (size_t i = 0; i < work->rows; i++) {
        uint32_t kind = work->kind[i];
        work->sum[i] = work->term[i] = work->kinds->weight[kind] * work->lead[kind];
        first = fmax(first, fabs(work->sum[i]));
        bound += work->size[kind];
        heaviest = fmax(heaviest, work->kinds->weight[kind]);
    }
    if (2 * bound * heaviest > KINDS_SMALL) return adjust_squarely(work); /* N adds less than it takes */
    for (int j = 1; j < 30; j++) {
        double largest = apply(work, work->term, work->next);
        coefficient *= (2.0 * j - 1) / (2.0 * j);
        for (size_t i = 0; i < work->rows; i++) work->sum[i] += coefficient * work->next[i];
        double *swap = work->term;
        work->term = work->next;
        work->next = swap;
        if (coefficient * largest <= enough * first) break;
    }
    return true;
}

static void add_team(struct kinds_work *work)
{
    size_t columns = work->columns, width = 2 * columns;
    double score = 0, own = 0, inner = 0, *t = work->pair, *s = work->pair + columns;
    gather(work, work->sum, t);
    gather_weighted(work, work->sum, t, s);
    for (size_t i = 0; i < work->rows; i++) {
        uint32_t kind = work->kind[i];
        double a = work->sum[i];
        score += a * (work->y[i] - work->fitted[kind]);
        own += a * a;
        inner -= a * matrix_dot(work->turn + kind * columns, t, columns);
    }
    work->variance += score * score;
    work->expected += own + inner;
    work->own_square += (own + inner) * (own + inner);
    work->pair_square += inner * inner;
    for (size_t a = 0; a < width; a++) matrix_add(work->products + a * width, work->pair[a], work->pair, a + 1);
    work->teams++;
}

/* 4 all teams */

/* Sum over all pairs of teams of (t N t' - s M t' - t M s')^2 = trace of (Q Z)^2, Z the sum of the (t, s)(t, s)', Q = ((N, -M), (-M, 0)). */
static double square_of_pairs(const struct kinds_work *work, const double *m)
{
    size_t columns = work->columns, width = 2 * columns;
    double *z = memory_new(2 * width * width, sizeof *z), *qz = z + width * width, sum = 0;
    for (size_t a = 0; a < width; a++)
        for (size_t b = 0; b <= a; b++) z[a * width + b] = z[b * width + a] = work->products[a * width + b];
    for (size_t a = 0; a < columns; a++)
        for (size_t c = 0; c < columns; c++) {
            matrix_add(qz + a * width, work->n[a * columns + c], z + c * width, width);
            matrix_add(qz + a * width, -m[a * columns + c], z + (columns + c) * width, width);
            matrix_add(qz + (columns + a) * width, -m[a * columns + c], z + c * width, width);
        }
    for (size_t a = 0; a < width; a++)
        for (size_t b = 0; b < width; b++) sum += qz[a * width + b] * qz[b * width + a];
    free(z);
    return sum;
}

static bool walk(struct kinds_work *work, const struct regression *fit, struct kinds_last *last)
{
    size_t most = 1, columns = work->columns;
    for (size_t team = 0; team < work->design->teams; team++)
        if (work->design->team_first[team + 1] - work->design->team_first[team] > most) most = work->design->team_first[team + 1] - work->design->team_first[team];
    work->kind = memory_new(most, sizeof *work->kind);
    work->y = memory_new(4 * most, sizeof *work->y);
    double *term = work->term = work->y + most, *next = work->next = term + most;
    (void)next;
    work->sum = work->y + 3 * most;
    work->t = memory_new(4 * columns, sizeof *work->t);
    work->s = work->t + columns;
    work->pair = work->s + columns;
    work->products = memory_new(4 * columns * columns, sizeof *work->products);
    for (size_t team = 0; team < work->design->teams; team++) {
        take_team(work, team);
        if (!work->rows) continue;
        if (!adjust(work)) return false;
        add_team(work);
    }
    double squares = square_of_pairs(work, fit->inverse) - work->pair_square + work->own_square;
    last->se = sqrt(work->variance);
    last->df = squares > 0 ? work->expected * work->expected / squares : (double)NAN;
    last->teams = work->teams;
    return work->variance > 0 && work->expected > 0 && last->df > 0;
}

static double support(const struct kinds_work *work)
{
    struct support sides = {0};
    for (size_t k = 0; k < work->kinds->count; k++)
        if (work->people[k] > 0) support_add(&sides, work->kinds->weight[k] * work->lead[k], work->people[k]);
    return support_people(&sides);
}

static void finish(struct kinds_work *work)
{
    double *parts[] = {work->outcome, work->people, work->mean, work->x, work->n, work->lead, work->y, work->t, work->products};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    free(work->kind);
}

bool kinds_fit_last(const struct kinds *kinds, const struct design *design, const struct regressor *regressors, int count, struct explained explained, struct kinds_last *last)
{
    struct kinds_work work = {.kinds = kinds, .design = design, .values = explained.values};
    struct model_rows rows;
    struct regression fit = {0};
    outcomes(&work, explained);
    means(&work);
    const struct model_means of_kinds = {kinds->count, kinds->example, kinds->weight, work.people, work.mean};
    model_rows_begin_means(&rows, design, regressors, count, &of_kinds);
    const struct model_count *groups = rows.counts[count - 1];
    bool done = groups[0].people && groups[1].people && rows.columns > 1;
    if (done) model_rows_fit_last(&rows, &fit);
    work.columns = rows.columns;
    *last = (struct kinds_last){NAN, NAN, NAN, NAN, rows.n, rows.columns, 0, {groups[0].people, groups[1].people}};
    done = done && fit.outcome == REGRESSION_FITTED;
    if (done) {
        last->value = fit.coefficient[rows.columns - 1];
        describe_kinds(&work, &rows, &fit);
        last->support = support(&work);
        done = walk(&work, &fit, last);
    }
    regression_free(&fit);
    model_rows_end(&rows);
    finish(&work);
    return done;
}
