/* One row of a file of benchmarks, checked against the codebook. Every mistake is told with file, line and column, and what was expected.
 *
 *     struct benchmark_row row = {.cells = cells, .arena = arena, .path = "norms.csv", .line = 2, .place = {1, 2, ...}, .cell = {...}};
 *     struct benchmark benchmark;
 *     if (benchmark_row_check(&row, &benchmark)) ...       how many mistakes it has
 */
#ifndef SPWELL_DISCLOSE_BENCHMARK_ROW_H
#define SPWELL_DISCLOSE_BENCHMARK_ROW_H
#include "benchmark_band.h"
#include "cells.h"

enum benchmark_column { COLUMN_MEASURE, COLUMN_BY, COLUMN_GROUP, COLUMN_CATEGORY, COLUMN_VALUE, COLUMN_P20, COLUMN_P50, COLUMN_P80, COLUMN_SOURCE, COLUMN_DATE, BENCHMARK_COLUMNS };
extern const char *const benchmark_columns[BENCHMARK_COLUMNS];

struct benchmark {
    int measure, cell;
    const char *category; /* "" for a mean; "yes" of a yes/no measure */
    double value, edges[BENCHMARK_EDGES]; /* NaN when not given; the edges are all given or none */
    const char *source, *date;
};

struct benchmark_row {
    const struct cells *cells;
    struct arena *arena;
    const char *path;
    long line;
    int place[BENCHMARK_COLUMNS];      /* the file's column, from 1; 0 when it has none */
    struct text cell[BENCHMARK_COLUMNS]; /* trimmed; empty when there is none */
    int mistakes;
};

int benchmark_row_check(struct benchmark_row *row, struct benchmark *out);
/* Says a mistake of the row at one of its columns. */
void benchmark_row_mistake(struct benchmark_row *row, enum benchmark_column column, const char *format, ...) PRINTF(3, 4);

#endif
