/* The distributions of measures over their bins: which are released, and with which bins.
 *
 *     distribution_prepare(plan);   distribution_read(plan, wave, failure) for each wave;   distribution_merge(plan);
 *     if (distribution_shows(plan, wave, measure, cell)) ... distribution_bin(plan, wave, measure, cell)[bin] ...
 *
 * A distribution is released for everybody and in the breakdowns of the charts that show it, with the same bins in all, for groups large enough
 * to show quartiles: smaller ones would leave no bins to the others. Where subtraction would give the bins of a group that has none, those of
 * the larger group are withheld. A public sample releases it as it is, in all breakdowns.
 */
#ifndef SPWELL_DISCLOSE_DISTRIBUTION_H
#define SPWELL_DISCLOSE_DISTRIBUTION_H
#include "plan.h"

struct bin {
    const char *method; /* NULL: not estimated */
    long n, count;
    double n_effective, value, low, high;
};

/* Of one measure. */
struct distribution {
    int bins;         /* 0: the measure has none */
    bool whole;       /* whole numbers: "21 to 30", not "20 to under 30" */
    struct bin *rows; /* (wave * cells + cell) * bins + bin */
    bool *begins;     /* one a bin: a bin of the release begins here */
    bool *shown;      /* one a grouping */
    bool *withheld;   /* wave * cells + cell */
};

static inline struct bin *distribution_bin(const struct plan *plan, int wave, int measure, int cell)
{
    const struct distribution *distribution = &plan->distributions[measure];
    return &distribution->rows[((size_t)wave * (size_t)plan->cells->count + (size_t)cell) * (size_t)distribution->bins];
}

void distribution_prepare(struct plan *plan);
int distribution_read(const struct plan *plan, int wave, struct failure *failure) MUST_USE;
void distribution_merge(struct plan *plan);
/* False where the bins of a cell are withheld, whether or not its other statistics are. */
bool distribution_shows(const struct plan *plan, int wave, int measure, int cell);

#endif
