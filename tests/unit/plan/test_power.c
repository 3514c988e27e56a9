/* Power and the smallest differences: tests/reference/power.tsv, which power.R made with power.t.test, pwr and pt(ncp =). */
#include "guard.h"
#include "../../../pipeline/plan/answer.h"
#include "../../../pipeline/plan/power.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>
#include "../near.h"

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static void as_r_has_them(void **state)
{
    (void)state;
    FILE *file = fopen("tests/reference/power.tsv", "r");
    assert_non_null(file);
    char line[256], name[32];
    int count = 0;
    while (fgets(line, sizeof line, file)) {
        double x[3] = {NAN, NAN, NAN}, value;
        if (*line == '#') continue;
        if (sscanf(line, "%31[a-z]\t%lf\t%lf\t%lf\t%lf", name, &x[0], &x[1], &x[2], &value) != 5) assert_int_equal(sscanf(line, "%31[a-z]\t%lf\t%lf\t\t%lf", name, &x[0], &x[1], &value), 4);
        if (!strcmp(name, "power")) assert_near(power_of(x[0], x[1]), value, 1e-11);
        else if (!strcmp(name, "delta")) assert_near(power_delta(x[0], x[1]), value, 1e-9);
        else assert_near(power_design_effect(x[0], x[1], x[2]), value, 1e-15);
        count++;
    }
    assert_int_equal(fclose(file), 0);
    assert_int_equal(count, 46);
}

/* What is smallest needs exactly the people there are, and the power there is. */
static void there_and_back(void **state)
{
    (void)state;
    for (double n = 6; n < 3000; n *= 2.7)
        for (double share = 0.02; share < 1; share += 0.12)
            for (int is_share = 0; is_share < 2; is_share++) {
                struct power_study study = {.n = n, .n_reference = 2 * n, .sd = 3, .sd_reference = 4, .share = share, .is_share = is_share, .effect = 1.4, .units = n / 2 + 3};
                double smallest = power_smallest(&study, 0.8);
                if (isnan(smallest)) continue;
                assert_true(smallest > 0 && (!is_share || smallest < 1));
                if (!is_share) assert_near(power_of(smallest / sqrt(1.4 * (9 / n + 16 / (2 * n))), study.units - 2), 0.8, 1e-9);
                bool both = !is_share || (share + smallest < 1 && share - smallest > 0);
                if (both) assert_true(power_times(&study, smallest, 0.8) > 1 - 1e-7);
                if (!is_share) assert_near(power_times(&study, smallest, 0.8), 1, 1e-8);
            }
}

static void more_is_whole(void **state)
{
    (void)state;
    assert_true(power_more(100, 1.005) == 1 && power_more(100, 1) == 0 && power_more(100, 0.4) == 0 && power_more(60, 2) == 60 && power_more(7, 1.4285714285714286) == 3);
}

/* A power that no effect has, degrees of freedom that a test cannot have, a share from which nothing is far enough. */
static void nothing_to_find(void **state)
{
    (void)state;
    assert_true(isnan(power_delta(0.05, 10)) && isnan(power_delta(1, 10)) && isnan(power_delta(0.8, 0)) && isnan(power_delta(NAN, 10)) && isnan(power_delta(0.8, NAN)));
    struct power_study few = {.n = 2, .n_reference = 2, .share = 0.5, .is_share = true, .effect = 4, .units = 4};
    assert_true(isnan(power_smallest(&few, 0.9)) && isnan(power_times(&few, 0.6, 0.8)) && isnan(power_times(&few, 0, 0.8)));
}

static void no_number_is_empty(void **state)
{
    (void)state;
    struct finding finding = {.pair = {"sector", "=nhs", "other", "m"}, .unit = "", .teams = NAN, .share = NAN, .found = NAN, .why = "there are too few teams",
                              .study = {.n = 3, .n_reference = 4, .sd = NAN, .sd_reference = NAN, .share = NAN, .effect = NAN, .units = NAN}};
    struct question question = {0.8, NAN};
    struct buffer out = {0};
    answer_csv(&finding, 1, &question, &out);
    assert_non_null(strstr(out.at, "\nsector,'=nhs,other,0.8,,m,3,4,,,,,,,,,,,,,,,,,there are too few teams\n"));
    buffer_clear(&out);
    answer_table(&finding, 1, &question, &out);
    assert_string_equal(out.at, "sector: =nhs beside other (reference); power 0.8, two-sided 5%\nmeasure  people  people ref.  why not\nm             3            4  there are too few teams\n");
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_r_has_them), cmocka_unit_test(there_and_back), cmocka_unit_test(more_is_whole), cmocka_unit_test(nothing_to_find), cmocka_unit_test(no_number_is_empty)};
    return cmocka_run_group_tests_name("plan/power", tests, start, NULL);
}
