/* What must hold of any survey, on 100 random ones (FULL=1: 1,000): the order of rows and of teams' numbers changes nothing; all weights doubled change no mean, share, interval
 * or p; without weights and teams the results are the textbook's, worked out here from the answers by formulas of their own; cutting the groups otherwise changes nothing
 * of a group; nothing is infinite. Generator: xorshift64* (Vigna 2016). */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "guard.h"
#include "survey.h"
#include "../near.h"

enum { MOST = 240, VARIABLES = 2, GROUPS = 3, SIDES = 2, STRATA = GROUPS * SIDES };
static const double SAME = 1e-12;

struct random_survey {
    size_t people;
    uint8_t codes[MOST * VARIABLES];
    uint32_t team[MOST], teams;
    double answers[MOST];
    double population[STRATA]; /* of each group and side */
    bool clustered, weighted, shares, totals;
};

static uint64_t drawn;
static double uniform(void)
{
    drawn ^= drawn >> 12;
    drawn ^= drawn << 25;
    drawn ^= drawn >> 27;
    return ((double)(drawn * 2685821657736338717u >> 11) + 0.5) * 0x1p-53;
}
static int below(int count) { return (int)(uniform() * count); }

/* Scores of few values, of many, counts with a far end, or one answer for nearly all; some missing. */
static double answer(int kind, double of_team)
{
    if (uniform() < 0.08) return NAN;
    switch (kind) {
    case 0: return 1 + below(5);
    case 1: return of_team + uniform();
    case 2: return floor(30 / (0.2 + uniform() + of_team / 4));
    case 3: return 1000000 + below(8) / 8.0;
    default: return below(12) == 0;
    }
}

static void draw(struct random_survey *survey, uint64_t seed)
{
    drawn = seed * 0x9E3779B97F4A7C15u + 1;
    for (int i = 0; i < 5; i++) uniform();
    survey->people = 12 + (size_t)below(MOST - 12);
    survey->clustered = below(2);
    survey->weighted = below(2);
    survey->shares = below(3) == 0;
    survey->totals = below(2);
    survey->teams = 3 + (uint32_t)below((int)survey->people / 3);
    int kind = survey->shares ? 4 : below(5);
    double of_team[MOST];
    for (uint32_t t = 0; t < survey->teams; t++) of_team[t] = uniform();
    for (size_t i = 0; i < survey->people; i++) {
        survey->team[i] = i < survey->teams ? (uint32_t)i : (uint32_t)below((int)survey->teams);
        survey->codes[i * VARIABLES] = (uint8_t)below(GROUPS);
        survey->codes[i * VARIABLES + 1] = uniform() < 0.6;
        survey->answers[i] = answer(kind, of_team[survey->team[i]]);
    }
    for (int h = 0; h < STRATA; h++) survey->population[h] = 20 + below(200);
}

/* factor: of all weights. */
static struct design *design_of(const struct random_survey *survey, const struct breakdown *breakdowns, int count, double factor)
{
    struct design *design = design_create(survey->codes, survey->people, VARIABLES, survey->clustered ? survey->team : NULL, survey->clustered ? survey->teams : 0, breakdowns, count);
    double weights[STRATA] = {0}, answered[STRATA] = {0};
    if (!survey->weighted) return design;
    for (size_t i = 0; i < survey->people; i++) answered[survey->codes[i * VARIABLES] * SIDES + survey->codes[i * VARIABLES + 1]]++;
    for (int h = 0; h < STRATA; h++) weights[h] = answered[h] > 0 ? factor * survey->population[h] / answered[h] : 1;
    design_calibrate(design, (const int[]){0, 1}, (const int[]){GROUPS, SIDES}, 2, true, weights);
    return design;
}

static const struct breakdown all_ways[] = {{.variable_count = 0, .first_cell = 0, .cell_count = 1},
                                            {.variables = {0}, .variable_count = 1, .categories = {GROUPS}, .first_cell = 1, .cell_count = GROUPS},
                                            {.variables = {0, 1}, .variable_count = 2, .categories = {GROUPS, SIDES}, .first_cell = 1 + GROUPS, .cell_count = STRATA}};
static const struct breakdown one_way[] = {{.variables = {0}, .variable_count = 1, .categories = {GROUPS}, .first_cell = 0, .cell_count = GROUPS}};

struct found { struct analysis *analysis; struct design *design; struct values values; };

static struct found analyse(const struct random_survey *survey, const struct breakdown *breakdowns, int count, int first, double factor)
{
    static const double edges[] = {1, 3, INFINITY};
    const int pairs[2][2] = {{first + 1, first}, {first + 2, first + 1}};
    struct found found = {.design = design_of(survey, breakdowns, count, factor)};
    found.values = survey_values(survey->answers, found.design);
    struct task task = {.is_number = !survey->shares, .total = survey->totals && !survey->shares, .slots = survey->shares ? 1 : 2, .bin_edges = edges, .pairs = pairs, .pair_count = 2, .alone = true};
    found.analysis = analysis_run(&task, &found.values, found.design);
    return found;
}

static void release(struct found *found)
{
    analysis_destroy(found->analysis);
    survey_free(&found->values, found->design);
}

/* Both missing, or the same; `size` is what differences are small beside. */
static void assert_alike(double a, double b, double size)
{
    if (isnan(a) || isnan(b)) assert_true(isnan(a) && isnan(b));
    else if (!(fabs(a - b) <= SAME * fmax(fmax(fabs(a), fabs(b)), size))) assert_near(a, b, SAME);
}

static void assert_finite(double value) { assert_true(isnan(value) || isfinite(value)); }

/* factor: of the second's weights; totals follow it. */
static void assert_estimate(const struct estimate *a, const struct estimate *b, double factor)
{
    double scale = a->statistic == STATISTIC_TOTAL ? factor : 1, size = isnan(a->value) ? 1 : fmax(1, fabs(a->value) * scale);
    const double ours[] = {a->value, a->se, a->interval.low, a->interval.high, a->design_interval.low, a->design_interval.high}, theirs[] = {b->value, b->se, b->interval.low, b->interval.high, b->design_interval.low, b->design_interval.high};
    assert_true(a->n == b->n && a->statistic == b->statistic && a->slot == b->slot && (a->why == b->why || (a->why && b->why && !strcmp(a->why, b->why))));
    for (int i = 0; i < 6; i++) {
        assert_finite(ours[i]);
        assert_alike(scale * ours[i], theirs[i], 100 * size); /* differences of numbers around a million keep fewer digits */
    }
    assert_alike(a->df, b->df, 1);
    assert_alike(a->count, b->count, 1);
    assert_alike(a->n_effective, b->n_effective, a->n);
}

static void assert_contrast(const struct contrast *a, const struct contrast *b)
{
    const double ours[] = {a->difference.value, a->difference.se, a->difference.df, a->difference.t, a->difference.interval.low, a->difference.interval.high, a->effect.value};
    const double theirs[] = {b->difference.value, b->difference.se, b->difference.df, b->difference.t, b->difference.interval.low, b->difference.interval.high, b->effect.value};
    for (int i = 0; i < 7; i++) {
        assert_finite(ours[i]);
        assert_alike(ours[i], theirs[i], 100);
    }
    if (isnan(a->difference.p) || isnan(b->difference.p)) assert_true(isnan(a->difference.p) && isnan(b->difference.p));
    else assert_true(fabs(a->difference.p - b->difference.p) <= 1e-10 * fmax(a->difference.p, 1e-6));
}

static bool is_quartile(const struct estimate *estimate) { return estimate->statistic == STATISTIC_MEDIAN || estimate->statistic == STATISTIC_Q1 || estimate->statistic == STATISTIC_Q3; }

static void assert_same_but(const struct found *a, const struct found *b, double factor, bool quartiles)
{
    assert_int_equal(a->analysis->estimate_count, b->analysis->estimate_count);
    for (size_t i = 0; i < a->analysis->estimate_count; i++)
        if (quartiles || !is_quartile(&a->analysis->estimates[i])) assert_estimate(&a->analysis->estimates[i], &b->analysis->estimates[i], factor);
    for (int k = 0; k < 2; k++) assert_contrast(&a->analysis->contrasts[k], &b->analysis->contrasts[k]);
}

static void assert_same(const struct found *a, const struct found *b, double factor) { assert_same_but(a, b, factor, true); }

static int surveys(void) { return getenv("FULL") ? 1000 : 100; }

static struct random_survey shuffled(const struct random_survey *survey)
{
    struct random_survey other = *survey;
    uint32_t number[MOST];
    for (uint32_t t = 0; t < survey->teams; t++) number[t] = survey->teams - 1 - t;
    for (size_t i = survey->people; i-- > 1;) {
        size_t j = (size_t)below((int)i + 1);
        double answered = other.answers[i];
        uint32_t team = other.team[i];
        other.answers[i] = other.answers[j], other.answers[j] = answered;
        other.team[i] = other.team[j], other.team[j] = team;
        for (int v = 0; v < VARIABLES; v++) {
            uint8_t code = other.codes[i * VARIABLES + (size_t)v];
            other.codes[i * VARIABLES + (size_t)v] = other.codes[j * VARIABLES + (size_t)v];
            other.codes[j * VARIABLES + (size_t)v] = code;
        }
    }
    for (size_t i = 0; i < survey->people; i++) other.team[i] = number[other.team[i]];
    return other;
}

/* But for quartiles of weighted answers, which hang on whose of equal answers comes last, as in R survey (tally.h). */
static void the_order_of_rows_changes_nothing(void **state)
{
    (void)state;
    for (int seed = 1; seed <= surveys(); seed++) {
        struct random_survey survey, other;
        draw(&survey, (uint64_t)seed);
        other = shuffled(&survey);
        struct found a = analyse(&survey, all_ways, 3, 1, 1), b = analyse(&other, all_ways, 3, 1, 1);
        assert_same_but(&a, &b, 1, !survey.weighted);
        release(&a);
        release(&b);
    }
}

static void doubled_weights_change_nothing(void **state)
{
    (void)state;
    for (int seed = 1; seed <= surveys(); seed++) {
        struct random_survey survey;
        draw(&survey, (uint64_t)seed);
        survey.weighted = true;
        struct found a = analyse(&survey, all_ways, 3, 1, 1), b = analyse(&survey, all_ways, 3, 1, 2);
        assert_same(&a, &b, 2);
        release(&a);
        release(&b);
    }
}

/* A group is what it is, whatever other breakdowns are asked for. */
static void other_breakdowns_change_nothing(void **state)
{
    (void)state;
    for (int seed = 1; seed <= surveys(); seed++) {
        struct random_survey survey;
        draw(&survey, (uint64_t)seed);
        struct found a = analyse(&survey, all_ways, 3, 1, 1), b = analyse(&survey, one_way, 1, 0, 1);
        for (size_t i = 0, at = 0; i < a.analysis->estimate_count; i++) {
            const struct estimate *estimate = &a.analysis->estimates[i];
            if (estimate->cell < 1 || estimate->cell > GROUPS) continue;
            assert_int_equal(b.analysis->estimates[at].cell, estimate->cell - 1);
            assert_estimate(estimate, &b.analysis->estimates[at++], 1);
        }
        for (int k = 0; k < 2; k++) assert_contrast(&a.analysis->contrasts[k], &b.analysis->contrasts[k]);
        release(&a);
        release(&b);
    }
}

struct plain { double n, mean, variance, sorted[MOST]; };

static struct plain plain_of(const struct random_survey *survey, int group)
{
    struct plain plain = {0};
    for (size_t i = 0; i < survey->people; i++)
        if (survey->codes[i * VARIABLES] == group && !isnan(survey->answers[i])) plain.sorted[(size_t)plain.n++] = survey->shares ? survey->answers[i] <= 0 : survey->answers[i];
    long double sum = 0, squares = 0;
    for (int i = 0; i < (int)plain.n; i++) sum += plain.sorted[i];
    plain.mean = (double)(sum / plain.n);
    for (int i = 0; i < (int)plain.n; i++) squares += (plain.sorted[i] - sum / plain.n) * (plain.sorted[i] - sum / plain.n);
    plain.variance = (double)(squares / (plain.n - 1));
    qsort(plain.sorted, (size_t)plain.n, sizeof(double), survey_ascending);
    return plain;
}

/* Hyndman and Fan (1996), type 7: x[h] + (h - floor h) (x[h + 1] - x[h]), h = (n - 1) p. */
static double type_7(const struct plain *plain, double p)
{
    double h = (plain->n - 1) * p;
    size_t at = (size_t)h;
    return at + 1 < (size_t)plain->n ? plain->sorted[at] + (h - (double)at) * (plain->sorted[at + 1] - plain->sorted[at]) : plain->sorted[at];
}

static void assert_plain(const struct found *found, const struct random_survey *survey, int group)
{
    struct plain plain = plain_of(survey, group);
    if (plain.n < 2 || !(plain.variance > 0)) return;
    if (survey->shares) {
        const struct estimate *percent = survey_estimate(found->analysis, 1 + group, STATISTIC_PERCENT, 0);
        double z = 1.959963984540054, n = plain.n, p = plain.mean, reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        assert_near(percent->value, 100 * p, SAME);
        assert_near(percent->interval.low, 100 * (p + z * z / (2 * n) - reach) / (1 + z * z / n), 1e-11);
        assert_near(percent->interval.high, 100 * (p + z * z / (2 * n) + reach) / (1 + z * z / n), 1e-11);
        return;
    }
    const struct estimate *mean = survey_estimate(found->analysis, 1 + group, STATISTIC_MEAN, -1);
    double se = sqrt(plain.variance / plain.n), reach = guard_t_quantile(0.975, plain.n - 1) * se;
    assert_near(mean->value, plain.mean, SAME);
    assert_near(mean->se, se, 1e-11);
    assert_near(mean->df, plain.n - 1, 0);
    assert_near(mean->interval.low, plain.mean - reach, 1e-11);
    assert_near(mean->interval.high, plain.mean + reach, 1e-11);
    assert_near(survey_estimate(found->analysis, 1 + group, STATISTIC_SD, -1)->value, sqrt(plain.variance), 1e-11);
    assert_near(survey_estimate(found->analysis, 1 + group, STATISTIC_Q1, -1)->value, type_7(&plain, 0.25), 1e-11);
    assert_near(survey_estimate(found->analysis, 1 + group, STATISTIC_MEDIAN, -1)->value, type_7(&plain, 0.5), 1e-11);
    assert_near(survey_estimate(found->analysis, 1 + group, STATISTIC_Q3, -1)->value, type_7(&plain, 0.75), 1e-11);
}

/* Welch's test, as t.test does it. */
static void assert_welch(const struct found *found, const struct random_survey *survey, int pair)
{
    struct plain a = plain_of(survey, pair + 1), b = plain_of(survey, pair);
    const struct difference *d = &found->analysis->contrasts[pair].difference;
    if (a.n < 2 || b.n < 2 || !(a.variance > 0) || !(b.variance > 0)) return;
    double scale = survey->shares ? 100 : 1, va = a.variance / a.n, vb = b.variance / b.n, t = (a.mean - b.mean) / sqrt(va + vb), df = (va + vb) * (va + vb) / (va * va / (a.n - 1) + vb * vb / (b.n - 1));
    assert_near(d->se, scale * sqrt(va + vb), 1e-11);
    assert_near(d->df, df, 1e-10);
    assert_true(fabs(d->t - t) <= 1e-10 * fmax(1, fabs(t)) + 1e-15 * fabs(a.mean) / sqrt(va + vb));
    assert_true(fabs(d->p - guard_t_two_sided(t, df)) <= 1e-8);
}

static void without_weights_and_teams_it_is_the_textbook(void **state)
{
    (void)state;
    for (int seed = 1; seed <= surveys(); seed++) {
        struct random_survey survey;
        draw(&survey, (uint64_t)seed);
        survey.clustered = survey.weighted = false;
        struct found found = analyse(&survey, all_ways, 3, 1, 1);
        for (int g = 0; g < GROUPS; g++) assert_plain(&found, &survey, g);
        for (int k = 0; k < 2; k++) assert_welch(&found, &survey, k);
        release(&found);
    }
}

/* Teams of one person and weights of 1 are no design: values, standard errors and R's degrees of freedom are those of everybody alone. */
static void teams_of_one_are_no_teams(void **state)
{
    (void)state;
    for (int seed = 1; seed <= surveys(); seed++) {
        struct random_survey survey, alone;
        draw(&survey, (uint64_t)seed);
        for (size_t i = 0; i < survey.people; i++) {
            survey.team[i] = (uint32_t)i;
            if (isnan(survey.answers[i])) survey.answers[i] = survey.shares;
        }
        survey.teams = (uint32_t)survey.people;
        survey.weighted = false;
        survey.clustered = true;
        alone = survey;
        alone.clustered = false;
        struct found a = analyse(&survey, all_ways, 2, 1, 1), b = analyse(&alone, all_ways, 2, 1, 1);
        for (size_t i = 0; i < a.analysis->estimate_count; i++) {
            const struct estimate *one = &a.analysis->estimates[i], *other = &b.analysis->estimates[i];
            assert_alike(one->value, other->value, 1);
            if (one->statistic != STATISTIC_MEAN || one->cell) continue; /* of a group R takes the others for drawn, too */
            assert_alike(one->se, other->se, 1e-3);
            assert_alike(one->df, other->df, 1);
            assert_alike(one->interval.high, other->interval.high, 1);
        }
        release(&a);
        release(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_order_of_rows_changes_nothing), cmocka_unit_test(doubled_weights_change_nothing), cmocka_unit_test(other_breakdowns_change_nothing),
                                       cmocka_unit_test(without_weights_and_teams_it_is_the_textbook), cmocka_unit_test(teams_of_one_are_no_teams)};
    guard_start();
    return cmocka_run_group_tests_name("analyse/properties", tests, NULL, NULL);
}
