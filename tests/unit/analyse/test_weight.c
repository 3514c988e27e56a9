/* Weights of post-strata. Sources: test_vectors.txt, letter N (R survey: rake, postStratify); faults by the definitions in weight.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/analyse/weight.h"
#include "../near.h"

/* Letter N: NHS full-time 5 and part-time 3, voluntary 4 and 8; population 60 and 40, 55 and 45. */
static const double answered[] = {5, 3, 4, 8};
static const int sector[] = {0, 0, 1, 1}, hours[] = {0, 1, 0, 1};
static const double sectors[] = {60, 40}, hourses[] = {55, 45};

static void raking(void **state)
{
    (void)state;
    static const double expected[] = {8, 20.0 / 3, 3.75, 3.125};
    const struct weight_margin margins[] = {{2, sector, sectors}, {2, hours, hourses}};
    double weights[4];
    struct weight_result result = weight_rake(answered, 4, margins, 2, weights);
    assert_int_equal(result.fault, WEIGHT_GOOD);
    assert_true(result.iterations > 1 && result.iterations < 100);
    for (int h = 0; h < 4; h++) assert_near(weights[h], expected[h], 1e-12);
}

static void post_stratification(void **state)
{
    (void)state;
    const struct weight_margin margin = {2, sector, sectors};
    double weights[4];
    struct weight_result result = weight_rake(answered, 4, &margin, 1, weights);
    assert_int_equal(result.fault, WEIGHT_GOOD);
    assert_int_equal(result.iterations, 1);
    for (int h = 0; h < 4; h++) assert_near(weights[h], h < 2 ? 7.5 : 10.0 / 3, 1e-15);
}

/* A post-stratum in which nobody answered matters to no margin that others fill. */
static void margins_are_met(void **state)
{
    (void)state;
    static const int of[3][12] = {{0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1}, {0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2}, {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1}};
    static const double sizes[12] = {3, 9, 0, 4, 12, 5, 7, 1, 6, 2, 8, 10}, populations[3][3] = {{310, 690}, {200, 300, 500}, {620, 380}};
    const struct weight_margin margins[] = {{2, of[0], populations[0]}, {3, of[1], populations[1]}, {2, of[2], populations[2]}};
    double weights[12];
    assert_int_equal(weight_rake(sizes, 12, margins, 3, weights).fault, WEIGHT_GOOD);
    for (int m = 0; m < 3; m++)
        for (int c = 0; c < margins[m].category_count; c++) {
            double total = 0;
            for (int h = 0; h < 12; h++)
                if (of[m][h] == c) total += sizes[h] * weights[h];
            assert_near(total, populations[m][c], 1e-12);
        }
}

static void assert_fault(const double *sizes, const double *second, enum weight_fault fault, int margin, int category)
{
    const struct weight_margin margins[] = {{2, sector, sectors}, {2, hours, second}};
    double weights[4];
    struct weight_result result = weight_rake(sizes, 4, margins, 2, weights);
    assert_int_equal(result.fault, fault);
    assert_int_equal(result.margin, margin);
    if (category >= 0) assert_int_equal(result.category, category);
}

static void faults(void **state)
{
    (void)state;
    assert_fault((const double[]){5, 3, 0, 0}, hourses, WEIGHT_EMPTY_SAMPLE, 0, 1);
    assert_fault((const double[]){5, 0, 4, 0}, hourses, WEIGHT_EMPTY_SAMPLE, 1, 1);
    assert_fault(answered, (const double[]){100, 0}, WEIGHT_EMPTY_POPULATION, 1, 1);
    assert_fault(answered, (const double[]){55, 46}, WEIGHT_TOTALS_DIFFER, 1, -1);
    assert_fault((const double[]){5, 0, 0, 8}, hourses, WEIGHT_NOT_CONVERGED, 0, -1); /* only the diagonal: 60 and 40 cannot be 55 and 45 */
    assert_fault((const double[]){5, 0, 0, 8}, sectors, WEIGHT_GOOD, 0, -1);
    assert_fault((const double[]){5, 3, 0, 8}, (const double[]){30, 70}, WEIGHT_GOOD, 0, -1);
    assert_fault((const double[]){5, 3, 0, 8}, (const double[]){70, 30}, WEIGHT_NOT_CONVERGED, 0, -1); /* all 70 full-time would have to be among 60 NHS people */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(raking), cmocka_unit_test(post_stratification), cmocka_unit_test(margins_are_met), cmocka_unit_test(faults)};
    return cmocka_run_group_tests_name("analyse/weight", tests, NULL, NULL);
}
