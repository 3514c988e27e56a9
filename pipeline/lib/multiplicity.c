#include "multiplicity.h"

#include <math.h>
#include <stdlib.h>

#include "memory.h"

struct ranked { double p; size_t at; };

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    if (x->p != y->p) return x->p < y->p ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Those that are there, smallest first. */
static struct ranked *rank(const double *p, size_t count, size_t *used)
{
    struct ranked *ranked = memory_new(count, sizeof *ranked);
    *used = 0;
    for (size_t i = 0; i < count; i++)
        if (!isnan(p[i])) ranked[(*used)++] = (struct ranked){p[i], i};
    if (*used) qsort(ranked, *used, sizeof *ranked, compare_ranked);
    return ranked;
}

void multiplicity_holm(double *p, size_t count)
{
    size_t m;
    struct ranked *ranked = rank(p, count, &m);
    double highest = 0;
    for (size_t j = 0; j < m; j++) {
        highest = fmax(highest, fmin(1, (double)(m - j) * ranked[j].p));
        p[ranked[j].at] = highest;
    }
    free(ranked);
}

void multiplicity_benjamini_hochberg(double *p, size_t count)
{
    size_t m;
    struct ranked *ranked = rank(p, count, &m);
    double lowest = 1;
    for (size_t j = m; j-- > 0;) {
        lowest = fmin(lowest, (double)m / (double)(j + 1) * ranked[j].p);
        p[ranked[j].at] = lowest;
    }
    free(ranked);
}

void multiplicity_adjust(enum adjustment adjustment, double *p, size_t count)
{
    if (adjustment == ADJUST_HOLM) multiplicity_holm(p, count);
    else multiplicity_benjamini_hochberg(p, count);
}

const char *multiplicity_name(enum adjustment adjustment)
{
    return adjustment == ADJUST_HOLM ? "Holm" : "Benjamini-Hochberg";
}
