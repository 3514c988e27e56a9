/* The benchmarks of a release, each with the result beside it and the range that is drawn. */
#include <math.h>
#include <string.h>

#include "axis.h"
#include "release_part.h"
#include "store.h"

enum { ROW_LIMIT = 14 };

static const char *copy(struct arena *arena, struct statement *statement, int column)
{
    const char *text = statement_get_text(statement, column);
    return arena_copy(arena, text, strlen(text));
}

/* Round numbers that hold all that is drawn and half as much again on either side, within the measure's own range. Bands are places, not lengths: nothing begins at 0. */
static void set_range(struct figure_benchmark *row, double low, double high)
{
    const double drawn[] = {row->value, row->edges[0], row->edges[1], row->edges[2], row->own.value, row->own.low, row->own.high};
    double least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        least = fmin(least, drawn[i]);
        most = fmax(most, drawn[i]);
    }
    double room = (most - least) / 2;
    struct axis axis = axis_nice(least - room, most + room, 4);
    row->low = fmax(axis.low, row->measure.percent ? 0 : low); /* NaN gives way */
    row->high = fmin(axis.high, row->measure.percent ? 100 : high);
}

static struct figure_benchmark take(struct arena *arena, struct statement *statement)
{
    const char flag = statement_get_text(statement, 23)[0];
    struct figure_benchmark row = {
        .measure = {.name = copy(arena, statement, 0), .label = copy(arena, statement, 1), .unit = copy(arena, statement, 2), .better = copy(arena, statement, 3), .reference_label = "",
                    .decimals = (int)statement_get_integer(statement, 4), .percent = statement_get_integer(statement, 5) != 0},
        .group = statement_get_integer(statement, 9) ? "" : copy(arena, statement, 8), .band = copy(arena, statement, 10), .favour = copy(arena, statement, 11), .against = copy(arena, statement, 12),
        .source = copy(arena, statement, 13), .date = copy(arena, statement, 14), .value = statement_get_real(statement, 15),
        .edges = {statement_get_real(statement, 16), statement_get_real(statement, 17), statement_get_real(statement, 18)},
        .own = {statement_get_real(statement, 19), statement_get_real(statement, 20), statement_get_real(statement, 21), statement_get_real(statement, 22), flag}};
    set_range(&row, statement_get_real(statement, 6), statement_get_real(statement, 7));
    return row;
}

int release_read_benchmarks(struct release *release, int chart, struct figure *figure, struct failure *failure)
{
    struct statement *statement = store_statement(release->store, "benchmarks");
    int got;
    figure->benchmarks = arena_new(figure->arena, ROW_LIMIT, sizeof *figure->benchmarks);
    statement_text(statement, 1, release->charts[chart].name);
    while ((got = statement_next(statement, failure)) > 0) {
        if (figure->benchmark_count == ROW_LIMIT) figure->benchmarks_left_out++;
        else figure->benchmarks[figure->benchmark_count++] = take(figure->arena, statement);
    }
    if (got == 0 && figure->benchmark_count == 0) return fail(failure, STATUS_CONFIG, "the release has no benchmarks to draw");
    return got;
}
