#include "model_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { KEPT_LIMIT = 1 << 23 }; /* numbers: 64 MB */

/* 1 one person */

static int code_of(const struct model_rows *rows, const struct regressor *regressor, size_t place)
{
    size_t at = regressor->by_profile ? rows->design->profile[place] : place;
    int code = regressor->code[at * regressor->stride];
    return code < regressor->categories ? code : -1;
}

static bool has_all(const struct model_rows *rows, size_t place)
{
    if (rows->explained.values->at[place] == VALUE_MISSING) return false;
    for (int r = 0; r < rows->regressor_count; r++) {
        const struct regressor *regressor = &rows->regressors[r];
        if (regressor->categories ? code_of(rows, regressor, place) < 0 : regressor->number->at[place] == VALUE_MISSING) return false;
    }
    return true;
}

static bool says_yes(const struct model_rows *rows, size_t place)
{
    return rows->explained.yes_no && rows->explained.values->value[rows->explained.values->at[place]] == 0;
}

void model_rows_put(const struct model_rows *rows, size_t place, double *x)
{
    memset(x, 0, rows->columns * sizeof *x);
    x[0] = 1;
    for (int r = 0; r < rows->regressor_count; r++) {
        const struct regressor *regressor = &rows->regressors[r];
        int column = rows->column_of[r][regressor->categories ? code_of(rows, regressor, place) : 0];
        if (column >= 0) x[column] = regressor->categories ? 1 : regressor->number->value[regressor->number->at[place]] / regressor->step;
    }
}

/* 2 who is in it */

static void count_person(struct model_rows *rows, size_t place)
{
    bool yes = says_yes(rows, place);
    rows->n++;
    rows->yes += yes;
    for (int r = 0; r < rows->regressor_count; r++) {
        if (!rows->counts[r]) continue;
        struct model_count *count = &rows->counts[r][code_of(rows, &rows->regressors[r], place)];
        count->people++;
        count->yes += yes;
    }
}

static void count_people(struct model_rows *rows)
{
    const struct design *design = rows->design;
    for (size_t team = 0; team < design->teams; team++) {
        size_t before = rows->n;
        for (uint32_t place = design->team_first[team]; place < design->team_first[team + 1]; place++) {
            if (has_all(rows, place)) count_person(rows, place);
            else rows->left_out++;
        }
        rows->teams += rows->n > before;
    }
}

/* 3 columns */

static void add_column(struct model_rows *rows, int regressor, int category, int factor)
{
    if (regressor >= 0) rows->column_of[regressor][category < 0 ? 0 : category] = (int)rows->columns;
    rows->column[rows->columns] = (struct model_column){regressor, category};
    rows->factor[rows->columns++] = factor;
}

static void add_categories(struct model_rows *rows, int r)
{
    const struct regressor *regressor = &rows->regressors[r];
    rows->base[r] = regressor->base;
    for (int c = 0; c < regressor->categories && !rows->counts[r][rows->base[r]].people; c++)
        if (rows->counts[r][c].people) rows->base[r] = c;
    for (int c = 0; c < regressor->categories; c++) {
        rows->column_of[r][c] = -1;
        if (c != rows->base[r] && rows->counts[r][c].people) add_column(rows, r, c, r + 1);
    }
}

static size_t room_for(const struct regressor *regressors, int count)
{
    size_t room = 1;
    for (int r = 0; r < count; r++) room += regressors[r].categories ? (size_t)regressors[r].categories : 1;
    return room;
}

static size_t largest_team(const struct design *design)
{
    size_t largest = 1;
    for (size_t team = 0; team < design->teams; team++)
        if (design->team_first[team + 1] - design->team_first[team] > largest) largest = design->team_first[team + 1] - design->team_first[team];
    return largest;
}

static void make_room(struct model_rows *rows, const struct design *design, const struct regressor *regressors, int count)
{
    size_t regressor_count = (size_t)count, room = room_for(regressors, count);
    *rows = (struct model_rows){.design = design, .regressors = regressors, .regressor_count = count, .counts = memory_new(regressor_count, sizeof *rows->counts), .column = memory_new(room, sizeof *rows->column),
                                .column_of = memory_new(regressor_count, sizeof *rows->column_of), .base = memory_new(regressor_count, sizeof *rows->base), .factor = memory_new(room, sizeof *rows->factor)};
    for (int r = 0; r < count; r++) {
        if (regressors[r].categories) rows->counts[r] = memory_new((size_t)regressors[r].categories, sizeof **rows->counts);
        rows->column_of[r] = memory_new(regressors[r].categories ? (size_t)regressors[r].categories : 1, sizeof **rows->column_of);
        rows->base[r] = -1;
    }
}

static void make_columns(struct model_rows *rows, size_t people)
{
    add_column(rows, -1, -1, 0);
    for (int r = 0; r < rows->regressor_count; r++) {
        if (rows->regressors[r].categories) add_categories(rows, r);
        else add_column(rows, r, -1, 0);
    }
    rows->x = memory_new(people * rows->columns, sizeof *rows->x);
    rows->y = memory_new(people, sizeof *rows->y);
    rows->weight = memory_new(people, sizeof *rows->weight);
}

void model_rows_begin(struct model_rows *rows, const struct design *design, const struct regressor *regressors, int count, struct explained explained)
{
    make_room(rows, design, regressors, count);
    rows->explained = explained;
    count_people(rows);
    make_columns(rows, largest_team(design));
}

void model_rows_begin_means(struct model_rows *rows, const struct design *design, const struct regressor *regressors, int count, const struct model_means *means)
{
    make_room(rows, design, regressors, count);
    rows->means = means;
    for (size_t k = 0; k < means->count; k++) {
        rows->n += (size_t)means->people[k];
        for (int r = 0; r < count; r++)
            if (rows->counts[r]) rows->counts[r][code_of(rows, &regressors[r], means->example[k])].people += (size_t)means->people[k];
    }
    make_columns(rows, 1);
}

void model_rows_end(struct model_rows *rows)
{
    for (int r = 0; r < rows->regressor_count; r++) {
        free(rows->counts[r]);
        free(rows->column_of[r]);
    }
    void *parts[] = {rows->counts, rows->column, rows->column_of, rows->base, rows->factor, rows->x, rows->y, rows->weight, rows->kept_first, rows->kept};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    *rows = (struct model_rows){0};
}

void model_rows_drop(struct model_rows *rows, size_t column)
{
    model_rows_forget(rows); /* they have other columns */
    rows->columns--;
    for (size_t c = column; c < rows->columns; c++) {
        rows->column[c] = rows->column[c + 1];
        rows->factor[c] = rows->factor[c + 1];
    }
    for (int r = 0; r < rows->regressor_count; r++)
        for (int c = 0; c < (rows->regressors[r].categories ? rows->regressors[r].categories : 1); c++) {
            if (rows->column_of[r][c] == (int)column) rows->column_of[r][c] = -1;
            else if (rows->column_of[r][c] > (int)column) rows->column_of[r][c]--;
        }
}

/* 4 teams */

static void make_team(const void *context, size_t team, struct row_block *block)
{
    const struct model_rows *rows = context;
    const struct design *design = rows->design;
    const struct values *values = rows->explained.values;
    size_t used = 0;
    for (uint32_t place = design->team_first[team]; place < design->team_first[team + 1]; place++) {
        if (!has_all(rows, place)) continue;
        model_rows_put(rows, place, rows->x + used * rows->columns);
        rows->y[used] = rows->explained.yes_no ? (says_yes(rows, place) ? rows->explained.scale : 0) : values->value[values->at[place]];
        rows->weight[used++] = design->weight[design->profile[place]];
    }
    *block = (struct row_block){used, rows->x, rows->y, design->weighted ? rows->weight : NULL, NULL};
}

/* Kept: all rows, then all outcomes, then all weights. */
static void kept_team(const void *context, size_t team, struct row_block *block)
{
    const struct model_rows *rows = context;
    size_t first = rows->kept_first[team];
    const double *y = rows->kept + rows->n * rows->columns, *weight = y + rows->n;
    *block = (struct row_block){rows->kept_first[team + 1] - first, rows->kept + first * rows->columns, y + first, rows->design->weighted ? weight + first : NULL, NULL};
}

void model_rows_keep(struct model_rows *rows)
{
    size_t teams = rows->design->teams, columns = rows->columns, used = 0;
    if (rows->means || rows->n > KEPT_LIMIT / (columns + 2)) return;
    rows->kept_first = memory_new(teams + 1, sizeof *rows->kept_first);
    rows->kept = memory_new(rows->n * (columns + 2), sizeof *rows->kept);
    double *y = rows->kept + rows->n * columns, *weight = y + rows->n;
    for (size_t team = 0; team < teams; team++) {
        struct row_block block = {0};
        make_team(rows, team, &block);
        memcpy(rows->kept + used * columns, block.x, block.rows * columns * sizeof *block.x);
        memcpy(y + used, block.y, block.rows * sizeof *block.y);
        if (block.weight) memcpy(weight + used, block.weight, block.rows * sizeof *block.weight);
        rows->kept_first[team + 1] = used += block.rows;
    }
}

void model_rows_forget(struct model_rows *rows)
{
    free(rows->kept);
    free(rows->kept_first);
    rows->kept = NULL;
    rows->kept_first = NULL;
}

static void next_kind(const void *context, size_t kind, struct row_block *block)
{
    const struct model_rows *rows = context;
    const struct model_means *means = rows->means;
    model_rows_put(rows, means->example[kind], rows->x);
    rows->y[0] = means->mean[kind];
    rows->weight[0] = means->people[kind] * means->weight[kind];
    *block = (struct row_block){means->people[kind] > 0, rows->x, rows->y, rows->weight, NULL};
}

struct row_source model_rows_source(const struct model_rows *rows, const char *const *names)
{
    if (rows->means) return (struct row_source){rows->columns, rows->means->count, names, rows->factor, next_kind, rows};
    return (struct row_source){rows->columns, rows->design->teams, names, rows->factor, rows->kept ? kept_team : make_team, rows};
}

void model_rows_fit_last(struct model_rows *rows, struct regression *fit)
{
    for (;;) {
        struct row_source source = model_rows_source(rows, NULL);
        regression_linear(&source, fit);
        if (fit->outcome != REGRESSION_ALIASED || fit->named[0] + 1 == rows->columns) return;
        size_t column = fit->named[0];
        regression_free(fit);
        model_rows_drop(rows, column);
    }
}
