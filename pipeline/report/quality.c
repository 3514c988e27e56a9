/* The section on data quality: 1 rows of the files   2 dispositions   3 signs of careless answering   4 what the checks found   5 what is withheld */
#include <math.h>
#include <string.h>
#include "number.h"
#include "page.h"
#include "section.h"

enum { SIGNS = 4 };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static bool is_now(const struct page *page, const char *period) { return is(period, page->release->now->period); }

static bool is_kind(const struct page *page, const struct quality *row, const char *kind) { return is_now(page, row->period) && is(row->kind, kind); }

/* 1 rows of the files */

static void write_rows(struct page *page)
{
    static const char *const columns[] = {"Rows read", "Stored", "Set aside", "Blank", "Not eligible", "Broken off"};
    const char *rule = release_about(page->release, "completeness");
    size_t count = sizeof columns / sizeof *columns - (rule[0] ? 0 : 1); /* where nothing says when somebody has answered, nobody can break off */
    for (size_t i = 0; i < page->release->input_count; i++) {
        const struct input *row = &page->release->input_rows[i];
        if (!is_now(page, row->period) || !is(row->kind, "responses")) continue;
        struct table table = table_begin(page, page->view, "rows", page_fill(page, rule[0] ? "quality.rows.completeness" : "quality.rows", NULL, 0));
        table_column(&table, "Files", false);
        for (size_t c = 0; c < count; c++) table_column(&table, columns[c], true);
        table_row(&table, "All files", "");
        const long counts[] = {row->rows_read, row->stored, row->quarantined, row->blank, row->not_eligible, row->incomplete};
        for (size_t c = 0; c < count; c++) table_count(&table, counts[c]);
    }
}

/* 2 dispositions */

static void write_dispositions(struct page *page)
{
    struct table table = {0};
    for (size_t i = 0; i < page->release->quality_count; i++) {
        const struct quality *row = &page->release->quality_rows[i];
        if (!is_kind(page, row, "disposition")) continue;
        if (!table.view) {
            table = table_begin(page, page->view, "rows", page_fill(page, "quality.dispositions", NULL, 0));
            table_column(&table, "Outcome", false);
            table_column(&table, "AAPOR code", true);
            table_column(&table, "People", true);
            const char *rule = release_about(page->release, "completeness");
            if (rule[0]) table_note(&table, page_fill(page, "quality.completeness", &(struct slot){"rule", rule}, 1));
        }
        struct buffer label = {0};
        sentence_upper(row->label, &label);
        table_row(&table, arena_copy(page->release->arena, label.at, label.length), "");
        buffer_free(&label);
        table_cell(&table, row->category, "");
        table_count(&table, row->n);
    }
}

/* 3 signs of careless answering */

static const struct quality *sign_of(const struct page *page, const char *battery, const char *category)
{
    for (size_t i = 0; i < page->release->quality_count; i++) {
        const struct quality *row = &page->release->quality_rows[i];
        if (is_kind(page, row, "flag") && is(row->variable, battery) && is(row->category, category)) return row;
    }
    return NULL;
}

/* "6 minutes 40 seconds" */
static const char *duration_words(const struct page *page, double seconds)
{
    long whole = lround(seconds), minutes = whole / 60, rest = whole % 60;
    struct slot slots[] = {{"minutes", page_count(page, minutes)}, {"seconds", page_count(page, rest)}};
    return page_fill(page, !minutes ? "quality.seconds" : rest ? "quality.minutes_seconds" : minutes == 1 ? "quality.minute" : "quality.minutes", slots, 2);
}

static void say(struct page *page, const char *pattern, const struct quality *row, const char *median)
{
    const struct slot slots[] = {{"n", row->n >= 0 ? page_count(page, row->n) : ""}, {"base", row->base >= 0 ? page_count(page, row->base) : ""}, {"people", facts_people(page->release)},
                                 {"items", page_count(page, row->items)}, {"battery", row->label}, {"median", median}};
    view_text(view_item(page->view, "signs"), "text", page_fill(page, pattern, slots, sizeof slots / sizeof *slots));
}

static void say_straight_lined(struct page *page, const struct quality *row)
{
    if (row->flag[0]) say(page, "quality.straight.withheld", row, "");
    else say(page, row->n == 0 ? "quality.straight.none" : row->n == 1 ? "quality.straight.one" : "quality.straight", row, "");
}

static void say_speeding(struct page *page)
{
    const struct quality *row = sign_of(page, "", "speeding"), *duration = sign_of(page, "", "duration");
    if (!row) return;
    if (row->flag[0]) say(page, "quality.speeding.withheld", row, "");
    else if (duration && isfinite(duration->value)) say(page, "quality.speeding", row, duration_words(page, duration->value));
    else say(page, "quality.speeding.plain", row, "");
}

/* What stands behind "; " in a rule: whether some questions are reversed. */
static const char *reversed_words(const char *rule)
{
    const char *rest = strstr(rule, "; ");
    return rest ? rest + 2 : "";
}

static void put_mean(struct table *table, const struct quality *row, int decimals)
{
    if (row && isfinite(row->value)) table_cell(table, page_number(table->page, row->value, decimals), "");
    else if (row && row->flag[0]) table_withheld(table);
    else table_cell(table, "[x]", "");
}

static void put_battery(struct table *table, const struct quality *straight)
{
    const struct page *page = table->page;
    const struct quality *run = sign_of(page, straight->variable, "long_run");
    table_row(table, straight->label, reversed_words(straight->rule));
    table_count(table, straight->items);
    table_count(table, straight->base);
    table_count(table, straight->n);
    table_count(table, run ? run->n : -1);
    put_mean(table, sign_of(page, straight->variable, "longest_run"), 1);
    put_mean(table, sign_of(page, straight->variable, "variability"), 2);
}

static void write_signs(struct page *page)
{
    static const char *const columns[] = {"Questions", "People looked at", "Same answer to all", "Long run of one answer", "Longest run, mean", "Variability, mean"};
    struct table table = {0};
    for (size_t i = 0; i < page->release->quality_count; i++) {
        const struct quality *row = &page->release->quality_rows[i];
        if (!is_kind(page, row, "flag") || !is(row->category, "straight_lined")) continue;
        say_straight_lined(page, row);
        if (!table.view) {
            table = table_begin(page, page->view, "signs_tables", page_fill(page, "quality.signs", NULL, 0));
            table_on_screen_only(&table);
            table_note(&table, page_fill(page, "quality.signs.note", NULL, 0));
            table_column(&table, "Questions of one page", false);
            for (size_t c = 0; c < sizeof columns / sizeof *columns; c++) table_column(&table, columns[c], true);
        }
        put_battery(&table, row);
    }
    say_speeding(page);
    view_text(page->view, "signs_kept", view_find(page->view, "signs", strlen("signs")).first ? page_fill(page, "quality.kept", NULL, 0) : "");
}

/* 4 what the checks found */

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
        if (!is_kind(page, row, "issue")) continue;
        if (!table.view) {
            table = table_begin(page, page->view, "quality", page_fill(page, "quality.issues", NULL, 0));
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

/* 5 what is withheld */

static void write_withheld(struct page *page)
{
    long cells = 0, withheld = 0;
    for (size_t i = 0; i < page->release->result_count; i++) {
        if (!is_now(page, page->release->result_rows[i].period)) continue;
        cells++;
        withheld += page->release->result_rows[i].flag[0] == 'c';
    }
    struct table table = table_begin(page, page->view, "quality", page_fill(page, "quality.withheld", NULL, 0));
    table_column(&table, "Values in results.csv for this period", false);
    table_column(&table, "How many", true);
    table_row(&table, "Shown", "");
    table_count(&table, cells - withheld);
    table_row(&table, "Withheld [c]", "");
    table_count(&table, withheld);
}

int quality_write(struct page *page, struct failure *failure)
{
    write_rows(page);
    write_dispositions(page);
    if (figure_write_missing(page, page->view, failure)) return -1;
    answering_write(page);
    write_signs(page);
    write_issues(page);
    write_withheld(page);
    return 0;
}
