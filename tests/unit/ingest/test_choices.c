/* Multi-selects joined in one cell. Expected: the rules in choices.h, worked by hand; shapes as Microsoft Forms (";" with one at the end), Google Forms (", ") and
 * LimeSurvey or Qualtrics (",") write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include "../../../pipeline/ingest/choices.h"
#include "answers.h"
#include "chunk.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

enum { DEBT, DEBT_HOUSING, HOUSING, MIND, OTHER, COUNT };
static const struct category topics[COUNT] = {{.value = "1", .label = "Debt"}, {.value = "2", .label = "Debt, housing and benefits"}, {.value = "3", .label = "Housing"}, {.value = "4", .label = "Mental health"}, {.value = "9", .label = "Other"}};
static const struct missing_value missing[] = {{"", "no answer"}, {"N/A", "not applicable"}};
static const struct field choice_fields[COUNT] = {{.name = "t_1", .type = FIELD_CATEGORY, .missing = missing, .missing_count = 2}};

static struct choices *use(const char *delimiter, int other, bool required)
{
    static struct choice_set set;
    set = (struct choice_set){.name = "t", .count = COUNT, .choices = topics, .delimiter = delimiter, .other = other, .required = required};
    struct codebook book = {.fields = choice_fields, .field_count = COUNT, .choice_sets = &set, .choice_set_count = 1};
    return choices_create(&book, 0);
}

/* `wanted`: a letter a choice, x for ticked. */
static void assert_ticks(const struct choices *choices, const char *cell, enum odd odd, const char *wanted)
{
    bool ticked[COUNT] = {false};
    int reason = 77;
    enum odd got = choices_read(choices, answer(cell), ticked, &reason);
    if (got != odd) fail_msg("'%s' gave '%s', not '%s'", cell, odd_codes[got], odd_codes[odd]);
    for (int c = 0; wanted && c < COUNT; c++)
        if (ticked[c] != (wanted[c] == 'x')) fail_msg("'%s': choice %d is %s", cell, c, ticked[c] ? "ticked" : "not ticked");
    if (wanted) assert_int_equal(reason, -1);
}

static void joined_by_semicolons(void **state)
{
    (void)state;
    struct choices *choices = use(";", -1, false);
    assert_ticks(choices, "Debt;Mental health;", ODD_NONE, "x..x.");
    assert_ticks(choices, "Mental health", ODD_NONE, "...x.");
    assert_ticks(choices, "Debt, housing and benefits;Housing", ODD_NONE, ".xx..");
    assert_ticks(choices, "1;3", ODD_NONE, "x.x..");
    assert_ticks(choices, " Debt ; Housing ;", ODD_NONE, "x.x..");
    assert_ticks(choices, "debt;MENTAL  HEALTH;", ODD_NORMALISED, "x..x.");
    assert_ticks(choices, "Debt;Debt;", ODD_NONE, "x....");
    assert_ticks(choices, "Debt;;Housing", ODD_NOT_A_CHOICE, NULL);
    assert_ticks(choices, "Debt;Bereavement", ODD_NOT_A_CHOICE, NULL);
    assert_ticks(choices, "Debt Housing", ODD_NOT_A_CHOICE, NULL);
    assert_ticks(choices, ";", ODD_NOT_A_CHOICE, NULL);
    choices_destroy(choices);
}

static void labels_that_hold_the_delimiter(void **state)
{
    (void)state;
    struct choices *choices = use(",", -1, false);
    assert_ticks(choices, "Debt, housing and benefits, Mental health", ODD_NONE, ".x.x.");
    assert_ticks(choices, "Debt, Mental health", ODD_NONE, "x..x.");
    assert_ticks(choices, "Mental health,Debt,housing and benefits", ODD_NOT_A_CHOICE, NULL); /* not as the label is written */
    assert_ticks(choices, "Mental health, Debt", ODD_NONE, "x..x.");
    assert_ticks(choices, "Debt, housing", ODD_NORMALISED, "x.x..");
    choices_destroy(choices);
}

/* "A, B" and "A" and "B": the longest is taken, and told. */
static void two_readings(void **state)
{
    (void)state;
    static const struct category letters[COUNT] = {{.value = "a", .label = "Walks"}, {.value = "b", .label = "Walks, talks"}, {.value = "c", .label = "Talks"}, {.value = "d", .label = "Talks, arts"}, {.value = "e", .label = "Arts"}};
    struct choice_set set = {.name = "t", .count = COUNT, .choices = letters, .delimiter = ",", .other = -1};
    struct codebook book = {.fields = choice_fields, .field_count = COUNT, .choice_sets = &set, .choice_set_count = 1};
    struct choices *choices = choices_create(&book, 0);
    assert_ticks(choices, "walks, talks", ODD_TWO_READINGS, ".x...");
    assert_ticks(choices, "Walks, Arts", ODD_NONE, "x...x");
    assert_ticks(choices, "walks, talks, arts", ODD_TWO_READINGS, ".x..x");
    choices_destroy(choices);
}

/* A piece that only works when a longer one before it is given up. */
static void going_back(void **state)
{
    (void)state;
    static const struct category letters[3] = {{.value = "a", .label = "Walks"}, {.value = "b", .label = "Walks, talks"}, {.value = "c", .label = "talks, arts"}};
    struct choice_set set = {.name = "t", .count = 3, .choices = letters, .delimiter = ",", .other = -1};
    struct codebook book = {.fields = choice_fields, .field_count = 3, .choice_sets = &set, .choice_set_count = 1};
    struct choices *choices = choices_create(&book, 0);
    bool ticked[3];
    int reason;
    assert_int_equal(choices_read(choices, answer("Walks, talks, arts"), ticked, &reason), ODD_NONE);
    assert_true(ticked[0] && !ticked[1] && ticked[2]);
    choices_destroy(choices);
}

static void missing_answers(void **state)
{
    (void)state;
    struct choices *choices = use(",", -1, false), *required;
    bool ticked[COUNT];
    int reason;
    assert_int_equal(choices_read(choices, answer(""), ticked, &reason), ODD_NONE);
    assert_int_equal(reason, REASON_NO_ANSWER);
    assert_int_equal(choices_read(choices, answer("N/A"), ticked, &reason), ODD_NONE);
    assert_int_equal(reason, REASON_LABELLED + 1);
    choices_destroy(choices);
    required = use(",", -1, true);
    assert_int_equal(choices_read(required, answer(" "), ticked, &reason), ODD_REQUIRED);
    choices_destroy(required);
}

static void other_answers(void **state)
{
    (void)state;
    struct choices *choices = use(",", OTHER, false);
    assert_ticks(choices, "Debt, something else entirely", ODD_NONE, "x...x");
    assert_ticks(choices, "gardening, cooking, Mental health", ODD_NONE, "...xx");
    assert_ticks(choices, "Mental health", ODD_NONE, "...x.");
    choices_destroy(choices);
}

/* A cell of 60,000 delimiters takes no time to speak of and is refused. */
static void hostile_cells(void **state)
{
    (void)state;
    struct choices *choices = use(",", -1, false);
    size_t length = 60000;
    char *cell = calloc(length + 9, 1);
    bool ticked[COUNT];
    int reason;
    memset(cell, ',', length);
    assert_int_equal(choices_read(choices, (struct text){cell, length}, ticked, &reason), ODD_NOT_A_CHOICE);
    for (size_t i = 0; i + 5 <= length; i += 5) memcpy(cell + i, "Debt,", 5);
    assert_int_equal(choices_read(choices, (struct text){cell, length}, ticked, &reason), ODD_NONE);
    assert_true(ticked[DEBT] && !ticked[HOUSING]);
    free(cell);
    choices_destroy(choices);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(joined_by_semicolons), cmocka_unit_test(labels_that_hold_the_delimiter), cmocka_unit_test(two_readings), cmocka_unit_test(going_back),
                                       cmocka_unit_test(missing_answers), cmocka_unit_test(other_answers), cmocka_unit_test(hostile_cells)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
