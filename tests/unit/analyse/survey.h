/* Small surveys for the tests of analyse: answers in the order of the file become the values of a design.
 *
 *     struct values values = survey_values(answers, design);     NaN: no answer
 */
#ifndef SPWELL_TEST_SURVEY_H
#define SPWELL_TEST_SURVEY_H
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../../../pipeline/analyse/analysis.h"

static inline int survey_ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static inline struct values survey_values(const double *answers, const struct design *design)
{
    size_t n = design->respondents, kept = 0;
    struct values values = {.value = calloc(n + 1, sizeof(double)), .at = calloc(n + 1, sizeof(uint32_t))};
    for (size_t i = 0; i < n; i++)
        if (!isnan(answers[i])) values.value[kept++] = answers[i];
    qsort(values.value, kept, sizeof(double), survey_ascending);
    for (size_t i = 0; i < kept; i++)
        if (!i || values.value[i] > values.value[values.count - 1]) values.value[values.count++] = values.value[i];
    for (size_t i = 0; i < n; i++) {
        double answer = answers[design->order[i]];
        uint32_t at = 0;
        while (at < values.count && values.value[at] < answer) at++;
        values.at[i] = isnan(answer) ? VALUE_MISSING : at;
    }
    return values;
}

static inline void survey_free(struct values *values, struct design *design)
{
    free(values->value);
    free(values->at);
    design_destroy(design);
}

/* Everybody in one cell, no weights, no teams. */
static inline struct design *survey_simple(size_t respondents)
{
    static const struct breakdown everybody = {.variable_count = 0, .first_cell = 0, .cell_count = 1};
    return design_create((const uint8_t *)"", respondents, 0, NULL, 0, &everybody, 1);
}

/* The first estimate of a cell with this statistic and slot. */
static inline const struct estimate *survey_estimate(const struct analysis *analysis, int cell, enum statistic statistic, int slot)
{
    for (size_t i = 0; i < analysis->estimate_count; i++) {
        const struct estimate *estimate = &analysis->estimates[i];
        if (estimate->cell == cell && estimate->statistic == statistic && (slot < 0 || estimate->slot == slot)) return estimate;
    }
    return NULL;
}

#endif
