/* One answer to what is stored. Expected: reliability.md 8, inputs 49 to 76, and the rules in convert.h and codebook.h, worked by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "chunk.h"
#include "../../../pipeline/ingest/convert.h"
#include "answers.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static const struct missing_value minus_99[] = {{"-99", "refused"}, {"N/A", "not applicable"}};
static const struct category two[] = {{.value = "nhs", .label = "NHS"}, {.value = "voluntary", .label = "Voluntary sector"}};
static const unsigned char key[32] = {1, 2, 3};

static struct field of_type(enum field_type type, double minimum, double maximum)
{
    return (struct field){.name = "f", .type = type, .minimum = minimum, .maximum = maximum, .missing = minus_99, .missing_count = 2};
}

static struct converter converter;

static void use(const struct field *field, const unsigned char *secret)
{
    convert_release(&converter);
    convert_prepare(&converter, field, secret);
}

static int release(void **state)
{
    (void)state;
    convert_release(&converter);
    return 0;
}

static void encodings(void **state)
{
    (void)state;
    struct field category = {.type = FIELD_CATEGORY, .categories = two, .category_count = 2}, small = of_type(FIELD_INTEGER, -32000, 32000), large = of_type(FIELD_INTEGER, 0, 32001);
    struct field number = of_type(FIELD_NUMBER, 0, 1), date = of_type(FIELD_DATE, -INFINITY, INFINITY), term = of_type(FIELD_TERM, 0, 64), text = of_type(FIELD_TEXT, 0, INFINITY);
    const struct { struct field *field; const unsigned char *key; const char *name; size_t bytes; } rows[] = {
        {&category, NULL, "code8", 1}, {&small, NULL, "int16", 2}, {&large, NULL, "real64", 8}, {&number, NULL, "real64", 8}, {&date, NULL, "real64", 8}, {&term, NULL, "term32", 4}, {&text, NULL, "text", 4}, {&term, key, "hash128", 16}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        use(rows[i].field, rows[i].key);
        assert_string_equal(encoding_names[converter.encoding], rows[i].name);
        assert_int_equal(encoding_bytes[converter.encoding], rows[i].bytes);
    }
}

static void assert_code(const char *written, enum odd odd, int code)
{
    uint8_t value = 77;
    assert_int_equal(convert_code8(&converter, answer(written), &value), odd);
    if (code >= 0) assert_int_equal(value, code);
}

static void categories(void **state)
{
    (void)state;
    struct field field = {.type = FIELD_CATEGORY, .categories = two, .category_count = 2, .missing = minus_99, .missing_count = 2};
    use(&field, NULL);
    assert_code("voluntary", ODD_NONE, 1);
    assert_code("NHS", ODD_NONE, 0);
    assert_code(" Nhs ", ODD_NORMALISED, 0);
    assert_code("-99", ODD_NONE, CODE_MISSING + REASON_LABELLED);
    assert_code("", ODD_NONE, CODE_MISSING + REASON_NO_ANSWER);
    assert_code("council", ODD_NOT_A_CATEGORY, -1);
    field.required = true;
    use(&field, NULL);
    assert_code("", ODD_REQUIRED, -1);
    assert_code("N/A", ODD_REQUIRED, -1);
    assert_code("nhs", ODD_NONE, 0);
}

static void assert_whole(const char *written, enum odd odd, int expected)
{
    int16_t value = 77;
    assert_int_equal(convert_int16(&converter, answer(written), &value), odd);
    if (odd == ODD_NONE || odd == ODD_NORMALISED) assert_int_equal(value, expected);
}

static void whole_numbers(void **state)
{
    (void)state;
    struct field field = of_type(FIELD_INTEGER, 0, 500);
    use(&field, NULL);
    assert_whole("28", ODD_NONE, 28);
    assert_whole("2.0", ODD_NONE, 2);
    assert_whole("-0", ODD_NONE, 0);
    assert_whole(" 28\xC2\xA0", ODD_NORMALISED, 28);
    assert_whole("500", ODD_NONE, 500);
    assert_whole("501", ODD_TOO_LARGE, 0);
    assert_whole("-1", ODD_TOO_SMALL, 0);
    assert_whole("1.5", ODD_NOT_WHOLE, 0);
    assert_whole("approx 40", ODD_NOT_A_NUMBER, 0);
    assert_whole("1e2", ODD_NOT_A_NUMBER, 0);
    assert_whole("1,000", ODD_NOT_A_NUMBER, 0);
    assert_whole("0x1F", ODD_NOT_A_NUMBER, 0);
    assert_whole("-99", ODD_NONE, chunk_missing_int16(REASON_LABELLED)); /* a missing value that looks like a number is asked first */
    assert_whole("-99.0", ODD_TOO_SMALL, 0);
    assert_whole("n/a", ODD_NONE, chunk_missing_int16(REASON_LABELLED + 1));
    assert_whole("", ODD_NONE, chunk_missing_int16(REASON_NO_ANSWER));
    assert_whole("  ", ODD_NONE, chunk_missing_int16(REASON_NO_ANSWER));
    field.required = true;
    use(&field, NULL);
    assert_whole("", ODD_REQUIRED, 0);
    assert_whole("-99", ODD_REQUIRED, 0);
}

static void assert_real(const char *written, enum odd odd, double expected)
{
    double value = 77;
    assert_int_equal(convert_real64(&converter, answer(written), &value), odd);
    if (odd == ODD_NONE || odd == ODD_NORMALISED) assert_true(value == expected);
}

static void assert_missing(const char *written, int reason)
{
    double value = 77;
    assert_int_equal(convert_real64(&converter, answer(written), &value), ODD_NONE);
    assert_true(isnan(value));
    assert_int_equal(chunk_reason_real(value), reason);
}

static void real_numbers(void **state)
{
    (void)state;
    struct field field = of_type(FIELD_NUMBER, 0.1, 1.5);
    use(&field, NULL);
    assert_real("0.6", ODD_NONE, 0.6);
    assert_real("0.1", ODD_NONE, 0.1);
    assert_real("1.50", ODD_NONE, 1.5);
    assert_real("1.51", ODD_TOO_LARGE, 0);
    assert_real("0", ODD_TOO_SMALL, 0);
    assert_real("0,6", ODD_NOT_A_NUMBER, 0);
    assert_real("NaN", ODD_NOT_A_NUMBER, 0);
    assert_real("1e400", ODD_NOT_A_NUMBER, 0);
    assert_real("\t0.6", ODD_NORMALISED, 0.6);
    assert_missing("-99", REASON_LABELLED);
    assert_missing("", REASON_NO_ANSWER);
}

/* Days since 1970: R 4.2.2 as.numeric(as.Date("2024-02-29")) is 19782. */
static void dates(void **state)
{
    (void)state;
    struct field field = of_type(FIELD_DATE, 19000, 19782);
    use(&field, NULL);
    assert_real("2024-02-29", ODD_NONE, 19782);
    assert_real("2024-03-01", ODD_TOO_LARGE, 0);
    assert_real("2001-01-01", ODD_TOO_SMALL, 0);
    assert_real("2023-02-29", ODD_NOT_A_DATE, 0);
    assert_real("29/02/2024", ODD_NOT_A_DATE, 0);
    assert_real("45123", ODD_NOT_A_DATE, 0);
    assert_missing("N/A", REASON_LABELLED + 1);
}

static void assert_text(const char *written, enum odd odd, const char *expected, int expected_reason)
{
    struct text value;
    int reason;
    assert_int_equal(convert_text(&converter, answer(written), &value, &reason), odd);
    if (odd != ODD_NONE && odd != ODD_NORMALISED) return;
    assert_int_equal(reason, expected_reason);
    if (reason < 0) assert_true(text_is(value, expected));
}

static void names(void **state)
{
    (void)state;
    struct field field = of_type(FIELD_TERM, 2, INFINITY);
    char long_name[66];
    use(&field, NULL);
    memset(long_name, 'x', sizeof long_name);
    long_name[64] = '\0';
    assert_text(long_name, ODD_NONE, long_name, -1);
    memcpy(long_name + 63, "xx", 3);
    assert_text(long_name, ODD_TOO_LONG, NULL, 0);
    assert_text(" team 1 ", ODD_NORMALISED, "team 1", -1);
    assert_text("\xC3\xA9\xC3\xA9", ODD_NONE, "\xC3\xA9\xC3\xA9", -1);
    assert_text("t", ODD_TOO_SHORT, NULL, 0);
    assert_text("\xC3\xA9", ODD_TOO_SHORT, NULL, 0); /* one character */
    assert_text("a\tb", ODD_CONTROL_CHARACTER, NULL, 0);
    assert_text("a\x7F", ODD_CONTROL_CHARACTER, NULL, 0);
    assert_text("a\xE2\x80\xAE" "b", ODD_CONTROL_CHARACTER, NULL, 0);
    assert_text("", ODD_NONE, NULL, REASON_NO_ANSWER);
    assert_text(" -99", ODD_NONE, NULL, REASON_LABELLED);
    assert_text("'; DROP TABLE", ODD_NONE, "'; DROP TABLE", -1);
}

static void comments(void **state)
{
    (void)state;
    struct field field = of_type(FIELD_TEXT, 0, 12);
    use(&field, NULL);
    assert_text(" kept as is ", ODD_NONE, " kept as is ", -1);
    assert_text("line\nline\r\t", ODD_NONE, "line\nline\r\t", -1);
    assert_text("\xE2\x80\xAE" "rtl", ODD_NONE, "\xE2\x80\xAE" "rtl", -1);
    assert_text("bell\x07", ODD_CONTROL_CHARACTER, NULL, 0);
    assert_text("\x1B[31m", ODD_CONTROL_CHARACTER, NULL, 0);
    assert_text("thirteen char", ODD_TOO_LONG, NULL, 0);
    assert_text("   ", ODD_NONE, NULL, REASON_NO_ANSWER);
    assert_text("N/A", ODD_NONE, NULL, REASON_LABELLED + 1);
}

static void a_field_without_missing_values(void **state)
{
    (void)state;
    struct field field = {.type = FIELD_TERM, .minimum = 0, .maximum = INFINITY, .required = true};
    use(&field, NULL);
    assert_text("N/A", ODD_NONE, "N/A", -1);
    assert_text(" ", ODD_REQUIRED, NULL, 0);
}

/* Convert.h: "A12" and "a12 " are one person. */
static void pseudonyms(void **state)
{
    (void)state;
    struct field field = of_type(FIELD_TERM, 0, 64);
    unsigned char one[16], same[16], other[16];
    use(&field, key);
    convert_pseudonym(&converter, answer("A12"), one);
    convert_pseudonym(&converter, answer(" a12\xC2\xA0"), same);
    convert_pseudonym(&converter, answer("a13"), other);
    assert_memory_equal(one, same, 16);
    assert_memory_not_equal(one, other, 16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(encodings), cmocka_unit_test(categories), cmocka_unit_test(whole_numbers), cmocka_unit_test(real_numbers), cmocka_unit_test(dates), cmocka_unit_test(names),
                                       cmocka_unit_test(comments), cmocka_unit_test(a_field_without_missing_values), cmocka_unit_test(pseudonyms)};
    return cmocka_run_group_tests_name("ingest/convert", tests, NULL, release);
}
