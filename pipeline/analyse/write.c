#include "write.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"

int write_clear(const struct output *output, struct failure *failure)
{
    static const char *const names[] = {"delete_estimates", "delete_comparisons", "delete_trends", "delete_weight_summary", "delete_weights", "delete_strata", "delete_sensitivities", "delete_response_rates"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct statement *delete = store_statement(output->store, names[i]);
        statement_text(delete, 1, output->wave);
        if (statement_run(delete, failure)) return -1;
    }
    return 0;
}

/* The category column: "" for means, "yes", a category's value, or a bin "20:30", "41:". */
static void put_category(const struct measure *measure, const struct codebook *book, int slot, struct buffer *out)
{
    int count;
    if (slot < 0) return;
    if (measure->shape == SHAPE_YES_NO) buffer_put(out, "yes");
    else if (measure->shape == SHAPE_CATEGORY) buffer_put(out, codebook_measure_categories(book, measure, &count)[slot].value);
    else
        for (int end = 0; end < 2; end++) {
            double edge = measure->bin_edges[slot + end];
            if (end) buffer_put(out, ":");
            if (isfinite(edge)) buffer_number(out, edge);
        }
}

/* The variant of every number, named beside it. */
static const char *method_of(const struct design *design, const struct estimate *estimate)
{
    static const char *const means[] = {"mean; t interval", "mean; Taylor linearisation by team, t interval", "weighted mean; Taylor linearisation, t interval", "weighted mean; Taylor linearisation by team, t interval",
                                        "mean; Taylor linearisation, t interval"};
    static const char *const totals[] = {"sum of those who answered", "sum of those who answered; Taylor linearisation by team, t interval", "weighted sum of those who answered; Taylor linearisation, t interval",
                                         "weighted sum of those who answered; Taylor linearisation by team, t interval", "sum of those who answered; Taylor linearisation, t interval"};
    int kind = design->clustered + 2 * design->weighted;
    bool whole = estimate->value <= 0 || estimate->value >= 100;
    if (!kind && design->stratified) kind = 4;
    switch (estimate->statistic) {
    case STATISTIC_MEAN: return means[kind];
    case STATISTIC_TOTAL: return totals[kind];
    case STATISTIC_SD: return kind ? "standard deviation, as svyvar of R survey 4.1" : "standard deviation (n - 1)";
    case STATISTIC_PERCENT:
    case STATISTIC_BIN: return whole ? (kind ? "exact interval on Kish's effective number" : "exact interval") : kind ? "Wilson interval on the effective number by t" : "Wilson interval";
    default: return design->weighted ? "weighted quantile type 7; Woodruff interval" : "quantile type 7; Woodruff interval";
    }
}

static void put_method(const struct design *design, const struct estimate *estimate, struct buffer *out)
{
    bool share = estimate->statistic == STATISTIC_PERCENT || estimate->statistic == STATISTIC_BIN, exact = share && (estimate->value <= 0 || estimate->value >= 100);
    buffer_put(out, method_of(design, estimate));
    if (estimate->few_teams && !exact) buffer_put(out, " with Bell-McCaffrey df");
}

static int write_estimate(const struct output *output, const struct measure *measure, int grouping, const char *cell, const char *category, const char *method, const struct estimate *e, struct failure *failure)
{
    const struct respondents *respondents = output->respondents;
    struct statement *insert = store_statement(output->store, "insert_estimate");
    const char *texts[] = {output->wave, respondents->book->groupings[grouping].name, cell, measure->name, category, statistic_names[e->statistic]};
    const double numbers[] = {e->n_effective, e->value, e->se, e->df, e->interval.low, e->interval.high};
    for (int i = 0; i < 6; i++) statement_text(insert, i + 1, texts[i]);
    statement_integer(insert, 7, (int64_t)e->n);
    if (isnan(e->count)) statement_null(insert, 8);
    else statement_integer(insert, 8, (int64_t)e->count);
    for (int i = 0; i < 6; i++) statement_real_or_null(insert, 9 + i, numbers[i]);
    statement_text(insert, 15, method);
    statement_text(insert, 16, e->why);
    const double as_designed[] = {e->design_df, e->design_interval.low, e->design_interval.high};
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 17 + i, as_designed[i]);
    return statement_run(insert, failure);
}

static int grouping_of(const struct design *design, int cell)
{
    int g = 0;
    while (cell >= design->breakdowns[g].first_cell + design->breakdowns[g].cell_count) g++;
    return g;
}

/* Where no comment was coded, codes are no question that nobody answered. */
static bool is_asked(const struct measure *measure, const struct analysis *analysis)
{
    bool any = measure->kind != MEASURE_CODE;
    for (size_t i = 0; !any && i < analysis->estimate_count; i++) any = analysis->estimates[i].n > 0;
    return any;
}

int write_estimates(const struct output *output, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    struct buffer cell = {0}, category = {0}, method = {0};
    int result = 0;
    for (int m = 0; !result && m < book->measure_count; m++) {
        const struct analysis *analysis = output->results[m].analysis;
        for (size_t i = 0; !result && is_asked(&book->measures[m], analysis) && i < analysis->estimate_count; i++) {
            const struct estimate *estimate = &analysis->estimates[i];
            int grouping = grouping_of(output->respondents->design, estimate->cell);
            if (book->groupings[grouping].measures && !book->groupings[grouping].measures[m]) continue;
            buffer_clear(&cell);
            buffer_clear(&category);
            buffer_clear(&method);
            buffer_put(&category, "");
            respondents_cell_name(output->respondents, grouping, estimate->cell, &cell);
            put_category(&book->measures[m], book, estimate->slot, &category);
            put_method(output->respondents->design, estimate, &method);
            result = write_estimate(output, &book->measures[m], grouping, cell.at, category.at, method.at, estimate, failure);
        }
    }
    buffer_free(&cell);
    buffer_free(&category);
    buffer_free(&method);
    return result;
}
