/* Who belongs where, and how calibration is projected out. Expected: worked by hand; the projection by its definition (ordinary least squares of the
 * influence on the margins, which for one margin are its means). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "survey.h"
#include "../near.h"

enum { MISSING = 240, REGIONS = 3 };
/* sector (2), region (3) of seven people in three teams, one of which nobody is in. */
static const uint8_t codes[] = {0, 2, 1, 0, 0, 2, MISSING, 1, 1, 0, 0, MISSING, 1, 1};
static const uint32_t teams[] = {3, 0, 3, 1, 0, 1, 0};
static const struct breakdown breakdowns[] = {{.variable_count = 0, .first_cell = 0, .cell_count = 1},
                                              {.variables = {0, 0}, .variable_count = 1, .categories = {2, 0}, .first_cell = 1, .cell_count = 2},
                                              {.variables = {0, 1}, .variable_count = 2, .categories = {2, REGIONS}, .first_cell = 3, .cell_count = 6}};

static void teams_follow_one_another(void **state)
{
    (void)state;
    struct design *design = design_create(codes, 7, 2, teams, 4, breakdowns, 3);
    assert_true(design->clustered && !design->weighted);
    assert_memory_equal(design->team_first, ((uint32_t[]){0, 3, 5, 5, 7}), 5 * sizeof(uint32_t));
    for (size_t team = 0; team < 4; team++)
        for (uint32_t i = design->team_first[team]; i < design->team_first[team + 1]; i++) {
            assert_int_equal(teams[design->order[i]], team);
            assert_memory_equal(design->codes + design->profile[i] * 2, codes + design->order[i] * 2, 2);
            if (i > design->team_first[team]) assert_true(design->profile[i - 1] < design->profile[i] || (design->profile[i - 1] == design->profile[i] && design->order[i - 1] < design->order[i]));
        }
    assert_int_equal(design->profiles, 5);
    design_destroy(design);
    design_destroy(NULL);
}

static void people_and_teams_of_cells(void **state)
{
    (void)state;
    static const double sizes[] = {7, 3, 3, 0, 0, 2, 2, 1, 0}, with[] = {3, 2, 1, 0, 0, 1, 1, 1, 0};
    struct design *design = design_create(codes, 7, 2, teams, 4, breakdowns, 3);
    assert_int_equal(design->cells, 9);
    for (int c = 0; c < 9; c++) {
        assert_true(design->cell_size[c] == sizes[c]);
        assert_true(design->cell_teams[c] == with[c]);
    }
    design_destroy(design);
    design = design_create(codes, 7, 2, NULL, 0, breakdowns, 3);
    assert_int_equal(design->teams, 7); /* each their own */
    for (int c = 0; c < 9; c++) assert_true(design->cell_teams[c] == sizes[c]);
    design_destroy(design);
}

static void nobody_at_all(void **state)
{
    (void)state;
    struct design *design = design_create(codes, 0, 2, NULL, 0, breakdowns, 3);
    assert_true(design->respondents == 0 && design->profiles == 0 && design->cell_size[0] == 0);
    design_destroy(design);
}

/* 40,000 people with 10,000 different answers: profiles are told apart by a straight look at each person. */
static void many_profiles(void **state)
{
    (void)state;
    enum { PEOPLE = 40000 };
    uint8_t *many = malloc(PEOPLE * 3);
    for (int i = 0; i < PEOPLE; i++) {
        int kind = (int)((unsigned)i * 7919u % 10000u);
        many[i * 3] = (uint8_t)(kind % 100);
        many[i * 3 + 1] = (uint8_t)(kind / 100);
        many[i * 3 + 2] = 7;
    }
    struct design *design = design_create(many, PEOPLE, 3, NULL, 0, breakdowns, 1);
    assert_int_equal(design->profiles, 10000);
    for (size_t i = 0; i < PEOPLE; i++) assert_memory_equal(design->codes + design->profile[i] * 3, many + design->order[i] * 3, 3);
    design_destroy(design);
    free(many);
}

/* sector x hours of letter N: strata of 5, 3, 4 and 8 people. */
static struct design *letter_n(bool combine, const double *weights)
{
    static uint8_t people[20 * 2];
    static const int sizes[] = {5, 3, 4, 8};
    for (int h = 0, i = 0; h < 4; h++)
        for (int k = 0; k < sizes[h]; k++, i++) people[2 * i] = (uint8_t)(h / 2), people[2 * i + 1] = (uint8_t)(h % 2);
    struct design *design = design_create(people, 20, 2, NULL, 0, breakdowns, 1);
    design_calibrate(design, (const int[]){0, 1}, (const int[]){2, 2}, 2, combine, weights);
    return design;
}

static const double raked[] = {8, 20.0 / 3, 3.75, 3.125};

static void strata_have_their_weights(void **state)
{
    (void)state;
    static const double sizes[] = {5, 3, 4, 8};
    struct design *design = letter_n(false, raked);
    assert_true(design->weighted && design->strata == 4);
    for (size_t h = 0; h < 4; h++) {
        assert_true(design->stratum_size[h] == sizes[h]);
        assert_near(design->stratum_weight[h], sizes[h] * raked[h], 1e-15);
    }
    for (size_t p = 0; p < design->profiles; p++) assert_true(design->weight[p] == raked[design->stratum[p]]);
    design_destroy(design);
}

static void one_margin_gives_back_its_means(void **state)
{
    (void)state;
    static const double sums[] = {10, -3, 2, 40};
    double adjustment[4];
    struct design *design = letter_n(true, raked);
    design_adjust(design, sums, adjustment);
    assert_near(adjustment[0], 2, 1e-15);
    assert_near(adjustment[1], -1, 1e-15);
    assert_near(adjustment[2], 0.5, 1e-15);
    assert_near(adjustment[3], 5, 1e-15);
    design_destroy(design);
}

/* Ten rounds as survey's svyrecvar takes them: the last margin is met exactly, and what is left by the first is near nothing. */
static void two_margins_are_met_in_turn(void **state)
{
    (void)state;
    static const double sums[] = {10, -3, 2, 40}, sizes[] = {5, 3, 4, 8};
    double adjustment[4], left[4];
    struct design *design = letter_n(false, raked);
    assert_int_equal(design->backfits, 10);
    design_adjust(design, sums, adjustment);
    for (int h = 0; h < 4; h++) left[h] = sums[h] - sizes[h] * adjustment[h];
    assert_near(left[0] + left[2], 0, 1e-12);
    assert_near(left[1] + left[3], 0, 1e-12);
    assert_near(left[0] + left[1], 0, 1e-8);
    design_destroy(design);
}

/* Teams 0, 1 and 3 drawn from strata 1, 1 and 2 of three; 8 and 2 teams there are. */
static void teams_lie_in_strata(void **state)
{
    (void)state;
    static const int strata[] = {2, 1, 2, 1, 1, 1, 1};
    static const double there_are[] = {5, 8, 2}, with[] = {2, 2, 1, 0, 0, 1, 1, 1, 0};
    struct design *design = design_create(codes, 7, 2, teams, 4, breakdowns, 3);
    assert_true(!design->stratified && design->sampling_strata == 1 && design->drawn[0] == 4 && design->left[0] == 1);
    for (int c = 0; c < 9; c++) assert_true(design->cell_strata[c] == (design->cell_size[c] > 0));
    design_destroy(design);
    design = design_create(codes, 7, 2, (const uint32_t[]){2, 0, 2, 1, 0, 1, 0}, 3, breakdowns, 3);
    assert_int_equal(design_stratify(design, strata, 3, there_are, LONELY_ADJUST).fault, DESIGN_GOOD);
    assert_true(design->stratified && design->sampling_strata == 3);
    assert_memory_equal(design->sampling_stratum, ((uint32_t[]){1, 1, 2}), 3 * sizeof(uint32_t));
    assert_true(design->drawn[0] == 0 && design->drawn[1] == 2 && design->drawn[2] == 1);
    assert_true(design->left[1] == 0.75 && design->left[2] == 0.5);
    for (int c = 0; c < 9; c++) assert_true(design->cell_strata[c] == with[c]);
    design_destroy(design);
}

static void strata_that_cannot_be(void **state)
{
    (void)state;
    static const uint32_t three[] = {2, 0, 2, 1, 0, 1, 0};
    static const int strata[] = {2, 1, 2, 1, 1, 1, 1}, torn[] = {2, 1, 2, 1, 1, 0, 1}, lacking[] = {2, 1, 2, 1, 1, 1, 240};
    struct design *design = design_create(codes, 7, 2, three, 3, breakdowns, 3);
    struct design_result result = design_stratify(design, strata, 3, NULL, LONELY_FAIL);
    assert_true(result.fault == DESIGN_LONELY && result.stratum == 2);
    result = design_stratify(design, torn, 3, NULL, LONELY_REMOVE);
    assert_true(result.fault == DESIGN_TWO_STRATA && result.respondent == 5 && result.stratum == 0 && result.other == 1);
    result = design_stratify(design, lacking, 3, NULL, LONELY_REMOVE);
    assert_true(result.fault == DESIGN_NO_STRATUM && result.respondent == 6);
    result = design_stratify(design, strata, 3, (const double[]){0, 1, 1}, LONELY_REMOVE);
    assert_true(result.fault == DESIGN_TOO_MANY && result.stratum == 1 && result.drawn == 2 && result.population == 1);
    assert_true(!design->stratified && design->sampling_strata == 1);
    assert_int_equal(design_stratify(design, NULL, 0, (const double[]){3}, LONELY_FAIL).fault, DESIGN_GOOD); /* a census */
    assert_true(design->stratified && design->left[0] == 0);
    assert_int_equal(design_stratify(design, strata, 3, (const double[]){INFINITY, INFINITY, 1}, LONELY_FAIL).fault, DESIGN_GOOD); /* the only team there is */
    assert_true(design->left[1] == 1 && design->left[2] == 0);
    design_destroy(design);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(teams_follow_one_another), cmocka_unit_test(people_and_teams_of_cells), cmocka_unit_test(nobody_at_all), cmocka_unit_test(many_profiles),
                                       cmocka_unit_test(strata_have_their_weights), cmocka_unit_test(one_margin_gives_back_its_means), cmocka_unit_test(two_margins_are_met_in_turn),
                                       cmocka_unit_test(teams_lie_in_strata), cmocka_unit_test(strata_that_cannot_be)};
    return cmocka_run_group_tests_name("analyse/design", tests, NULL, NULL);
}
