/* Exact intervals: all 20,300 of n up to 200 beside tests/reference/exact.tsv, which exact.py made with mpmath from binomial tails. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <cmocka.h>
#include "guard.h"
#include "../../../pipeline/analyse/exact.h"
#include "../near.h"

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static double milliseconds(void)
{
    struct timespec now;
    assert_int_equal(clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now), 0);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static void all_up_to_200(void **state)
{
    (void)state;
    FILE *file = fopen("tests/reference/exact.tsv", "r");
    assert_non_null(file);
    char line[256];
    int count = 0;
    double slowest = 0;
    while (fgets(line, sizeof line, file)) {
        double row[4];
        if (*line == '#') continue;
        assert_int_equal(sscanf(line, "%lf %lf %lf %lf", &row[0], &row[1], &row[2], &row[3]), 4);
        double began = milliseconds();
        struct interval found = exact_interval(row[1], row[0]);
        slowest = fmax(slowest, milliseconds() - began);
        if (!near(found.low, row[2], 1e-12) || !near(found.high, row[3], 1e-12)) fail_msg("%g of %g: %.17g to %.17g, not %.17g to %.17g", row[1], row[0], found.low, found.high, row[2], row[3]);
        if (!(row[1] > 0)) assert_true(found.low == 0);
        if (!(row[1] < row[0])) assert_true(found.high == 1);
        count++;
    }
    assert_int_equal(fclose(file), 0);
    assert_int_equal(count, 20300);
    if (slowest > 10) fail_msg("one took %g ms", slowest);
}

/* R: binom.test(x, n)$conf.int; of an effective number: c(qbeta(.025, 3.5, 17.5), qbeta(.975, 4.5, 16.5)). */
static void as_r_has_them(void **state)
{
    (void)state;
    static const double rows[][4] = {{7, 20, 0.1539092047845411, 0.5921885345328282},     {0, 10, 0, 0.3084971078187608},
                                     {10, 10, 0.6915028921812392, 1},                     {81, 263, 0.2527367455852712, 0.3676219226013514},
                                     {3.5, 20, 0.04413134197515585, 0.4082257625169255}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct interval found = exact_interval(rows[i][0], rows[i][1]);
        assert_near(found.low, rows[i][2], 1e-12);
        assert_near(found.high, rows[i][3], 1e-12);
    }
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    static const double rows[][2] = {{0, 0}, {-1, 5}, {6, 5}, {NAN, 5}, {1, NAN}, {1, INFINITY}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) assert_true(isnan(exact_interval(rows[i][0], rows[i][1]).low) && isnan(exact_interval(rows[i][0], rows[i][1]).high));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_up_to_200), cmocka_unit_test(as_r_has_them), cmocka_unit_test(nonsense_is_refused)};
    return cmocka_run_group_tests_name("analyse/exact", tests, start, NULL);
}
