/* Charts: the picture (checked, then set into the page), a heading that is a computed finding, and the table of its values. */
#include <math.h>
#include <string.h>
#include "benchmark.h"
#include "choose.h"
#include "file.h"
#include "section.h"
#include "svg.h"

enum { SVG_LIMIT = 4 << 20 };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

static const struct measure *measure_at(const struct release *release, const char *chart, int index)
{
    for (size_t i = 0; i < release->chart_measure_count; i++)
        if (is(release->chart_measure_rows[i].chart, chart) && index-- == 0) return release_measure(release, release->chart_measure_rows[i].measure);
    return NULL;
}

static const char *category_of(const struct measure *measure) { return is(measure->shape, "yes-no") ? "yes" : ""; }

/* The first comparison that the chart shows; NULL when none of its measures is compared. */
static const struct comparison *compared_on(const struct release *release, const struct chart *chart)
{
    const struct comparison *row = NULL;
    const struct measure *measure;
    for (int i = 0; !row && (measure = measure_at(release, chart->name, i)) != NULL; i++) row = release_comparison(release, chart->by, measure->measure, category_of(measure));
    return row;
}

/* --- headings --- */

/* One clear difference is told by name, several are counted. */
static const char *head_comparison(const struct page *page, const struct chart *chart)
{
    const struct release *release = page->release;
    struct facts clear = {0}, facts = {0};
    int clears = 0, total = 0, rows = 0;
    const struct measure *measure;
    for (int i = 0; (measure = measure_at(release, chart->name, i)) != NULL; i++) {
        const struct comparison *row = release_comparison(release, chart->by, measure->measure, category_of(measure));
        if (!row) continue;
        facts = facts_comparison(release, row);
        rows++;
        enum facts_verdict verdict = sentence_verdict(&facts);
        if (verdict == VERDICT_FEW || verdict == VERDICT_NONE) continue;
        total++;
        if (verdict != VERDICT_CLEAR) continue;
        if (clears++ == 0) clear = facts;
    }
    if (rows == 0) return page_fill(page, "section.plain", NULL, 0);
    if (clears == 1) return page_say(page, &clear, "headline");
    if (rows == 1) return page_say(page, &facts, "headline");
    struct buffer group = {0};
    sentence_upper(facts.group, &group);
    struct slot slots[] = {{"Group", arena_copy(release->arena, group.at, group.length)}, {"reference", facts.reference}, {"count", page_count(page, clears)}, {"total", page_count(page, total)}};
    buffer_free(&group);
    return page_fill(page, clears ? "many.clear" : total ? "many.unclear" : "many.few", slots, 4);
}

static const struct result *statistic_of(const struct release *release, const char *by, const char *grp, const char *measure, const char *category, const char *statistic)
{
    return release_result(release, &(struct result_key){release->now->period, by, grp, measure, category, statistic});
}

static const char *head_distribution(const struct page *page, const struct chart *chart)
{
    const struct release *release = page->release;
    const struct measure *measure = measure_at(release, chart->name, 0);
    struct facts facts = facts_level(release, release->now->period, "all", "all", measure, "");
    const struct result *median = statistic_of(release, "all", "all", measure->measure, "", "median");
    facts.now = median ? median->value : NAN;
    if (facts.now >= round(facts.now) && facts.now <= round(facts.now)) facts.decimals = 0; /* "26", not "26.0" people */
    return page_named(page, isfinite(facts.now) ? "spread.headline" : "spread.few.headline", &facts);
}

/* A clear change of a group of the chart since a year before, or since the period before; else of everybody. */
static const char *head_trend(const struct page *page, const struct chart *chart)
{
    const struct release *release = page->release;
    const char *now = release->now->period, *earlier[] = {release_year_before(release, now), release_previous(release, now)};
    const struct measure *measure = measure_at(release, chart->name, 0);
    struct columns groups = section_groups(release, chart->by);
    const char *heading = NULL;
    for (size_t p = 0; p < 2; p++)
        for (int g = 0; g <= groups.count; g++) {
            const char *by = g == groups.count ? "all" : groups.at[g].by, *grp = g == groups.count ? "all" : groups.at[g].grp;
            const struct trend *row = release_trend(release, earlier[p], by, grp, measure->measure, category_of(measure));
            struct facts facts = row ? facts_trend(release, row) : (struct facts){0};
            if (!row) continue;
            if (sentence_verdict(&facts) == VERDICT_CLEAR) return page_say(page, &facts, "headline");
            if (!heading || (g == groups.count && p == 0)) heading = page_say(page, &facts, "headline");
        }
    return heading ? heading : page_fill(page, "section.plain", NULL, 0);
}

/* --- tables of values --- */

static bool has_bins(const struct release *release, const char *by, const char *grp, const struct measure *measure)
{
    for (size_t i = 0; i < release->category_count; i++) {
        const struct category *bin = &release->category_rows[i];
        if (!is(bin->measure, measure->measure) || !is(bin->statistic, "bin")) continue;
        const struct result *cell = statistic_of(release, by, grp, measure->measure, bin->category, "bin");
        if (cell && isfinite(cell->value)) return true;
    }
    return false;
}

static bool has_levels(const struct release *release, const char *by, const char *grp, const struct measure *measure)
{
    for (const struct period *period = release->period_rows; period <= release->now; period++) {
        const struct result *cell = facts_cell(release, period->period, by, grp, measure, "");
        if (cell && isfinite(cell->value)) return true;
    }
    return false;
}

static struct table begin(struct page *page, struct view *view, const char *first, const struct columns *columns, const char *caption)
{
    struct table table = table_begin(page, view, "values", caption);
    table_column(&table, first, false);
    for (int i = 0; i < columns->count; i++) table_column(&table, section_column_label(page->release, columns, i), true);
    section_note_withheld(&table, columns);
    return table;
}

static void value_comparison(struct page *page, struct view *view, const struct chart *chart)
{
    const struct release *release = page->release;
    const struct comparison *compared = compared_on(release, chart);
    struct columns columns = section_groups(release, chart->by);
    if (compared && columns.count > 2) columns.count = 2;
    struct table table = begin(page, view, "Measure", &columns, arena_format(release->arena, "The values of chart %d, %s", page->figures, release->now->label));
    if (compared) table_column(&table, arena_format(release->arena, "Difference (%s less %s)", release_group_label(release, compared->by, compared->grp), release_group_label(release, compared->by, compared->reference)), true);
    if (compared) table_column(&table, "Finding", false);
    const struct measure *measure;
    for (int i = 0; (measure = measure_at(release, chart->name, i)) != NULL; i++) {
        table_measure(&table, measure);
        for (int g = 0; g < columns.count; g++) {
            struct facts facts = facts_level(release, release->now->period, columns.at[g].by, columns.at[g].grp, measure, "");
            table_level(&table, &facts, facts_cell(release, release->now->period, columns.at[g].by, columns.at[g].grp, measure, ""));
        }
        const struct comparison *row = release_comparison(release, chart->by, measure->measure, category_of(measure));
        if (!compared) continue;
        struct facts facts = row ? facts_comparison(release, row) : facts_level(release, "", "all", "all", measure, "");
        table_difference(&table, &facts, row ? row->flag : "");
        table_finding(&table, &facts);
    }
}

static bool any_bin(const struct release *release, const struct columns *columns, const char *measure, const char *category)
{
    for (int g = 0; g < columns->count; g++)
        if (statistic_of(release, columns->at[g].by, columns->at[g].grp, measure, category, "bin")) return true;
    return false;
}

static void value_distribution(struct page *page, struct view *view, const struct chart *chart)
{
    static const struct { const char *statistic, *label; } quartiles[] = {{"median", "Middle value (median)"}, {"q1", "A quarter are at or below"}, {"q3", "Three quarters are at or below"}};
    const struct release *release = page->release;
    const struct measure *measure = measure_at(release, chart->name, 0);
    struct columns columns = section_groups(release, chart->by);
    section_drop_withheld(release, &columns, measure, has_bins);
    struct facts percent = {.shape = "category", .decimals = 0}, number = {.shape = "number", .decimals = facts_decimals(measure)};
    const char *unit = measure->unit[0] ? arena_format(release->arena, "%s (%s)", measure->label, measure->unit) : measure->label;
    struct table table = begin(page, view, unit, &columns, arena_format(release->arena, "The values of chart %d, %% in each band, %s", page->figures, release->now->label));
    table_row(&table, "People who answered (n)", "");
    for (int g = 0; g < columns.count; g++) table_n(&table, statistic_of(release, columns.at[g].by, columns.at[g].grp, measure->measure, "", "mean"));
    for (size_t i = 0; i < release->category_count; i++) {
        const struct category *bin = &release->category_rows[i];
        if (!is(bin->measure, measure->measure) || !is(bin->statistic, "bin") || !any_bin(release, &columns, measure->measure, bin->category)) continue;
        table_row(&table, bin->label, "");
        for (int g = 0; g < columns.count; g++) table_value(&table, &percent, statistic_of(release, columns.at[g].by, columns.at[g].grp, measure->measure, bin->category, "bin"));
    }
    for (size_t q = 0; q < sizeof quartiles / sizeof *quartiles; q++) {
        table_row(&table, quartiles[q].label, "");
        for (int g = 0; g < columns.count; g++) table_value(&table, &number, statistic_of(release, columns.at[g].by, columns.at[g].grp, measure->measure, "", quartiles[q].statistic));
    }
}

static void value_trend(struct page *page, struct view *view, const struct chart *chart)
{
    const struct release *release = page->release;
    struct columns columns = section_groups(release, chart->by);
    const struct measure *measure = measure_at(release, chart->name, 0);
    section_drop_withheld(release, &columns, measure, has_levels);
    struct table table = begin(page, view, "Period", &columns, arena_format(release->arena, "The values of chart %d: %s%s", page->figures, measure->label, is(measure->shape, "number") ? "" : ", %"));
    for (const struct period *period = release->period_rows; period <= release->now; period++) {
        table_row(&table, period->label, "");
        for (int g = 0; g < columns.count; g++) {
            struct facts facts = facts_level(release, period->period, columns.at[g].by, columns.at[g].grp, measure, "");
            table_level(&table, &facts, facts_cell(release, period->period, columns.at[g].by, columns.at[g].grp, measure, ""));
        }
    }
}

/* --- the picture --- */

/* As spwell chart names its files; anything else could lead out of the folder. */
static bool is_file_name(const char *name)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return name[0] && strspn(name, allowed) == strlen(name);
}

static int put_picture(const struct page *page, struct view *view, const char *name, struct failure *failure)
{
    const char *path = arena_format(page->release->arena, "%s/%s.svg", page->charts, name);
    struct buffer svg = {0};
    size_t start = 0, at = 0;
    int result = file_read(path, SVG_LIMIT, &svg, failure);
    const char *fault = result ? NULL : svg_check((struct text){svg.at, svg.length}, &start, &at);
    if (result) failure_hint(failure, "draw the charts first: spwell chart");
    if (fault) {
        result = fail(failure, STATUS_INPUT, "%s: byte %zu: %s", path, at, fault);
        failure_hint(failure, "only pictures drawn by spwell chart can stand in the report");
    }
    if (!result) view_markup(view, "svg", svg.at + start);
    buffer_free(&svg);
    return result;
}

static int place_figure(struct page *page, struct view *view, const struct chart *chart, const char *heading, struct failure *failure)
{
    if (!is_file_name(chart->name)) return fail(failure, STATUS_DATA, "chart '%s': the name takes letters, digits, - and _", chart->name);
    page->figures++;
    view_format(view, "id", "chart-%s", chart->name);
    view_format(view, "number", "%d", page->figures);
    view_text(view, "heading", heading);
    return put_picture(page, view, chart->name, failure);
}

/* Its table has words in sentences, and stands among those of the section. */
static int write_benchmarks(struct page *page, struct view *section, const struct chart *chart, struct failure *failure)
{
    struct view *view = view_item(section, "figures");
    if (place_figure(page, view, chart, benchmark_heading(page, chart->section), failure)) return -1;
    benchmark_table(page, section, chart->section);
    view_format(view, "caption", "All values are in table %d, below.", page->tables);
    return 0;
}

static int write_figure(struct page *page, struct view *section, const struct chart *chart, struct failure *failure)
{
    static const struct { const char *kind; const char *(*head)(const struct page *, const struct chart *); void (*values)(struct page *, struct view *, const struct chart *); } kinds[] = {
        {"comparison", head_comparison, value_comparison}, {"distribution", head_distribution, value_distribution}, {"trend", head_trend, value_trend}};
    if (is(chart->kind, "benchmark")) return write_benchmarks(page, section, chart, failure);
    struct view *view = view_item(section, "figures");
    size_t kind = 0;
    while (!is(kinds[kind].kind, chart->kind)) kind++;
    if (!measure_at(page->release, chart->name, 0)) return fail(failure, STATUS_DATA, "chart '%s' names no measure that the release has", chart->name);
    if (place_figure(page, view, chart, kinds[kind].head(page, chart), failure)) return -1;
    kinds[kind].values(page, view, chart);
    view_format(view, "caption", "All values are in table %d, below.", page->tables);
    return 0;
}

int figure_write(struct page *page, struct view *view, const char *section, struct failure *failure)
{
    for (size_t i = 0; i < page->release->chart_count; i++)
        if (is(page->release->chart_rows[i].section, section) && !is(page->release->chart_rows[i].kind, "missing") && write_figure(page, view, &page->release->chart_rows[i], failure)) return -1;
    return 0;
}

int figure_write_missing(struct page *page, struct view *view, struct failure *failure)
{
    for (size_t i = 0; i < page->release->chart_count; i++) {
        const struct chart *chart = &page->release->chart_rows[i];
        if (!is(chart->kind, "missing")) continue;
        struct view *figure = view_item(view, "figures");
        if (place_figure(page, figure, chart, gaps_heading(page), failure)) return -1;
        view_text(figure, "caption", page_fill(page, "missing.note", NULL, 0));
        gaps_table(page, figure);
    }
    return 0;
}
