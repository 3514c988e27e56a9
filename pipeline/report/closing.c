/* The last pages: data quality, how to read, provenance. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "number.h"
#include "page.h"
#include "stage.h"

enum { MISSING_SHOWN = 15 };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

/* --- data quality --- */

static bool is_now(const struct page *page, const char *period) { return is(period, page->release->now->period); }

static long stored_rows(const struct page *page)
{
    long stored = 0;
    for (size_t i = 0; i < page->release->input_count; i++)
        if (is_now(page, page->release->input_rows[i].period) && is(page->release->input_rows[i].kind, "responses")) stored += page->release->input_rows[i].stored;
    return stored;
}

static void write_rows(struct page *page)
{
    struct table table = {0};
    for (size_t i = 0; i < page->release->input_count; i++) {
        const struct input *row = &page->release->input_rows[i];
        if (!is_now(page, row->period) || !is(row->kind, "responses")) continue;
        if (!table.view) {
            static const char *const columns[] = {"Rows read", "Stored", "Set aside", "Blank", "Not eligible"};
            table = table_begin(page, page->view, "quality", "Rows of the survey files: read = stored + set aside + blank + not eligible");
            table_column(&table, "Files", false);
            for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) table_column(&table, columns[c], true);
        }
        table_row(&table, "All files", "");
        const long counts[] = {row->rows_read, row->stored, row->quarantined, row->blank, row->not_eligible};
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) table_count(&table, counts[c]);
    }
}

static const char *code_words(const struct page *page, const char *code)
{
    char *words = arena_copy(page->release->arena, code, strlen(code));
    for (char *at = words; *at; at++)
        if (*at == '_' || *at == '-') *at = ' ';
    return words;
}

static void write_issues(struct page *page)
{
    struct table table = {0};
    for (size_t i = 0; i < page->release->quality_count; i++) {
        const struct quality *row = &page->release->quality_rows[i];
        if (!is_now(page, row->period) || !is(row->kind, "issue")) continue;
        if (!table.view) {
            table = table_begin(page, page->view, "quality", "What the checks of the survey files found");
            table_on_screen_only(&table);
            table_column(&table, "Question", false);
            table_column(&table, "Found", false);
            table_column(&table, "How often", true);
        }
        table_row(&table, row->label[0] ? row->label : "Columns outside the codebook", "");
        table_cell(&table, code_words(page, row->category), "");
        table_count(&table, row->n);
    }
}

/* Missing answers of one question, its reasons added up; a withheld reason leaves the sum withheld. */
struct missing { const char *label; long n; size_t position; };

/* A withheld count is some, but less than any that is shown; those are not listed. */
static double rank_missing(long n) { return n < 0 ? 0.5 : (double)n; }

static int compare_missing(const void *a_at, const void *b_at)
{
    const struct missing *a = a_at, *b = b_at;
    double difference = rank_missing(b->n) - rank_missing(a->n);
    if (difference < 0 || difference > 0) return difference < 0 ? -1 : 1;
    return a->position < b->position ? -1 : 1;
}

static struct missing *count_missing(const struct page *page, size_t *count)
{
    const struct release *release = page->release;
    struct missing *list = arena_new(release->arena, release->quality_count + 1, sizeof *list);
    const char *variable = NULL;
    for (size_t i = 0; i < release->quality_count; i++) {
        const struct quality *row = &release->quality_rows[i];
        if (!is_now(page, row->period) || !is(row->kind, "missing")) continue;
        if (!variable || !is(variable, row->variable)) list[(*count)++] = (struct missing){row->label[0] ? row->label : row->variable, 0, i};
        variable = row->variable;
        struct missing *last = &list[*count - 1];
        last->n = row->n < 0 || last->n < 0 ? -1 : last->n + row->n;
    }
    return list;
}

static void write_missing(struct page *page)
{
    size_t count = 0, shown = 0;
    long stored = stored_rows(page);
    struct missing *list = count_missing(page, &count);
    struct table table = {0};
    if (count) qsort(list, count, sizeof *list, compare_missing);
    for (; shown < count && shown < MISSING_SHOWN && list[shown].n > 0; shown++) {
        if (!table.view) {
            table = table_begin(page, page->view, "quality", "Questions most often left without an answer (all of them: quality.csv)");
            table_on_screen_only(&table);
            table_column(&table, "Question", false);
            table_column(&table, "Without an answer", true);
            table_column(&table, "Of those stored", true);
        }
        table_row(&table, list[shown].label, "");
        table_count(&table, list[shown].n);
        double percent = stored > 0 ? 100 * (double)list[shown].n / (double)stored : 0;
        table_cell(&table, stored > 0 ? arena_format(page->release->arena, "%s%%", page_number(page, percent, number_decimals(0, &percent, 1))) : "[x]", "");
    }
}

static void write_withheld(struct page *page)
{
    long cells = 0, withheld = 0;
    for (size_t i = 0; i < page->release->result_count; i++) {
        if (!is_now(page, page->release->result_rows[i].period)) continue;
        cells++;
        withheld += page->release->result_rows[i].flag[0] == 'c';
    }
    struct table table = table_begin(page, page->view, "quality", "Values withheld so that nobody can be identified");
    table_column(&table, "Values in results.csv for this period", false);
    table_column(&table, "How many", true);
    table_row(&table, "Shown", "");
    table_count(&table, cells - withheld);
    table_row(&table, "Withheld [c]", "");
    table_count(&table, withheld);
}

/* --- how to read, provenance --- */

static void write_multiple(struct page *page)
{
    long count = 0;
    for (size_t i = 0; i < page->release->comparison_count; i++) {
        const struct comparison *row = &page->release->comparison_rows[i];
        count += is_now(page, row->period) && !row->adjusted_for[0] && isfinite(row->p_adjusted);
    }
    double chance = 0.05 * (double)count; /* of 95% intervals that would miss 0 though nothing differs */
    struct slot slots[] = {{"count", page_count(page, count)}, {"chance", page_number(page, chance, number_decimals(0, &chance, 1))}};
    view_text(page->view, "multiple", count > 1 ? page_fill(page, "multiple", slots, 2) : "");
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

void closing_write(struct page *page)
{
    write_rows(page);
    write_issues(page);
    write_missing(page);
    write_withheld(page);
    write_multiple(page);
    write_provenance(page);
}
