/* 1 what is read   2 what is told   3 writing */
#include "model.h"

#include <math.h>
#include <string.h>

#include "counts.h"
#include "model_rule.h"
#include "result.h"
#include "routed.h"
#include "wall.h"

enum { SMALL_DECIMALS = 2, PUBLIC_DECIMALS = 4, SHARE_DECIMALS = 1 };

/* Of one wave: each model's numbers of people, and what is told of it. */
struct known { struct model_people people; struct model_category *categories; bool estimated, told, thin; /* a coefficient rests on few people */ };

/* 1 what is read */

static const struct model_plan *find(const struct plan *plan, struct statement *row, int *index)
{
    const struct codebook *book = plan->book;
    for (*index = 0; *index < book->model_count; ++*index)
        if (!strcmp(book->models[*index].name, statement_get_text(row, 0))) return &book->models[*index];
    return NULL;
}

static int stale(const struct plan *plan, int wave, struct statement *row, struct failure *failure)
{
    return plan_stale(plan, wave, "model", statement_get_text(row, 0), failure);
}

static long count_or_none(struct statement *row, int column)
{
    return statement_is_null(row, column) ? -1 : (long)statement_get_integer(row, column);
}

static int take_people(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    int m;
    if (!find(plan, row, &m)) return stale(plan, wave, row, failure);
    struct known *known = &((struct known *)context)[m];
    known->people.n = (long)statement_get_integer(row, 2);
    known->people.yes = count_or_none(row, 3);
    known->people.left_out = (long)statement_get_integer(row, 4);
    known->people.columns = (long)statement_get_integer(row, 6);
    return 0;
}

static int take_categories(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    int m;
    if (!find(plan, row, &m)) return stale(plan, wave, row, failure);
    struct known *known = &((struct known *)context)[m];
    known->estimated |= !isnan(statement_get_real(row, 11));
    known->thin |= statement_get_integer(row, 1) > 0 && statement_get_real(row, 27) < (double)plan->book->minimum;
    if (statement_is_null(row, 9)) return 0;
    if (!known->categories) known->categories = arena_new(plan->arena, MODEL_COLUMN_LIMIT * CATEGORY_LIMIT, sizeof *known->categories);
    if (known->people.category_count == MODEL_COLUMN_LIMIT * CATEGORY_LIMIT) return stale(plan, wave, row, failure);
    known->categories[known->people.category_count++] = (struct model_category){(long)statement_get_integer(row, 9), count_or_none(row, 10)};
    return 0;
}

/* 2 what is told */

static bool is_sensitive(const struct plan *plan, struct group_variable variable)
{
    const struct codebook *book = plan->book;
    if (variable.measure >= 0) return book->measures[variable.measure].sensitive;
    const struct field *field = &book->fields[variable.field];
    return field->sensitive || routed_is_sensitive(book, variable.field);
}

/* A group of which the outcome is withheld would follow from its coefficient and from the groups that are shown. */
static bool uses_withheld(const struct plan *plan, int wave, const struct model_plan *model, struct group_variable variable)
{
    int grouping = cells_margin(plan->cells, variable);
    if (variable.measure >= 0 && plan_withholds(plan, wave, variable.measure, 0)) return true;
    for (int c = 0; grouping >= 0 && c < cells_in(plan->cells, grouping); c++)
        if (plan_withholds(plan, wave, model->outcome, plan->cells->first[grouping] + c)) return true;
    return false;
}

static bool is_told(const struct plan *plan, int wave, const struct model_plan *model, struct known *known)
{
    if (plan->book->public_sample) return true;
    known->people.sensitive = plan->book->measures[model->outcome].sensitive;
    known->people.categories = known->categories;
    if (known->thin || plan_withholds(plan, wave, model->outcome, 0)) return false;
    for (int p = 0; p < model->predictor_count; p++) {
        known->people.sensitive |= is_sensitive(plan, model->predictors[p].variable);
        if (uses_withheld(plan, wave, model, model->predictors[p].variable)) return false;
        int field = model->predictors[p].variable.field; /* who is in the model was asked it */
        if (field >= 0 && routed_tells(plan, wave, field, 0, known->people.n, known->people.n + known->people.left_out)) return false;
    }
    return model_rule_is_told(&known->people, plan->book->minimum);
}

/* 3 writing */

static int decimals_of(const struct plan *plan, int otherwise) { return plan->book->public_sample ? PUBLIC_DECIMALS : otherwise; }

static int copy_model(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    int m;
    const struct model_plan *model = find(plan, row, &m);
    struct known *known = &((struct known *)context)[m];
    if (!model) return stale(plan, wave, row, failure);
    const struct measure *outcome = &plan->book->measures[model->outcome];
    bool told = known->told = is_told(plan, wave, model, known);
    struct statement *insert = store_statement(plan->release, "model");
    const char *const texts[] = {plan->waves[wave].name, model->name, model->label, model->section ? model->section : "", model->description, outcome->name, model->logistic ? "logistic" : "linear"};
    for (int i = 0; i < 7; i++) statement_text(insert, i + 1, texts[i]);
    if (told) {
        statement_integer(insert, 8, known->people.n);
        if (!counts_is_few(known->people.left_out, plan->book->minimum)) statement_integer(insert, 9, known->people.left_out);
        statement_integer(insert, 10, statement_get_integer(row, 5));
    }
    statement_real_or_null(insert, 11, told ? wall_round(statement_get_real(row, 7), decimals_of(plan, SMALL_DECIMALS)) : (double)NAN);
    statement_text(insert, 12, statement_get_text(row, 10));
    statement_text(insert, 13, !told ? "c" : known->estimated ? "" : "z");
    statement_text(insert, 14, told && !known->estimated ? "it cannot be estimated from these answers" : "");
    statement_integer(insert, 15, m);
    return statement_run(insert, failure);
}

static const char *verdict_of(struct statement *row)
{
    double value = statement_get_real(row, 11), p = statement_get_real(row, 17);
    if (isnan(value)) return "reference";
    if (isnan(p)) return "not estimated";
    return p >= 0.05 ? "no clear difference" : value > 0 ? "higher" : "lower";
}

static int copy_term(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    int m;
    const struct model_plan *model = find(plan, row, &m);
    const struct known *known = &((struct known *)context)[m];
    int position = (int)statement_get_integer(row, 1);
    if (!model) return stale(plan, wave, row, failure);
    if (!known->told || !known->estimated || position == 0) return 0;
    int decimals = decimals_of(plan, result_decimals(plan, model->outcome, model->logistic) + 1), small = decimals_of(plan, SMALL_DECIMALS), share = decimals_of(plan, SHARE_DECIMALS);
    struct statement *insert = store_statement(plan->release, "model_term");
    statement_text(insert, 1, plan->waves[wave].name);
    statement_text(insert, 2, model->name);
    statement_integer(insert, 3, position);
    for (int i = 0; i < 5; i++) statement_text(insert, 4 + i, statement_get_text(row, 2 + i)); /* term, category, label, category_label, reference */
    statement_real_or_null(insert, 9, statement_get_real(row, 8));
    const int from[] = {11, 14, 15};
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 10 + i, model->logistic ? (double)NAN : wall_round(statement_get_real(row, from[i]), decimals));
    for (int i = 0; i < 2; i++) statement_real_or_null(insert, 13 + i, wall_p(statement_get_real(row, 16 + i)));
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 15 + i, wall_round(statement_get_real(row, 18 + i), small));
    const int effects[] = {21, 23, 24};
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 18 + i, wall_round(statement_get_real(row, effects[i]), share));
    statement_real_or_null(insert, 21, wall_round(statement_get_real(row, 25), small));
    statement_text(insert, 22, verdict_of(row));
    statement_text(insert, 23, statement_get_text(row, 26));
    return statement_run(insert, failure);
}

int model_copy(const struct plan *plan, int wave, struct failure *failure)
{
    struct known *known = arena_new(plan->arena, (size_t)plan->book->model_count, sizeof *known);
    if (plan_rows(plan, wave, "models", take_people, known, failure) || plan_rows(plan, wave, "model_terms", take_categories, known, failure)) return -1;
    return plan_rows(plan, wave, "models", copy_model, known, failure) || plan_rows(plan, wave, "model_terms", copy_term, known, failure) ? -1 : 0;
}
