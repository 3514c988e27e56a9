/* Linear programs: the largest or smallest value of a weighted sum within bounds and rows of inequalities.
 *
 *     struct linear_program *program = linear_program_create(2);                two columns, each 0 or more, weighing 0
 *     linear_program_bound(program, 0, -1, 1);                                  -1 <= x0 <= 1; -INFINITY and INFINITY: none
 *     linear_program_weigh(program, 0, 3);                                      the sum is 3 x0
 *     linear_program_row(program, columns, values, 2, -INFINITY, 4);            values[0] x[columns[0]] + values[1] x[columns[1]] <= 4
 *     if (linear_program_solve(program, LINEAR_PROGRAM_LARGEST, &sum) == LINEAR_PROGRAM_SOLVED) ... linear_program_value(program, 0)
 *     linear_program_destroy(program);
 *
 * Bounds, weights and rows may be changed or added after a solution, and the next begins from there, which is quick. Nothing is printed, and nothing ends
 * the program: what goes wrong inside GLPK becomes LINEAR_PROGRAM_FAILED, for this program for good. One program at a time in a thread.
 */
#ifndef SPWELL_LINEAR_PROGRAM_H
#define SPWELL_LINEAR_PROGRAM_H
#include <stddef.h>

enum linear_program_outcome { LINEAR_PROGRAM_SOLVED, LINEAR_PROGRAM_IMPOSSIBLE, LINEAR_PROGRAM_UNBOUNDED, LINEAR_PROGRAM_FAILED };
enum linear_program_direction { LINEAR_PROGRAM_LARGEST, LINEAR_PROGRAM_SMALLEST };

struct linear_program;
struct linear_program *linear_program_create(size_t columns);
void linear_program_bound(struct linear_program *program, size_t column, double low, double high);
void linear_program_weigh(struct linear_program *program, size_t column, double weight);
/* Each column at most once. */
void linear_program_row(struct linear_program *program, const size_t *columns, const double *values, size_t count, double low, double high);
enum linear_program_outcome linear_program_solve(struct linear_program *program, enum linear_program_direction direction, double *sum);
double linear_program_value(const struct linear_program *program, size_t column); /* of the last solution; to 1e-9 */
void linear_program_destroy(struct linear_program *program);

#endif
