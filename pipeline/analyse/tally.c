#include "tally.h"

#include <stdlib.h>

#include "memory.h"

enum { DENSE_LIMIT = 1 << 21 };

static void add(struct tally *tally, size_t *room, struct tally_entry entry)
{
    tally->entries = memory_grow(tally->entries, tally->count, room, sizeof *tally->entries);
    tally->entries[tally->count++] = entry;
}

static void count_dense(struct tally *tally, const struct values *values, const struct design *design)
{
    size_t cells = values->count * design->profiles, room = 0;
    uint32_t *counts = memory_new(cells, sizeof *counts);
    for (size_t i = 0; i < design->respondents; i++) {
        if (values->at[i] == VALUE_MISSING) continue;
        counts[values->at[i] * design->profiles + design->profile[i]]++;
    }
    for (size_t cell = 0; cell < cells; cell++)
        if (counts[cell]) add(tally, &room, (struct tally_entry){(uint32_t)(cell / design->profiles), (uint32_t)(cell % design->profiles), counts[cell]});
    free(counts);
}

static int compare_entries(const void *a, const void *b)
{
    const struct tally_entry *x = a, *y = b;
    if (x->value != y->value) return x->value < y->value ? -1 : 1;
    return x->profile < y->profile ? -1 : x->profile > y->profile;
}

/* Many different values or profiles: sorting takes less room than a table of all pairs. */
static void count_sparse(struct tally *tally, const struct values *values, const struct design *design)
{
    size_t room = 0, kept = 0;
    for (size_t i = 0; i < design->respondents; i++)
        if (values->at[i] != VALUE_MISSING) add(tally, &room, (struct tally_entry){values->at[i], design->profile[i], 1});
    if (tally->count) qsort(tally->entries, tally->count, sizeof *tally->entries, compare_entries);
    for (size_t i = 0; i < tally->count; i++) {
        struct tally_entry *entry = &tally->entries[i], *before = kept ? &tally->entries[kept - 1] : NULL;
        if (before && before->value == entry->value && before->profile == entry->profile) before->count++;
        else tally->entries[kept++] = *entry;
    }
    tally->count = kept;
}

struct tally *tally_create(const struct values *values, const struct design *design)
{
    struct tally *tally = memory_new(1, sizeof *tally);
    if (values->count && design->profiles <= DENSE_LIMIT / values->count) count_dense(tally, values, design);
    else count_sparse(tally, values, design);
    return tally;
}

void tally_destroy(struct tally *tally)
{
    if (!tally) return;
    free(tally->entries);
    free(tally);
}

static void add_to_cell(struct distribution *distribution, const struct tally_entry *entry, double value, double weight)
{
    struct level *level = distribution->count ? &distribution->levels[distribution->count - 1] : NULL;
    if (!level || level->index != entry->value) {
        distribution->levels = memory_grow(distribution->levels, distribution->count, &distribution->room, sizeof *distribution->levels);
        level = &distribution->levels[distribution->count++];
        *level = (struct level){value, 0, 0, weight, entry->value};
    }
    if (weight > level->last_weight) level->last_weight = weight;
    level->count += entry->count;
    level->weight += entry->count * weight;
    distribution->n += entry->count;
    distribution->weight += entry->count * weight;
    distribution->squared_weight += entry->count * weight * weight;
}

struct distribution *distributions_create(const struct tally *tally, const struct values *values, const struct design *design)
{
    struct distribution *distributions = memory_new((size_t)design->cells, sizeof *distributions);
    for (size_t e = 0; e < tally->count; e++) {
        const struct tally_entry *entry = &tally->entries[e];
        const int *cells = design->cell_of + (size_t)entry->profile * (size_t)design->breakdown_count;
        for (int b = 0; b < design->breakdown_count; b++)
            if (cells[b] != NO_CELL) add_to_cell(&distributions[cells[b]], entry, values->value[entry->value], design->weight[entry->profile]);
    }
    return distributions;
}

void distributions_destroy(struct distribution *distributions, const struct design *design)
{
    for (int c = 0; distributions && c < design->cells; c++) free(distributions[c].levels);
    free(distributions);
}
