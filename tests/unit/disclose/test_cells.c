/* The layout of a survey's groups. Expected values: counted by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "../../../pipeline/disclose/cells.h"
#include <cmocka.h> /* last: it has a macro called fail */

static const struct category sectors[] = {
    {.value = "nhs", .label = "NHS", .phrase = "NHS link workers"}, {.value = "voluntary", .label = "Voluntary sector"}};
static const struct category regions[] = {
    {.value = "north", .label = "North"}, {.value = "south", .label = "South"}, {.value = "south*west", .label = "South West"}};
static const struct field fields[] = {{.name = "sector", .type = FIELD_CATEGORY, .categories = sectors, .category_count = 2},
                                      {.name = "region", .type = FIELD_CATEGORY, .categories = regions, .category_count = 3}};
static const struct grouping groupings[] = {{"all", "All", {{-1, -1}, {-1, -1}}, 0, NULL},
                                            {"sector", "Sector", {{0, -1}, {-1, -1}}, 1, NULL},
                                            {"sector*region", "Sector by region", {{0, -1}, {1, -1}}, 2, NULL}};
static const struct codebook book = {.people = "link workers", .fields = fields, .field_count = 2, .groupings = groupings, .grouping_count = 3};

struct room { struct arena *arena; struct cells *cells; };
static struct room room;

static int lay_out(void **state)
{
    room.arena = arena_create();
    room.cells = cells_create(&book, room.arena);
    *state = &room;
    return 0;
}

static int clear(void **state)
{
    (void)state;
    arena_destroy(room.arena);
    return 0;
}

static void groups_follow_the_codebook(void **state)
{
    (void)state;
    assert_int_equal(room.cells->count, 1 + 2 + 6);
    assert_int_equal(cells_find(room.cells, "all", "all"), 0);
    assert_int_equal(cells_find(room.cells, "sector", "voluntary"), 2);
    assert_int_equal(cells_find(room.cells, "sector*region", "nhs*north"), 3);
    assert_int_equal(cells_find(room.cells, "sector*region", "voluntary*south*west"), 8);
}

static void what_the_codebook_does_not_know_is_not_found(void **state)
{
    (void)state;
    assert_int_equal(cells_find(room.cells, "region", "north"), -1);
    assert_int_equal(cells_find(room.cells, "sector", "nh"), -1);
    assert_int_equal(cells_find(room.cells, "sector", "all"), -1);
    assert_int_equal(cells_find(room.cells, "all", "nhs"), -1);
    assert_int_equal(cells_find(room.cells, "sector*region", "nhs"), -1);
    assert_int_equal(cells_find(room.cells, "sector*region", "nhs*"), -1);
}

static void expect_line(int line, struct suppress_line expected)
{
    const struct suppress_line *found = &room.cells->lines[line];
    assert_int_equal(found->total, expected.total);
    assert_int_equal(found->first, expected.first);
    assert_int_equal(found->step, expected.step);
    assert_int_equal(found->count, expected.count);
}

/* Region alone is not published, so the crossing has margins for its rows only, and adds up to everybody. */
static void lines_lead_to_published_margins(void **state)
{
    (void)state;
    assert_int_equal(room.cells->line_count, 4);
    expect_line(0, (struct suppress_line){.total = 0, .first = 1, .step = 1, .count = 2});
    expect_line(1, (struct suppress_line){.total = 0, .first = 3, .step = 1, .count = 6});
    expect_line(2, (struct suppress_line){.total = 1, .first = 3, .step = 1, .count = 3});
    expect_line(3, (struct suppress_line){.total = 2, .first = 6, .step = 1, .count = 3});
}

static void expect_text(void (*put)(const struct cells *, int, int, struct buffer *), int grouping, int index, const char *expected)
{
    struct buffer out = {0};
    put(room.cells, grouping, index, &out);
    assert_string_equal(out.at, expected);
    buffer_free(&out);
}

static void groups_have_names_and_words(void **state)
{
    (void)state;
    expect_text(cells_name, 0, 0, "all");
    expect_text(cells_phrase, 0, 0, "link workers");
    expect_text(cells_name, 1, 1, "voluntary");
    expect_text(cells_phrase, 1, 0, "NHS link workers");
    expect_text(cells_phrase, 1, 1, "Voluntary sector");
    expect_text(cells_name, 2, 5, "voluntary*south*west");
    expect_text(cells_label, 2, 4, "Voluntary sector, South");
}

/* The north; the rest as a band; and "is it the south?" as yes and no. */
static void coarser_breakdowns_add_up_from_finer_ones(void **state)
{
    (void)state;
    static const bool north[] = {true, false, false}, rest[] = {false, true, true}, south[] = {false, true, false};
    static const struct band bands[] = {{.value = "north", .label = "North", .matches = north}, {.value = "rest", .label = "Rest", .matches = rest}};
    static const struct category halves[] = {{.value = "north", .label = "North"}, {.value = "rest", .label = "Rest"}};
    static const struct category words[] = {{.value = "yes", .label = "Yes"}, {.value = "no", .label = "No"}};
    static const struct operand region = {.field = 1, .measure = -1}, answer = {.field = 1, .measure = -1, .matches = south};
    static const struct measure measures[] = {
        {.name = "half", .kind = MEASURE_BAND, .shape = SHAPE_CATEGORY, .operands = &region, .operand_count = 1, .bands = bands, .band_count = 2, .categories = halves, .category_count = 2},
        {.name = "south", .kind = MEASURE_IN, .shape = SHAPE_YES_NO, .operands = &answer, .operand_count = 1, .categories = words, .category_count = 2}};
    static const struct grouping coarser[] = {{"all", "All", {{-1, -1}, {-1, -1}}, 0, NULL}, {"region", "Region", {{1, -1}, {-1, -1}}, 1, NULL}, {"half", "Half", {{-1, 0}, {-1, -1}}, 1, NULL}, {"south", "South", {{-1, 1}, {-1, -1}}, 1, NULL}};
    const struct codebook halved = {.fields = fields, .field_count = 2, .measures = measures, .measure_count = 2, .groupings = coarser, .grouping_count = 4};
    const struct cells *cells = cells_create(&halved, room.arena);
    static const struct { int total, count, parts[3]; } expected[] = {{0, 3, {1, 2, 3}}, {4, 1, {1}}, {5, 2, {2, 3}}, {0, 2, {4, 5}}, {6, 1, {2}}, {7, 2, {1, 3}}, {0, 2, {6, 7}}};
    assert_int_equal(cells->line_count, 7);
    for (int i = 0; i < 7; i++) {
        assert_int_equal(cells->lines[i].total, expected[i].total);
        assert_int_equal(cells->lines[i].count, expected[i].count);
        assert_int_equal(cells->lines[i].coarser, expected[i].total > 0);
        for (int part = 0; part < expected[i].count; part++) assert_int_equal(suppress_part(&cells->lines[i], part), expected[i].parts[part]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(groups_follow_the_codebook), cmocka_unit_test(what_the_codebook_does_not_know_is_not_found),
                                       cmocka_unit_test(lines_lead_to_published_margins), cmocka_unit_test(coarser_breakdowns_add_up_from_finer_ones), cmocka_unit_test(groups_have_names_and_words)};
    return cmocka_run_group_tests(tests, lay_out, clear);
}
