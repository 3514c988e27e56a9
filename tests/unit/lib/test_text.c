/* Views, UTF-8, numbers, dates, near names, file names. Each expected value's source stands above its test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "text.h"

static struct text all(const char *bytes) { return text_of(bytes); }

static void assert_text(struct text text, const char *expected)
{
    assert_int_equal(text.length, strlen(expected));
    if (text.length) assert_memory_equal(text.at, expected, text.length);
}

static void views(void **state)
{
    (void)state;
    assert_int_equal(text_of(NULL).length, 0);
    assert_true(text_is(text_of(NULL), ""));
    assert_true(text_equal((struct text){NULL, 0}, all("")));
    assert_false(text_is(all("ab"), "a"));
    assert_false(text_is((struct text){"a\0b", 3}, "a"));
}

/* Unicode 15: U+00A0 C2 A0, U+202F E2 80 AF, U+FEFF EF BB BF. U+00C2 (C3 82) and U+00E0 (C3 A0) end in bytes that look like parts of them. */
static void trimming(void **state)
{
    (void)state;
    assert_text(text_trim(all(" \t\r\n a b \v\f")), "a b");
    assert_text(text_trim(all("\xC2\xA0\xE2\x80\xAF\xEF\xBB\xBFx\xEF\xBB\xBF\xC2\xA0")), "x");
    assert_text(text_trim(all("\xC3\xA0")), "\xC3\xA0");
    assert_text(text_trim(all("a\xC3\x82")), "a\xC3\x82");
    assert_text(text_trim(all("  \xC2\xA0 ")), "");
    assert_text(text_trim(all("")), "");
}

static void assert_normal(const char *written, const char *expected)
{
    struct buffer room = {0};
    assert_text(text_normalise(all(written), &room), expected);
    buffer_free(&room);
}

/* By the rule in text.h; letters beyond ASCII keep their case, so that no table of a Unicode version is needed. */
static void normalising(void **state)
{
    (void)state;
    assert_normal("  Who  Employs\xC2\xA0\xC2\xA0You? ", "who employs you?");
    assert_normal("AZ[@`{", "az[@`{");
    assert_normal("\xC3\x89" "COLE", "\xC3\x89" "cole");
    assert_normal(" ", "");
    assert_normal("one\r\ntwo", "one two");
}

static void assert_invalid(const char *bytes, ptrdiff_t expected) { assert_int_equal(text_invalid_utf8(bytes, strlen(bytes)), expected); }

/* Unicode 15.0, table 3-7 "Well-Formed UTF-8 Byte Sequences": both ends of each row and one beyond. */
static void well_formed(void **state)
{
    (void)state;
    static const char *const good[] = {"\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80", "\xE0\xBF\xBF", "\xE1\x80\x80", "\xEC\xBF\xBF", "\xED\x80\x80", "\xED\x9F\xBF", "\xEE\x80\x80",
                                       "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF0\xBF\xBF\xBF", "\xF1\x80\x80\x80", "\xF3\xBF\xBF\xBF", "\xF4\x80\x80\x80", "\xF4\x8F\xBF\xBF"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_invalid(good[i], -1);
    assert_int_equal(text_invalid_utf8("\0\0", 2), -1);
    assert_int_equal(text_invalid_utf8("", 0), -1);
}

static void ill_formed(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x7F", "\xC2\xC0", "\xE0\x9F\xBF", "\xE0\xA0", "\xED\xA0\x80", "\xED\xBF\xBF", "\xE1\x80\x7F",
                                      "\xF0\x8F\xBF\xBF", "\xF0\x90\x80", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_invalid(bad[i], 0);
    assert_invalid("12345678\xE9", 8);
    assert_invalid("1234567\xC3\xA9" "caf\xE9 x", 12);
}

/* The characters that text.h lists, each at both ends of its run, and their neighbours. */
static void unsafe_characters(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x01", "\x1F", "\x7F", "\xC2\x80", "\xC2\x9F", "\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xA8", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA9"};
    static const char *const good[] = {"", " ", "~", "\xC2\xA0", "\xE2\x80\x8A", "\xE2\x80\x90", "\xE2\x80\xA7", "\xE2\x80\xAF", "\xE2\x81\xA5", "\xE2\x81\xAA", "\xE2\x80", "\xC2"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_true(text_is_unsafe(all(bad[i])));
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_false(text_is_unsafe(all(good[i])));
}

/* Decimal constants of C17 6.4.4.2 are read to the nearest double by the compiler. */
static void numbers_by_the_grammar(void **state)
{
    (void)state;
    static const struct { const char *text; double value; } good[] = {
        {"0", 0}, {"-0", 0}, {"007", 7}, {"12.50", 12.5}, {"-3.25", -3.25}, {"0.1", 0.1}, {"0.3", 0.3}, {"2.675", 2.675}, {"999999999999999", 999999999999999}, {"0.000000000000001", 0.000000000000001},
        {"123456789.012345", 123456789.012345}, {"000000000000000000001.5", 1.5}, {"37.5", 37.5},
        {"0.00328947368421055", 0.00328947368421055}, {"1.234567890123456", 1.234567890123456}, {"-0.100000000000000005551115123126", -0.1}, {"93.9539511486788", 93.9539511486788},
        {"-0.0000000000000000", 0}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        double value = -1;
        assert_true(text_number(all(good[i].text), &value));
        assert_memory_equal(&value, &good[i].value, sizeof value); /* bits: "-0" gives no negative zero */
    }
}

/* reliability.md 2 "strtod facts" and 8, inputs 52 to 57: what strtod takes and a survey must not. */
static void not_numbers(void **state)
{
    (void)state;
    static const char *const bad[] = {"", "-", ".", "1.", ".5", "+5", " 5", "5 ", "1,5", "1e3", "1E3", "0x10", "nan", "NaN", "inf", "-Infinity", "NAN(123)", "0x1p3", "1.5.2", "--1", "1-", "1 000",
                                      "1,000", "\xEF\xBC\x91", "\xD9\xA1", "1000000000000000", "12345678901234567890", "1000000000000000.5", "0.0000000000000000000000000000001"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        double value;
        if (text_number(all(bad[i]), &value)) fail_msg("'%s' is taken as a number", bad[i]);
    }
    double value;
    assert_false(text_number((struct text){"1\0", 2}, &value));
}

static void whole_numbers(void **state)
{
    (void)state;
    int64_t value;
    assert_true(text_integer(all("2015.0"), &value));
    assert_int_equal(value, 2015);
    assert_true(text_integer(all("-12"), &value));
    assert_int_equal(value, -12);
    assert_false(text_integer(all("1.5"), &value));
    assert_false(text_integer(all("99999999999999999"), &value));
}

/* R 4.2.2: as.numeric(as.Date(...)). 1900 is no leap year, 2000 and 2024 are. */
static void dates(void **state)
{
    (void)state;
    static const struct { const char *text; int64_t days; } good[] = {{"1970-01-01", 0}, {"2000-02-29", 11016}, {"2024-02-29", 19782}, {"1969-12-31", -1}, {"1900-03-01", -25508},
                                                                      {"2026-09-30", 20726}, {"0001-01-01", -719162}, {"9999-12-31", 2932896}};
    static const char *const bad[] = {"2026-02-30", "2026-02-29", "1900-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2026-1-01", "26-01-01", "1/2/2026", "2026/01/01",
                                      "2026-01-01T", " 2026-01-01", "45123", "", "2026-01-0a", "-026-01-01"};
    int64_t days;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(text_date(all(good[i].text), &days));
        assert_int_equal(days, good[i].days);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) assert_false(text_date(all(bad[i]), &days));
}

/* Distances counted by hand: Damerau (1964), one swap of neighbours is one step. */
static void nearest_names(void **state)
{
    (void)state;
    static const char *const names[] = {"sector", "region", "role", "caseload_total", "respondent_id"};
    assert_string_equal(text_nearest("sectr", names, 5), "sector");
    assert_string_equal(text_nearest("esctor", names, 5), "sector");
    assert_string_equal(text_nearest("SECTOR", names, 5), "sector");
    assert_string_equal(text_nearest("rloe", names, 5), "role");
    assert_string_equal(text_nearest("caseload_sum_of_all", names, 5), "caseload_total");
    assert_null(text_nearest("sct", names, 5));
    assert_null(text_nearest("zz", names, 5));
    assert_null(text_nearest("", names, 5));
    assert_null(text_nearest("sector", names, 0));
}

static void assert_slug(const char *text, const char *expected)
{
    char slug[64];
    text_slug(all(text), slug);
    assert_string_equal(slug, expected);
}

/* The hashes are those of "a", "foobar" and "" in the test vectors of FNV-1a, 32 bit (Fowler, Noll, Vo; draft-eastlake-fnv): e40c292c, bf9cf968, 811c9dc5. */
static void slugs(void **state)
{
    (void)state;
    assert_slug("isolated", "isolated");
    assert_slug("2026-27-q2", "2026-27-q2");
    assert_slug("foobar", "foobar");
    assert_slug("", "811c9dc5");
    char slug[64];
    text_slug(all("../../etc/passwd"), slug);
    assert_int_equal(strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(slug));
    text_slug(all("-rf"), slug);
    assert_true(slug[0] != '-');
}

static void slugs_do_not_collide(void **state)
{
    (void)state;
    static const char *const texts[] = {"NHS", "nhs", "nhs!", "nhs?", "n hs", "n-hs", "n_hs", "\xC3\xA9", "\xC3\xA8", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"};
    enum { COUNT = sizeof texts / sizeof *texts };
    char slugs[COUNT][64];
    for (size_t i = 0; i < COUNT; i++) {
        text_slug(all(texts[i]), slugs[i]);
        assert_true(strlen(slugs[i]) <= 49);
        for (size_t j = 0; j < i; j++) assert_string_not_equal(slugs[i], slugs[j]);
    }
}

/* U+00E9 has two bytes, U+20AC three. */
static void whole_characters_fit(void **state)
{
    (void)state;
    char to[6];
    text_fit(to, sizeof to, text_of("abcde"));
    assert_string_equal(to, "abcde");
    text_fit(to, sizeof to, text_of("abcdef"));
    assert_string_equal(to, "abcde");
    text_fit(to, sizeof to, text_of("abcd\xC3\xA9"));
    assert_string_equal(to, "abcd");
    text_fit(to, sizeof to, text_of("abc\xE2\x82\xAC"));
    assert_string_equal(to, "abc");
    text_fit(to, sizeof to, text_of("abc\xC3\xA9x"));
    assert_string_equal(to, "abc\xC3\xA9");
    text_fit(to, sizeof to, (struct text){NULL, 0});
    assert_string_equal(to, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(views), cmocka_unit_test(trimming), cmocka_unit_test(normalising), cmocka_unit_test(well_formed), cmocka_unit_test(ill_formed),
                                       cmocka_unit_test(unsafe_characters), cmocka_unit_test(numbers_by_the_grammar), cmocka_unit_test(not_numbers), cmocka_unit_test(whole_numbers),
                                       cmocka_unit_test(dates), cmocka_unit_test(nearest_names), cmocka_unit_test(slugs), cmocka_unit_test(slugs_do_not_collide),
        cmocka_unit_test(whole_characters_fit)};
    return cmocka_run_group_tests_name("lib/text", tests, NULL, NULL);
}
