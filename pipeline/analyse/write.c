/* 1 estimates   2 comparisons   3 design */
#include "write.h"

#include <math.h>
#include <stdlib.h>

#include "compare.h"
#include "confound.h"
#include "memory.h"

int write_clear(const struct output *output, struct failure *failure)
{
    static const char *const names[] = {"delete_estimates", "delete_comparisons", "delete_trends", "delete_weight_summary", "delete_weights", "delete_response_rates"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct statement *delete = store_statement(output->store, names[i]);
        statement_text(delete, 1, output->wave);
        if (statement_run(delete, failure)) return -1;
    }
    return 0;
}

/* 1 estimates */

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
static const char *method_of(const struct design *design, enum statistic statistic)
{
    static const char *const means[] = {"mean; t interval", "mean; Taylor linearisation by team, t interval", "weighted mean; Taylor linearisation, t interval", "weighted mean; Taylor linearisation by team, t interval"};
    static const char *const totals[] = {"sum of those who answered", "sum of those who answered; Taylor linearisation by team, t interval", "weighted sum of those who answered; Taylor linearisation, t interval",
                                         "weighted sum of those who answered; Taylor linearisation by team, t interval"};
    int kind = design->clustered + 2 * design->weighted;
    switch (statistic) {
    case STATISTIC_MEAN: return means[kind];
    case STATISTIC_TOTAL: return totals[kind];
    case STATISTIC_SD: return kind ? "standard deviation, as svyvar of R survey 4.1" : "standard deviation (n - 1)";
    case STATISTIC_PERCENT:
    case STATISTIC_BIN: return kind ? "Wilson interval on the effective number" : "Wilson interval";
    default: return design->weighted ? "weighted quantile type 7; Woodruff interval" : "quantile type 7; Woodruff interval";
    }
}

static int write_estimate(const struct output *output, const struct measure *measure, int grouping, const char *cell, const char *category, const struct estimate *e, struct failure *failure)
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
    statement_text(insert, 15, method_of(respondents->design, e->statistic));
    statement_text(insert, 16, e->why);
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
    struct buffer cell = {0}, category = {0};
    int result = 0;
    for (int m = 0; !result && m < book->measure_count; m++) {
        const struct analysis *analysis = output->results[m].analysis;
        for (size_t i = 0; !result && is_asked(&book->measures[m], analysis) && i < analysis->estimate_count; i++) {
            const struct estimate *estimate = &analysis->estimates[i];
            int grouping = grouping_of(output->respondents->design, estimate->cell);
            if (book->groupings[grouping].measures && !book->groupings[grouping].measures[m]) continue;
            buffer_clear(&cell);
            buffer_clear(&category);
            buffer_put(&category, "");
            respondents_cell_name(output->respondents, grouping, estimate->cell, &cell);
            put_category(&book->measures[m], book, estimate->slot, &category);
            result = write_estimate(output, &book->measures[m], grouping, cell.at, category.at, estimate, failure);
        }
    }
    buffer_free(&cell);
    buffer_free(&category);
    return result;
}

/* 2 comparisons */

struct comparison_row {
    int plan, measure;
    const char *method, *effect_name, *adjusted_for, *verdict, *why;
    double n, n_reference, p_adjusted;
    struct difference difference;
    struct effect effect;
};

static const char *verdict_of(const struct comparison_row *row)
{
    if (isnan(row->p_adjusted)) return "not estimated";
    return !compare_is_clear(row->p_adjusted) ? "no clear difference" : row->difference.value > 0 ? "higher" : "lower";
}

static int write_comparison(const struct output *output, const struct comparison_row *row, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    const struct comparison_plan *plan = &book->comparisons[row->plan];
    const struct measure *measure = &book->measures[row->measure];
    int count;
    const struct category *categories = codebook_categories(book, book->groupings[plan->by].variables[0], &count);
    const struct difference *d = &row->difference;
    const char *texts[] = {output->wave, book->groupings[plan->by].name, categories[plan->group].value, categories[plan->reference].value, measure->name, measure->shape == SHAPE_YES_NO ? "yes" : "", row->method};
    const double numbers[] = {d->value, d->se, d->df, d->interval.low, d->interval.high, d->t, d->p, row->p_adjusted};
    const double effects[] = {row->effect.value, row->effect.interval.low, row->effect.interval.high};
    struct statement *insert = store_statement(output->store, "insert_comparison");
    for (int i = 0; i < 7; i++) statement_text(insert, i + 1, texts[i]);
    statement_integer(insert, 8, (int64_t)row->n);
    statement_integer(insert, 9, (int64_t)row->n_reference);
    for (int i = 0; i < 8; i++) statement_real_or_null(insert, 10 + i, numbers[i]);
    statement_text(insert, 18, row->effect_name);
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 19 + i, effects[i]);
    statement_text(insert, 22, row->adjusted_for);
    statement_text(insert, 23, row->verdict ? row->verdict : verdict_of(row));
    statement_text(insert, 24, row->why);
    return statement_run(insert, failure);
}

static const struct contrast *contrast_of(const struct output *output, int plan, int measure)
{
    const struct measure_result *result = &output->results[measure];
    for (int k = 0; k < result->pair_count; k++)
        if (result->plans[k] == plan) return &result->analysis->contrasts[k];
    return NULL;
}

static bool wants_fisher(const struct contrast *c)
{
    double rows[2] = {(double)(c->yes + c->no), (double)(c->reference_yes + c->reference_no)}, yes = (double)(c->yes + c->reference_yes), all = rows[0] + rows[1];
    if (rows[0] < 1 || rows[1] < 1) return false;
    double least = fmin(rows[0], rows[1]) * fmin(yes, all - yes) / all;
    bool whole = !c->yes || !c->no || !c->reference_yes || !c->reference_no;
    return all < 20 || least < 5 || whole;
}

/* Small or one-sided tables of a simple random sample: t would take a share of 0% or 100% for certain, so the exact test and Newcombe's
 * interval take its place. */
static void use_fisher(struct comparison_row *row, const struct contrast *c)
{
    double n = (double)(c->yes + c->no), m = (double)(c->reference_yes + c->reference_no), p = (double)c->yes / n, q = (double)c->reference_yes / m;
    struct interval newcombe = compare_newcombe(p, n, q, m);
    newcombe = (struct interval){100 * newcombe.low, 100 * newcombe.high};
    row->method = "fisher exact";
    row->why = NULL;
    row->difference = (struct difference){100 * (p - q), NAN, NAN, NAN, compare_fisher(c->yes, c->no, c->reference_yes, c->reference_no), newcombe};
    row->effect = (struct effect){100 * (p - q), newcombe};
}

static struct comparison_row make_row(const struct output *output, int plan, int measure)
{
    const struct design *design = output->respondents->design;
    const struct contrast *contrast = contrast_of(output, plan, measure);
    bool number = output->respondents->book->measures[measure].shape == SHAPE_NUMBER, simple = !design->clustered && !design->weighted;
    struct comparison_row row = {.plan = plan, .measure = measure, .method = simple ? "raw: Welch t" : "raw: design-based t, as svyglm", .adjusted_for = "", .effect_name = number ? "Hedges g" : "percentage points",
                                 .n = contrast->n, .n_reference = contrast->n_reference, .difference = contrast->difference, .effect = contrast->effect, .why = contrast->why};
    if (simple && !number && wants_fisher(contrast)) use_fisher(&row, contrast);
    return row;
}

/* Names the covariates the groups cannot be told apart from. */
static bool explain_aliasing(const struct output *output, const struct comparison_plan *plan, struct buffer *why)
{
    const struct respondents *respondents = output->respondents;
    const struct codebook *book = respondents->book;
    const struct design *design = respondents->design;
    int covariates[DESIGN_VARIABLE_LIMIT], count = 0, names;
    int group = design->breakdowns[plan->by].variables[0];
    const struct category *categories = codebook_categories(book, book->groupings[plan->by].variables[0], &names);
    for (int a = 0; a < plan->adjust_count; a++) {
        int variable = respondents_variable(respondents, plan->adjust_for[a]);
        if (variable < 0) continue;
        if (confound_is_aliased(design->codes, design->profiles, design->variables, group, plan->group, plan->reference, &variable, 1)) {
            buffer_format(why, "%s and %s differ entirely in %s: the two cannot be told apart", categories[plan->group].label, categories[plan->reference].label, book->fields[plan->adjust_for[a]].name);
            return true;
        }
        covariates[count++] = variable;
    }
    if (count < 2 || !confound_is_aliased(design->codes, design->profiles, design->variables, group, plan->group, plan->reference, covariates, count)) return false;
    buffer_format(why, "%s and %s are told apart entirely by the covariates together: no adjusted difference exists", categories[plan->group].label, categories[plan->reference].label);
    return true;
}

static int write_adjusted(const struct output *output, int k, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    const struct comparison_plan *plan = &book->comparisons[k];
    struct buffer names = {0}, why = {0};
    int result = 0;
    if (!plan->adjust_count) return 0;
    for (int a = 0; a < plan->adjust_count; a++) buffer_format(&names, "%s%s", a ? ", " : "", book->fields[plan->adjust_for[a]].name);
    if (!explain_aliasing(output, plan, &why)) buffer_put(&why, "this version estimates raw differences only; read them with what is known of how the groups differ");
    for (int i = 0; !result && i < plan->measure_count; i++) {
        const struct contrast *contrast = contrast_of(output, k, plan->measures[i]);
        struct comparison_row row = {.plan = k, .measure = plan->measures[i], .method = "adjusted", .adjusted_for = names.at, .verdict = "not estimated", .why = why.at, .n = contrast->n, .n_reference = contrast->n_reference,
                                     .p_adjusted = NAN, .difference = {NAN, NAN, NAN, NAN, NAN, {NAN, NAN}}, .effect = {NAN, {NAN, NAN}}};
        result = write_comparison(output, &row, failure);
    }
    buffer_free(&names);
    buffer_free(&why);
    return result;
}

/* Holm's family is the measures of one comparison of the codebook. */
static int write_plan(const struct output *output, int k, struct failure *failure)
{
    const struct comparison_plan *plan = &output->respondents->book->comparisons[k];
    size_t count = (size_t)plan->measure_count;
    struct comparison_row *rows = memory_new(count, sizeof *rows);
    double *p = memory_new(count, sizeof *p);
    int result = 0;
    for (size_t i = 0; i < count; i++) {
        rows[i] = make_row(output, k, plan->measures[i]);
        p[i] = rows[i].difference.p;
    }
    compare_holm(p, count);
    for (size_t i = 0; !result && i < count; i++) {
        rows[i].p_adjusted = p[i];
        result = write_comparison(output, &rows[i], failure);
    }
    free(rows);
    free(p);
    return result ? result : write_adjusted(output, k, failure);
}

int write_comparisons(const struct output *output, struct failure *failure)
{
    for (int k = 0; k < output->respondents->book->comparison_count; k++)
        if (write_plan(output, k, failure)) return -1;
    return 0;
}

/* 3 design */

static int write_weights(const struct output *output, struct failure *failure)
{
    const struct respondents *respondents = output->respondents;
    const struct codebook *book = respondents->book;
    const struct design *design = respondents->design;
    struct buffer name = {0};
    int result = 0;
    for (size_t h = 0; !result && h < design->strata; h++) {
        if (design->stratum_size[h] == 0) continue;
        buffer_clear(&name);
        size_t below = design->strata, rest = h;
        for (int m = 0; m < book->margin_count; m++) {
            int count;
            const struct category *categories = codebook_categories(book, (struct group_variable){book->margins[m], -1}, &count);
            below /= (size_t)count;
            buffer_format(&name, "%s%s", m ? "*" : "", categories[rest / below].value);
            rest %= below;
        }
        struct statement *insert = store_statement(output->store, "insert_weight");
        statement_text(insert, 1, output->wave);
        statement_text(insert, 2, name.at);
        statement_integer(insert, 3, (int64_t)design->stratum_size[h]);
        statement_real(insert, 4, design->stratum_weight[h] / design->stratum_size[h]);
        result = statement_run(insert, failure);
    }
    buffer_free(&name);
    return result;
}

static int write_weight_summary(const struct output *output, struct failure *failure)
{
    const struct respondents *respondents = output->respondents;
    const struct codebook *book = respondents->book;
    const struct design *design = respondents->design;
    static const char *const methods[] = {"none", "post-stratify", "rake"};
    double least = INFINITY, most = 0, sum = 0, squares = 0, n = (double)design->respondents;
    struct buffer margins = {0};
    buffer_put(&margins, "");
    for (int m = 0; m < book->margin_count && design->weighted; m++) buffer_format(&margins, "%s%s", m ? ", " : "", book->fields[book->margins[m]].name);
    for (size_t i = 0; i < design->respondents; i++) {
        double weight = design->weight[design->profile[i]];
        least = fmin(least, weight);
        most = fmax(most, weight);
        sum += weight;
        squares += weight * weight;
    }
    const double numbers[] = {least, most, n * squares / (sum * sum), sum * sum / squares};
    struct statement *insert = store_statement(output->store, "insert_weight_summary");
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, methods[book->weighting]);
    statement_text(insert, 3, margins.at);
    statement_integer(insert, 4, respondents->iterations);
    for (int i = 0; i < 4; i++) statement_real(insert, 5 + i, numbers[i]);
    statement_integer(insert, 9, design->clustered ? (int64_t)design->teams : 0);
    int result = statement_run(insert, failure);
    buffer_free(&margins);
    return result;
}

static int write_response_rates(const struct output *output, struct failure *failure)
{
    const struct respondents *respondents = output->respondents;
    struct buffer name = {0};
    int result = 0;
    for (int g = 0; !result && g < respondents->book->grouping_count; g++) {
        const struct breakdown *breakdown = &respondents->design->breakdowns[g];
        for (int cell = breakdown->first_cell; !result && cell < breakdown->first_cell + breakdown->cell_count; cell++) {
            double answered = respondents->design->cell_size[cell], invited = respondents_invited(respondents, g, cell);
            if (answered < 1 && !(invited > 0)) continue;
            buffer_clear(&name);
            respondents_cell_name(respondents, g, cell, &name);
            if (invited < answered) {
                fail(failure, STATUS_DATA, "response rate: %.0f answered in %s = %s, and the frame has only %.0f people there", answered, respondents->book->groupings[g].name, name.at, invited);
                failure_hint(failure, "correct the headcount in the frame");
                result = -1;
                break;
            }
            struct statement *insert = store_statement(output->store, "insert_response_rate");
            statement_text(insert, 1, output->wave);
            statement_text(insert, 2, respondents->book->groupings[g].name);
            statement_text(insert, 3, name.at);
            statement_integer(insert, 4, (int64_t)answered);
            statement_real_or_null(insert, 5, invited);
            statement_real_or_null(insert, 6, invited > 0 ? 100 * answered / invited : (double)NAN);
            result = statement_run(insert, failure);
        }
    }
    buffer_free(&name);
    return result;
}

int write_design(const struct output *output, struct failure *failure)
{
    return write_weight_summary(output, failure) || write_weights(output, failure) || write_response_rates(output, failure) ? -1 : 0;
}
