/* Orthogonal triangles and eigenvectors: what models need of linear algebra. Pure. Matrices lie row by row.
 *
 *     struct matrix_stack *stack = matrix_stack_create(columns + 1);
 *     for each row: matrix_stack_add(stack, x, y, sqrt(weight));      its columns, and one more
 *     const double *triangle = matrix_stack_triangle(stack);          R of the QR decomposition of all rows
 *
 * Rows are stacked below the triangle of those before them, and the stack is made a triangle again by Householder's reflections: as accurate as one
 * decomposition of all rows (Golub and Van Loan 12.5), in memory that does not grow.
 */
#ifndef SPWELL_ANALYSE_MATRIX_H
#define SPWELL_ANALYSE_MATRIX_H
#include <stdbool.h>
#include <stddef.h>

struct matrix_stack;
struct matrix_stack *matrix_stack_create(size_t columns);
/* x: columns - 1 values; last: the last; all times scale. */
void matrix_stack_add(struct matrix_stack *stack, const double *x, double last, double scale);
/* Upper triangle, columns x columns; valid until more is added or the stack destroyed. */
const double *matrix_stack_triangle(struct matrix_stack *stack);
void matrix_stack_destroy(struct matrix_stack *stack);

/* What of a design's triangle R (stride apart, size x size) cannot be told apart. */
struct matrix_dependence {
    size_t aliased; /* first column whose remainder beside those before it is within tolerance of its length; size when there is none */
    double *factor; /* size: of each column before it, what it takes to make it up; 0 where it takes nothing */
    double condition; /* of the columns scaled to length 1; infinite when one is aliased */
    double *share;    /* size: share of each scaled column in the direction least known, the largest 1 */
};
/* -1 when numbers are not finite. */
int matrix_depend(const double *triangle, size_t stride, size_t size, double tolerance, struct matrix_dependence *dependence);

/* inverse (size x size) of an upper triangle without zeros on its diagonal, again an upper triangle. */
void matrix_invert_triangle(const double *triangle, size_t stride, size_t size, double *inverse);
/* product = a a' of an upper triangle a, size x size */
void matrix_square(const double *triangle, size_t size, double *product);

/* Eigenvalues and vectors of a symmetric matrix (destroyed); vector k is column k of vectors. -1 when numbers are not finite. */
int matrix_eigen(double *symmetric, size_t size, double *values, double *vectors);
/* u (rows x columns) = q t, with orthonormal columns q, or 0 where u has nothing new, and an upper triangle t (columns x columns). q may be u. */
void matrix_orthonormal(const double *u, size_t rows, size_t columns, double *q, double *t);
/* Solves symmetric x = right (size x count), in place; the lower triangle of symmetric is replaced by its root. false when it is not positive definite. */
bool matrix_solve(double *symmetric, size_t size, double *right, size_t count);

/* sum[0 .. count) += factor * of[0 .. count) */
static inline void matrix_add(double *restrict sum, double factor, const double *restrict of, size_t count)
{
    for (size_t i = 0; i < count; i++) sum[i] += factor * of[i];
}
/* sum (rows x columns) += left right (inner x columns), where left's element (r, k) lies at r * across + k * down */
void matrix_times(double *sum, const double *left, size_t across, size_t down, const double *right, size_t rows, size_t inner, size_t columns);
double matrix_dot(const double *a, const double *b, size_t count);

#endif
