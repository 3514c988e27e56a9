/* Many tests together. Sources: test_vectors.txt, letter H; worked_examples.txt; R 4.2.2 p.adjust (tests/reference/classical.R). */
#include "multiplicity.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../reference/classical.h"
#include "../near.h"

static void assert_adjusted(enum adjustment adjustment, const double *p, const double *expected, int count)
{
    double found[20];
    memcpy(found, p, (size_t)count * sizeof *p);
    multiplicity_adjust(adjustment, found, (size_t)count);
    for (int i = 0; i < count; i++) {
        if (isnan(expected[i])) assert_true(isnan(found[i]));
        else assert_near(found[i], expected[i], 1e-14);
    }
}

static void families(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof classical_families / sizeof *classical_families; i++) {
        const struct classical_family *f = &classical_families[i];
        assert_adjusted(ADJUST_HOLM, f->p, f->holm, f->count);
        assert_adjusted(ADJUST_BENJAMINI_HOCHBERG, f->p, f->benjamini_hochberg, f->count);
    }
}

static void letter_h(void **state)
{
    (void)state;
    const double p[] = {.001, .012, .02, .03, .04, .6};
    assert_adjusted(ADJUST_HOLM, p, (const double[]){.006, .06, .08, .09, .09, .6}, 6);
    assert_adjusted(ADJUST_BENJAMINI_HOCHBERG, p, (const double[]){.006, .036, .04, .045, .048, .6}, 6);
    assert_adjusted(ADJUST_HOLM, (const double[]){0}, (const double[]){0}, 1);
    assert_adjusted(ADJUST_HOLM, (const double[]){NAN}, (const double[]){NAN}, 1);
    multiplicity_holm(NULL, 0);
    multiplicity_benjamini_hochberg(NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(families), cmocka_unit_test(letter_h)};
    return cmocka_run_group_tests_name("analyse/multiplicity", tests, NULL, NULL);
}
