/* The last pages: how to read, provenance. */
#include <math.h>
#include <string.h>
#include "number.h"
#include "page.h"
#include "stage.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static bool is_now(const struct page *page, const char *period) { return is(period, page->release->now->period); }

/* --- how to read, provenance --- */

static void write_multiple(struct page *page)
{
    long count = 0;
    const char *adjustment = "";
    for (size_t i = 0; i < page->release->comparison_count; i++) {
        const struct comparison *row = &page->release->comparison_rows[i];
        if (!is_now(page, row->period) || row->adjusted_for[0] || !isfinite(row->p_adjusted)) continue;
        if (!is(adjustment, "both")) adjustment = count && !is(row->adjustment, adjustment) ? "both" : row->adjustment;
        count++;
    }
    const char *method = adjustment[0] ? page_fill(page, arena_format(page->release->arena, "multiple.%s", adjustment), NULL, 0) : "";
    double chance = 0.05 * (double)count; /* of 95% intervals that would miss 0 though nothing differs */
    struct slot slots[] = {{"count", page_count(page, count)}, {"chance", page_number(page, chance, number_decimals(0, &chance, 1))}, {"adjustment", method}};
    view_text(page->view, "multiple", count > 1 ? page_fill(page, "multiple", slots, 3) : "");
    view_text(page->view, "benchmark_reading", page->release->benchmark_count ? page_fill(page, "benchmark.reading", NULL, 0) : "");
    view_text(page->view, "minimum", page_count(page, release_minimum(page->release)));
}

static void put_fact(struct table *table, const char *name, const char *value)
{
    if (!value[0]) return;
    table_row(table, name, "");
    table_cell(table, value, "");
}

static void write_provenance(struct page *page)
{
    const struct release *release = page->release;
    struct table table = table_begin(page, page->view, "provenance", "What made this report");
    table_column(&table, "Item", false);
    table_column(&table, "Value", false);
    put_fact(&table, "Program", arena_format(release->arena, "spwell %s", spwell_version));
    put_fact(&table, "Codebook (SHA-256)", release_about(release, "codebook_sha256"));
    put_fact(&table, "Smallest group shown", page_count(page, release_minimum(release)));
    put_fact(&table, "Intervals", "95%");
    put_fact(&table, "Weighting", release_about(release, "weighting"));
    put_fact(&table, "Licence of the data", release_about(release, "licence"));
    for (size_t i = 0; i < release->input_hash_count; i++) {
        const struct input_hash *row = &release->input_hash_rows[i];
        if (is_now(page, row->period)) put_fact(&table, arena_format(release->arena, "File of %s %ld (SHA-256)", row->kind, row->position), row->sha256);
    }
    for (size_t i = 0; i < release->instrument_count; i++) {
        struct view *item = view_item(page->view, "instruments");
        const char *title = release->instrument_rows[i].title, *attribution = release->instrument_rows[i].attribution;
        bool named = title[0] && strncmp(attribution, title, strlen(title)) == 0;
        view_text(item, "name", title);
        view_text(item, "attribution", named ? attribution + strlen(title) : attribution[0] ? arena_format(release->arena, ": %s", attribution) : "");
        view_text(item, "licence", release->instrument_rows[i].licence);
    }
    view_text(page->view, "version", spwell_version);
}

/* How a measure is made, and of whom its questions are asked, where the codebook says so. */
static void write_meanings(struct page *page)
{
    const struct release *release = page->release;
    for (size_t i = 0; i < release->measure_count; i++) {
        const struct measure *row = &release->measure_rows[i];
        if (!row->section[0] || !row->description[0]) continue;
        struct view *item = view_item(page->view, "meanings");
        view_text(item, "label", row->label);
        view_text(item, "meaning", row->description);
    }
}

void closing_write(struct page *page)
{
    write_meanings(page);
    write_multiple(page);
    write_provenance(page);
}
