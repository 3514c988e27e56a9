/* Reading release.db, and finding things in what was read. Contents: columns, one reader a table, loading, look-ups. */
#include "release.h"
#include <stdlib.h>
#include <string.h>
#include "family.h"
#include "memory.h"
#include "store.h"
#include "text.h"

/* A row being read: its columns are taken from the left. */
struct row { struct statement *statement; struct arena *arena; int column; };

static const char *take_text(struct row *row)
{
    const char *at = statement_get_text(row->statement, row->column++);
    return arena_copy(row->arena, at, strlen(at));
}
static double take_real(struct row *row) { return statement_get_real(row->statement, row->column++); }
static long take_count(struct row *row)
{
    int column = row->column++;
    return statement_is_null(row->statement, column) ? -1 : (long)statement_get_integer(row->statement, column);
}

#define TEXT(field) to->field = take_text(row);
#define REAL(field) to->field = take_real(row);
#define COUNT(field) to->field = take_count(row);
#define READER(name) static void read_##name(struct row *row, struct name *to)

READER(about) { TEXT(key) TEXT(value) }
READER(period) { TEXT(period) TEXT(label) TEXT(months) TEXT(start) TEXT(finish) }
READER(input) { TEXT(period) TEXT(kind) COUNT(rows_read) COUNT(stored) COUNT(quarantined) COUNT(blank) COUNT(not_eligible) COUNT(incomplete) }
READER(input_hash) { TEXT(period) TEXT(kind) TEXT(sha256) COUNT(position) }
READER(section) { TEXT(name) TEXT(title) TEXT(introduction) }
READER(measure)
{
    TEXT(measure) TEXT(label) TEXT(section) TEXT(kind) TEXT(shape) TEXT(unit) TEXT(phrase) TEXT(description) TEXT(better) TEXT(reference_label) TEXT(instrument)
    REAL(low) REAL(high) REAL(reference_low) REAL(reference_high)
    to->decimals = (int)take_count(row);
    to->headline = take_count(row) > 0;
    to->sensitive = take_count(row) > 0;
}
READER(category) { TEXT(measure) TEXT(statistic) TEXT(category) TEXT(label) }
READER(grouping) { TEXT(by) TEXT(label) }
READER(group) { TEXT(by) TEXT(grp) TEXT(label) TEXT(phrase) }
READER(instrument) { TEXT(name) TEXT(title) TEXT(source) TEXT(licence) TEXT(attribution) }
READER(chart) { TEXT(name) TEXT(kind) TEXT(section) TEXT(by) }
READER(chart_measure) { TEXT(chart) TEXT(measure) }
READER(result)
{
    TEXT(period) TEXT(by) TEXT(grp) TEXT(measure) TEXT(category) TEXT(statistic)
    REAL(value) REAL(low) REAL(high) REAL(n_effective) COUNT(n) TEXT(unit) TEXT(flag) TEXT(method)
}
READER(comparison)
{
    TEXT(period) TEXT(by) TEXT(grp) TEXT(reference) TEXT(measure) TEXT(category) TEXT(method)
    REAL(value) REAL(low) REAL(high) REAL(p) REAL(p_adjusted) REAL(effect) REAL(effect_low) REAL(effect_high)
    COUNT(n) COUNT(n_reference) TEXT(effect_name) TEXT(adjusted_for) TEXT(verdict) TEXT(unit) TEXT(flag) TEXT(why)
}
READER(trend)
{
    TEXT(period) TEXT(previous) TEXT(by) TEXT(grp) TEXT(measure) TEXT(category) TEXT(statistic)
    REAL(value) REAL(low) REAL(high) REAL(p) REAL(p_adjusted) COUNT(n) COUNT(n_previous) TEXT(verdict) TEXT(unit) TEXT(flag) TEXT(why)
}
READER(response_rate) { TEXT(period) TEXT(by) TEXT(grp) COUNT(answered) REAL(invited) REAL(rate) TEXT(flag) COUNT(complete) COUNT(partial) REAL(rr1) REAL(rr2) REAL(rr3) REAL(rr5) TEXT(detail_flag) }
READER(sensitivity) { TEXT(period) TEXT(by) TEXT(grp) TEXT(measure) COUNT(n) REAL(value) REAL(low) REAL(high) COUNT(n_complete) REAL(complete_value) REAL(complete_low) REAL(complete_high) TEXT(flag) }
READER(weight_summary) { TEXT(period) TEXT(method) TEXT(margins) REAL(smallest) REAL(largest) REAL(design_effect) REAL(n_effective) COUNT(clusters) REAL(median) REAL(q1) REAL(q3) REAL(variation) COUNT(trimmed) }
READER(benchmark)
{
    TEXT(measure) TEXT(by) TEXT(grp) TEXT(category) TEXT(source) TEXT(date)
    REAL(value) REAL(p20) REAL(p50) REAL(p80) REAL(own_value) REAL(low) REAL(high) COUNT(n)
    TEXT(unit) TEXT(flag) TEXT(band) TEXT(band_low) TEXT(band_high) TEXT(favour) TEXT(against)
}
READER(quality) { TEXT(period) TEXT(kind) TEXT(variable) TEXT(label) TEXT(category) TEXT(flag) COUNT(n) COUNT(base) REAL(value) COUNT(items) TEXT(rule) }
READER(agreement) { TEXT(period) TEXT(code) TEXT(label) TEXT(statistic) TEXT(coders) COUNT(n) REAL(observed) REAL(value) REAL(low) REAL(high) TEXT(flag) TEXT(why) }
READER(reliability) { TEXT(period) TEXT(measure) COUNT(items) COUNT(n) TEXT(missing_rule) REAL(alpha) REAL(low) REAL(high) REAL(standardised_alpha) TEXT(flag) TEXT(why) }
READER(reliability_item) { TEXT(period) TEXT(measure) TEXT(item) TEXT(label) COUNT(position) REAL(item_total) REAL(item_rest) REAL(alpha_without) TEXT(verdict) TEXT(flag) TEXT(why) }

#define LOADER(name) \
    static int load_##name(struct release *release, struct store *store, struct failure *failure) \
    { \
        size_t room = 0; \
        int got; \
        struct statement *statement = store_statement(store, #name); \
        while ((got = statement_next(statement, failure)) > 0) { \
            struct row row = {statement, release->arena, 0}; \
            release->name##_rows = memory_grow(release->name##_rows, release->name##_count, &room, sizeof(struct name)); \
            read_##name(&row, &release->name##_rows[release->name##_count++]); \
        } \
        return got; \
    }
RELEASE_TABLES(LOADER)

static int find_period(struct release *release, const char *path, struct failure *failure)
{
    const char *name = release_about(release, "period");
    release->now = release_period(release, name);
    if (release->now) return 0;
    fail(failure, STATUS_DATA, "%s: about.period is '%s', which is not among its periods", path, name);
    return failure_hint(failure, "write it again with spwell disclose");
}

static bool is_section(const struct release *release, const char *name)
{
    for (size_t i = 0; i < release->section_count; i++)
        if (strcmp(release->section_rows[i].name, name) == 0) return true;
    return false;
}

/* Measures and charts that the codebook puts in no section get one of their own, the last. */
static void gather_rest(struct release *release)
{
    static const char name[] = "other-measures";
    size_t listed = release->section_count, moved = 0;
    for (size_t i = 0; i < release->measure_count; i++)
        if (!is_section(release, release->measure_rows[i].section)) release->measure_rows[i].section = name, moved++;
    for (size_t i = 0; i < release->chart_count; i++)
        if (strcmp(release->chart_rows[i].kind, "missing") && !is_section(release, release->chart_rows[i].section)) release->chart_rows[i].section = name, moved++;
    if (!moved || is_section(release, name)) return;
    release->section_rows = memory_resize(release->section_rows, listed + 1, sizeof *release->section_rows);
    release->section_rows[release->section_count++] = (struct section){name, listed ? "Other measures" : "Results", ""};
}

struct release *release_read(const char *path, struct failure *failure)
{
    static const char *const reads[] = {"about", "period", "input", "input_hash", "section", "measure", "category", "grouping", "grp", "instrument", "chart", "chart_measure",
        "result", "comparison", "trend", "response_rate", "weight_summary", "benchmark", "quality", "sensitivity", "reliability", "reliability_item", "agreement", NULL};
    static const char *const writes[] = {NULL};
    static const struct store_access access = {reads, writes, "report/report.sql"};
    struct release *release = memory_new(1, sizeof *release);
    int result = -1;
    release->arena = arena_create();
    struct store *store = store_open(path, STORE_RELEASE, STORE_READ, &access, failure);
    if (!store) goto out;
#define LOAD(name) if (load_##name(release, store, failure)) goto out;
    RELEASE_TABLES(LOAD)
    result = find_period(release, path, failure);
    gather_rest(release);
    family_fill(release);
out:
    store_close(store);
    if (!result) return release;
    release_destroy(release);
    return NULL;
}

void release_destroy(struct release *release)
{
    if (!release) return;
#define FREE(name) free(release->name##_rows);
    RELEASE_TABLES(FREE)
    arena_destroy(release->arena);
    free(release);
}
