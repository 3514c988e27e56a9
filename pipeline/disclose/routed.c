#include "routed.h"

static bool mark_field(const struct codebook *book, int field, bool *causes)
{
    bool any = false;
    for (const struct route *route = book->fields[field].asked_if; route; route = book->fields[route->field].asked_if) any = causes[route->field] = true;
    return any;
}

bool routed_causes(const struct codebook *book, int measure, bool *causes)
{
    bool any = false;
    for (int o = 0; o < book->measures[measure].operand_count; o++) {
        const struct operand *operand = &book->measures[measure].operands[o];
        any |= operand->field >= 0 ? mark_field(book, operand->field, causes) : routed_causes(book, operand->measure, causes);
    }
    return any;
}

bool routed_is_of(const struct codebook *book, int measure, const bool *causes)
{
    const struct measure *about = &book->measures[measure];
    return about->operand_count == 1 && about->operands[0].field >= 0 && causes[about->operands[0].field];
}

static bool breaks_down(const struct plan *plan, int measure, int cell)
{
    const struct grouping *grouping = &plan->book->groupings[plan->cells->grouping[cell]];
    return !grouping->measures || grouping->measures[measure];
}

void routed_follow(const struct plan *plan, int wave, int measure, const bool *causes)
{
    bool *withheld = &plan->waves[wave].cells[measure * plan->cells->count];
    for (int m = 0; m < plan->book->measure_count; m++) {
        if (!routed_is_of(plan->book, m, causes) || !plan->waves[wave].answered[m]) continue;
        for (int cell = 0; cell < plan->cells->count; cell++) withheld[cell] |= breaks_down(plan, m, cell) && plan_withholds(plan, wave, m, cell);
        withheld[0] |= plan->waves[wave].answers[m] != NULL; /* n would be one of the answers that are withheld of everybody */
    }
}

static bool any_sensitive(const struct codebook *book, const bool *causes)
{
    for (int f = 0; f < book->field_count; f++)
        if (causes[f] && book->fields[f].sensitive) return true;
    return false;
}

/* Nobody asked is as telling as everybody: the lines are those of the respondents, not of the few who are left of them. */
void routed_hide_sensitive(const struct plan *plan, int wave, int measure, const bool *causes, const long *people, const long *respondents)
{
    const struct cells *cells = plan->cells;
    bool *withheld = &plan->waves[wave].cells[measure * cells->count], *revealing = arena_new(plan->arena, (size_t)cells->count, sizeof *revealing);
    if (!any_sensitive(plan->book, causes)) return;
    for (int cell = 0; cell < cells->count; cell++) revealing[cell] = respondents[cell] > 0 && suppress_is_revealing(100 * (double)people[cell] / (double)respondents[cell]);
    suppress_cells(respondents, cells->count, cells->lines, cells->line_count, plan->book->minimum, SUPPRESS_IGNORE_OTHERS, revealing, withheld);
}

bool routed_is_sensitive(const struct codebook *book, int field)
{
    for (const struct route *route = book->fields[field].asked_if; route; route = book->fields[route->field].asked_if)
        if (book->fields[route->field].sensitive) return true;
    return false;
}

bool routed_tells(const struct plan *plan, int wave, int field, int cell, long asked, long people)
{
    const struct codebook *book = plan->book;
    if (!book->fields[field].asked_if) return false;
    if (routed_is_sensitive(book, field) && people > 0 && suppress_is_revealing(100 * (double)asked / (double)people)) return true;
    bool *causes = arena_new(plan->arena, (size_t)book->field_count, sizeof *causes);
    (void)mark_field(book, field, causes);
    for (int m = 0; m < book->measure_count; m++)
        if (routed_is_of(book, m, causes) && plan->waves[wave].answered[m] && breaks_down(plan, m, cell) && plan_withholds(plan, wave, m, cell)) return true;
    return false;
}
