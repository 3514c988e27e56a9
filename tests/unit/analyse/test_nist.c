/* Means and standard deviations of NIST's reference data sets. Certified values stand beside each; NumAcc1 to 4 as NIST defines them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "nist.h"
#include "survey.h"
#include "../near.h"

static void assert_certified_to(double mean_tolerance, const double *data, size_t count, double mean, double sd, double sd_tolerance)
{
    struct design *design = survey_simple(count);
    struct values values = survey_values(data, design);
    struct task task = {.is_number = true};
    struct analysis *analysis = analysis_run(&task, &values, design);
    assert_near(survey_estimate(analysis, 0, STATISTIC_MEAN, -1)->value, mean, mean_tolerance);
    assert_near(survey_estimate(analysis, 0, STATISTIC_SD, -1)->value, sd, sd_tolerance);
    assert_near(survey_estimate(analysis, 0, STATISTIC_MEAN, -1)->se, sd / sqrt((double)count), sd_tolerance); /* by definition */
    analysis_destroy(analysis);
    survey_free(&values, design);
}

static void assert_certified(const double *data, size_t count, double mean, double sd, double sd_tolerance)
{
    assert_certified_to(1e-14, data, count, mean, sd, sd_tolerance);
}

#define COUNT(data) (sizeof(data) / sizeof *(data))

static void observed_data(void **state)
{
    (void)state;
    assert_certified(nist_lew, COUNT(nist_lew), -177.435000000000, 277.332168044316, 1e-14);
    assert_certified(nist_lottery, COUNT(nist_lottery), 518.958715596330, 291.699727470969, 1e-14);
    assert_certified(nist_mavro, COUNT(nist_mavro), 2.00185600000000, 0.000429123454003053, 1e-12);
    assert_certified(nist_michelso, COUNT(nist_michelso), 299.852400000000, 0.0790105478190518, 1e-12);
}

static void digits_of_pi(void **state)
{
    (void)state;
    double digits[5000];
    for (int i = 0; i < 5000; i++) digits[i] = nist_pidigits[i / 125][i % 125] - '0';
    assert_certified(digits, 5000, 4.53480000000000, 2.86733906028871, 1e-14);
}

/* NumAcc2 to 4: the mean first, then a tenth below and a tenth above, 500 times. What is left of 0.1 in a double beside 10,000,000.2 is its ninth digit. */
static void constructed_data(void **state)
{
    (void)state;
    static const double numacc1[] = {10000001, 10000003, 10000002};
    static const struct { double low, mean, high, tolerance; } sets[] = {{1.1, 1.2, 1.3, 1e-14}, {1000000.1, 1000000.2, 1000000.3, 1e-9}, {10000000.1, 10000000.2, 10000000.3, 1e-8}};
    assert_certified_to(1e-15, numacc1, 3, 10000002, 1, 1e-15);
    for (int s = 0; s < 3; s++) {
        double data[1001];
        for (int i = 0; i < 1001; i++) data[i] = i == 0 ? sets[s].mean : i % 2 ? sets[s].low : sets[s].high;
        assert_certified_to(1e-15, data, 1001, sets[s].mean, 0.1, sets[s].tolerance);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(observed_data), cmocka_unit_test(digits_of_pi), cmocka_unit_test(constructed_data)};
    return cmocka_run_group_tests_name("analyse/nist", tests, NULL, NULL);
}
