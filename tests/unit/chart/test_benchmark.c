/* Bullets beside benchmarks: what they say, where the bands end, that words stand apart and what is withheld is not drawn. Figures are made up here, places worked out by hand. */
#include "sheet_words.h"

static struct figure new_figure(struct arena *arena, struct figure_benchmark *rows, int count)
{
    return (struct figure){.arena = arena, .patterns = {patterns.at, patterns.length}, .name = "benchmarks-1", .by = "all", .by_label = "All", .survey = "Survey", .people = "link workers", .period = "2026-27-Q2",
                           .period_label = "2026-27 Q2", .benchmarks = rows, .benchmark_count = count};
}

static struct figure_benchmark burnout(double value, double low, double high)
{
    return (struct figure_benchmark){.measure = {.label = "Work burnout", .unit = "out of 100", .better = "lower", .decimals = 1, .reference_label = ""}, .group = "", .band = "above the middle", .favour = "less favourable",
                                     .against = "", .source = "Norms", .date = "2007-11", .value = NAN, .edges = {36, 44.5, 53}, .low = 20, .high = 70, .own = {value, low, high, 370, 0}};
}

struct box { double x1, x2; int ink; };

static int read_boxes(const struct sheet *sheet, struct box *boxes, int limit)
{
    int count = 0;
    for (char *line = sheet->boxes.at; line && *line && count < limit; line = strchr(line, '\n') + 1) {
        char *at = line;
        double x1 = strtod(at, &at);
        (void)strtod(at, &at);
        double x2 = strtod(at, &at);
        (void)strtod(at, &at);
        boxes[count++] = (struct box){x1, x2, (int)strtod(at, &at)};
    }
    return count;
}

static void says_where_a_result_lies(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct figure_benchmark rows[] = {burnout(46.9, 45.4, 48.5), burnout(NAN, NAN, NAN), burnout(34.8, 29.8, 40.2)};
    rows[1].group = "Another employer";
    rows[1].own.flag = 'c';
    rows[2].measure = (struct figure_measure){.label = "Isolated at work", .unit = "%", .better = "lower", .percent = true, .decimals = 1, .reference_label = ""};
    rows[2].band = rows[2].favour = "";
    rows[2].against = "above";
    rows[2].value = 25;
    for (int i = 0; i < 3; i++) rows[2].edges[i] = NAN;
    struct figure figure = new_figure(arena, rows, 3);
    struct sheet sheet = {.arena = arena};
    benchmark_plan(&figure, &sheet);
    assert_string_equal(sheet.title, "Bullet chart of 3 results beside benchmarks, 2026-27 Q2");
    assert_string_equal(sheet.description, "Work burnout, link workers: 46.9 (45.4 to 48.5); above the middle, less favourable. Work burnout, Another employer: [c] too few to show. "
                                           "Isolated at work, link workers: 34.8% (29.8% to 40.2%); clearly above. The values are in the table after the chart.");
    assert_true(says(&sheet, "46.9 (45.4 to 48.5)\n") && says(&sheet, "above the middle, less favourable\n") && says(&sheet, "clearly above\n"));
    assert_true(says(&sheet, "\t36\n") && says(&sheet, "\t44.5\n") && says(&sheet, "\t25%\n")); /* edges with the decimals that were given */
    assert_true(says(&sheet, "Benchmarks: Norms, 2007-11.\n")); /* once, though three rows have it */
    assert_int_equal(sheet.marks_written, 2); /* no point for what is withheld */
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    arena_destroy(arena);
}

/* The row is 320 px wide and stands for 20 to 70, so 36, 44.5 and 53 lie 102, 157 and 211 px (102.4, 156.8, 211.2) from its left end; before each a pixel of paper. */
static void bands_end_at_the_edges(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    for (int higher = 0; higher < 2; higher++) {
        struct figure_benchmark row = burnout(46.9, 45.4, 48.5);
        if (higher) row.measure.better = "higher";
        struct figure figure = new_figure(arena, &row, 1);
        struct sheet sheet = {.arena = arena};
        struct box boxes[8];
        benchmark_plan(&figure, &sheet);
        assert_int_equal(read_boxes(&sheet, boxes, 8), 5); /* and the interval */
        const double ends[] = {101, 156, 210, 320};
        for (int band = 0; band < 4; band++) {
            assert_true(fabs(boxes[band].x2 - boxes[0].x1 - ends[band]) < 1e-9);
            assert_int_equal(boxes[band].ink, INK_BAND + (higher ? band : 3 - band)); /* the darkest is the least favourable */
        }
        assert_true(fabs(boxes[4].x2 - boxes[4].x1 - (182 - 163)) < 1e-9); /* 45.4 and 48.5: 162.56 and 182.4 px */
        sheet_free(&sheet);
    }
    arena_destroy(arena);
}

static void equal_edges_and_long_words_do_no_harm(void **state)
{
    (void)state;
    static char source[201];
    struct arena *arena = arena_create();
    struct figure_benchmark rows[14];
    memset(source, 'W', 200);
    for (int i = 0; i < 14; i++) {
        rows[i] = burnout(20, 20, 70);
        rows[i].measure.label = "A label that is far too long to stand on one line or even on two of them, however narrow";
        rows[i].measure.unit = "a unit that is long as well and then some more words of it";
        rows[i].group = "A group whose name has no end that anybody could think of, so that it must be cut";
        rows[i].source = i % 2 ? source : "{/a} <script>\\n \"x\"";
        for (int edge = 0; edge < 3; edge++) rows[i].edges[edge] = 20;
    }
    struct figure figure = new_figure(arena, rows, 14);
    figure.benchmarks_left_out = 7;
    struct sheet sheet = {.arena = arena};
    benchmark_plan(&figure, &sheet);
    assert_true(strstr(sheet.description, "11 more rows are in the table.") != NULL); /* ten are told, 21 there are */
    words_stand_inside_and_apart(&sheet);
    sheet_free(&sheet);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_where_a_result_lies), cmocka_unit_test(bands_end_at_the_edges), cmocka_unit_test(equal_edges_and_long_words_do_no_harm)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
