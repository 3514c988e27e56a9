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
    moments->started = memory_new(items, sizeof *moments->started);
    moments->pair_n = memory_new(items * items, sizeof *moments->pair_n);
    moments->pair_products = memory_new(items * items, sizeof *moments->pair_products);
    moments->pair_sums = memory_new(items * items, sizeof *moments->pair_sums);
    moments->candidates = memory_new(items, sizeof *moments->candidates);
    moments->votes = memory_new(items, sizeof *moments->votes);
    moments->pairs = memory_new(items, sizeof *moments->pairs);
}

void moments_end(struct moments *moments)
{
    void *parts[] = {moments->shifts, moments->sums, moments->products, moments->started, moments->pair_n, moments->pair_products, moments->pair_sums, moments->candidates, moments->votes, moments->pairs};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
}

/* Some rows at a time, a column an item: what is done for each row is then the same for many at once. */
enum { BLOCK = 256 };
struct block { double values[MOMENTS_ITEM_LIMIT][BLOCK]; int rows[BLOCK]; size_t complete, rest; /* complete cases, then those who answered some */ };
/* Those who answered some: what they answered less its shift, 0 where nothing, and whether they did. */
struct some { double values[MOMENTS_ITEM_LIMIT][BLOCK], answered[MOMENTS_ITEM_LIMIT][BLOCK]; size_t count; };

static void take_shift(struct moments *moments, int item, const double *values, size_t rows)
{
    for (size_t r = 0; r < rows && !moments->started[item]; r++) {
        if (isnan(values[r])) continue;
        moments->shifts[item] = values[r];
        moments->started[item] = true;
    }
}

/* The rows in two parts: those with every answer, then the others. */
static void part(struct block *block, const bool *complete, size_t rows)
{
    size_t others = 0;
    int other[BLOCK];
    block->complete = 0;
    for (size_t r = 0; r < rows; r++) {
        block->rows[block->complete] = other[others] = (int)r;
        block->complete += complete[r];
        others += !complete[r];
    }
    for (size_t o = 0; o < others; o++) block->rows[block->complete + o] = other[o];
    block->rest = others;
}

/* Reads the rows, and brings the complete ones to the front; the others go to `some`. */
static void read_block(struct moments *moments, struct block *block, struct some *some, const struct view *views, size_t first, size_t rows)
{
    bool complete[BLOCK];
    for (size_t r = 0; r < rows; r++) complete[r] = true;
    for (int i = 0; i < moments->items; i++) {
        scale_values(&views[i], first, rows, block->values[i]);
        for (size_t r = 0; r < rows; r++) complete[r] &= !isnan(block->values[i][r]);
        take_shift(moments, i, block->values[i], rows);
    }
    part(block, complete, rows);
    some->count = block->rest;
    for (int i = 0; i < moments->items && block->rest; i++) {
        for (size_t s = 0; s < some->count; s++) {
            double value = block->values[i][block->rows[block->complete + s]];
            some->answered[i][s] = !isnan(value);
            some->values[i][s] = isnan(value) ? 0 : value - moments->shifts[i];
        }
        for (size_t c = 0; c < block->complete; c++) block->values[i][c] = block->values[i][block->rows[c]];
    }
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
        for (size_t c = 0; c < count; c++) moments->sums[i] += values[c] -= moments->shifts[i];
        vote(moments, (int)i, values, count);
        for (size_t other = 0; other <= i; other++) moments->products[i * items + other] += product(values, block->values[other], count);
    }
    moments->n += (long)count;
}

static void add_some(struct moments *moments, const struct some *some)
{
    size_t items = (size_t)moments->items;
    for (size_t i = 0; i < items; i++)
        for (size_t other = 0; other <= i; other++) {
            moments->pair_n[i * items + other] += (long)product(some->answered[i], some->answered[other], some->count);
            moments->pair_products[i * items + other] += product(some->values[i], some->values[other], some->count);
            moments->pair_sums[i * items + other] += product(some->values[i], some->answered[other], some->count);
            if (other != i) moments->pair_sums[other * items + i] += product(some->values[other], some->answered[i], some->count);
        }
}

void moments_add_chunk(struct moments *moments, const struct view *views, size_t rows)
{
    struct block block;
    struct some some;
    for (size_t first = 0; first < rows; first += BLOCK) {
        read_block(moments, &block, &some, views, first, rows - first < BLOCK ? rows - first : BLOCK);
        if (block.complete) add_block(moments, &block);
        if (some.count) add_some(moments, &some);
    }
}
