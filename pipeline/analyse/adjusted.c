/* 1 covariates   2 why not   3 one measure   4 writing */
#include "adjusted.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "compare.h"
#include "guard.h"
#include "kinds_fit.h"
#include "load.h"
#include "memory.h"
#include "model_rows.h"
#include "multiplicity.h"
#include "robust.h"
#include "support.h"
#include "write.h"

/* One measure of one comparison. `why` is NULL, or why nothing is told (value NaN), or what to keep in mind. */
struct adjusted_row { double n, n_reference, support; struct difference difference; char *why; };

/* One comparison of the codebook: its covariates, then the group (reference 0, group 1). */
struct adjusted_plan { struct regressor *regressors; struct values *numbers; uint8_t *group; char *names, *family; struct kinds *kinds; /* NULL: people are too different */ struct adjusted_row *rows; };

struct adjusted { const struct respondents *respondents; struct adjusted_plan *plans; };

static const struct comparison_plan *declared(const struct adjusted *adjusted, int k) { return &adjusted->respondents->book->comparisons[k]; }

/* 1 covariates */

static int load_covariate(struct store *store, const char *wave, const struct respondents *respondents, int field, struct regressor *regressor, struct values *number, struct failure *failure)
{
    const struct codebook *book = respondents->book;
    const struct design *design = respondents->design;
    *regressor = (struct regressor){.step = 1, .number = number};
    if (book->fields[field].type != FIELD_CATEGORY) return load_number(store, wave, book, (struct group_variable){field, -1}, design, number, failure);
    *regressor = (struct regressor){.categories = book->fields[field].category_count, .by_profile = true, .stride = (size_t)design->variables, .code = design->codes + respondents_variable(respondents, field)};
    return 0;
}

static void place_groups(const struct respondents *respondents, const struct comparison_plan *plan, struct adjusted_plan *own)
{
    const struct design *design = respondents->design;
    int variable = design->breakdowns[plan->by].variables[0];
    own->group = memory_new(design->profiles, sizeof *own->group);
    for (size_t p = 0; p < design->profiles; p++) {
        int code = design->codes[p * (size_t)design->variables + (size_t)variable];
        own->group[p] = code == plan->reference ? 0 : code == plan->group ? 1 : CODE_MISSING;
    }
    own->regressors[plan->adjust_count] = (struct regressor){.categories = 2, .by_profile = true, .stride = 1, .code = own->group};
}

static int load_plan(struct adjusted *adjusted, int k, struct store *store, const char *wave, struct failure *failure)
{
    const struct comparison_plan *plan = declared(adjusted, k);
    const struct codebook *book = adjusted->respondents->book;
    struct adjusted_plan *own = &adjusted->plans[k];
    struct buffer names = {0}, family = {0};
    int result = 0;
    if (!plan->adjust_count) return 0;
    own->regressors = memory_new((size_t)plan->adjust_count + 1, sizeof *own->regressors);
    own->numbers = memory_new((size_t)plan->adjust_count, sizeof *own->numbers);
    own->rows = memory_new((size_t)plan->measure_count, sizeof *own->rows);
    for (int a = 0; a < plan->adjust_count; a++) buffer_format(&names, "%s%s", a ? ", " : "", book->fields[plan->adjust_for[a]].name);
    own->names = names.at;
    buffer_format(&family, "%s, adjusted for covariates", plan->family);
    own->family = family.at;
    for (int a = 0; !result && a < plan->adjust_count; a++) result = load_covariate(store, wave, adjusted->respondents, plan->adjust_for[a], &own->regressors[a], &own->numbers[a], failure);
    if (result) return result;
    place_groups(adjusted->respondents, plan, own);
    own->kinds = kinds_create(adjusted->respondents->design, own->regressors, plan->adjust_count + 1);
    return result;
}

int adjusted_load(struct adjusted **made, struct store *store, const char *wave, const struct respondents *respondents, struct failure *failure)
{
    struct adjusted *adjusted = *made = memory_new(1, sizeof *adjusted);
    adjusted->respondents = respondents;
    adjusted->plans = memory_new((size_t)respondents->book->comparison_count, sizeof *adjusted->plans);
    for (int k = 0; k < respondents->book->comparison_count; k++)
        if (load_plan(adjusted, k, store, wave, failure)) return -1;
    return 0;
}

void adjusted_free(struct adjusted *adjusted)
{
    for (int k = 0; adjusted && k < adjusted->respondents->book->comparison_count; k++) {
        struct adjusted_plan *own = &adjusted->plans[k];
        for (int a = 0; own->numbers && a < declared(adjusted, k)->adjust_count; a++) load_free(&own->numbers[a]);
        for (int i = 0; own->rows && i < declared(adjusted, k)->measure_count; i++) free(own->rows[i].why);
        free(own->regressors);
        free(own->numbers);
        free(own->rows);
        free(own->group);
        free(own->names);
        kinds_destroy(own->kinds);
        free(own->family);
    }
    if (adjusted) free(adjusted->plans);
    free(adjusted);
}

/* 2 why not */

static const char *label_of(const struct adjusted *adjusted, const struct comparison_plan *plan, int category)
{
    int count;
    return codebook_categories(adjusted->respondents->book, adjusted->respondents->book->groupings[plan->by].variables[0], &count)[category].label;
}

/* The covariates among the columns named, each once: "region and role". Returns how many. */
static int name_covariates(const struct adjusted *adjusted, const struct comparison_plan *plan, const struct model_rows *rows, const struct regression *fit, struct buffer *out)
{
    int count = 0;
    for (int a = 0; a < plan->adjust_count; a++) {
        bool named = false;
        for (size_t i = 0; i < fit->named_count; i++) named |= rows->column[fit->named[i]].regressor == a;
        if (named) buffer_format(out, "%s%s", count++ ? " and " : "", adjusted->respondents->book->fields[plan->adjust_for[a]].name);
    }
    return count;
}

static void explain(const struct adjusted *adjusted, const struct comparison_plan *plan, const struct model_rows *rows, const struct regression *fit, struct buffer *why)
{
    const char *group = label_of(adjusted, plan, plan->group), *reference = label_of(adjusted, plan, plan->reference);
    struct buffer names = {0};
    int count = name_covariates(adjusted, plan, rows, fit, &names);
    switch (fit->outcome) {
    case REGRESSION_TOO_FEW: buffer_put(why, "there are not more people than covariates"); break;
    case REGRESSION_CONSTANT: buffer_put(why, "everybody gave the same answer"); break;
    case REGRESSION_ALIASED:
        if (count == 1) buffer_format(why, "%s and %s differ entirely in %s: the two cannot be told apart", group, reference, names.at);
        else buffer_format(why, "%s and %s are told apart entirely by %s together: no adjusted difference exists", group, reference, count ? names.at : "the covariates");
        break;
    case REGRESSION_ILL_CONDITIONED: buffer_format(why, "%s and the groups almost make up one another: no adjusted difference can be told", count ? names.at : "the covariates"); break;
    case REGRESSION_FITTED:
    case REGRESSION_SEPARATED:
    case REGRESSION_FAILED: buffer_put(why, "the arithmetic did not come to an end"); break;
    }
    buffer_free(&names);
}

/* 3 one measure */

static void tell(struct difference *difference, double value, double se, double df, size_t teams, struct buffer *why)
{
    bool tells = se > 0 && df >= 0.5;
    difference->value = value;
    if (!tells) {
        buffer_put(why, "too few teams for an interval");
        return;
    }
    *difference = (struct difference){value, se, df, value / se, guard_t_two_sided(value / se, df), estimate_t_interval(value, se, df)};
    if (teams < ADJUSTED_FEW_TEAMS) buffer_format(why, "rests on %zu teams", teams);
}

static void test_group(const struct model_rows *rows, const struct regression *fit, struct adjusted_row *row, struct buffer *why)
{
    struct row_source source = model_rows_source(rows, NULL);
    struct robust robust;
    double *contrast = memory_new(rows->columns, sizeof *contrast), *support = memory_new(rows->columns, sizeof *support);
    support_of_all(&source, fit, support);
    row->support = support[rows->columns - 1];
    contrast[rows->columns - 1] = 1;
    bool done = robust_run(&source, fit, ROBUST_CR2, contrast, 1, NULL, &robust) == ROBUST_DONE;
    tell(&row->difference, fit->coefficient[rows->columns - 1], done ? robust.se[0] : (double)NAN, done ? robust.df[0] : (double)NAN, rows->teams, why);
    if (done) robust_free(&robust);
    free(contrast);
    free(support);
}

/* The quick way of large surveys; false where it says nothing. */
static bool run_by_kinds(const struct adjusted *adjusted, int k, struct explained explained, struct adjusted_row *row, struct buffer *why)
{
    const struct adjusted_plan *own = &adjusted->plans[k];
    struct kinds_last last;
    if (!own->kinds || !kinds_fit_last(own->kinds, adjusted->respondents->design, own->regressors, declared(adjusted, k)->adjust_count + 1, explained, &last)) return false;
    if (last.n < last.columns + ADJUSTED_LEAST_DF) return false;
    row->n = (double)last.groups[1];
    row->n_reference = (double)last.groups[0];
    row->support = last.support;
    tell(&row->difference, last.value, last.se, last.df, last.teams, why);
    return true;
}

static void run(const struct adjusted *adjusted, const struct comparison_plan *plan, struct model_rows *rows, struct adjusted_row *row, struct buffer *why)
{
    const struct model_count *groups = rows->counts[plan->adjust_count];
    struct regression fit;
    row->n = (double)groups[1].people;
    row->n_reference = (double)groups[0].people;
    if (!groups[0].people || !groups[1].people) {
        buffer_format(why, "nobody of %s answered all of it", label_of(adjusted, plan, groups[0].people ? plan->group : plan->reference));
        return;
    }
    model_rows_fit_last(rows, &fit);
    if (fit.outcome != REGRESSION_FITTED) explain(adjusted, plan, rows, &fit, why);
    else if (fit.df < ADJUSTED_LEAST_DF) buffer_format(why, "fewer than %d people more than covariates", ADJUSTED_LEAST_DF);
    else test_group(rows, &fit, row, why);
    regression_free(&fit);
}

static int covariate_of(const struct codebook *book, const struct comparison_plan *plan, int measure)
{
    for (int a = 0; a < plan->adjust_count; a++)
        if (codebook_shared_field(book, (struct group_variable){plan->adjust_for[a], -1}, (struct group_variable){-1, measure}) >= 0) return plan->adjust_for[a];
    return -1;
}

static void run_measure(const struct adjusted *adjusted, int k, int measure, const struct values *values, struct adjusted_row *row)
{
    const struct comparison_plan *plan = declared(adjusted, k);
    const struct codebook *book = adjusted->respondents->book;
    struct buffer why = {0};
    struct model_rows rows;
    int covariate = covariate_of(book, plan, measure);
    struct explained explained = {values, book->measures[measure].shape == SHAPE_YES_NO, 100};
    *row = (struct adjusted_row){0, 0, NAN, {NAN, NAN, NAN, NAN, NAN, {NAN, NAN}}, NULL};
    if (covariate < 0 && run_by_kinds(adjusted, k, explained, row, &why)) {
        row->why = why.at;
        return;
    }
    model_rows_begin(&rows, adjusted->respondents->design, adjusted->plans[k].regressors, plan->adjust_count + 1, explained);
    if (covariate >= 0) {
        row->n = (double)rows.counts[plan->adjust_count][1].people;
        row->n_reference = (double)rows.counts[plan->adjust_count][0].people;
        buffer_format(&why, "it is made of %s, which is adjusted for", book->fields[covariate].name);
    } else run(adjusted, plan, &rows, row, &why);
    model_rows_end(&rows);
    row->why = why.at;
}

void adjusted_run(struct adjusted *adjusted, int measure, const struct values *values)
{
    const struct codebook *book = adjusted->respondents->book;
    for (int k = 0; k < book->comparison_count; k++) {
        const struct comparison_plan *plan = declared(adjusted, k);
        for (int i = 0; plan->adjust_count && i < plan->measure_count; i++)
            if (plan->measures[i] == measure && book->measures[measure].shape != SHAPE_CATEGORY) run_measure(adjusted, k, measure, values, &adjusted->plans[k].rows[i]);
    }
}

/* 4 writing */

/* As of the differences themselves (comparisons.c): one that cannot be as large as the margin is similar. */
static const char *verdict_of(const struct adjusted_row *row, double margin, double p_adjusted)
{
    if (isnan(p_adjusted)) return "not estimated";
    if (compare_is_similar(compare_ninety(&row->difference), margin)) return "similar";
    return !compare_is_clear(p_adjusted) ? "no clear difference" : row->difference.value > 0 ? "higher" : "lower";
}

static const char *method_of(const struct adjusted *adjusted, const struct measure *measure)
{
    bool share = measure->shape == SHAPE_YES_NO;
    if (adjusted->respondents->design->clustered) return share ? "adjusted: linear probability, CR2 by team, Satterthwaite t" : "adjusted: linear, CR2 by team, Satterthwaite t";
    return share ? "adjusted: linear probability, CR2, Satterthwaite t" : "adjusted: linear, CR2, Satterthwaite t";
}

static int write_row(const struct adjusted *adjusted, const struct output *output, int k, int i, double p_adjusted, struct failure *failure)
{
    const struct codebook *book = adjusted->respondents->book;
    const struct comparison_plan *plan = declared(adjusted, k);
    const struct adjusted_row *row = &adjusted->plans[k].rows[i];
    const struct measure *measure = &book->measures[plan->measures[i]];
    const struct difference *d = &row->difference;
    int count;
    const struct category *categories = codebook_categories(book, book->groupings[plan->by].variables[0], &count);
    const char *texts[] = {output->wave, book->groupings[plan->by].name, categories[plan->group].value, categories[plan->reference].value, measure->name, measure->shape == SHAPE_YES_NO ? "yes" : "", method_of(adjusted, measure)};
    const double numbers[] = {d->value, d->se, d->df, d->interval.low, d->interval.high, d->t, d->p, p_adjusted};
    struct statement *insert = store_statement(output->store, "insert_comparison");
    for (int t = 0; t < 7; t++) statement_text(insert, t + 1, texts[t]);
    statement_integer(insert, 8, (int64_t)row->n);
    statement_integer(insert, 9, (int64_t)row->n_reference);
    for (int v = 0; v < 8; v++) statement_real_or_null(insert, 10 + v, numbers[v]);
    statement_text(insert, 22, adjusted->plans[k].names);
    statement_text(insert, 23, verdict_of(row, measure->margin, p_adjusted));
    statement_text(insert, 24, row->why);
    statement_text(insert, 25, "adjusted");
    statement_text(insert, 26, adjusted->plans[k].family);
    statement_text(insert, 27, multiplicity_name(plan->adjustment));
    statement_real_or_null(insert, 28, measure->margin);
    statement_real_or_null(insert, 45, row->support);
    return statement_run(insert, failure);
}

static bool is_numeric(const struct adjusted *adjusted, const struct comparison_plan *plan, int i) { return adjusted->respondents->book->measures[plan->measures[i]].shape != SHAPE_CATEGORY; }

/* A family of its own: the adjusted differences of one entry of the codebook, in all its groups. */
static int write_family(const struct adjusted *adjusted, const struct output *output, int first, struct failure *failure)
{
    const struct comparison_plan *plan = declared(adjusted, first);
    size_t measures = (size_t)plan->measure_count, count = (size_t)plan->of * measures;
    double *p = memory_new(count, sizeof *p);
    int result = 0;
    for (size_t at = 0; at < count; at++) p[at] = is_numeric(adjusted, plan, (int)(at % measures)) ? adjusted->plans[first + (int)(at / measures)].rows[at % measures].difference.p : (double)NAN;
    multiplicity_adjust(plan->adjustment, p, count);
    for (size_t at = 0; !result && at < count; at++)
        if (is_numeric(adjusted, plan, (int)(at % measures))) result = write_row(adjusted, output, first + (int)(at / measures), (int)(at % measures), p[at], failure);
    free(p);
    return result;
}

int adjusted_write(const struct adjusted *adjusted, const struct output *output, struct failure *failure)
{
    for (int k = 0; k < adjusted->respondents->book->comparison_count; k++)
        if (declared(adjusted, k)->first == k && declared(adjusted, k)->adjust_count && write_family(adjusted, output, k, failure)) return -1;
    return 0;
}
