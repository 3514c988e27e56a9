/* What one chart shows: the released values and their words, read by release.c and turned into a sheet by comparison.c,
 * distribution.c, trend.c, missing.c and benchmark.c. Everything lives in the arena of the chart. Percentages are 0 to 100; a number that is not known is NaN.
 */
#ifndef SPWELL_CHART_FIGURE_H
#define SPWELL_CHART_FIGURE_H
#include <stdbool.h>
#include "gaps.h"
#include "memory.h"
#include "text.h"

enum { FIGURE_GROUP_LIMIT = 3 };

/* flag: '\0' as released, 'c' confidential, 'u' unreliable, 'z' not applicable, 'p' provisional, 'x' when the release has no such row. */
struct estimate { double value, low, high, n; char flag; };
struct difference { struct estimate estimate; const char *verdict; };

struct figure_group { const char *name, *label; };
struct figure_measure {
    const char *name, *label, *unit, *better, *reference_label;
    double reference_low, reference_high;
    int decimals; /* as people read it: 0 for percentages and scores out of 100 */
    bool percent; /* yes/no: the percentage of yes; otherwise the mean */
};
struct figure_bin { const char *category, *label; double low, high; /* NaN or infinite when open */ };
/* Words are those of release.db. edges and value are NaN when not given; low to high is the range that is drawn. */
struct figure_benchmark {
    struct figure_measure measure;
    const char *group, *band, *favour, *against, *source, *date;
    double value, edges[3], low, high;
    struct estimate own;
};
struct figure_period { const char *name, *label; };

struct figure {
    struct arena *arena;
    struct text patterns; /* sentences.txt */
    const char *name, *by, *by_label, *survey, *people, *period, *period_label;
    bool made_up, compared; /* compared: groups[0] is the reference, groups[1] the group of the comparisons on `by` */
    struct figure_group groups[FIGURE_GROUP_LIMIT];
    int group_count;
    int groups_left_out, groups_withheld; /* the release has more groups than the chart has room for; nothing of these may be shown */
    struct figure_measure *measures;
    int measure_count;
    struct figure_bin *bins; /* distribution */
    struct figure_period *periods; /* trend, oldest first */
    int column_count; /* measures, bins or periods */
    struct estimate *cells; /* group * column_count + column */
    struct difference *differences; /* comparison: one a measure */
    struct figure_benchmark *benchmarks; /* benchmark: as many as there is room for; no measures, no groups */
    int benchmark_count, benchmarks_left_out;
    struct gaps gaps; /* missing: questions without answers; no measures, no groups */
    struct estimate quartiles[FIGURE_GROUP_LIMIT][3]; /* distribution: q1, median, q3 */
};

static inline const struct estimate *figure_cell(const struct figure *figure, int group, int column)
{
    return &figure->cells[group * figure->column_count + column];
}

#endif
