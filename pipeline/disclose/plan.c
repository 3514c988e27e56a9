/* 1 rows and names of work.db   2 waves   3 what is withheld */
#include "plan.h"
#include <string.h>
#include "distribution.h"
#include "withhold.h"

/* 1 rows and names of work.db */

int plan_rows(const struct plan *plan, int wave, const char *statement, plan_taker *take, void *context, struct failure *failure)
{
    struct statement *row = store_statement(plan->work, statement);
    statement_text(row, 1, plan->waves[wave].name);
    int got, result = 0;
    while (!result && (got = statement_next(row, failure)) > 0) result = take(plan, wave, row, context, failure);
    statement_reset(row);
    return result || got < 0 ? -1 : 0;
}

int plan_stale(const struct plan *plan, int wave, const char *what, const char *name, struct failure *failure)
{
    fail(failure, STATUS_CONFIG, "wave %s has statistics of %s '%s', which the codebook does not know", plan->waves[wave].name, what, name);
    return failure_hint(failure, "run spwell score and spwell analyse for this wave with this codebook");
}

int plan_measure(const struct plan *plan, int wave, const char *measure, struct failure *failure)
{
    int index = codebook_measure(plan->book, measure);
    return index < 0 ? plan_stale(plan, wave, "measure", measure, failure) : index;
}

int plan_cell(const struct plan *plan, int wave, const char *by, const char *grp, struct failure *failure)
{
    int cell = cells_find(plan->cells, by, grp);
    if (cell >= 0) return cell;
    return cells_grouping(plan->cells, by) < 0 ? plan_stale(plan, wave, "breakdown", by, failure) : plan_stale(plan, wave, "group", grp, failure);
}

/* -1 when the measure has no such answer. */
static int find_category(const struct plan *plan, int measure, const char *category)
{
    int count;
    const struct category *categories = codebook_measure_categories(plan->book, &plan->book->measures[measure], &count);
    for (int i = 0; i < count; i++)
        if (!strcmp(categories[i].value, category)) return i;
    return -1;
}

int plan_check_category(const struct plan *plan, int wave, int measure, const char *category, struct failure *failure)
{
    if (!category[0] || find_category(plan, measure, category) >= 0) return 0;
    return plan_stale(plan, wave, "answer", category, failure);
}

bool plan_withholds_answer(const struct plan *plan, int wave, int measure, int cell, const char *category)
{
    const bool *answers = plan->waves[wave].answers[measure];
    int index = answers ? find_category(plan, measure, category) : -1;
    return plan_withholds(plan, wave, measure, cell) || (index >= 0 && answers[index]);
}

/* 2 waves */

const char *plan_text(const struct plan *plan, struct statement *row, int column)
{
    const char *text = statement_get_text(row, column);
    return arena_copy(plan->arena, text, strlen(text));
}

static void take_wave(struct plan *plan, struct statement *row)
{
    size_t measures = (size_t)plan->book->measure_count, cells = (size_t)plan->cells->count;
    if (!plan->waves) plan->waves = arena_new(plan->arena, (size_t)statement_get_integer(row, 7), sizeof *plan->waves);
    plan->waves[plan->wave_count++] = (struct wave){
        .name = plan_text(plan, row, 0), .label = plan_text(plan, row, 1), .months = plan_text(plan, row, 2),
        .start = plan_text(plan, row, 3), .finish = plan_text(plan, row, 4), .made_up = statement_get_integer(row, 6) != 0,
        .groups = arena_new(plan->arena, cells, sizeof(bool)), .cells = arena_new(plan->arena, cells * measures, sizeof(bool)),
        .answered = arena_new(plan->arena, measures, sizeof(bool)), .answers = arena_new(plan->arena, measures, sizeof(bool *))};
}

int plan_waves(struct plan *plan, const char *wave, struct failure *failure)
{
    struct statement *row = store_statement(plan->work, "waves");
    statement_text(row, 1, wave);
    int got;
    while ((got = statement_next(row, failure)) > 0) {
        if (strcmp(statement_get_text(row, 5), plan->book->name)) {
            fail(failure, STATUS_CONFIG, "the store holds the survey '%s', the codebook describes '%s'", statement_get_text(row, 5), plan->book->name);
            statement_reset(row);
            return failure_hint(failure, "each survey has a store of its own: --store");
        }
        take_wave(plan, row);
    }
    if (got < 0) return -1;
    if (plan->wave_count) return 0;
    fail(failure, STATUS_INPUT, "wave %s is not in the store", wave);
    return failure_hint(failure, "spwell ingest --wave %s reads its answers", wave);
}

/* 3 what is withheld */

int plan_withhold(struct plan *plan, struct failure *failure)
{
    distribution_prepare(plan);
    for (int wave = 0; wave < plan->wave_count; wave++)
        if (withhold_wave(plan, wave, failure) || distribution_read(plan, wave, failure)) return -1;
    distribution_merge(plan);
    return 0;
}
