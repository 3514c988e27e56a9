#include <assert.h>
#include <math.h>
#include <string.h>
#include "page.h"

enum { WIDE_COLUMNS = 4 };

struct table table_begin(struct page *page, struct view *parent, const char *list, const char *caption)
{
    struct table table = {.page = page, .view = view_item(parent, list)};
    page->tables++;
    view_format(table.view, "id", "table-%d", page->tables);
    view_format(table.view, "number", "%d", page->tables);
    view_text(table.view, "caption", caption);
    view_flag(table.view, "wide", false);
    view_flag(table.view, "confidential", false);
    view_flag(table.view, "screen", false);
    view_text(table.view, "note", "");
    return table;
}

void table_on_screen_only(struct table *table)
{
    table->page->tables--;
    view_text(table->view, "number", "");
    view_format(table->view, "id", "screen-table-%d", ++table->page->screen_tables);
    view_flag(table->view, "screen", true);
}

void table_note(struct table *table, const char *text) { view_text(table->view, "note", text); }

void table_column(struct table *table, const char *heading, bool right)
{
    assert(table->columns < TABLE_COLUMN_LIMIT);
    struct view *column = view_item(table->view, "columns");
    view_text(column, "heading", heading);
    view_flag(column, "right", right);
    table->right[table->columns++] = right;
    view_flag(table->view, "wide", table->columns >= WIDE_COLUMNS);
}

bool table_is_full(const struct table *table) { return table->columns == TABLE_COLUMN_LIMIT; }

void table_row(struct table *table, const char *header, const char *detail)
{
    table->row = view_item(table->view, "rows");
    view_text(table->row, "header", header);
    view_text(table->row, "detail", detail);
    table->filled = 1;
}

static void put_cell(struct table *table, const char *text, const char *detail, const char *tone)
{
    assert(table->filled < table->columns);
    struct view *cell = view_item(table->row, "cells");
    view_flag(cell, "right", table->right[table->filled++]);
    view_text(cell, "text", text);
    view_text(cell, "detail", detail);
    view_text(cell, "tone", tone);
}

void table_cell(struct table *table, const char *text, const char *detail) { put_cell(table, text, detail, ""); }

void table_tag(struct table *table, const char *text, enum facts_tone tone)
{
    static const char *const classes[] = {[TONE_NEUTRAL] = "none", [TONE_WORSE] = "worse", [TONE_BETTER] = "better"};
    put_cell(table, text, "", classes[tone]);
}

void table_chip(struct table *table, const char *text, const char *detail, int favour)
{
    static const char *const classes[] = {"chip q0", "chip q1", "chip q2", "chip q3", "chip q4"};
    put_cell(table, text, detail, classes[favour]);
}

void table_withheld(struct table *table)
{
    view_flag(table->view, "confidential", true);
    table_cell(table, "[c]", "");
}

void table_count(struct table *table, long count)
{
    if (count < 0) table_withheld(table);
    else table_cell(table, page_count(table->page, count), "");
}

/* What stands in an empty cell. */
void table_empty(struct table *table, const char *flag)
{
    if (flag[0] == 'c') table_withheld(table);
    else table_cell(table, flag[0] == 'z' ? "[z]" : flag[0] == 'u' ? "[u]" : "[x]", "");
}

static const char *mark(const char *flag) { return flag[0] == 'u' ? " [u]" : flag[0] == 'p' ? " [p]" : ""; }

static void put_level(struct table *table, const struct facts *facts, const struct result *cell, bool with_n)
{
    if (!cell || cell->flag[0] == 'c' || !isfinite(cell->value)) {
        table_empty(table, cell ? cell->flag : "");
        return;
    }
    struct buffer text = {0}, detail = {0};
    sentence_level(facts, cell->value, &text);
    buffer_put(&text, mark(cell->flag));
    sentence_interval(facts, cell->low, cell->high, &detail);
    if (with_n && cell->n >= 0) buffer_format(&detail, "%sn = %s", detail.length ? "; " : "", page_count(table->page, cell->n));
    table_cell(table, text.at, detail.at ? detail.at : "");
    buffer_free(&text);
    buffer_free(&detail);
}

void table_level(struct table *table, const struct facts *facts, const struct result *cell) { put_level(table, facts, cell, true); }

void table_value(struct table *table, const struct facts *facts, const struct result *cell) { put_level(table, facts, cell, false); }

void table_n(struct table *table, const struct result *cell)
{
    if (cell && cell->n >= 0) table_cell(table, page_count(table->page, cell->n), "");
    else table_empty(table, cell ? cell->flag : "");
}

void table_difference(struct table *table, const struct facts *facts, const char *flag)
{
    if (flag[0] == 'c' || !isfinite(facts->value)) {
        table_empty(table, sentence_verdict(facts) == VERDICT_FEW ? "c" : flag);
        return;
    }
    struct buffer text = {0};
    sentence_difference(facts, &text);
    const char *gap = strstr(text.at, " (");
    size_t value = gap ? (size_t)(gap - text.at) : text.length;
    buffer_put(&text, "");
    char *number = arena_copy(table->page->release->arena, text.at, value);
    table_cell(table, number, gap ? arena_copy(table->page->release->arena, gap + 2, text.length - value - 3) : "");
    buffer_free(&text);
}

void table_finding(struct table *table, const struct facts *facts)
{
    static const char *const words[] = {[VERDICT_SIMILAR] = "Similar", [VERDICT_FEW] = "Too few to compare", [VERDICT_NONE] = "Not compared"};
    enum facts_verdict verdict = sentence_verdict(facts);
    const char *text = words[verdict];
    if (verdict == VERDICT_CLEAR) text = arena_format(table->page->release->arena, "Clearly %s", facts->kind == FACTS_COMPARE ? facts->verdict : strcmp(facts->verdict, "rose") == 0 ? "up" : "down");
    if (verdict == VERDICT_UNCLEAR) text = facts->kind == FACTS_COMPARE ? "No clear difference" : "No clear change";
    if (verdict == VERDICT_NONE && facts->why[0]) table_cell(table, text, facts->why);
    else if (sentence_doubt(facts) == DOUBT_ALONE) put_cell(table, text, "(clear if it stood alone)", "none");
    else table_tag(table, text, sentence_tone(facts));
}

void table_measure(struct table *table, const struct measure *measure)
{
    const char *better = strcmp(measure->better, "lower") == 0 ? "higher is worse" : strcmp(measure->better, "higher") == 0 ? "higher is better" : "";
    bool percent = strcmp(measure->shape, "number") != 0;
    const char *unit = percent ? "%" : measure->unit;
    table_row(table, measure->label, arena_format(table->page->release->arena, "%s%s%s", unit, unit[0] && better[0] ? "; " : "", better));
}
