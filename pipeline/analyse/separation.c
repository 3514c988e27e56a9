#include "separation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "linear_program.h"
#include "memory.h"

enum { ROUND_LIMIT = 2000, WORST_ROWS = 32 };
static const double BROKEN = 1e-8; /* of a row; ten times what the program itself allows */

struct search {
    const struct row_source *source;
    const double *centre, *scale;
    struct linear_program *program;
    size_t columns;
    double *direction;
    double *row;
    double *worst;   /* WORST_ROWS x columns: the row broken most among every WORST_ROWS-th */
    double *amount;  /* WORST_ROWS: by how much */
    size_t *indices;
};

/* The scaled row of x, turned round where y is 0: along a separating direction it is 0 or more. Its largest number is made 1, so that people far out are
 * judged as finely as the others. */
static void scale_row(const struct search *search, const double *x, double y)
{
    double largest = 0;
    for (size_t j = 0; j < search->columns; j++) {
        search->row[j] = (x[j] - search->centre[j]) / search->scale[j];
        if (fabs(search->row[j]) > largest) largest = fabs(search->row[j]);
    }
    double factor = (y > 0.5 ? 1 : -1) / (largest > 0 ? largest : 1);
    for (size_t j = 0; j < search->columns; j++) search->row[j] *= factor;
}

static void visit(struct search *search, void (*look)(struct search *search, size_t at))
{
    size_t at = 0;
    for (size_t team = 0; team < search->source->teams; team++) {
        struct row_block block = {0};
        search->source->team(search->source->context, team, &block);
        for (size_t i = 0; i < block.rows; i++) {
            if (block.weight && !(block.weight[i] > 0)) continue;
            scale_row(search, block.x + i * search->columns, block.y[i]);
            look(search, at++);
        }
    }
}

static void add_up(struct search *search, size_t at)
{
    (void)at;
    for (size_t j = 0; j < search->columns; j++) search->direction[j] += search->row[j];
}

static void look_for_broken(struct search *search, size_t at)
{
    double along = 0;
    for (size_t j = 0; j < search->columns; j++) along += search->row[j] * search->direction[j];
    size_t slot = at % WORST_ROWS;
    if (along >= search->amount[slot]) return;
    search->amount[slot] = along;
    memcpy(search->worst + slot * search->columns, search->row, search->columns * sizeof *search->row);
}

static size_t add_broken(struct search *search)
{
    size_t added = 0;
    for (size_t slot = 0; slot < WORST_ROWS; slot++) {
        if (search->amount[slot] >= -BROKEN) continue;
        linear_program_row(search->program, search->indices, search->worst + slot * search->columns, search->columns, 0, INFINITY);
        added++;
    }
    return added;
}

/* Solves, adds the rows that the solution breaks, until there are none: the solution is then that of all rows. */
static enum separation decide(struct search *search)
{
    for (int round = 0; round < ROUND_LIMIT; round++) {
        double sum, largest = 0;
        if (linear_program_solve(search->program, LINEAR_PROGRAM_LARGEST, &sum) != LINEAR_PROGRAM_SOLVED) return SEPARATION_UNDECIDED;
        for (size_t j = 0; j < search->columns; j++) {
            search->direction[j] = linear_program_value(search->program, j);
            largest = fmax(largest, fabs(search->direction[j]));
        }
        /* Any separating direction can be lengthened until it meets a bound, and then its sum is larger. */
        if (largest < 0.5) return SEPARATION_NONE;
        for (size_t slot = 0; slot < WORST_ROWS; slot++) search->amount[slot] = -BROKEN;
        visit(search, look_for_broken);
        if (!add_broken(search)) return SEPARATION_FOUND;
    }
    return SEPARATION_UNDECIDED;
}

/* Leaves out what is not needed, from the last column on. */
static enum separation thin_out(struct search *search, size_t first, bool *separates)
{
    for (size_t j = search->columns; j-- > first;) {
        if (!separates[j]) continue;
        linear_program_bound(search->program, j, 0, 0);
        enum separation without = decide(search);
        if (without == SEPARATION_UNDECIDED) return without;
        separates[j] = without == SEPARATION_NONE;
        if (separates[j]) linear_program_bound(search->program, j, -1, 1);
    }
    return SEPARATION_FOUND;
}

static enum separation find(struct search *search, size_t first, bool *separates)
{
    const double nothing = 1e-7;
    visit(search, add_up);
    for (size_t j = 0; j < search->columns; j++) {
        linear_program_bound(search->program, j, -1, 1);
        linear_program_weigh(search->program, j, search->direction[j]);
        search->indices[j] = j;
        if (!isfinite(search->direction[j])) return SEPARATION_UNDECIDED;
    }
    enum separation found = decide(search);
    if (found != SEPARATION_FOUND) return found;
    for (size_t j = first; j < search->columns; j++) {
        separates[j] = fabs(search->direction[j]) > nothing;
        if (!separates[j]) linear_program_bound(search->program, j, 0, 0);
    }
    return thin_out(search, first, separates);
}

enum separation separation_find(const struct row_source *source, bool constant, const double *centre, const double *scale, bool *separates)
{
    size_t columns = source->columns;
    struct search search = {.source = source, .centre = centre, .scale = scale, .columns = columns, .program = linear_program_create(columns)};
    search.direction = memory_new(columns, sizeof *search.direction);
    search.row = memory_new(columns, sizeof *search.row);
    search.worst = memory_new(WORST_ROWS * columns, sizeof *search.worst);
    search.amount = memory_new(WORST_ROWS, sizeof *search.amount);
    search.indices = memory_new(columns, sizeof *search.indices);
    memset(separates, 0, columns * sizeof *separates);
    enum separation found = find(&search, constant ? 1 : 0, separates);
    linear_program_destroy(search.program);
    void *parts[] = {search.direction, search.row, search.worst, search.amount, search.indices};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    return found;
}
