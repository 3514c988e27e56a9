/* Numbers out, and every escape. Each expected value's source stands above its test. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "text.h"

static void growing(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    for (int i = 0; i < 1000; i++) buffer_format(&buffer, "%03d,", i);
    assert_int_equal(buffer.length, 4000);
    assert_memory_equal(buffer.at + 3996, "999,", 5);
    buffer_clear(&buffer);
    assert_string_equal(buffer.at, "");
    buffer_add(&buffer, "a\0b", 3);
    assert_int_equal(buffer.length, 3);
    buffer_free(&buffer);
    assert_null(buffer.at);
    buffer_clear(&buffer);
    buffer_free(&buffer);
}

static void assert_number(double value, const char *expected)
{
    struct buffer buffer = {0};
    buffer_number(&buffer, value);
    assert_string_equal(buffer.at, expected);
    assert_true(strtod(buffer.at, NULL) == value);
    buffer_free(&buffer);
}

/* The shortest decimals that read back, from IEEE 754: 0.1 + 0.2 is 0.30000000000000004; DBL_MAX, DBL_MIN and the least subnormal as <float.h> gives them. */
static void shortest_numbers(void **state)
{
    (void)state;
    assert_number(0, "0");
    assert_number(-0.0, "0");
    assert_number(0.1, "0.1");
    assert_number(0.1 + 0.2, "0.30000000000000004");
    assert_number(-44.35208333333333, "-44.35208333333333");
    assert_number(1e-300, "1e-300");
    assert_number(100, "100");
    assert_number(1.7976931348623157e308, "1.7976931348623157e+308");
    assert_number(2.2250738585072014e-308, "2.2250738585072014e-308");
    assert_number(1.0 / 3, "0.3333333333333333");
}

/* The least subnormal: any decimal between half and one and a half of it reads back; it must be read back, however long it is written. */
static void every_number_reads_back(void **state)
{
    (void)state;
    uint64_t bits = 0x9E3779B97F4A7C15u; /* xorshift64 (Marsaglia 2003) */
    for (int turn = 0; turn < 20000; turn++) {
        double value;
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        memcpy(&value, &bits, sizeof value);
        if (turn == 0) value = 5e-324;
        if (!isfinite(value)) continue;
        struct buffer buffer = {0};
        buffer_number(&buffer, value);
        assert_true(strtod(buffer.at, NULL) == value);
        buffer_free(&buffer);
    }
}

static void assert_fixed(double value, int decimals, const char *expected)
{
    struct buffer buffer = {0};
    buffer_fixed(&buffer, value, decimals);
    assert_string_equal(buffer.at, expected);
    buffer_free(&buffer);
}

/* By hand: halves of what people see go away from zero, and nothing is "-0.0". */
static void fixed_decimals(void **state)
{
    (void)state;
    assert_fixed(0.5, 0, "1");
    assert_fixed(1.5, 0, "2");
    assert_fixed(2.5, 0, "3");
    assert_fixed(-2.5, 0, "-3");
    assert_fixed(0.15, 1, "0.2");
    assert_fixed(0.25, 1, "0.3");
    assert_fixed(2.675, 2, "2.68");
    assert_fixed(1.005, 2, "1.01");
    assert_fixed(-1.005, 2, "-1.01");
    assert_fixed(0.049999, 1, "0.0");
    assert_fixed(-0.04, 1, "0.0");
    assert_fixed(-0.0, 1, "0.0");
    assert_fixed(-0.05, 1, "-0.1");
    assert_fixed(99.95, 1, "100.0");
    assert_fixed(44.35208333333333, 1, "44.4");
    assert_fixed(29.16666666666667, 4, "29.1667");
    assert_fixed(1e15, 1, "1000000000000000.0");
    assert_fixed(123456789.125, 2, "123456789.13");
    assert_fixed(5e-324, 3, "0.000");
    assert_fixed(-1e-300, 9, "0.000000000");
}

static void assert_escape(void (*escape)(struct buffer *, const char *), const char *string, const char *expected)
{
    struct buffer buffer = {0};
    buffer_put(&buffer, "");
    escape(&buffer, string);
    assert_string_equal(buffer.at, expected);
    buffer_free(&buffer);
}

/* HTML 5, 13.1.4: the five characters that can end or open something in text or in a quoted attribute. */
static void html(void **state)
{
    (void)state;
    assert_escape(buffer_html, "<script>alert(\"a&b\", 'c')</script>", "&lt;script&gt;alert(&quot;a&amp;b&quot;, &#39;c&#39;)&lt;/script&gt;");
    assert_escape(buffer_html, "caf\xC3\xA9 &amp;", "caf\xC3\xA9 &amp;amp;");
}

/* RFC 8259, 7. */
static void json(void **state)
{
    (void)state;
    assert_escape(buffer_json, "a\"b\\c/\n\t\x01\x1F\x7F", "\"a\\\"b\\\\c/\\u000a\\u0009\\u0001\\u001f\\u007f\"");
    assert_escape(buffer_json, "", "\"\"");
    assert_escape(buffer_json, "\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\"");
}

/* RFC 4180, 2.6 and 2.7; a semicolon, tab or outer space is quoted as well, since some readers take them for something else. */
static void csv(void **state)
{
    (void)state;
    assert_escape(buffer_csv, "aaa", "aaa");
    assert_escape(buffer_csv, "b,bb", "\"b,bb\"");
    assert_escape(buffer_csv, "b\r\nbb", "\"b\r\nbb\"");
    assert_escape(buffer_csv, "b\"bb", "\"b\"\"bb\"");
    assert_escape(buffer_csv, "\"", "\"\"\"\"");
    assert_escape(buffer_csv, "", "");
    assert_escape(buffer_csv, " a", "\" a\"");
    assert_escape(buffer_csv, "a ", "\"a \"");
    assert_escape(buffer_csv, "a;b", "\"a;b\"");
    assert_escape(buffer_csv, "-1.5", "-1.5");
}

/* OWASP "CSV Injection": = + - @ TAB CR and their full-width forms (U+FF1D, U+FF0B, U+FF0D, U+FF20) at the beginning. */
static void csv_text(void **state)
{
    (void)state;
    assert_escape(buffer_csv_text, "=1+1", "'=1+1");
    assert_escape(buffer_csv_text, "+a", "'+a");
    assert_escape(buffer_csv_text, "-a", "'-a");
    assert_escape(buffer_csv_text, "@a", "'@a");
    assert_escape(buffer_csv_text, "\ta", "\"'\ta\"");
    assert_escape(buffer_csv_text, "\ra", "\"'\ra\"");
    assert_escape(buffer_csv_text, "=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
    assert_escape(buffer_csv_text, "\xEF\xBC\x9D" "1", "'\xEF\xBC\x9D" "1");
    assert_escape(buffer_csv_text, "\xEF\xBC\x8B", "'\xEF\xBC\x8B");
    assert_escape(buffer_csv_text, "\xEF\xBC\x8D", "'\xEF\xBC\x8D");
    assert_escape(buffer_csv_text, "\xEF\xBC\xA0", "'\xEF\xBC\xA0");
    assert_escape(buffer_csv_text, "a=1", "a=1");
    assert_escape(buffer_csv_text, "", "");
}

/* CommonMark 0.31, 2.4: a backslash before punctuation makes it literal. */
static void markdown(void **state)
{
    (void)state;
    assert_escape(buffer_markdown, "*a* _b_ `c` [d](e) #f", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\#f");
    assert_escape(buffer_markdown, "a|b ~c~ \\d !e", "a\\|b \\~c\\~ \\\\d \\!e");
    assert_escape(buffer_markdown, "<b>&\r\nx", "&lt;b\\>&amp;  x");
}

static void assert_terminal(struct text text, size_t limit, const char *expected)
{
    struct buffer buffer = {0};
    buffer_put(&buffer, "");
    buffer_terminal(&buffer, text, limit);
    assert_string_equal(buffer.at, expected);
    buffer_free(&buffer);
}

/* Escape sequences, NUL, C1, right-to-left override and broken UTF-8 must not reach a terminal; bytes written out by hand. */
static void terminal(void **state)
{
    (void)state;
    assert_terminal(text_of("\x1B]0;x\x07"), 40, "\\x1B]0;x\\x07");
    assert_terminal((struct text){"a\0b", 3}, 40, "a\\x00b");
    assert_terminal(text_of("\xC2\x9B" "2J"), 40, "\\xC2\\x9B2J");
    assert_terminal(text_of("\xE2\x80\xAE" "cba"), 40, "\\xE2\\x80\\xAE" "cba");
    assert_terminal(text_of("caf\xE9!"), 40, "caf\\xE9!");
    assert_terminal(text_of("\xE2\x82"), 40, "\\xE2\\x82");
    assert_terminal(text_of("\xF0\x9F\x98\x80"), 40, "\xF0\x9F\x98\x80");
    assert_terminal(text_of("abcdef"), 3, "abc...");
    assert_terminal(text_of("abc"), 3, "abc");
    assert_terminal(text_of("\xC3\xA9\xC3\xA9\xC3\xA9"), 2, "\xC3\xA9\xC3\xA9...");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(growing), cmocka_unit_test(shortest_numbers), cmocka_unit_test(every_number_reads_back), cmocka_unit_test(fixed_decimals), cmocka_unit_test(html),
                                       cmocka_unit_test(json), cmocka_unit_test(csv), cmocka_unit_test(csv_text), cmocka_unit_test(markdown), cmocka_unit_test(terminal)};
    return cmocka_run_group_tests_name("lib/buffer", tests, NULL, NULL);
}
