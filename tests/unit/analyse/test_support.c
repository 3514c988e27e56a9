/* On how many people a coefficient rests. By hand: of a group beside another all of a group count the same, so the support is the smaller of the two; beside a constant alone where one
 * column splits 3 people from 5 it is 3. A group that meets the other in one person once a second column is held equal rests on one. */
#include "../../../pipeline/analyse/support.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { PEOPLE = 8 };

struct people { size_t columns; const double *x, *y; };

static void team(const void *context, size_t person, struct row_block *block)
{
    const struct people *people = context;
    *block = (struct row_block){1, people->x + person * people->columns, people->y + person, NULL, NULL};
}

static const double y[PEOPLE] = {3, 1, 4, 1, 5, 9, 2, 6};

static double last_of(size_t columns, const double *x)
{
    const struct people people = {columns, x, y};
    const struct row_source source = {columns, PEOPLE, NULL, NULL, team, &people};
    struct regression fit;
    double support[3];
    regression_linear(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED);
    support_of_all(&source, &fit, support);
    regression_free(&fit);
    return support[columns - 1];
}

static void of_two_groups_the_smaller(void **state)
{
    (void)state;
    static const double x[] = {1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0};
    assert_float_equal(last_of(2, x), 3, 1e-12);
}

static void groups_that_meet_in_one_person(void **state)
{
    (void)state;
    /* constant, north, group: four others in the north with one of the group, three of the group elsewhere */
    static const double x[] = {1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 1};
    assert_float_equal(last_of(3, x), 1, 1e-9);
}

static void sums_of_people(void **state)
{
    (void)state;
    struct support support = {0};
    support_add(&support, 0.5, 4);
    assert_float_equal(support_people(&support), 0, 0); /* nobody on the other side */
    support_add(&support, -1, 1);
    support_add(&support, -1, 1);
    assert_float_equal(support_people(&support), 2, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(of_two_groups_the_smaller), cmocka_unit_test(groups_that_meet_in_one_person), cmocka_unit_test(sums_of_people)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
