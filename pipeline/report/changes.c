/* Key measures compared with the period before and with the same period a year before. */
#include <string.h>
#include "choose.h"
#include "page.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static void put_trend(struct table *table, const struct trend *row)
{
    const struct release *release = table->page->release;
    struct facts facts = facts_trend(release, row);
    const struct measure *measure = release_measure(release, row->measure);
    const char *unit = is(measure->shape, "number") ? measure->unit : "%";
    table_row(table, is(measure->shape, "category") ? arena_format(release->arena, "%s: %s", measure->label, facts.category) : measure->label, unit);
    table_cell(table, is(row->by, "all") ? "All" : release_group_label(release, row->by, row->grp), "");
    struct facts before = facts;
    before.now = facts.before;
    table_level(table, &before, facts_cell(release, row->previous, row->by, row->grp, measure, row->category));
    table_level(table, &facts, facts_cell(release, row->period, row->by, row->grp, measure, row->category));
    table_difference(table, &facts, row->flag);
    table_finding(table, &facts);
}

static bool shown_trend(const struct release *release, const struct trend *row, const char *previous, const struct comparison *compared)
{
    const struct measure *measure = release_measure(release, row->measure);
    bool group = is(row->by, "all") || (compared && is(row->by, compared->by) && (is(row->grp, compared->grp) || is(row->grp, compared->reference)));
    return measure && measure->headline && is(row->period, release->now->period) && is(row->previous, previous) && group && (is(row->statistic, "mean") || is(row->statistic, "percent"));
}

static void write_changes_since(struct page *page, const char *previous)
{
    const struct release *release = page->release;
    const struct comparison *compared = choose_compared(release);
    struct table table = {0};
    for (size_t i = 0; i < release->trend_count; i++) {
        const struct trend *row = &release->trend_rows[i];
        if (!shown_trend(release, row, previous, compared)) continue;
        if (!table.view) {
            const char *before = facts_period_label(release, previous), *now = release->now->label;
            table = table_begin(page, page->view, "changes", arena_format(release->arena, "Key measures compared with %s", facts_period(release, previous)));
            table_on_screen_only(&table);
            table_column(&table, "Measure", false);
            table_column(&table, "Group", false);
            table_column(&table, before, true);
            table_column(&table, now, true);
            table_column(&table, "Change (95% interval)", true);
            table_column(&table, "Finding", false);
        }
        put_trend(&table, row);
    }
}

void changes_write(struct page *page)
{
    const char *now = page->release->now->period, *previous = release_previous(page->release, now), *year = release_year_before(page->release, now);
    if (previous[0]) write_changes_since(page, previous);
    if (year[0] && !is(year, previous)) write_changes_since(page, year);
}
