/* People as the rows of a regression: what predictors make of their answers, team by team, without a matrix of everybody. Pure.
 *
 *     struct model_rows rows;
 *     model_rows_begin(&rows, design, regressors, count, outcome);      counts who has answered all of it; which columns there are
 *     struct row_source source = model_rows_source(&rows, names);       names: of rows.columns columns, model_rows_column tells which is which
 *     regression_linear(&source, &fit) ...
 *     model_rows_end(&rows);
 *
 * The columns: a constant; of a number itself, divided by its step; of categories one indicator for each that somebody in the model has, but the base. Where nobody
 * has the base, the first that somebody has takes its place.
 */
#ifndef SPWELL_ANALYSE_MODEL_ROWS_H
#define SPWELL_ANALYSE_MODEL_ROWS_H
#include "regression.h"
#include "tally.h"

/* Of categories the code at each place of the design, or of each profile; of a number its values. */
struct regressor {
    int categories, base;          /* categories 0: a number */
    const uint8_t *code; bool by_profile; size_t stride; /* the code of place (or profile) i is code[i * stride]; what is no category is missing */
    const struct values *number;
    double step;
};

/* What is explained: a number, or yes (the first value of a measure) as `scale` and no as 0. */
struct explained { const struct values *values; bool yes_no; double scale; };

/* Of each category of a regressor, those in the model who have it, and how many of them say yes. */
struct model_count { size_t people, yes; };

/* Rows may also stand for people alike: of each kind how many there are, and their mean outcome (kinds.h). */
struct model_means { size_t count; const uint32_t *example; const double *weight, *people, *mean; };

struct model_column { int regressor, category; }; /* -1, -1: the constant; category -1: a number */

struct model_rows {
    const struct design *design;
    const struct regressor *regressors;
    int regressor_count;
    const struct model_means *means; /* NULL: each row is a person */
    struct explained explained;
    size_t n, yes, left_out, teams; /* people in the model; those who lack an answer to a part of it; teams with people in it */
    struct model_count **counts;    /* of each regressor its categories; NULL for numbers */
    struct model_column *column;
    size_t columns;
    int **column_of;                /* of each regressor: the column of a category, -1 for the base; of a number the first entry */
    int *base;                      /* of each regressor: the category others are set against; -1 for numbers */
    int *factor;                    /* as row_source wants it */
    double *x, *y, *weight;         /* of the team at hand */
    size_t *kept_first;             /* teams + 1: rows of each team, where they are kept */
    double *kept;                   /* NULL: each walk makes them again */
};

void model_rows_begin(struct model_rows *rows, const struct design *design, const struct regressor *regressors, int count, struct explained explained);
/* A row a kind; who says yes is not counted. */
void model_rows_begin_means(struct model_rows *rows, const struct design *design, const struct regressor *regressors, int count, const struct model_means *means);
/* Makes the rows once for all walks, unless they are too many to keep. */
void model_rows_keep(struct model_rows *rows);
void model_rows_forget(struct model_rows *rows);
/* The row of whoever is at a place, who has answered all of it. */
void model_rows_put(const struct model_rows *rows, size_t place, double *x);
void model_rows_end(struct model_rows *rows);
struct row_source model_rows_source(const struct model_rows *rows, const char *const *names);
/* Takes a column out: it counts as the base. */
void model_rows_drop(struct model_rows *rows, size_t column);
/* A linear regression for the sake of the last column, a group: columns that those before them make up are taken out, as R's lm leaves them out. fit->outcome is
 * REGRESSION_ALIASED only where the last column itself is made up: then the group cannot be told apart from what is named. */
void model_rows_fit_last(struct model_rows *rows, struct regression *fit);

#endif
