#include "echo.h"

static bool is_variable(const struct group_variable *variable, int field, int measure)
{
    return variable->field >= 0 ? variable->field == field : variable->measure == measure;
}

/* The measure, or something it is made of, is the variable. */
static bool is_made_of(const struct codebook *book, int measure, const struct group_variable *variable)
{
    if (is_variable(variable, -1, measure)) return true;
    const struct measure *about = &book->measures[measure];
    for (int i = 0; i < about->operand_count; i++) {
        const struct operand *operand = &about->operands[i];
        bool made = operand->field >= 0 ? is_variable(variable, operand->field, -1) : is_made_of(book, operand->measure, variable);
        if (made) return true;
    }
    return false;
}

/* The answers of the measure are the groups, one by one. */
static bool is_same(const struct codebook *book, int measure, const struct group_variable *variable)
{
    const struct measure *about = &book->measures[measure];
    if (about->shape != SHAPE_CATEGORY) return false;
    if (is_variable(variable, -1, measure)) return true;
    return about->kind == MEASURE_ITEM && is_variable(variable, about->operands[0].field, about->operands[0].measure);
}

static bool has_withheld_group(const struct plan *plan, int wave, int grouping)
{
    for (int cell = plan->cells->first[grouping]; cell < plan->cells->first[grouping + 1]; cell++)
        if (plan->waves[wave].groups[cell]) return true;
    return false;
}

/* Everybody's answers are a line of their own: those that are withheld groups, and partners as for any line. */
static void withhold_answers(const struct plan *plan, int wave, int measure, int grouping, const long *respondents)
{
    int first = plan->cells->first[grouping], count = cells_in(plan->cells, grouping);
    const struct suppress_line line = {.first = 1, .step = 1, .count = count};
    long *people = arena_new(plan->arena, (size_t)count + 1, sizeof *people);
    bool *withheld = arena_new(plan->arena, (size_t)count + 1, sizeof *withheld);
    for (int i = 0; i < count; i++) {
        people[i + 1] = respondents[first + i];
        people[0] += respondents[first + i];
        withheld[i + 1] = plan->waves[wave].groups[first + i];
    }
    suppress_cells(people, count + 1, &line, 1, plan->book->minimum, SUPPRESS_COUNT_OTHERS, NULL, withheld);
    plan->waves[wave].answers[measure] = withheld + 1;
    if (withheld[0]) plan->waves[wave].cells[measure * plan->cells->count] = true;
}

static void withhold_variable(const struct plan *plan, int wave, int measure, const struct group_variable *variable, const long *respondents)
{
    bool *withheld = &plan->waves[wave].cells[measure * plan->cells->count];
    int alone = cells_margin(plan->cells, *variable);
    for (int cell = 1; cell < plan->cells->count; cell++) withheld[cell] = true;
    /* where only a crossing has withheld groups everybody's answers are the margin, which is shown */
    if (alone >= 0 && !has_withheld_group(plan, wave, alone)) return;
    if (alone >= 0 && is_same(plan->book, measure, variable)) withhold_answers(plan, wave, measure, alone, respondents);
    else withheld[0] = true;
}

void echo_withhold(const struct plan *plan, int wave, int measure, const long *respondents)
{
    const struct codebook *book = plan->book;
    if (book->measures[measure].shape == SHAPE_NUMBER) return;
    for (int grouping = 1; grouping < book->grouping_count; grouping++)
        for (int i = 0; i < book->groupings[grouping].count; i++) {
            const struct group_variable *variable = &book->groupings[grouping].variables[i];
            if (is_made_of(book, measure, variable) && has_withheld_group(plan, wave, grouping)) withhold_variable(plan, wave, measure, variable, respondents);
        }
}
