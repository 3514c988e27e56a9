/* What is told of how questions hang together. Worked by hand at a minimum of 10, from the rules in together.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/disclose/together.h"

#define LONGS(...) (const long[]){__VA_ARGS__}, (int)(sizeof((const long[]){__VA_ARGS__}) / sizeof(long))

static bool told(bool sensitive, long n, const long *pairs, int questions, const long *others, int other_count)
{
    return together_is_told(&(struct together){n, pairs, questions, sensitive, others, other_count}, 10);
}

static void needs_the_minimum_of_complete_cases(void **state)
{
    (void)state;
    assert_false(told(false, 9, LONGS(4, 4), LONGS(100)));
    assert_false(told(false, 0, LONGS(0, 0), LONGS(0)));
    assert_true(told(false, 30, LONGS(10, 12), LONGS(100)));
}

static void needs_the_minimum_who_differ(void **state)
{
    (void)state;
    assert_false(told(false, 100, LONGS(40, 9, 40), LONGS(100)));
    assert_false(told(false, 100, LONGS(40, 1, 40), LONGS(100)));
    assert_true(told(false, 100, LONGS(40, 10, 40), LONGS(100)));
    assert_true(told(false, 100, LONGS(40, 0, 40), LONGS(100)));
    assert_false(told(true, 100, LONGS(40, 0, 40), LONGS(100))); /* what everybody answered to a sensitive question */
}

static void few_are_not_subtracted_of_sensitive_scores(void **state)
{
    (void)state;
    assert_false(told(true, 97, LONGS(40, 40), LONGS(100, 97, 97, 97)));
    assert_false(told(true, 80, LONGS(40, 40), LONGS(100, 83, 90, 90)));
    assert_false(told(true, 80, LONGS(40, 40), LONGS(100, 90, 90, 81))); /* a question that one more answered */
    assert_true(told(true, 80, LONGS(40, 40), LONGS(100, 90, 80, 90)));
    assert_true(told(true, 100, LONGS(40, 40), LONGS(100, 100, 100, 100)));
    assert_true(told(false, 97, LONGS(40, 40), LONGS(100, 97, 97, 97))); /* how few left out other questions is in the table of missing answers */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(needs_the_minimum_of_complete_cases), cmocka_unit_test(needs_the_minimum_who_differ), cmocka_unit_test(few_are_not_subtracted_of_sensitive_scores)};
    return cmocka_run_group_tests_name("disclose/together", tests, NULL, NULL);
}
