/* When a model is told. Worked by hand at a minimum of 10, from the rules in model_rule.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/disclose/model_rule.h"

#define CATEGORIES(...) (const struct model_category[]){__VA_ARGS__}, (int)(sizeof((const struct model_category[]){__VA_ARGS__}) / sizeof(struct model_category))

static bool told(struct model_people people) { return model_rule_is_told(&people, 10); }

static void needs_people_and_freedom(void **state)
{
    (void)state;
    assert_false(told((struct model_people){9, -1, 0, 2, false, NULL, 0}));
    assert_false(told((struct model_people){19, -1, 0, 10, false, NULL, 0}));
    assert_true(told((struct model_people){20, -1, 0, 10, false, NULL, 0}));
    assert_false(model_rule_is_told(&(struct model_people){19, -1, 0, 10, false, NULL, 0}, 5)); /* ten degrees of freedom whatever the minimum */
}

static void needs_people_in_every_category(void **state)
{
    (void)state;
    assert_true(told((struct model_people){100, -1, 0, 3, false, CATEGORIES({10, -1}, {90, -1})}));
    assert_false(told((struct model_people){100, -1, 0, 3, false, CATEGORIES({9, -1}, {91, -1})}));
    assert_false(told((struct model_people){100, -1, 0, 3, false, CATEGORIES({50, -1}, {50, -1}, {91, -1}, {9, -1})}));
    assert_false(told((struct model_people){100, -1, 0, 3, false, CATEGORIES({100, -1})})); /* the others would be nobody */
}

static void needs_people_of_either_answer(void **state)
{
    (void)state;
    assert_true(told((struct model_people){100, 10, 0, 3, false, CATEGORIES({40, 1}, {60, 9})}));
    assert_false(told((struct model_people){100, 9, 0, 3, false, CATEGORIES({40, 1}, {60, 8})}));
    assert_false(told((struct model_people){100, 91, 0, 3, false, CATEGORIES({40, 39}, {60, 52})}));
}

static void guards_sensitive_subjects(void **state)
{
    (void)state;
    assert_false(told((struct model_people){100, 20, 0, 3, true, CATEGORIES({40, 1}, {60, 19})})); /* 2.5% */
    assert_true(told((struct model_people){100, 20, 0, 3, true, CATEGORIES({40, 4}, {60, 16})}));
    assert_false(told((struct model_people){100, 60, 0, 3, true, CATEGORIES({40, 39}, {60, 21})})); /* 97.5% */
    assert_false(told((struct model_people){100, 50, 3, 3, true, CATEGORIES({40, 20}, {60, 30})})); /* three others */
    assert_true(told((struct model_people){100, 50, 3, 3, false, CATEGORIES({40, 20}, {60, 30})}));
    assert_true(told((struct model_people){100, 50, 10, 3, true, CATEGORIES({40, 20}, {60, 30})}));
    assert_true(told((struct model_people){100, 50, 0, 3, true, CATEGORIES({40, 20}, {60, 30})}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(needs_people_and_freedom), cmocka_unit_test(needs_people_in_every_category), cmocka_unit_test(needs_people_of_either_answer), cmocka_unit_test(guards_sensitive_subjects)};
    return cmocka_run_group_tests_name("disclose/model_rule", tests, NULL, NULL);
}
