/* Suppression: hand-made tables, the vectors of the disclosure literature, and properties over made-up tables. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../../pipeline/disclose/suppress.h"

/* --- the minimum ----------------------------------------------------------------------------------------------------- */

/* Numbers compared as numbers: survminer issue 637 compared them as text, so 138 was hidden at a threshold of 5. */
static void compares_numbers(void **state)
{
    (void)state;
    const long people[] = {9, 10, 11, 100, 138, 0, 5};
    const bool expected[] = {true, false, false, false, false, true, true};
    bool withheld[7] = {false};
    suppress_cells(people, 7, NULL, 0, 10, SUPPRESS_COUNT_OTHERS, NULL, withheld);
    assert_memory_equal(withheld, expected, sizeof expected);
}

static void keeps_what_is_marked(void **state)
{
    (void)state;
    const long people[] = {50, 20};
    bool withheld[2] = {false, true};
    suppress_cells(people, 2, NULL, 0, 10, SUPPRESS_COUNT_OTHERS, NULL, withheld);
    assert_false(withheld[0]);
    assert_true(withheld[1]);
}

/* --- one line: everybody is cell 0, its groups follow ------------------------------------------------------------------ */

static void expect_line(const long *people, int groups, const bool *expected)
{
    const struct suppress_line line = {.first = 1, .step = 1, .count = groups};
    bool withheld[16] = {false};
    suppress_cells(people, groups + 1, &line, 1, 10, SUPPRESS_COUNT_OTHERS, NULL, withheld);
    for (int i = 0; i <= groups; i++)
        if (withheld[i] != expected[i]) fail_msg("cell %d of %ld people: %s", i, people[i], withheld[i] ? "withheld" : "released");
}

/* Hand: 25 - 17 = 8 (methods.md 4.5): a split in two passes on both sides or on none. */
static void split_in_two_passes_on_both_sides(void **state)
{
    (void)state;
    expect_line((long[]){25, 17, 8}, 2, (bool[]){false, true, true});
    expect_line((long[]){27, 17, 10}, 2, (bool[]){false, false, false});
}

static void lone_cell_gets_the_smallest_partner(void **state)
{
    (void)state;
    expect_line((long[]){84, 30, 4, 20, 30}, 4, (bool[]){false, false, true, true, false});
}

static void ties_go_to_the_first(void **state)
{
    (void)state;
    expect_line((long[]){64, 20, 4, 20, 20}, 4, (bool[]){false, true, true, false, false});
}

/* ehrql issue 1666: two hidden cells of 3 and 4 people sum to 7, so a third is hidden. */
static void hidden_people_number_the_minimum(void **state)
{
    (void)state;
    expect_line((long[]){57, 3, 4, 20, 30}, 4, (bool[]){false, true, true, true, false});
    expect_line((long[]){60, 5, 5, 20, 30}, 4, (bool[]){false, true, true, false, false});
}

/* sdcTable issue 194: a partner of nobody leaves the other cell to be read off. */
static void nobody_is_no_partner(void **state)
{
    (void)state;
    expect_line((long[]){54, 0, 4, 20, 30}, 4, (bool[]){false, true, true, true, false});
    expect_line((long[]){50, 0, 0, 20, 30}, 4, (bool[]){false, true, true, false, false});
}

/* Everybody less those who said their group are the three who did not say it (methods.md 4.5: n(T) - n(S) = 0 or at least the minimum). */
static void people_without_a_group_are_hidden_people(void **state)
{
    (void)state;
    expect_line((long[]){103, 60, 40}, 2, (bool[]){false, false, true});
    expect_line((long[]){100, 60, 40}, 2, (bool[]){false, false, false});
    expect_line((long[]){150, 60, 40}, 2, (bool[]){false, false, false}); /* fifty are no secret */
    expect_line((long[]){150, 0, 0}, 2, (bool[]){false, true, true});     /* a question that was not asked hides nothing else */
    expect_line((long[]){78, 60, 8}, 2, (bool[]){false, false, true});    /* 8 and 10 more stand together */
    const struct suppress_line line = {.first = 1, .step = 1, .count = 2};
    bool withheld[3] = {false};
    suppress_cells((long[]){103, 60, 40}, 3, &line, 1, 10, SUPPRESS_IGNORE_OTHERS, NULL, withheld);
    assert_false(withheld[2]);
}

static void nothing_is_shown_of_a_small_survey(void **state)
{
    (void)state;
    expect_line((long[]){9, 5, 4}, 2, (bool[]){true, true, true});
}

/* --- a coarser breakdown of the same people ------------------------------------------------------------------------------- */

/* Cells: everybody, NHS, voluntary, council, other employer, statutory (NHS and council), community (voluntary), as two codings of one answer. By hand:
 * the council goes beside six others; statutory less the NHS would give it back, so statutory goes, and the NHS stays. */
static void a_coarser_breakdown_gives_way(void **state)
{
    (void)state;
    enum { ALL, NHS, VOLUNTARY, COUNCIL, OTHER, STATUTORY, COMMUNITY, CELLS };
    static const int statutory[] = {NHS, COUNCIL}, community[] = {VOLUNTARY};
    const struct suppress_line lines[] = {{.first = NHS, .step = 1, .count = 4},
        {.total = STATUTORY, .count = 2, .listed = statutory, .coarser = true}, {.total = COMMUNITY, .count = 1, .listed = community, .coarser = true}, {.first = STATUTORY, .step = 1, .count = 2}};
    bool withheld[CELLS] = {false};
    suppress_cells((long[]){366, 160, 150, 50, 6, 210, 150}, CELLS, lines, 4, 10, SUPPRESS_COUNT_OTHERS, NULL, withheld);
    const bool expected[CELLS] = {[COUNCIL] = true, [OTHER] = true, [STATUTORY] = true};
    for (int i = 0; i < CELLS; i++) assert_int_equal(withheld[i], expected[i]);
    memset(withheld, 0, sizeof withheld); /* seven of a council, too few alone: the six stand beside them */
    suppress_cells((long[]){323, 160, 150, 7, 6, 167, 150}, CELLS, lines, 4, 10, SUPPRESS_COUNT_OTHERS, NULL, withheld);
    for (int i = 0; i < CELLS; i++) assert_int_equal(withheld[i], expected[i]);
    memset(withheld, 0, sizeof withheld); /* nobody is few: both breakdowns stand */
    suppress_cells((long[]){380, 160, 150, 50, 20, 210, 150}, CELLS, lines, 4, 10, SUPPRESS_COUNT_OTHERS, NULL, withheld);
    for (int i = 0; i < CELLS; i++) assert_false(withheld[i]);
}

/* --- answers that give people away --------------------------------------------------------------------------------------- */

/* methods.md 4.2, rule 2: 0%, 100%, above 95%, and the complement. */
static void shares_near_the_ends_give_people_away(void **state)
{
    (void)state;
    const double revealing[] = {0, 4.99, 95.01, 100}, harmless[] = {5, 50, 95, (double)NAN};
    for (int i = 0; i < 4; i++) {
        assert_true(suppress_is_revealing(revealing[i]));
        assert_false(suppress_is_revealing(harmless[i]));
    }
}

static void expect_beside(const long *people, int revealing_cell, int groups, const bool *expected)
{
    const struct suppress_line line = {.first = 1, .step = 1, .count = groups};
    bool withheld[16] = {false}, revealing[16] = {false};
    revealing[revealing_cell] = true;
    suppress_cells(people, groups + 1, &line, 1, 10, SUPPRESS_COUNT_OTHERS, revealing, withheld);
    for (int i = 0; i <= groups; i++)
        if (withheld[i] != expected[i]) fail_msg("cell %d of %ld people: %s", i, people[i], withheld[i] ? "withheld" : "released");
}

/* Hand: the cell goes whatever its size, and ten others with it: 20 suffice, 4 or 3 without a group do not. */
static void a_revealing_cell_goes_with_ten_others(void **state)
{
    (void)state;
    expect_beside((long[]){150, 50, 80, 20}, 1, 3, (bool[]){false, true, false, true});
    expect_beside((long[]){154, 50, 80, 20, 4}, 1, 4, (bool[]){false, true, false, true, true});
    expect_beside((long[]){153, 50, 80, 20}, 1, 3, (bool[]){false, true, false, true});
    expect_beside((long[]){160, 50, 80, 20}, 1, 3, (bool[]){false, true, false, false}); /* ten without a group */
    expect_beside((long[]){150, 50, 80, 20}, 0, 3, (bool[]){true, false, false, true});  /* all of them give themselves away: the parts must not add up */
}

/* --- crossings --------------------------------------------------------------------------------------------------------- */

enum { ROW_LIMIT = 5, COLUMN_LIMIT = 6, CELL_LIMIT = 1 + ROW_LIMIT + COLUMN_LIMIT + ROW_LIMIT * COLUMN_LIMIT, LINE_LIMIT = 3 + ROW_LIMIT + COLUMN_LIMIT };

struct table { int rows, columns, cells, line_count; long people[CELL_LIMIT]; struct suppress_line lines[LINE_LIMIT]; bool withheld[CELL_LIMIT]; };

/* Everybody, the rows' margin, the columns' margin, the crossing; margins are the sums plus those whose column is unknown. */
static void lay_out(struct table *table, int rows, int columns, const long *inside, const long *unknown_of_row)
{
    int row_margin = 1, column_margin = 1 + rows, crossing = 1 + rows + columns;
    *table = (struct table){.rows = rows, .columns = columns, .cells = crossing + rows * columns};
    for (int r = 0; r < rows; r++)
        for (int c = 0; c < columns; c++) {
            long people = inside[r * columns + c];
            table->people[crossing + r * columns + c] = people;
            table->people[row_margin + r] += people;
            table->people[column_margin + c] += people;
            table->people[0] += people;
        }
    for (int r = 0; unknown_of_row && r < rows; r++) {
        table->people[row_margin + r] += unknown_of_row[r];
        table->people[0] += unknown_of_row[r];
    }
    table->lines[table->line_count++] = (struct suppress_line){.first = row_margin, .step = 1, .count = rows};
    table->lines[table->line_count++] = (struct suppress_line){.first = column_margin, .step = 1, .count = columns};
    for (int r = 0; r < rows; r++) table->lines[table->line_count++] = (struct suppress_line){.total = row_margin + r, .first = crossing + r * columns, .step = 1, .count = columns};
    for (int c = 0; c < columns; c++) table->lines[table->line_count++] = (struct suppress_line){.total = column_margin + c, .first = crossing + c, .step = columns, .count = rows};
}

/* methods.md 4.4, worked by hand there: NHS 4 11 15, VOL 6 12 25; the cells 4 and 6 need 11 and 12 beside them. */
static void crossing_of_methods_4_4(void **state)
{
    (void)state;
    struct table table;
    lay_out(&table, 2, 3, (long[]){4, 11, 15, 6, 12, 25}, NULL);
    assert_int_equal(table.people[0], 73);
    suppress_cells(table.people, table.cells, table.lines, table.line_count, 10, SUPPRESS_COUNT_OTHERS, NULL, table.withheld);
    const bool expected[] = {false, false, false, false, false, false, true, true, false, true, true, false};
    assert_memory_equal(table.withheld, expected, sizeof expected);
}

/* Hand: 4 is alone in its row and its column; its row takes 20, the smallest; 20's column then takes 40, and 4's own column 30. */
static void lone_cell_of_a_crossing_hides_a_rectangle(void **state)
{
    (void)state;
    struct table table;
    lay_out(&table, 2, 3, (long[]){4, 20, 60, 30, 40, 50}, NULL);
    suppress_cells(table.people, table.cells, table.lines, table.line_count, 10, SUPPRESS_COUNT_OTHERS, NULL, table.withheld);
    const bool expected[] = {false, false, false, false, false, false, true, true, false, true, true, false};
    assert_memory_equal(table.withheld, expected, sizeof expected);
}

/* Hand: B has 4 people, so A (20) is withheld with it; A's row of the crossing, 8 and 12, must not add up to A. */
static void withheld_margin_is_not_the_sum_of_its_row(void **state)
{
    (void)state;
    struct table table;
    lay_out(&table, 3, 2, (long[]){10, 10, 2, 2, 40, 40}, NULL);
    suppress_cells(table.people, table.cells, table.lines, table.line_count, 10, SUPPRESS_COUNT_OTHERS, NULL, table.withheld);
    assert_true(table.withheld[1] && table.withheld[2] && !table.withheld[3]);
    assert_true(table.withheld[6] && table.withheld[7]); /* one for the row, the other for its column, where 2 people would be alone */
    assert_false(table.withheld[10] || table.withheld[11]);
}

/* Hand: row B has only one column, of 30 people; it must be withheld beside the 4 of row A, and the total of B, the same people, with it. */
static void total_of_a_single_withheld_cell_goes_too(void **state)
{
    (void)state;
    struct table table;
    lay_out(&table, 3, 2, (long[]){4, 40, 30, 0, 50, 60}, NULL);
    suppress_cells(table.people, table.cells, table.lines, table.line_count, 10, SUPPRESS_COUNT_OTHERS, NULL, table.withheld);
    assert_true(table.withheld[6] && table.withheld[8] && table.withheld[2]);
}

/* --- properties --------------------------------------------------------------------------------------------------------- */

/* The minimal standard generator of Park and Miller (Communications of the ACM 31, 1988): the same numbers everywhere. */
static uint64_t seed = 20260701;
static long draw(long below)
{
    seed = seed * 48271 % 2147483647;
    return (long)(seed % (uint64_t)below);
}

/* Written anew from the promise, not from the code: what subtraction along a line shows. */
static void check_line(const struct table *table, const struct suppress_line *line, long minimum)
{
    long hidden = table->people[line->total];
    int lone = 0;
    for (int i = 0; i < line->count; i++) {
        int cell = line->first + i * line->step;
        if (table->withheld[cell]) lone += table->people[cell] > 0;
        else hidden -= table->people[cell];
    }
    if (table->withheld[line->total]) {
        assert_true(table->people[line->total] < minimum || hidden >= minimum);
        return;
    }
    if (hidden != 0 && hidden < minimum) fail_msg("%ld people could be computed", hidden);
    if (lone == 1) {
        long listed = 0;
        for (int i = 0; i < line->count; i++) listed += table->people[line->first + i * line->step];
        assert_true(table->people[line->total] > listed); /* those without a group stand beside it */
    }
}

static void check_table(const struct table *table, long minimum)
{
    for (int cell = 0; cell < table->cells; cell++)
        if (!table->withheld[cell]) assert_true(table->people[cell] >= minimum);
    for (int i = 0; i < table->line_count; i++) check_line(table, &table->lines[i], minimum);
}

static void no_made_up_table_gives_a_cell_away(void **state)
{
    (void)state;
    for (int turn = 0; turn < 20000; turn++) {
        long inside[ROW_LIMIT * COLUMN_LIMIT], unknown[ROW_LIMIT], minimum = 3 + draw(10), spread = 1 + draw(60);
        int rows = 1 + (int)draw(ROW_LIMIT), columns = 1 + (int)draw(COLUMN_LIMIT);
        for (int i = 0; i < rows * columns; i++) inside[i] = draw(4) ? draw(spread) : 0;
        for (int i = 0; i < rows; i++) unknown[i] = draw(3) ? 0 : draw(5);
        struct table table, again;
        lay_out(&table, rows, columns, inside, unknown);
        again = table;
        suppress_cells(table.people, table.cells, table.lines, table.line_count, minimum, SUPPRESS_COUNT_OTHERS, NULL, table.withheld);
        check_table(&table, minimum);
        suppress_cells(again.people, again.cells, again.lines, again.line_count, minimum, SUPPRESS_COUNT_OTHERS, NULL, again.withheld);
        assert_memory_equal(table.withheld, again.withheld, sizeof table.withheld);
    }
}

/* --- quantiles ---------------------------------------------------------------------------------------------------------- */

/* methods.md 4.2, rule 4: the minimum on each side, so 20 people for a median and 40 for a quartile. */
static void quantiles_need_people_on_both_sides(void **state)
{
    (void)state;
    assert_false(suppress_shows_quantile(19, 0.5, 10));
    assert_true(suppress_shows_quantile(20, 0.5, 10));
    assert_false(suppress_shows_quantile(39, 0.25, 10));
    assert_true(suppress_shows_quantile(40, 0.25, 10));
    assert_false(suppress_shows_quantile(39, 0.75, 10));
    assert_true(suppress_shows_quantile(40, 0.75, 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_numbers), cmocka_unit_test(keeps_what_is_marked), cmocka_unit_test(split_in_two_passes_on_both_sides),
        cmocka_unit_test(lone_cell_gets_the_smallest_partner), cmocka_unit_test(ties_go_to_the_first), cmocka_unit_test(hidden_people_number_the_minimum),
        cmocka_unit_test(nobody_is_no_partner), cmocka_unit_test(people_without_a_group_are_hidden_people), cmocka_unit_test(nothing_is_shown_of_a_small_survey),
        cmocka_unit_test(a_coarser_breakdown_gives_way), cmocka_unit_test(shares_near_the_ends_give_people_away), cmocka_unit_test(a_revealing_cell_goes_with_ten_others),
        cmocka_unit_test(crossing_of_methods_4_4), cmocka_unit_test(lone_cell_of_a_crossing_hides_a_rectangle),
        cmocka_unit_test(withheld_margin_is_not_the_sum_of_its_row),
        cmocka_unit_test(total_of_a_single_withheld_cell_goes_too), cmocka_unit_test(no_made_up_table_gives_a_cell_away),
        cmocka_unit_test(quantiles_need_people_on_both_sides)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
