/* Regression models beside R: letters K and L of the project's test vectors, and two made-up surveys (tests/reference/models.R) by lm, glm, clubSandwich and svyglm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "guard.h"
#include "../../../pipeline/analyse/logistic.h"
#include "../../../pipeline/analyse/robust.h"
#include "../../reference/models.h"
#include "../near.h"
#include "rows.h"

static const double CLOSED = 1e-9, ITERATIVE = 1e-6;
static int compared;

static void assert_all(const double *actual, const double *expected, size_t count, double tolerance)
{
    for (size_t i = 0; i < count; i++) assert_near(actual[i], expected[i], tolerance);
    compared += (int)count;
}

static void assert_robust(const struct row_source *source, const struct regression *fit, enum robust_kind kind, const double *se, const double *df, double tolerance)
{
    struct robust robust;
    assert_int_equal(robust_run(source, fit, kind, NULL, 0, NULL, &robust), ROBUST_DONE);
    assert_all(robust.se, se, fit->columns, tolerance);
    if (df) assert_all(robust.df, df, fit->columns, tolerance);
    for (size_t k = 0; k < fit->columns; k++) assert_near(sqrt(robust.covariance[k * fit->columns + k]), robust.se[k], 1e-15);
    robust_free(&robust);
}

/* K and L: 20 people in 4 teams. Values of 10 digits. */
static void vectors(void **state)
{
    (void)state;
    static const double load[] = {15, 20, 14, 25, 18, 28, 30, 26, 29, 22, 24, 21, 25, 23, 24, 33, 31, 35, 30, 34}, score[] = {30, 35, 28, 40, 33, 50, 55, 48, 52, 41, 44, 39, 47, 42, 45, 60, 58, 63, 57, 61};
    static const double leave[] = {0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 1};
    static const size_t team[] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3};
    struct rows k = rows_new(3, 20), l = rows_new(2, 20);
    for (size_t i = 0; i < 20; i++) {
        double x[] = {1, load[i], team[i] == 1 || team[i] == 3};
        rows_add(&k, team[i], x, score[i], 1, 0);
        rows_add(&l, team[i], x, leave[i], 1, 0);
    }
    struct row_source source = rows_source(&k, NULL);
    struct regression fit;
    regression_linear(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED);
    assert_all(fit.coefficient, (const double[]){5.118849041, 1.591743119, 2.067695302}, 3, CLOSED);
    assert_robust(&source, &fit, ROBUST_CLASSICAL, (const double[]){2.503194878, 0.1166084059, 1.367279424}, NULL, CLOSED);
    assert_robust(&source, &fit, ROBUST_CR0, (const double[]){2.382756094, 0.1472308298, 2.319969428}, NULL, CLOSED);
    assert_robust(&source, &fit, ROBUST_CR1, (const double[]){2.751369744, 0.1700075185, 2.678869948}, NULL, CLOSED);
    assert_robust(&source, &fit, ROBUST_CR1S, (const double[]){2.908715847, 0.179729956, 2.832069912}, NULL, CLOSED);
    assert_robust(&source, &fit, ROBUST_CR2, (const double[]){3.16884926, 0.1996059255, 3.242665412}, (const double[]){1.51040487, 1.816436615, 2.412938112}, CLOSED);
    regression_free(&fit);
    source = rows_source(&l, NULL);
    logistic_fit(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED);
    assert_all(fit.coefficient, (const double[]){-11.4660979, 0.4499524037}, 2, CLOSED);
    assert_near(exp(fit.coefficient[1]), 1.568237541, CLOSED);
    assert_near(fit.log_likelihood, -7.548226481, CLOSED);
    /* glm prints the standard errors of the last step but one */
    assert_robust(&source, &fit, ROBUST_CLASSICAL, (const double[]){5.066089505, 0.1977354472}, NULL, ITERATIVE);
    assert_robust(&source, &fit, ROBUST_CR0, (const double[]){3.243475286, 0.1402757727}, NULL, CLOSED);
    assert_robust(&source, &fit, ROBUST_CR1, (const double[]){3.745242659, 0.1619765102}, NULL, CLOSED);
    regression_free(&fit);
    rows_free(&k);
    rows_free(&l);
}

/* The two surveys */

enum { TERMS = 6, KINDS = 7, LOGISTIC = 1, WEIGHTED = 2 };
struct survey {
    const double (*data)[9];
    size_t count;
    struct rows rows;
};

/* Columns: 1, load, tenure, voluntary, b, c. domain: without the first region, and without its column. */
static struct survey survey_rows(const double (*data)[9], size_t count, int options, bool domain)
{
    struct survey survey = {data, count, rows_new(domain ? 5 : TERMS, count)};
    for (size_t i = 0; i < count; i++) {
        const double *d = data[i];
        double x[TERMS] = {1, d[1], d[2], d[3], d[4], d[5]};
        if (domain && d[4] == 0 && d[5] == 0) continue;
        if (domain) x[4] = x[5];
        rows_add(&survey.rows, (size_t)d[0] - 1, x, d[options & LOGISTIC ? 7 : 6], options & WEIGHTED ? d[8] : 1, (uint32_t)(d[3] * 3 + d[4] + 2 * d[5]));
    }
    return survey;
}

static void assert_kinds(const struct row_source *source, const struct regression *fit, const double (*expected)[TERMS], double tolerance)
{
    assert_int_equal(fit->outcome, REGRESSION_FITTED);
    assert_all(fit->coefficient, expected[0], TERMS, tolerance);
    assert_robust(source, fit, ROBUST_CLASSICAL, expected[1], NULL, tolerance);
    assert_robust(source, fit, ROBUST_CR0, expected[2], NULL, tolerance);
    assert_robust(source, fit, ROBUST_CR1, expected[3], NULL, tolerance);
    assert_robust(source, fit, ROBUST_CR1S, expected[4], NULL, tolerance);
    assert_robust(source, fit, ROBUST_CR2, expected[5], expected[6], tolerance);
}

static void assert_linear(const double (*data)[9], size_t count, int options, const double (*expected)[TERMS], const double *extras, const double *contrast)
{
    struct survey survey = survey_rows(data, count, options, false);
    struct row_source source = rows_source(&survey.rows, NULL);
    struct regression fit;
    regression_linear(&source, &fit);
    assert_kinds(&source, &fit, expected, CLOSED);
    assert_all((const double[]){fit.r_squared, fit.adjusted_r_squared, fit.sigma}, extras, 3, CLOSED);
    assert_all(fit.standardised + 1, extras + 3, TERMS - 1, CLOSED);
    struct robust robust;
    assert_int_equal(robust_run(&source, &fit, ROBUST_CR2, (const double[]){0, 1, -1, 0, 0, 0}, 1, NULL, &robust), ROBUST_DONE);
    assert_all((const double[]){fit.coefficient[1] - fit.coefficient[2], robust.se[0], robust.df[0]}, contrast, 3, CLOSED);
    robust_free(&robust);
    regression_free(&fit);
    rows_free(&survey.rows);
}

static void assert_logistic(const double (*data)[9], size_t count, int options, const double (*expected)[TERMS], const double (*effects)[TERMS - 1], const double *likelihood)
{
    static const int factor[] = {0, 0, 0, 1, 2, 2};
    struct survey survey = survey_rows(data, count, options, false);
    struct row_source source = rows_source(&survey.rows, factor);
    struct regression fit;
    logistic_fit(&source, &fit);
    assert_kinds(&source, &fit, expected, ITERATIVE);
    assert_all((const double[]){fit.log_likelihood, fit.null_log_likelihood}, likelihood, 2, CLOSED);
    double effect[TERMS], gradient[TERMS * TERMS];
    logistic_effects(&source, &fit, effect, gradient);
    struct robust robust;
    assert_int_equal(robust_run(&source, &fit, ROBUST_CR2, gradient + TERMS, TERMS - 1, NULL, &robust), ROBUST_DONE);
    assert_all(effect + 1, effects[0], TERMS - 1, ITERATIVE);
    assert_all(robust.se, effects[1], TERMS - 1, ITERATIVE);
    assert_all(robust.df, effects[2], TERMS - 1, ITERATIVE);
    robust_free(&robust);
    regression_free(&fit);
    rows_free(&survey.rows);
}

#define COUNT(data) (sizeof(data) / sizeof *(data))

static void linear_models(void **state)
{
    (void)state;
    assert_linear(one_data, COUNT(one_data), 0, one_linear, one_linear_extras[0], one_linear_contrast[0]);
    assert_linear(one_data, COUNT(one_data), WEIGHTED, one_weighted, one_weighted_extras[0], one_weighted_contrast[0]);
    assert_linear(two_data, COUNT(two_data), 0, two_linear, two_linear_extras[0], two_linear_contrast[0]);
    assert_linear(two_data, COUNT(two_data), WEIGHTED, two_weighted, two_weighted_extras[0], two_weighted_contrast[0]);
}

static void logistic_models(void **state)
{
    (void)state;
    assert_logistic(one_data, COUNT(one_data), LOGISTIC, one_logistic, one_logistic_effects, one_likelihood[0]);
    assert_logistic(one_data, COUNT(one_data), LOGISTIC | WEIGHTED, one_logistic_weighted, one_logistic_weighted_effects, one_likelihood[1]);
    assert_logistic(two_data, COUNT(two_data), LOGISTIC, two_logistic, two_logistic_effects, two_likelihood[0]);
    assert_logistic(two_data, COUNT(two_data), LOGISTIC | WEIGHTED, two_logistic_weighted, two_logistic_weighted_effects, two_likelihood[1]);
}

/* Raked by voluntary and region. */
static struct design *raked(const double (*data)[9], size_t count)
{
    uint8_t *codes = calloc(count, 2);
    uint32_t *teams = calloc(count, sizeof *teams), last = 0;
    double weights[6] = {0};
    for (size_t i = 0; i < count; i++) {
        codes[2 * i] = (uint8_t)data[i][3];
        codes[2 * i + 1] = (uint8_t)(data[i][4] + 2 * data[i][5]);
        teams[i] = last = (uint32_t)data[i][0] - 1;
        weights[codes[2 * i] * 3 + codes[2 * i + 1]] = data[i][8];
    }
    static const struct breakdown everybody = {.cell_count = 1};
    struct design *design = design_create(codes, count, 2, teams, last + 1, &everybody, 1);
    design_calibrate(design, (const int[]){0, 1}, (const int[]){2, 3}, 2, false, weights);
    free(codes);
    free(teams);
    return design;
}

static void assert_design(const double (*data)[9], size_t count, int options, bool domain, const double *expected, const struct design *design)
{
    struct survey survey = survey_rows(data, count, options | WEIGHTED, domain);
    struct row_source source = rows_source(&survey.rows, NULL);
    if (source.teams < (size_t)data[count - 1][0]) fail_msg("the last team has nobody in the domain");
    struct regression fit;
    if (options & LOGISTIC) logistic_fit(&source, &fit);
    else regression_linear(&source, &fit);
    assert_int_equal(fit.outcome, REGRESSION_FITTED);
    struct robust robust;
    assert_int_equal(robust_run(&source, &fit, ROBUST_DESIGN, NULL, 0, design, &robust), ROBUST_DONE);
    double tolerance = options & LOGISTIC ? ITERATIVE : CLOSED;
    assert_all(fit.coefficient, expected, fit.columns, tolerance);
    assert_all(robust.se, expected + fit.columns, fit.columns, tolerance);
    assert_all(robust.df, expected + 2 * fit.columns, fit.columns, tolerance);
    robust_free(&robust);
    regression_free(&fit);
    rows_free(&survey.rows);
}

static void design_based(void **state)
{
    (void)state;
    assert_design(one_data, COUNT(one_data), 0, false, one_svyglm[0], NULL);
    assert_design(one_data, COUNT(one_data), LOGISTIC, false, one_svyglm_logistic[0], NULL);
    assert_design(one_data, COUNT(one_data), 0, true, one_svyglm_domain[0], NULL);
    assert_design(one_data, COUNT(one_data), LOGISTIC, true, one_svyglm_domain_logistic[0], NULL);
    struct design *design = raked(two_data, COUNT(two_data));
    assert_design(two_data, COUNT(two_data), 0, false, two_svyglm[0], design);
    assert_design(two_data, COUNT(two_data), LOGISTIC, false, two_svyglm_logistic[0], design);
    assert_design(two_data, COUNT(two_data), 0, true, two_svyglm_domain[0], design);
    assert_design(two_data, COUNT(two_data), LOGISTIC, true, two_svyglm_domain_logistic[0], design);
    design_destroy(design);
    print_message("# %d numbers compared with R\n", compared);
}

int main(void)
{
    guard_start();
    const struct CMUnitTest tests[] = {cmocka_unit_test(vectors), cmocka_unit_test(linear_models), cmocka_unit_test(logistic_models), cmocka_unit_test(design_based)};
    return cmocka_run_group_tests_name("analyse/models", tests, NULL, NULL);
}
