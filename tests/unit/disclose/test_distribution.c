/* Whose bins are shown. Expected values: by hand from the promise in distribution.h, minimum 10, so that 40 people show quartiles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "../../../pipeline/disclose/distribution.h"
#include <cmocka.h> /* last: it has a macro called fail */

enum { BINS = 2, CELLS_BY_SECTOR = 1 + 3, CELLS_BY_BOTH = 1 + 3 + 2 };

static const struct category sectors[] = {{.value = "nhs"}, {.value = "voluntary"}, {.value = "authority"}};
static const struct category regions[] = {{.value = "north"}, {.value = "south"}};
static const struct field fields[] = {{.name = "sector", .categories = sectors, .category_count = 3}, {.name = "region", .categories = regions, .category_count = 2}};
static const double edges[] = {0, 20, 40};
static const struct measure measures[] = {{.name = "caseload", .kind = MEASURE_RATIO, .shape = SHAPE_NUMBER, .bin_edges = edges, .bin_edge_count = 3}};
static const struct grouping groupings[] = {{"all", "All", {{-1, -1}, {-1, -1}}, 0, NULL}, {"sector", "Sector", {{0, -1}, {-1, -1}}, 1, NULL}, {"region", "Region", {{1, -1}, {-1, -1}}, 1, NULL}};
static const int charted[] = {0};
static const struct chart_plan charts[] = {{CHART_DISTRIBUTION, "caseload", NULL, 1, charted, 1}, {CHART_DISTRIBUTION, "by_region", NULL, 2, charted, 1}};

/* Half of each group in each bin; everybody first, then the sectors, then, when there are so many cells, the regions. */
static void expect_of(int cell_count, const long *people, const bool *shown)
{
    int breakdowns = cell_count == CELLS_BY_BOTH ? 2 : 1;
    const struct codebook book = {.fields = fields, .field_count = 2, .measures = measures, .measure_count = 1, .groupings = groupings, .grouping_count = 1 + breakdowns,
                                  .charts = charts, .chart_count = breakdowns, .minimum = 10};
    bool cells[CELLS_BY_BOTH] = {false};
    struct wave wave = {.cells = cells};
    struct arena *arena = arena_create();
    struct plan plan = {.book = &book, .cells = cells_create(&book, arena), .arena = arena, .waves = &wave, .wave_count = 1};
    assert_int_equal(plan.cells->count, cell_count);
    for (int cell = 0; cell < cell_count; cell++) cells[cell] = people[cell] < 10;
    distribution_prepare(&plan);
    for (int cell = 0; cell < cell_count; cell++)
        for (int bin = 0; bin < BINS; bin++)
            distribution_bin(&plan, 0, 0, cell)[bin] = (struct bin){.method = "", .n = people[cell], .count = people[cell] / 2 + (bin ? people[cell] % 2 : 0)};
    distribution_merge(&plan);
    for (int cell = 0; cell < cell_count; cell++)
        if (distribution_shows(&plan, 0, 0, cell) != shown[cell]) fail_msg("cell %d of %ld people", cell, people[cell]);
    arena_destroy(arena);
}

static void expect(const long *people, const bool *shown)
{
    expect_of(CELLS_BY_SECTOR, people, shown);
}

static void large_groups_are_shown(void **state)
{
    (void)state;
    expect((long[]){150, 60, 50, 40}, (bool[]){true, true, true, true});
}

static void one_group_without_bins_takes_those_of_everybody(void **state)
{
    (void)state;
    expect((long[]){149, 60, 50, 39}, (bool[]){false, true, true, false});
    expect((long[]){119, 60, 50, 9}, (bool[]){false, true, true, false});
}

/* One person of no group, or twenty, beside the 39: what is left is the 39 people all but exactly. */
static void people_of_no_group_are_no_cover(void **state)
{
    (void)state;
    expect((long[]){150, 60, 50, 39}, (bool[]){false, true, true, false});
    expect((long[]){170, 60, 50, 39}, (bool[]){false, true, true, false});
    expect((long[]){157, 60, 50, 40}, (bool[]){false, true, true, true}); /* seven of no group alone */
    expect((long[]){170, 60, 50, 40}, (bool[]){true, true, true, true});  /* twenty */
}

static void two_groups_cover_each_other(void **state)
{
    (void)state;
    expect((long[]){130, 60, 39, 31}, (bool[]){true, true, false, false});
    expect((long[]){66, 60, 3, 3}, (bool[]){false, true, false, false}); /* six people are not the minimum */
}

/* Everybody's bins are withheld because of the 39; the two regions would add up to them, so the smaller one goes. */
static void another_breakdown_does_not_add_up_to_what_is_withheld(void **state)
{
    (void)state;
    expect_of(CELLS_BY_BOTH, (long[]){149, 60, 50, 39, 90, 59}, (bool[]){false, true, true, false, true, false});
    expect_of(CELLS_BY_BOTH, (long[]){150, 60, 50, 40, 90, 60}, (bool[]){true, true, true, true, true, true});
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(large_groups_are_shown), cmocka_unit_test(one_group_without_bins_takes_those_of_everybody),
                                       cmocka_unit_test(people_of_no_group_are_no_cover), cmocka_unit_test(two_groups_cover_each_other),
                                       cmocka_unit_test(another_breakdown_does_not_add_up_to_what_is_withheld)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
