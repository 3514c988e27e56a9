/* Numbers for people. Expected values are decimal arithmetic by hand; the minus sign is U+2212 (E2 88 92). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "../../../pipeline/report/number.h"

#define MINUS "\xe2\x88\x92"

static void check_plain(double value, int decimals, const char *expected)
{
    struct buffer out = {0};
    number_plain(&out, value, decimals);
    assert_string_equal(out.at, expected);
    buffer_free(&out);
}

static void check_signed(double value, int decimals, const char *expected)
{
    struct buffer out = {0};
    number_signed(&out, value, decimals);
    assert_string_equal(out.at, expected);
    buffer_free(&out);
}

static void check_count(long value, const char *expected)
{
    struct buffer out = {0};
    number_count(&out, value);
    assert_string_equal(out.at, expected);
    buffer_free(&out);
}

static void plain_numbers_have_a_real_minus_and_no_negative_zero(void **state)
{
    (void)state;
    check_plain(58, 0, "58");
    check_plain(58.5, 0, "59");
    check_plain(-3.04, 1, MINUS "3.0");
    check_plain(-0.04, 1, "0.0");
    check_plain(-0.4, 0, "0");
}

static void differences_have_a_sign_unless_they_read_as_zero(void **state)
{
    (void)state;
    check_signed(7, 0, "+7");
    check_signed(-11.2, 1, MINUS "11.2");
    check_signed(0, 0, "0");
    check_signed(0.04, 1, "0.0");
}

static void counts_have_thousands(void **state)
{
    (void)state;
    check_count(0, "0");
    check_count(999, "999");
    check_count(1000, "1,000");
    check_count(1002003, "1,002,003");
}

static void decimals_are_kept_until_nothing_reads_as_zero(void **state)
{
    (void)state;
    assert_int_equal(number_decimals(0, (const double[]){8, 2, 14}, 3), 0);
    assert_int_equal(number_decimals(0, (const double[]){8, 0.3, 14}, 3), 1);
    assert_int_equal(number_decimals(0, (const double[]){0.04}, 1), 2);
    assert_int_equal(number_decimals(0, (const double[]){0, NAN}, 2), 0); /* a true 0 and an absent value ask for nothing */
    assert_int_equal(number_decimals(0, (const double[]){1e-9}, 1), 3);   /* the limit */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(plain_numbers_have_a_real_minus_and_no_negative_zero), cmocka_unit_test(differences_have_a_sign_unless_they_read_as_zero),
        cmocka_unit_test(counts_have_thousands), cmocka_unit_test(decimals_are_kept_until_nothing_reads_as_zero)};
    return cmocka_run_group_tests_name("report/number", tests, NULL, NULL);
}
