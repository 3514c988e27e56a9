/* Separated, quasi-separated and overlapping logistic sets, made so that the answer is known:
 * - overlap: as complete, but for some pairs of people with the same columns and different answers: as their columns have full rank, they leave no direction
 *   (Albert and Anderson 1984, theorem 3);
 * - complete: y says on which side of a gap a sum of some columns lies; quasi: the same where people on the very border have both answers.
 * The columns that are named must separate by themselves, which is judged here by the sum the set was made with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "guard.h"
#include "../../../pipeline/analyse/logistic.h"
#include "../../../pipeline/analyse/robust.h"
#include "../near.h"
#include "rows.h"

enum kind { OVERLAPPING, COMPLETE, QUASI, KINDS };
enum { COLUMNS = 6 };
struct trial { enum kind kind; size_t columns, count; double direction[COLUMNS]; };

static struct trial draw_trial(enum kind kind, uint64_t *random)
{
    struct trial trial = {.kind = kind, .columns = 2 + (size_t)(rows_random(random) * (COLUMNS - 1)), .count = 80 + (size_t)(rows_random(random) * 160)};
    size_t parts = 0;
    while (!parts)
        for (size_t j = 1; j < trial.columns; j++) {
            trial.direction[j] = rows_random(random) < 0.5 ? 0 : (rows_random(random) < 0.5 ? -1 : 1) * (1 + floor(rows_random(random) * 2));
            parts += trial.direction[j] != 0;
        }
    return trial;
}

static void draw_row(size_t columns, double *x, uint64_t *random)
{
    x[0] = 1;
    for (size_t j = 1; j < columns; j++) x[j] = j % 3 == 1 ? floor(rows_random(random) * 9) - 4 : j % 3 == 2 ? 10 * pow(rows_normal(random), 3) : rows_random(random) < 0.5 ? -1 : 1;
}

static double along(const struct trial *trial, const double *x)
{
    double sum = 0;
    for (size_t j = 1; j < trial->columns; j++) sum += trial->direction[j] * x[j];
    return sum;
}

/* Moves a row onto the border, by a column of the direction. */
static void to_border(const struct trial *trial, double *x)
{
    for (size_t j = 1; j < trial->columns; j++)
        if (trial->direction[j] != 0) {
            x[j] -= along(trial, x) / trial->direction[j];
            return;
        }
}

static struct rows make(const struct trial *trial, uint64_t *random)
{
    struct rows rows = rows_new(trial->columns, trial->count);
    for (size_t i = 0; i < trial->count; i++) {
        double x[COLUMNS], y = i % 2 == 1;
        draw_row(trial->columns, x, random);
        if (trial->kind == OVERLAPPING && i < 8 * trial->columns) {
            if (i % 2) memcpy(x, rows.x + (i - 1) * trial->columns, sizeof(double) * trial->columns); /* the person before, with the other answer */
        } else {
            bool border = trial->kind == QUASI && i % 4 < 2;
            while (!border && fabs(along(trial, x)) < 0.05) draw_row(trial->columns, x, random);
            if (border) to_border(trial, x);
            else y = along(trial, x) > 0;
        }
        rows_add(&rows, i / 3, x, y, 0.5 + rows_random(random), 0);
    }
    return rows;
}

/* The set made of the named columns alone is still refused; of a quasi-separated one they are those of the direction. */
static void judge_named(const struct trial *trial, const struct rows *rows, const struct regression *fit)
{
    assert_true(fit->named_count > 0);
    struct rows named = rows_new(fit->named_count + 1, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        double x[COLUMNS] = {1};
        for (size_t k = 0; k < fit->named_count; k++) x[k + 1] = rows->x[i * trial->columns + fit->named[k]];
        rows_add(&named, i / 3, x, rows->y[i], 1, 0);
    }
    size_t parts = 0, found = 0;
    for (size_t j = 1; j < trial->columns; j++) parts += trial->direction[j] != 0;
    for (size_t k = 0; k < fit->named_count; k++) found += trial->direction[fit->named[k]] != 0;
    /* People on the border leave one direction alone; with a gap there may be others. */
    if (trial->kind == QUASI) assert_true(found == parts && found == fit->named_count);
    struct row_source source = rows_source(&named, NULL);
    struct regression again;
    logistic_fit(&source, &again);
    assert_int_equal(again.outcome, REGRESSION_SEPARATED);
    regression_free(&again);
    rows_free(&named);
}

static void known_sets(void **state)
{
    (void)state;
    uint64_t random = 11;
    for (int t = 0; t < 1002; t++) {
        struct trial trial = draw_trial((enum kind)(t % KINDS), &random);
        struct rows rows = make(&trial, &random);
        struct row_source source = rows_source(&rows, NULL);
        struct regression fit;
        logistic_fit(&source, &fit);
        enum regression_outcome expected = trial.kind == OVERLAPPING ? REGRESSION_FITTED : REGRESSION_SEPARATED;
        if (fit.outcome != expected) fail_msg("set %d of kind %d with %zu columns: outcome %d", t, (int)trial.kind, trial.columns, (int)fit.outcome);
        if (trial.kind != OVERLAPPING) judge_named(&trial, &rows, &fit);
        regression_free(&fit);
        rows_free(&rows);
    }
}

/* A category all of whom answer yes: quasi-separated, and nothing else is named. Taking one yes back makes it overlap. */
static void a_category(void **state)
{
    (void)state;
    for (int all = 0; all < 2; all++) {
        struct rows rows = rows_new(4, 90);
        for (size_t i = 0; i < 90; i++) {
            double x[] = {1, (double)(i % 7), i % 3 == 1, i % 3 == 2};
            rows_add(&rows, i / 4, x, i % 3 == 2 ? all || i != 5 : i % 2 == 1, 1, 0);
        }
        struct row_source source = rows_source(&rows, NULL);
        struct regression fit;
        logistic_fit(&source, &fit);
        assert_int_equal(fit.outcome, all ? REGRESSION_SEPARATED : REGRESSION_FITTED);
        if (all) assert_true(fit.named_count == 1 && fit.named[0] == 3);
        regression_free(&fit);
        rows_free(&rows);
    }
}

/* One person keeps a large set from being separated; without that person it is. */
static void one_among_many(void **state)
{
    (void)state;
    for (int keep = 0; keep < 2; keep++) {
        uint64_t random = 19;
        struct rows rows = rows_new(4, 20000);
        for (size_t i = 0; i < 20000; i++) {
            double x[] = {1, 40 + 10 * rows_normal(&random), rows_normal(&random), i % 2 == 1}, y = x[1] > 45;
            if (keep && i == 12345) x[1] = 60, y = 0;
            rows_add(&rows, i / 8, x, y, 1, 0);
        }
        struct row_source source = rows_source(&rows, NULL);
        struct regression fit;
        logistic_fit(&source, &fit);
        assert_int_equal(fit.outcome, keep ? REGRESSION_FITTED : REGRESSION_SEPARATED);
        if (!keep) assert_true(fit.named_count == 1 && fit.named[0] == 1);
        regression_free(&fit);
        rows_free(&rows);
    }
}

/* CR2 of a logistic model takes a matrix of a team's people times themselves: beyond the limit it is refused, and the others are not. */
static void a_team_too_large(void **state)
{
    (void)state;
    uint64_t random = 23;
    struct rows rows = rows_new(2, 3000);
    for (size_t i = 0; i < 3000; i++) {
        double x[] = {1, rows_normal(&random)};
        rows_add(&rows, i < 1500 ? 0 : i, x, rows_random(&random) < 0.4, 1, 0);
    }
    struct row_source source = rows_source(&rows, NULL);
    struct regression fit;
    struct robust robust;
    logistic_fit(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED);
    assert_int_equal(robust_run(&source, &fit, ROBUST_CR2, NULL, 0, NULL, &robust), ROBUST_TOO_LARGE);
    assert_int_equal(robust_run(&source, &fit, ROBUST_CR1, NULL, 0, NULL, &robust), ROBUST_DONE);
    robust_free(&robust);
    regression_free(&fit);
    rows_free(&rows);
}

int main(void)
{
    guard_start();
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_sets), cmocka_unit_test(a_category), cmocka_unit_test(one_among_many), cmocka_unit_test(a_team_too_large)};
    return cmocka_run_group_tests_name("analyse/separation", tests, NULL, NULL);
}
