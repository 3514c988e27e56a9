/* How many tests were adjusted together: counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* status.h has a function of this name */
#include <string.h>
#include "../../../pipeline/report/family.h"
#include "small_release.h"

#define TEST(name, of, test) {.period = "2026-27-Q2", .by = "sector", .grp = "b", .reference = "a", .measure = name, .category = "", .method = "raw", .value = 1, .low = 0.1, .high = 2, .p = test, .p_adjusted = test, \
    .n = 50, .n_reference = 50, .effect_name = "", .adjusted_for = "", .verdict = "no clear difference", .unit = "", .flag = "", .why = "", .role = "primary", .family = of, .adjustment = "Holm", .margin = NAN}

static long size_among(struct comparison *rows, size_t count, size_t row)
{
    struct release release = small_release();
    release.comparison_rows = rows;
    release.comparison_count = count;
    long size = family_of_comparison(&release, &rows[row]);
    arena_destroy(release.arena);
    return size;
}

static void rows_name_their_family(void **state)
{
    (void)state;
    struct comparison rows[] = {TEST("m1", "key", 0.01), TEST("m2", "key", 0.02), TEST("m3", "list", 0.03), TEST("m4", "key", NAN), TEST("m5", "key", 0.5)};
    assert_int_equal(size_among(rows, 5, 0), 3); /* m4 was not tested */
    assert_int_equal(size_among(rows, 5, 2), 1);
    rows[1].period = "2026-27-Q1"; /* the same family of another wave */
    assert_int_equal(size_among(rows, 5, 0), 2);
}

/* A whole table of answers is tested in the same family, and stands among the rows beside. */
static void whole_tables_count(void **state)
{
    (void)state;
    struct comparison rows[] = {TEST("m1", "key", 0.01)};
    struct beside beside[] = {{TEST("m2", "key", 0.02)}, {TEST("m1", "key", 0.03)}};
    beside[0].row.role = "overall";
    beside[1].row.role = "beside", beside[1].row.adjustment = ""; /* not adjusted */
    struct release release = small_release();
    release.comparison_rows = rows, release.comparison_count = 1, release.beside_rows = beside, release.beside_count = 2;
    assert_int_equal(family_of_comparison(&release, &rows[0]), 2);
    arena_destroy(release.arena);
}

static void it_is_not_known_when_a_test_is_withheld(void **state)
{
    (void)state;
    struct comparison rows[] = {TEST("m1", "key", 0.01), TEST("m2", "key", 0.02)};
    rows[1].p = rows[1].p_adjusted = rows[1].value = NAN, rows[1].flag = "c", rows[1].verdict = "too few";
    assert_int_equal(size_among(rows, 2, 0), 0);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_name_their_family), cmocka_unit_test(whole_tables_count), cmocka_unit_test(it_is_not_known_when_a_test_is_withheld), cmocka_unit_test(changes_since_one_period_are_a_family)};
    return cmocka_run_group_tests_name("report/family", tests, NULL, NULL);
}
