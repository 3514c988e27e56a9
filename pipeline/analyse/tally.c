#include "tally.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { DENSE_LIMIT = 1 << 21 };

static void add(struct tally *tally, size_t *room, struct tally_entry entry)
{
    tally->entries = memory_grow(tally->entries, tally->count, room, sizeof *tally->entries);
    tally->entries[tally->count++] = entry;
}

struct count { uint32_t people, last; };

static void count(struct count *count, uint32_t respondent)
{
    count->people++;
    if (respondent > count->last) count->last = respondent;
}

/* A table of all pairs, a profile's values side by side. */
static void count_dense(struct tally *tally, const struct values *values, const struct design *design)
{
    size_t room = 0;
    struct count *counts = memory_new(values->count * design->profiles, sizeof *counts);
    const uint32_t *at = values->at, *profile = design->profile, *order = design->order;
    for (size_t i = 0, value_count = values->count, respondents = design->respondents; i < respondents; i++)
        if (at[i] != VALUE_MISSING) count(&counts[profile[i] * value_count + at[i]], order[i]);
    for (uint32_t v = 0; v < values->count; v++)
        for (uint32_t p = 0; p < design->profiles; p++) {
            const struct count *own = &counts[p * values->count + v];
            if (own->people) add(tally, &room, (struct tally_entry){v, p, own->people, own->last});
        }
    free(counts);
}

/* The same of codes, of which nobody asks who was the last. */
static void count_codes(struct tally *tally, const struct values *values, const struct design *design)
{
    size_t room = 0;
    uint32_t *counts = memory_new(values->count * design->profiles, sizeof *counts);
    const uint32_t *at = values->at, *profile = design->profile;
    for (size_t i = 0, value_count = values->count, respondents = design->respondents; i < respondents; i++)
        if (at[i] != VALUE_MISSING) counts[profile[i] * value_count + at[i]]++;
    for (uint32_t v = 0; v < values->count; v++)
        for (uint32_t p = 0; p < design->profiles; p++)
            if (counts[p * values->count + v]) add(tally, &room, (struct tally_entry){v, p, counts[p * values->count + v], 0});
    free(counts);
}

static int compare_profiles(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Places by value: first of each value, and one more. */
static uint32_t *sort_places(const struct values *values, const struct design *design, uint32_t *first)
{
    uint32_t *places = memory_new(design->respondents, sizeof *places);
    for (size_t i = 0; i < design->respondents; i++)
        if (values->at[i] != VALUE_MISSING) first[values->at[i] + 1]++;
    for (size_t v = 0; v < values->count; v++) first[v + 1] += first[v];
    for (size_t i = 0; i < design->respondents; i++)
        if (values->at[i] != VALUE_MISSING) places[first[values->at[i]]++] = (uint32_t)i;
    memmove(first + 1, first, values->count * sizeof *first);
    first[0] = 0;
    return places;
}

/* Many different values or profiles: a value at a time. */
static void count_sparse(struct tally *tally, const struct values *values, const struct design *design)
{
    uint32_t *first = memory_new(values->count + 1, sizeof *first), *places = sort_places(values, design, first), *seen = memory_new(design->profiles, sizeof *seen);
    struct count *counts = memory_new(design->profiles, sizeof *counts);
    size_t room = 0;
    for (uint32_t v = 0; v < values->count; v++) {
        size_t kinds = 0;
        for (uint32_t i = first[v]; i < first[v + 1]; i++) {
            uint32_t profile = design->profile[places[i]];
            if (!counts[profile].people) seen[kinds++] = profile;
            count(&counts[profile], design->order[places[i]]);
        }
        if (kinds > 1) qsort(seen, kinds, sizeof *seen, compare_profiles);
        for (size_t k = 0; k < kinds; k++) {
            add(tally, &room, (struct tally_entry){v, seen[k], counts[seen[k]].people, counts[seen[k]].last});
            counts[seen[k]] = (struct count){0, 0};
        }
    }
    free(first);
    free(places);
    free(seen);
    free(counts);
}

struct tally *tally_create(const struct values *values, const struct design *design)
{
    struct tally *tally = memory_new(1, sizeof *tally);
    if (!values->count) return tally; /* nobody answered */
    if (design->profiles <= DENSE_LIMIT / values->count) (values->codes ? count_codes : count_dense)(tally, values, design);
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
        *level = (struct level){value, 0, 0, weight, entry->value, entry->last};
    }
    if (entry->last >= level->last) {
        level->last = entry->last;
        level->last_weight = weight;
    }
    level->count += entry->count;
    level->weight += entry->count * weight;
    distribution->n += entry->count;
    distribution->weight += entry->count * weight;
    distribution->squared_weight += entry->count * weight * weight;
}

struct distribution *distributions_create(const struct tally *tally, const struct values *values, const struct design *design, const bool *breakdowns)
{
    struct distribution *distributions = memory_new((size_t)design->cells, sizeof *distributions);
    for (size_t e = 0; e < tally->count; e++) {
        const struct tally_entry *entry = &tally->entries[e];
        const int *cells = design->cell_of + (size_t)entry->profile * (size_t)design->breakdown_count;
        for (int b = 0; b < design->breakdown_count; b++)
            if (cells[b] != NO_CELL && (!breakdowns || breakdowns[b])) add_to_cell(&distributions[cells[b]], entry, values->value[entry->value], design->weight[entry->profile]);
    }
    return distributions;
}

void distributions_destroy(struct distribution *distributions, const struct design *design)
{
    for (int c = 0; distributions && c < design->cells; c++) free(distributions[c].levels);
    free(distributions);
}
