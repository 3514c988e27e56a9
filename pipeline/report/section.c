#include "section.h"
#include <math.h>
#include <string.h>
#include "adjusted.h"
#include "choose.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static const char *category_of(const struct measure *measure) { return is(measure->shape, "yes-no") ? "yes" : ""; }

/* --- whom the columns stand for --- */

static void add_group(struct columns *columns, const char *by, const char *grp)
{
    for (int i = 0; i < columns->count; i++)
        if (is(columns->at[i].by, by) && is(columns->at[i].grp, grp)) return;
    if (columns->count > GROUP_LIMIT) return;
    columns->at[columns->count].by = by;
    columns->at[columns->count++].grp = grp;
}

static void add_compared(struct columns *columns, const struct release *release, const char *by)
{
    for (size_t i = 0; i < release->comparison_count; i++) {
        const struct comparison *row = &release->comparison_rows[i];
        if (!is(row->period, release->now->period) || !is(row->by, by)) continue;
        add_group(columns, by, row->reference);
        add_group(columns, by, row->grp);
        return;
    }
}

static void add_groups(struct columns *columns, const struct release *release, const char *by)
{
    for (size_t i = 0; i < release->group_count && columns->count < GROUP_LIMIT; i++)
        if (is(release->group_rows[i].by, by)) add_group(columns, by, release->group_rows[i].grp);
}

struct columns section_groups(const struct release *release, const char *by)
{
    struct columns columns = {0};
    if (is(by, "all")) {
        add_group(&columns, "all", "all");
        return columns;
    }
    add_compared(&columns, release, by);
    add_groups(&columns, release, by);
    return columns;
}

static const char *first_breakdown(const struct release *release)
{
    for (size_t i = 0; i < release->grouping_count; i++)
        if (!is(release->grouping_rows[i].by, "all") && !strchr(release->grouping_rows[i].by, '*')) return release->grouping_rows[i].by;
    return NULL;
}

void section_drop_withheld(const struct release *release, struct columns *columns, const struct measure *measure, bool (*has)(const struct release *, const char *, const char *, const struct measure *))
{
    struct columns shown = {0};
    struct buffer names = {0};
    if (columns->withheld) buffer_put(&names, columns->withheld);
    for (int i = 0; i < columns->count; i++) {
        if (has(release, columns->at[i].by, columns->at[i].grp, measure)) shown.at[shown.count++] = columns->at[i];
        else buffer_format(&names, "%s%s", names.length ? ", " : "", section_column_label(release, columns, i));
    }
    if (names.length) shown.withheld = arena_copy(release->arena, names.at, names.length);
    if (shown.count) *columns = shown;
    buffer_free(&names);
}

static bool has_values(const struct release *release, const char *by, const char *grp, const struct measure *measure)
{
    (void)measure;
    for (size_t i = 0; i < release->result_count; i++) {
        const struct result *row = &release->result_rows[i];
        if (isfinite(row->value) && is(row->period, release->now->period) && is(row->by, by) && is(row->grp, grp)) return true;
    }
    return false;
}

void section_note_withheld(struct table *table, const struct columns *columns)
{
    if (columns->withheld) table_note(table, page_fill(table->page, "withheld", &(struct slot){"groups", columns->withheld}, 1));
}

struct columns section_columns(const struct release *release)
{
    struct columns columns = {0};
    const struct comparison *compared = choose_compared(release);
    const char *by = compared ? compared->by : first_breakdown(release);
    add_group(&columns, "all", "all");
    if (compared) add_compared(&columns, release, by);
    else if (by) add_groups(&columns, release, by);
    section_drop_withheld(release, &columns, NULL, has_values);
    return columns;
}

const char *section_column_label(const struct release *release, const struct columns *columns, int column)
{
    return is(columns->at[column].by, "all") ? "All" : release_group_label(release, columns->at[column].by, columns->at[column].grp);
}

/* --- what was found --- */

/* The paragraph of one measure; made when its first sentence comes. */
struct paragraph { struct view *section, *view; const char *label; };

static void say(struct paragraph *paragraph, const char *text)
{
    if (!text[0]) return;
    if (!paragraph->view) {
        paragraph->view = view_item(paragraph->section, "said");
        view_text(paragraph->view, "label", paragraph->label);
    }
    view_text(view_item(paragraph->view, "sentences"), "text", text);
}

static bool is_clear_trend(const struct release *release, const struct trend *trend)
{
    if (!trend) return false;
    struct facts facts = facts_trend(release, trend);
    return sentence_verdict(&facts) == VERDICT_CLEAR;
}

/* The change that a sentence tells: against a year before where there is one (the seasons are alike), unless only the one against the period before is clear. */
static const struct trend *told_trend(const struct release *release, const char *measure, const char *category)
{
    const char *now = release->now->period;
    const struct trend *year = release_trend(release, release_year_before(release, now), "all", "all", measure, category);
    const struct trend *previous = release_trend(release, release_previous(release, now), "all", "all", measure, category);
    return !year || (!is_clear_trend(release, year) && is_clear_trend(release, previous)) ? previous : year;
}

/* What a measure adds up to, where the survey asked for it. */
static const char *total_sentence(const struct page *page, const struct measure *measure)
{
    const struct result *total = release_result(page->release, &(struct result_key){page->release->now->period, "all", "all", measure->measure, "", "total"});
    if (!total || !isfinite(total->value)) return "";
    bool interval = isfinite(total->low) && isfinite(total->high);
    struct slot slots[] = {{"total", page_number(page, total->value, measure->decimals)}, {"unit", measure->unit}, {"low", interval ? page_number(page, total->low, measure->decimals) : ""}, {"high", interval ? page_number(page, total->high, measure->decimals) : ""}};
    return page_fill(page, interval ? "level.total.sentence" : "level.total.plain", slots, 4);
}

/* Headline measures are told with their level, comparison and change; of others only what is clear. */
static void say_measure(const struct page *page, struct view *view, const struct measure *measure)
{
    const struct release *release = page->release;
    const struct comparison *compared = choose_compared(release);
    const char *category = category_of(measure);
    const struct comparison *row = compared ? release_comparison(release, compared->by, measure->measure, category) : NULL;
    const struct trend *trend = told_trend(release, measure->measure, category);
    struct facts level = facts_level(release, release->now->period, "all", "all", measure, ""), comparison = row ? facts_comparison(release, row) : level;
    struct paragraph paragraph = {view, NULL, measure->label};
    if (measure->headline) say(&paragraph, page_level(page, &level, "sentence"));
    say(&paragraph, total_sentence(page, measure));
    if (row && (measure->headline || sentence_verdict(&comparison) == VERDICT_CLEAR)) say(&paragraph, page_say(page, &comparison, "sentence"));
    if (row && measure->headline) say(&paragraph, adjusted_sentence(page, row));
    if (!trend || !(measure->headline || is_clear_trend(release, trend))) return;
    struct facts change = facts_trend(release, trend);
    say(&paragraph, page_say(page, &change, "sentence"));
}

/* --- tables --- */

static struct table begin_groups(struct page *page, struct view *view, const struct columns *columns, const char *first, const char *caption)
{
    struct table table = table_begin(page, view, "tables", caption);
    table_column(&table, first, false);
    for (int i = 0; i < columns->count; i++) table_column(&table, section_column_label(page->release, columns, i), true);
    if (!view_find(view, "bare", strlen("bare")).flag) table_on_screen_only(&table);
    section_note_withheld(&table, columns);
    return table;
}

static bool has_difference(const struct release *release, const char *by, const struct measure *measure)
{
    const struct comparison *row = release_comparison(release, by, measure->measure, category_of(measure));
    return row && isfinite(row->value);
}

static bool compares_any(const struct release *release, const struct section *section)
{
    const struct comparison *compared = choose_compared(release);
    for (size_t i = 0; compared && i < release->measure_count; i++) {
        const struct measure *measure = &release->measure_rows[i];
        if (is(measure->section, section->name) && has_difference(release, compared->by, measure)) return true;
    }
    return false;
}

static bool adjusts_any(const struct release *release, const char *by, const struct section *section)
{
    for (size_t i = 0; i < release->measure_count; i++) {
        const struct measure *measure = &release->measure_rows[i];
        if (is(measure->section, section->name) && adjusted_beside(release, release_comparison(release, by, measure->measure, category_of(measure)))) return true;
    }
    return false;
}

static void put_levels(struct table *table, const struct columns *columns, const struct measure *measure, const char *category)
{
    const struct release *release = table->page->release;
    for (int i = 0; i < columns->count; i++) {
        struct facts facts = facts_level(release, release->now->period, columns->at[i].by, columns->at[i].grp, measure, category);
        const struct result *cell = facts_cell(release, release->now->period, columns->at[i].by, columns->at[i].grp, measure, category);
        if (category[0]) table_value(table, &facts, cell);
        else table_level(table, &facts, cell);
    }
}

/* n of a group stands with every category that is shown. */
static void put_n(struct table *table, const struct columns *columns, const struct measure *measure)
{
    const struct release *release = table->page->release;
    table_row(table, "People who answered (n)", "");
    for (int g = 0; g < columns->count; g++) {
        const struct result *found = NULL;
        for (size_t i = 0; i < release->category_count && !(found && found->n >= 0); i++) {
            const struct category *row = &release->category_rows[i];
            if (!is(row->measure, measure->measure) || !is(row->statistic, "percent")) continue;
            const struct result *cell = facts_cell(release, release->now->period, columns->at[g].by, columns->at[g].grp, measure, row->category);
            if (cell) found = cell;
        }
        table_n(table, found);
    }
}

static void put_comparison(struct table *table, const char *by, const struct measure *measure, const char *category, bool adjusts)
{
    const struct comparison *row = release_comparison(table->page->release, by, measure->measure, category);
    if (!row) {
        table_cell(table, "", "");
        if (adjusts) table_cell(table, "", "");
        table_cell(table, "", "");
        return;
    }
    struct facts facts = facts_comparison(table->page->release, row);
    table_difference(table, &facts, row->flag);
    if (adjusts) adjusted_cell(table, row);
    table_finding(table, &facts);
}

static void note_adjusted(struct table *table, const struct columns *columns)
{
    const struct page *page = table->page;
    const char *note = adjusted_note(page);
    table_column(table, "Adjusted", true);
    table_note(table, columns->withheld ? arena_format(page->release->arena, "%s %s", page_fill(page, "withheld", &(struct slot){"groups", columns->withheld}, 1), note) : note);
}

/* Every measure of the section that has one value a group. */
static void write_measures(struct page *page, struct view *view, const struct section *section)
{
    const struct release *release = page->release;
    const struct comparison *compared = compares_any(release, section) ? choose_compared(release) : NULL;
    bool adjusts = compared && adjusts_any(release, compared->by, section);
    struct columns columns = section_columns(release);
    struct table table = {0};
    for (size_t i = 0; i < release->measure_count; i++) {
        const struct measure *measure = &release->measure_rows[i];
        if (!is(measure->section, section->name) || is(measure->shape, "category")) continue;
        if (!table.view) {
            table = begin_groups(page, view, &columns, "Measure", arena_format(release->arena, "%s: all measures, %s, with 95%% intervals", section->title, release->now->label));
            if (compared) table_column(&table, arena_format(release->arena, "Difference (%s less %s)", release_group_label(release, compared->by, compared->grp), release_group_label(release, compared->by, compared->reference)), true);
            if (adjusts) note_adjusted(&table, &columns);
            if (compared) table_column(&table, "Finding", false);
        }
        table_measure(&table, measure);
        put_levels(&table, &columns, measure, "");
        if (compared) put_comparison(&table, compared->by, measure, category_of(measure), adjusts);
    }
}

static bool has_categories(const struct release *release, const char *by, const char *grp, const struct measure *measure)
{
    for (size_t i = 0; i < release->category_count; i++) {
        const struct category *row = &release->category_rows[i];
        if (!is(row->measure, measure->measure) || !is(row->statistic, "percent")) continue;
        const struct result *cell = facts_cell(release, release->now->period, by, grp, measure, row->category);
        if (cell && isfinite(cell->value)) return true;
    }
    return false;
}

static void write_categories(struct page *page, struct view *view, const struct measure *measure)
{
    const struct release *release = page->release;
    struct columns columns = section_columns(release);
    section_drop_withheld(release, &columns, measure, has_categories);
    struct table table = {0};
    for (size_t i = 0; i < release->category_count; i++) {
        const struct category *row = &release->category_rows[i];
        if (!is(row->measure, measure->measure) || !is(row->statistic, "percent")) continue;
        if (!table.view) {
            table = begin_groups(page, view, &columns, "Answer", arena_format(release->arena, "%s, %% of those who answered, %s", measure->label, release->now->label));
            put_n(&table, &columns, measure);
        }
        table_row(&table, row->label, "");
        put_levels(&table, &columns, measure, row->category);
    }
}

static int write_one(struct page *page, const struct section *section, struct failure *failure)
{
    const struct release *release = page->release;
    const struct choice *found = choose_section(release, section->name);
    struct view *view = view_item(page->view, "sections");
    char slug[64];
    text_slug(text_of(section->name), slug);
    view_format(view, "id", "section-%s", slug);
    const char *finding = found ? page_say(page, &found->facts, "headline") : choose_section_is_quiet(release, section->name) ? page_fill(page, arena_format(release->arena, "section.%s", choose_quiet_word(release)), NULL, 0) : "";
    view_text(view, "kicker", finding[0] ? section->title : "");
    view_text(view, "heading", finding[0] ? finding : section->title);
    view_text(view, "introduction", section->introduction);
    for (size_t i = 0; i < release->measure_count; i++)
        if (is(release->measure_rows[i].section, section->name) && !is(release->measure_rows[i].shape, "category")) say_measure(page, view, &release->measure_rows[i]);
    const int figures = page->figures;
    if (figure_write(page, view, section->name, failure)) return -1;
    view_flag(view, "bare", page->figures == figures && !view_find(view, "said", strlen("said")).first);
    write_measures(page, view, section);
    if (view_find(view, "tables", strlen("tables")).first) view_flag(view, "bare", false); /* one table is enough on paper */
    for (size_t i = 0; i < release->measure_count; i++)
        if (is(release->measure_rows[i].section, section->name) && is(release->measure_rows[i].shape, "category")) write_categories(page, view, &release->measure_rows[i]);
    view_flag(view, "empty", page->figures == figures && !view_find(view, "said", strlen("said")).first && !view_find(view, "tables", strlen("tables")).first);
    return 0;
}

int section_write(struct page *page, struct failure *failure)
{
    for (size_t i = 0; i < page->release->section_count; i++)
        if (write_one(page, &page->release->section_rows[i], failure)) return -1;
    return 0;
}
