#include "change.h"

#include <math.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "compare.h"
#include "memory.h"
#include "multiplicity.h"

enum { KEY = 5 };

/* One estimate: by, grp, measure, category, statistic, then numbers. */
struct point { const char *key[KEY]; double n, value, se, df, n_effective; bool headline; };
struct points { struct arena *arena; struct point *at; size_t count, room; };

static int compare_points(const void *a, const void *b)
{
    const struct point *x = a, *y = b;
    for (int k = 0; k < KEY; k++) {
        int order = strcmp(x->key[k], y->key[k]);
        if (order) return order;
    }
    return 0;
}

static int load_points(const struct output *output, const char *wave, struct points *points, struct failure *failure)
{
    int got;
    struct statement *select = store_statement(output->store, "earlier_estimates");
    statement_text(select, 1, wave);
    points->arena = arena_create();
    while ((got = statement_next(select, failure)) > 0) {
        points->at = memory_grow(points->at, points->count, &points->room, sizeof *points->at);
        struct point *point = &points->at[points->count++];
        *point = (struct point){.n = statement_get_real(select, 5), .value = statement_get_real(select, 6), .se = statement_get_real(select, 7), .df = statement_get_real(select, 8), .n_effective = statement_get_real(select, 9)};
        for (int k = 0; k < KEY; k++) {
            const char *text = statement_get_text(select, k);
            point->key[k] = arena_copy(points->arena, text, strlen(text));
        }
        int measure = codebook_measure(output->respondents->book, point->key[2]);
        point->headline = measure >= 0 && output->respondents->book->measures[measure].headline;
    }
    if (points->count) qsort(points->at, points->count, sizeof *points->at, compare_points);
    return got;
}

static void free_points(struct points *points)
{
    free(points->at);
    arena_destroy(points->arena);
}

struct change { const struct point *now, *before; struct difference difference; double p_adjusted; const char *family; enum adjustment adjustment; };

static const char *verdict_of(const struct change *change)
{
    if (isnan(change->p_adjusted)) return "not estimated";
    return !compare_is_clear(change->p_adjusted) ? "no clear change" : change->difference.value > 0 ? "rose" : "fell";
}

static bool hides_in_whole_share(const struct point *now, const struct point *before)
{
    return !strcmp(now->key[4], "percent") && compare_hides_in_whole_share(now->value / 100, now->n_effective, before->value / 100, before->n_effective);
}

/* A standard error of 0 without degrees of freedom: everybody answered. */
static bool is_census(const struct point *point) { return point->se <= 0 && isnan(point->df); }

static const char *why_of(const struct change *change)
{
    const struct difference *d = &change->difference;
    if (!isnan(d->p)) return NULL;
    if (isnan(d->value)) return "one of the two waves has no estimate";
    if (hides_in_whole_share(change->now, change->before)) return "a share of 0% or 100% has no standard error to compare by, and Newcombe's interval includes no change";
    if (is_census(change->now) || is_census(change->before)) return "a census of respondents has no sampling error to tell a change by";
    return isnan(change->now->se) || isnan(change->before->se) ? "the uncertainty of one of the two waves cannot be told" : "in each wave every answer is the same";
}

static int write_change(const struct output *output, const char *previous, const struct change *change, struct failure *failure)
{
    const struct difference *d = &change->difference;
    const double numbers[] = {d->value, d->se, d->df, d->interval.low, d->interval.high, d->p, change->p_adjusted};
    struct statement *insert = store_statement(output->store, "insert_trend");
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, previous);
    for (int k = 0; k < KEY; k++) statement_text(insert, 3 + k, change->now->key[k]);
    statement_integer(insert, 8, (int64_t)change->now->n);
    statement_integer(insert, 9, (int64_t)change->before->n);
    for (int i = 0; i < 7; i++) statement_real_or_null(insert, 10 + i, numbers[i]);
    statement_text(insert, 17, verdict_of(change));
    statement_text(insert, 18, why_of(change));
    statement_text(insert, 19, change->family);
    statement_text(insert, 20, multiplicity_name(change->adjustment));
    return statement_run(insert, failure);
}

/* Headline measures are looked at breakdown by breakdown, and few: Holm. All the others together are one long list, in which much moves by chance: Benjamini and Hochberg. */
static void adjust_family(struct change *changes, size_t count, bool headline, const char *by, const char *name, double *p)
{
    enum adjustment adjustment = headline ? ADJUST_HOLM : ADJUST_BENJAMINI_HOCHBERG;
    for (size_t i = 0; i < count; i++) {
        const struct point *now = changes[i].now;
        bool belongs = now->headline == headline && (!by || !strcmp(now->key[0], by));
        p[i] = belongs ? changes[i].difference.p : (double)NAN;
        if (!belongs) continue;
        changes[i].family = name;
        changes[i].adjustment = adjustment;
    }
    multiplicity_adjust(adjustment, p, count);
    for (size_t i = 0; i < count; i++)
        if (!isnan(p[i])) changes[i].p_adjusted = p[i];
}

static void adjust(struct change *changes, size_t count, const struct output *output, const char *previous, struct arena *arena)
{
    const struct codebook *book = output->respondents->book;
    double *p = memory_new(count, sizeof *p);
    for (int g = 0; g < book->grouping_count; g++)
        adjust_family(changes, count, true, book->groupings[g].name, arena_format(arena, "headline measures by %s since %s", book->groupings[g].name, previous), p);
    adjust_family(changes, count, false, NULL, arena_format(arena, "other measures since %s", previous), p);
    free(p);
}

static int write_since(const struct output *output, const struct points *now, const char *previous, struct failure *failure)
{
    struct points before = {0};
    size_t count = 0;
    int result = load_points(output, previous, &before, failure);
    struct change *changes = memory_new(now->count, sizeof *changes);
    for (size_t i = 0; !result && i < now->count; i++) {
        const struct point *a = &now->at[i], *b = before.count ? bsearch(a, before.at, before.count, sizeof *before.at, compare_points) : NULL;
        if (!b) continue;
        struct change *change = &changes[count++];
        *change = (struct change){a, b, {NAN, NAN, NAN, NAN, NAN, {NAN, NAN}}, NAN, "", ADJUST_HOLM};
        if (isnan(a->value) || isnan(b->value)) continue;
        change->difference.value = a->value - b->value;
        if (hides_in_whole_share(a, b)) continue;
        change->difference = compare_independent(a->value, a->se * a->se, a->df, b->value, b->se * b->se, b->df);
    }
    if (!result) adjust(changes, count, output, previous, before.arena);
    for (size_t i = 0; !result && i < count; i++) result = write_change(output, previous, &changes[i], failure);
    free(changes);
    free_points(&before);
    return result;
}

static bool is_year_before(const char *earlier, const char *start)
{
    char wanted[16];
    int year = (start[0] - '0') * 1000 + (start[1] - '0') * 100 + (start[2] - '0') * 10 + (start[3] - '0');
    snprintf(wanted, sizeof wanted, "%04d%.6s", (year - 1) % 10000, start + 4);
    return !strcmp(earlier, wanted);
}

int change_write(const struct output *output, const char *start, struct failure *failure)
{
    char waves[2][40] = {"", ""};
    int count = 0, got;
    struct statement *select = store_statement(output->store, "earlier_waves");
    statement_text(select, 1, start);
    for (int place = 0; (got = statement_next(select, failure)) > 0; place++)
        if (count < 2 && (place == 0 || is_year_before(statement_get_text(select, 1), start))) snprintf(waves[count++], sizeof *waves, "%s", statement_get_text(select, 0));
    if (got < 0 || !count) return got;
    struct points now = {0};
    int result = load_points(output, output->wave, &now, failure);
    for (int w = 0; !result && w < count; w++) result = write_since(output, &now, waves[w], failure);
    free_points(&now);
    return result;
}
