/* Groups that a covariate gives away. Sources: methods.md 1.8 (in Beardmore 2019 sector and Kimberlee type are one; in Rhodes 2020 sector and deprivation are not),
 * and the definition: R's alias(lm(group ~ factor(covariates))) names a group that is a combination of indicators. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "../../../pipeline/analyse/model_rows.h"

enum { NA = 240, EACH = 4, MOST = 8 };

/* Columns: group, covariate 1, covariate 2; each row is EACH people, whose answers differ. */
static bool aliased(const uint8_t (*rows)[3], size_t count, int covariates)
{
    double answers[EACH * MOST] = {0};
    uint8_t codes[EACH * MOST][3];
    struct regressor regressors[3];
    struct model_rows people;
    struct regression fit;
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        for (int k = 0; k < EACH; k++, n++) {
            memcpy(codes[n], rows[i], 3);
            answers[n] = (double)((n * 7 + i * 3) % 11);
        }
    struct design *design = survey_simple(n);
    struct values values = survey_values(answers, design);
    for (int c = 0; c <= covariates; c++) regressors[c] = (struct regressor){.categories = c < covariates ? 6 : 2, .code = &codes[0][c < covariates ? 1 + c : 0], .stride = 3};
    model_rows_begin(&people, design, regressors, covariates + 1, (struct explained){&values, false, 1});
    bool both = people.counts[covariates][0].people && people.counts[covariates][1].people, found = false;
    if (both) {
        model_rows_fit_last(&people, &fit);
        found = fit.outcome == REGRESSION_ALIASED;
        regression_free(&fit);
    }
    model_rows_end(&people);
    survey_free(&values, design);
    return found;
}

static void beardmore_is_confounded(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{0, 2, 0}, {1, 3, 1}};
    assert_true(aliased(rows, 2, 1));
}

static void rhodes_is_not(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{0, 0, 0}, {0, 1, 0}, {1, 0, 1}, {1, 1, 1}};
    assert_false(aliased(rows, 4, 1));
    assert_true(aliased(rows, 4, 2)); /* with the second one it is */
}

/* A group made of several categories is a sum of their indicators. */
static void several_categories_together(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{0, 0, 0}, {0, 1, 0}, {1, 2, 0}, {1, 3, 0}}, mixed[][3] = {{0, 0, 0}, {0, 1, 0}, {1, 1, 0}, {1, 3, 0}};
    assert_true(aliased(rows, 4, 1));
    assert_false(aliased(mixed, 4, 1));
}

/* "One or the other but not both" is no linear combination: main effects leave it standing. */
static void an_interaction_does_not_count(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{0, 0, 0}, {1, 0, 1}, {1, 1, 0}, {0, 1, 1}};
    assert_false(aliased(rows, 4, 2));
}

/* By hand: with rows (x, z) = 00, 10, 11 and group = x + z - 2 x z = 0, 1, 0: group = x - z on these, so it is. */
static void a_difference_of_indicators(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{0, 0, 0}, {1, 1, 0}, {0, 1, 1}};
    assert_true(aliased(rows, 3, 2));
    assert_false(aliased(rows, 3, 1));
}

static void other_groups_and_missing_covariates_are_passed_over(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{0, 0, 0}, {1, 1, 0}, {2, 0, 0}, {2, 1, 0}, {0, NA, 0}, {1, NA + 1, 0}, {NA, 0, 0}};
    assert_true(aliased(rows, 7, 1));
    assert_false(aliased(rows, 7, 0));
}

static void nobody_is_not_confounded(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{2, 0, 0}, {0, NA, 0}};
    assert_false(aliased(rows, 0, 1));
    assert_false(aliased(rows, 2, 1));
}

/* The second covariate is the first one over again: it is left out, and the group stays. */
static void a_covariate_twice(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{0, 0, 0}, {0, 1, 1}, {1, 0, 0}, {1, 1, 1}};
    assert_false(aliased(rows, 4, 2));
}

/* A group without rows is not confounded but absent: there is nothing to compare, with covariates or without. */
static void one_group_alone(void **state)
{
    (void)state;
    static const uint8_t rows[][3] = {{0, 0, 0}, {0, 1, 0}};
    assert_false(aliased(rows, 2, 0));
    assert_false(aliased(rows, 2, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(beardmore_is_confounded), cmocka_unit_test(rhodes_is_not), cmocka_unit_test(several_categories_together), cmocka_unit_test(an_interaction_does_not_count),
                                       cmocka_unit_test(a_difference_of_indicators), cmocka_unit_test(other_groups_and_missing_covariates_are_passed_over), cmocka_unit_test(nobody_is_not_confounded), cmocka_unit_test(a_covariate_twice), cmocka_unit_test(one_group_alone)};
    return cmocka_run_group_tests_name("analyse/model_rows", tests, NULL, NULL);
}
