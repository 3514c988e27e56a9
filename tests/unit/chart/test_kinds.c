/* The three plans: what they say, where they say it, that they show released values and nothing else. The figures are made up here and the expected
 * words are written by hand from ecosystem.md 2.6 and 4 and from the rule of rounding. Run from the top of the tree. */
#include "sheet_words.h"

static struct figure new_figure(struct arena *arena)
{
    return (struct figure){.arena = arena, .patterns = {patterns.at, patterns.length}, .name = "x", .by = "sector", .by_label = "employer", .survey = "Survey", .people = "link workers", .period = "2026-27-Q2",
                           .period_label = "2026-27 Q2", .compared = true, .groups = {{"nhs", "NHS"}, {"voluntary", "Voluntary"}}, .group_count = 2};
}

static const struct estimate withheld = {NAN, NAN, NAN, NAN, 'c'};

/* --- comparison --- */

static struct figure_measure score(const char *label) { return (struct figure_measure){.name = label, .label = label, .unit = "out of 100", .better = "lower", .reference_label = "", .reference_low = NAN, .reference_high = NAN}; }

static void a_comparison_says_what_it_shows(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure = new_figure(arena);
    struct figure_measure measures[] = {score("Burnout"), score("Role clarity"), score("Isolation")};
    struct estimate cells[] = {{46.2, 42, 50, 88, '\0'}, {66, 62, 70, 88, '\0'}, {38, 34, 42, 61, '\0'}, {53, 48, 58, 64, '\0'}, {64, 59, 69, 64, '\0'}, withheld};
    struct difference differences[] = {{{7, 1, 13, NAN, '\0'}, "higher"}, {{-2, -8, 4, NAN, '\0'}, "no clear difference"}, {withheld, "too few"}};
    figure.measures = measures, figure.measure_count = figure.column_count = 3, figure.cells = cells, figure.differences = differences;
    struct sheet sheet = {.arena = arena};
    comparison_plan(&figure, &sheet);
    assert_string_equal(sheet.title, "Dot and whisker chart of 3 measures by employer, 2026-27 Q2");
    assert_string_equal(sheet.description, "Burnout: NHS 46 (42 to 50), Voluntary 53 (48 to 58), difference +7 (1 to 13). Role clarity: NHS 66 (62 to 70), Voluntary 64 (59 to 69), difference \u22122 (\u22128 to 4). "
                                           "Isolation: NHS 38 (34 to 42), Voluntary [c] too few to show, difference [c]. The values are in the table after the chart.");
    assert_true(height_of(&sheet) == 90 + 46 * 3);
    assert_true(says(&sheet, "Mean (out of 100) with 95% confidence interval, 2026-27 Q2\n"));
    assert_true(says(&sheet, "Voluntary minus NHS (95% CI)\n"));
    assert_true(says(&sheet, "Source: Survey, 2026-27 Q2. n = 61 to 88 NHS, 64 Voluntary. Bold: the difference is clear.\n"));
    assert_true(says(&sheet, "\tright\t14\t1\t0\t+7 (1 to 13)\n"));        /* clear: bold */
    assert_true(says(&sheet, "\tright\t14\t0\t1\t\u22122 (\u22128 to 4)\n")); /* not clear: muted */
    assert_true(says(&sheet, "[c] too few to show\n"));
    assert_int_equal(sheet.marks_written, 4); /* the row with a side withheld has no marks, not even the other side's */
    assert_null(strstr(sheet.marks.at, "38"));
    assert_non_null(strstr(sheet.marks.at, "0\t46.2\t42\t50\t")); /* released values as they are */
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    arena_destroy(arena);
}

static void percentages_reach_from_0_to_100(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure = new_figure(arena);
    struct figure_measure measure = {.name = "a", .label = "Alone", .unit = "", .better = "", .reference_label = "", .percent = true};
    struct estimate cells[] = {{0.4, 0.1, 2, 88, '\0'}, {44, 40, 48, 64, '\0'}};
    struct difference difference = {{13, 8, 18, NAN, '\0'}, "higher"};
    figure.measures = &measure, figure.measure_count = figure.column_count = 1, figure.cells = cells, figure.differences = &difference;
    struct sheet sheet = {.arena = arena};
    comparison_plan(&figure, &sheet);
    assert_true(says(&sheet, "\t0%\n") && says(&sheet, "\t100%\n"));
    assert_non_null(strstr(sheet.description, "NHS 0.4% (0.1% to 2%)")); /* never 0 for what is not 0 */
    assert_non_null(strstr(sheet.title, "one measure, Alone, by employer"));
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    arena_destroy(arena);
}

/* --- trend --- */

static struct figure new_trend(struct arena *arena, struct figure_measure *measure, int periods)
{
    struct figure figure = new_figure(arena);
    *measure = (struct figure_measure){.name = "b", .label = "High burnout", .unit = "%", .better = "lower", .reference_label = "", .percent = true};
    figure.measures = measure, figure.measure_count = 1, figure.column_count = periods;
    figure.periods = arena_new(arena, (size_t)periods, sizeof *figure.periods);
    figure.cells = arena_new(arena, (size_t)periods * 2, sizeof *figure.cells);
    for (int i = 0; i < periods; i++) {
        figure.periods[i].name = figure.periods[i].label = arena_format(arena, "%d-%02d Q%d", 2010 + i / 4, 11 + i / 4, i % 4 + 1);
        for (int group = 0; group < 2; group++) figure.cells[group * periods + i] = (struct estimate){40 + group * 2 + i % 3, 35, 46, 60, '\0'};
    }
    figure.period_label = figure.periods[periods - 1].label;
    return figure;
}

static void a_trend_has_gaps_and_names_that_do_not_collide(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure_measure measure;
    struct figure figure = new_trend(arena, &measure, 8);
    figure.cells[8 + 2] = withheld;
    figure.cells[7] = (struct estimate){42, 37, 47, 88, '\0'};
    figure.cells[15] = (struct estimate){43, 38, 48, 64, '\0'};
    struct sheet sheet = {.arena = arena};
    trend_plan(&figure, &sheet);
    assert_string_equal(sheet.title, "Line chart of High burnout by employer, 2010-11 Q1 to 2011-12 Q4");
    assert_string_equal(sheet.description, "NHS: 40% (35% to 46%) in 2010-11 Q1, 42% (37% to 47%) in 2011-12 Q4. Voluntary: 42% (35% to 46%) in 2010-11 Q1, 43% (38% to 48%) in 2011-12 Q4. The values are in the table after the chart.");
    assert_int_equal(sheet.marks_written, 15);
    assert_non_null(strstr(sheet.marks.at, "1\t1\t43\t35\t46\t1\n\n1\t3\t")); /* an empty row where the period is withheld */
    assert_true(says(&sheet, "[c]\n") && says(&sheet, "[c]: too few to show."));
    assert_true(says(&sheet, "High burnout: percentage of link workers, with 95% confidence intervals; lower is better\n"));
    assert_true(says(&sheet, "\t0%\n"));
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    arena_destroy(arena);
}

static void any_number_of_periods_can_be_read(void **state)
{
    (void)state;
    for (int periods = 1; periods <= 60; periods++) {
        struct arena *arena = arena_create();
        struct figure_measure measure;
        struct figure figure = new_trend(arena, &measure, periods);
        struct sheet sheet = {.arena = arena};
        trend_plan(&figure, &sheet);
        words_stand_inside_and_apart(&sheet);
        assert_true(says(&sheet, periods > 5 ? strrchr(figure.period_label, 'Q') : figure.period_label)); /* the newest is always named */
        sheet_free(&sheet);
        arena_destroy(arena);
    }
}

static void a_lone_period_keeps_its_interval(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure_measure measure;
    struct figure figure = new_trend(arena, &measure, 3);
    figure.cells[0] = figure.cells[2] = withheld;
    struct sheet sheet = {.arena = arena};
    trend_plan(&figure, &sheet);
    assert_int_equal(sheet.marks_written, 3 + 3); /* a band of three rows, and the other group's line */
    assert_true(says(&sheet, "[c] too few to show\n"));
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    arena_destroy(arena);
}

/* --- distribution --- */

static void a_distribution_keeps_zero_and_withheld_apart(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure = new_figure(arena);
    struct figure_measure measure = {.name = "c", .label = "Open cases", .unit = "people", .better = "lower", .reference_label = "the agreed range", .reference_low = 20, .reference_high = 40, .decimals = 1};
    struct figure_bin bins[] = {{"1:20", "1 to 20", 1, 21}, {"21:40", "21 to 40", 21, 41}, {"41:", "41 or more", 41, NAN}};
    struct estimate cells[] = {{34.4, NAN, NAN, 88, '\0'}, {50.6, NAN, NAN, 88, '\0'}, {15, NAN, NAN, 88, '\0'}, {0, NAN, NAN, 64, '\0'}, withheld, {25, NAN, NAN, 64, '\0'}};
    figure.measures = &measure, figure.measure_count = 1, figure.bins = bins, figure.column_count = 3, figure.cells = cells;
    for (int i = 0; i < 3; i++) {
        figure.quartiles[0][i] = (struct estimate){16 + 9 * i, NAN, NAN, 88, '\0'};
        figure.quartiles[1][i] = withheld;
    }
    struct sheet sheet = {.arena = arena};
    distribution_plan(&figure, &sheet);
    assert_string_equal(sheet.description, "NHS: 34% in 1 to 20; 51% in 21 to 40; 15% in 41 or more; Median 25; middle half 16 to 34. Voluntary: 0% in 1 to 20; [c] too few to show in 21 to 40; 25% in 41 or more. The values are in the table after the chart.");
    assert_int_equal(sheet.marks_written, 4); /* neither 0 nor withheld has a bar; each says which it is */
    assert_true(says(&sheet, "\t0%\n") && says(&sheet, "\t[c]\n"));
    assert_true(says(&sheet, "Grey zone: the agreed range, 20 to 40. Source: Survey, 2026-27 Q2. n = 88 NHS, 64 Voluntary.\n"));
    assert_true(says(&sheet, "Open cases, people: percentage of link workers in each band, 2026-27 Q2\n"));
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    arena_destroy(arena);
}

/* The release leaves out the groups of which nothing may be shown; the source line says how many. A label that holds the range is not followed by it. */
static void a_distribution_says_what_it_leaves_out_and_the_range_once(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure = new_figure(arena);
    struct figure_measure measure = {.name = "c", .label = "Open cases", .unit = "people", .better = "lower", .reference_label = "20 to 40: an example, put your own here", .reference_low = 20, .reference_high = 40, .decimals = 1};
    struct figure_bin bins[] = {{"1:20", "1 to 20", 1, 21}, {"21:", "21 or more", 21, NAN}};
    struct estimate cells[] = {{34, NAN, NAN, 88, '\0'}, {66, NAN, NAN, 88, '\0'}};
    figure.measures = &measure, figure.measure_count = 1, figure.bins = bins, figure.column_count = 2, figure.cells = cells, figure.group_count = 1, figure.groups_withheld = 2;
    for (int i = 0; i < 3; i++) figure.quartiles[0][i] = withheld;
    struct sheet sheet = {.arena = arena};
    distribution_plan(&figure, &sheet);
    assert_true(says(&sheet, "Grey zone: 20 to 40: an example, put your own here. Source: Survey, 2026-27 Q2. n = 88 NHS. 2 groups are too small to show.\n"));
    sheet_free(&sheet);
    measure.reference_label = "the agreed range of 2040";
    figure.groups_withheld = 1;
    sheet = (struct sheet){.arena = arena};
    distribution_plan(&figure, &sheet);
    assert_true(says(&sheet, "One group is too small to show.\n"));
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    arena_destroy(arena);
}

static void nothing_to_show_is_still_a_chart(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure_measure measure;
    struct figure figure = new_trend(arena, &measure, 4);
    struct figure_bin bins[] = {{"a", "a", NAN, 1}, {"b", "b", 1, 2}, {"c", "c", 2, 3}, {"d", "d", 3, NAN}};
    struct difference differences[] = {{withheld, "too few"}, {withheld, "too few"}, {withheld, "too few"}, {withheld, "too few"}};
    struct figure_measure measures[] = {score("A"), score("B"), score("C"), score("D")};
    measure.reference_low = measure.reference_high = NAN;
    for (int i = 0; i < 8; i++) figure.cells[i] = withheld;
    for (int i = 0; i < 6; i++) figure.quartiles[i / 3][i % 3] = withheld;
    void (*const plans[])(const struct figure *, struct sheet *) = {trend_plan, distribution_plan, comparison_plan};
    figure.bins = bins, figure.differences = differences;
    for (int i = 0; i < 3; i++) {
        struct sheet sheet = {.arena = arena};
        if (plans[i] == comparison_plan) figure.measures = measures, figure.measure_count = 4;
        plans[i](&figure, &sheet);
        assert_int_equal(sheet.marks_written, 0);
        assert_true(says(&sheet, "[c] too few to show\n"));
        words_stand_inside_and_apart(&sheet);
        sheet_free(&sheet);
    }
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_comparison_says_what_it_shows), cmocka_unit_test(percentages_reach_from_0_to_100), cmocka_unit_test(a_trend_has_gaps_and_names_that_do_not_collide),
                                       cmocka_unit_test(any_number_of_periods_can_be_read), cmocka_unit_test(a_lone_period_keeps_its_interval), cmocka_unit_test(a_distribution_keeps_zero_and_withheld_apart),
                                       cmocka_unit_test(a_distribution_says_what_it_leaves_out_and_the_range_once), cmocka_unit_test(nothing_to_show_is_still_a_chart)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
