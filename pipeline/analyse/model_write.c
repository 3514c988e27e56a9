/* 1 predictors   2 names   3 rows of the store   4 one model */
#include "model_write.h"

#include <math.h>
#include <stdlib.h>

#include "load.h"
#include "memory.h"
#include "model_fit.h"
#include "write.h"

/* One model, what is read for it, and what came out. */
struct asked { const struct model_plan *plan; struct regressor *regressors; struct values *numbers; uint8_t **codes; struct values outcome; struct arena *arena; struct model_rows rows; struct model_fit fit; };

struct models { const struct respondents *respondents; struct asked *tasks; };

/* 1 predictors */

struct source { struct store *store; const char *wave; const struct respondents *respondents; };

/* In the order of the design. */
static int load_category(const struct source *source, struct group_variable variable, uint8_t **codes, struct failure *failure)
{
    const struct design *design = source->respondents->design;
    uint8_t *in_file = memory_new(design->respondents, 1);
    int result = load_codes(source->store, source->wave, source->respondents->book, variable, design->respondents, in_file, 1, failure);
    *codes = memory_new(design->respondents, 1);
    for (size_t i = 0; !result && i < design->respondents; i++) (*codes)[i] = in_file[design->order[i]];
    free(in_file);
    return result;
}

static int load_predictor(const struct source *source, struct asked *task, int p, struct failure *failure)
{
    const struct model_predictor *predictor = &task->plan->predictors[p];
    const struct codebook *book = source->respondents->book;
    struct regressor *regressor = &task->regressors[p];
    int count;
    *regressor = (struct regressor){.base = predictor->reference, .stride = 1, .number = &task->numbers[p], .step = predictor->per};
    if (!codebook_categories(book, predictor->variable, &count)) return load_number(source->store, source->wave, book, predictor->variable, source->respondents->design, &task->numbers[p], failure);
    regressor->categories = count;
    int result = load_category(source, predictor->variable, &task->codes[p], failure);
    regressor->code = task->codes[p];
    return result;
}

static int load_task(const struct source *source, struct asked *task, struct failure *failure)
{
    const struct measure *outcome = &source->respondents->book->measures[task->plan->outcome];
    size_t count = (size_t)task->plan->predictor_count;
    task->arena = arena_create();
    task->regressors = memory_new(count, sizeof *task->regressors);
    task->numbers = memory_new(count, sizeof *task->numbers);
    task->codes = memory_new(count, sizeof *task->codes);
    for (int p = 0; p < task->plan->predictor_count; p++)
        if (load_predictor(source, task, p, failure)) return -1;
    return load_values(source->store, source->wave, outcome, source->respondents->design, &task->outcome, failure);
}

/* The answers, which are not needed once the model is estimated. */
static void free_answers(struct asked *task)
{
    for (int p = 0; p < task->plan->predictor_count; p++) {
        if (task->numbers) load_free(&task->numbers[p]);
        if (!task->codes) continue;
        free(task->codes[p]);
        task->codes[p] = NULL;
    }
    load_free(&task->outcome);
}

static void free_task(struct asked *task)
{
    free_answers(task);
    model_fit_free(&task->fit);
    model_rows_end(&task->rows);
    free(task->regressors);
    free(task->numbers);
    free(task->codes);
    if (task->arena) arena_destroy(task->arena);
}

/* 2 names */

static const char *predictor_name(const struct codebook *book, const struct model_predictor *predictor)
{
    return predictor->variable.field >= 0 ? book->fields[predictor->variable.field].name : book->measures[predictor->variable.measure].name;
}

static const char *predictor_label(const struct codebook *book, const struct model_predictor *predictor)
{
    return predictor->variable.field >= 0 ? book->fields[predictor->variable.field].label : book->measures[predictor->variable.measure].label;
}

static const struct category *category_of(const struct codebook *book, const struct model_predictor *predictor, int category)
{
    int count;
    return category < 0 ? NULL : &codebook_categories(book, predictor->variable, &count)[category];
}

static const char **name_columns(const struct codebook *book, const struct asked *task, const struct model_rows *rows)
{
    const char **names = arena_new(task->arena, rows->columns, sizeof *names);
    for (size_t c = 0; c < rows->columns; c++) {
        const struct model_column *column = &rows->column[c];
        const struct model_predictor *predictor = column->regressor < 0 ? NULL : &task->plan->predictors[column->regressor];
        const struct category *category = predictor ? category_of(book, predictor, column->category) : NULL;
        names[c] = !predictor ? "the constant" : category ? arena_format(task->arena, "%s: %s", predictor_label(book, predictor), category->label) : predictor_label(book, predictor);
    }
    return names;
}

/* 3 rows of the store */

static int write_head(const struct output *output, const struct asked *task, const struct model_rows *rows, const struct model_fit *fit, struct failure *failure)
{
    const double numbers[] = {fit->r_squared, fit->log_likelihood, fit->condition};
    struct statement *insert = store_statement(output->store, "insert_model");
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, task->plan->name);
    statement_text(insert, 3, output->respondents->book->measures[task->plan->outcome].name);
    statement_text(insert, 4, task->plan->logistic ? "logistic" : "linear");
    statement_integer(insert, 5, (int64_t)rows->n);
    if (task->plan->logistic) statement_integer(insert, 6, (int64_t)rows->yes);
    else statement_null(insert, 6);
    statement_integer(insert, 7, (int64_t)rows->left_out);
    statement_integer(insert, 8, (int64_t)rows->teams);
    statement_integer(insert, 9, (int64_t)rows->columns);
    for (int i = 0; i < 3; i++) statement_real_or_null(insert, 10 + i, numbers[i]);
    statement_text(insert, 13, "CR2 by team, Satterthwaite t");
    statement_text(insert, 14, fit->why);
    return statement_run(insert, failure);
}

/* What stands for a category or a number in the store: its place in the model, and of how many people. */
struct place { int position, regressor, category; size_t column; /* SIZE_MAX: the base */ };

static void put_count(struct statement *insert, int column, bool known, size_t count)
{
    if (known) statement_integer(insert, column, (int64_t)count);
    else statement_null(insert, column);
}

static int write_term(const struct output *output, const struct asked *task, const struct model_rows *rows, const struct model_fit *fit, struct place place, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    const struct model_predictor *predictor = place.regressor < 0 ? NULL : &task->plan->predictors[place.regressor];
    const struct category *category = predictor ? category_of(book, predictor, place.category) : NULL;
    const struct category *base = category ? category_of(book, predictor, rows->base[place.regressor]) : NULL;
    const struct model_count *count = category ? &rows->counts[place.regressor][place.category] : NULL;
    const struct model_term *term = fit->term && place.column != SIZE_MAX ? &fit->term[place.column] : NULL;
    struct statement *insert = store_statement(output->store, "insert_model_term");
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, task->plan->name);
    statement_integer(insert, 3, place.position);
    statement_text(insert, 4, predictor ? predictor_name(book, predictor) : "");
    statement_text(insert, 5, category ? category->value : "");
    statement_text(insert, 6, predictor ? predictor_label(book, predictor) : "constant");
    statement_text(insert, 7, category ? category->label : "");
    statement_text(insert, 8, base ? base->value : "");
    statement_real_or_null(insert, 9, predictor && !category ? predictor->per : (double)NAN);
    put_count(insert, 10, count, count ? count->people : 0);
    put_count(insert, 11, count && task->plan->logistic, count ? count->yes : 0);
    const double numbers[] = {term ? term->value : NAN, term ? term->se : NAN, term ? term->df : NAN, term ? term->interval.low : NAN, term ? term->interval.high : NAN, term ? term->p : NAN, term ? term->p_adjusted : NAN,
                              term ? term->odds_ratio : NAN, term ? term->odds.low : NAN, term ? term->odds.high : NAN, term ? term->effect : NAN, term ? term->effect_se : NAN,
                              term ? term->effect_interval.low : NAN, term ? term->effect_interval.high : NAN, term ? term->standardised : NAN};
    for (int i = 0; i < 15; i++) statement_real_or_null(insert, 12 + i, numbers[i]);
    statement_text(insert, 27, term ? term->why : category && place.category == rows->base[place.regressor] ? "the others are compared with it" : NULL);
    statement_real_or_null(insert, 28, term ? term->support : (double)NAN);
    return statement_run(insert, failure);
}

/* The constant, then predictors in the order of the codebook, all categories that somebody has, the base among them. */
static int write_terms(const struct output *output, const struct asked *task, const struct model_rows *rows, const struct model_fit *fit, struct failure *failure)
{
    int position = 1;
    if (write_term(output, task, rows, fit, (struct place){0, -1, -1, 0}, failure)) return -1;
    for (int r = 0; r < rows->regressor_count; r++) {
        int categories = rows->regressors[r].categories;
        for (int c = 0; c < (categories ? categories : 1); c++) {
            if (categories && !rows->counts[r][c].people) continue;
            int column = rows->column_of[r][c];
            if (write_term(output, task, rows, fit, (struct place){position++, r, categories ? c : -1, column < 0 ? SIZE_MAX : (size_t)column}, failure)) return -1;
        }
    }
    return 0;
}

/* 4 one model */

static int clear(const struct output *output, struct failure *failure)
{
    static const char *const names[] = {"delete_model_terms", "delete_models"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct statement *delete = store_statement(output->store, names[i]);
        statement_text(delete, 1, output->wave);
        if (statement_run(delete, failure)) return -1;
    }
    return 0;
}

struct models *model_prepare(const struct respondents *respondents)
{
    struct models *models = memory_new(1, sizeof *models);
    models->respondents = respondents;
    models->tasks = memory_new((size_t)respondents->book->model_count, sizeof *models->tasks);
    for (int m = 0; m < respondents->book->model_count; m++) models->tasks[m].plan = &respondents->book->models[m];
    return models;
}

int model_run(struct models *models, int model, struct store *store, const char *wave, struct failure *failure)
{
    struct asked *task = &models->tasks[model];
    const struct source source = {store, wave, models->respondents};
    if (load_task(&source, task, failure)) return -1;
    model_rows_begin(&task->rows, models->respondents->design, task->regressors, task->plan->predictor_count, (struct explained){&task->outcome, task->plan->logistic, 1});
    if (task->plan->logistic) model_rows_keep(&task->rows); /* it is walked through over and over */
    model_fit_run(&task->rows, name_columns(models->respondents->book, task, &task->rows), task->plan->logistic, &task->fit);
    model_rows_forget(&task->rows);
    free_answers(task);
    return 0;
}

int model_write(const struct models *models, const struct output *output, struct failure *failure)
{
    if (clear(output, failure)) return -1;
    for (int m = 0; m < models->respondents->book->model_count; m++) {
        const struct asked *task = &models->tasks[m];
        if (write_head(output, task, &task->rows, &task->fit, failure) || write_terms(output, task, &task->rows, &task->fit, failure)) return -1;
    }
    return 0;
}

void model_free(struct models *models)
{
    for (int m = 0; models && m < models->respondents->book->model_count; m++) free_task(&models->tasks[m]);
    if (models) free(models->tasks);
    free(models);
}
