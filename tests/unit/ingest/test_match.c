/* Answers among categories and missing values. Expected: the rules in match.h, worked by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include "../../../pipeline/ingest/match.h"
#include "answers.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static const char *const yes_too[] = {"true", "1", NULL};
static const struct category categories[] = {{.value = "nhs", .label = "NHS"}, {.value = "voluntary", .label = "Voluntary sector"}, {.value = "2", .label = "nhs"}, {.value = "yes", .label = "Yes", .spellings = yes_too}};
static const struct missing_value missing[] = {{"-99", "refused"}, {"N/A", "not applicable"}};
static const struct field field = {.name = "sector", .type = FIELD_CATEGORY, .categories = categories, .category_count = 4, .missing = missing, .missing_count = 2};

static struct match *match;

static int prepare(void **state)
{
    (void)state;
    match = match_create(&field);
    return 0;
}

static int release(void **state)
{
    (void)state;
    match_destroy(match);
    match_destroy(NULL);
    return 0;
}

static void assert_found(const char *written, int code, bool was_normalised)
{
    bool normalised;
    assert_int_equal(match_find(match, answer(written), &normalised), code);
    assert_int_equal(normalised, was_normalised);
}

static void exact_spellings(void **state)
{
    (void)state;
    assert_found("nhs", 0, false);
    assert_found("NHS", 0, false);
    assert_found("voluntary", 1, false);
    assert_found("Voluntary sector", 1, false);
    assert_found("2", 2, false);
    assert_found("true", 3, false);
    assert_found("1", 3, false);
    assert_int_equal(match_exact(match, answer("Nhs")), -1);
}

static void missing_values(void **state)
{
    (void)state;
    assert_found("", 240, false);
    assert_found("-99", 241, false);
    assert_found("N/A", 242, false);
    assert_found("n/a ", 242, true);
    assert_found("  ", 240, true);
}

/* Column names of U+00A0 and letter case: reliability.md 8, inputs 9 and 49. */
static void normalised_spellings(void **state)
{
    (void)state;
    assert_found(" nhs ", 0, true);
    assert_found("Nhs", 0, true);
    assert_found("voluntary\xC2\xA0 SECTOR", 1, true);
    assert_found("TRUE", 3, true);
}

static void strangers(void **state)
{
    (void)state;
    static const char *const bad[] = {"nh", "nhss", "voluntar", "voluntaryz", "volunteer", "0", "-98", "n a", "Voluntary sectors", "Voluntary sectoR!"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_found(bad[i], -1, false);
}

/* 240 categories, whose first eight bytes are the same: each must still be itself. */
static void many_alike(void **state)
{
    (void)state;
    static char values[240][24];
    static struct category many[240];
    for (int c = 0; c < 240; c++) {
        snprintf(values[c], sizeof values[c], "category %d", c);
        many[c] = (struct category){.value = values[c], .label = values[c]};
    }
    struct field wide = {.type = FIELD_CATEGORY, .categories = many, .category_count = 240};
    struct match *table = match_create(&wide);
    for (int c = 0; c < 240; c++) assert_int_equal(match_exact(table, answer(values[c])), c);
    assert_int_equal(match_exact(table, answer("category 240")), -1);
    assert_int_equal(match_exact(table, answer("category")), -1);
    match_destroy(table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(exact_spellings), cmocka_unit_test(missing_values), cmocka_unit_test(normalised_spellings), cmocka_unit_test(strangers), cmocka_unit_test(many_alike)};
    return cmocka_run_group_tests_name("ingest/match", tests, prepare, release);
}
