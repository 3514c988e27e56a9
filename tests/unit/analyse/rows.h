/* A source of rows from arrays, for the tests of regression models. Rows of a team lie together.
 *
 *     struct rows rows = rows_new(columns); rows_add(&rows, team, x, y, weight, stratum); struct row_source source = rows_source(&rows, names); rows_free(&rows);
 */
#ifndef SPWELL_TEST_ROWS_H
#define SPWELL_TEST_ROWS_H
#include <stdlib.h>
#include <string.h>
#include "../../../pipeline/analyse/regression.h"

struct rows { size_t columns, count, teams, room; double *x, *y, *weight; uint32_t *stratum; size_t *first; };

static inline struct rows rows_new(size_t columns, size_t room)
{
    struct rows rows = {.columns = columns, .room = room};
    rows.x = calloc(room * columns, sizeof *rows.x);
    rows.y = calloc(room, sizeof *rows.y);
    rows.weight = calloc(room, sizeof *rows.weight);
    rows.stratum = calloc(room, sizeof *rows.stratum);
    rows.first = calloc(room + 1, sizeof *rows.first);
    return rows;
}

/* Teams are numbered from 0 and come in order; those left out have no rows. */
static inline void rows_add(struct rows *rows, size_t team, const double *x, double y, double weight, uint32_t stratum)
{
    memcpy(rows->x + rows->count * rows->columns, x, rows->columns * sizeof *x);
    rows->y[rows->count] = y;
    rows->weight[rows->count] = weight;
    rows->stratum[rows->count++] = stratum;
    while (rows->teams < team + 1) rows->first[++rows->teams] = rows->count - 1;
    rows->first[rows->teams] = rows->count;
}

static inline void rows_team(const void *context, size_t team, struct row_block *block)
{
    const struct rows *rows = context;
    size_t first = rows->first[team];
    *block = (struct row_block){rows->first[team + 1] - first, rows->x + first * rows->columns, rows->y + first, rows->weight + first, rows->stratum + first};
}

static inline struct row_source rows_source(const struct rows *rows, const int *factor)
{
    return (struct row_source){.columns = rows->columns, .teams = rows->teams, .factor = factor, .team = rows_team, .context = rows};
}

static inline void rows_free(struct rows *rows)
{
    free(rows->x);
    free(rows->y);
    free(rows->weight);
    free(rows->stratum);
    free(rows->first);
}

/* Numbers in [0, 1) of the test's own: SplitMix64 (Steele, Lea and Flood 2014). */
static inline double rows_random(uint64_t *state)
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (double)((z ^ z >> 31) >> 11) / 9007199254740992.0;
}
static inline double rows_normal(uint64_t *state) /* nearly: of twelve uniform numbers */
{
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += rows_random(state);
    return sum;
}

#endif
