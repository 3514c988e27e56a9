/* 1 the stack   2 dependence   3 triangles   4 symmetric matrices */
#include "matrix.h"

#include <assert.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

double matrix_dot(const double *a, const double *b, size_t count)
{
    double sum[8] = {0}; /* eight sums side by side: the machine adds several at once, always in this order */
    size_t i = 0;
    for (; i + 8 <= count; i += 8)
        for (size_t k = 0; k < 8; k++) sum[k] += a[i + k] * b[i + k];
    for (; i < count; i++) sum[i & 7] += a[i] * b[i];
    return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

void matrix_times(double *sum, const double *left, size_t across, size_t down, const double *right, size_t rows, size_t inner, size_t columns)
{
    for (size_t r = 0; r < rows; r++) {
        double *restrict row = sum + r * columns;
        const double *factor = left + r * across;
        size_t k = 0;
        for (; k + 4 <= inner; k += 4, factor += 4 * down) {
            const double *restrict first = right + k * columns, *restrict second = first + columns, *restrict third = second + columns, *restrict fourth = third + columns;
            double one = factor[0], two = factor[down], three = factor[2 * down], four = factor[3 * down];
            for (size_t c = 0; c < columns; c++) row[c] += (one * first[c] + two * second[c]) + (three * third[c] + four * fourth[c]);
        }
        for (; k < inner; k++, factor += down) matrix_add(row, *factor, right + k * columns, columns);
    }
}

/* 1 the stack */

enum { BLOCK_ROWS = 256, BLOCK_STRIDE = 264 }; /* further apart than a power of two, for the sake of the cache */

struct matrix_stack {
    size_t columns, filled;
    double *triangle;
    double *block; /* columns of BLOCK_ROWS, BLOCK_STRIDE apart: rows not yet in the triangle */
};

struct matrix_stack *matrix_stack_create(size_t columns)
{
    struct matrix_stack *stack = memory_new(1, sizeof *stack);
    stack->columns = columns;
    stack->triangle = memory_new(columns * columns, sizeof *stack->triangle);
    stack->block = memory_new(columns * BLOCK_STRIDE, sizeof *stack->block);
    return stack;
}

void matrix_stack_destroy(struct matrix_stack *stack)
{
    if (!stack) return;
    free(stack->triangle);
    free(stack->block);
    free(stack);
}

/* One reflection for each column: its vector has the diagonal's place and the block's rows, as all between is 0 already. */
static void fold(struct matrix_stack *stack)
{
    size_t columns = stack->columns, rows = stack->filled;
    for (size_t k = 0; k < columns; k++) {
        const double *vector = stack->block + k * BLOCK_STRIDE;
        double *row = stack->triangle + k * columns, below = matrix_dot(vector, vector, rows);
        if (below == 0) continue;
        double old = row[k], length = copysign(sqrt(old * old + below), -old), first = old - length;
        for (size_t j = k + 1; j < columns; j++) {
            double *column = stack->block + j * BLOCK_STRIDE;
            double along = (row[j] * first + matrix_dot(vector, column, rows)) / (length * first);
            row[j] += along * first;
            matrix_add(column, along, vector, rows);
        }
        row[k] = length;
    }
    stack->filled = 0;
}

void matrix_stack_add(struct matrix_stack *stack, const double *x, double last, double scale)
{
    double *to = stack->block + stack->filled;
    for (size_t j = 0; j + 1 < stack->columns; j++) to[j * BLOCK_STRIDE] = x[j] * scale;
    to[(stack->columns - 1) * BLOCK_STRIDE] = last * scale;
    if (++stack->filled == BLOCK_ROWS) fold(stack);
}

const double *matrix_stack_triangle(struct matrix_stack *stack)
{
    if (stack->filled) fold(stack);
    return stack->triangle;
}

/* 2 dependence */

/* Takes the reflections found so far out of a column, then looks at what is left below place `rank`. */
static double reflect(const double *vectors, size_t size, size_t rank, double *column)
{
    for (size_t k = 0; k < rank; k++) {
        const double *vector = vectors + k * size;
        matrix_add(column + k, -2 * matrix_dot(vector + k, column + k, size - k), vector + k, size - k);
    }
    return sqrt(matrix_dot(column + rank, column + rank, size - rank));
}

/* The next reflection, of length 1, moves what is left of the column to its place `rank`. */
static void next_reflection(double *vector, size_t size, size_t rank, double *column, double left)
{
    memcpy(vector, column, size * sizeof *vector);
    double target = copysign(left, -column[rank]);
    vector[rank] -= target;
    double length = sqrt(matrix_dot(vector + rank, vector + rank, size - rank));
    for (size_t i = rank; i < size; i++) vector[i] /= length;
    column[rank] = target;
    for (size_t i = rank + 1; i < size; i++) column[i] = 0;
}

/* Column by column in their order, as lm: the first that adds nothing to those before it is aliased. columns: each scaled to length 1, becomes the triangle. */
static size_t first_aliased(double *columns, size_t size, double tolerance)
{
    double *vectors = memory_new(size * size, sizeof *vectors);
    size_t j = 0;
    for (; j < size; j++) {
        double left = reflect(vectors, size, j, columns + j * size);
        if (!(left > tolerance)) break;
        next_reflection(vectors + j * size, size, j, columns + j * size, left);
    }
    free(vectors);
    return j;
}

static void make_up(const double *columns, size_t size, size_t aliased, const double *length, double *factor)
{
    const double nothing = 1e-7;
    const double *target = columns + aliased * size;
    double largest = 0;
    for (size_t i = aliased; i-- > 0;) {
        double rest = target[i];
        for (size_t j = i + 1; j < aliased; j++) rest -= columns[j * size + i] * factor[j];
        factor[i] = rest / columns[i * size + i];
        if (fabs(factor[i]) > largest) largest = fabs(factor[i]);
    }
    for (size_t i = 0; i < aliased; i++) factor[i] = fabs(factor[i]) > nothing * largest ? factor[i] * length[aliased] / length[i] : 0;
}

static int find_condition(const double *columns, size_t size, struct matrix_dependence *dependence)
{
    gsl_matrix *a = gsl_matrix_alloc(size, size), *v = gsl_matrix_alloc(size, size);
    gsl_vector *s = gsl_vector_alloc(size);
    int status = a && v && s ? 0 : -1;
    for (size_t j = 0; j < size && !status; j++)
        for (size_t i = 0; i < size; i++) gsl_matrix_set(a, i, j, columns[j * size + i]);
    if (!status && gsl_linalg_SV_decomp_jacobi(a, v, s)) status = -1;
    if (!status) {
        double least = gsl_vector_get(s, size - 1), largest = 0;
        dependence->condition = least > 0 ? gsl_vector_get(s, 0) / least : INFINITY;
        for (size_t j = 0; j < size; j++) largest = fmax(largest, fabs(gsl_matrix_get(v, j, size - 1)));
        for (size_t j = 0; j < size; j++) dependence->share[j] = fabs(gsl_matrix_get(v, j, size - 1)) / largest;
    }
    gsl_matrix_free(a);
    gsl_matrix_free(v);
    gsl_vector_free(s);
    return status;
}

int matrix_depend(const double *triangle, size_t stride, size_t size, double tolerance, struct matrix_dependence *dependence)
{
    double *columns = memory_new(size * size, sizeof *columns), *length = memory_new(size, sizeof *length);
    int status = 0;
    for (size_t j = 0; j < size; j++) {
        double *column = columns + j * size;
        for (size_t i = 0; i <= j; i++) column[i] = triangle[i * stride + j];
        length[j] = sqrt(matrix_dot(column, column, j + 1));
        if (!isfinite(length[j])) status = -1;
        for (size_t i = 0; i <= j && length[j] > 0; i++) column[i] /= length[j];
    }
    if (!status) {
        dependence->aliased = first_aliased(columns, size, tolerance);
        dependence->condition = INFINITY;
        if (dependence->aliased == size) status = find_condition(columns, size, dependence);
        else if (length[dependence->aliased] > 0) make_up(columns, size, dependence->aliased, length, dependence->factor);
    }
    free(columns);
    free(length);
    return status;
}

/* 3 triangles */

void matrix_invert_triangle(const double *triangle, size_t stride, size_t size, double *inverse)
{
    memset(inverse, 0, size * size * sizeof *inverse);
    for (size_t i = size; i-- > 0;) {
        double *row = inverse + i * size;
        row[i] = 1;
        for (size_t k = i + 1; k < size; k++) matrix_add(row + k, -triangle[i * stride + k], inverse + k * size + k, size - k);
        for (size_t j = i; j < size; j++) row[j] /= triangle[i * stride + i];
    }
}

void matrix_square(const double *triangle, size_t size, double *product)
{
    for (size_t i = 0; i < size; i++)
        for (size_t j = i; j < size; j++) product[i * size + j] = product[j * size + i] = matrix_dot(triangle + i * size + j, triangle + j * size + j, size - j);
}

/* 4 symmetric matrices */

int matrix_eigen(double *symmetric, size_t size, double *values, double *vectors)
{
    for (size_t i = 0; i < size * size; i++)
        if (!isfinite(symmetric[i])) return -1; /* GSL would never return */
    gsl_matrix_view a = gsl_matrix_view_array(symmetric, size, size), v = gsl_matrix_view_array(vectors, size, size);
    gsl_vector_view s = gsl_vector_view_array(values, size);
    gsl_eigen_symmv_workspace *room = gsl_eigen_symmv_alloc(size);
    int status = !room || gsl_eigen_symmv(&a.matrix, &s.vector, &v.matrix, room) ? -1 : 0;
    if (room) gsl_eigen_symmv_free(room);
    return status;
}

/* Gram and Schmidt, twice for each column, which is enough. */
void matrix_orthonormal(const double *u, size_t rows, size_t columns, double *q, double *t)
{
    const double nothing = 1e-14;
    double *across = memory_new(columns * rows, sizeof *across); /* columns side by side */
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) across[j * rows + i] = u[i * columns + j];
    memset(t, 0, columns * columns * sizeof *t);
    for (size_t j = 0; j < columns; j++) {
        double *column = across + j * rows, whole = sqrt(matrix_dot(column, column, rows));
        for (int twice = 0; twice < 2; twice++)
            for (size_t k = 0; k < j; k++) {
                double along = matrix_dot(across + k * rows, column, rows);
                t[k * columns + j] += along;
                matrix_add(column, -along, across + k * rows, rows);
            }
        double left = sqrt(matrix_dot(column, column, rows));
        if (!(left > nothing * whole)) left = 0;
        t[j * columns + j] = left;
        for (size_t i = 0; i < rows; i++) column[i] = left > 0 ? column[i] / left : 0;
    }
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < columns; j++) q[i * columns + j] = across[j * rows + i];
    free(across);
}

bool matrix_solve(double *symmetric, size_t size, double *right, size_t count)
{
    for (size_t i = 0; i < size; i++) {
        double *row = symmetric + i * size;
        for (size_t j = 0; j < i; j++) {
            const double *other = symmetric + j * size;
            double sum = row[j];
            for (size_t k = 0; k < j; k++) sum -= row[k] * other[k];
            row[j] = sum / other[j];
            matrix_add(right + i * count, -row[j], right + j * count, count);
        }
        double left = row[i];
        for (size_t k = 0; k < i; k++) left -= row[k] * row[k];
        if (!(left > 0)) return false;
        row[i] = sqrt(left);
        for (size_t c = 0; c < count; c++) right[i * count + c] /= row[i];
    }
    for (size_t i = size; i-- > 0;) {
        for (size_t c = 0; c < count; c++) right[i * count + c] /= symmetric[i * size + i];
        for (size_t k = 0; k < i; k++) matrix_add(right + k * count, -symmetric[i * size + k], right + i * count, count);
    }
    return true;
}
