/* Rank correlations. Sources: test_vectors.txt, letter M; R 4.2.2 cor and cor.test (tests/reference/classical.R). */
#include "../../../include/guard.h"
#include "../../../pipeline/analyse/spearman.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../reference/classical.h"
#include "../near.h"

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static void pairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof classical_pairs / sizeof *classical_pairs; i++) {
        const struct classical_pairs *p = &classical_pairs[i];
        struct spearman found = spearman_pair(p->x, p->y, (size_t)p->n);
        assert_near(found.n, p->complete, 0);
        assert_near(found.rho, p->rho, 1e-12);
        assert_near(found.t, p->t, 1e-10);
        assert_near(found.p, p->p, 1e-9);
        assert_near(found.interval.low, p->low, 1e-10);
        assert_near(found.interval.high, p->high, 1e-10);
    }
}

static void letter_m(void **state)
{
    (void)state;
    struct spearman found = spearman_pair(classical_pairs[0].x, classical_pairs[0].y, 20);
    assert_near(found.rho, .9808060448, 1e-9);
    assert_near(found.t, 21.3410691, 1e-8);
    assert_near(found.p, 3.132530385e-14, 1e-9);
    assert_near(found.interval.low, .9402077001, 1e-9);
    assert_near(found.interval.high, .9939248529, 1e-9);
}

static void odd_columns(void **state)
{
    (void)state;
    const double up[] = {1, 2, 3, 4, 5}, flat[] = {2, 2, 2, 2, 2}, gaps[] = {NAN, 3, NAN, 1, 2}, down[] = {5, 4, 3, 2, 1}, mixed[] = {2, 1, 4, 3, 5};
    assert_true(isnan(spearman_pair(up, flat, 5).rho));
    struct spearman three = spearman_pair(up, gaps, 5);
    assert_near(three.n, 3, 0);
    assert_near(three.rho, -.5, 1e-14); /* R: cor(c(2, 4, 5), c(3, 1, 2), method = "spearman") */
    assert_true(isnan(three.interval.low) && isfinite(three.p));
    assert_near(spearman_pair(up, down, 5).rho, -1, 1e-15);
    assert_true(isnan(spearman_pair(up, down, 5).interval.low));
    struct spearman matrix[3];
    spearman_matrix((const double *const[]){up, mixed, gaps}, 3, 5, matrix);
    assert_near(matrix[0].rho, .8, 1e-14); /* 1 - 6 * 4 / 120 */
    assert_near(matrix[0].p_adjusted, 3 * matrix[0].p, 1e-14);
    spearman_matrix(NULL, 0, 0, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pairs), cmocka_unit_test(letter_m), cmocka_unit_test(odd_columns)};
    return cmocka_run_group_tests_name("analyse/spearman", tests, start, NULL);
}
