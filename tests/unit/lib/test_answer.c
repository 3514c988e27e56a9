/* Numbers and dates as a codebook says they are written. Expected seconds: GNU date (date -ud '2026-09-03 14:05:59' +%s); the rest by the rules in answer.h, by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "answer.h"
#include <cmocka.h>

static void assert_number(const char *written, const struct number_format *format, double wanted)
{
    double value = -1;
    if (!answer_number(text_of(written), format, &value)) fail_msg("'%s' was refused", written);
    assert_true(value == wanted);
}

static void refuse_number(const char *written, const struct number_format *format)
{
    double value;
    if (answer_number(text_of(written), format, &value)) fail_msg("'%s' was taken for %g", written, value);
}

static const struct number_format plain = {'.', "", false}, comma = {',', "", false}, continental = {',', ".", false}, english = {'.', ",", false}, swiss = {'.', "\xE2\x80\x99", false}, french = {',', "\xC2\xA0", false},
                                  money = {'.', ",", true};

static void decimal_commas(void **state)
{
    (void)state;
    assert_number("1,54", &comma, 1.54);
    assert_number("-0,5", &comma, -0.5);
    assert_number("12", &comma, 12);
    refuse_number("1.54", &comma);
    refuse_number("1,5.4", &comma);
    refuse_number("1,", &comma);
    refuse_number(",5", &comma);
    refuse_number("1,54", &plain);
    refuse_number("", &comma);
}

static void thousands(void **state)
{
    (void)state;
    assert_number("89,145", &english, 89145);
    assert_number("238112", &english, 238112);
    assert_number("1,234,567.5", &english, 1234567.5);
    assert_number("1.234,5", &continental, 1234.5);
    assert_number("1\xE2\x80\x99" "234.5", &swiss, 1234.5);
    assert_number("12\xC2\xA0" "345,6", &french, 12345.6);
    assert_number("-1,000", &english, -1000);
    const char *const wrong[] = {"1,23", "1,2345", "12345,678", ",123", "1,,234", "1,234,", "1,234,56", "1.5,000", "-,123"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) refuse_number(wrong[i], &english);
    refuse_number("1,234", &plain);
}

static void signs_beside_numbers(void **state)
{
    (void)state;
    assert_number("\xC2\xA3" "1,200.50", &money, 1200.5);
    assert_number("45 %", &money, 45);
    assert_number("95%", &money, 95);
    assert_number("\xE2\x82\xAC 7", &money, 7);
    assert_number("-\xC2\xA3" "5", &money, -5);
    refuse_number("about 5", &money);
    refuse_number("%", &money);
    refuse_number("95%", &plain);
    refuse_number("5 hrs", &money);
}

static void refuse_date(const char *written, const char *format)
{
    double days;
    if (answer_date(text_of(written), format, &days)) fail_msg("'%s' was taken for day %g", written, days);
}

/* `seconds`: what GNU date says. */
static void assert_date(const char *written, const char *format, double seconds)
{
    double days = -1;
    if (!answer_date(text_of(written), format, &days)) fail_msg("'%s' was refused", written);
    double wrong = days * 86400 - seconds;
    if (wrong > 1e-3 || wrong < -1e-3) fail_msg("'%s' is %g seconds off", written, wrong);
}

static void iso_dates(void **state)
{
    (void)state;
    assert_date("2026-09-30", NULL, 1790726400);
    assert_date("2024-02-29", NULL, 1709164800);
    assert_date("2026-09-03 14:05:59", NULL, 1788444359);
    assert_date("2026-09-03T14:05:59", NULL, 1788444359);
    assert_date("2026-09-03T14:05:59.123", NULL, 1788444359);
    assert_date("2026-09-03T14:05:59Z", NULL, 1788444359);
    assert_date("2026-09-03T14:05:59+01:00", NULL, 1788444359); /* the clock where it was written */
    assert_date("1999-12-31 23:00", NULL, 946681200);
    const char *const wrong[] = {"2026-02-30", "30/09/2026", "2026-9-3", "2026-09-30 ", "2026-09-30T", "2026-09-30 25:00", "2026-09-30 12:60", "2026-09-30 1:00", "2026-09-30 12:00 pm", "2026-09-30T12:00+1", "45123", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) refuse_date(wrong[i], NULL);
}

static void dates_by_a_format(void **state)
{
    (void)state;
    assert_date("30/09/2026", "%d/%m/%Y", 1790726400);
    assert_date("3/9/2026 14:05:59", "%d/%m/%Y %H:%M:%S", 1788444359);
    assert_date("9/3/26 2:05:59 PM", "%m/%d/%y %I:%M:%S %p", 1788444359);
    assert_date("12/31/1999 11:00 pm", "%m/%d/%Y %I:%M %p", 946681200);
    assert_date("3 September 2026 14:05:59", "%d %B %Y %H:%M:%S", 1788444359);
    assert_date("3-sep-2026 14:05:59", "%d-%b-%Y %H:%M:%S", 1788444359);
    assert_date("2026-09", "%Y-%m", 1788220800);
    assert_date("12:30 AM", "%I:%M %p", 1800);
    assert_date("12:30 PM", "%I:%M %p", 45000);
    refuse_date("09/30/2026", "%d/%m/%Y");
    refuse_date("31/02/2026", "%d/%m/%Y");
    refuse_date("30/09/26", "%d/%m/%Y");
    refuse_date("30/09/2026 ", "%d/%m/%Y");
    refuse_date("2026-09-30", "%d/%m/%Y");
    refuse_date("13:00 PM", "%I:%M %p");
    refuse_date("3 Sepember 2026", "%d %B %Y");
}

static void formats(void **state)
{
    (void)state;
    const char *const good[] = {"%d/%m/%Y", "%m/%d/%y %I:%M %p", "%H:%M", "%Y-%m", "%d %b %Y"}, *const bad[] = {"%d/%m", "%Q", "%", "hello", "%d/%m/%Y %p", "%Y %I", "%j %Y"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_null(answer_date_format_mistake(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_non_null(answer_date_format_mistake(bad[i]));
}

/* What is written is what was read, in every format. */
static void dates_are_written(void **state)
{
    (void)state;
    const struct { const char *written, *format; } rows[] = {{"2026-09-30", NULL}, {"2026-09-03 14:05:59", NULL}, {"30/09/2026", "%d/%m/%Y"}, {"09/03/26 02:05:59 PM", "%m/%d/%y %I:%M:%S %p"}, {"12:30 AM", "%I:%M %p"},
                                                             {"03 Sep 2026", "%d %b %Y"}, {"03 September 2026", "%d %B %Y"}, {"2024-02-29", NULL}, {"1969-12-31", NULL}, {"23:59:59", "%H:%M:%S"}, {"1900-03-01", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double days;
        struct buffer out = {0};
        assert_true(answer_date(text_of(rows[i].written), rows[i].format, &days));
        answer_put_date(&out, days, rows[i].format);
        assert_string_equal(out.at, rows[i].written);
        buffer_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(decimal_commas), cmocka_unit_test(thousands), cmocka_unit_test(signs_beside_numbers), cmocka_unit_test(iso_dates), cmocka_unit_test(dates_by_a_format), cmocka_unit_test(formats), cmocka_unit_test(dates_are_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
