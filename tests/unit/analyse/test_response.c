/* Response rates. Source: the worked example of methods.md 3.3, by hand from AAPOR's definitions: complete 120, partial 10, refused 5, not contacted 60, unknown 5. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include "../../../pipeline/analyse/response.h"
#include "../near.h"

static void worked_example(void **state)
{
    (void)state;
    const struct response_rates rates = response_rates((struct response_counts){120, 10, 5 + 60, 5, 0.8});
    assert_near(rates.rr1, 0.600, 1e-15);
    assert_near(rates.rr2, 0.650, 1e-15);
    assert_near(rates.rr3, 120.0 / 199, 1e-15); /* 0.6030 */
    assert_near(rates.rr5, 120.0 / 195, 1e-15); /* 0.6154 */
}

/* Everybody of a named-staff list is eligible: UH = UO = 0. */
static void named_staff(void **state)
{
    (void)state;
    const struct response_rates rates = response_rates((struct response_counts){120, 10, 70, 0, NAN});
    assert_near(rates.rr1, 0.6, 1e-15);
    assert_near(rates.rr2, 0.65, 1e-15);
    assert_near(rates.rr3, 0.6, 1e-15);
    assert_near(rates.rr5, 0.6, 1e-15);
}

static void what_cannot_be_had(void **state)
{
    (void)state;
    assert_true(isnan(response_rates((struct response_counts){120, 10, 65, 5, NAN}).rr3)); /* nobody says what share of the unknown was eligible */
    assert_true(isnan(response_rates((struct response_counts){0, 0, 0, 0, NAN}).rr1));
    const struct response_rates none = response_rates((struct response_counts){0, 0, 0, 5, 0}); /* all unknown, none of them eligible */
    assert_near(none.rr1, 0, 0);
    assert_true(isnan(none.rr3) && isnan(none.rr5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(worked_example), cmocka_unit_test(named_staff), cmocka_unit_test(what_cannot_be_had)};
    return cmocka_run_group_tests_name("analyse/response", tests, NULL, NULL);
}
