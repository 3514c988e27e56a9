#include "result.h"
#include <math.h>
#include <string.h>
#include "bins.h"
#include "distribution.h"
#include "wall.h"

enum { SHARE_DECIMALS = 1, PUBLIC_DECIMALS = 4, EFFECTIVE_DECIMALS = 1 };

struct row {
    int wave, measure, cell;
    const char *category, *statistic, *method, *flag;
    double value, low, high, n_effective;
    long n; /* negative: NULL */
};

int result_decimals(const struct plan *plan, int measure, bool is_share)
{
    if (plan->book->public_sample) return PUBLIC_DECIMALS;
    return is_share ? SHARE_DECIMALS : plan->book->measures[measure].decimals;
}

static bool is_share(const char *statistic)
{
    return !strcmp(statistic, "percent") || !strcmp(statistic, "bin");
}

static void blank(struct row *row, const char *flag, const char *method)
{
    row->value = row->low = row->high = row->n_effective = NAN;
    row->n = -1;
    row->flag = flag;
    row->method = method;
}

static int put(const struct plan *plan, const struct row *row, struct failure *failure)
{
    const struct cells *cells = plan->cells;
    int grouping = cells->grouping[row->cell], decimals = result_decimals(plan, row->measure, is_share(row->statistic));
    const struct measure *measure = &plan->book->measures[row->measure];
    struct buffer name = {0};
    cells_name(cells, grouping, row->cell - cells->first[grouping], &name);
    struct statement *insert = store_statement(plan->release, "result");
    statement_text(insert, 1, plan->waves[row->wave].name);
    statement_text(insert, 2, plan->book->groupings[grouping].name);
    statement_text(insert, 3, name.at);
    statement_text(insert, 4, measure->name);
    statement_text(insert, 5, row->category);
    statement_text(insert, 6, row->statistic);
    statement_real_or_null(insert, 7, wall_round(row->value, decimals));
    statement_real_or_null(insert, 8, wall_round(row->low, decimals));
    statement_real_or_null(insert, 9, wall_round(row->high, decimals));
    if (row->n >= 0) statement_integer(insert, 10, row->n);
    statement_real_or_null(insert, 11, wall_round(row->n_effective, plan->book->public_sample ? PUBLIC_DECIMALS : EFFECTIVE_DECIMALS));
    statement_text(insert, 12, is_share(row->statistic) ? "%" : measure->unit ? measure->unit : "");
    statement_text(insert, 13, row->flag);
    statement_text(insert, 14, row->method);
    int result = statement_run(insert, failure);
    buffer_free(&name);
    return result;
}

static bool shows_quantile(const struct plan *plan, const char *statistic, long n)
{
    static const struct { const char *statistic; double probability; } quantiles[] = {{"q1", 0.25}, {"median", 0.5}, {"q3", 0.75}};
    for (size_t i = 0; i < sizeof quantiles / sizeof *quantiles; i++)
        if (!strcmp(statistic, quantiles[i].statistic)) return suppress_shows_quantile(n, quantiles[i].probability, plan->book->minimum);
    return true;
}

static bool withholds(const struct plan *plan, const struct row *row)
{
    if (plan->book->public_sample) return false;
    return plan_withholds_answer(plan, row->wave, row->measure, row->cell, row->category) || row->n < plan->book->minimum || !shows_quantile(plan, row->statistic, row->n);
}

static void flag(const struct plan *plan, struct row *row, const char *why)
{
    row->flag = "";
    if (!plan->waves[row->wave].answered[row->measure]) blank(row, "z", "nobody answered");
    else if (withholds(plan, row)) blank(row, "c", "");
    else if (isnan(row->value)) blank(row, "z", why);
    else if (isnan(row->low) && why[0]) {
        row->flag = "u";
        row->method = why;
    }
}

/* By two teams or so an interval reaches from nothing to everything: below two degrees of freedom t has no variance. */
static const char *without_interval(const struct plan *plan, struct row *row, double df, const char *why)
{
    if (plan->book->public_sample || plan->book->cluster < 0 || !(df < RESULT_LEAST_DF) || isnan(row->low)) return why;
    row->low = row->high = NAN;
    return "too few teams for an interval";
}

/* An average lies within the range of its measure, and so do the ends of its interval: of few teams they may lie far out, and tell no more there. */
static void keep_within(const struct plan *plan, struct row *row)
{
    const struct measure *measure = &plan->book->measures[row->measure];
    if (plan->book->public_sample || strcmp(row->statistic, "mean")) return;
    if (row->low < measure->low) row->low = measure->low;
    if (row->high > measure->high) row->high = measure->high;
}

static int copy_row(const struct plan *plan, int wave, struct statement *from, void *unused, struct failure *failure)
{
    (void)unused;
    struct row row = {.wave = wave, .measure = plan_measure(plan, wave, statement_get_text(from, 0), failure)};
    if (row.measure < 0) return -1;
    row.cell = plan_cell(plan, wave, statement_get_text(from, 1), statement_get_text(from, 2), failure);
    if (row.cell < 0) return -1;
    row.category = statement_get_text(from, 3);
    row.statistic = statement_get_text(from, 4);
    row.n = (long)statement_get_integer(from, 5);
    row.n_effective = statement_get_real(from, 6);
    row.value = statement_get_real(from, 7);
    row.low = statement_get_real(from, 8);
    row.high = statement_get_real(from, 9);
    row.method = statement_get_text(from, 10);
    if (plan_check_category(plan, wave, row.measure, row.category, failure)) return -1;
    keep_within(plan, &row);
    flag(plan, &row, without_interval(plan, &row, statement_get_real(from, 12), statement_get_text(from, 11)));
    return put(plan, &row, failure);
}

/* The bins from `bin` up to the next that begins in the release, as one. */
static struct row merged_bin(const struct plan *plan, struct row row, const struct bin *bins, int bin, int next)
{
    row.n = bins[bin].n;
    row.method = bins[bin].method;
    row.value = 0;
    for (int i = bin; i < next; i++) row.value += bins[i].value; /* one bin without a value leaves the sum without */
    row.low = row.high = row.n_effective = NAN;
    flag(plan, &row, isnan(row.value) ? "not estimated" : "");
    if (!row.flag[0] && !distribution_shows(plan, row.wave, row.measure, row.cell)) blank(&row, "c", "");
    if (row.flag[0]) return row;
    if (next == bin + 1) {
        row.low = bins[bin].low;
        row.high = bins[bin].high;
        row.n_effective = bins[bin].n_effective;
    } else row.method = "sum of merged bins, no interval";
    return row;
}

static int copy_bins_of_cell(const struct plan *plan, struct row row, struct failure *failure)
{
    const struct measure *measure = &plan->book->measures[row.measure];
    const struct distribution *distribution = &plan->distributions[row.measure];
    const struct bin *bins = distribution_bin(plan, row.wave, row.measure, row.cell);
    if (!distribution->shown[plan->cells->grouping[row.cell]] || !bins[0].method) return 0;
    struct buffer name = {0};
    int result = 0;
    for (int bin = 0, next; !result && bin < distribution->bins; bin = next) {
        next = bins_next(distribution->begins, distribution->bins, bin);
        buffer_clear(&name);
        bins_name(measure->bin_edges[bin], measure->bin_edges[next], distribution->whole, &name);
        row.category = name.at;
        struct row merged = merged_bin(plan, row, bins, bin, next);
        result = put(plan, &merged, failure);
    }
    buffer_free(&name);
    return result;
}

static int copy_bins(const struct plan *plan, int wave, struct failure *failure)
{
    for (int measure = 0; measure < plan->book->measure_count; measure++)
        for (int cell = 0; plan->distributions[measure].bins && cell < plan->cells->count; cell++)
            if (copy_bins_of_cell(plan, (struct row){.wave = wave, .measure = measure, .cell = cell, .statistic = "bin"}, failure)) return -1;
    return 0;
}

int result_copy(const struct plan *plan, int wave, struct failure *failure)
{
    if (plan_rows(plan, wave, "estimates", copy_row, NULL, failure)) return -1;
    return copy_bins(plan, wave, failure);
}
