/* Ranks under a design of strata, teams and finite populations. Source: R survey 4.1.1 svyranktest (tests/reference/classical.R); weights and calibration: tests/reference/beside.R. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "../../../include/guard.h"
#include "../../../pipeline/analyse/rank_design.h"
#include "../../reference/classical.h"
#include "../near.h"
#include "survey.h"

static int start(void **state)
{
    (void)state;
    guard_start();
    return 0;
}

static struct design *make(const struct classical_stratified *c)
{
    uint8_t codes[60];
    uint32_t teams[60], most = 0;
    struct breakdown breakdown = {.variables = {0}, .variable_count = 1, .categories = {c->groups}, .first_cell = 0, .cell_count = c->groups};
    for (int i = 0; i < c->n; i++) {
        codes[i] = (uint8_t)c->group[i];
        teams[i] = (uint32_t)c->team[i];
        if (teams[i] > most) most = teams[i];
    }
    struct design *design = design_create(codes, (size_t)c->n, 1, teams, most + 1, &breakdown, 1);
    assert_int_equal(design_stratify(design, c->stratum, 3, c->population, LONELY_FAIL).fault, DESIGN_GOOD);
    return design;
}

static void strata(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof classical_stratifieds / sizeof *classical_stratifieds; i++) {
        const struct classical_stratified *c = &classical_stratifieds[i];
        struct design *design = make(c);
        struct values values = survey_values(c->y, design);
        struct tally *tally = tally_create(&values, design);
        struct distribution *distributions = distributions_create(tally, &values, design, NULL);
        struct rank_design test = rank_design_run((const int[]){0, 1, 2}, c->groups, 0, distributions, &values, design);
        assert_near(test.statistic, c->statistic, 1e-10);
        assert_near(test.df, c->df, 0);
        assert_near(test.p, c->p, 1e-9);
        distributions_destroy(distributions, design);
        tally_destroy(tally);
        survey_free(&values, design);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(strata)};
    return cmocka_run_group_tests_name("analyse/rank_design", tests, start, NULL);
}
