#include "family.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "memory.h"

static bool is(const char *a, const char *b) { return strcmp(a, b) == 0; }

struct family { const char *period, *name; long size; bool withheld; };

static void add(struct family *family, double p, const char *flag)
{
    if (flag[0] == 'c') family->withheld = true;
    family->size += isfinite(p);
}

static long size_of(const struct family *family) { return family->withheld ? 0 : family->size; }

static void add_comparison(struct family *family, const struct comparison *row)
{
    if (row->adjustment[0] && is(row->family, family->name) && is(row->period, family->period)) add(family, row->p, row->flag);
}

long family_of_comparison(const struct release *release, const struct comparison *row)
{
    struct family family = {.period = row->period, .name = row->family};
    if (!row->family[0] || !row->adjustment[0]) return 0;
    for (size_t i = 0; i < release->comparison_count; i++) add_comparison(&family, &release->comparison_rows[i]);
    for (size_t i = 0; i < release->beside_count; i++) add_comparison(&family, &release->beside_rows[i].row);
    return size_of(&family);
}

static bool belongs(const struct family *family, const struct trend *row) { return is(family->name, row->family) && is(family->period, row->period); }

long family_of_trend(const struct release *release, const struct trend *row)
{
    if (row->family_size) return row->family_size > 0 ? row->family_size : 0;
    struct family family = {.period = row->period, .name = row->family};
    for (size_t i = 0; row->family[0] && i < release->trend_count; i++)
        if (belongs(&family, &release->trend_rows[i])) add(&family, release->trend_rows[i].p, release->trend_rows[i].flag);
    return size_of(&family);
}

void family_fill(struct release *release)
{
    struct family *families = NULL;
    size_t count = 0, room = 0, *which = memory_new(release->trend_count + 1, sizeof *which);
    for (size_t i = 0; i < release->trend_count; i++) {
        const struct trend *row = &release->trend_rows[i];
        size_t at = 0;
        while (at < count && !belongs(&families[at], row)) at++;
        if (at == count) {
            families = memory_grow(families, count, &room, sizeof *families);
            families[count++] = (struct family){.period = row->period, .name = row->family};
        }
        add(&families[at], row->p, row->flag);
        which[i] = at;
    }
    for (size_t i = 0; i < release->trend_count; i++) {
        long size = release->trend_rows[i].family[0] ? size_of(&families[which[i]]) : 0;
        release->trend_rows[i].family_size = size > 0 ? size : -1;
    }
    free(families);
    free(which);
}
