/* 1 what is alike   2 what is asked   3 blocks   4 the whole */
#include "layout.h"

#include <math.h>
#include <string.h>

enum { SCALE_VALUES = 11, GRID_COLUMNS = 7, GRID_ITEMS = 2, GRID_QUESTIONS = 3 };

/* 1 what is alike */

bool layout_is_scale(const struct field *field)
{
    return field->type == FIELD_INTEGER && field->maximum - field->minimum < SCALE_VALUES && !field->exclusive_minimum && !field->exclusive_maximum;
}

static bool same_missing(const struct field *a, const struct field *b)
{
    if (a->missing_count != b->missing_count) return false;
    for (int m = 0; m < a->missing_count; m++)
        if (strcmp(a->missing[m].value, b->missing[m].value) || strcmp(a->missing[m].label, b->missing[m].label)) return false;
    return true;
}

bool layout_same_answers(const struct field *a, const struct field *b)
{
    if (a->type != b->type || strcmp(a->declared, b->declared) || a->category_count != b->category_count || !same_missing(a, b)) return false;
    if (a->type != FIELD_CATEGORY) return layout_is_scale(a) && layout_is_scale(b) && a->minimum >= b->minimum && a->minimum <= b->minimum && a->maximum >= b->maximum && a->maximum <= b->maximum;
    for (int c = 0; c < a->category_count; c++)
        if (strcmp(a->categories[c].value, b->categories[c].value) || strcmp(a->categories[c].label, b->categories[c].label)) return false;
    return true;
}

static bool same_route(const struct codebook *book, const struct route *a, const struct route *b)
{
    if (!a || !b) return a == b;
    if (a->field != b->field || !a->matches != !b->matches) return false;
    if (!a->matches) return a->minimum >= b->minimum && a->minimum <= b->minimum && a->maximum >= b->maximum && a->maximum <= b->maximum;
    return memcmp(a->matches, b->matches, (size_t)book->fields[a->field].category_count * sizeof *a->matches) == 0;
}

static bool same_section(const struct field *a, const struct field *b)
{
    return a->section && b->section ? strcmp(a->section, b->section) == 0 : a->section == b->section;
}

static bool may_be_in_grid(const struct field *field)
{
    return field->choice_set < 0 && (layout_is_scale(field) || (field->type == FIELD_CATEGORY && field->category_count <= GRID_COLUMNS));
}

static bool is_alike(const struct codebook *book, const struct field *a, const struct field *b)
{
    return may_be_in_grid(a) && may_be_in_grid(b) && a->required == b->required && a->sensitive == b->sensitive && same_section(a, b) && same_route(book, a->asked_if, b->asked_if) && layout_same_answers(a, b);
}

/* 2 what is asked */

static int instrument_of(const struct codebook *book, int field)
{
    for (int m = 0; m < book->measure_count; m++)
        for (int o = 0; book->measures[m].instrument >= 0 && o < book->measures[m].operand_count; o++)
            if (book->measures[m].operands[o].field == field) return book->measures[m].instrument;
    return -1;
}

static bool is_apart(const struct codebook *book, int field)
{
    if (book->fields[field].drop || field == book->identifier || field == book->wave_field || field == book->started || field == book->submitted || field == book->duration || field == book->completeness.finished) return true;
    return field == book->cluster && book->fields[field].type == FIELD_TERM;
}

/* The battery that the codebook declares for a field. Those made of instruments come with two sets of answers at times: their runs are found. */
static const struct battery *battery_of(const struct codebook *book, int field)
{
    for (int b = 0; b < book->battery_count; b++) {
        bool made = false;
        for (int i = 0; i < book->instrument_count; i++) made = made || strcmp(book->batteries[b].name, book->instruments[i].name) == 0;
        for (int f = 0; !made && f < book->batteries[b].count; f++)
            if (book->batteries[b].fields[f] == field) return &book->batteries[b];
    }
    return NULL;
}

/* 3 blocks */

struct making { const struct codebook *book; struct layout *layout; struct question *questions; /* of all blocks */ bool *done; };

static void add(struct making *making, struct block *block, int field)
{
    const struct codebook *book = making->book;
    int set = book->fields[field].choice_set, count = set >= 0 ? book->choice_sets[set].count : 1;
    block->questions[block->count++] = (struct question){field, set >= 0 ? &book->choice_sets[set] : NULL, ++making->layout->question_count, instrument_of(book, field)};
    for (int f = field; f < field + count; f++) making->done[f] = true;
}

static void add_battery(struct making *making, struct block *block, int first)
{
    const struct codebook *book = making->book;
    for (int f = 0; f < block->battery->count; f++) {
        int field = block->battery->fields[f];
        if (field != first && !making->done[field] && is_alike(book, &book->fields[first], &book->fields[field])) add(making, block, field);
    }
}

static bool follows(const struct making *making, int first, int field)
{
    const struct codebook *book = making->book;
    return field < book->field_count && !making->done[field] && !is_apart(book, field) && !battery_of(book, field) && instrument_of(book, field) == instrument_of(book, first) && is_alike(book, &book->fields[first], &book->fields[field]);
}

static void add_run(struct making *making, struct block *block, int first)
{
    int end = first + 1, least = instrument_of(making->book, first) >= 0 ? GRID_ITEMS : GRID_QUESTIONS;
    while (follows(making, first, end)) end++;
    for (int f = first + 1; end - first >= least && f < end; f++) add(making, block, f);
}

static const struct section *section_of(const struct codebook *book, const struct field *field)
{
    for (int s = 0; field->section && s < book->section_count; s++)
        if (strcmp(book->sections[s].name, field->section) == 0) return &book->sections[s];
    return NULL;
}

/* 4 the whole */

static void add_block(struct making *making, int field)
{
    struct layout *layout = making->layout;
    struct block *block = &layout->blocks[layout->block_count], *last = layout->block_count ? block - 1 : NULL;
    block->section = section_of(making->book, &making->book->fields[field]);
    block->opens = !last || last->section != block->section;
    for (int b = 0; b < layout->block_count; b++) block->again = block->again || layout->blocks[b].section == block->section;
    block->battery = battery_of(making->book, field);
    block->questions = &making->questions[layout->question_count];
    add(making, block, field);
    if (block->battery) add_battery(making, block, field);
    else if (may_be_in_grid(&making->book->fields[field])) add_run(making, block, field);
    layout->block_count++;
}

struct layout *layout_create(const struct codebook *book)
{
    struct arena *arena = arena_create();
    struct layout *layout = arena_new(arena, 1, sizeof *layout);
    size_t count = (size_t)book->field_count;
    *layout = (struct layout){.arena = arena, .blocks = arena_new(arena, count, sizeof *layout->blocks), .apart = arena_new(arena, count, sizeof *layout->apart)};
    struct making making = {book, layout, arena_new(arena, count, sizeof(struct question)), arena_new(arena, count, sizeof(bool))};
    for (int f = 0; f < book->field_count; f++) {
        if (is_apart(book, f)) layout->apart[layout->apart_count++] = f;
        else if (!making.done[f]) add_block(&making, f);
    }
    return layout;
}

void layout_destroy(struct layout *layout)
{
    if (layout) arena_destroy(layout->arena);
}

const struct question *layout_question(const struct layout *layout, const struct codebook *book, int field)
{
    int first = book->fields[field].choice_set >= 0 ? book->choice_sets[book->fields[field].choice_set].first : field;
    for (int b = 0; b < layout->block_count; b++)
        for (int q = 0; q < layout->blocks[b].count; q++)
            if (layout->blocks[b].questions[q].field == first) return &layout->blocks[b].questions[q];
    return NULL;
}
