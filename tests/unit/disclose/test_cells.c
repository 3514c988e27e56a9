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
static const struct grouping groupings[] = {{"all", "All", {{-1, -1}, {-1, -1}}, 0},
                                            {"sector", "Sector", {{0, -1}, {-1, -1}}, 1},
                                            {"sector*region", "Sector by region", {{0, -1}, {1, -1}}, 2}};
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
    expect_line(0, (struct suppress_line){0, 1, 1, 2});
    expect_line(1, (struct suppress_line){0, 3, 1, 6});
    expect_line(2, (struct suppress_line){1, 3, 1, 3});
    expect_line(3, (struct suppress_line){2, 6, 1, 3});
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(groups_follow_the_codebook), cmocka_unit_test(what_the_codebook_does_not_know_is_not_found),
                                       cmocka_unit_test(lines_lead_to_published_margins), cmocka_unit_test(groups_have_names_and_words)};
    return cmocka_run_group_tests(tests, lay_out, clear);
}
