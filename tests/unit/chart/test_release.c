/* Which groups a chart gets from a release. Four sectors: two compared, of which one has values in an earlier period alone; one with values; one of which nothing
 * may be shown. The expected groups follow from the rule in release.c: those compared first, no room for a group without a value.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* status.h has a function of this name */
#include <sqlite3.h>
#include "../../../pipeline/chart/release.h"
#include "resource.h"
#include "scratch.h"
#include "store.h"

static const char rows[] =
    "INSERT INTO about VALUES ('period', '2');"
    "INSERT INTO period VALUES ('1', '1', '', '2026-04-01', '2026-06-30', 0), ('2', '2', '', '2026-07-01', '2026-09-30', 1);"
    "INSERT INTO measure VALUES (0, 'load', 'Load', '', 'item', 'number', '', '', '', '', NULL, NULL, NULL, NULL, '', 1, 1, 0, '');"
    "INSERT INTO category VALUES ('load', 'bin', '0:', '0 or more', 0, 0, NULL);"
    "INSERT INTO grouping VALUES (0, 'sector', 'Sector');"
    "INSERT INTO grp VALUES ('sector', 'other', 'Other', '', 0), ('sector', 'hidden', 'Hidden', '', 1), ('sector', 'vol', 'Voluntary', '', 2), ('sector', 'nhs', 'NHS', '', 3);"
    "INSERT INTO comparison VALUES ('2', 'sector', 'vol', 'nhs', 'load', '', 'raw', NULL, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, NULL, NULL, '', 'too few', '', 'c', '', 'primary', 'sector', 'Holm', NULL);"
    "INSERT INTO chart VALUES (0, 'spread', 'distribution', '', 'sector'), (1, 'line', 'trend', '', 'sector');"
    "INSERT INTO chart_measure VALUES ('spread', 0, 'load'), ('line', 0, 'load');"
    "INSERT INTO result VALUES ('2', 'sector', 'other', 'load', '0:', 'bin', 100, NULL, NULL, 20, 20, '', '', ''), ('2', 'sector', 'other', 'load', '', 'mean', 5, 4, 6, 20, 20, '', '', ''),"
    " ('2', 'sector', 'nhs', 'load', '0:', 'bin', 100, NULL, NULL, 20, 20, '', '', ''), ('2', 'sector', 'nhs', 'load', '', 'mean', 5, 4, 6, 20, 20, '', '', ''),"
    " ('1', 'sector', 'vol', 'load', '', 'mean', 5, 4, 6, 20, 20, '', '', ''), ('2', 'sector', 'vol', 'load', '', 'mean', NULL, NULL, NULL, NULL, NULL, '', 'c', ''),"
    " ('2', 'sector', 'hidden', 'load', '', 'mean', NULL, NULL, NULL, NULL, NULL, '', 'c', '');";

static void execute(const char *sql)
{
    sqlite3 *database = NULL;
    assert_int_equal(sqlite3_open(scratch_path("release.db"), &database), SQLITE_OK);
    char *message = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK) print_error("%s\n", message);
    assert_null(message);
    sqlite3_close(database);
}

static int set_up(void **state)
{
    static const char *const tables[] = {"about", NULL}, *const none[] = {NULL};
    static const struct store_access access = {tables, none, "chart/chart.sql"};
    struct failure failure = {0};
    if (scratch_make(state)) return -1;
    struct store *store = store_open(scratch_path("release.db"), STORE_RELEASE, STORE_CREATE, &access, &failure);
    if (!store) return -1;
    store_close(store);
    execute(rows);
    return 0;
}

static void read_figure(int chart, struct arena *arena, struct figure *figure)
{
    struct failure failure = {0};
    struct release *release = release_open(scratch_path("release.db"), &failure);
    assert_non_null(release);
    assert_int_equal(release_read(release, chart, resource("chart/sentences.txt"), arena, figure, &failure), 0);
    release_close(release);
}

static void a_panel_needs_a_bin_of_this_period(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure;
    read_figure(0, arena, &figure);
    assert_int_equal(figure.group_count, 2);
    assert_string_equal(figure.groups[0].label, "NHS"); /* the reference first, though its position is the last */
    assert_string_equal(figure.groups[1].label, "Other");
    assert_int_equal(figure.groups_withheld, 2);
    assert_int_equal(figure.groups_left_out, 0);
    arena_destroy(arena);
}

static void a_line_needs_a_value_in_any_period(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure;
    read_figure(1, arena, &figure);
    assert_int_equal(figure.group_count, 2);
    assert_string_equal(figure.groups[1].label, "Voluntary");
    assert_int_equal(figure.groups_withheld, 1);
    assert_int_equal(figure.groups_left_out, 1);
    arena_destroy(arena);
}

static void where_nothing_may_be_shown_one_group_says_so(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure;
    execute("UPDATE result SET value = NULL, low = NULL, high = NULL, n = NULL, n_effective = NULL, flag = 'c'");
    read_figure(0, arena, &figure);
    assert_int_equal(figure.group_count, 1);
    assert_string_equal(figure.groups[0].label, "NHS");
    assert_int_equal(figure.groups_withheld, 3);
    assert_int_equal(figure.cells[0].flag, 'c');
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_panel_needs_a_bin_of_this_period), cmocka_unit_test(a_line_needs_a_value_in_any_period), cmocka_unit_test(where_nothing_may_be_shown_one_group_says_so)};
    return cmocka_run_group_tests_name("chart/release", tests, set_up, scratch_clear);
}
