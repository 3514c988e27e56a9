/* Which findings come first. The expected order follows from the rules printed in choose.h and the small release: one change for the worse, one neutral change, one that held. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#undef fail /* status.h has a function of this name */
#include "../../../pipeline/report/choose.h"
#include "small_release.h"

static void findings_come_in_the_order_of_the_rules(void **state)
{
    (void)state;
    struct release release = small_release();
    size_t count;
    const struct choice *findings = choose_findings(&release, &count);
    assert_int_equal(count, 3);
    assert_int_equal(findings[0].rule, RULE_WORSE);
    assert_string_equal(findings[0].measure->measure, "isolated");
    assert_int_equal(findings[1].rule, RULE_CHANGE); /* a smaller p, but nobody says that it is worse */
    assert_string_equal(findings[1].measure->measure, "hours");
    assert_int_equal(findings[2].rule, RULE_STABLE);
    assert_string_equal(findings[2].measure->measure, "burnout");
    arena_destroy(release.arena);
}

static void flags_are_what_is_clearly_worse(void **state)
{
    (void)state;
    struct release release = small_release();
    size_t count;
    const struct choice *flags = choose_flags(&release, &count);
    assert_int_equal(count, 1);
    assert_string_equal(flags[0].measure->measure, "isolated");
    arena_destroy(release.arena);
}

static void a_whole_interval_outside_the_agreed_range_is_a_flag(void **state)
{
    (void)state;
    struct release release = small_release();
    struct measure measures[sizeof small_measures / sizeof *small_measures];
    for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) measures[i] = small_measures[i];
    release.measure_rows = measures;
    size_t count;
    measures[2].reference_high = 25; /* hours: 31, from 26 to 36 */
    const struct choice *flags = choose_flags(&release, &count);
    assert_int_equal(count, 2);
    assert_int_equal(flags[1].rule, RULE_RANGE);
    assert_string_equal(flags[1].facts.verdict, "above");
    measures[2].reference_high = 26; /* touches */
    choose_flags(&release, &count);
    assert_int_equal(count, 1);
    arena_destroy(release.arena);
}

/* The same change since two periods is one place to ask about; a difference is one on its less favourable side, whichever of the two groups that is. */
static void a_flag_stands_once_and_on_the_less_favourable_side(void **state)
{
    (void)state;
    struct release release = small_release();
    struct trend trends[] = {small_trends[1], small_trends[1]};
    trends[1].previous = "2025-26-Q2";
    struct comparison lower = small_comparisons[0];
    lower.measure = "isolated", lower.category = "yes", lower.verdict = "lower", lower.flag = "", lower.value = -22, lower.low = -34, lower.high = -10, lower.n = 161, lower.n_reference = 159;
    release.trend_rows = trends, release.trend_count = 2, release.comparison_rows = &lower;
    size_t count;
    const struct choice *flags = choose_flags(&release, &count);
    assert_int_equal(count, 2);
    assert_int_equal(flags[0].rule, RULE_WORSE);
    assert_non_null(flags[0].also);
    assert_int_equal(flags[1].rule, RULE_DIFFERENCE); /* lower is better: the reference is where to ask */
    assert_string_equal(flags[1].grp, "nhs");
    assert_string_equal(flags[1].facts.group, "NHS link workers");
    assert_string_equal(flags[1].facts.verdict, "higher");
    assert_true(flags[1].facts.low >= 10 && flags[1].facts.low <= 10 && flags[1].facts.high >= 34 && flags[1].facts.high <= 34);
    assert_int_equal(flags[1].facts.n, 159);
    arena_destroy(release.arena);
}

static void a_section_is_quiet_when_something_was_compared_and_nothing_is_clear(void **state)
{
    (void)state;
    struct release release = small_release();
    assert_false(choose_section_is_quiet(&release, "well")); /* isolation rose */
    release.trend_count = 1;
    assert_true(choose_section_is_quiet(&release, "well"));
    assert_string_equal(choose_quiet_word(&release), "unchanged");
    release.trend_count = 0; /* the one comparison is withheld: nothing was compared */
    assert_false(choose_section_is_quiet(&release, "well"));
    assert_string_equal(choose_quiet_word(&release), "first");
    struct chart chart = {"risks", "comparison", "other", "sector"};
    struct chart_measure shown = {"risks", "isolated"};
    release.trend_count = 3, release.chart_rows = &chart, release.chart_count = 1, release.chart_measure_rows = &shown, release.chart_measure_count = 1;
    struct measure hours = small_measures[2];
    struct measure measures[] = {small_measures[0], small_measures[1], hours};
    measures[0].section = "other", release.measure_rows = measures; /* burnout held, but the section's chart shows isolation, which rose */
    assert_false(choose_section_is_quiet(&release, "other"));
    arena_destroy(release.arena);
}

static void nothing_is_clear_when_nothing_is(void **state)
{
    (void)state;
    struct release release = small_release();
    size_t count;
    release.trend_count = 1;
    const struct choice *findings = choose_findings(&release, &count);
    assert_int_equal(count, 1);
    assert_int_equal(findings[0].rule, RULE_STABLE);
    choose_flags(&release, &count);
    assert_int_equal(count, 0);
    assert_null(choose_section(&release, "well"));
    arena_destroy(release.arena);
}

static void a_first_survey_shows_its_key_measures(void **state)
{
    (void)state;
    struct release release = small_release();
    size_t count;
    release.trend_count = release.comparison_count = 0;
    const struct choice *findings = choose_findings(&release, &count);
    assert_int_equal(count, 3);
    assert_int_equal(findings[0].rule, RULE_LEVEL);
    assert_string_equal(findings[0].measure->measure, "burnout");
    arena_destroy(release.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(findings_come_in_the_order_of_the_rules), cmocka_unit_test(flags_are_what_is_clearly_worse),
        cmocka_unit_test(a_whole_interval_outside_the_agreed_range_is_a_flag), cmocka_unit_test(a_flag_stands_once_and_on_the_less_favourable_side),
        cmocka_unit_test(a_section_is_quiet_when_something_was_compared_and_nothing_is_clear), cmocka_unit_test(nothing_is_clear_when_nothing_is), cmocka_unit_test(a_first_survey_shows_its_key_measures)};
    return cmocka_run_group_tests_name("report/choose", tests, NULL, NULL);
}
