/* Contents: the numbers of a row, what it shows, the table, sentences. */
#include "benchmark.h"
#include <math.h>
#include <string.h>

enum { PERCENT_DECIMALS = 1 };

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

/* 1 the numbers of a row */

/* Released decimals: whoever compares with an edge sees on which side of it the value lies. */
static struct facts facts_of(const struct page *page, const struct benchmark *row, const struct measure *measure)
{
    struct facts facts = facts_level(page->release, page->release->now->period, row->by, row->grp, measure, row->category);
    facts.decimals = is(measure->shape, "number") ? measure->decimals : PERCENT_DECIMALS;
    return facts;
}

/* As many decimals as were given. */
static const char *given(const struct page *page, double value, const struct measure *measure)
{
    struct buffer digits = {0};
    if (!isfinite(value)) return "";
    buffer_number(&digits, value);
    const char *point = strchr(digits.at, '.');
    int decimals = point && !strchr(digits.at, 'e') ? (int)strlen(point + 1) : 0;
    buffer_free(&digits);
    return arena_format(page->release->arena, "%s%s", page_number(page, value, decimals), is(measure->shape, "number") ? "" : "%");
}

static const char *numbers_of(const struct page *page, const struct benchmark *row, const struct measure *measure)
{
    struct slot slots[] = {{"value", given(page, row->value, measure)}, {"p20", given(page, row->p20, measure)}, {"p50", given(page, row->p50, measure)}, {"p80", given(page, row->p80, measure)}};
    if (!isfinite(row->p20)) return slots[0].value;
    return page_fill(page, isfinite(row->value) ? "benchmark.edges.and" : "benchmark.edges", slots, 4);
}

static const char *from_of(const struct page *page, const struct benchmark *row)
{
    return page_fill(page, "benchmark.from", (const struct slot[]){{"source", row->source}, {"date", row->date}}, 2);
}

/* 2 what it shows */

static const char *side_word(const struct benchmark *row)
{
    if (is(row->against, "above") || is(row->against, "below")) return row->against;
    return row->against[0] ? "unclear" : "open";
}

static int favour_of(const struct benchmark *row)
{
    static const char *const words[] = {"", "least favourable", "less favourable", "favourable", "most favourable"};
    int favour = (int)(sizeof words / sizeof *words);
    while (--favour > 0 && !is(row->favour, words[favour])) continue;
    return favour;
}

/* "Lowest fifth: least favourable"; "Clearly above", of a value alone; or why there is nothing to say. */
static const char *finding_of(const struct page *page, const struct benchmark *row)
{
    if (row->flag[0] == 'c') return page_fill(page, "benchmark.few", NULL, 0);
    if (!isfinite(row->own_value)) return page_fill(page, "benchmark.none", NULL, 0);
    if (!row->band[0]) return page_fill(page, arena_format(page->release->arena, "benchmark.%s", side_word(row)), NULL, 0);
    struct buffer band = {0};
    sentence_upper(row->band, &band);
    struct slot slots[] = {{"Band", band.at}, {"favour", row->favour}};
    const char *words = page_fill(page, row->favour[0] ? "benchmark.band" : "benchmark.band.plain", slots, 2);
    buffer_free(&band);
    return words;
}

/* Whether the interval crosses an edge, and what a value beside the edges says. */
static const char *more_of(const struct page *page, const struct benchmark *row, const struct measure *measure)
{
    struct slot slots[] = {{"first", row->band_low}, {"last", row->band_high}, {"value", given(page, row->value, measure)}};
    if (!row->band[0]) return "";
    const char *crosses = row->band_low[0] && !is(row->band_low, row->band_high) ? page_fill(page, "benchmark.straddles", slots, 3) : "";
    const char *side = row->against[0] ? page_fill(page, arena_format(page->release->arena, "benchmark.and.%s", side_word(row)), slots, 3) : "";
    return arena_format(page->release->arena, "%s%s%s", crosses, crosses[0] && side[0] ? " " : "", side);
}

static enum facts_tone tone_of(const struct benchmark *row, const struct measure *measure)
{
    bool clear = is(row->against, "above") || is(row->against, "below");
    if (!clear || !measure->better[0] || is(measure->shape, "category")) return TONE_NEUTRAL;
    return is(row->against, "above") == is(measure->better, "higher") ? TONE_BETTER : TONE_WORSE;
}

/* 3 the heading of the picture, and its table */

/* -1 unfavourable, 1 favourable, 0 where nobody can say. */
static int leaning(const struct benchmark *row, const struct measure *measure)
{
    int favour = favour_of(row);
    if (favour) return favour <= 2 ? -1 : 1;
    enum facts_tone tone = tone_of(row, measure);
    return row->band[0] || tone == TONE_NEUTRAL ? 0 : tone == TONE_WORSE ? -1 : 1;
}

const char *benchmark_heading(const struct page *page, const char *section)
{
    const struct release *release = page->release;
    long worse = 0, told = 0, rows = 0;
    for (size_t i = 0; i < release->benchmark_count; i++) {
        const struct measure *measure = release_measure(release, release->benchmark_rows[i].measure);
        if (!measure || !is(measure->section, section) || !isfinite(release->benchmark_rows[i].own_value)) continue;
        int side = leaning(&release->benchmark_rows[i], measure);
        rows++;
        told += side != 0;
        worse += side < 0;
    }
    struct slot slots[] = {{"worse", page_count(page, worse)}, {"rows", page_count(page, rows)}};
    return page_fill(page, !told ? "benchmark.heading.plain" : !worse ? "benchmark.heading.none" : "benchmark.heading", slots, 2);
}


static void put_row(struct table *table, const struct benchmark *row, const struct measure *measure)
{
    const struct page *page = table->page;
    const struct release *release = page->release;
    struct facts facts = facts_of(page, row, measure);
    if (is(measure->shape, "category")) table_row(table, arena_format(release->arena, "%s: %s", measure->label, release_category_label(release, measure->measure, row->category)), "%");
    else table_measure(table, measure);
    table_cell(table, release_group_label(release, row->by, row->grp), "");
    table_level(table, &facts, facts_cell(release, release->now->period, row->by, row->grp, measure, row->category));
    table_cell(table, numbers_of(page, row, measure), from_of(page, row));
    if (row->band[0]) table_chip(table, finding_of(page, row), more_of(page, row, measure), favour_of(row));
    else table_tag(table, finding_of(page, row), tone_of(row, measure));
}

static const char *section_title(const struct release *release, const char *section)
{
    for (size_t i = 0; i < release->section_count; i++)
        if (is(release->section_rows[i].name, section)) return release->section_rows[i].title;
    return section;
}

void benchmark_table(struct page *page, struct view *view, const char *section)
{
    const struct release *release = page->release;
    struct table table = {0};
    for (size_t i = 0; i < release->benchmark_count; i++) {
        const struct benchmark *row = &release->benchmark_rows[i];
        const struct measure *measure = release_measure(release, row->measure);
        if (!measure || !is(measure->section, section)) continue;
        if (!table.view) {
            struct slot slots[] = {{"section", section_title(release, section)}, {"period", release->now->label}};
            table = table_begin(page, view, "tables", page_fill(page, "benchmark.caption", slots, 2));
            table_column(&table, "Measure", false);
            table_column(&table, "Group", false);
            table_column(&table, "This survey", true);
            table_column(&table, "Benchmark", false);
            table_column(&table, "Finding", false);
        }
        put_row(&table, row, measure);
    }
}

/* 4 sentences */

static const char *own_of(const struct page *page, const struct benchmark *row, const struct measure *measure)
{
    struct facts facts = facts_of(page, row, measure);
    struct buffer words = {0};
    if (!isfinite(row->own_value)) return row->flag[0] == 'c' ? "[c]" : "[z]";
    sentence_level(&facts, row->own_value, &words);
    if (isfinite(row->low) && isfinite(row->high)) {
        buffer_put(&words, " (");
        sentence_interval(&facts, row->low, row->high, &words);
        buffer_put(&words, ")");
    }
    if (row->n >= 0) buffer_format(&words, ", n = %s", page_count(page, row->n));
    const char *kept = arena_copy(page->release->arena, words.at, words.length);
    buffer_free(&words);
    return kept;
}

const char *benchmark_sentences(const struct page *page, const struct benchmark *row)
{
    const struct release *release = page->release;
    const struct measure *measure = release_measure(release, row->measure);
    if (!measure) return "";
    const char *label = is(measure->shape, "category") ? arena_format(release->arena, "%s (%s)", measure->label, release_category_label(release, measure->measure, row->category)) : measure->label;
    const char *more = more_of(page, row, measure);
    struct slot slots[] = {{"Label", label}, {"group", facts_group(release, row->by, row->grp)}, {"own", own_of(page, row, measure)}, {"finding", finding_of(page, row)},
        {"more", more[0] ? arena_format(release->arena, " %s", more) : ""}, {"numbers", numbers_of(page, row, measure)}, {"from", from_of(page, row)}};
    return page_fill(page, "benchmark.told", slots, sizeof slots / sizeof *slots);
}
