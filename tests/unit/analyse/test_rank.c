/* Groups compared by ranks. Sources: test_vectors.txt, letters C, D and E; R 4.2.2 wilcox.test and kruskal.test, and Cliff's delta pair by pair (tests/reference/classical.R). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "../../../include/guard.h"
#include "../../../pipeline/analyse/rank.h"
#include "../../reference/classical.h"
#include "../near.h"

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

enum { ROOM = 60 };
struct filled { struct distribution distribution; struct level levels[ROOM]; };

static int compare_numbers(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

static const struct distribution *fill(struct filled *filled, const double *values, int count)
{
    double sorted[ROOM];
    *filled = (struct filled){0};
    for (int i = 0; i < count; i++) sorted[i] = values[i];
    qsort(sorted, (size_t)count, sizeof *sorted, compare_numbers);
    for (int i = 0; i < count; i++) {
        size_t used = filled->distribution.count;
        if (!used || filled->levels[used - 1].value < sorted[i]) filled->levels[filled->distribution.count++] = (struct level){.value = sorted[i]};
        filled->levels[filled->distribution.count - 1].count++;
    }
    filled->distribution.levels = filled->levels;
    filled->distribution.n = count;
    return &filled->distribution;
}

static void same(double actual, double expected, double tolerance)
{
    if (isnan(expected)) assert_true(isnan(actual));
    else assert_near(actual, expected, tolerance);
}

static void two_groups(void **state)
{
    (void)state;
    struct filled a, b;
    for (size_t i = 0; i < sizeof classical_ranks / sizeof *classical_ranks; i++) {
        const struct classical_ranks *r = &classical_ranks[i];
        const struct distribution *x = fill(&a, r->x, r->n), *y = fill(&b, r->y, r->m);
        struct mann_whitney test = rank_mann_whitney(x, y, true);
        struct cliff cliff = rank_cliff(x, y);
        same(test.w, r->w, 1e-15);
        same(test.p, r->p, 1e-11);
        if (!test.exact) same(rank_mann_whitney(x, y, false).p, r->p_uncorrected, 1e-11);
        same(cliff.delta, r->delta, 1e-12);
        same(cliff.variance, r->variance, 1e-10);
        same(cliff.interval.low, r->low, 1e-10);
        same(cliff.interval.high, r->high, 1e-10);
    }
}

/* Letter C as printed there. */
static void letter_c(void **state)
{
    (void)state;
    const struct classical_ranks *r = &classical_ranks[0], *e = &classical_ranks[1];
    struct filled a, b;
    struct mann_whitney test = rank_mann_whitney(fill(&a, r->x, r->n), fill(&b, r->y, r->m), true);
    assert_near(test.w, 20, 1e-15);
    assert_near(test.p, .1324655767, 1e-9);
    assert_false(test.exact);
    assert_near(rank_mann_whitney(&a.distribution, &b.distribution, false).p, .1204277953, 1e-9);
    struct cliff cliff = rank_cliff(&a.distribution, &b.distribution);
    assert_near(cliff.delta, -.4444444444, 1e-9);
    assert_near(cliff.variance, .0596340388, 1e-9);
    assert_near(cliff.interval.low, -.7960836562, 1e-9);
    assert_near(cliff.interval.high, .1315487554, 1e-9);
    test = rank_mann_whitney(fill(&a, e->x, e->n), fill(&b, e->y, e->m), true);
    assert_true(test.exact);
    assert_near(test.w, 7, 1e-15);
    assert_near(test.p, .5555555556, 1e-9);
}

static void several_groups(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof classical_groups / sizeof *classical_groups; i++) {
        const struct classical_groups *g = &classical_groups[i];
        struct filled filled[5];
        const struct distribution *list[5];
        for (int k = 0; k < g->groups; k++) list[k] = fill(&filled[k], g->x[k], g->n[k]);
        struct kruskal_wallis test = rank_kruskal_wallis(list, g->groups);
        if (g->groups < 2) {
            assert_true(isnan(test.p));
            continue;
        }
        same(test.h, g->h, 1e-10);
        same(test.df, g->df, 1e-15);
        same(test.p, g->p, 1e-10);
    }
}

/* Letter D. */
static void letter_d(void **state)
{
    (void)state;
    struct filled filled[3];
    const struct distribution *list[3];
    for (int k = 0; k < 3; k++) list[k] = fill(&filled[k], classical_groups[0].x[k], classical_groups[0].n[k]);
    struct kruskal_wallis test = rank_kruskal_wallis(list, 3);
    assert_near(test.h, 4.486540629, 1e-9);
    assert_near(test.p, .1061109203, 1e-9);
    assert_near(test.epsilon_squared, .1950669838, 1e-9);
}

static void nothing_to_rank(void **state)
{
    (void)state;
    struct filled a, b, none;
    const struct distribution *same_answers = fill(&a, (const double[]){4, 4, 4}, 3), *alike = fill(&b, (const double[]){4, 4}, 2), *nobody = fill(&none, NULL, 0);
    assert_true(isnan(rank_mann_whitney(same_answers, alike, true).p));
    assert_near(rank_cliff(same_answers, alike).delta, 0, 1e-15);
    assert_true(isnan(rank_mann_whitney(same_answers, nobody, true).w));
    assert_true(isnan(rank_cliff(nobody, alike).delta));
    assert_true(isnan(rank_kruskal_wallis((const struct distribution *const[]){same_answers, alike, nobody}, 3).p));
    assert_true(isnan(rank_cliff(fill(&a, (const double[]){1}, 1), alike).interval.low));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(two_groups), cmocka_unit_test(letter_c), cmocka_unit_test(several_groups), cmocka_unit_test(letter_d), cmocka_unit_test(nothing_to_rank)};
    return cmocka_run_group_tests_name("analyse/rank", tests, start, NULL);
}
