/* Linear programs whose answers are found by hand, and what must not end the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "../../../include/linear_program.h"
#include "../near.h"

static const size_t both[] = {0, 1};

/* Dantzig's first example of two products: 3 x + 5 y with x <= 4, 2 y <= 12, 3 x + 2 y <= 18 is largest, 36, at (2, 6) (Hillier and Lieberman, 3.1). */
static void by_hand(void **state)
{
    (void)state;
    double sum;
    struct linear_program *program = linear_program_create(2);
    linear_program_bound(program, 0, 0, 4);
    linear_program_bound(program, 1, 0, INFINITY);
    linear_program_weigh(program, 0, 3);
    linear_program_weigh(program, 1, 5);
    linear_program_row(program, &both[1], (const double[]){2}, 1, -INFINITY, 12);
    linear_program_row(program, both, (const double[]){3, 2}, 2, -INFINITY, 18);
    assert_int_equal(linear_program_solve(program, LINEAR_PROGRAM_LARGEST, &sum), LINEAR_PROGRAM_SOLVED);
    assert_near(sum, 36, 1e-12);
    assert_near(linear_program_value(program, 0), 2, 1e-12);
    assert_near(linear_program_value(program, 1), 6, 1e-12);
    assert_int_equal(linear_program_solve(program, LINEAR_PROGRAM_SMALLEST, &sum), LINEAR_PROGRAM_SOLVED);
    assert_near(sum, 0, 1e-12);
    linear_program_row(program, both, (const double[]){1, 1}, 2, 3, 3); /* x + y = 3 */
    assert_int_equal(linear_program_solve(program, LINEAR_PROGRAM_SMALLEST, &sum), LINEAR_PROGRAM_SOLVED);
    assert_near(sum, 9, 1e-12);
    linear_program_row(program, both, (const double[]){1, 1}, 2, 4, INFINITY);
    assert_int_equal(linear_program_solve(program, LINEAR_PROGRAM_SMALLEST, &sum), LINEAR_PROGRAM_IMPOSSIBLE);
    linear_program_destroy(program);
}

static void unbounded(void **state)
{
    (void)state;
    double sum;
    struct linear_program *program = linear_program_create(2);
    linear_program_bound(program, 1, -INFINITY, INFINITY);
    linear_program_weigh(program, 1, 1);
    linear_program_row(program, both, (const double[]){1, 1}, 2, 0, INFINITY);
    assert_int_equal(linear_program_solve(program, LINEAR_PROGRAM_LARGEST, &sum), LINEAR_PROGRAM_UNBOUNDED);
    linear_program_destroy(program);
}

/* A column named twice is an error for which GLPK prints and calls abort(). */
static void what_glpk_aborts_on(void **state)
{
    (void)state;
    double sum;
    struct linear_program *program = linear_program_create(2);
    linear_program_row(program, (const size_t[]){1, 1}, (const double[]){1, 1}, 2, 0, 1);
    assert_int_equal(linear_program_solve(program, LINEAR_PROGRAM_LARGEST, &sum), LINEAR_PROGRAM_FAILED);
    linear_program_bound(program, 0, 0, 1);
    linear_program_destroy(program);
    by_hand(NULL); /* and the next one works */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_hand), cmocka_unit_test(unbounded), cmocka_unit_test(what_glpk_aborts_on)};
    return cmocka_run_group_tests_name("lib/linear_program", tests, NULL, NULL);
}
