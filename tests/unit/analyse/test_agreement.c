/* Agreement between coders. Sources: tests/reference/agreement.tsv (R: vcd, psych and irr; agreement.R has the data), worked_examples.txt (irr), test_vectors.txt, letter Q,
 * Krippendorff (2011) for the published alphas; edges by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../pipeline/analyse/agreement.h"
#include "guard.h"
#include "../near.h"

enum { NA = CODING_MISSING, LARGEST = 6 };

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

struct expected { size_t n; double value, se, low, high; };

static void assert_agreement(const struct agreement *agreement, struct expected expected)
{
    assert_int_equal(agreement->units, expected.n);
    assert_true(agreement->has_value && agreement->has_interval);
    assert_int_equal(agreement->why, AGREEMENT_LACKS_NOTHING);
    assert_int_equal(agreement->why_no_interval, AGREEMENT_LACKS_NOTHING);
    assert_near(agreement->value, expected.value, 1e-9);
    assert_near(agreement->se, expected.se, 1e-9);
    assert_near(agreement->interval.low, expected.low, 1e-9);
    assert_near(agreement->interval.high, expected.high, 1e-9);
}

static void assert_lacks(const struct agreement *agreement, size_t units, enum agreement_lack why)
{
    assert_int_equal(agreement->units, units);
    assert_false(agreement->has_value || agreement->has_interval);
    assert_int_equal(agreement->why, why);
    assert_int_equal(agreement->why_no_interval, why);
    assert_true(agreement->value == 0 && agreement->se == 0 && agreement->interval.low == 0 && agreement->interval.high == 0);
}

static void assert_no_interval(const struct agreement *agreement, size_t units, double value, enum agreement_lack why)
{
    assert_int_equal(agreement->units, units);
    assert_true(agreement->has_value && !agreement->has_interval);
    assert_int_equal(agreement->why, AGREEMENT_LACKS_NOTHING);
    assert_int_equal(agreement->why_no_interval, why);
    assert_near(agreement->value, value, 1e-14);
    assert_true(agreement->se == 0 && agreement->interval.low == 0 && agreement->interval.high == 0);
}

/* --- kappa ----------------------------------------------------------------------------------------------------------- */

/* Two coders' values, from 1 to k. */
static struct kappa kappa_of(const int16_t *a, const int16_t *b, size_t n, size_t k, enum kappa_weights weights)
{
    int16_t values[2 * 40];
    size_t counts[LARGEST * LARGEST];
    assert_true(n <= 40 && k <= LARGEST);
    for (size_t i = 0; i < n; i++) {
        values[2 * i] = (int16_t)(a[i] == NA ? NA : a[i] - 1);
        values[2 * i + 1] = (int16_t)(b[i] == NA ? NA : b[i] - 1);
    }
    agreement_cross(&(struct codings){n, 2, values, NULL}, 0, 1, k, counts);
    return agreement_kappa(counts, k, weights);
}

static const int16_t q1[] = {1, 1, 2, 2, 3, 3, 1, 2, 3, 1, 2, 2}, q2[] = {1, 1, 2, 3, 3, 3, 1, 2, 2, 1, 2, 1};
static const int16_t diagnoses1[] = {4, 2, 2, 5, 2, 1, 3, 1, 1, 5, 1, 1, 2, 1, 2, 3, 1, 1, 2, 1, 5, 2, 2, 1, 1, 2, 1, 2, 1, 5};
static const int16_t diagnoses2[] = {4, 2, 3, 5, 2, 1, 3, 1, 1, 5, 4, 2, 2, 4, 2, 3, 1, 1, 2, 3, 5, 4, 2, 1, 4, 2, 1, 2, 3, 5};
static const int16_t anxiety1[] = {3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3};
static const int16_t anxiety2[] = {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4};

static void kappas_of_r(void **state)
{
    (void)state;
    static const struct { const int16_t *a, *b; size_t k; enum kappa_weights weights; struct expected expected; } cases[] = {
        {q1, q2, 3, KAPPA_NOMINAL, {12, 0.62105263157894741, 0.18611277831616235, 0.25627828901658217, 0.9858269741413126}},
        {q1, q2, 3, KAPPA_EQUAL, {12, 0.70491803278688525, 0.15104160175209141, 0.40888193318554422, 1}},
        {q1, q2, 3, KAPPA_SQUARED, {12, 0.79545454545454553, 0.11194893121458883, 0.57603867216619964, 1}},
        {diagnoses1, diagnoses2, 5, KAPPA_NOMINAL, {30, 0.65116279069767435, 0.099682656126885219, 0.4557883748056884, 0.84653720658966036}},
        {anxiety1, anxiety2, 6, KAPPA_NOMINAL, {20, 0.11949685534591192, 0.11927129716314591, -0.11427059148322832, 0.35326430217505217}},
        {anxiety1, anxiety2, 6, KAPPA_EQUAL, {20, 0.18918918918918903, 0.13129501234709415, -0.068144306360857165, 0.44652268473923523}},
        {anxiety1, anxiety2, 6, KAPPA_SQUARED, {20, 0.29676511954992979, 0.15700646065360174, -0.010961888671234654, 0.60449212777109418}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kappa kappa = kappa_of(cases[i].a, cases[i].b, cases[i].expected.n, cases[i].k, cases[i].weights);
        assert_agreement(&kappa.agreement, cases[i].expected);
    }
}

/* R: "nearly" and "hardly", whose intervals would pass 1 and -1. */
static void cut_off(void **state)
{
    (void)state;
    struct kappa kappa = agreement_kappa((const size_t[]){5, 0, 1, 4}, 2, KAPPA_NOMINAL);
    assert_agreement(&kappa.agreement, (struct expected){10, 0.8, 0.18590320061795593, 0.43563642217808218, 1});
    kappa = agreement_kappa((const size_t[]){0, 5, 4, 1}, 2, KAPPA_NOMINAL);
    assert_agreement(&kappa.agreement, (struct expected){10, -0.8, 0.18590320061795582, -1, -0.43563642217808241});
}

/* worked_examples.txt: irr's kappa2 on its data sets diagnoses and anxiety; test_vectors.txt, letter Q: po .75, pe .3402777778, kappa .6210526316. */
static void worked_examples(void **state)
{
    (void)state;
    assert_near(kappa_of(diagnoses1, diagnoses2, 30, 5, KAPPA_NOMINAL).agreement.value, 0.651162790697674, 1e-14);
    assert_near(kappa_of(anxiety1, anxiety2, 20, 6, KAPPA_NOMINAL).agreement.value, 0.119496855345912, 1e-14);
    assert_near(kappa_of(anxiety1, anxiety2, 20, 6, KAPPA_EQUAL).agreement.value, 0.189189189189189, 1e-14);
    assert_near(kappa_of(anxiety1, anxiety2, 20, 6, KAPPA_SQUARED).agreement.value, 0.29676511954993, 1e-14);
    struct kappa kappa = kappa_of(q1, q2, 12, 3, KAPPA_NOMINAL);
    assert_near(kappa.observed, 0.75, 1e-15);
    assert_near(kappa.expected, 0.3402777778, 1e-9);
    assert_near(kappa.agreement.value, 0.6210526316, 1e-9);
}

/* Values that nobody gave change nothing, at the ends or between: weights of a yes and no are all or nothing. */
static void unused_values(void **state)
{
    (void)state;
    struct kappa four = agreement_kappa((const size_t[]){0, 0, 0, 0, 0, 3, 1, 0, 0, 2, 6, 0, 0, 0, 0, 0}, 4, KAPPA_SQUARED), two = agreement_kappa((const size_t[]){3, 1, 2, 6}, 2, KAPPA_NOMINAL);
    assert_near(four.agreement.value, two.agreement.value, 1e-14);
    assert_near(four.agreement.se, two.agreement.se, 1e-13);
}

static void everybody_gives_one_code(void **state)
{
    (void)state;
    for (int weights = KAPPA_NOMINAL; weights <= KAPPA_SQUARED; weights++) {
        struct kappa kappa = agreement_kappa((const size_t[]){0, 0, 0, 0, 7, 0, 0, 0, 0}, 3, (enum kappa_weights)weights);
        assert_lacks(&kappa.agreement, 7, AGREEMENT_ONE_VALUE);
        assert_true(kappa.observed == 1 && kappa.expected == 1); /* po is told all the same */
    }
    struct kappa kappa = agreement_kappa((const size_t[]){7}, 1, KAPPA_NOMINAL);
    assert_lacks(&kappa.agreement, 7, AGREEMENT_ONE_VALUE);
}

static void nothing_to_compare(void **state)
{
    (void)state;
    static const int16_t early[] = {1, 2, 1, NA, NA}, late[] = {NA, NA, NA, 2, 1}, nothing[] = {NA, NA, NA, NA, NA};
    struct kappa none = kappa_of(early, late, 5, 2, KAPPA_NOMINAL); /* no comment of both */
    assert_lacks(&none.agreement, 0, AGREEMENT_NO_UNITS);
    none = kappa_of(early, nothing, 5, 2, KAPPA_NOMINAL); /* a coder who coded nothing */
    assert_lacks(&none.agreement, 0, AGREEMENT_NO_UNITS);
    none = kappa_of(early, late, 0, 2, KAPPA_NOMINAL);
    assert_lacks(&none.agreement, 0, AGREEMENT_NO_UNITS);
    assert_true(none.observed == 0 && none.expected == 0);
    struct kappa one = agreement_kappa((const size_t[]){0, 1, 0, 0}, 2, KAPPA_NOMINAL); /* one comment */
    assert_lacks(&one.agreement, 1, AGREEMENT_FEW_UNITS);
    assert_true(one.observed == 0);
    one = agreement_kappa((const size_t[]){0, 0, 0, 1}, 2, KAPPA_NOMINAL);
    assert_lacks(&one.agreement, 1, AGREEMENT_FEW_UNITS);
    assert_true(one.observed == 1);
}

/* By hand: kappas whose standard error is 0, which is no certainty. With a coder who always gives one value po = pe. */
static void no_spread(void **state)
{
    (void)state;
    struct kappa perfect = agreement_kappa((const size_t[]){3, 0, 0, 7}, 2, KAPPA_NOMINAL), opposite = agreement_kappa((const size_t[]){0, 5, 5, 0}, 2, KAPPA_NOMINAL),
                 constant = agreement_kappa((const size_t[]){4, 6, 0, 0}, 2, KAPPA_NOMINAL);
    assert_no_interval(&perfect.agreement, 10, 1, AGREEMENT_NO_SPREAD);
    assert_no_interval(&opposite.agreement, 10, -1, AGREEMENT_NO_SPREAD);
    assert_int_equal(constant.agreement.units, 10);
    assert_true(constant.agreement.has_value && !constant.agreement.has_interval);
    assert_near(constant.agreement.value, 0, 1e-15);
    assert_near(constant.observed, 0.4, 1e-15);
}

/* Of many comments with one disagreement the spread is small, and is there. By hand: kappa is about 1 - 2 d / n, and d disagreements, being rare, have the variance of Poisson: 1. */
static void many_comments(void **state)
{
    (void)state;
    struct kappa kappa = agreement_kappa((const size_t[]){500000000, 1, 0, 499999999}, 2, KAPPA_NOMINAL);
    assert_true(kappa.agreement.has_interval && kappa.agreement.value < 1 && kappa.agreement.interval.low < kappa.agreement.value);
    assert_near(kappa.agreement.se, 2e-9, 1e-6);
}

/* --- alpha ----------------------------------------------------------------------------------------------------------- */

/* A row a coder, as published; handed over as the function wants it. */
static struct alpha alpha_of(const int16_t *rows, size_t coders, size_t units, enum alpha_metric metric)
{
    int16_t values[4 * 20];
    assert_true(coders * units <= 4 * 20);
    for (size_t unit = 0; unit < units; unit++)
        for (size_t coder = 0; coder < coders; coder++) values[unit * coders + coder] = rows[coder * units + unit];
    return agreement_alpha(&(struct codings){units, coders, values, NULL}, metric);
}

/* Krippendorff (2011), section C: 4 observers, 12 units. */
static const int16_t krippendorff[] = {1, 2, 3, 3, 2, 1, 4, 1, 2, NA, NA, NA, 1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NA, NA,
                                       NA, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3, 1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NA};
static const int16_t q[] = {1, 1, 2, 2, 3, 3, 1, 2, 3, 1, 2, 2, 1, 1, 2, 3, 3, 3, 1, 2, 2, 1, 2, 1};
static const int16_t marks[] = {1, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, NA, NA, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0, 0, NA, NA, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, NA, 0, 1, 0, 0, NA, NA, 0};
static const int16_t three[] = {1, 2, 1, 2, 1, 2, 3, 3, 1, 2, 2, 2, 1, 2, 3, 1, 1, 2, 1, 2, 1, 3, 3, 3};
static const int16_t close_by[] = {0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1};

static void published_alphas(void **state)
{
    (void)state;
    static const double published[] = {0.743, 0.815, 0.849, 0.797}, worked[] = {0.743421052631579, 0.815387503754881, 0.849107142857143, 0.797402774711612}; /* worked_examples.txt */
    for (int metric = METRIC_NOMINAL; metric <= METRIC_RATIO; metric++) {
        struct alpha alpha = alpha_of(krippendorff, 4, 12, (enum alpha_metric)metric);
        assert_near(alpha.agreement.value, worked[metric], 1e-14);
        assert_true(fabs(alpha.agreement.value - published[metric]) < 0.0005);
        assert_int_equal(alpha.values, 40); /* published: 40 pairable values, unit 12 dropped */
    }
}

static void alphas_of_r(void **state)
{
    (void)state;
    static const struct { const int16_t *rows; size_t coders, units; enum alpha_metric metric; struct expected expected; } cases[] = {
        {krippendorff, 4, 12, METRIC_NOMINAL, {11, 0.74342105263157898, 0.14632665220070629, 0.4173849537821025, 1}},
        {krippendorff, 4, 12, METRIC_ORDINAL, {11, 0.81538750375488134, 0.14803134222636011, 0.4855531188286521, 1}},
        {krippendorff, 4, 12, METRIC_INTERVAL, {11, 0.84910714285714284, 0.14083983138127631, 0.53529644264932541, 1}},
        {krippendorff, 4, 12, METRIC_RATIO, {11, 0.79740277471161203, 0.14327059689651248, 0.47817599141922851, 1}},
        {q, 2, 12, METRIC_NOMINAL, {12, 0.63492063492063489, 0.19313980081691873, 0.2098227994995418, 1}},
        {q, 2, 12, METRIC_ORDINAL, {12, 0.81685185185185183, 0.10932400893707765, 0.57623133053961828, 1}},
        {q, 2, 12, METRIC_INTERVAL, {12, 0.80341880341880345, 0.11859863464625447, 0.5423849685552673, 1}},
        {q, 2, 12, METRIC_RATIO, {12, 0.82175362710642519, 0.1184292260786361, 0.56109265798620944, 1}},
        {marks, 3, 15, METRIC_NOMINAL, {13, 0.5317725752508361, 0.21606966380161974, 0.060997219657982271, 1}},
        {three, 3, 8, METRIC_NOMINAL, {8, 0.63492063492063489, 0.18405954663035218, 0.19968896722133117, 1}},
        {three, 3, 8, METRIC_ORDINAL, {8, 0.6124074074074074, 0.26404567748327334, -0.011961405097787536, 1}},
        {three, 3, 8, METRIC_INTERVAL, {8, 0.6068376068376069, 0.28329261465041783, -0.063042980061900455, 1}},
        {three, 3, 8, METRIC_RATIO, {8, 0.62588988014778768, 0.25149977447372784, 0.031187414157094917, 1}},
        {close_by, 2, 8, METRIC_NOMINAL, {8, 0.76190476190476186, 0.24271106829194622, 0.18798428369163334, 1}}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct alpha alpha = alpha_of(cases[i].rows, cases[i].coders, cases[i].units, cases[i].metric);
        assert_agreement(&alpha.agreement, cases[i].expected);
    }
}

/* A yes and no has one distance: the metrics agree (the ratio of 0 and 1 is 1). Units that are alike may come once, with how many they are. */
static void the_same_in_other_words(void **state)
{
    (void)state;
    struct alpha nominal = alpha_of(marks, 3, 15, METRIC_NOMINAL);
    for (int metric = METRIC_ORDINAL; metric <= METRIC_RATIO; metric++) {
        struct alpha alpha = alpha_of(marks, 3, 15, (enum alpha_metric)metric);
        assert_near(alpha.agreement.value, nominal.agreement.value, 1e-14);
        assert_near(alpha.agreement.se, nominal.agreement.se, 1e-13);
    }
    static const int16_t alike[] = {0, 0, 1, 1, 0, 1, 7, 8};
    static const size_t times[] = {3, 4, 1, 0};
    struct alpha alpha = agreement_alpha(&(struct codings){4, 2, alike, times}, METRIC_NOMINAL);
    assert_agreement(&alpha.agreement, (struct expected){8, 0.76190476190476186, 0.24271106829194622, 0.18798428369163334, 1});
    size_t counts[81];
    agreement_cross(&(struct codings){4, 2, alike, times}, 0, 1, 9, counts);
    assert_true(counts[0] == 3 && counts[10] == 4 && counts[1] == 1 && counts[7 * 9 + 8] == 0);
}

/* By hand, with values below 0: two units (-1, -1) and (1, 0). o: c = -1: 2 on the diagonal, 0 and 1: 1 each off it. Do (sum over c < k) = 1;
 * De = n_-1 n_0 + 4 n_-1 n_1 + n_0 n_1 = 2 + 8 + 1 = 11; alpha = 1 - 3 / 11. Two units have no interval. */
static void negative_values(void **state)
{
    (void)state;
    struct alpha alpha = agreement_alpha(&(struct codings){2, 2, (const int16_t[]){-1, -1, 1, 0}, NULL}, METRIC_INTERVAL);
    assert_no_interval(&alpha.agreement, 2, 8.0 / 11, AGREEMENT_FEW_UNITS);
}

static void alphas_that_cannot_be_had(void **state)
{
    (void)state;
    struct alpha alpha = agreement_alpha(&(struct codings){0, 3, NULL, NULL}, METRIC_NOMINAL);
    assert_lacks(&alpha.agreement, 0, AGREEMENT_NO_UNITS);
    assert_int_equal(alpha.values, 0);
    alpha = alpha_of((const int16_t[]){1, 2, NA, NA, NA, NA, 1, 2}, 2, 4, METRIC_ORDINAL); /* no overlap */
    assert_lacks(&alpha.agreement, 0, AGREEMENT_NO_UNITS);
    alpha = alpha_of((const int16_t[]){1, 2, 1, 2}, 1, 4, METRIC_NOMINAL); /* one coder */
    assert_lacks(&alpha.agreement, 0, AGREEMENT_NO_UNITS);
    alpha = alpha_of((const int16_t[]){1, 2, NA, 2, NA, 1}, 2, 3, METRIC_NOMINAL); /* one comment of both */
    assert_lacks(&alpha.agreement, 1, AGREEMENT_FEW_UNITS);
    alpha = alpha_of((const int16_t[]){1, 1, 1, 2, 1, 1, 1, NA}, 2, 4, METRIC_NOMINAL); /* one value: the 2 is not paired */
    assert_lacks(&alpha.agreement, 3, AGREEMENT_ONE_VALUE);
}

/* By hand: perfect 1; always opposite, n = 2N values, half of each: 1 - (2N - 1) N / N^2 = 1 - (2N - 1) / N, -0.9 for N = 10 and -0.75 for 4. */
static void alphas_without_interval(void **state)
{
    (void)state;
    struct alpha alpha = alpha_of((const int16_t[]){1, 2, 2, 3, 1, 2, 2, 3}, 2, 4, METRIC_INTERVAL);
    assert_int_equal(alpha.agreement.units, 4);
    assert_no_interval(&alpha.agreement, 4, 1, AGREEMENT_NO_SPREAD);
    alpha = alpha_of((const int16_t[]){0, 1, 0, 1, 1, 0, 1, 0}, 2, 4, METRIC_NOMINAL);
    assert_no_interval(&alpha.agreement, 4, -0.75, AGREEMENT_NO_SPREAD);
    alpha = alpha_of((const int16_t[]){0, 0, 0, 1, 0, 0, 0, 1}, 2, 4, METRIC_NOMINAL); /* without the last there is but one value */
    assert_no_interval(&alpha.agreement, 4, 1, AGREEMENT_ONE_RESTS);
}

/* A coder who coded nothing changes nothing. */
static void a_coder_who_coded_nothing(void **state)
{
    (void)state;
    int16_t rows[36];
    for (int i = 0; i < 36; i++) rows[i] = (int16_t)(i < 24 ? q[i] : NA);
    struct alpha alpha = alpha_of(rows, 3, 12, METRIC_NOMINAL);
    assert_agreement(&alpha.agreement, (struct expected){12, 0.63492063492063489, 0.19313980081691873, 0.2098227994995418, 1});
}

static void means_over_codes(void **state)
{
    (void)state;
    struct agreement codes[] = {{.has_value = true, .value = 0.5}, {.why = AGREEMENT_ONE_VALUE}, {.has_value = true, .value = 0.8}};
    struct agreement_mean mean = agreement_mean(codes, 3), none = agreement_mean(codes + 1, 1), empty = agreement_mean(codes, 0);
    assert_true(mean.has_value && mean.of == 2);
    assert_near(mean.value, 0.65, 1e-15);
    assert_true(!none.has_value && none.of == 0 && none.value == 0 && !empty.has_value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(kappas_of_r), cmocka_unit_test(cut_off), cmocka_unit_test(worked_examples), cmocka_unit_test(unused_values), cmocka_unit_test(everybody_gives_one_code),
                                       cmocka_unit_test(nothing_to_compare), cmocka_unit_test(no_spread), cmocka_unit_test(many_comments), cmocka_unit_test(published_alphas), cmocka_unit_test(alphas_of_r),
                                       cmocka_unit_test(the_same_in_other_words), cmocka_unit_test(negative_values), cmocka_unit_test(alphas_that_cannot_be_had), cmocka_unit_test(alphas_without_interval),
                                       cmocka_unit_test(a_coder_who_coded_nothing), cmocka_unit_test(means_over_codes)};
    return cmocka_run_group_tests_name("analyse/agreement", tests, start, NULL);
}
