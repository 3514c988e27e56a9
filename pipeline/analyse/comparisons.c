#include "comparisons.h"

#include <math.h>
#include <stdlib.h>

#include "compare.h"
#include "confound.h"
#include "memory.h"

struct comparison_row {
    int plan, measure;
    const char *method, *effect_name, *adjusted_for, *verdict, *why;
    double n, n_reference, p_adjusted;
    struct difference difference, design; /* design: as R has it; of raw differences */
    struct effect effect;
};

static const struct difference none = {NAN, NAN, NAN, NAN, NAN, {NAN, NAN}};

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
    const double as_designed[] = {row->design.df, row->design.interval.low, row->design.interval.high, row->design.p};
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 41 + i, as_designed[i]);
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
    row->design = none;
    row->difference = (struct difference){100 * (p - q), NAN, NAN, NAN, compare_fisher(c->yes, c->no, c->reference_yes, c->reference_no), newcombe};
    row->effect = (struct effect){100 * (p - q), newcombe};
}

static struct comparison_row make_row(const struct output *output, int plan, int measure)
{
    const struct design *design = output->respondents->design;
    const struct contrast *contrast = contrast_of(output, plan, measure);
    bool number = output->respondents->book->measures[measure].shape == SHAPE_NUMBER, simple = !design->clustered && !design->weighted && !design->stratified;
    struct comparison_row row = {.plan = plan, .measure = measure, .method = simple ? "raw: Welch t" : "raw: design-based t, Bell-McCaffrey df", .adjusted_for = "", .effect_name = number ? "Hedges g" : "percentage points",
                                 .n = contrast->n, .n_reference = contrast->n_reference, .difference = contrast->difference, .design = contrast->design, .effect = contrast->effect, .why = contrast->why};
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
                                     .p_adjusted = NAN, .difference = none, .design = none, .effect = {NAN, {NAN, NAN}}};
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

int comparisons_write(const struct output *output, struct failure *failure)
{
    for (int k = 0; k < output->respondents->book->comparison_count; k++)
        if (write_plan(output, k, failure)) return -1;
    return 0;
}
