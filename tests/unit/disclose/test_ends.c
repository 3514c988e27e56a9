/* Who is at the ends of a score: counts by hand beside each test, minimum 10. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/disclose/ends.h"

static void assert_shown(struct ends ends, bool low, bool high)
{
    struct ends_shown shown = ends_are_shown(&ends, 10);
    assert_int_equal(shown.low, low);
    assert_int_equal(shown.high, high);
}

static void enough_or_nobody_is_told(void **state)
{
    (void)state;
    assert_shown((struct ends){100, 20, 15, false}, true, true);
    assert_shown((struct ends){100, 20, 0, false}, true, true);
    assert_shown((struct ends){100, 0, 0, false}, true, true);
    assert_shown((struct ends){9, 0, 0, false}, false, false); /* nine people at all */
}

/* Three at one end: those between cover them, as long as there are some. Five between two ends that are told would be what is left: the smaller end covers them. */
static void few_are_covered(void **state)
{
    (void)state;
    assert_shown((struct ends){100, 3, 20, false}, false, true);  /* 80 are left */
    assert_shown((struct ends){100, 3, 4, false}, false, false);
    assert_shown((struct ends){100, 3, 0, false}, false, true);
    assert_shown((struct ends){100, 3, 97, false}, false, false); /* 100 less 97 */
    assert_shown((struct ends){100, 97, 3, false}, false, false);
    assert_shown((struct ends){100, 50, 45, false}, true, false);
    assert_shown((struct ends){100, 45, 50, false}, false, true);
    assert_shown((struct ends){100, 95, 0, false}, false, false); /* five are neither, and nobody does not cover them */
    assert_shown((struct ends){30, 12, 18, false}, true, true);   /* nobody between */
}

/* A sensitive score: below 5% and above 95% it is known of everybody. */
static void sensitive_shares_near_the_ends_are_not_told(void **state)
{
    (void)state;
    assert_shown((struct ends){1000, 40, 200, true}, false, true);
    assert_shown((struct ends){1000, 0, 200, true}, false, true);
    assert_shown((struct ends){1000, 960, 20, true}, false, false);
    assert_shown((struct ends){1000, 200, 200, true}, true, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(enough_or_nobody_is_told), cmocka_unit_test(few_are_covered), cmocka_unit_test(sensitive_shares_near_the_ends_are_not_told)};
    return cmocka_run_group_tests_name("disclose/ends", tests, NULL, NULL);
}
