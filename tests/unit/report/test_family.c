/* How many tests were adjusted together. The adjusted values are R's: p.adjust(c(0.01, 0.02, 0.03, 0.005), "holm") gives 0.03 0.04 0.04 0.02 (the example
 * is Holm 1979's procedure by hand: 4 x 0.005, 3 x 0.01, 2 x 0.02, then no less than before).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* status.h has a function of this name */
#include <string.h>
#include "../../../pipeline/report/family.h"
#include "small_release.h"

#define TEST(name, raw, holm) {.period = "2026-27-Q2", .by = "sector", .grp = "b", .reference = "a", .measure = name, .category = "", .method = "raw", .value = 1, .low = 0.1, .high = 2, .p = raw, .p_adjusted = holm, \
    .n = 50, .n_reference = 50, .effect_name = "", .adjusted_for = "", .verdict = "no clear difference", .unit = "", .flag = "", .why = ""}
static struct comparison tests_of_four[] = {TEST("m1", 0.01, 0.03), TEST("m2", 0.02, 0.04), TEST("m3", 0.03, 0.04), TEST("m4", 0.005, 0.02)};

static struct release release_of(struct comparison *rows, size_t count)
{
    struct release release = small_release();
    release.comparison_rows = rows;
    release.comparison_count = count;
    return release;
}

static void the_size_is_known_when_the_adjusted_values_prove_it(void **state)
{
    (void)state;
    struct release release = release_of(tests_of_four, 4);
    assert_int_equal(family_of_comparison(&release, &tests_of_four[0]), 4);
    arena_destroy(release.arena);
    release = release_of(tests_of_four + 1, 3); /* one of the family is missing: 3 x 0.005 is not 0.02 */
    assert_int_equal(family_of_comparison(&release, &tests_of_four[1]), 0);
    arena_destroy(release.arena);
}

static void it_is_not_known_when_a_test_is_withheld(void **state)
{
    (void)state;
    struct comparison rows[5];
    memcpy(rows, tests_of_four, sizeof tests_of_four);
    rows[4] = rows[3];
    rows[4].measure = "m5", rows[4].p = rows[4].p_adjusted = rows[4].value = NAN, rows[4].flag = "c", rows[4].verdict = "too few";
    struct release release = release_of(rows, 5);
    assert_int_equal(family_of_comparison(&release, &rows[0]), 0);
    arena_destroy(release.arena);
}

/* Key measures and others adjusted apart: 0.01 and 0.04 in a family of two give 0.02 and 0.04. */
static void key_measures_may_be_a_family_of_their_own(void **state)
{
    (void)state;
    struct comparison rows[] = {TEST("burnout", 0.01, 0.02), TEST("hours", 0.04, 0.04), TEST("m1", 0.01, 0.03), TEST("m2", 0.02, 0.04), TEST("m3", 0.03, 0.04)};
    struct release release = release_of(rows, 5);
    assert_int_equal(family_of_comparison(&release, &rows[1]), 2);
    arena_destroy(release.arena);
}

/* Released p values stop at 0.0001. */
static void the_smallest_p_released_is_allowed_for(void **state)
{
    (void)state;
    struct comparison rows[] = {TEST("burnout", 0.0001, 0.0001), TEST("hours", 0.0216, 0.0432), TEST("isolated", 0.9, 0.9)};
    struct release release = release_of(rows, 3);
    assert_int_equal(family_of_comparison(&release, &rows[1]), 3);
    arena_destroy(release.arena);
}

static void changes_since_one_period_are_a_family(void **state)
{
    (void)state;
    struct release release = small_release();
    struct trend rows[3];
    memcpy(rows, small_trends, sizeof rows);
    rows[0].p = 0.6, rows[0].p_adjusted = 0.6, rows[1].p = 0.01, rows[1].p_adjusted = 0.02, rows[2].p = 0.001, rows[2].p_adjusted = 0.003;
    release.trend_rows = rows;
    assert_int_equal(family_of_trend(&release, &rows[0]), 3);
    arena_destroy(release.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_size_is_known_when_the_adjusted_values_prove_it), cmocka_unit_test(it_is_not_known_when_a_test_is_withheld),
        cmocka_unit_test(key_measures_may_be_a_family_of_their_own), cmocka_unit_test(the_smallest_p_released_is_allowed_for), cmocka_unit_test(changes_since_one_period_are_a_family)};
    return cmocka_run_group_tests_name("report/family", tests, NULL, NULL);
}
