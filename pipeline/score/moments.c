#include "moments.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

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
    moments->pairs = memory_new(items, sizeof *moments->pairs);
}

void moments_end(struct moments *moments)
{
    free(moments->shifts);
    free(moments->sums);
    free(moments->products);
    free(moments->candidates);
    free(moments->votes);
    free(moments->pairs);
}

/* Some rows at a time, a column an item: what is done for each row is then the same for many at once. */
enum { BLOCK = 256 };
struct block { double values[MOMENTS_ITEM_LIMIT][BLOCK]; int rows[BLOCK]; size_t complete; };

/* Reads the rows, and keeps the complete ones. */
static void read_block(struct block *block, const struct view *views, int items, size_t first, size_t rows)
{
    bool complete[BLOCK];
    for (size_t r = 0; r < rows; r++) complete[r] = true;
    for (int i = 0; i < items; i++) {
        scale_values(&views[i], first, rows, block->values[i]);
        for (size_t r = 0; r < rows; r++) complete[r] &= !isnan(block->values[i][r]);
    }
    block->complete = 0;
    for (size_t r = 0; r < rows; r++) {
        block->rows[block->complete] = (int)r;
        block->complete += complete[r];
    }
    for (int i = 0; i < items && block->complete < rows; i++)
        for (size_t c = 0; c < block->complete; c++) block->values[i][c] = block->values[i][block->rows[c]];
}

static void vote(struct moments *moments, int item, const double *values, size_t count)
{
    double candidate = moments->candidates[item];
    long votes = moments->votes[item], pairs = moments->pairs[item];
    for (size_t c = 0; c < count && pairs < MOMENTS_PAIRS_LIMIT; c++) {
        if (votes == 0) candidate = values[c];
        if (values[c] < candidate || values[c] > candidate) votes--, pairs++;
        else votes++;
    }
    moments->candidates[item] = candidate;
    moments->votes[item] = votes;
    moments->pairs[item] = pairs;
}

/* Four sums side by side: one alone would wait for itself. */
static double product(const double *a, const double *b, size_t count)
{
    double sums[4] = {0};
    size_t c = 0;
    for (; c + 4 <= count; c += 4)
        for (size_t i = 0; i < 4; i++) sums[i] += a[c + i] * b[c + i];
    for (; c < count; c++) sums[0] += a[c] * b[c];
    return sums[0] + sums[1] + (sums[2] + sums[3]);
}

static void add_block(struct moments *moments, struct block *block)
{
    size_t items = (size_t)moments->items, count = block->complete;
    for (size_t i = 0; i < items; i++) {
        double *values = block->values[i];
        if (moments->n == 0) moments->shifts[i] = values[0];
        for (size_t c = 0; c < count; c++) moments->sums[i] += values[c] -= moments->shifts[i];
        vote(moments, (int)i, values, count);
        for (size_t other = 0; other <= i; other++) moments->products[i * items + other] += product(values, block->values[other], count);
    }
    moments->n += (long)count;
}

void moments_add_chunk(struct moments *moments, const struct view *views, size_t rows)
{
    struct block block;
    for (size_t first = 0; first < rows; first += BLOCK) {
        read_block(&block, views, moments->items, first, rows - first < BLOCK ? rows - first : BLOCK);
        if (block.complete) add_block(moments, &block);
    }
}
