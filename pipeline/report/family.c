#include "family.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "memory.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

struct test { double p, p_adjusted; };
struct tests { struct test *at; size_t count, room; bool withheld; };

static void add(struct tests *tests, double p, double p_adjusted, const char *flag)
{
    if (flag[0] == 'c') tests->withheld = true;
    if (!isfinite(p) || !isfinite(p_adjusted)) return;
    tests->at = memory_grow(tests->at, tests->count, &tests->room, sizeof *tests->at);
    tests->at[tests->count++] = (struct test){p, p_adjusted};
}

static int compare_test(const void *a_at, const void *b_at)
{
    const struct test *a = a_at, *b = b_at;
    if (a->p < b->p || a->p > b->p) return a->p < b->p ? -1 : 1;
    return a->p_adjusted < b->p_adjusted ? -1 : a->p_adjusted > b->p_adjusted;
}

/* Released p values have four decimals, and 0.0001 for less; Holm multiplies that by as much as the size of the family. */
static bool agrees(const struct tests *tests)
{
    const double tolerance = 0.0001 * (double)(tests->count + 1) + 1e-9;
    double running = 0;
    for (size_t i = 0; i < tests->count; i++) {
        running = fmax(running, fmin(1, (double)(tests->count - i) * tests->at[i].p));
        if (fabs(running - tests->at[i].p_adjusted) > tolerance) return false;
    }
    return true;
}

static long size_of(struct tests *tests)
{
    if (tests->count) qsort(tests->at, tests->count, sizeof *tests->at, compare_test);
    long size = tests->withheld || !agrees(tests) ? 0 : (long)tests->count;
    free(tests->at);
    return size;
}

static bool is_headline(const struct release *release, const char *name)
{
    const struct measure *measure = release_measure(release, name);
    return measure && measure->headline;
}

static struct tests of_comparison(const struct release *release, const struct comparison *row, bool parted)
{
    struct tests tests = {0};
    for (size_t i = 0; i < release->comparison_count; i++) {
        const struct comparison *other = &release->comparison_rows[i];
        bool beside = is(other->period, row->period) && is(other->by, row->by) && is(other->grp, row->grp) && is(other->reference, row->reference) && is(other->method, row->method)
            && is(other->adjusted_for, row->adjusted_for);
        if (beside && (!parted || is_headline(release, other->measure) == is_headline(release, row->measure))) add(&tests, other->p, other->p_adjusted, other->flag);
    }
    return tests;
}

/* Key measures and others apart, as the shipped survey lists them; or all together. */
long family_of_comparison(const struct release *release, const struct comparison *row)
{
    struct tests parted = of_comparison(release, row, true);
    long size = size_of(&parted);
    if (size) return size;
    struct tests together = of_comparison(release, row, false);
    return size_of(&together);
}

/* Changes of key measures (or of others) in one breakdown since one period. */
struct family { const struct trend *first; bool headline; struct tests tests; long size; };

static bool belongs(const struct family *family, const struct trend *row, bool headline)
{
    const struct trend *first = family->first;
    return family->headline == headline && is(first->by, row->by) && is(first->previous, row->previous) && is(first->period, row->period);
}

long family_of_trend(const struct release *release, const struct trend *row)
{
    if (row->family) return row->family > 0 ? row->family : 0;
    struct family family = {.first = row, .headline = is_headline(release, row->measure)};
    for (size_t i = 0; i < release->trend_count; i++) {
        const struct trend *other = &release->trend_rows[i];
        if (belongs(&family, other, family.headline) && is_headline(release, other->measure) == family.headline) add(&family.tests, other->p, other->p_adjusted, other->flag);
    }
    return size_of(&family.tests);
}

void family_fill(struct release *release)
{
    struct family *families = NULL;
    size_t count = 0, room = 0, *which = memory_new(release->trend_count + 1, sizeof *which);
    bool headline = false;
    for (size_t i = 0; i < release->trend_count; i++) {
        const struct trend *row = &release->trend_rows[i];
        if (i == 0 || !is(row->measure, row[-1].measure)) headline = is_headline(release, row->measure);
        size_t at = 0;
        while (at < count && !belongs(&families[at], row, headline)) at++;
        if (at == count) {
            families = memory_grow(families, count, &room, sizeof *families);
            families[count++] = (struct family){.first = row, .headline = headline};
        }
        add(&families[at].tests, row->p, row->p_adjusted, row->flag);
        which[i] = at;
    }
    for (size_t at = 0; at < count; at++) families[at].size = size_of(&families[at].tests);
    for (size_t i = 0; i < release->trend_count; i++) release->trend_rows[i].family = families[which[i]].size > 0 ? families[which[i]].size : -1;
    free(families);
    free(which);
}
