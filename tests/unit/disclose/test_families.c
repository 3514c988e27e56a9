/* P values adjusted with those that are told. Source: Holm's p values of .001 .012 .02 .03 .04 .6 are .006 .06 .08 .09 .09 .6 (test_vectors.txt, letter H); of the five without .001 they are, by hand, .06 .08 .09 .09 .6;
 * Benjamini and Hochberg's of .01 and .04 are .02 and .04. */
#include "../../../pipeline/disclose/families.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void assert_next(struct families *families, double wanted)
{
    double found = families_next(families);
    if (isnan(wanted)) assert_true(isnan(found));
    else assert_float_equal(found, wanted, 1e-12);
}

static void families_are_apart_and_what_is_withheld_does_not_count(void **state)
{
    (void)state;
    static const double p[] = {0.001, 0.012, 0.02, 0.03, 0.04, 0.6}, all[] = {0.006, 0.06, 0.08, 0.09, 0.09, 0.6}, told[] = {NAN, 0.06, 0.08, 0.09, 0.09, 0.6};
    struct families families = {0};
    for (int i = 0; i < 6; i++) {
        families_add(&families, "all", "Holm", p[i]);
        families_add(&families, "told", "Holm", i ? p[i] : (double)NAN);
        families_add(&families, "all", "", p[i]);
    }
    families_add(&families, "all", "Benjamini-Hochberg", 0.04);
    families_add(&families, "all", "Benjamini-Hochberg", 0.01);
    families_adjust(&families);
    for (int i = 0; i < 6; i++) {
        assert_next(&families, all[i]);
        assert_next(&families, told[i]);
        assert_next(&families, NAN);
    }
    assert_next(&families, 0.04);
    assert_next(&families, 0.02);
    families_free(&families);
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    struct families families = {0};
    families_adjust(&families);
    families_free(&families);
    assert_true(families_is_clear(0.0499));
    assert_false(families_is_clear(0.05));
    assert_false(families_is_clear(NAN));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(families_are_apart_and_what_is_withheld_does_not_count), cmocka_unit_test(nothing_is_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
