/* Linear regression: NIST's data sets to the digits certified; designs that cannot be fitted, made with a known answer; the order of rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "guard.h"
#include "../../../pipeline/analyse/robust.h"
#include "../near.h"
#include "nist_linear.h"
#include "rows.h"

/* 1 NIST: log relative error, as they define it: digits right. */

static double digits(double actual, double certified)
{
    double error = fabs(actual - certified) / (certified != 0 ? fabs(certified) : 1);
    return error > 0 ? fmin(15, -log10(error)) : 15;
}

static double fewest(const double *actual, const double *certified, size_t count)
{
    double least = 15;
    for (size_t i = 0; i < count; i++) least = fmin(least, digits(actual[i], certified[i]));
    return least;
}

static void longley(void **state)
{
    (void)state;
    struct rows rows = rows_new(7, 16);
    for (size_t i = 0; i < 16; i++) {
        double x[7] = {1};
        memcpy(x + 1, nist_longley[i] + 1, 6 * sizeof *x);
        rows_add(&rows, i, x, nist_longley[i][0], 1, 0);
    }
    struct row_source source = rows_source(&rows, NULL);
    struct regression fit;
    struct robust classical;
    regression_linear(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED);
    assert_int_equal(robust_run(&source, &fit, ROBUST_CLASSICAL, NULL, 0, NULL, &classical), ROBUST_DONE);
    double b = fewest(fit.coefficient, nist_longley_b, 7), se = fewest(classical.se, nist_longley_se, 7);
    print_message("# Longley: %.1f digits, standard errors %.1f, condition %.0f\n", b, se, fit.condition);
    assert_true(b >= 11 && se >= 11);
    assert_true(digits(fit.sigma, 304.854073561965) >= 11 && digits(fit.r_squared, 0.995479004577296) >= 11);
    assert_int_equal(classical.df[0], 9);
    robust_free(&classical);
    regression_free(&fit);
    rows_free(&rows);
}

/* A polynomial; returns what it is to be freed with. */
static struct rows polynomial(size_t degree, const double *x, const double *y, size_t count)
{
    struct rows rows = rows_new(degree + 1, count);
    for (size_t i = 0; i < count; i++) {
        double powers[11] = {1};
        for (size_t k = 1; k <= degree; k++) powers[k] = powers[k - 1] * x[i];
        rows_add(&rows, i, powers, y[i], 1, 0);
    }
    return rows;
}

static void wampler(void **state)
{
    (void)state;
    static const double ones[6] = {1, 1, 1, 1, 1, 1}, tenths[6] = {1, 0.1, 0.01, 0.001, 0.0001, 0.00001};
    static const struct { const double *certified; double error, wanted; } sets[] = {{ones, 0, 9}, {tenths, 0, 9}, {ones, 1, 9}, {ones, 100, 7.5}, {ones, 10000, 5.5}};
    for (int s = 0; s < 5; s++) {
        double x[21], y[21];
        for (int i = 0; i < 21; i++) {
            x[i] = i;
            y[i] = sets[s].error * nist_wampler[i];
            double power = 1;
            for (int k = 0; k < 6; k++, power *= i) y[i] += s == 1 ? 0 : power;
            if (s == 1) /* five decimals, as NIST gives it */
                y[i] = round(1e5 * (1 + i * (0.1 + i * (0.01 + i * (0.001 + i * (0.0001 + i * 0.00001)))))) / 1e5;
        }
        struct rows rows = polynomial(5, x, y, 21);
        struct row_source source = rows_source(&rows, NULL);
        struct regression fit;
        struct robust classical;
        regression_linear(&source, &fit);
        assert_int_equal(fit.outcome, REGRESSION_FITTED);
        double b = fewest(fit.coefficient, sets[s].certified, 6);
        print_message("# Wampler%d: %.1f digits, condition %.0f\n", s + 1, b, fit.condition);
        assert_true(b >= sets[s].wanted);
        assert_int_equal(robust_run(&source, &fit, ROBUST_CLASSICAL, NULL, 0, NULL, &classical), ROBUST_DONE);
        for (int k = 0; k < 6 && s > 1; k++) assert_near(classical.se[k] / sets[s].error, nist_wampler3_se[k], 1e-9);
        robust_free(&classical);
        regression_free(&fit);
        rows_free(&rows);
    }
}

static void filip(void **state)
{
    (void)state;
    double x[82], y[82];
    for (int i = 0; i < 82; i++) {
        x[i] = nist_filip[i][1];
        y[i] = nist_filip[i][0];
    }
    struct rows rows = polynomial(10, x, y, 82);
    struct row_source source = rows_source(&rows, NULL);
    struct regression fit;
    regression_linear(&source, &fit);
    print_message("# Filip: condition %.2g\n", fit.condition);
    assert_int_equal(fit.outcome, REGRESSION_ILL_CONDITIONED); /* as lm refuses it */
    assert_true(fit.condition > REGRESSION_CONDITION_LIMIT && fit.named_count >= 2);
    regression_free(&fit);
    rows_free(&rows);
}

static void without_constant(void **state)
{
    (void)state;
    double x[11], y[11];
    for (int i = 0; i < 11; i++) {
        x[i] = 60 + i;
        y[i] = 130 + i;
    }
    struct rows rows = rows_new(1, 11);
    for (size_t i = 0; i < 11; i++) rows_add(&rows, i, &x[i], y[i], 1, 0);
    struct row_source source = rows_source(&rows, NULL);
    struct regression fit;
    regression_linear(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED);
    assert_false(fit.constant);
    assert_near(fit.coefficient[0], 2.07438016528926, 1e-14); /* NoInt1 */
    assert_near(fit.sigma * sqrt(fit.inverse[0]), 0.0165289256198347, 1e-13);
    assert_near(fit.r_squared, 0.999365492298663, 1e-13);
    assert_null(fit.standardised);
    regression_free(&fit);
    rows_free(&rows);
}

/* 2 designs that cannot be fitted: columns are numbers, dates, dummies; a sum of some is one more. */

enum { COLUMNS = 8 };
struct trial { size_t columns, count, alias; bool part[COLUMNS]; double multiple[COLUMNS]; };

static void fill(struct trial *trial, double *x, uint64_t *random)
{
    x[0] = 1;
    for (size_t j = 1; j < trial->columns; j++)
        switch (j % 4) {
        case 0: x[j] = floor(rows_random(random) * 5); break;
        case 1: x[j] = rows_random(random) < 0.4; break;
        case 2: x[j] = 2020 + rows_random(random) * 7; break;
        default: x[j] = 1000 * rows_normal(random);
        }
    if (!trial->alias) return;
    double sum = 0;
    for (size_t j = 0; j < trial->columns; j++)
        if (trial->part[j]) sum += trial->multiple[j] * x[j];
    x[trial->alias] = sum;
}

static struct trial draw_trial(bool collinear, uint64_t *random)
{
    struct trial trial = {.columns = 3 + (size_t)(rows_random(random) * (COLUMNS - 2)), .count = 30 + (size_t)(rows_random(random) * 300)};
    if (!collinear) return trial;
    trial.alias = 2 + (size_t)(rows_random(random) * (double)(trial.columns - 2));
    size_t parts = 0;
    while (!parts)
        for (size_t j = 0; j < trial.alias; j++) {
            trial.part[j] = rows_random(random) < 0.4;
            trial.multiple[j] = (rows_random(random) < 0.5 ? -1 : 1) * (1 + floor(rows_random(random) * 3));
            parts += trial.part[j] && j > 0;
        }
    return trial;
}

static void judge_trial(struct trial *trial, const struct regression *fit)
{
    if (!trial->alias) {
        assert_int_equal(fit->outcome, REGRESSION_FITTED);
        return;
    }
    assert_int_equal(fit->outcome, REGRESSION_ALIASED);
    assert_int_equal(fit->named[0], trial->alias);
    size_t parts = 0;
    for (size_t j = 0; j < trial->columns; j++) parts += trial->part[j];
    assert_int_equal(fit->named_count, parts + 1);
    for (size_t k = 1; k < fit->named_count; k++) {
        assert_true(trial->part[fit->named[k]]);
        assert_near(fit->named_factor[k], trial->multiple[fit->named[k]], 1e-6);
    }
}

static void collinear_designs(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (int t = 0; t < 2000; t++) {
        struct trial trial = draw_trial(t % 2, &random);
        struct rows rows = rows_new(trial.columns, trial.count);
        for (size_t i = 0; i < trial.count; i++) {
            double x[COLUMNS];
            fill(&trial, x, &random);
            rows_add(&rows, i / 5, x, rows_normal(&random) + x[1], 0.2 + rows_random(&random), 0);
        }
        struct row_source source = rows_source(&rows, NULL);
        struct regression fit;
        regression_linear(&source, &fit);
        judge_trial(&trial, &fit);
        regression_free(&fit);
        rows_free(&rows);
    }
}

static struct regression fit_of(size_t columns, size_t count, double (*cell)(size_t row, size_t column), double (*y)(size_t row))
{
    struct rows rows = rows_new(columns, count);
    for (size_t i = 0; i < count; i++) {
        double x[COLUMNS];
        for (size_t j = 0; j < columns; j++) x[j] = cell(i, j);
        rows_add(&rows, i, x, y(i), 1, 0);
    }
    struct row_source source = rows_source(&rows, NULL);
    struct regression fit;
    regression_linear(&source, &fit);
    rows_free(&rows);
    return fit;
}

static double all_dummies(size_t row, size_t column) { return column == 0 || row % 3 == column - 1; }
static double nearly_equal(size_t row, size_t column) { return column == 0 ? 1 : column == 1 ? (double)(row * row % 17) : column == 2 ? (double)(row % 5) : (double)(row * row % 17) + 1e-8 * (double)(row % 3); }
static double empty_column(size_t row, size_t column) { return column == 0 ? 1 : column == 1 ? 0 : (double)(row % 7); }
static double rising(size_t row) { return (double)(row * 3 % 11); }
static double level(size_t row) { return 4 + 0 * (double)row; }

static void refusals(void **state)
{
    (void)state;
    struct regression fit = fit_of(4, 30, all_dummies, rising); /* the third category is what the others leave of the constant */
    assert_int_equal(fit.outcome, REGRESSION_ALIASED);
    assert_int_equal(fit.named_count, 4);
    assert_int_equal(fit.named[0], 3);
    assert_near(fit.named_factor[1], 1, 1e-12);
    assert_near(fit.named_factor[2], -1, 1e-12);
    assert_near(fit.named_factor[3], -1, 1e-12);
    regression_free(&fit);
    fit = fit_of(4, 30, nearly_equal, rising);
    assert_int_equal(fit.outcome, REGRESSION_ILL_CONDITIONED);
    assert_int_equal(fit.named_count, 2);
    assert_true(fit.named[0] == 1 && fit.named[1] == 3);
    regression_free(&fit);
    fit = fit_of(3, 30, empty_column, rising);
    assert_int_equal(fit.outcome, REGRESSION_ALIASED);
    assert_true(fit.named_count == 1 && fit.named[0] == 1);
    regression_free(&fit);
    fit = fit_of(3, 3, all_dummies, rising);
    assert_int_equal(fit.outcome, REGRESSION_TOO_FEW);
    regression_free(&fit);
    fit = fit_of(3, 30, all_dummies, level);
    assert_int_equal(fit.outcome, REGRESSION_CONSTANT);
    regression_free(&fit);
}

/* 3 what must not matter */

enum { PEOPLE = 3000 };
static struct robust of_order(bool backwards, double scale, struct regression *fit)
{
    static double all[PEOPLE][8];
    uint64_t random = 77;
    for (size_t i = 0; i < PEOPLE; i++) {
        double *x = all[i];
        x[0] = 1;
        for (size_t j = 1; j < 5; j++) x[j] = rows_normal(&random) + (double)(i / 6 % 7);
        x[5] = x[1] + rows_normal(&random) * 3;
        x[6] = 0.3 + rows_random(&random);
    }
    struct rows rows = rows_new(5, PEOPLE);
    for (size_t i = 0; i < PEOPLE; i++) {
        const double *x = all[backwards ? PEOPLE - 1 - i : i];
        rows_add(&rows, i / 6, x, x[5], x[6] * scale, 0);
    }
    struct row_source source = rows_source(&rows, NULL);
    struct robust robust;
    regression_linear(&source, fit);
    assert_int_equal(fit->outcome, REGRESSION_FITTED);
    assert_int_equal(robust_run(&source, fit, ROBUST_CR2, NULL, 0, NULL, &robust), ROBUST_DONE);
    rows_free(&rows);
    return robust;
}

static void order_and_scale(void **state)
{
    (void)state;
    struct regression fit, other_fit;
    struct robust robust = of_order(false, 1, &fit);
    for (int other = 0; other < 2; other++) {
        struct robust again = of_order(other == 0, other ? 2 : 1, &other_fit);
        for (size_t k = 0; k < 5; k++) {
            assert_near(other_fit.coefficient[k], fit.coefficient[k], 1e-12);
            assert_near(again.se[k], robust.se[k], 1e-12);
            assert_near(again.df[k], robust.df[k], 1e-11);
        }
        robust_free(&again);
        regression_free(&other_fit);
    }
    robust_free(&robust);
    regression_free(&fit);
}

/* A coefficient of one team alone: the fit takes up all that team says, and nothing is left to judge it by. */
static void one_team_alone(void **state)
{
    (void)state;
    struct rows rows = rows_new(3, 60);
    uint64_t random = 3;
    for (size_t i = 0; i < 60; i++) {
        double x[] = {1, rows_normal(&random), i / 6 == 4};
        rows_add(&rows, i / 6, x, x[1] + rows_normal(&random), 1, 0);
    }
    struct row_source source = rows_source(&rows, NULL);
    struct regression fit;
    struct robust robust;
    regression_linear(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED);
    assert_int_equal(robust_run(&source, &fit, ROBUST_CR2, NULL, 0, NULL, &robust), ROBUST_DONE);
    assert_true(isfinite(robust.se[1]) && isfinite(robust.df[1]));
    assert_true(isnan(robust.se[2]) && isnan(robust.df[2])); /* clubSandwich prints 0.1665 with 7.8 degrees of freedom */
    robust_free(&robust);
    double mean = 0;
    for (size_t i = 24; i < 30; i++) mean += rows.x[i * 3 + 1] / 6;
    for (int kind = ROBUST_CR0; kind <= ROBUST_DESIGN; kind++) {
        assert_int_equal(robust_run(&source, &fit, (enum robust_kind)kind, (const double[]){1, mean, 1}, 1, NULL, &robust), ROBUST_DONE);
        assert_true(isnan(robust.se[0])); /* that team's mean */
        robust_free(&robust);
    }
    rows.teams = 1;
    assert_int_equal(robust_run(&source, &fit, ROBUST_CLASSICAL, NULL, 0, NULL, &robust), ROBUST_DONE);
    robust_free(&robust);
    fit.teams = 1;
    assert_int_equal(robust_run(&source, &fit, ROBUST_CR2, NULL, 0, NULL, &robust), ROBUST_TOO_FEW);
    assert_null(robust.se);
    regression_free(&fit);
    rows_free(&rows);
}

/* y = 2 + 3 x to the last digit: coefficients, and no standard errors made of rounding. */
static void nothing_left_to_explain(void **state)
{
    (void)state;
    struct rows rows = rows_new(2, 30);
    for (size_t i = 0; i < 30; i++) {
        double x[] = {1, (double)(i * i % 13) / 7};
        rows_add(&rows, i / 3, x, 2 + 3 * x[1], 1, 0);
    }
    struct row_source source = rows_source(&rows, NULL);
    struct regression fit;
    struct robust robust;
    regression_linear(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED);
    assert_near(fit.coefficient[1], 3, 1e-13);
    assert_near(fit.r_squared, 1, 0);
    for (int kind = ROBUST_CLASSICAL; kind <= ROBUST_DESIGN; kind++) {
        assert_int_equal(robust_run(&source, &fit, (enum robust_kind)kind, NULL, 0, NULL, &robust), ROBUST_DONE);
        assert_true(isnan(robust.se[0]) && isnan(robust.se[1]));
        robust_free(&robust);
    }
    regression_free(&fit);
    rows_free(&rows);
}

/* Rows with weight 0 change nothing, as lm leaves them out; numbers that are none are refused. */
static void rows_that_do_not_count(void **state)
{
    (void)state;
    uint64_t random = 8;
    struct rows with = rows_new(3, 100), without = rows_new(3, 100);
    for (size_t i = 0; i < 100; i++) {
        double x[] = {1, rows_normal(&random), rows_normal(&random)}, y = x[1] + rows_normal(&random), weight = i % 4 ? 1 + rows_random(&random) : 0;
        rows_add(&with, i / 7, x, y, weight, 0);
        if (weight > 0) rows_add(&without, i / 7, x, y, weight, 0);
    }
    struct row_source source = rows_source(&with, NULL), other_source = rows_source(&without, NULL);
    struct regression fit, other;
    struct robust robust, other_robust;
    regression_linear(&source, &fit);
    regression_linear(&other_source, &other);
    assert_int_equal(fit.rows, 75);
    assert_int_equal(robust_run(&source, &fit, ROBUST_CR2, NULL, 0, NULL, &robust), ROBUST_DONE);
    assert_int_equal(robust_run(&other_source, &other, ROBUST_CR2, NULL, 0, NULL, &other_robust), ROBUST_DONE);
    for (size_t k = 0; k < 3; k++) {
        assert_near(fit.coefficient[k], other.coefficient[k], 1e-12);
        assert_near(robust.se[k], other_robust.se[k], 1e-12);
        assert_near(robust.df[k], other_robust.df[k], 1e-12);
    }
    robust_free(&robust);
    robust_free(&other_robust);
    regression_free(&fit);
    regression_free(&other);
    with.x[1] = NAN;
    regression_linear(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED); /* its weight is 0 */
    regression_free(&fit);
    with.x[5 * 3 + 1] = NAN;
    regression_linear(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FAILED);
    regression_free(&fit);
    rows_free(&with);
    rows_free(&without);
}

int main(void)
{
    guard_start();
    const struct CMUnitTest tests[] = {cmocka_unit_test(longley), cmocka_unit_test(wampler), cmocka_unit_test(filip), cmocka_unit_test(without_constant), cmocka_unit_test(collinear_designs),
                                       cmocka_unit_test(refusals), cmocka_unit_test(order_and_scale), cmocka_unit_test(one_team_alone), cmocka_unit_test(nothing_left_to_explain), cmocka_unit_test(rows_that_do_not_count)};
    return cmocka_run_group_tests_name("analyse/regression", tests, NULL, NULL);
}
