#include "row.h"

#include <string.h>

#include "default.h"
#include "route.h"
#include "share.h"

static char *put_number(char *at, uint64_t number)
{
    char digits[20];
    int count = 0;
    do digits[count++] = (char)('0' + number % 10);
    while (number /= 10);
    while (count) *at++ = digits[--count];
    return at;
}

static char *put_cell(char *at, const struct text *cell)
{
    memcpy(at, cell->at, cell->length);
    return at + cell->length;
}

/* "r17", and in a panel "r17-3": the fourth person at place 17. A whole number where the codebook wants one. */
static char *put_identifier(const struct crowd *crowd, enum field_type type, char behind, char *at)
{
    if (type == FIELD_INTEGER) {
        at = put_number(at, crowd->place * 1000 + (uint64_t)crowd->arrival);
    } else {
        *at++ = 'r';
        at = put_number(at, crowd->place);
        if (crowd->plan->wave >= 0) {
            *at++ = '-';
            at = put_number(at, (uint64_t)crowd->arrival);
        }
    }
    *at++ = behind;
    return at;
}

static char *put_team(const struct crowd *crowd, enum field_type type, char behind, char *at)
{
    size_t length = type == FIELD_INTEGER ? 0 : strlen(crowd->plan->team_prefix);
    memcpy(at, crowd->plan->team_prefix, length);
    at = put_number(at + length, crowd->team);
    *at++ = behind;
    return at;
}

/* What stands in the cell of whoever is not asked. */
static const struct text *skipped(const struct plan *plan, const struct recipe *recipe, int field, const int *answers)
{
    if (!route_asks(plan, answers, field)) return &recipe->empty;
    for (int i = 0; i < recipe->skip_count; i++)
        if (crowd_meets(&recipe->skips[i].when, answers)) return &recipe->skips[i].cell;
    return NULL;
}

/* An answer is drawn even where the cell is left out: other questions may depend on it. */
static char *put_answer(struct crowd *crowd, const struct recipe *recipe, int field, char *at)
{
    struct stream stream = stream_open(crowd->keys[LEVEL_WAVE], recipe->key);
    const struct text *instead = skipped(crowd->plan, recipe, field, crowd->answers);
    if (instead) {
        if (recipe->level == LEVEL_WAVE) crowd->answers[field] = -1;
        return put_cell(at, instead);
    }
    if (recipe->level == LEVEL_WAVE) crowd->answers[field] = crowd_draw(recipe, crowd->answers, crowd->factors, &stream);
    if (recipe->missing > 0 && stream_uniform(&stream) < recipe->missing * crowd->leaves_out)
        return put_cell(at, &recipe->reasons.cells[share_place(recipe->reasons.cuts, recipe->reasons.count - 1, stream_uniform(&stream))]);
    return put_cell(at, &recipe->choice.cells[crowd->answers[field]]);
}

char *row_write(struct crowd *crowd, char *at)
{
    const struct plan *plan = crowd->plan;
    for (int f = 0; f < plan->book->field_count; f++) {
        const struct recipe *recipe = &plan->recipes[f];
        if (recipe->kind == RECIPE_ANSWER) at = put_answer(crowd, recipe, f, at);
        else if (recipe->kind == RECIPE_TEAM) at = put_team(crowd, plan->book->fields[f].type, default_behind(plan, f), at);
        else at = put_identifier(crowd, plan->book->fields[f].type, default_behind(plan, f), at);
    }
    return at;
}

void row_identifier(const struct crowd *crowd, char identifier[64])
{
    *(put_identifier(crowd, crowd->plan->book->fields[crowd->plan->book->identifier].type, 0, identifier) - 1) = 0;
}

/* The draws of put_answer again: its stream gives the same numbers. */
bool row_is_answered(struct crowd *crowd, int field)
{
    const struct recipe *recipe = &crowd->plan->recipes[field];
    struct stream stream = stream_open(crowd->keys[LEVEL_WAVE], recipe->key);
    if (skipped(crowd->plan, recipe, field, crowd->answers)) return false;
    if (recipe->level == LEVEL_WAVE) (void)crowd_draw(recipe, crowd->answers, crowd->factors, &stream);
    return !(recipe->missing > 0 && stream_uniform(&stream) < recipe->missing * crowd->leaves_out);
}

void row_heading(const struct plan *plan, struct buffer *out)
{
    for (int f = 0; f < plan->book->field_count; f++) {
        char behind = default_behind(plan, f);
        buffer_put(out, plan->book->fields[f].name);
        buffer_add(out, &behind, 1);
    }
}
