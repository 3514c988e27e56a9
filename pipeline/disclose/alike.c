/* 1 teams   2 correlations */
#include "alike.h"

#include <math.h>
#include <string.h>

#include "counts.h"
#include "families.h"
#include "multiplicity.h"
#include "together.h"
#include "wall.h"

enum { DECIMALS = 2, PUBLIC_DECIMALS = 4 };

static double rounded(const struct plan *plan, double value)
{
    return wall_round(value, plan->book->public_sample ? PUBLIC_DECIMALS : DECIMALS);
}

/* 1 teams */

static bool tells_teams(const struct plan *plan, int wave, int measure, struct statement *row)
{
    const struct measure *about = &plan->book->measures[measure];
    long answered = (long)statement_get_integer(row, 3), differ = (long)statement_get_integer(row, 4);
    const struct together together = {(long)statement_get_integer(row, 2), &differ, 1, about->sensitive, &answered, 1};
    if (plan->book->public_sample) return true;
    return !plan_withholds(plan, wave, measure, 0) && statement_get_integer(row, 1) >= ALIKE_TEAMS && together_is_told(&together, plan->book->minimum);
}

/* An interval of what is given as 0 where it is negative. */
static double above(double value) { return value < 0 ? 0 : value; }

static int copy_teams(const struct plan *plan, int wave, struct statement *row, void *unused, struct failure *failure)
{
    (void)unused;
    int measure = plan_measure(plan, wave, statement_get_text(row, 0), failure);
    if (measure < 0) return -1;
    bool told = tells_teams(plan, wave, measure, row);
    long n = (long)statement_get_integer(row, 2), alone = (long)statement_get_integer(row, 3) - n;
    struct statement *insert = store_statement(plan->release, "intraclass");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, plan->book->measures[measure].name);
    if (told) statement_integer(insert, 3, statement_get_integer(row, 1));
    if (told && (plan->book->public_sample || !counts_is_few(alone, plan->book->minimum))) statement_integer(insert, 4, n);
    for (int i = 0; i < 6; i++) statement_real_or_null(insert, 5 + i, told ? rounded(plan, above(statement_get_real(row, 5 + i))) : (double)NAN);
    statement_text(insert, 11, told ? statement_get_text(row, 11) : "");
    statement_text(insert, 12, !told ? "c" : isnan(statement_get_real(row, 5)) ? "z" : "");
    statement_text(insert, 13, told ? statement_get_text(row, 12) : "");
    return statement_run(insert, failure);
}

/* 2 correlations */

static int take_people(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    long *people = context;
    int measure = plan_measure(plan, wave, statement_get_text(row, 0), failure);
    if (measure < 0) return -1;
    if (!strcmp(statement_get_text(row, 1), "all")) people[measure] = (long)statement_get_integer(row, 3);
    return 0;
}

/* How many people have each measure; the p values that are told. */
struct pairs { long *people; struct families families; };

/* A pair of measures, and whether it is told. */
struct both { int measure, other; bool told; };

static int judge(const struct plan *plan, int wave, struct statement *row, const long *people, struct both *both, struct failure *failure)
{
    const struct measure *measures = plan->book->measures;
    both->measure = plan_measure(plan, wave, statement_get_text(row, 0), failure);
    both->other = both->measure < 0 ? -1 : plan_measure(plan, wave, statement_get_text(row, 1), failure);
    if (both->other < 0) return -1;
    const long differ[] = {(long)statement_get_integer(row, 3), (long)statement_get_integer(row, 4)}, numbers[] = {people[both->measure], people[both->other]};
    const struct together together = {(long)statement_get_integer(row, 2), differ, 2, measures[both->measure].sensitive || measures[both->other].sensitive, numbers, 2};
    both->told = plan->book->public_sample || (!plan_withholds(plan, wave, both->measure, 0) && !plan_withholds(plan, wave, both->other, 0) && together_is_told(&together, plan->book->minimum));
    return 0;
}

static int take_pair(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    struct pairs *pairs = context;
    struct both both;
    if (judge(plan, wave, row, pairs->people, &both, failure)) return -1;
    families_add(&pairs->families, "", multiplicity_name(ADJUST_HOLM), both.told ? statement_get_real(row, 8) : (double)NAN);
    return 0;
}

static int copy_pair(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    struct pairs *pairs = context;
    struct both both;
    if (judge(plan, wave, row, pairs->people, &both, failure)) return -1;
    bool told = both.told;
    const double p[] = {statement_get_real(row, 8), families_next(&pairs->families)};
    struct statement *insert = store_statement(plan->release, "correlation");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, plan->book->measures[both.measure].name);
    statement_text(insert, 3, plan->book->measures[both.other].name);
    if (told) statement_integer(insert, 4, statement_get_integer(row, 2));
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 5 + i, told ? rounded(plan, statement_get_real(row, 5 + i)) : (double)NAN);
    for (int i = 0; i < 2; i++) statement_real_or_null(insert, 8 + i, told ? wall_p(p[i]) : (double)NAN);
    statement_text(insert, 10, !told ? "c" : isnan(statement_get_real(row, 5)) ? "z" : "");
    statement_text(insert, 11, told ? statement_get_text(row, 10) : "");
    return statement_run(insert, failure);
}

int alike_copy(const struct plan *plan, int wave, struct failure *failure)
{
    struct pairs pairs = {.people = arena_new(plan->arena, (size_t)plan->book->measure_count, sizeof *pairs.people)};
    if (plan_rows(plan, wave, "intraclass", copy_teams, NULL, failure) || plan_rows(plan, wave, "people", take_people, pairs.people, failure)) return -1;
    int result = plan_rows(plan, wave, "correlations", take_pair, &pairs, failure);
    families_adjust(&pairs.families);
    if (!result) result = plan_rows(plan, wave, "correlations", copy_pair, &pairs, failure);
    families_free(&pairs.families);
    return result;
}
