/* 1 teams   2 correlations */
#include "alike.h"

#include <math.h>
#include <string.h>

#include "counts.h"
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

static bool tells_pair(const struct plan *plan, int wave, int measure, int other, struct statement *row, const long *people)
{
    const struct measure *measures = plan->book->measures;
    const long differ[] = {(long)statement_get_integer(row, 3), (long)statement_get_integer(row, 4)}, numbers[] = {people[measure], people[other]};
    const struct together together = {(long)statement_get_integer(row, 2), differ, 2, measures[measure].sensitive || measures[other].sensitive, numbers, 2};
    if (plan->book->public_sample) return true;
    return !plan_withholds(plan, wave, measure, 0) && !plan_withholds(plan, wave, other, 0) && together_is_told(&together, plan->book->minimum);
}

static int copy_pair(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    int measure = plan_measure(plan, wave, statement_get_text(row, 0), failure), other = measure < 0 ? -1 : plan_measure(plan, wave, statement_get_text(row, 1), failure);
    if (other < 0) return -1;
    bool told = tells_pair(plan, wave, measure, other, row, context);
    struct statement *insert = store_statement(plan->release, "correlation");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, plan->book->measures[measure].name);
    statement_text(insert, 3, plan->book->measures[other].name);
    if (told) statement_integer(insert, 4, statement_get_integer(row, 2));
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 5 + i, told ? rounded(plan, statement_get_real(row, 5 + i)) : (double)NAN);
    for (int i = 0; i < 2; i++) statement_real_or_null(insert, 8 + i, told ? wall_p(statement_get_real(row, 8 + i)) : (double)NAN);
    statement_text(insert, 10, !told ? "c" : isnan(statement_get_real(row, 5)) ? "z" : "");
    statement_text(insert, 11, told ? statement_get_text(row, 10) : "");
    return statement_run(insert, failure);
}

int alike_copy(const struct plan *plan, int wave, struct failure *failure)
{
    long *people = arena_new(plan->arena, (size_t)plan->book->measure_count, sizeof *people);
    if (plan_rows(plan, wave, "intraclass", copy_teams, NULL, failure) || plan_rows(plan, wave, "people", take_people, people, failure)) return -1;
    return plan_rows(plan, wave, "correlations", copy_pair, people, failure);
}
