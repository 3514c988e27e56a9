/* 1 reading   2 deciding */
#include "withhold.h"
#include <string.h>
#include "echo.h"
#include "routed.h"

/* What is known of the cells of one wave. */
struct known {
    long *respondents; /* one a cell */
    long *people;      /* measure * cells + cell: who answered */
    bool *revealing;   /* likewise: answers to a sensitive measure that give the group away */
    bool *decided;     /* one a measure */
};

/* 1 reading */

static int take_respondents(const struct plan *plan, int wave, struct statement *row, void *known, struct failure *failure)
{
    int cell = plan_cell(plan, wave, statement_get_text(row, 0), statement_get_text(row, 1), failure);
    if (cell < 0) return -1;
    ((struct known *)known)->respondents[cell] = (long)statement_get_integer(row, 2);
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

static int take_people(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    struct known *known = context;
    int measure = plan_measure(plan, wave, statement_get_text(row, 0), failure);
    if (measure < 0) return -1;
    int cell = plan_cell(plan, wave, statement_get_text(row, 1), statement_get_text(row, 2), failure);
    if (cell < 0) return -1;
    int place = measure * plan->cells->count + cell;
    known->people[place] = (long)statement_get_integer(row, 3);
    known->revealing[place] = plan->book->measures[measure].sensitive && (suppress_is_revealing(statement_get_real(row, 5)) || suppress_is_revealing(statement_get_real(row, 6)));
    return check_answers(plan, wave, measure, statement_get_integer(row, 4), failure);
}

/* 2 deciding */

static bool breaks_down(const struct plan *plan, int cell, int measure)
{
    const struct grouping *grouping = &plan->book->groupings[plan->cells->grouping[cell]];
    return !grouping->measures || grouping->measures[measure];
}

/* A breakdown that the measure does not have adds nothing up: its lines would protect what nobody sees. */
static int lines_of(const struct plan *plan, int measure, struct suppress_line *lines)
{
    const struct cells *cells = plan->cells;
    int count = 0;
    for (int i = 0; i < cells->line_count; i++)
        if (breaks_down(plan, cells->lines[i].total, measure) && breaks_down(plan, suppress_part(&cells->lines[i], 0), measure)) lines[count++] = cells->lines[i];
    return count;
}

static void withhold_measure(const struct plan *plan, int wave, int measure, const struct known *known, struct suppress_line *lines)
{
    const struct cells *cells = plan->cells;
    int first = measure * cells->count;
    bool *withheld = &plan->waves[wave].cells[first], *causes = arena_new(plan->arena, (size_t)plan->book->field_count, sizeof *causes);
    if (known->decided[measure]) return;
    known->decided[measure] = true;
    bool is_routed = routed_causes(plan->book, measure, causes);
    for (int m = 0; is_routed && m < plan->book->measure_count; m++) /* of earlier questions: so this comes to an end */
        if (routed_is_of(plan->book, m, causes)) withhold_measure(plan, wave, m, known, lines);
    memcpy(withheld, plan->waves[wave].groups, (size_t)cells->count * sizeof *withheld);
    echo_withhold(plan, wave, measure, known->respondents);
    if (is_routed) {
        routed_follow(plan, wave, measure, causes);
        routed_hide_sensitive(plan, wave, measure, causes, &known->people[first], known->respondents);
    }
    int line_count = lines_of(plan, measure, lines);
    suppress_cells(&known->people[first], cells->count, lines, line_count, plan->book->minimum, SUPPRESS_COUNT_OTHERS, &known->revealing[first], withheld);
}

static void withhold(const struct plan *plan, int wave, const struct known *known)
{
    const struct cells *cells = plan->cells;
    /* Respondents are the most seen in any statistic, so those of a line need not add up; answers to one measure do. */
    suppress_cells(known->respondents, cells->count, cells->lines, cells->line_count, plan->book->minimum, SUPPRESS_IGNORE_OTHERS, NULL, plan->waves[wave].groups);
    struct suppress_line *lines = arena_new(plan->arena, (size_t)cells->line_count, sizeof *lines);
    for (int measure = 0; measure < plan->book->measure_count; measure++) withhold_measure(plan, wave, measure, known, lines);
}

int withhold_wave(const struct plan *plan, int wave, struct failure *failure)
{
    size_t cells = (size_t)plan->cells->count, measures = (size_t)plan->book->measure_count;
    struct known known = {arena_new(plan->arena, cells, sizeof(long)), arena_new(plan->arena, cells * measures, sizeof(long)), arena_new(plan->arena, cells * measures, sizeof(bool)),
                          arena_new(plan->arena, measures, sizeof(bool))};
    if (plan_rows(plan, wave, "respondents", take_respondents, &known, failure) || plan_rows(plan, wave, "people", take_people, &known, failure)) return -1;
    bool any = false;
    for (size_t measure = 0; measure < measures; measure++) any |= plan->waves[wave].answered[measure] = known.people[measure * cells] > 0;
    if (!any && !measures) {
        fail(failure, STATUS_CONFIG, "the codebook has no measures, so there is nothing to report");
        return failure_hint(failure, "add \"measures\" to its spwell block: one for each question that shall be reported");
    }
    if (!any) {
        fail(failure, STATUS_INPUT, "wave %s has no statistics", plan->waves[wave].name);
        return failure_hint(failure, "run spwell score and spwell analyse with --wave %s first", plan->waves[wave].name);
    }
    if (!plan->book->public_sample) withhold(plan, wave, &known);
    return 0;
}
