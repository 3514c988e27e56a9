#include "cells.h"
#include <string.h>

static const struct category *categories_of(const struct cells *cells, int grouping, int variable, int *count)
{
    return codebook_categories(cells->book, cells->book->groupings[grouping].variables[variable], count);
}

static int groups_in(const struct cells *cells, int grouping)
{
    int groups = 1;
    for (int i = 0; i < cells->book->groupings[grouping].count; i++) {
        int count;
        categories_of(cells, grouping, i, &count);
        groups *= count;
    }
    return groups;
}

int cells_margin(const struct cells *cells, struct group_variable variable)
{
    for (int i = 0; i < cells->book->grouping_count; i++) {
        const struct grouping *grouping = &cells->book->groupings[i];
        if (grouping->count == 1 && grouping->variables[0].field == variable.field && grouping->variables[0].measure == variable.measure) return i;
    }
    return -1;
}

static void add_line(struct cells *cells, int total, int first, int step, int count)
{
    cells->lines[cells->line_count++] = (struct suppress_line){.total = total, .first = first, .step = step, .count = count};
}

static void add_lines_of_crossing(struct cells *cells, int grouping)
{
    const struct group_variable *variables = cells->book->groupings[grouping].variables;
    int rows, columns, first = cells->first[grouping];
    categories_of(cells, grouping, 0, &rows);
    categories_of(cells, grouping, 1, &columns);
    int row_margin = cells_margin(cells, variables[0]), column_margin = cells_margin(cells, variables[1]);
    for (int row = 0; row_margin >= 0 && row < rows; row++) add_line(cells, cells->first[row_margin] + row, first + row * columns, 1, columns);
    for (int column = 0; column_margin >= 0 && column < columns; column++)
        add_line(cells, cells->first[column_margin] + column, first + column, columns, rows);
}

/* Which answers to the field make up group `category` of a band, or of yes and no, made of that field alone; NULL for anything else. */
static const bool *answers_in(const struct codebook *book, const struct measure *measure, int category, bool *negated)
{
    int count;
    *negated = measure->kind == MEASURE_IN && !strcmp(codebook_measure_categories(book, measure, &count)[category].value, "no");
    if (measure->kind == MEASURE_BAND) return measure->bands[category].matches;
    return measure->kind == MEASURE_IN ? measure->operands[0].matches : NULL;
}

/* Statutory is the NHS and councils: where both breakdowns are published, one can be had from the other by subtraction. */
static void add_lines_of_coarser(struct cells *cells, int grouping, struct arena *arena)
{
    struct group_variable variable = cells->book->groupings[grouping].variables[0];
    const struct measure *measure = variable.measure >= 0 ? &cells->book->measures[variable.measure] : NULL;
    if (!measure || measure->operand_count != 1 || measure->operands[0].field < 0) return;
    int finer = cells_margin(cells, (struct group_variable){measure->operands[0].field, -1});
    for (int category = 0; finer >= 0 && category < cells_in(cells, grouping); category++) {
        bool negated;
        const bool *answers = answers_in(cells->book, measure, category, &negated);
        int *parts = arena_new(arena, (size_t)cells_in(cells, finer), sizeof *parts), count = 0;
        for (int i = 0; answers && i < cells_in(cells, finer); i++)
            if (answers[i] != negated) parts[count++] = cells->first[finer] + i;
        if (count) cells->lines[cells->line_count++] = (struct suppress_line){.total = cells->first[grouping] + category, .count = count, .listed = parts, .coarser = true};
    }
}

/* Whatever the breakdown, all its groups together are everybody; the lines of a crossing come on top. */
static void add_lines(struct cells *cells, int grouping, struct arena *arena)
{
    int count = cells->book->groupings[grouping].count;
    if (count == 1) add_lines_of_coarser(cells, grouping, arena); /* first: what gives way is known before everybody is looked at */
    if (count > 0) add_line(cells, 0, cells->first[grouping], 1, cells_in(cells, grouping));
    if (count == 2) add_lines_of_crossing(cells, grouping);
}

struct cells *cells_create(const struct codebook *book, struct arena *arena)
{
    struct cells *cells = arena_new(arena, 1, sizeof *cells);
    cells->book = book;
    cells->first = arena_new(arena, (size_t)book->grouping_count + 1, sizeof *cells->first);
    for (int i = 0; i < book->grouping_count; i++) cells->first[i + 1] = cells->first[i] + groups_in(cells, i);
    cells->count = cells->first[book->grouping_count];
    cells->grouping = arena_new(arena, (size_t)cells->count, sizeof *cells->grouping);
    /* a crossing has fewer rows and columns than twice its groups, a coarser breakdown as many lines as groups */
    cells->lines = arena_new(arena, (size_t)(4 * cells->count), sizeof *cells->lines);
    for (int i = 0; i < book->grouping_count; i++) {
        for (int cell = cells->first[i]; cell < cells->first[i + 1]; cell++) cells->grouping[cell] = i;
        add_lines(cells, i, arena);
    }
    return cells;
}

int cells_grouping(const struct cells *cells, const char *by)
{
    for (int i = 0; i < cells->book->grouping_count; i++)
        if (!strcmp(cells->book->groupings[i].name, by)) return i;
    return -1;
}

/* The category whose value `text` is (or, when a '*' must follow, begins with); *rest is what comes after. */
static int find_category(const struct category *categories, int count, const char *text, char closing, const char **rest)
{
    for (int i = 0; i < count; i++) {
        size_t length = strlen(categories[i].value);
        if (strncmp(text, categories[i].value, length) || text[length] != closing) continue;
        *rest = text + length + (closing ? 1 : 0);
        return i;
    }
    return -1;
}

int cells_find(const struct cells *cells, const char *by, const char *grp)
{
    int grouping = cells_grouping(cells, by), index = 0;
    if (grouping < 0) return -1;
    int variables = cells->book->groupings[grouping].count;
    if (variables == 0) return strcmp(grp, "all") ? -1 : cells->first[grouping];
    for (int i = 0; i < variables; i++) {
        int count;
        const struct category *categories = categories_of(cells, grouping, i, &count);
        int category = find_category(categories, count, grp, i + 1 < variables ? '*' : 0, &grp);
        if (category < 0) return -1;
        index = index * count + category;
    }
    return cells->first[grouping] + index;
}

enum part { PART_NAME, PART_LABEL, PART_PHRASE };

static const char *part_of(const struct category *category, enum part part)
{
    if (part == PART_NAME) return category->value;
    return part == PART_PHRASE && category->phrase ? category->phrase : category->label;
}

static void put(const struct cells *cells, int grouping, int index, enum part part, const char *between, struct buffer *out)
{
    const struct grouping *breakdown = &cells->book->groupings[grouping];
    for (int i = 0; i < breakdown->count; i++) {
        int count, after = 1;
        const struct category *categories = categories_of(cells, grouping, i, &count);
        if (i + 1 < breakdown->count) categories_of(cells, grouping, i + 1, &after);
        if (i) buffer_put(out, between);
        buffer_put(out, part_of(&categories[index / after % count], part));
    }
}

void cells_name(const struct cells *cells, int grouping, int index, struct buffer *out)
{
    if (cells->book->groupings[grouping].count == 0) buffer_put(out, "all");
    else put(cells, grouping, index, PART_NAME, "*", out);
}

void cells_label(const struct cells *cells, int grouping, int index, struct buffer *out)
{
    if (cells->book->groupings[grouping].count == 0) buffer_put(out, "All");
    else put(cells, grouping, index, PART_LABEL, ", ", out);
}

void cells_phrase(const struct cells *cells, int grouping, int index, struct buffer *out)
{
    int count = cells->book->groupings[grouping].count;
    if (count == 0) buffer_put(out, cells->book->people ? cells->book->people : "people");
    else put(cells, grouping, index, count == 1 ? PART_PHRASE : PART_LABEL, ", ", out);
}
