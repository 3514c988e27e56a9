/* How well the questions of a score hang together: the table, and a sentence for each question that runs against the others. */
#include <math.h>
#include <string.h>
#include "page.h"

enum { DECIMALS = 2 };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static void say(struct page *page, const char *pattern, const struct slot *slots, size_t count)
{
    view_text(view_item(page->view, "hanging"), "text", page_fill(page, pattern, slots, count));
}

/* Two questions share their correlation, so one sentence is about both. Returns how many were said. */
static int say_items(struct page *page, const struct reliability *row, const char *measure, const char *verdict, const char *one, const char *two)
{
    const struct release *release = page->release;
    const struct reliability_item *first = NULL;
    int said = 0;
    for (size_t i = 0; i < release->reliability_item_count; i++) {
        const struct reliability_item *item = &release->reliability_item_rows[i];
        if (!is(item->period, row->period) || !is(item->measure, row->measure) || !is(item->verdict, verdict)) continue;
        const struct slot slots[] = {{"item", first && row->items == 2 ? first->label : item->label}, {"other", item->label}, {"measure", measure}};
        if (row->items != 2) say(page, one, slots, 3);
        else if (first) say(page, two, slots, 3);
        first = item;
        said++;
    }
    return said;
}

/* Returns how many clearly run against the others. */
static int say_against(struct page *page, const struct reliability *row, const char *measure)
{
    int said = say_items(page, row, measure, "against", "reliability.against", "reliability.two");
    if (said > 1 && row->items != 2) say(page, "reliability.several", &(struct slot){"measure", measure}, 1);
    say_items(page, row, measure, "weakly against", "reliability.weakly", "reliability.two.weakly");
    return said;
}

static const struct intraclass *teams_of(const struct release *release, const char *measure)
{
    for (size_t i = 0; i < release->intraclass_count; i++) {
        const struct intraclass *row = &release->intraclass_rows[i];
        if (is(row->period, release->now->period) && (!measure || is(row->measure, measure))) return row;
    }
    return NULL;
}

static void put_value(struct table *table, const struct reliability *row, const char *text)
{
    if (is(row->flag, "c")) table_withheld(table);
    else table_cell(table, text, "");
}

static void put_row(struct table *table, const struct reliability *row, const char *measure)
{
    const struct page *page = table->page;
    struct arena *arena = page->release->arena;
    table_row(table, measure, row->why);
    put_value(table, row, row->items >= 0 ? page_count(page, row->items) : "[z]");
    put_value(table, row, row->n >= 0 ? page_count(page, row->n) : "[z]");
    put_value(table, row, isfinite(row->alpha) ? page_number(page, row->alpha, DECIMALS) : "[z]");
    put_value(table, row, isfinite(row->low) && isfinite(row->high) ? arena_format(arena, "%s to %s", page_number(page, row->low, DECIMALS), page_number(page, row->high, DECIMALS)) : "[z]");
    put_value(table, row, isfinite(row->omega) ? page_number(page, row->omega, DECIMALS) : "[z]");
    const struct intraclass *teams = teams_of(page->release, row->measure);
    if (!teams) return;
    if (is(teams->flag, "c")) table_withheld(table);
    else table_cell(table, isfinite(teams->icc1) ? page_number(page, teams->icc1, DECIMALS) : "[z]", "");
}

static struct table begin(struct page *page)
{
    static const char *const columns[] = {"Questions", "n", "Alpha", "Likely to be between", "Omega"};
    struct table table = table_begin(page, page->view, "hanging_tables", page_fill(page, "reliability.caption", NULL, 0));
    table_on_screen_only(&table);
    bool teams = teams_of(page->release, NULL) != NULL;
    const char *note = page_fill(page, "reliability.note", NULL, 0);
    table_note(&table, teams ? arena_format(page->release->arena, "%s %s", note, page_fill(page, "reliability.note.teams", NULL, 0)) : note);
    table_column(&table, "Score", false);
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) table_column(&table, columns[c], true);
    if (teams) table_column(&table, "Alike within teams", true);
    return table;
}

void reliability_write(struct page *page)
{
    const struct release *release = page->release;
    struct table table = {0};
    int against = 0, shown = 0;
    for (size_t i = 0; i < release->reliability_count; i++) {
        const struct reliability *row = &release->reliability_rows[i];
        if (!is(row->period, release->now->period)) continue;
        const struct measure *about = release_measure(release, row->measure);
        const char *measure = about ? about->label : row->measure;
        if (!table.view) table = begin(page);
        put_row(&table, row, measure);
        against += say_against(page, row, measure);
        shown += isfinite(row->alpha);
    }
    if (table.view && !against) say(page, shown ? "reliability.none" : "reliability.withheld", NULL, 0);
}
