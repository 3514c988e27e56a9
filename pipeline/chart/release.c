/* 1 opening   2 measures and groups   3 values   4 the three kinds */
#include "release_part.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "sentence.h"
#include "store.h"

static const char *const reads[] = {"about", "period", "measure", "category", "grouping", "grp", "chart", "chart_measure", "result", "comparison", "benchmark", "quality", NULL};
static const struct store_access access_of_chart = {.reads = reads, .writes = (const char *const[]){NULL}, .sql = "chart/chart.sql"};

static const char *copy(struct arena *arena, struct statement *statement, int column)
{
    const char *text = statement_get_text(statement, column);
    return arena_copy(arena, text, strlen(text));
}

/* 1 opening */

/* *value stays as it is when the release has no such row. */
static int read_one(struct release *release, const char *query, const char *key, const char **value, struct failure *failure)
{
    struct statement *statement = store_statement(release->store, query);
    statement_text(statement, 1, key);
    int got = statement_next(statement, failure);
    if (got > 0) *value = copy(release->arena, statement, 0);
    statement_reset(statement);
    return got < 0 ? -1 : 0;
}

static int read_about(struct release *release, const char *path, struct failure *failure)
{
    const char *made_up = "", *title = "", *people = "";
    if (read_one(release, "about", "period", &release->period, failure) || read_one(release, "about", "title", &title, failure) || read_one(release, "about", "people", &people, failure) ||
        read_one(release, "about", "made_up", &made_up, failure))
        return -1;
    if (!release->period) return fail(failure, STATUS_INPUT, "%s: does not say which period it is about", path);
    release->period_label = release->period;
    if (read_one(release, "period_label", release->period, &release->period_label, failure)) return -1;
    release->survey = title;
    release->people = people;
    release->made_up = !strcmp(made_up, "true") || !strcmp(made_up, "1") || !strcmp(made_up, "yes");
    return 0;
}

static enum release_kind kind_of(const char *word)
{
    static const char *const words[] = {[RELEASE_COMPARISON] = "comparison", [RELEASE_DISTRIBUTION] = "distribution", [RELEASE_TREND] = "trend", [RELEASE_BENCHMARK] = "benchmark"};
    int kind = 0;
    while (kind < RELEASE_MISSING && strcmp(words[kind], word)) kind++;
    return (enum release_kind)kind;
}

static int read_charts(struct release *release, struct failure *failure)
{
    struct statement *statement = store_statement(release->store, "charts");
    size_t room = 0;
    int got;
    while ((got = statement_next(statement, failure)) > 0) {
        release->charts = memory_grow(release->charts, (size_t)release->chart_count, &room, sizeof *release->charts);
        release->charts[release->chart_count++] = (struct release_chart){copy(release->arena, statement, 0), copy(release->arena, statement, 2), copy(release->arena, statement, 3), kind_of(statement_get_text(statement, 1))};
    }
    return got;
}

struct release *release_open(const char *path, struct failure *failure)
{
    struct release *release = memory_new(1, sizeof *release);
    release->arena = arena_create();
    release->store = store_open(path, STORE_RELEASE, STORE_READ, &access_of_chart, failure);
    if (release->store && !read_about(release, path, failure) && !read_charts(release, failure)) return release;
    release_close(release);
    return NULL;
}

void release_close(struct release *release)
{
    if (!release) return;
    store_close(release->store);
    arena_destroy(release->arena);
    free(release->charts);
    free(release);
}

/* 2 measures and groups */

static int read_measures(struct release *release, struct figure *figure, struct failure *failure)
{
    struct statement *statement = store_statement(release->store, "chart_measures");
    struct figure_measure found;
    size_t room = 0;
    int got;
    statement_text(statement, 1, figure->name);
    struct figure_measure *measures = NULL;
    while ((got = statement_next(statement, failure)) > 0) {
        const char *shape = statement_get_text(statement, 7);
        found = (struct figure_measure){copy(figure->arena, statement, 0), copy(figure->arena, statement, 1), copy(figure->arena, statement, 2), copy(figure->arena, statement, 3), copy(figure->arena, statement, 4),
                                        statement_get_real(statement, 5), statement_get_real(statement, 6), (int)statement_get_integer(statement, 8), !strcmp(shape, "yes-no")};
        if (!strcmp(shape, "category")) {
            fail(failure, STATUS_CONFIG, "'%s' has categories; charts show numbers and yes/no measures", found.name);
            got = failure_hint(failure, "make yes/no measures of its categories (kind \"in\") and name those");
            break;
        }
        measures = memory_grow(measures, (size_t)figure->measure_count, &room, sizeof *measures);
        measures[figure->measure_count++] = found;
    }
    statement_reset(statement);
    figure->measures = arena_new(figure->arena, (size_t)figure->measure_count + 1, sizeof *measures);
    if (figure->measure_count > 0) memcpy(figure->measures, measures, (size_t)figure->measure_count * sizeof *measures);
    free(measures);
    if (got == 0 && figure->measure_count == 0) return fail(failure, STATUS_CONFIG, "names no measure that the release has");
    return got;
}

static int only_one_measure(const struct figure *figure, struct failure *failure)
{
    if (figure->measure_count == 1) return 0;
    fail(failure, STATUS_CONFIG, "a distribution or trend shows one measure, this one names %d", figure->measure_count);
    return failure_hint(failure, "declare one chart for each measure in the codebook's report");
}

/* The names of the two groups that the release compares on `by`, the reference first. */
static int read_compared(struct release *release, struct figure *figure, struct failure *failure)
{
    struct statement *statement = store_statement(release->store, "compared");
    statement_text(statement, 1, figure->period);
    statement_text(statement, 2, figure->by);
    int got = statement_next(statement, failure);
    figure->compared = got > 0;
    for (int i = 0; got > 0 && i < 2; i++) figure->groups[i].name = copy(figure->arena, statement, i);
    statement_reset(statement);
    return got < 0 ? -1 : 0;
}

static void bind_groups(struct statement *statement, const struct figure *figure, const char *statistic)
{
    const char *const keys[] = {figure->by, figure->measures[0].name, statistic, figure->period, figure->compared ? figure->groups[0].name : "", figure->compared ? figure->groups[1].name : ""};
    for (int i = 0; i < 6; i++) statement_text(statement, i + 1, keys[i]);
}

/* Those compared come first, then the others in their order, `limit` in all. A group that has no value of the statistic ("": of any) takes no room;
 * when that is true of all, the first stays, so that the chart says so. */
static int read_groups(struct release *release, struct figure *figure, int limit, const char *statistic, struct failure *failure)
{
    if (read_compared(release, figure, failure)) return -1;
    struct statement *statement = store_statement(release->store, "groups");
    struct figure_group first = {NULL, NULL};
    int got;
    bind_groups(statement, figure, statistic);
    figure->group_count = 0;
    while ((got = statement_next(statement, failure)) > 0) {
        const bool shown = statement_get_integer(statement, 2) != 0, room = figure->group_count < limit;
        const struct figure_group group = shown && !room ? first : (struct figure_group){copy(figure->arena, statement, 0), copy(figure->arena, statement, 1)};
        if (!first.name) first = group;
        if (!shown) figure->groups_withheld++;
        else if (room) figure->groups[figure->group_count++] = group;
        else figure->groups_left_out++;
    }
    if (got == 0 && !first.name) return fail(failure, STATUS_CONFIG, "the release has no groups by '%s'", figure->by);
    if (figure->group_count > 0 || got < 0) return got;
    figure->groups[figure->group_count++] = first;
    figure->groups_withheld--;
    return 0;
}

/* 3 values */

static void make_cells(struct figure *figure, int columns)
{
    figure->column_count = columns;
    figure->cells = arena_new(figure->arena, (size_t)(figure->group_count * columns), sizeof *figure->cells);
}

static struct estimate estimate_of(struct statement *statement)
{
    const char flag = statement_get_text(statement, 4)[0];
    return (struct estimate){statement_get_real(statement, 0), statement_get_real(statement, 1), statement_get_real(statement, 2), statement_get_real(statement, 3), flag};
}

static int read_cell(struct release *release, const struct figure *figure, const char *period, int group, const struct figure_measure *measure, const char *statistic, const char *category,
                     struct estimate *estimate, struct failure *failure)
{
    const char *const keys[] = {period, figure->by, figure->groups[group].name, measure->name, statistic, category};
    struct statement *statement = store_statement(release->store, "result");
    for (int i = 0; i < 6; i++) statement_text(statement, i + 1, keys[i]);
    int got = statement_next(statement, failure);
    *estimate = got > 0 ? estimate_of(statement) : (struct estimate){NAN, NAN, NAN, NAN, 'x'};
    statement_reset(statement);
    return got < 0 ? -1 : 0;
}

static int read_main(struct release *release, const struct figure *figure, const char *period, int group, const struct figure_measure *measure, struct estimate *estimate, struct failure *failure)
{
    return read_cell(release, figure, period, group, measure, measure->percent ? "percent" : "mean", measure->percent ? "yes" : "", estimate, failure);
}

static int read_difference(struct release *release, struct figure *figure, int row, struct failure *failure)
{
    const char *const keys[] = {figure->period, figure->by, figure->groups[1].name, figure->groups[0].name, figure->measures[row].name};
    struct statement *statement = store_statement(release->store, "difference");
    for (int i = 0; i < 5; i++) statement_text(statement, i + 1, keys[i]);
    int got = statement_next(statement, failure);
    figure->differences[row] = (struct difference){{NAN, NAN, NAN, NAN, 'x'}, "not estimated"};
    if (got > 0) figure->differences[row] = (struct difference){estimate_of(statement), copy(figure->arena, statement, 5)};
    statement_reset(statement);
    return got < 0 ? -1 : 0;
}

/* 4 the three kinds */

static int read_comparison(struct release *release, struct figure *figure, struct failure *failure)
{
    if (read_groups(release, figure, 2, "", failure)) return -1;
    figure->groups_left_out = 0; /* a comparison is of two by its nature */
    if (!figure->compared || figure->group_count < 2) {
        fail(failure, STATUS_CONFIG, "the release compares no groups by '%s'", figure->by);
        return failure_hint(failure, "declare the comparison in the codebook, or drop the chart");
    }
    make_cells(figure, figure->measure_count);
    figure->differences = arena_new(figure->arena, (size_t)figure->measure_count, sizeof *figure->differences);
    for (int row = 0; row < figure->measure_count; row++) {
        if (read_difference(release, figure, row, failure)) return -1;
        for (int group = 0; group < 2; group++)
            if (read_main(release, figure, figure->period, group, &figure->measures[row], &figure->cells[group * figure->column_count + row], failure)) return -1;
    }
    return 0;
}

static int read_bins(struct release *release, struct figure *figure, struct failure *failure)
{
    struct statement *statement = store_statement(release->store, "bins");
    size_t room = 0;
    int count = 0, got;
    struct figure_bin *bins = NULL;
    statement_text(statement, 1, figure->measures[0].name);
    while ((got = statement_next(statement, failure)) > 0) {
        bins = memory_grow(bins, (size_t)count, &room, sizeof *bins);
        bins[count++] = (struct figure_bin){copy(figure->arena, statement, 0), copy(figure->arena, statement, 1), statement_get_real(statement, 2), statement_get_real(statement, 3)};
    }
    figure->bins = arena_new(figure->arena, (size_t)count + 1, sizeof *bins);
    if (count > 0) memcpy(figure->bins, bins, (size_t)count * sizeof *bins);
    free(bins);
    make_cells(figure, count);
    if (got == 0 && count == 0) {
        fail(failure, STATUS_CONFIG, "'%s' has no bins to show a distribution over", figure->measures[0].name);
        return failure_hint(failure, "give the measure \"bins\" in the codebook");
    }
    return got;
}

static int read_distribution(struct release *release, struct figure *figure, struct failure *failure)
{
    static const char *const quartiles[] = {"q1", "median", "q3"};
    const struct figure_measure *measure = &figure->measures[0];
    if (only_one_measure(figure, failure) || read_groups(release, figure, FIGURE_GROUP_LIMIT, "bin", failure) || read_bins(release, figure, failure)) return -1;
    for (int group = 0; group < figure->group_count; group++) {
        for (int bin = 0; bin < figure->column_count; bin++)
            if (read_cell(release, figure, figure->period, group, measure, "bin", figure->bins[bin].category, &figure->cells[group * figure->column_count + bin], failure)) return -1;
        for (int i = 0; i < 3; i++)
            if (read_cell(release, figure, figure->period, group, measure, quartiles[i], "", &figure->quartiles[group][i], failure)) return -1;
    }
    return 0;
}

static int read_periods(struct release *release, struct figure *figure, struct failure *failure)
{
    struct statement *statement = store_statement(release->store, "periods");
    size_t room = 0;
    int count = 0, got;
    struct figure_period *periods = NULL;
    statement_text(statement, 1, figure->period);
    while ((got = statement_next(statement, failure)) > 0) {
        periods = memory_grow(periods, (size_t)count, &room, sizeof *periods);
        periods[count++] = (struct figure_period){copy(figure->arena, statement, 0), copy(figure->arena, statement, 1)};
    }
    figure->periods = arena_new(figure->arena, (size_t)count + 1, sizeof *periods);
    if (count > 0) memcpy(figure->periods, periods, (size_t)count * sizeof *periods);
    free(periods);
    make_cells(figure, count);
    if (got == 0 && count == 0) return fail(failure, STATUS_INPUT, "the release does not list its own period '%s'", figure->period);
    return got;
}

static int read_trend(struct release *release, struct figure *figure, struct failure *failure)
{
    if (only_one_measure(figure, failure) || read_groups(release, figure, 2, figure->measures[0].percent ? "percent" : "mean", failure) || read_periods(release, figure, failure)) return -1;
    for (int group = 0; group < figure->group_count; group++)
        for (int period = 0; period < figure->column_count; period++)
            if (read_main(release, figure, figure->periods[period].name, group, &figure->measures[0], &figure->cells[group * figure->column_count + period], failure)) return -1;
    return 0;
}

int release_read(struct release *release, int chart, struct text patterns, struct arena *arena, struct figure *figure, struct failure *failure)
{
    static int (*const readers[])(struct release *, struct figure *, struct failure *) = {[RELEASE_COMPARISON] = read_comparison, [RELEASE_DISTRIBUTION] = read_distribution, [RELEASE_TREND] = read_trend};
    const struct release_chart *asked = &release->charts[chart];
    *figure = (struct figure){.arena = arena, .patterns = patterns, .name = asked->name, .by = asked->by, .by_label = asked->by_label, .survey = release->survey, .people = release->people,
                              .period = release->period, .period_label = release->period_label, .made_up = release->made_up};
    if (!figure->people[0]) figure->people = sentence_of(arena, patterns, "people", NULL);
    if (!figure->survey[0]) figure->survey = sentence_of(arena, patterns, "survey", NULL);
    if (asked->kind == RELEASE_BENCHMARK) return release_read_benchmarks(release, chart, figure, failure);
    if (asked->kind == RELEASE_MISSING) return release_read_missing(release, figure, failure);
    if (read_measures(release, figure, failure)) return -1;
    return readers[asked->kind](release, figure, failure);
}
