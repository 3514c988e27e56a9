/* Models from answers: R's mtcars (every car a team of its own), by R 4.2.2 lm and glm with clubSandwich 0.5.8 coef_test(vcov = "CR2", cluster = 1:32,
 * test = "Satterthwaite"), p.adjust("holm"), and the mean of p (1 - p) b for the marginal effect. What is refused is worked by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "guard.h"
#include "../../../pipeline/analyse/model_fit.h"

enum { CARS = 32 };
static const double mpg[CARS] = {21, 21, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26, 30.4, 15.8, 19.7, 15, 21.4};
static const double weight[CARS] = {2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513, 3.17, 2.77, 3.57, 2.78};
static const uint8_t cylinders[CARS] = {1, 1, 0, 1, 2, 1, 2, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 2, 2, 2, 2, 0, 0, 0, 2, 1, 2, 0}; /* 4, 6, 8 */
static const double manual[CARS] = {1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1};

static const char *const names[] = {"the constant", "weight", "six", "eight", "more"};
static struct design *design;
static struct values of_mpg, of_weight, of_manual;

static int begin(void **state)
{
    (void)state;
    double yes[CARS]; /* code 0 is yes */
    for (int i = 0; i < CARS; i++) yes[i] = 1 - manual[i];
    guard_start();
    design = survey_simple(CARS);
    of_mpg = survey_values(mpg, design);
    of_weight = survey_values(weight, design);
    of_manual = survey_values(yes, design);
    return 0;
}

static int end(void **state)
{
    (void)state;
    struct values *values[] = {&of_weight, &of_manual};
    for (int i = 0; i < 2; i++) {
        free(values[i]->value);
        free(values[i]->at);
    }
    survey_free(&of_mpg, design);
    return 0;
}

static struct regressor a_number(void) { return (struct regressor){.number = &of_weight, .step = 1}; }
static struct regressor a_category(const uint8_t *code, int categories, int base) { return (struct regressor){.categories = categories, .base = base, .code = code, .stride = 1}; }

static void near(double got, double expected, double tolerance) { assert_true(fabs(got - expected) <= tolerance); }
static void same(double got, double expected) { near(got, expected, 1e-10 * fabs(expected)); }

static void is_linear(void **state)
{
    (void)state;
    static const double value[] = {33.990794009132465, -3.205613256192863, -4.255582401971294, -6.070859680490886}, se[] = {1.9652933295104540, 0.6806065744782099, 1.2048909430280523, 1.5049506828111090},
                        df[] = {10.152529409663625, 8.792660425520557, 13.836584181863506, 14.269444722095873}, p[] = {7.276338798120672e-09, 1.177014176533287e-03, 3.372470475309730e-03, 1.187895637781548e-03},
                        standardised[] = {NAN, -0.5204219652733076, -0.2965683113829680, -0.5076883304862220};
    const struct regressor regressors[] = {a_number(), a_category(cylinders, 3, 0)};
    struct model_rows rows;
    struct model_fit fit;
    model_rows_begin(&rows, design, regressors, 2, (struct explained){&of_mpg, false, 1});
    model_fit_run(&rows, names, false, &fit);
    assert_true(rows.n == CARS && rows.left_out == 0 && rows.columns == 4 && rows.counts[1][2].people == 14 && !fit.why);
    for (int c = 0; c < 4; c++) {
        same(fit.term[c].value, value[c]);
        same(fit.term[c].se, se[c]);
        same(fit.term[c].df, df[c]);
        same(fit.term[c].p, p[c]);
        assert_true(isnan(fit.term[c].odds_ratio) && isnan(fit.term[c].effect));
        if (!c) continue;
        same(fit.term[c].p_adjusted, 0.003531042529599859);
        same(fit.term[c].standardised, standardised[c]);
    }
    same(fit.r_squared, 0.8374325252969225);
    model_fit_free(&fit);
    model_rows_end(&rows);
}

static void is_logistic(void **state)
{
    (void)state;
    const struct regressor regressor = a_number();
    struct model_rows rows;
    struct model_fit fit;
    model_rows_begin(&rows, design, &regressor, 1, (struct explained){&of_manual, true, 1});
    model_fit_run(&rows, names, true, &fit);
    assert_true(rows.yes == 13 && fit.term);
    near(fit.term[1].value, -4.023969962173202, 1e-8);
    near(fit.term[1].se, 1.640308592788243, 1e-6);
    near(fit.term[1].df, 19.56499671819761, 1e-5);
    near(fit.term[1].p, 0.02368202062144308, 1e-7);
    near(fit.term[1].odds_ratio, exp(-4.023969962173202), 1e-9);
    near(fit.term[1].effect, -36.97578621855764, 1e-6);
    near(fit.log_likelihood, -9.588042403722543, 1e-8);
    assert_true(isnan(fit.r_squared) && isnan(fit.term[1].standardised));
    model_fit_free(&fit);
    model_rows_end(&rows);
}

/* A step of 10 makes a difference ten times as large; who lacks an answer is left out; the next category is the base where nobody has it. */
static void has_steps_gaps_and_bases(void **state)
{
    (void)state;
    uint8_t some[CARS];
    for (int i = 0; i < CARS; i++) some[i] = cylinders[i] == 0 ? 240 : cylinders[i];
    const struct regressor regressors[] = {{.number = &of_weight, .step = 10}, a_category(some, 4, 0)};
    struct model_rows rows;
    struct model_fit fit;
    model_rows_begin(&rows, design, regressors, 2, (struct explained){&of_mpg, false, 1});
    assert_true(rows.n == 21 && rows.left_out == 11 && rows.columns == 3 && rows.base[1] == 1 && rows.column[2].category == 2);
    model_fit_run(&rows, names, false, &fit);
    double by_ten = fit.term[1].value;
    model_fit_free(&fit);
    model_rows_end(&rows);
    const struct regressor by_one[] = {a_number(), a_category(some, 4, 0)};
    model_rows_begin(&rows, design, by_one, 2, (struct explained){&of_mpg, false, 1});
    model_fit_run(&rows, names, false, &fit);
    same(by_ten, 10 * fit.term[1].value);
    model_fit_free(&fit);
    model_rows_drop(&rows, 1); /* without the number, a coefficient is a difference of means: 15.1 and 19.742857 by hand */
    model_fit_run(&rows, names, false, &fit);
    same(fit.term[1].value, 211.4 / 14 - 138.2 / 7);
    model_fit_free(&fit);
    model_rows_end(&rows);
}

static void refuse(const struct regressor *regressors, int count, bool logistic, const char *why)
{
    struct model_rows rows;
    struct model_fit fit;
    model_rows_begin(&rows, design, regressors, count, (struct explained){logistic ? &of_manual : &of_mpg, logistic, 1});
    model_fit_run(&rows, names, logistic, &fit);
    assert_null(fit.term);
    assert_string_equal(fit.why, why);
    model_fit_free(&fit);
    model_rows_end(&rows);
}

static void is_refused_by_name(void **state)
{
    (void)state;
    uint8_t same_as_six[CARS], tells[CARS], few[CARS], one[CARS];
    for (int i = 0; i < CARS; i++) {
        same_as_six[i] = cylinders[i] == 1;
        tells[i] = manual[i] > 0.5;
        few[i] = (uint8_t)(i < 11 ? i % 2 : 240);
        one[i] = 0;
    }
    refuse((const struct regressor[]){a_number(), a_category(cylinders, 3, 0), a_category(same_as_six, 2, 0)}, 3, false, "cannot be told apart: more and six");
    refuse((const struct regressor[]){a_category(tells, 2, 0)}, 1, true, "tells the answer without fail for some people: weight");
    refuse((const struct regressor[]){a_category(few, 2, 0)}, 1, false, "11 people for 2 columns: at least 10 more people than columns are wanted");
    refuse((const struct regressor[]){a_category(one, 2, 0)}, 1, false, "nothing differs among those who answered all of it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(is_linear), cmocka_unit_test(is_logistic), cmocka_unit_test(has_steps_gaps_and_bases), cmocka_unit_test(is_refused_by_name)};
    return cmocka_run_group_tests_name("analyse/model_fit", tests, begin, end);
}
