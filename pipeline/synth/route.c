#include "route.h"

#include <string.h>

#include "answer.h"
#include "cell.h"
#include "default.h"
#include "memory.h"

/* A number's cell is read back, as ingest will read it. */
static bool lies_within(const struct plan *plan, const struct route *route, struct text cell)
{
    struct number_format format = {.decimal = plan->book->fields[route->field].decimal == ',' ? ',' : '.', .group = ""};
    double value;
    struct text bare = {cell.at, cell.length - 1}; /* without what stands behind it */
    if (bare.length > 1 && bare.at[0] == '"') bare = (struct text){bare.at + 1, bare.length - 2};
    return answer_number(bare, &format, &value) && value >= route->minimum && value <= route->maximum;
}

static const struct condition *condition_of(struct plan *plan, const struct route *route)
{
    const struct choice *choice = &plan->recipes[route->field].choice;
    struct condition *condition = arena_new(plan->arena, 1, sizeof *condition);
    bool *holds = arena_new(plan->arena, (size_t)choice->count, sizeof *holds);
    for (int i = 0; i < choice->count; i++) holds[i] = route->matches ? route->matches[i] : lies_within(plan, route, choice->cells[i]);
    *condition = (struct condition){route->field, holds};
    return condition;
}

void route_finish(struct plan *plan)
{
    for (int f = 0; f < plan->book->field_count; f++) {
        const struct route *route = plan->book->fields[f].asked_if;
        if (!route || plan->recipes[route->field].kind != RECIPE_ANSWER) continue;
        plan->recipes[f].asked = condition_of(plan, route);
        plan->recipes[f].empty = cell_text(plan->arena, "", plan->separator, default_behind(plan, f));
    }
}

bool route_asks(const struct plan *plan, const int *answers, int field)
{
    for (const struct condition *asked = plan->recipes[field].asked; asked; asked = plan->recipes[asked->field].asked)
        if (answers[asked->field] < 0 || !asked->holds[answers[asked->field]]) return false;
    return true;
}
