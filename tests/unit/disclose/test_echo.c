/* Measures made of what people are grouped by. Expected values: by hand from the promise in echo.h, minimum 10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "../../../pipeline/disclose/echo.h"
#include <cmocka.h> /* last: it has a macro called fail */

enum { REGION, LONDON, LONDON_AGAIN, OTHER, MEASURES }; /* the region itself, "in London", made of that, and something else */
enum { CELLS = 1 + 4 };

static const struct category regions[] = {{.value = "north"}, {.value = "south"}, {.value = "east"}, {.value = "london"}};
static const struct field fields[] = {{.name = "region", .categories = regions, .category_count = 4}, {.name = "team", .categories = regions, .category_count = 4}};
static const struct operand of_region = {.field = 0, .measure = -1}, of_london = {.field = -1, .measure = LONDON}, of_team = {.field = 1, .measure = -1};
static const struct measure measures[] = {
    {.name = "region", .kind = MEASURE_ITEM, .shape = SHAPE_CATEGORY, .operands = &of_region, .operand_count = 1, .categories = regions, .category_count = 4},
    {.name = "london", .kind = MEASURE_IN, .shape = SHAPE_YES_NO, .operands = &of_region, .operand_count = 1},
    {.name = "london_again", .kind = MEASURE_ANY, .shape = SHAPE_YES_NO, .operands = &of_london, .operand_count = 1},
    {.name = "team", .kind = MEASURE_ITEM, .shape = SHAPE_CATEGORY, .operands = &of_team, .operand_count = 1, .categories = regions, .category_count = 4}};
static const struct grouping groupings[] = {{"all", "All", {{-1, -1}, {-1, -1}}, 0, NULL}, {"region", "Region", {{0, -1}, {-1, -1}}, 1, NULL}};
static const struct codebook book = {.fields = fields, .field_count = 2, .measures = measures, .measure_count = MEASURES, .groupings = groupings, .grouping_count = 2, .minimum = 10};

struct room { struct arena *arena; bool groups[CELLS], cells[MEASURES * CELLS]; bool *answers[MEASURES]; struct wave wave; struct plan plan; };
static struct room room;

/* Everybody and four regions. */
static void decide(int measure, const long *respondents, const bool *withheld_groups)
{
    memset(room.cells, 0, sizeof room.cells);
    memset(room.answers, 0, sizeof room.answers);
    memcpy(room.groups, withheld_groups, sizeof room.groups);
    room.wave = (struct wave){.groups = room.groups, .cells = room.cells, .answers = room.answers};
    room.plan = (struct plan){.book = &book, .cells = cells_create(&book, room.arena), .arena = room.arena, .waves = &room.wave, .wave_count = 1};
    echo_withhold(&room.plan, 0, measure, respondents);
}

static void expect_groups(int measure, bool withheld)
{
    for (int cell = 1; cell < CELLS; cell++) assert_int_equal(plan_withholds(&room.plan, 0, measure, cell), withheld);
}

static void expect_answers(const bool *withheld)
{
    for (int i = 0; i < 4; i++)
        if (plan_withholds_answer(&room.plan, 0, REGION, 0, regions[i].value) != withheld[i]) fail_msg("%s", regions[i].value);
}

static const long sizes[] = {96, 40, 30, 4, 22};

static void withheld_groups_are_withheld_answers(void **state)
{
    (void)state;
    decide(REGION, sizes, (bool[]){false, false, false, true, true});
    expect_groups(REGION, true);
    assert_false(plan_withholds(&room.plan, 0, REGION, 0));
    expect_answers((bool[]){false, false, true, true});
}

/* A group withheld alone, beside people of no group: the percents add up to 100, so the next smallest answer goes too. */
static void an_answer_is_never_withheld_alone(void **state)
{
    (void)state;
    decide(REGION, sizes, (bool[]){false, false, false, true, false});
    expect_answers((bool[]){false, false, true, true});
    decide(REGION, (long[]){92, 40, 30, 0, 22}, (bool[]){false, false, false, true, true}); /* nobody is no partner */
    expect_answers((bool[]){false, true, true, true});
}

static void measures_of_several_groups_are_not_shown(void **state)
{
    (void)state;
    for (int measure = LONDON; measure <= LONDON_AGAIN; measure++) {
        decide(measure, sizes, (bool[]){false, false, false, true, true});
        expect_groups(measure, true);
        assert_true(plan_withholds(&room.plan, 0, measure, 0));
    }
}

static void others_stay(void **state)
{
    (void)state;
    decide(OTHER, sizes, (bool[]){false, false, false, true, true});
    expect_groups(OTHER, false);
    decide(REGION, (long[]){132, 40, 30, 40, 22}, (bool[]){false, false, false, false, false});
    expect_groups(REGION, false);
    expect_answers((bool[]){false, false, false, false});
}

static int open_room(void **state)
{
    (void)state;
    room.arena = arena_create();
    return 0;
}

static int close_room(void **state)
{
    (void)state;
    arena_destroy(room.arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(withheld_groups_are_withheld_answers), cmocka_unit_test(an_answer_is_never_withheld_alone),
                                       cmocka_unit_test(measures_of_several_groups_are_not_shown), cmocka_unit_test(others_stay)};
    return cmocka_run_group_tests(tests, open_room, close_room);
}
