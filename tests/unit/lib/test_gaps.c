/* Which questions a picture of missing answers shows, and in which order. Expected: gaps.h, worked by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "gaps.h"
#include "resource.h"

__attribute__((weak)) const struct resource resource_table[] = {{0}};

static void add(struct gaps *gaps, const char *variable, const char *category, long n) { gaps_add(gaps, &(struct gap_count){variable, variable, category, n, 100, false}); }

static void knows_reasons(void **state)
{
    (void)state;
    assert_int_equal(gaps_reason("no answer"), GAP_NO_ANSWER);
    assert_int_equal(gaps_reason("not reached"), GAP_NOT_REACHED);
    assert_int_equal(gaps_reason("not asked"), GAP_NOT_ASKED);
    assert_int_equal(gaps_reason("any reason"), GAP_ANY);
    assert_int_equal(gaps_reason("any reason or not asked"), GAP_ANY);
    assert_int_equal(gaps_reason("prefer not to say"), GAP_OTHER);
    assert_int_equal(gaps_reason(""), GAP_OTHER);
}

static void puts_the_most_missing_first(void **state)
{
    (void)state;
    struct gaps gaps = {0};
    add(&gaps, "a", "no answer", 20);
    add(&gaps, "b", "no answer", 12);
    add(&gaps, "b", "not asked", 80); /* 92 missing, of whom 12 were asked */
    add(&gaps, "c", "any reason", -1);
    add(&gaps, "d", "no answer", 15);
    add(&gaps, "d", "not reached", 10);
    add(&gaps, "d", "prefer not to say", 11);
    add(&gaps, "d", "does not apply", 13);
    add(&gaps, "e", "not asked", 100);
    gaps_add(&gaps, &(struct gap_count){"f", "f", "no answer", 95, 100, true});
    add(&gaps, "g", "any reason", 12);
    gaps_choose(&gaps);
    static const char order[] = "dabgc"; /* 49, 20, 12 of 92, 12, withheld */
    assert_int_equal(gaps.shown, 5);
    for (size_t i = 0; i < gaps.shown; i++) assert_int_equal(gaps.at[i].variable[0], order[i]);
    assert_int_equal(gaps.at[0].n[GAP_OTHER], 24);
    assert_int_equal(gaps.at[0].missing, 49);
    assert_int_equal(gaps.comments, 1);
    assert_int_equal(gaps.unasked, 1);
    assert_int_equal(gaps.more + gaps.withheld, 0);
    for (int r = 0; r < GAP_REASONS; r++) assert_true(gaps.used[r]);
    gaps_free(&gaps);
}

static void stops_at_the_limit(void **state)
{
    (void)state;
    struct gaps gaps = {0};
    char names[40][8];
    for (int i = 0; i < 40; i++) {
        snprintf(names[i], sizeof names[i], "q%02d", i);
        add(&gaps, names[i], "no answer", i % 4 ? 10 + i : -1);
    }
    gaps_choose(&gaps);
    assert_int_equal(gaps.shown, GAPS_LIMIT);
    assert_int_equal(gaps.more, 30 - GAPS_LIMIT);
    assert_int_equal(gaps.withheld, 10);
    assert_string_equal(gaps.at[0].variable, "q39");
    assert_false(gaps.used[GAP_ANY]);
    gaps_free(&gaps);
}

/* Whatever a withheld question lacks, it stands where it stood in the list. */
static void does_not_place_what_is_withheld(void **state)
{
    (void)state;
    struct gaps gaps = {0};
    add(&gaps, "a", "any reason", -1);
    add(&gaps, "b", "any reason", -1);
    add(&gaps, "c", "no answer", 10);
    gaps_choose(&gaps);
    assert_string_equal(gaps.at[0].variable, "c");
    assert_string_equal(gaps.at[1].variable, "a");
    assert_string_equal(gaps.at[2].variable, "b");
    gaps_free(&gaps);
    gaps = (struct gaps){0};
    gaps_choose(&gaps);
    assert_int_equal(gaps.shown, 0);
    gaps_free(&gaps);
}

/* 82 lack an answer, most of them for they were not asked: nobody knows how many left it out, and 10 who surely did are more. */
static void does_not_blame_who_was_not_asked(void **state)
{
    (void)state;
    struct gaps gaps = {0};
    add(&gaps, "a", "any reason or not asked", 82);
    add(&gaps, "b", "any reason", -1);
    add(&gaps, "c", "no answer", 10);
    gaps_choose(&gaps);
    static const char order[] = "cab";
    for (size_t i = 0; i < gaps.shown; i++) assert_int_equal(gaps.at[i].variable[0], order[i]);
    assert_true(gaps.at[1].mixed);
    assert_int_equal(gaps.at[1].missing, 82);
    gaps_free(&gaps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_reasons), cmocka_unit_test(puts_the_most_missing_first), cmocka_unit_test(stops_at_the_limit),
                                       cmocka_unit_test(does_not_place_what_is_withheld), cmocka_unit_test(does_not_blame_who_was_not_asked)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
