/* Groups that a covariate gives away. Sources: methods.md 1.8 (in Beardmore 2019 sector and Kimberlee type are one; in Rhodes 2020 sector and deprivation are not),
 * and the definition: R's alias(lm(group ~ factor(covariates))) names a group that is a combination of indicators. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/analyse/confound.h"

enum { NA = 240 };

/* Columns: group, covariate 1, covariate 2. */
static bool aliased(const uint8_t (*rows)[3], size_t count, int covariates)
{
    return confound_is_aliased(&rows[0][0], count, 3, 0, 0, 1, (const int[]){1, 2}, covariates);
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

/* A group without rows is not confounded but absent (confound.h): there is nothing to compare, with covariates or without. */
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
                                       cmocka_unit_test(a_difference_of_indicators), cmocka_unit_test(other_groups_and_missing_covariates_are_passed_over), cmocka_unit_test(nobody_is_not_confounded), cmocka_unit_test(one_group_alone)};
    return cmocka_run_group_tests_name("analyse/confound", tests, NULL, NULL);
}
