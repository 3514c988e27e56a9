#include "describe.h"
#include <math.h>
#include "bins.h"
#include "definition.h"
#include "distribution.h"

static const char *const kinds[] = {
    [MEASURE_ITEM] = "item", [MEASURE_MEAN] = "mean", [MEASURE_SUM] = "sum", [MEASURE_RATIO] = "ratio", [MEASURE_DIFFERENCE] = "difference",
    [MEASURE_COUNT] = "count", [MEASURE_ANY] = "any", [MEASURE_ALL] = "all", [MEASURE_IN] = "in", [MEASURE_BAND] = "band", [MEASURE_CODE] = "code"};
static const char *const shapes[] = {[SHAPE_NUMBER] = "number", [SHAPE_YES_NO] = "yes-no", [SHAPE_CATEGORY] = "category"};
static const char *const betters[] = {[BETTER_NEITHER] = "", [BETTER_HIGHER] = "higher", [BETTER_LOWER] = "lower"};

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static double finite_or_nan(double value)
{
    return isfinite(value) ? value : (double)NAN;
}

static int put_measure(const struct plan *plan, int position, struct failure *failure)
{
    const struct measure *measure = &plan->book->measures[position];
    struct buffer definition = {0};
    definition_put(&definition, plan->book, measure);
    const char *const words[] = {measure->name, measure->label, measure->section, kinds[measure->kind], shapes[measure->shape], measure->unit,
                                 measure->phrase, definition.at, betters[measure->better]};
    const double numbers[] = {measure->low, measure->high, measure->reference_low, measure->reference_high};
    struct statement *insert = store_statement(plan->release, "measure");
    statement_integer(insert, 1, position);
    for (int i = 0; i < 9; i++) statement_text(insert, 2 + i, or_empty(words[i]));
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 11 + i, finite_or_nan(numbers[i]));
    statement_text(insert, 15, or_empty(measure->reference_label));
    statement_integer(insert, 16, measure->decimals);
    statement_integer(insert, 17, measure->headline);
    statement_integer(insert, 18, measure->sensitive);
    statement_text(insert, 19, measure->instrument < 0 ? "" : plan->book->instruments[measure->instrument].name);
    int result = statement_run(insert, failure);
    buffer_free(&definition);
    return result;
}

struct category_row { const char *statistic, *category, *label; int position; double low, high; };

static int put_category(const struct plan *plan, int measure, struct category_row row, struct failure *failure)
{
    struct statement *insert = store_statement(plan->release, "category");
    statement_text(insert, 1, plan->book->measures[measure].name);
    statement_text(insert, 2, row.statistic);
    statement_text(insert, 3, row.category);
    statement_text(insert, 4, row.label);
    statement_integer(insert, 5, row.position);
    statement_real_or_null(insert, 6, finite_or_nan(row.low));
    statement_real_or_null(insert, 7, finite_or_nan(row.high));
    return statement_run(insert, failure);
}

static int put_categories(const struct plan *plan, int measure, struct failure *failure)
{
    int count;
    const struct category *categories = codebook_measure_categories(plan->book, &plan->book->measures[measure], &count);
    for (int i = 0; i < count; i++)
        if (put_category(plan, measure, (struct category_row){"percent", categories[i].value, categories[i].label, i, NAN, NAN}, failure)) return -1;
    return 0;
}

static int put_bin(const struct plan *plan, int measure, int bin, int next, struct failure *failure)
{
    const struct distribution *distribution = &plan->distributions[measure];
    double low = plan->book->measures[measure].bin_edges[bin], high = plan->book->measures[measure].bin_edges[next];
    struct buffer name = {0}, label = {0};
    bins_name(low, high, distribution->whole, &name);
    bins_label(low, high, distribution->whole, &label);
    int result = put_category(plan, measure, (struct category_row){"bin", name.at, label.at, bin, low, high}, failure);
    buffer_free(&name);
    buffer_free(&label);
    return result;
}

static int put_bins(const struct plan *plan, int measure, struct failure *failure)
{
    const struct distribution *distribution = &plan->distributions[measure];
    for (int bin = 0, next; bin < distribution->bins; bin = next) {
        next = bins_next(distribution->begins, distribution->bins, bin);
        if (put_bin(plan, measure, bin, next, failure)) return -1;
    }
    return 0;
}

int describe_measures(const struct plan *plan, struct failure *failure)
{
    for (int i = 0; i < plan->book->measure_count; i++)
        if (put_measure(plan, i, failure) || put_categories(plan, i, failure) || put_bins(plan, i, failure)) return -1;
    return 0;
}
