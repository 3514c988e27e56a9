/* When a code counts for a comment. Expected by hand from the rule in themes.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "../../../pipeline/score/themes.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static void more_than_half_must_give_it(void **state)
{
    (void)state;
    int given[] = {0, 1, 2, 3};
    bool none[] = {false, false, false, false};
    for (int coders = 1; coders <= 4; coders++) {
        struct theme_votes votes = {coders, false, given, none};
        for (int code = 0; code < 4; code++) assert_int_equal(theme_counts(&votes, code), given[code] > coders - given[code]);
    }
}

static void the_agreed_coder_decides_alone(void **state)
{
    (void)state;
    int given[] = {3, 1};
    bool agreed[] = {false, true};
    struct theme_votes votes = {4, true, given, agreed};
    assert_false(theme_counts(&votes, 0));
    assert_true(theme_counts(&votes, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(more_than_half_must_give_it), cmocka_unit_test(the_agreed_coder_decides_alone)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
