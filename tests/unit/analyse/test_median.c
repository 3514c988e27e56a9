/* The difference of medians. Expected values: boot of R over teams, tests/reference/scales.R, whose limits differ from seed to seed as much as is allowed here; the rest beside its test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "guard.h"
#include "survey.h"
#include "../../../pipeline/analyse/median.h"
#include "../near.h"
#include "scales.h"

enum { PEOPLE = 6000 };

static const struct breakdown groups[] = {{.variable_count = 0, .first_cell = 0, .cell_count = 1}, {.variables = {0}, .variable_count = 1, .categories = {2}, .first_cell = 1, .cell_count = 2}};
static const struct interval none[2] = {{NAN, NAN}, {NAN, NAN}};

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static double expected(const char *what)
{
    for (size_t r = 0; r < sizeof scales_rows / sizeof *scales_rows; r++)
        if (!strcmp(scales_rows[r].name, "medians") && !strcmp(scales_rows[r].what, what)) return scales_rows[r].value;
    return NAN;
}

static struct bootstrap_result of(const double *answers, const uint8_t *codes, const uint32_t *teams, size_t people, size_t team_count, const struct interval *woodruff)
{
    struct design *design = design_create(codes, people, 1, teams, team_count, groups, 2);
    struct values values = survey_values(answers, design);
    struct tally *tally = tally_create(&values, design);
    struct distribution *distributions = distributions_create(tally, &values, design, NULL);
    struct median_groups pair = {{1, 2}, 1, distributions, &values, design};
    struct bootstrap_result result = median_difference(&pair, woodruff);
    distributions_destroy(distributions, design);
    tally_destroy(tally);
    survey_free(&values, design);
    return result;
}

/* As scales.R has them: 24 teams of 1 + 7 t mod 5 people, the first 14 of one group. */
static size_t make(double *answers, uint8_t *codes, uint32_t *teams)
{
    size_t people = 0;
    for (uint32_t t = 1; t <= 24; t++)
        for (uint32_t k = 0; k < 1 + t * 7 % 5; k++) {
            teams[people] = t - 1;
            codes[people] = t > 14;
            people++;
            answers[people - 1] = (double)(people * 37 % 41) / 2 + t % 4 * 2 + (t <= 14 ? 3 : 0);
        }
    return people;
}

static void agrees_with_boot(void **state)
{
    (void)state;
    double answers[200];
    uint8_t codes[200];
    uint32_t teams[200];
    size_t people = make(answers, codes, teams);
    struct bootstrap_result result = of(answers, codes, teams, people, 24, none);
    assert_near(result.value, expected("value"), 1e-12);
    assert_true(result.low >= expected("lowest low") && result.low <= expected("highest low"));
    assert_true(result.high >= expected("lowest high") && result.high <= expected("highest high"));
    assert_string_equal(result.method, "medians, bootstrap by team, BCa");
}

/* The file from its end: teams have other numbers, the limits are the same. */
static void order_changes_nothing(void **state)
{
    (void)state;
    double answers[200], turned[200];
    uint8_t codes[200], turned_codes[200];
    uint32_t teams[200], turned_teams[200];
    size_t people = make(answers, codes, teams);
    for (size_t i = 0; i < people; i++) {
        turned[i] = answers[people - 1 - i];
        turned_codes[i] = codes[people - 1 - i];
        turned_teams[i] = 23 - teams[people - 1 - i];
    }
    struct bootstrap_result result = of(answers, codes, teams, people, 24, none), other = of(turned, turned_codes, turned_teams, people, 24, none);
    assert_near(other.low, result.low, 0);
    assert_near(other.high, result.high, 0);
}

/* Medians of 0 to 9 are 4.5 and 14.5 less 10 for the others; 10 -+ from intervals 3 to 6 and 2 to 8: distances 1.5 and 3.5, 1.5 and 2.5 (in 4.5): by hand below. */
static void many_people_have_squares_added(void **state)
{
    (void)state;
    static double answers[PEOPLE];
    static uint8_t codes[PEOPLE];
    for (int i = 0; i < PEOPLE; i++) {
        codes[i] = (uint8_t)(i % 2);
        answers[i] = i / 2 % 10 + (i % 2 ? 0 : 10);
    }
    const struct interval woodruff[] = {{13, 16}, {2, 8}};
    struct bootstrap_result result = of(answers, codes, NULL, PEOPLE, 0, woodruff);
    assert_near(result.value, 10, 1e-12);
    assert_near(result.low, 10 - sqrt(1.5 * 1.5 + 3.5 * 3.5), 1e-12); /* 14.5 - 13, 8 - 4.5 */
    assert_near(result.high, 10 + sqrt(1.5 * 1.5 + 2.5 * 2.5), 1e-12); /* 16 - 14.5, 4.5 - 2 */
    assert_string_equal(result.method, "medians, Woodruff's intervals squared and added");
    result = of(answers, codes, NULL, PEOPLE, 0, none);
    assert_true(isnan(result.low));
    assert_string_equal(result.why, "a median has no interval");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_boot), cmocka_unit_test(order_changes_nothing), cmocka_unit_test(many_people_have_squares_added)};
    return cmocka_run_group_tests_name("analyse/median", tests, start, NULL);
}
