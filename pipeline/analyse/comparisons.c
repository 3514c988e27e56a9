/* 1 rows   2 verdicts   3 main results   4 what stands beside   5 families */
#include "comparisons.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "beside.h"
#include "compare.h"
#include "memory.h"
#include "multiplicity.h"

struct comparison_row {
    int plan, measure;
    const char *grp, *family, *role, *method, *effect_name, *adjusted_for, *verdict, *why; /* grp, family NULL: the plan's */
    double n, n_reference, p_adjusted;
    struct difference difference, design; /* design: as R has it; of raw differences */
    struct interval ninety; /* 90% interval of the difference */
    struct effect effect;
    bool few, in_family, in_sets; /* whose p values it is adjusted with: the family, or the tests of all groups at once */
};

static const struct difference none = {NAN, NAN, NAN, NAN, NAN, {NAN, NAN}};

struct rows { struct comparison_row *at; size_t count, room; };

/* 1 rows */

static int write_comparison(const struct output *output, const struct comparison_row *row, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    const struct comparison_plan *plan = &book->comparisons[row->plan];
    const struct measure *measure = &book->measures[row->measure];
    int count;
    const struct category *categories = codebook_categories(book, book->groupings[plan->by].variables[0], &count);
    const struct difference *d = &row->difference;
    const char *texts[] = {output->wave, book->groupings[plan->by].name, row->grp ? row->grp : categories[plan->group].value, categories[plan->reference].value, measure->name, measure->shape == SHAPE_YES_NO ? "yes" : "", row->method};
    const double numbers[] = {d->value, d->se, d->df, d->interval.low, d->interval.high, d->t, d->p, row->p_adjusted};
    const double effects[] = {row->effect.value, row->effect.interval.low, row->effect.interval.high};
    bool adjusted = row->in_family || row->in_sets;
    struct statement *insert = store_statement(output->store, "insert_comparison");
    for (int i = 0; i < 7; i++) statement_text(insert, i + 1, texts[i]);
    statement_integer(insert, 8, (int64_t)row->n);
    statement_integer(insert, 9, (int64_t)row->n_reference);
    for (int i = 0; i < 8; i++) statement_real_or_null(insert, 10 + i, numbers[i]);
    statement_text(insert, 18, row->effect_name);
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 19 + i, effects[i]);
    statement_text(insert, 22, row->adjusted_for);
    statement_text(insert, 23, row->verdict);
    statement_text(insert, 24, row->why);
    statement_text(insert, 25, row->role);
    statement_text(insert, 26, row->family ? row->family : plan->family);
    statement_text(insert, 27, adjusted ? multiplicity_name(plan->adjustment) : "");
    statement_real_or_null(insert, 28, strcmp(row->role, "primary") ? (double)NAN : measure->margin);
    const double as_designed[] = {row->design.df, row->design.interval.low, row->design.interval.high, row->design.p};
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 41 + i, as_designed[i]);
    return statement_run(insert, failure);
}

static struct comparison_row *add(struct rows *rows)
{
    rows->at = memory_grow(rows->at, rows->count, &rows->room, sizeof *rows->at);
    return &rows->at[rows->count++];
}

/* 2 verdicts */

/* A difference that cannot be as large as the margin is similar, however clear it is. It is called clear when its p value says so after adjusting and its interval leaves
 * out 0: of Fisher's test and Newcombe's interval either may be the stricter. */
static const char *verdict_of(const struct output *output, const struct comparison_row *row)
{
    const struct difference *d = &row->difference;
    if (row->few) return "too few";
    if (isnan(row->p_adjusted)) return "not estimated";
    if (compare_is_similar(row->ninety, output->respondents->book->measures[row->measure].margin)) return "similar";
    bool leaves_out_zero = d->interval.low > 0 || d->interval.high < 0;
    return !compare_is_clear(row->p_adjusted) || !leaves_out_zero ? "no clear difference" : d->value > 0 ? "higher" : "lower";
}

/* 3 main results */

static int pair_of(const struct measure_result *result, int plan)
{
    for (int k = 0; k < result->pair_count; k++)
        if (result->plans[k] == plan) return k;
    return -1;
}

static struct interval to_points(struct interval shares) { return (struct interval){100 * shares.low, 100 * shares.high}; }

/* Small or one-sided tables of a simple random sample: t would take a share of 0% or 100% for certain, so the exact test and Newcombe's
 * interval take its place. */
static void use_fisher(struct comparison_row *row, const struct contrast *c)
{
    double n = (double)(c->yes + c->no), m = (double)(c->reference_yes + c->reference_no), p = (double)c->yes / n, q = (double)c->reference_yes / m;
    struct interval newcombe = to_points(compare_newcombe(p, n, q, m));
    row->method = "fisher exact";
    row->why = NULL;
    row->design = none;
    row->difference = (struct difference){100 * (p - q), NAN, NAN, NAN, compare_fisher(c->yes, c->no, c->reference_yes, c->reference_no), newcombe};
    row->ninety = to_points(compare_newcombe_ninety(p, n, q, m));
    row->effect = (struct effect){100 * (p - q), newcombe};
}

static void add_main(struct rows *rows, const struct output *output, int plan, int measure, const struct contrast *contrast)
{
    const struct design *design = output->respondents->design;
    bool number = output->respondents->book->measures[measure].shape == SHAPE_NUMBER, simple = !design->clustered && !design->weighted && !design->stratified;
    struct comparison_row *row = add(rows);
    *row = (struct comparison_row){.plan = plan, .measure = measure, .role = "primary", .method = simple ? "raw: Welch t" : contrast->few_teams ? "raw: design-based t, Bell-McCaffrey df" : "raw: design-based t, as svyglm", .adjusted_for = "", .effect_name = number ? "Hedges g" : "percentage points",
                                   .n = contrast->n, .n_reference = contrast->n_reference, .difference = contrast->difference, .design = contrast->design, .effect = contrast->effect, .why = contrast->why, .few = contrast->few, .in_family = true};
    row->ninety = compare_ninety(&row->difference);
    if (simple && !number && beside_wants_exact(contrast)) use_fisher(row, contrast);
    if (!row->few) return;
    row->difference.p = row->difference.t = row->design.p = NAN;
    if (!row->why) row->why = "fewer than five answers or teams on a side: no test";
}

/* 4 what stands beside */

static void add_beside(struct rows *rows, int plan, int measure, const char *role, const char *grp, const struct beside *beside)
{
    bool overall = strcmp(role, "overall") == 0;
    *add(rows) = (struct comparison_row){.plan = plan, .measure = measure, .grp = grp, .role = role, .method = beside->method, .adjusted_for = "", .verdict = "", .effect_name = beside->effect_name, .n = beside->n,
                                         .n_reference = beside->n_reference, .p_adjusted = NAN, .difference = {beside->value, NAN, beside->df, beside->statistic, beside->p, beside->value_interval}, .design = none,
                                         .effect = beside->effect, .why = beside->why, .in_family = overall && !grp, .in_sets = grp != NULL};
}

static void add_pair(struct rows *rows, const struct output *output, int plan, int measure)
{
    const struct measure_result *result = &output->results[measure];
    const struct analysis *analysis = result->analysis;
    int pair = pair_of(result, plan);
    bool table = output->respondents->book->measures[measure].shape == SHAPE_CATEGORY;
    if (!table) add_main(rows, output, plan, measure, &analysis->contrasts[pair]);
    for (size_t i = 0; i < analysis->beside_count; i++)
        if (analysis->besides[i].pair == pair) add_beside(rows, plan, measure, table ? "overall" : "beside", NULL, &analysis->besides[i]);
}

/* All groups of a list at once: once for the list, with its first group. */
static void add_set(struct rows *rows, const struct output *output, int plan, int measure, const char *grp, const char *family)
{
    const struct measure_result *result = &output->results[measure];
    for (size_t i = 0; i < result->analysis->beside_count; i++) {
        const struct beside *beside = &result->analysis->besides[i];
        if (beside->set < 0 || result->plans[result->sets[beside->set][0]] != plan) continue;
        add_beside(rows, plan, measure, "overall", grp, beside);
        rows->at[rows->count - 1].family = family;
    }
}

/* 5 families */

static void adjust(const struct rows *rows, enum adjustment adjustment, bool sets)
{
    double *p = memory_new(rows->count, sizeof *p);
    for (size_t i = 0; i < rows->count; i++) p[i] = (sets ? rows->at[i].in_sets : rows->at[i].in_family) ? rows->at[i].difference.p : (double)NAN;
    multiplicity_adjust(adjustment, p, rows->count);
    for (size_t i = 0; i < rows->count; i++)
        if (sets ? rows->at[i].in_sets : rows->at[i].in_family) rows->at[i].p_adjusted = p[i];
    free(p);
}

/* One entry of the codebook is a family: its measures, in all its groups. The tests of all groups at once are adjusted among themselves. */
static int write_family(const struct output *output, int first, struct failure *failure)
{
    const struct comparison_plan *plan = &output->respondents->book->comparisons[first];
    struct rows rows = {0};
    struct buffer grp = {0}, family = {0};
    int result = 0;
    codebook_comparison_groups(output->respondents->book, plan, &grp);
    buffer_format(&family, "%s, all groups at once", plan->family);
    for (int k = first; k < first + plan->of; k++)
        for (int i = 0; i < plan->measure_count; i++) add_pair(&rows, output, k, plan->measures[i]);
    for (int i = 0; i < plan->measure_count; i++) add_set(&rows, output, first, plan->measures[i], grp.at, family.at);
    adjust(&rows, plan->adjustment, false);
    adjust(&rows, plan->adjustment, true);
    for (size_t i = 0; !result && i < rows.count; i++) {
        if (!rows.at[i].verdict) rows.at[i].verdict = verdict_of(output, &rows.at[i]);
        result = write_comparison(output, &rows.at[i], failure);
    }
    free(rows.at);
    buffer_free(&grp);
    buffer_free(&family);
    return result;
}

int comparisons_write(const struct output *output, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    for (int k = 0; k < book->comparison_count; k++)
        if (book->comparisons[k].first == k && write_family(output, k, failure)) return -1;
    return 0;
}
