/* How far those who coded the comments agree: a table, a row a code. */
#include <math.h>
#include <string.h>
#include "page.h"

enum { DECIMALS = 2 };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

/* The row of a code and a statistic; of kappa that of the first pair, unless there are several pairs. */
static const struct agreement *find(const struct release *release, const struct agreement *like, const char *statistic)
{
    const struct agreement *found = NULL;
    for (size_t i = 0; i < release->agreement_count; i++) {
        const struct agreement *row = &release->agreement_rows[i];
        if (!is(row->period, like->period) || !is(row->code, like->code) || !is(row->statistic, statistic)) continue;
        if (found) return NULL;
        found = row;
    }
    return found;
}

static void put(struct table *table, const struct agreement *row)
{
    const struct page *page = table->page;
    if (!row) table_cell(table, "[z]", "");
    else if (is(row->flag, "c")) table_withheld(table);
    else if (!isfinite(row->value)) table_cell(table, "[z]", "");
    else
        table_cell(table, page_number(page, row->value, DECIMALS),
                   isfinite(row->low) ? arena_format(page->release->arena, "%s to %s", page_number(page, row->low, DECIMALS), page_number(page, row->high, DECIMALS)) : "");
}

/* Kappa is of two: of three coders and more there is one for every pair, which a column cannot hold. */
static bool has_kappa(const struct release *release)
{
    for (size_t i = 0; i < release->agreement_count; i++) {
        const struct agreement *row = &release->agreement_rows[i];
        if (is(row->period, release->now->period) && is(row->statistic, "alpha") && find(release, row, "kappa")) return true;
    }
    return false;
}

static void put_row(struct table *table, const struct agreement *row)
{
    const struct page *page = table->page;
    const struct agreement *kappa = find(page->release, row, "kappa");
    table_row(table, *row->code ? row->label : page_fill(page, "agreement.mean", NULL, 0), row->why);
    if (is(row->flag, "c")) table_withheld(table);
    else if (*row->code) table_count(table, row->n);
    else table_cell(table, "", "");
    put(table, row);
    if (has_kappa(page->release)) put(table, kappa);
}

static struct table begin(struct page *page)
{
    bool pair = has_kappa(page->release);
    struct table table = table_begin(page, page->view, "agreement_tables", page_fill(page, "agreement.caption", NULL, 0));
    table_on_screen_only(&table);
    table_note(&table, page_fill(page, pair ? "agreement.note" : "agreement.note.many", NULL, 0));
    table_column(&table, "Code", false);
    table_column(&table, "Comments coded by two or more", true);
    table_column(&table, "Krippendorff’s alpha", true);
    if (pair) table_column(&table, "Cohen’s kappa", true);
    return table;
}

void agreement_write(struct page *page)
{
    const struct release *release = page->release;
    struct table table = {0};
    for (size_t i = 0; i < release->agreement_count; i++) {
        const struct agreement *row = &release->agreement_rows[i];
        if (!is(row->period, release->now->period) || !is(row->statistic, "alpha")) continue;
        if (!table.view) table = begin(page);
        put_row(&table, row);
    }
}
