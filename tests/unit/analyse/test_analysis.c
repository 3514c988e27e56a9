/* Estimates and contrasts of a whole measure. Source: R 4.2.2 with survey 4.1.1 on the 20 people of test_vectors.txt, letter N, whose raked and
 * post-stratified means and standard errors stand there too; the calls stand above each survey's numbers. t.test for those without a design. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "guard.h"
#include "../near.h"

enum { PEOPLE = 20, ALL = 0, NHS = 1, VOLUNTARY = 2 };
static const double answers[PEOPLE] = {40, 50, 55, 45, 60, 35, 30, 42, 38, 47, 52, 33, 61, 28, 44, 39, 50, 41, 36, 48};
/* sector (0 NHS), hours (0 full-time) */
static const uint8_t codes[PEOPLE * 2] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
static const uint32_t teams[PEOPLE] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4};
static const struct breakdown breakdowns[] = {{.variable_count = 0, .first_cell = 0, .cell_count = 1}, {.variables = {0, 0}, .variable_count = 1, .categories = {2, 0}, .first_cell = 1, .cell_count = 2}};
static const double raked[] = {8, 20.0 / 3, 3.75, 3.125}, stratified[] = {7.5, 10.0 / 3};

enum weighting { NONE, RAKED, STRATIFIED };

static struct design *survey(enum weighting weighting, bool clustered)
{
    struct design *design = design_create(codes, PEOPLE, 2, clustered ? teams : NULL, clustered ? 5 : 0, breakdowns, 2);
    if (weighting == RAKED) design_calibrate(design, (const int[]){0, 1}, (const int[]){2, 2}, 2, false, raked);
    if (weighting == STRATIFIED) design_calibrate(design, (const int[]){0}, (const int[]){2}, 1, true, stratified);
    return design;
}

/* What R says; NaN where it says NaN. */
struct expected {
    double mean[5]; /* value, se, df, low, high */
    double sd, quartiles[3][3], total[2], above_45[2], group[2][3];
    double contrast[5]; /* value, se, df, t, p */
};

static void assert_same(double found, double expected)
{
    if (isnan(expected)) assert_true(isnan(found));
    else assert_near(found, expected, 1e-9);
}

static void assert_quartile(const struct analysis *analysis, enum statistic statistic, const double *expected)
{
    const struct estimate *quartile = survey_estimate(analysis, ALL, statistic, -1);
    assert_same(quartile->value, expected[0]);
    assert_same(quartile->design_interval.low, expected[1]);
    assert_same(quartile->design_interval.high, expected[2]);
    assert_true((quartile->why != NULL) == (isnan(quartile->interval.low) || isnan(quartile->interval.high))); /* what is missing has a reason */
}

static void assert_everybody(const struct analysis *analysis, const struct expected *expected)
{
    const struct estimate *mean = survey_estimate(analysis, ALL, STATISTIC_MEAN, -1), *total = survey_estimate(analysis, ALL, STATISTIC_TOTAL, -1), *share = survey_estimate(analysis, ALL, STATISTIC_BIN, 1);
    const double found[] = {mean->value, mean->se, mean->design_df, mean->design_interval.low, mean->design_interval.high};
    for (int i = 0; i < 5; i++) assert_same(found[i], expected->mean[i]);
    assert_same(survey_estimate(analysis, ALL, STATISTIC_SD, -1)->value, expected->sd);
    assert_quartile(analysis, STATISTIC_Q1, expected->quartiles[0]);
    assert_quartile(analysis, STATISTIC_MEDIAN, expected->quartiles[1]);
    assert_quartile(analysis, STATISTIC_Q3, expected->quartiles[2]);
    assert_same(total->value, expected->total[0]);
    assert_same(total->se, expected->total[1]);
    assert_same(share->value, 100 * expected->above_45[0]);
    assert_same(share->se, 100 * expected->above_45[1]);
}

static void assert_groups(const struct analysis *analysis, const struct expected *expected)
{
    for (int g = 0; g < 2; g++) {
        const struct estimate *mean = survey_estimate(analysis, NHS + g, STATISTIC_MEAN, -1);
        assert_same(mean->value, expected->group[g][0]);
        assert_same(mean->se, expected->group[g][1]);
        assert_same(mean->design_df, expected->group[g][2]);
    }
    assert_int_equal(analysis->contrast_count, 1);
    const struct difference *d = &analysis->contrasts[0].design;
    const double found[] = {d->value, d->se, d->df, d->t, d->p};
    for (int i = 0; i < 5; i++) assert_same(found[i], expected->contrast[i]);
}

static void assert_survey(enum weighting weighting, bool clustered, const struct expected *expected)
{
    static const double edges[] = {28, 45.5, 61};
    static const int pairs[][2] = {{NHS, VOLUNTARY}};
    struct design *design = survey(weighting, clustered);
    struct values values = survey_values(answers, design);
    struct task task = {.is_number = true, .total = true, .slots = 2, .bin_edges = edges, .pairs = pairs, .pair_count = 1};
    struct analysis *analysis = analysis_run(&task, &values, design);
    assert_everybody(analysis, expected);
    assert_groups(analysis, expected);
    analysis_destroy(analysis);
    survey_free(&values, design);
}

/* s <- rake(svydesign(~1, weights = ~w0, data = d), list(~sector, ~ft), ...); svymean(~v, s), confint(., df = degf(s)), sqrt(svyvar(~v, s)),
 * svyquantile(~v, s, c(.25, .5, .75), qrule = "hf7", interval.type = "mean"), svytotal(~v, s), svymean(~(v > 45), s), svymean(~v, subset(s, sector == .)),
 * svyglm(v ~ I(sector == "NHS"), s). */
static void raked_to_two_margins(void **state)
{
    (void)state;
    assert_survey(RAKED, false, &(struct expected){
        {44.3520833333333, 2.00410272026119, 19, 40.1574481323215, 48.5467185343451}, 9.36697000156582,
        {{38.2361111111111, 31.4573997866723, 43.4330876422185}, {44.14, 39.4779103244790, 50}, {50, 45.7265988535890, 60.8154115107055}},
        {4435.20833333333, 200.410272026119}, {0.40875, 0.111455910252052}, {{45.2222222222222, 2.82423212937633, 7}, {43.046875, 2.55136719431467, 11}},
        {2.17534722222222, 3.74896340289146, 18, 0.580252989544907, 0.568937501373965}});
}

/* The same with svydesign(~team, ...). */
static void raked_with_teams(void **state)
{
    (void)state;
    assert_survey(RAKED, true, &(struct expected){
        {44.3520833333333, 0.872323449163788, 4, 41.9301251627533, 46.7740415039134}, 9.36697000156582,
        {{38.2361111111111, NAN, 45.7922941736935}, {44.14, 40.3581664573742, 49.9878544049108}, {50, 47.1101987583429, 60.1270552695268}},
        {4435.20833333333, 87.2323449163789}, {0.40875, 0.0359873988228864}, {{45.2222222222222, 1.33503311983229, 1}, {43.046875, 0.310321185677523, 2}},
        {2.17534722222222, 1.20235801999759, 3, 1.80923417654467, 0.168119264439439}});
}

/* svydesign(~team, weights = ~w0) alone. */
static void teams_without_weights(void **state)
{
    (void)state;
    assert_survey(NONE, true, &(struct expected){
        {43.7, 1.00436547133003, 4, 40.9114344032961, 46.4885655967039}, 9.27418601904175,
        {{37.5, 29.1591041856917, 41.9204479071541}, {43, 38.3295520928459, 49.3408958143083}, {50, 47.5623771500621, 59.1881142496895}},
        {874, 20.0873094266007}, {0.4, 0.0612372435695795}, {{44.625, 2.27288706824602, 1}, {43.0833333333333, 0.331592677397592, 2}},
        {1.54166666666666, 2.29694782890333, 3, 0.671180532386202, 0.55016160373198}});
}

/* postStratify(ds, ~sector, ...). */
static void post_stratified(void **state)
{
    (void)state;
    assert_survey(STRATIFIED, false, &(struct expected){
        {44.0083333333333, 2.29378357834572, 19, 39.207389128249, 48.8092775384177}, 9.41210105124411,
        {{37.5, 29.4743488296025, 42.9002894090655}, {43.5555555555556, 36.9592735808017, 50}, {50, 45.3553426890169, NAN}},
        {4400.83333333333, 229.378357834572}, {0.391666666666667, 0.120471074234007}, {{44.625, 3.41213729516452, 7}, {43.0833333333333, 2.58611433030999, 11}},
        {1.54166666666667, 4.28143296695012, 18, 0.360081934849227, 0.722976269303605}});
}

/* t.test(x), sd(x), quantile(x), t.test(y) and t.test(x, y) of letters A and B; the effect is that of letter E. A person who did not answer changes nothing. */
static void a_simple_sample(void **state)
{
    (void)state;
    static const double two[] = {15, 18, 22, 22, 25, 30, 30, 28, NAN, 20, 24, 30, 35, 22, 27, 33, 40, 30};
    static const uint8_t group[18] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    static const int pairs[][2] = {{NHS, VOLUNTARY}};
    struct design *design = design_create(group, 18, 1, NULL, 0, breakdowns, 2);
    struct values values = survey_values(two, design);
    struct task task = {.is_number = true, .pairs = pairs, .pair_count = 1};
    struct analysis *analysis = analysis_run(&task, &values, design);
    const struct estimate *x = survey_estimate(analysis, NHS, STATISTIC_MEAN, -1), *y = survey_estimate(analysis, VOLUNTARY, STATISTIC_MEAN, -1);
    const double found[] = {x->n, x->value, x->se, x->df, x->interval.low, x->interval.high, x->n_effective, y->value, y->se, y->interval.low, y->interval.high};
    static const double expected[] = {8, 23.75, 1.95256241897666, 7, 19.1329235513391, 28.3670764486609, 8, 29, 2.15380799722001, 24.0333098519748, 33.9666901480252};
    for (int i = 0; i < 11; i++) assert_near(found[i], expected[i], 1e-12);
    assert_near(survey_estimate(analysis, NHS, STATISTIC_SD, -1)->value, 5.52268050859363, 1e-13);
    assert_near(survey_estimate(analysis, VOLUNTARY, STATISTIC_MEDIAN, -1)->value, 30, 1e-13);
    assert_near(survey_estimate(analysis, NHS, STATISTIC_Q3, -1)->value, 28.5, 1e-13);
    const struct contrast *contrast = &analysis->contrasts[0];
    assert_near(contrast->difference.t, -1.80590649659537, 1e-12);
    assert_near(contrast->difference.df, 14.9854274138646, 1e-12);
    assert_near(contrast->difference.p, 0.0910566383804758, 1e-12);
    assert_near(contrast->effect.value, -0.824674480820006, 1e-12);
    analysis_destroy(analysis);
    survey_free(&values, design);
}

/* t.test(v ~ sector, d): the same 20 people without a design. */
static void without_a_design_it_is_welch(void **state)
{
    (void)state;
    static const int pairs[][2] = {{NHS, VOLUNTARY}};
    struct design *design = survey(NONE, false);
    struct values values = survey_values(answers, design);
    struct task task = {.is_number = true, .total = true, .pairs = pairs, .pair_count = 1};
    struct analysis *analysis = analysis_run(&task, &values, design);
    const struct difference *d = &analysis->contrasts[0].difference;
    const double found[] = {d->se, d->df, d->t, d->p, d->interval.low, d->interval.high}, expected[] = {4.42400405387324, 14.08610322503, 0.348477679471592, 0.732634937358536, -7.94143986920657, 11.0247732025399};
    for (int i = 0; i < 6; i++) assert_near(found[i], expected[i], 1e-11);
    assert_near(survey_estimate(analysis, ALL, STATISTIC_MEAN, -1)->se, 2.073771037, 1e-9); /* letter N, SRS without fpc */
    analysis_destroy(analysis);
    survey_free(&values, design);
}

/* Yes/no (code 0 is yes): 7 of 20 and 0 of 10, Wilson of letter G; their difference with Fisher's table. */
static void shares(void **state)
{
    (void)state;
    double yes[30];
    uint8_t group[30];
    for (int i = 0; i < 30; i++) yes[i] = i < 7 ? 0 : 1, group[i] = i >= 20;
    static const int pairs[][2] = {{NHS, VOLUNTARY}};
    struct design *design = design_create(group, 30, 1, NULL, 0, breakdowns, 2);
    struct values values = survey_values(yes, design);
    struct task task = {.slots = 1, .pairs = pairs, .pair_count = 1};
    struct analysis *analysis = analysis_run(&task, &values, design);
    const struct estimate *seven = survey_estimate(analysis, NHS, STATISTIC_PERCENT, 0), *none = survey_estimate(analysis, VOLUNTARY, STATISTIC_PERCENT, 0);
    assert_near(seven->value, 35, 1e-14);
    assert_near(seven->interval.low, 18.11918241, 1e-9);
    assert_near(seven->interval.high, 56.71457233, 1e-9);
    assert_true(seven->count == 7 && none->value == 0 && none->interval.low == 0);
    assert_near(none->design_interval.high, 27.75327999, 1e-9);
    assert_near(none->interval.high, 30.84971078, 1e-9); /* binom.test(0, 10) */
    const struct contrast *contrast = &analysis->contrasts[0];
    assert_near(contrast->difference.value, 35, 1e-14);
    assert_true(contrast->yes == 7 && contrast->no == 13 && contrast->reference_yes == 0 && contrast->reference_no == 10);
    analysis_destroy(analysis);
    survey_free(&values, design);
}

static void assert_why(const double *given, size_t count, const uint32_t *team, const char *word)
{
    struct design *design = design_create((const uint8_t *)"", count, 0, team, 3, breakdowns, 1);
    struct values values = survey_values(given, design);
    struct task task = {.is_number = true};
    struct analysis *analysis = analysis_run(&task, &values, design);
    const struct estimate *mean = survey_estimate(analysis, ALL, STATISTIC_MEAN, -1);
    assert_true(isnan(mean->se) && isnan(mean->interval.low));
    assert_non_null(mean->why);
    assert_non_null(strstr(mean->why, word));
    analysis_destroy(analysis);
    survey_free(&values, design);
}

static void what_cannot_be_had_has_a_reason(void **state)
{
    (void)state;
    assert_why((const double[]){NAN, NAN, NAN}, 3, NULL, "nobody");
    assert_why((const double[]){NAN, 5, NAN}, 3, NULL, "one answer");
    assert_why((const double[]){1, 2, 3}, 3, (const uint32_t[]){1, 1, 1}, "one team");
}

/* Zero variance (reliability.md 8, input 87): sd and standard error are 0, not NaN. */
static void equal_answers(void **state)
{
    (void)state;
    double same[10];
    for (int i = 0; i < 10; i++) same[i] = 0.1;
    struct design *design = survey_simple(10);
    struct values values = survey_values(same, design);
    struct task task = {.is_number = true};
    struct analysis *analysis = analysis_run(&task, &values, design);
    const struct estimate *mean = survey_estimate(analysis, ALL, STATISTIC_MEAN, -1);
    assert_true(mean->value == 0.1 && mean->se == 0 && mean->interval.low == 0.1 && mean->interval.high == 0.1);
    assert_true(survey_estimate(analysis, ALL, STATISTIC_SD, -1)->value == 0);
    assert_true(survey_estimate(analysis, ALL, STATISTIC_MEDIAN, -1)->value == 0.1);
    analysis_destroy(analysis);
    survey_free(&values, design);
}

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

/* Everybody of a population of 20 answered: values stand without an interval, and the reason says why. With 50, letter N of test_vectors.txt:
 * se 1.606336138 of a mean whose se would be 2.073771037. */
static void finite_populations(void **state)
{
    (void)state;
    static const double populations[] = {20, 50};
    for (int p = 0; p < 2; p++) {
        struct design *design = survey(NONE, false);
        struct values values = survey_values(answers, design);
        assert_int_equal(design_stratify(design, NULL, 0, &populations[p], LONELY_FAIL).fault, DESIGN_GOOD);
        static const double edges[] = {28, 45.5, 61};
        struct task task = {.is_number = true, .slots = 2, .bin_edges = edges};
        struct analysis *analysis = analysis_run(&task, &values, design);
        const struct estimate *mean = survey_estimate(analysis, ALL, STATISTIC_MEAN, -1), *share = survey_estimate(analysis, ALL, STATISTIC_BIN, 0), *median = survey_estimate(analysis, ALL, STATISTIC_MEDIAN, -1);
        if (p) assert_near(mean->se, 1.606336138, 1e-9);
        else {
            assert_true(mean->se == 0 && share->se == 0 && isnan(mean->interval.low) && isnan(share->interval.high) && isnan(median->interval.low));
            assert_non_null(strstr(mean->why, "census of respondents"));
            assert_true(share->why == mean->why && median->why == mean->why);
        }
        analysis_destroy(analysis);
        survey_free(&values, design);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(raked_to_two_margins), cmocka_unit_test(raked_with_teams), cmocka_unit_test(teams_without_weights), cmocka_unit_test(post_stratified),
                                       cmocka_unit_test(a_simple_sample), cmocka_unit_test(without_a_design_it_is_welch), cmocka_unit_test(shares), cmocka_unit_test(what_cannot_be_had_has_a_reason), cmocka_unit_test(equal_answers), cmocka_unit_test(finite_populations)};
    return cmocka_run_group_tests_name("analyse/analysis", tests, start, NULL);
}
