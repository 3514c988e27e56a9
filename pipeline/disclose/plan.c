/* 1 rows and names of work.db   2 waves   3 cells */
#include "plan.h"
#include <string.h>
#include "distribution.h"

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

int plan_check_category(const struct plan *plan, int wave, int measure, const char *category, struct failure *failure)
{
    int count;
    const struct category *categories = codebook_measure_categories(plan->book, &plan->book->measures[measure], &count);
    if (!category[0]) return 0;
    for (int i = 0; i < count; i++)
        if (!strcmp(categories[i].value, category)) return 0;
    return plan_stale(plan, wave, "answer", category, failure);
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
        .answered = arena_new(plan->arena, measures, sizeof(bool))};
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

/* 3 cells */

static int take_respondents(const struct plan *plan, int wave, struct statement *row, void *people, struct failure *failure)
{
    int cell = plan_cell(plan, wave, statement_get_text(row, 0), statement_get_text(row, 1), failure);
    if (cell < 0) return -1;
    ((long *)people)[cell] = (long)statement_get_integer(row, 2);
    return 0;
}

/* A withheld group must not tell by its rows which answers were given: each answer has a row, chosen by somebody or not. */
static int check_answers(const struct plan *plan, int wave, int measure, int64_t rows, struct failure *failure)
{
    int count;
    const struct measure *about = &plan->book->measures[measure];
    codebook_measure_categories(plan->book, about, &count);
    if (about->shape != SHAPE_CATEGORY || rows == 0 || rows == count) return 0;
    return fail(failure, STATUS_FAULT, "wave %s: measure '%s' has rows for %d of its %d answers in a group", plan->waves[wave].name, about->name, (int)rows, count);
}

static int take_people(const struct plan *plan, int wave, struct statement *row, void *people, struct failure *failure)
{
    int measure = plan_measure(plan, wave, statement_get_text(row, 0), failure);
    if (measure < 0) return -1;
    int cell = plan_cell(plan, wave, statement_get_text(row, 1), statement_get_text(row, 2), failure);
    if (cell < 0) return -1;
    ((long *)people)[measure * plan->cells->count + cell] = (long)statement_get_integer(row, 3);
    return check_answers(plan, wave, measure, statement_get_integer(row, 4), failure);
}

static void withhold(struct plan *plan, int wave, const long *respondents, const long *people)
{
    const struct cells *cells = plan->cells;
    struct wave *at = &plan->waves[wave];
    /* Respondents are the most seen in any statistic, so those of a line need not add up; answers to one measure do. */
    suppress_cells(respondents, cells->count, cells->lines, cells->line_count, plan->book->minimum, SUPPRESS_IGNORE_OTHERS, at->groups);
    for (int measure = 0; measure < plan->book->measure_count; measure++) {
        bool *withheld = &at->cells[measure * cells->count];
        memcpy(withheld, at->groups, (size_t)cells->count * sizeof *withheld);
        suppress_cells(&people[measure * cells->count], cells->count, cells->lines, cells->line_count, plan->book->minimum, SUPPRESS_COUNT_OTHERS, withheld);
    }
}

static int decide_wave(struct plan *plan, int wave, struct failure *failure)
{
    size_t cells = (size_t)plan->cells->count, measures = (size_t)plan->book->measure_count;
    long *respondents = arena_new(plan->arena, cells, sizeof *respondents), *people = arena_new(plan->arena, cells * measures, sizeof *people);
    if (plan_rows(plan, wave, "respondents", take_respondents, respondents, failure) || plan_rows(plan, wave, "people", take_people, people, failure)) return -1;
    bool any = false;
    for (size_t measure = 0; measure < measures; measure++) any |= plan->waves[wave].answered[measure] = people[measure * cells] > 0;
    if (!any) {
        fail(failure, STATUS_INPUT, "wave %s has no statistics", plan->waves[wave].name);
        return failure_hint(failure, "run spwell score and spwell analyse with --wave %s first", plan->waves[wave].name);
    }
    if (!plan->book->public_sample) withhold(plan, wave, respondents, people);
    return 0;
}

int plan_withhold(struct plan *plan, struct failure *failure)
{
    distribution_prepare(plan);
    for (int wave = 0; wave < plan->wave_count; wave++)
        if (decide_wave(plan, wave, failure) || distribution_read(plan, wave, failure)) return -1;
    distribution_merge(plan);
    return 0;
}
