/* Periods. The NHS financial year runs from 1 April to 31 March (its first quarter is April to June); all dates from the calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "period.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static struct period parsed(const char *written)
{
    struct period period;
    struct failure failure = {0};
    if (period_parse(written, &period, &failure)) fail_msg("'%s': %s", written, failure.text);
    return period;
}

static void assert_period(const char *written, const char *name, const char *start, const char *end)
{
    struct period period = parsed(written);
    assert_string_equal(period.name, name);
    assert_string_equal(period.start, start);
    assert_string_equal(period.end, end);
}

static void spellings_of_a_financial_quarter(void **state)
{
    (void)state;
    static const char *const spellings[] = {"2026-27-Q2", "2026-27-q2", "2026/27 Q2", "2026-27Q2", "2026/27.Q2", "2026_27_Q2", "Q2 2026-27", "Q2 2026/27", "FY2026-27 Q2", "FY26/27 Q2", "FY 26/27 Q2",
                                            "fy26-27q2", "Q2 FY26/27", "2026/2027 Q2", " 2026-27-Q2 ", "2026 - 27 - Q2"};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) assert_period(spellings[i], "2026-27-Q2", "2026-07-01", "2026-09-30");
}

static void financial_quarters(void **state)
{
    (void)state;
    assert_period("2023-24-Q1", "2023-24-Q1", "2023-04-01", "2023-06-30");
    assert_period("2023-24-Q3", "2023-24-Q3", "2023-10-01", "2023-12-31");
    assert_period("2023-24-Q4", "2023-24-Q4", "2024-01-01", "2024-03-31");
    assert_period("1999-00-Q4", "1999-00-Q4", "2000-01-01", "2000-03-31");
    assert_period("2026/27", "2026-27", "2026-04-01", "2027-03-31");
    assert_period("FY26/27", "2026-27", "2026-04-01", "2027-03-31");
}

static void calendar_periods_and_dates(void **state)
{
    (void)state;
    assert_period("2026-C1", "2026-C1", "2026-01-01", "2026-03-31");
    assert_period("2026 c3", "2026-C3", "2026-07-01", "2026-09-30");
    assert_period("2026-C4", "2026-C4", "2026-10-01", "2026-12-31");
    assert_period("2026", "2026", "2026-01-01", "2026-12-31");
    assert_period("2024-02-01_2024-02-29", "2024-02-01_2024-02-29", "2024-02-01", "2024-02-29");
    assert_period("2026-07-01_2026-07-01", "2026-07-01_2026-07-01", "2026-07-01", "2026-07-01");
}

static void months_and_labels(void **state)
{
    (void)state;
    assert_string_equal(parsed("2026-27-Q2").months, "July to September 2026");
    assert_string_equal(parsed("2026-27-Q4").months, "January to March 2027");
    assert_string_equal(parsed("2026-27").months, "April 2026 to March 2027");
    assert_string_equal(parsed("2026").months, "January to December 2026");
    assert_string_equal(parsed("2026-07-01_2026-09-30").months, "1 July 2026 to 30 September 2026");
    assert_string_equal(parsed("2026-27-Q2").label, "2026-27 Q2");
    assert_string_equal(parsed("2026-C3").label, "calendar quarter 3 of 2026");
}

static void names_are_read_back(void **state)
{
    (void)state;
    static const char *const written[] = {"2026/27 Q2", "2026/27", "2026 C3", "2026", "2026-07-01 2026-09-30"};
    for (size_t i = 0; i < sizeof written / sizeof *written; i++) {
        struct period once = parsed(written[i]), twice = parsed(once.name);
        assert_string_equal(once.name, twice.name);
        assert_string_equal(once.start, twice.start);
    }
}

/* Order is that of the first days, as text. */
static void order(void **state)
{
    (void)state;
    static const char *const in_order[] = {"2024-25-Q4", "2025-26-Q1", "2025-26-Q2", "2025-C4", "2026", "2026-27-Q1", "2026-07-02_2026-07-05"};
    for (size_t i = 1; i < sizeof in_order / sizeof *in_order; i++) assert_true(strcmp(parsed(in_order[i - 1]).start, parsed(in_order[i]).start) < 0);
}

static void assert_ambiguous(const char *written, const char *financial, const char *calendar)
{
    struct period period;
    struct failure failure = {0};
    assert_int_equal(period_parse(written, &period, &failure), -1);
    assert_int_equal(failure.status, STATUS_USAGE);
    assert_non_null(strstr(failure.text, "two ways"));
    assert_non_null(strstr(failure.hint, financial));
    assert_non_null(strstr(failure.hint, calendar));
}

static void a_bare_quarter_is_refused_with_both_readings(void **state)
{
    (void)state;
    assert_ambiguous("Q2 2026", "2026-27-Q2 for the financial quarter (July to September 2026)", "2026-C2 for the calendar quarter (April to June 2026)");
    assert_ambiguous("2026-Q4", "2026-27-Q4 for the financial quarter (January to March 2027)", "2026-C4 for the calendar quarter (October to December 2026)");
    assert_ambiguous("q1/2099", "2099-00-Q1 for the financial quarter (April to June 2099)", "2099-C1 for the calendar quarter (January to March 2099)");
}

static void what_is_no_period_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "Q2", "2026-27-Q5", "2026-27-Q0", "2026-27-Q", "2026-28-Q2", "2026-26", "26/27 Q2", "2026-C5", "2026-C0", "2026-13", "2026-27-Q2x", "2026-27-Q22", "FY26/28", "FY2026", "Q2 26/27",
                                      "2026-02-30_2026-03-01", "2026-07-02_2026-07-01", "2026-07-01", "summer 2026", "1066", "2999-00-Q1", "2026-27-Q2 and much more than any period could ever be", "Q5 2026"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct period period;
        struct failure failure = {0};
        if (!period_parse(bad[i], &period, &failure)) fail_msg("'%s' is taken for %s", bad[i], period.name);
        assert_int_equal(failure.status, STATUS_USAGE);
        assert_true(failure.hint[0]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(spellings_of_a_financial_quarter), cmocka_unit_test(financial_quarters), cmocka_unit_test(calendar_periods_and_dates), cmocka_unit_test(months_and_labels),
                                       cmocka_unit_test(names_are_read_back), cmocka_unit_test(order), cmocka_unit_test(a_bare_quarter_is_refused_with_both_readings), cmocka_unit_test(what_is_no_period_is_refused)};
    return cmocka_run_group_tests_name("lib/period", tests, NULL, NULL);
}
