#include "support.h"

#include <math.h>
#include <stdlib.h>

#include "matrix.h"
#include "memory.h"

void support_add(struct support *support, double share, double people)
{
    int side = share > 0;
    support->sum[side] += people * fabs(share);
    support->squares[side] += people * share * share;
}

double support_people(const struct support *support)
{
    double people = INFINITY;
    for (int side = 0; side < 2; side++) people = fmin(people, support->squares[side] > 0 ? support->sum[side] * support->sum[side] / support->squares[side] : 0);
    return people;
}

void support_of_all(const struct row_source *source, const struct regression *fit, double *people)
{
    size_t columns = fit->columns;
    struct support *supports = memory_new(columns, sizeof *supports);
    for (size_t team = 0; team < source->teams; team++) {
        struct row_block block = {0};
        source->team(source->context, team, &block);
        for (size_t i = 0; i < block.rows; i++)
            for (size_t c = 0; c < columns; c++) support_add(&supports[c], (block.weight ? block.weight[i] : 1) * matrix_dot(block.x + i * columns, fit->inverse + c * columns, columns), 1);
    }
    for (size_t c = 0; c < columns; c++) people[c] = support_people(&supports[c]);
    free(supports);
}
