/* GLPK prints and calls abort() when it meets what it does not expect: every call is made inside guarded(). */
#include "linear_program.h"

#include <assert.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <stdlib.h>

#include "memory.h"

enum { STEP_LIMIT = 1000000 }; /* rather than seconds, which would make results depend on the machine */

struct linear_program {
    glp_prob *problem; /* NULL: given up */
    size_t columns;
    double *value;
    jmp_buf back;
};

struct request {
    size_t column, count;
    const int *places;
    const double *values;
    double low, high;
    int direction;
    double *sum;
    enum linear_program_outcome outcome;
};

static int swallow(void *nothing, const char *text)
{
    (void)nothing;
    (void)text;
    return 1;
}

static void give_up(void *program)
{
    longjmp(((struct linear_program *)program)->back, 1);
}

static void guarded(struct linear_program *program, void (*work)(struct linear_program *program, struct request *request), struct request *request)
{
    glp_term_hook(swallow, NULL);
    glp_error_hook(give_up, program);
    if (setjmp(program->back)) {
        glp_free_env(); /* GLPK promises nothing after an error but that this frees all it has */
        program->problem = NULL;
        return;
    }
    work(program, request);
    glp_error_hook(NULL, NULL);
}

static int kind_of(double low, double high)
{
    if (isinf(low)) return isinf(high) ? GLP_FR : GLP_UP;
    if (isinf(high)) return GLP_LO;
    return low < high ? GLP_DB : GLP_FX;
}

static void create(struct linear_program *program, struct request *request)
{
    (void)request;
    program->problem = glp_create_prob();
    if (program->columns) glp_add_cols(program->problem, (int)program->columns);
    for (size_t j = 1; j <= program->columns; j++) glp_set_col_bnds(program->problem, (int)j, GLP_LO, 0, 0);
}

struct linear_program *linear_program_create(size_t columns)
{
    assert(columns < INT_MAX);
    struct linear_program *program = memory_new(1, sizeof *program);
    program->columns = columns;
    program->value = memory_new(columns, sizeof *program->value);
    guarded(program, create, NULL);
    return program;
}

static void bound(struct linear_program *program, struct request *request)
{
    glp_set_col_bnds(program->problem, (int)request->column + 1, kind_of(request->low, request->high), request->low, request->high);
}

void linear_program_bound(struct linear_program *program, size_t column, double low, double high)
{
    assert(column < program->columns && low <= high);
    struct request request = {.column = column, .low = low, .high = high};
    if (program->problem) guarded(program, bound, &request);
}

static void weigh(struct linear_program *program, struct request *request)
{
    glp_set_obj_coef(program->problem, (int)request->column + 1, request->low);
}

void linear_program_weigh(struct linear_program *program, size_t column, double weight)
{
    assert(column < program->columns && isfinite(weight));
    struct request request = {.column = column, .low = weight};
    if (program->problem) guarded(program, weigh, &request);
}

static void add_row(struct linear_program *program, struct request *request)
{
    int row = glp_add_rows(program->problem, 1);
    glp_set_mat_row(program->problem, row, (int)request->count, request->places, request->values);
    glp_set_row_bnds(program->problem, row, kind_of(request->low, request->high), request->low, request->high);
}

/* GLPK counts from 1: place 0 of its arrays is not looked at. */
void linear_program_row(struct linear_program *program, const size_t *columns, const double *values, size_t count, double low, double high)
{
    assert(count <= program->columns && low <= high);
    int *places = memory_new(count + 1, sizeof *places);
    double *moved = memory_new(count + 1, sizeof *moved);
    for (size_t k = 0; k < count; k++) {
        assert(columns[k] < program->columns && isfinite(values[k]));
        places[k + 1] = (int)columns[k] + 1;
        moved[k + 1] = values[k];
    }
    struct request request = {.places = places, .values = moved, .count = count, .low = low, .high = high};
    if (program->problem) guarded(program, add_row, &request);
    free(places);
    free(moved);
}

static enum linear_program_outcome outcome_of(glp_prob *problem)
{
    int primal = glp_get_prim_stat(problem), dual = glp_get_dual_stat(problem);
    if (primal == GLP_NOFEAS) return LINEAR_PROGRAM_IMPOSSIBLE;
    if (primal == GLP_FEAS && dual == GLP_FEAS) return LINEAR_PROGRAM_SOLVED;
    return primal == GLP_FEAS && dual == GLP_NOFEAS ? LINEAR_PROGRAM_UNBOUNDED : LINEAR_PROGRAM_FAILED;
}

/* From the last basis by the dual method, which suits added rows; from scratch by the primal one when that fails. */
static void solve(struct linear_program *program, struct request *request)
{
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_OFF;
    control.tol_bnd = control.tol_dj = 1e-9;
    control.it_lim = STEP_LIMIT;
    glp_set_obj_dir(program->problem, request->direction);
    for (int attempt = 0; attempt < 2 && request->outcome == LINEAR_PROGRAM_FAILED; attempt++) {
        control.meth = attempt ? GLP_PRIMAL : GLP_DUALP;
        if (attempt) glp_std_basis(program->problem);
        if (!glp_simplex(program->problem, &control)) request->outcome = outcome_of(program->problem);
    }
    if (request->outcome != LINEAR_PROGRAM_SOLVED) return;
    *request->sum = glp_get_obj_val(program->problem);
    for (size_t j = 0; j < program->columns; j++) program->value[j] = glp_get_col_prim(program->problem, (int)j + 1);
}

enum linear_program_outcome linear_program_solve(struct linear_program *program, enum linear_program_direction direction, double *sum)
{
    struct request request = {.direction = direction == LINEAR_PROGRAM_LARGEST ? GLP_MAX : GLP_MIN, .sum = sum, .outcome = LINEAR_PROGRAM_FAILED};
    if (program->problem) guarded(program, solve, &request);
    return program->problem ? request.outcome : LINEAR_PROGRAM_FAILED;
}

double linear_program_value(const struct linear_program *program, size_t column)
{
    assert(column < program->columns);
    return program->value[column];
}

static void destroy(struct linear_program *program, struct request *request)
{
    (void)request;
    glp_delete_prob(program->problem);
    program->problem = NULL;
}

void linear_program_destroy(struct linear_program *program)
{
    if (!program) return;
    if (program->problem) guarded(program, destroy, NULL);
    (void)glp_free_env(); /* what GLPK keeps for the thread; it answers 1 where that is gone already */
    free(program->value);
    free(program);
}
