/* Looking things up in a release. */
#include <stdlib.h>
#include <string.h>
#include "release.h"

static bool same(const char *a, const char *b) { return strcmp(a, b) == 0; }

const char *release_about(const struct release *release, const char *key)
{
    for (size_t i = 0; i < release->about_count; i++)
        if (same(release->about_rows[i].key, key)) return release->about_rows[i].value;
    return "";
}

const struct measure *release_measure(const struct release *release, const char *measure)
{
    for (size_t i = 0; i < release->measure_count; i++)
        if (same(release->measure_rows[i].measure, measure)) return &release->measure_rows[i];
    return NULL;
}

const struct period *release_period(const struct release *release, const char *period)
{
    for (size_t i = 0; i < release->period_count; i++)
        if (same(release->period_rows[i].period, period)) return &release->period_rows[i];
    return NULL;
}

const struct group *release_group(const struct release *release, const char *by, const char *grp)
{
    for (size_t i = 0; i < release->group_count; i++)
        if (same(release->group_rows[i].by, by) && same(release->group_rows[i].grp, grp)) return &release->group_rows[i];
    return NULL;
}

const char *release_grouping_label(const struct release *release, const char *by)
{
    for (size_t i = 0; i < release->grouping_count; i++)
        if (same(release->grouping_rows[i].by, by) && release->grouping_rows[i].label[0]) return release->grouping_rows[i].label;
    return by;
}

const char *release_group_label(const struct release *release, const char *by, const char *grp)
{
    const struct group *group = release_group(release, by, grp);
    if (group && group->label[0]) return group->label;
    return same(by, "all") ? "All" : grp;
}

const char *release_category_label(const struct release *release, const char *measure, const char *category)
{
    for (size_t i = 0; i < release->category_count; i++) {
        const struct category *row = &release->category_rows[i];
        if (same(row->measure, measure) && same(row->category, category) && !same(row->statistic, "bin")) return row->label;
    }
    return category;
}

/* In the order of the primary key of `result`, which is the order of report.sql. */
static int compare_result(const void *key_at, const void *row_at)
{
    const struct result_key *key = key_at;
    const struct result *row = row_at;
    int order = strcmp(key->period, row->period);
    if (!order) order = strcmp(key->by, row->by);
    if (!order) order = strcmp(key->grp, row->grp);
    if (!order) order = strcmp(key->measure, row->measure);
    if (!order) order = strcmp(key->category, row->category);
    return order ? order : strcmp(key->statistic, row->statistic);
}

const struct result *release_result(const struct release *release, const struct result_key *key)
{
    if (release->result_count == 0) return NULL;
    return bsearch(key, release->result_rows, release->result_count, sizeof *release->result_rows, compare_result);
}

const struct comparison *release_comparison(const struct release *release, const char *by, const char *measure, const char *category)
{
    for (size_t i = 0; i < release->comparison_count; i++) {
        const struct comparison *row = &release->comparison_rows[i];
        if (same(row->period, release->now->period) && same(row->by, by) && same(row->measure, measure) && same(row->category, category) && !row->adjusted_for[0]) return row;
    }
    return NULL;
}

const char *release_previous(const struct release *release, const char *period)
{
    const struct period *row = release_period(release, period);
    return row && row > release->period_rows ? row[-1].period : "";
}

/* The period that starts on the same day a year earlier: 2026-07-01 and 2025-07-01. */
const char *release_year_before(const struct release *release, const char *period)
{
    const struct period *row = release_period(release, period);
    if (!row || strlen(row->start) != 10) return "";
    long year = strtol(row->start, NULL, 10);
    for (const struct period *earlier = release->period_rows; earlier < row; earlier++)
        if (strlen(earlier->start) == 10 && strtol(earlier->start, NULL, 10) == year - 1 && same(earlier->start + 4, row->start + 4)) return earlier->period;
    return "";
}

const struct trend *release_trend(const struct release *release, const char *previous, const char *by, const char *grp, const char *measure, const char *category)
{
    for (size_t i = 0; i < release->trend_count; i++) {
        const struct trend *row = &release->trend_rows[i];
        if (same(row->period, release->now->period) && same(row->previous, previous) && same(row->by, by) && same(row->grp, grp) && same(row->measure, measure)
            && same(row->category, category) && (same(row->statistic, "mean") || same(row->statistic, "percent"))) return row;
    }
    return NULL;
}

long release_minimum(const struct release *release)
{
    const char *written = release_about(release, "minimum");
    return written[0] ? strtol(written, NULL, 10) : 0;
}
