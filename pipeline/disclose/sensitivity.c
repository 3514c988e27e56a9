#include "sensitivity.h"

#include <math.h>
#include <string.h>

#include "lines.h"
#include "result.h"
#include "wall.h"

/* Columns of `sensitivities`. */
enum { BY, GROUP, MEASURE, N, VALUE, LOW, HIGH, N_COMPLETE, COMPLETE_VALUE, COMPLETE_LOW, COMPLETE_HIGH };

struct counted { long *complete, *others; bool *hidden, *groupings; }; /* measures x cells; measures x groupings: is it counted by? */

static int take(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    struct counted *counted = context;
    int measure = plan_measure(plan, wave, statement_get_text(read, MEASURE), failure), cell = plan_cell(plan, wave, statement_get_text(read, BY), statement_get_text(read, GROUP), failure);
    if (measure < 0 || cell < 0) return -1;
    size_t at = (size_t)measure * (size_t)plan->cells->count + (size_t)cell;
    counted->complete[at] = (long)statement_get_integer(read, N_COMPLETE);
    counted->others[at] = (long)statement_get_integer(read, N) - counted->complete[at];
    counted->groupings[(size_t)measure * (size_t)plan->book->grouping_count + (size_t)plan->cells->grouping[cell]] = true;
    return 0;
}

static bool is_private(const struct codebook *book, const struct measure *measure)
{
    bool private = measure->sensitive;
    for (int o = 0; o < measure->operand_count; o++) private = private || measure->operands[o].field < 0 || book->fields[measure->operands[o].field].asked_if;
    return private;
}

static void decide(const struct plan *plan, int wave, const struct counted *counted, int measure)
{
    size_t cells = (size_t)plan->cells->count, first = (size_t)measure * cells;
    bool *hidden = counted->hidden + first;
    const bool *groupings = counted->groupings + (size_t)measure * (size_t)plan->book->grouping_count;
    if (plan->book->public_sample) return;
    bool private = is_private(plan->book, &plan->book->measures[measure]);
    for (int c = 0; c < plan->cells->count; c++) hidden[c] = private || plan_withholds(plan, wave, measure, c) || counted->complete[first + (size_t)c] < plan->book->minimum;
    for (bool changed = true; changed;) {
        changed = lines_hide(plan, counted->others + first, groupings, hidden);
        changed |= lines_hide(plan, counted->complete + first, groupings, hidden);
    }
}

static int copy(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    const struct counted *counted = context;
    int measure = plan_measure(plan, wave, statement_get_text(read, MEASURE), failure), cell = plan_cell(plan, wave, statement_get_text(read, BY), statement_get_text(read, GROUP), failure);
    if (measure < 0 || cell < 0) return -1;
    bool hidden = counted->hidden[(size_t)measure * (size_t)plan->cells->count + (size_t)cell];
    int decimals = result_decimals(plan, measure, false);
    struct statement *insert = store_statement(plan->release, "sensitivity");
    statement_text(insert, 1, plan->waves[wave].name);
    for (int i = 0; i < 3; i++) statement_text(insert, 2 + i, statement_get_text(read, BY + i));
    for (int i = N; i <= COMPLETE_HIGH && !hidden; i++) {
        if (i == N || i == N_COMPLETE) statement_integer(insert, 2 + i, statement_get_integer(read, i));
        else statement_real_or_null(insert, 2 + i, wall_round(statement_get_real(read, i), decimals));
    }
    statement_text(insert, 13, hidden ? "c" : isnan(statement_get_real(read, COMPLETE_VALUE)) ? "z" : isnan(statement_get_real(read, COMPLETE_LOW)) ? "u" : "");
    return statement_run(insert, failure);
}

int sensitivity_copy(const struct plan *plan, int wave, struct failure *failure)
{
    size_t measures = (size_t)plan->book->measure_count, cells = measures * (size_t)plan->cells->count;
    struct counted counted = {arena_new(plan->arena, cells, sizeof(long)), arena_new(plan->arena, cells, sizeof(long)), arena_new(plan->arena, cells, sizeof(bool)),
                              arena_new(plan->arena, measures * (size_t)plan->book->grouping_count, sizeof(bool))};
    if (plan_rows(plan, wave, "sensitivities", take, &counted, failure)) return -1;
    for (int m = 0; m < plan->book->measure_count; m++) decide(plan, wave, &counted, m);
    return plan_rows(plan, wave, "sensitivities", copy, &counted, failure);
}
