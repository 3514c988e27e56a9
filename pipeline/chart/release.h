/* The charts that a release asks for, and the released values of each.
 *
 *     struct release *release = release_open("output/2026-27-Q2/release.db", failure);
 *     for (int i = 0; i < release->chart_count; i++)
 *         if (release_read(release, i, patterns, arena, &figure, failure) == 0) ... 
 *     release_close(release);
 */
#ifndef SPWELL_CHART_RELEASE_H
#define SPWELL_CHART_RELEASE_H
#include "figure.h"
#include "status.h"

enum release_kind { RELEASE_COMPARISON, RELEASE_DISTRIBUTION, RELEASE_TREND, RELEASE_BENCHMARK, RELEASE_MISSING };
struct release_chart { const char *name, *by, *by_label; enum release_kind kind; };

struct release {
    struct store *store;
    struct arena *arena;
    const char *survey, *people, *period, *period_label;
    bool made_up;
    struct release_chart *charts;
    int chart_count;
};

struct release *release_open(const char *path, struct failure *failure) MUST_USE;
void release_close(struct release *release);
/* Fills the figure; its words live in `arena`. Fails with STATUS_CONFIG when the release cannot fill this kind of chart. */
int release_read(struct release *release, int chart, struct text patterns, struct arena *arena, struct figure *figure, struct failure *failure) MUST_USE;

#endif
