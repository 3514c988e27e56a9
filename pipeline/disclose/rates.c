/* 1 reading   2 deciding   3 writing */
#include "rates.h"

#include <math.h>
#include <string.h>

#include "lines.h"
#include "wall.h"

enum { HEADCOUNT_DECIMALS = 1, RATE_DECIMALS = 1 };

/* Columns of `response_rates`. */
enum { BY, GROUP, ANSWERED, INVITED, RATE, COMPLETE, PARTIAL, UNKNOWN, RR1, RR2, RR3, RR5 };

/* Of one wave, one a cell. */
struct counted { long *complete, *partial, *unknown; bool *parts, *eligibility; /* withheld: the two parts; what rr3 and rr5 tell besides */ };

/* 1 reading */

static int take(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    struct counted *counted = context;
    int cell = plan_cell(plan, wave, statement_get_text(read, BY), statement_get_text(read, GROUP), failure);
    if (cell < 0) return -1;
    counted->complete[cell] = (long)statement_get_integer(read, COMPLETE);
    counted->partial[cell] = (long)statement_get_integer(read, PARTIAL);
    counted->unknown[cell] = lround(statement_is_null(read, UNKNOWN) ? 0 : statement_get_real(read, UNKNOWN));
    return 0;
}

/* 2 deciding */

/* What is hidden for the sake of one count must not lay another one bare. */
static void decide(const struct plan *plan, int wave, struct counted *counted)
{
    size_t bytes = (size_t)plan->cells->count * sizeof(bool);
    memcpy(counted->parts, plan->waves[wave].groups, bytes);
    for (bool changed = true; changed && !plan->book->public_sample;) {
        changed = lines_hide(plan, counted->partial, NULL, counted->parts);
        changed |= lines_hide(plan, counted->complete, NULL, counted->parts);
    }
    memcpy(counted->eligibility, counted->parts, bytes);
    if (!plan->book->public_sample) (void)lines_hide(plan, counted->unknown, NULL, counted->eligibility);
}

/* 3 writing */

static int copy(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    const struct counted *counted = context;
    int cell = plan_cell(plan, wave, statement_get_text(read, BY), statement_get_text(read, GROUP), failure);
    if (cell < 0) return -1;
    bool withheld = plan->waves[wave].groups[cell], parts = counted->parts[cell], eligibility = counted->eligibility[cell];
    struct statement *insert = store_statement(plan->release, "response_rate");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, statement_get_text(read, BY));
    statement_text(insert, 3, statement_get_text(read, GROUP));
    if (!withheld) {
        statement_integer(insert, 4, statement_get_integer(read, ANSWERED));
        statement_real_or_null(insert, 5, wall_round(statement_get_real(read, INVITED), HEADCOUNT_DECIMALS));
        statement_real_or_null(insert, 6, wall_round(statement_get_real(read, RATE), RATE_DECIMALS));
        statement_real_or_null(insert, 11, wall_round(statement_get_real(read, RR2), RATE_DECIMALS));
    }
    statement_text(insert, 7, withheld ? "c" : "");
    for (int i = 0; i < 2 && !parts; i++) statement_integer(insert, 8 + i, statement_get_integer(read, COMPLETE + i));
    if (!parts) statement_real_or_null(insert, 10, wall_round(statement_get_real(read, RR1), RATE_DECIMALS));
    for (int i = 0; i < 2 && !eligibility; i++) statement_real_or_null(insert, 12 + i, wall_round(statement_get_real(read, RR3 + i), RATE_DECIMALS));
    statement_text(insert, 14, parts || eligibility ? "c" : "");
    return statement_run(insert, failure);
}

int rates_copy(const struct plan *plan, int wave, struct failure *failure)
{
    size_t cells = (size_t)plan->cells->count;
    struct counted counted = {arena_new(plan->arena, cells, sizeof(long)), arena_new(plan->arena, cells, sizeof(long)), arena_new(plan->arena, cells, sizeof(long)), arena_new(plan->arena, cells, sizeof(bool)),
                              arena_new(plan->arena, cells, sizeof(bool))};
    if (plan_rows(plan, wave, "response_rates", take, &counted, failure)) return -1;
    decide(plan, wave, &counted);
    return plan_rows(plan, wave, "response_rates", copy, &counted, failure);
}
