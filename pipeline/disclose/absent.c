/* 1 reading   2 deciding and writing */
#include "absent.h"

#include <string.h>

#include "lines.h"
#include "quality.h"
#include "wall.h"

enum { SHARE_DECIMALS = 1 };

struct counted { long *asked, *answered; bool *groupings; }; /* fields x cells; of each grouping, is it counted by? */

/* 1 reading: columns by, group, variable, asked, answered */

static int take(const struct plan *plan, int wave, struct statement *read, void *context, struct failure *failure)
{
    struct counted *counted = context;
    int field = codebook_field(plan->book, statement_get_text(read, 2)), cell = plan_cell(plan, wave, statement_get_text(read, 0), statement_get_text(read, 1), failure);
    if (cell < 0) return -1;
    if (field < 0) return plan_stale(plan, wave, "answers to", statement_get_text(read, 2), failure);
    size_t at = (size_t)field * (size_t)plan->cells->count + (size_t)cell;
    counted->asked[at] = (long)statement_get_integer(read, 3);
    counted->answered[at] = (long)statement_get_integer(read, 4);
    return 0;
}

/* 2 deciding and writing */

static bool is_same(const struct plan *plan, const struct counted *counted, int a, int b)
{
    size_t cells = (size_t)plan->cells->count, bytes = cells * sizeof(long), first = (size_t)a * cells, second = (size_t)b * cells;
    return !memcmp(counted->asked + first, counted->asked + second, bytes) && !memcmp(counted->answered + first, counted->answered + second, bytes);
}

/* The choices of a multi-select are one question when they lack the same answers, and are not told by group when they do not. */
static bool is_told(const struct plan *plan, const struct counted *counted, int f)
{
    const struct codebook *book = plan->book;
    const struct field *field = &book->fields[f];
    size_t everybody = (size_t)f * (size_t)plan->cells->count;
    if (counted->answered[everybody] >= counted->asked[everybody]) return false;
    if (!book->public_sample && (field->sensitive || field->asked_if)) return false;
    if (field->choice_set < 0) return true;
    const struct choice_set *set = &book->choice_sets[field->choice_set];
    bool same = f == set->first;
    for (int c = set->first + 1; same && c < set->first + set->count; c++) same = is_same(plan, counted, f, c);
    return same;
}

static void decide(const struct plan *plan, int wave, const struct counted *counted, const long *answered, const long *left_out, bool *hidden)
{
    memcpy(hidden, plan->waves[wave].groups, (size_t)plan->cells->count * sizeof *hidden);
    for (bool changed = true; changed && !plan->book->public_sample;) {
        changed = lines_hide(plan, answered, counted->groupings, hidden);
        changed |= lines_hide(plan, left_out, counted->groupings, hidden);
    }
}

static const char *group_name(const struct plan *plan, int cell)
{
    int grouping = plan->cells->grouping[cell];
    struct buffer name = {0};
    if (cell) buffer_format(&name, "%s=", plan->book->groupings[grouping].name);
    cells_name(plan->cells, grouping, cell - plan->cells->first[grouping], &name);
    const char *kept = arena_copy(plan->arena, name.at, name.length);
    buffer_free(&name);
    return kept;
}

static int put_field(const struct plan *plan, int wave, const struct counted *counted, int f, long *left_out, bool *hidden, struct failure *failure)
{
    const struct field *field = &plan->book->fields[f];
    const struct choice_set *set = field->choice_set < 0 ? NULL : &plan->book->choice_sets[field->choice_set];
    const char *name = set ? set->name : field->name, *title = set ? set->title : field->title;
    size_t cells = (size_t)plan->cells->count;
    const long *asked = counted->asked + (size_t)f * cells, *answered = counted->answered + (size_t)f * cells;
    for (size_t c = 0; c < cells; c++) left_out[c] = asked[c] - answered[c];
    decide(plan, wave, counted, answered, left_out, hidden);
    int result = 0;
    for (int c = 0; !result && c < plan->cells->count; c++) {
        if (asked[c] < 1) continue;
        result = quality_put(plan, wave, (struct quality_row){.kind = "answered", .variable = name, .label = title ? title : name, .category = group_name(plan, c), .n = answered[c],
                                                              .base = hidden[c] ? -1 : asked[c], .value = wall_round(100 * (double)answered[c] / (double)asked[c], SHARE_DECIMALS), .withheld = hidden[c]}, failure);
    }
    return result;
}

int absent_copy(const struct plan *plan, int wave, struct failure *failure)
{
    size_t cells = (size_t)plan->cells->count, fields = (size_t)plan->book->field_count;
    if (quality_is_too_small(plan, wave)) return 0;
    struct counted counted = {arena_new(plan->arena, fields * cells, sizeof(long)), arena_new(plan->arena, fields * cells, sizeof(long)), arena_new(plan->arena, (size_t)plan->book->grouping_count, sizeof(bool))};
    long *left_out = arena_new(plan->arena, cells, sizeof *left_out);
    bool *hidden = arena_new(plan->arena, cells, sizeof *hidden);
    for (int g = 0; g < plan->book->grouping_count; g++) counted.groupings[g] = plan->book->groupings[g].count < 2;
    if (plan_rows(plan, wave, "answered_by_group", take, &counted, failure)) return -1;
    for (int f = 0; f < plan->book->field_count; f++)
        if (is_told(plan, &counted, f) && put_field(plan, wave, &counted, f, left_out, hidden, failure)) return -1;
    return 0;
}
