/* The picture of missing answers: what it says, that its words stand apart, that what is withheld is not in it. Figures are made up here, the expected
 * words written by hand from ecosystem.md 2.6 and 4.1. */
#include "sheet_words.h"

static struct figure new_figure(struct arena *arena)
{
    return (struct figure){.arena = arena, .patterns = {patterns.at, patterns.length}, .name = "missing-answers", .by = "all", .by_label = "All", .survey = "Survey", .people = "link workers", .period = "2026-27-Q2",
                           .period_label = "2026-27 Q2"};
}

static void add(struct gaps *gaps, const char *question, const char *category, long n) { gaps_add(gaps, &(struct gap_count){question, question, category, n, 340, false}); }

static void says_what_is_missing_and_why(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure = new_figure(arena);
    add(&figure.gaps, "Hours", "no answer", 17);
    add(&figure.gaps, "Waiting list", "not applicable", 51);
    add(&figure.gaps, "Waiting list", "not reached", 34);
    add(&figure.gaps, "Worries", "any reason", -1);
    add(&figure.gaps, "Pay", "any reason", 41);
    gaps_choose(&figure.gaps);
    struct sheet sheet = {.arena = arena};
    missing_plan(&figure, &sheet);
    assert_string_equal(sheet.title, "Bar chart of missing answers by question, 2026-27 Q2");
    assert_string_equal(sheet.description, "Waiting list: 25% without an answer (not reached 34, other reason 51). Pay: 12% without an answer (any reason 41). Hours: 5% without an answer (no answer 17). "
                                           "Worries: [c] too few to show. The values are in the table after the chart.");
    assert_true(says(&sheet, "Percentage of 340 link workers without an answer, by reason, 2026-27 Q2; columns: number of people\n"));
    assert_true(says(&sheet, "\tleft\t13\t1\t0\t25%\n"));
    assert_true(says(&sheet, "\tright\t13\t0\t0\t51\n") && says(&sheet, "\tright\t13\t0\t0\t34\n") && says(&sheet, "\tright\t13\t0\t0\t85\n"));
    assert_true(says(&sheet, "\tright\t13\t0\t1\t[c]\n")); /* the reasons of "Pay" are not 0: they may not be told apart */
    assert_true(says(&sheet, "Any reason, or not asked: apart, one of them would stand for too few people."));
    assert_true(says(&sheet, "[c] too few to show\n"));
    assert_string_equal(sheet.script, "missing");
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    gaps_free(&figure.gaps);
    arena_destroy(arena);
}

/* 20% of 340 are 68 people; the bar must end where 20% stands on the axis, between its ticks. */
static void a_bar_is_as_long_as_its_share(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure = new_figure(arena);
    add(&figure.gaps, "Half", "no answer", 170);
    add(&figure.gaps, "Fifth", "no answer", 68);
    gaps_choose(&figure.gaps);
    struct sheet sheet = {.arena = arena};
    missing_plan(&figure, &sheet);
    double ends[2] = {0, 0}, start = 0;
    int bars = 0;
    for (char *line = sheet.boxes.at; line && *line; line = strchr(line, '\n') + 1) {
        char *at = line;
        double x1 = strtod(at, &at), y1 = strtod(at, &at), x2 = strtod(at, &at), y2 = strtod(at, &at), ink = strtod(at, &at);
        if (!(ink >= INK_GROUP && ink <= INK_GROUP) || y2 - y1 < 15 || bars == 2) continue;
        start = x1 - 1;
        ends[bars++] = x2;
    }
    assert_int_equal(bars, 2);
    assert_true(fabs((ends[1] - start) / (ends[0] - start) - 0.4) < 1e-9); /* 20 of 50 */
    assert_false(says(&sheet, "no answer\n")); /* one reason alone needs no column beside the sum */
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    gaps_free(&figure.gaps);
    arena_destroy(arena);
}

static void the_fullest_picture_can_be_read(void **state)
{
    (void)state;
    static const char long_name[] = "How many people were supported by you in the last quarter of the year, all services taken together, whether or not they came back?";
    static const char *const reasons[] = {"no answer", "not reached", "prefer not to say", "not asked"};
    struct arena *arena = arena_create();
    struct figure figure = new_figure(arena);
    figure.survey = figure.people = long_name;
    for (int i = 0; i < 60; i++) {
        const char *question = i == 59 ? "<script>alert(1)</script>\"'&`|\tx" : arena_format(arena, "%d %s", i, long_name);
        if (i == 7) add(&figure.gaps, question, "any reason", 335);
        for (int r = 0; i != 7 && r < 4; r++) gaps_add(&figure.gaps, &(struct gap_count){question, question, reasons[r], 20 + i, 340, false});
    }
    gaps_add(&figure.gaps, &(struct gap_count){"comment", "Comment", "no answer", 330, 340, true});
    gaps_add(&figure.gaps, &(struct gap_count){"unasked", "Unasked", "not asked", 340, 340, false});
    gaps_choose(&figure.gaps);
    struct sheet sheet = {.arena = arena};
    missing_plan(&figure, &sheet);
    assert_int_equal(figure.gaps.shown, 15);
    assert_true(says(&sheet, "put to nobody"));
    assert_false(says(&sheet, "Unasked"));
    assert_non_null(strstr(sheet.description, "7 more rows are in the table."));
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    gaps_free(&figure.gaps);
    arena_destroy(arena);
}

/* Text that would break a file of cells stays one cell. */
static void hostile_names_stay_text(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure figure = new_figure(arena);
    add(&figure.gaps, "`touch x`\t9\n\"quoted\\n\" <b>", "no answer", 30);
    gaps_choose(&figure.gaps);
    struct sheet sheet = {.arena = arena};
    missing_plan(&figure, &sheet);
    int lines = 0;
    for (const char *at = sheet.words.at; *at; at++) lines += *at == '\n';
    assert_int_equal(lines, sheet.words_written);
    assert_true(says(&sheet, "`touch x` 9 "));
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    gaps_free(&figure.gaps);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_what_is_missing_and_why), cmocka_unit_test(a_bar_is_as_long_as_its_share), cmocka_unit_test(the_fullest_picture_can_be_read),
                                       cmocka_unit_test(hostile_names_stay_text)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
