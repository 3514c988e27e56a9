/* By which headings a column is found. Expected: the shapes of the survey tools as schemas/README.md lists them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "../../../pipeline/ingest/names.h"
#include "personal.h"
#include <cmocka.h>

static const struct alias employer[] = {{.heading = "Q3", .until = "2026-06-30"}, {.heading = "Q4", .from = "2026-07-01"}, {.heading = "Who employs\xC2\xA0you?"}};
static const struct alias later[] = {{.heading = "Q3", .from = "2026-07-01"}};
static const struct category topics[] = {{.value = "1", .label = "Debt"}, {.value = "-1", .label = "None of these"}};
static const struct alias question[] = {{.heading = "Which topics?"}};
static const struct field fields[] = {{.name = "employer", .aliases = employer, .alias_count = 3, .choice_set = -1},
                                      {.name = "hours", .aliases = later, .alias_count = 1, .choice_set = -1},
                                      {.name = "Q9_1", .choice_set = 0},
                                      {.name = "Q9_-1", .choice_set = 0, .choice = 1}};
static const struct choice_set sets[] = {{.name = "Q9", .first = 2, .count = 2, .choices = topics, .aliases = question, .alias_count = 1}};
static const struct codebook book = {.fields = fields, .field_count = 4, .choice_sets = sets, .choice_set_count = 1};

static void assert_found(const struct period *period, const char *heading, int wanted)
{
    struct names *names = names_create(&book, period);
    int found = names_find(names, text_of(heading));
    if (found != wanted) fail_msg("'%s' is %d, not %d", heading, found, wanted);
    names_destroy(names);
}

static void names_and_aliases(void **state)
{
    (void)state;
    assert_found(NULL, "employer", 0);
    assert_found(NULL, "  EMPLOYER ", 0);
    assert_found(NULL, "who  employs you?", 0);
    assert_found(NULL, "employ", NAMES_NONE);
    assert_found(NULL, "", NAMES_NONE);
}

static void headings_of_a_wave(void **state)
{
    (void)state;
    const struct period before = {.start = "2026-04-01", .end = "2026-06-30"}, after = {.start = "2026-07-01", .end = "2026-09-30"}, across = {.start = "2026-06-01", .end = "2026-07-31"};
    assert_found(&before, "Q3", 0);
    assert_found(&after, "Q3", 1);
    assert_found(&after, "Q4", 0);
    assert_found(&before, "Q4", NAMES_NONE);
    assert_found(&across, "Q3", NAMES_NONE);
}

static void choices_of_their_own_column(void **state)
{
    (void)state;
    const char *const debt[] = {"Q9_1", "Q9___1", "Q9[1]", "Q9 [1]", "Q9 [Debt]", "Which topics? [Debt]", "Which topics? - Debt", "which topics?_1"};
    for (size_t i = 0; i < sizeof debt / sizeof *debt; i++) assert_found(NULL, debt[i], 2);
    assert_found(NULL, "Q9____1", 3); /* REDCap's way to write a minus */
    assert_found(NULL, "Which topics? [None of these]", 3);
    assert_found(NULL, "Which topics?", names_of_set(0));
    assert_found(NULL, "Q9", names_of_set(0));
    assert_int_equal(names_set(names_of_set(3)), 3);
    assert_int_equal(names_set(2), -1);
    assert_int_equal(names_set(NAMES_NONE), -1);
}

static void addresses(void **state)
{
    (void)state;
    const char *const yes[] = {"a.b@nhs.example", " x@y.org ", "192.0.2.1", "10.0.0.255"}, *const no[] = {"", "about 3.5", "1.2.3", "1.2.3.4.5", "256.1.1.1", "@nhs", "x@y", "ask me@home.org please", "a@b@c.org", "Team 4", "@team.org"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!personal_is_address(text_of(yes[i]))) fail_msg("'%s' is an address", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (personal_is_address(text_of(no[i]))) fail_msg("'%s' is none", no[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_and_aliases), cmocka_unit_test(headings_of_a_wave), cmocka_unit_test(choices_of_their_own_column), cmocka_unit_test(addresses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
