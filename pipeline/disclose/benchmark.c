#include "benchmark.h"
#include <math.h>
#include <string.h>

static const char *const bands[] = {[BENCHMARK_NO_BAND] = "", [BENCHMARK_LOWEST] = "lowest fifth", [BENCHMARK_BELOW] = "below the middle", [BENCHMARK_ABOVE] = "above the middle", [BENCHMARK_HIGHEST] = "highest fifth"};
static const char *const favours[] = {"", "least favourable", "less favourable", "favourable", "most favourable"};
static const char *const sides[] = {[BENCHMARK_NO_SIDE] = "", [BENCHMARK_SIDE_ABOVE] = "above", [BENCHMARK_SIDE_BELOW] = "below", [BENCHMARK_SIDE_UNCLEAR] = "not clearly different"};

struct own { double value, low, high; long n; const char *flag, *unit; };

/* A result that is not there (no such statistic was made) is as one that does not apply. */
static int find_own(const struct plan *plan, const struct benchmark *row, const char *by, const char *grp, struct own *own, struct failure *failure)
{
    const struct measure *measure = &plan->book->measures[row->measure];
    const char *const key[] = {plan->waves[plan->wave_count - 1].name, by, grp, measure->name, row->category, measure->shape == SHAPE_NUMBER ? "mean" : "percent"};
    struct statement *find = store_statement(plan->release, "own_result");
    for (int i = 0; i < 6; i++) statement_text(find, i + 1, key[i]);
    *own = (struct own){(double)NAN, (double)NAN, (double)NAN, -1, "z", ""};
    int got = statement_next(find, failure);
    if (got < 0) return -1;
    if (got) *own = (struct own){statement_get_real(find, 0), statement_get_real(find, 1), statement_get_real(find, 2), statement_is_null(find, 3) ? -1 : (long)statement_get_integer(find, 3), plan_text(plan, find, 4), plan_text(plan, find, 5)};
    statement_reset(find);
    return 0;
}

static int put(const struct plan *plan, const struct benchmark *row, const char *by, const char *grp, const struct own *own, struct failure *failure)
{
    const struct measure *measure = &plan->book->measures[row->measure];
    enum better better = measure->shape == SHAPE_CATEGORY ? BETTER_NEITHER : measure->better; /* of an answer of several nobody has said which is better */
    enum benchmark_band band = benchmark_band(own->value, row->edges, better), low = benchmark_band(own->low, row->edges, better), high = benchmark_band(own->high, row->edges, better);
    const char *const words[] = {own->unit, own->flag, bands[band], bands[low], bands[high], favours[benchmark_favour(band, better)], sides[benchmark_side(own->low, own->high, row->value)]};
    const double numbers[] = {row->value, row->edges[0], row->edges[1], row->edges[2]}, found[] = {own->value, own->low, own->high};
    struct statement *insert = store_statement(plan->release, "benchmark");
    statement_text(insert, 1, measure->name);
    statement_text(insert, 2, by);
    statement_text(insert, 3, grp);
    statement_text(insert, 4, row->category);
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 5 + i, numbers[i]);
    statement_text(insert, 9, row->source);
    statement_text(insert, 10, row->date);
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 11 + i, found[i]);
    if (own->n >= 0) statement_integer(insert, 14, own->n);
    for (int i = 0; i < 7; i++) statement_text(insert, 15 + i, words[i]);
    return statement_run(insert, failure);
}

static int copy_row(const struct plan *plan, const struct benchmark *row, struct failure *failure)
{
    int grouping = plan->cells->grouping[row->cell];
    struct buffer name = {0};
    struct own own;
    cells_name(plan->cells, grouping, row->cell - plan->cells->first[grouping], &name);
    const char *by = plan->book->groupings[grouping].name;
    int result = find_own(plan, row, by, name.at, &own, failure);
    if (!result) result = put(plan, row, by, name.at, &own, failure);
    buffer_free(&name);
    return result;
}

/* The file among the inputs, so that the manifest holds its hash. */
static int put_input(const struct plan *plan, const struct benchmarks *benchmarks, struct failure *failure)
{
    static const char kind[] = "benchmarks";
    const char *wave = plan->waves[plan->wave_count - 1].name;
    struct statement *insert = store_statement(plan->release, "input");
    statement_text(insert, 1, wave);
    statement_text(insert, 2, kind);
    for (int i = 0; i < 6; i++) statement_integer(insert, 3 + i, i < 2 ? (int64_t)benchmarks->count : 0);
    if (statement_run(insert, failure)) return -1;
    insert = store_statement(plan->release, "input_hash");
    statement_text(insert, 1, wave);
    statement_text(insert, 2, kind);
    statement_integer(insert, 3, 1);
    statement_text(insert, 4, benchmarks->digest);
    return statement_run(insert, failure);
}

int benchmark_copy(const struct plan *plan, const struct benchmarks *benchmarks, struct failure *failure)
{
    if (!benchmarks->count) return 0;
    for (size_t i = 0; i < benchmarks->count; i++)
        if (copy_row(plan, &benchmarks->rows[i], failure)) return -1;
    if (put_input(plan, benchmarks, failure)) return -1;
    return statement_run(store_statement(plan->release, "benchmark_charts"), failure);
}
