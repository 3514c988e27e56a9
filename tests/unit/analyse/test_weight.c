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

/* Letter N: Kish's design effect and effective number. Quartiles by hand: 8 weights of 3.125, 4 of 3.75, 3 of 20/3 and 5 of 8; type 7 looks at places 4.75, 9.5 and 14.25. */
static void spread_over_people(void **state)
{
    (void)state;
    static const double weights[] = {8, 20.0 / 3, 3.75, 3.125};
    const struct weight_spread spread = weight_spread(answered, weights, 4);
    assert_near(spread.design_effect, 1.175416667, 1e-9);
    assert_near(spread.n_effective, 17.01524282, 1e-9);
    assert_near(spread.smallest, 3.125, 0);
    assert_near(spread.largest, 8, 0);
    assert_near(spread.q1, 3.125, 0);
    assert_near(spread.median, 3.75, 0);
    assert_near(spread.q3, 20.0 / 3 + 0.25 * (8 - 20.0 / 3), 1e-14);
    assert_near(spread.variation * spread.variation, 0.175416667, 1e-8);
}

/* By hand: weights 1 1 1 1 12, the median 1. At most 5: one is cut to 5, and its 7 go to the four others, 2.75 each; 5 is then below 5 times 2.75. */
static void what_is_cut_goes_to_the_others(void **state)
{
    (void)state;
    static const double people[] = {4, 1};
    double weights[] = {1, 12};
    struct weight_trimming trimming = {.most = 5, .least = 0.2};
    assert_int_equal(weight_trim(people, 2, NULL, 0, &trimming, weights).fault, WEIGHT_GOOD);
    assert_int_equal(trimming.rounds, 1);
    assert_near(trimming.people, 1, 0);
    assert_near(weights[0], 2.75, 1e-15);
    assert_near(weights[1], 5, 0);
}

/* Light ones are lifted, and what they get is taken from the others: weights 4 4 4 0.1, at least half of the median: 2, and 1.9 / 3 off each other one. */
static void light_ones_are_lifted(void **state)
{
    (void)state;
    static const double people[] = {3, 1};
    double weights[] = {4, 0.1};
    struct weight_trimming trimming = {.most = 5, .least = 0.5};
    assert_int_equal(weight_trim(people, 2, NULL, 0, &trimming, weights).fault, WEIGHT_GOOD);
    assert_near(weights[1], 2, 0);
    assert_near(weights[0], 4 - 1.9 / 3, 1e-15);
}

/* One margin leaves no choice: the 2 people of the second stratum weigh 25 each, whatever is cut. Within limits that hold nothing is done. */
static void limits_that_cannot_be_kept(void **state)
{
    (void)state;
    static const double people[] = {50, 2}, population[] = {50, 50};
    static const int of[] = {0, 1};
    const struct weight_margin margin = {2, of, population};
    double weights[2];
    struct weight_trimming trimming = {.most = 5, .least = 0.2};
    assert_int_equal(weight_rake(people, 2, &margin, 1, weights).fault, WEIGHT_GOOD);
    assert_int_equal(weight_trim(people, 2, &margin, 1, &trimming, weights).fault, WEIGHT_NOT_TRIMMED);
    trimming.most = 26;
    assert_int_equal(weight_rake(people, 2, &margin, 1, weights).fault, WEIGHT_GOOD);
    assert_int_equal(weight_trim(people, 2, &margin, 1, &trimming, weights).fault, WEIGHT_GOOD);
    assert_int_equal(trimming.rounds, 0);
    assert_near(weights[1], 25, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(raking), cmocka_unit_test(post_stratification), cmocka_unit_test(margins_are_met), cmocka_unit_test(faults), cmocka_unit_test(spread_over_people),
                                       cmocka_unit_test(what_is_cut_goes_to_the_others), cmocka_unit_test(light_ones_are_lifted), cmocka_unit_test(limits_that_cannot_be_kept)};
    return cmocka_run_group_tests_name("analyse/weight", tests, NULL, NULL);
}
