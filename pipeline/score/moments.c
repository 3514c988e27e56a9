#include "moments.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

void moments_begin(struct moments *moments)
{
    size_t items = (size_t)moments->items;
    assert(moments->items <= MOMENTS_ITEM_LIMIT);
    moments->shifts = memory_new(items, sizeof *moments->shifts);
    moments->sums = memory_new(items, sizeof *moments->sums);
    moments->products = memory_new(items * items, sizeof *moments->products);
    moments->candidates = memory_new(items, sizeof *moments->candidates);
    moments->votes = memory_new(items, sizeof *moments->votes);
}

void moments_end(struct moments *moments)
{
    free(moments->shifts);
    free(moments->sums);
    free(moments->products);
    free(moments->candidates);
    free(moments->votes);
}

static bool read_case(const struct view *views, int items, size_t row, double *values)
{
    for (int i = 0; i < items; i++)
        if (isnan(values[i] = view_value(&views[i], row))) return false;
    return true;
}

static void vote(struct moments *moments, int item, double value)
{
    if (moments->votes[item] == 0) moments->candidates[item] = value;
    if (value < moments->candidates[item] || value > moments->candidates[item]) moments->votes[item]--;
    else moments->votes[item]++;
}

static void add_case(struct moments *moments, double *values)
{
    size_t items = (size_t)moments->items;
    if (moments->n++ == 0) memcpy(moments->shifts, values, items * sizeof *values);
    for (size_t i = 0; i < items; i++) {
        values[i] -= moments->shifts[i];
        vote(moments, (int)i, values[i]);
        moments->sums[i] += values[i];
        double *products = &moments->products[i * items];
        for (size_t other = 0; other <= i; other++) products[other] += values[i] * values[other];
    }
}

void moments_add_chunk(struct moments *moments, const struct view *views, size_t rows)
{
    double values[MOMENTS_ITEM_LIMIT];
    for (size_t r = 0; r < rows; r++)
        if (read_case(views, moments->items, r, values)) add_case(moments, values);
}

long moments_pairs(const struct moments *moments, int item) { return (moments->n - moments->votes[item]) / 2; }
