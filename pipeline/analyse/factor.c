/* 1 symmetric matrices   2 the likelihood   3 Newton's steps   4 the whole */
#include "factor.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

enum { N = FACTOR_LIMIT, STEPS = 500, HALVINGS = 40 };
static const double LEAST = 0.005, MOST = 1, SINGULAR = 1e-10, CONVERGED = 1e-10;

typedef double square[N][N];
struct fit { int count; const double *correlations; double psi[N], gradient[N], vector[N], root, value; /* root, vector: the largest eigenvalue and its vector */ };

/* 1 symmetric matrices */

/* The lower triangle of L with L L' = matrix. False where it has no inverse. */
static bool decompose(square matrix, int count)
{
    for (int i = 0; i < count; i++)
        for (int j = 0; j <= i; j++) {
            double sum = matrix[i][j];
            for (int m = 0; m < j; m++) sum -= matrix[i][m] * matrix[j][m];
            if (i == j && !(sum > SINGULAR)) return false;
            matrix[i][j] = i == j ? sqrt(sum) : sum / matrix[j][j];
        }
    return true;
}

static void solve(square lower, int count, double *right)
{
    for (int i = 0; i < count; i++) {
        for (int m = 0; m < i; m++) right[i] -= lower[i][m] * right[m];
        right[i] /= lower[i][i];
    }
    for (int i = count - 1; i >= 0; i--) {
        for (int m = i + 1; m < count; m++) right[i] -= lower[m][i] * right[m];
        right[i] /= lower[i][i];
    }
}

static void rotate(square a, square vectors, int count, int p, int q)
{
    double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]), t = copysign(1, theta) / (fabs(theta) + sqrt(theta * theta + 1)), c = 1 / sqrt(t * t + 1), s = t * c;
    for (int i = 0; i < count; i++) {
        double x = a[i][p], y = a[i][q];
        a[i][p] = c * x - s * y;
        a[i][q] = s * x + c * y;
    }
    for (int i = 0; i < count; i++) {
        double x = a[p][i], y = a[q][i], v = vectors[i][p], w = vectors[i][q];
        a[p][i] = c * x - s * y;
        a[q][i] = s * x + c * y;
        vectors[i][p] = c * v - s * w;
        vectors[i][q] = s * v + c * w;
    }
}

/* The largest eigenvalue and its vector, by Jacobi's rotations in sweeps (Golub and Van Loan, Matrix Computations, 8.5). Destroys the matrix. */
static double largest(square a, int count, double *vector)
{
    square vectors;
    double off = 1, size = 0;
    int at = 0;
    for (int i = 0; i < count; i++) {
        size += fabs(a[i][i]);
        for (int j = 0; j < count; j++) vectors[i][j] = i == j;
    }
    for (int sweep = 0; sweep < 60 && off > 1e-17 * size; sweep++) {
        off = 0;
        for (int p = 0; p < count; p++)
            for (int q = p + 1; q < count; q++) {
                off = fmax(off, fabs(a[p][q]));
                if (fabs(a[p][q]) > 1e-18 * size) rotate(a, vectors, count, p, q);
            }
    }
    for (int i = 1; i < count; i++)
        if (a[i][i] > a[at][at]) at = i;
    for (int i = 0; i < count; i++) vector[i] = vectors[i][at];
    return a[at][at];
}

/* 2 the likelihood */

/* F but for the logarithm of the determinant of R, which is the same for all psi. With the largest eigenvalue the sums over the others follow from the trace and
 * the determinant. gradient: dF / d log psi = (loading^2 + psi - 1) / psi. */
static void evaluate(struct fit *fit)
{
    square a;
    double logs = 0, trace = 0;
    for (int i = 0; i < fit->count; i++) {
        for (int j = 0; j < fit->count; j++) a[i][j] = fit->correlations[i * fit->count + j] / sqrt(fit->psi[i] * fit->psi[j]);
        logs += log(fit->psi[i]);
        trace += a[i][i];
    }
    fit->root = largest(a, fit->count, fit->vector);
    fit->value = logs + log(fit->root) + trace - fit->root;
    for (int i = 0; i < fit->count; i++) fit->gradient[i] = (fit->psi[i] * fit->vector[i] * fit->vector[i] * fmax(fit->root - 1, 0) + fit->psi[i] - 1) / fit->psi[i];
}

/* R's factanal begins here, too. False where R has no inverse. */
static bool begin(struct fit *fit)
{
    square lower;
    for (int i = 0; i < fit->count; i++)
        for (int j = 0; j < fit->count; j++) lower[i][j] = fit->correlations[i * fit->count + j];
    if (!decompose(lower, fit->count)) return false;
    for (int i = 0; i < fit->count; i++) {
        double unit[N] = {0};
        unit[i] = 1;
        solve(lower, fit->count, unit);
        fit->psi[i] = fmin(fmax((1 - 0.5 / fit->count) / unit[i], LEAST), MOST);
    }
    evaluate(fit);
    return true;
}

/* 3 Newton's steps */

/* At a bound, and F falls beyond it. */
static bool is_held(const struct fit *fit, int i)
{
    return (fit->psi[i] <= LEAST && fit->gradient[i] > 0) || (fit->psi[i] >= MOST && fit->gradient[i] < 0);
}

/* Jöreskog's approximation of the second derivatives: the squares of the projector on all eigenvectors but the first. Falls back to the gradient. */
static void find_step(const struct fit *fit, double *step)
{
    square second;
    double right[N];
    int free[N], count = 0;
    for (int i = 0; i < fit->count; i++) {
        step[i] = 0;
        if (!is_held(fit, i)) free[count++] = i;
    }
    for (int i = 0; i < count; i++) {
        right[i] = -fit->gradient[free[i]];
        for (int j = 0; j < count; j++) {
            double projector = (i == j) - fit->vector[free[i]] * fit->vector[free[j]];
            second[i][j] = projector * projector + (i == j ? 1e-9 : 0);
        }
    }
    double most = 2;
    if (decompose(second, count)) solve(second, count, right);
    for (int i = 0; i < count; i++) most = fmax(most, fabs(right[i]));
    for (int i = 0; i < count; i++) step[free[i]] = 2 * right[i] / most; /* cut as a whole: it still goes down */
}

/* Halves the step until F falls. False where it cannot. */
static bool walk(struct fit *fit, const double *step)
{
    double share = 1;
    for (int halving = 0; halving < HALVINGS; halving++, share /= 2) {
        struct fit next = *fit;
        for (int i = 0; i < fit->count; i++) {
            double psi = fit->psi[i] * exp(share * step[i]);
            next.psi[i] = fmin(fmax(psi, LEAST), MOST);
        }
        evaluate(&next);
        if (!(next.value < fit->value)) continue;
        *fit = next;
        return true;
    }
    return false;
}

/* Near a bound Newton's step may not go down; against the gradient it does. */
static bool move(struct fit *fit)
{
    double step[N];
    find_step(fit, step);
    if (walk(fit, step)) return true;
    for (int i = 0; i < fit->count; i++) step[i] = is_held(fit, i) ? 0 : -fit->gradient[i];
    return walk(fit, step);
}

static double distance(const struct fit *fit)
{
    double most = 0;
    for (int i = 0; i < fit->count; i++)
        if (!is_held(fit, i)) most = fmax(most, fabs(fit->gradient[i]));
    return most;
}

/* 4 the whole */

static void finish(const struct fit *fit, struct factor *factor)
{
    double loadings = 0, rest = 0, root = sqrt(fmax(fit->root - 1, 0));
    for (int i = 0; i < fit->count; i++) {
        loadings += factor->loadings[i] = sqrt(fit->psi[i]) * fit->vector[i] * root;
        rest += factor->uniqueness[i] = fit->psi[i];
        factor->at_bound |= fit->psi[i] <= LEAST;
    }
    for (int i = 0; i < fit->count && loadings < 0; i++) factor->loadings[i] *= -1;
    factor->omega = loadings * loadings / (loadings * loadings + rest);
}

struct factor factor_of(int count, const double *correlations)
{
    struct factor factor = {.omega = NAN};
    struct fit fit = {.count = count, .correlations = correlations};
    assert(count <= FACTOR_LIMIT);
    if (count < 3) factor.why = "one factor cannot be told from fewer than three questions";
    else if (!begin(&fit)) factor.why = "one question follows from the others";
    if (factor.why) return factor;
    /* where rounding ends the descent the gradient is as small as it gets */
    for (int step = 0; step < STEPS && distance(&fit) > CONVERGED; step++)
        if (!move(&fit)) break;
    if (distance(&fit) > 1e-6) factor.why = "no single factor was found: the search did not converge";
    else finish(&fit, &factor);
    return factor;
}
