#include "kinds.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { PEOPLE_OF_A_KIND = 8 /* fewer on average: it does not pay */, FIRST_ROOM = 1024 };

struct finder { const struct design *design; const struct regressor *regressors; int count; struct kinds *kinds; uint32_t *slots; size_t mask, room; };

static bool lacks(const struct finder *finder, size_t place)
{
    for (int r = 0; r < finder->count; r++) {
        const struct regressor *regressor = &finder->regressors[r];
        if (!regressor->categories && regressor->number->at[place] == VALUE_MISSING) return true;
        if (regressor->categories && regressor->code[(regressor->by_profile ? finder->design->profile[place] : place) * regressor->stride] >= regressor->categories) return true;
    }
    return false;
}

/* Categories that the design knows and weights are those of the profile. */
static uint64_t hash(const struct finder *finder, size_t place)
{
    uint64_t hash = finder->design->profile[place] * 0x9E3779B97F4A7C15u;
    for (int r = 0; r < finder->count; r++) {
        const struct regressor *regressor = &finder->regressors[r];
        if (!regressor->categories) hash = (hash ^ regressor->number->at[place]) * 0x9E3779B97F4A7C15u;
        else if (!regressor->by_profile) hash = (hash ^ regressor->code[place * regressor->stride]) * 0x9E3779B97F4A7C15u;
    }
    return hash ^ hash >> 31;
}

static bool is_alike(const struct finder *finder, size_t a, size_t b)
{
    if (finder->design->profile[a] != finder->design->profile[b]) return false;
    for (int r = 0; r < finder->count; r++) {
        const struct regressor *regressor = &finder->regressors[r];
        if (!regressor->categories && regressor->number->at[a] != regressor->number->at[b]) return false;
        if (regressor->categories && !regressor->by_profile && regressor->code[a * regressor->stride] != regressor->code[b * regressor->stride]) return false;
    }
    return true;
}

static size_t slot_of(const struct finder *finder, size_t place)
{
    size_t i = (size_t)hash(finder, place) & finder->mask;
    while (finder->slots[i] && !is_alike(finder, finder->kinds->example[finder->slots[i] - 1], place)) i = (i + 1) & finder->mask;
    return i;
}

static void widen(struct finder *finder)
{
    free(finder->slots);
    finder->mask = finder->mask * 2 + 1;
    finder->slots = memory_new(finder->mask + 1, sizeof *finder->slots);
    for (size_t k = 0; k < finder->kinds->count; k++) finder->slots[slot_of(finder, finder->kinds->example[k])] = (uint32_t)k + 1;
}

static uint32_t kind_of(struct finder *finder, size_t place)
{
    struct kinds *kinds = finder->kinds;
    size_t slot = slot_of(finder, place);
    if (finder->slots[slot]) return finder->slots[slot] - 1;
    kinds->example = memory_grow(kinds->example, kinds->count, &finder->room, sizeof *kinds->example);
    kinds->example[kinds->count++] = (uint32_t)place;
    finder->slots[slot] = (uint32_t)kinds->count;
    if (kinds->count * 2 > finder->mask) widen(finder);
    return (uint32_t)kinds->count - 1;
}

struct kinds *kinds_create(const struct design *design, const struct regressor *regressors, int count)
{
    struct kinds *kinds = memory_new(1, sizeof *kinds);
    struct finder finder = {design, regressors, count, kinds, memory_new(FIRST_ROOM, sizeof *finder.slots), FIRST_ROOM - 1, 0};
    size_t people = 0, limit = design->respondents / PEOPLE_OF_A_KIND;
    kinds->of = memory_new(design->respondents, sizeof *kinds->of);
    for (size_t place = 0; place < design->respondents && kinds->count <= limit; place++) {
        bool out = lacks(&finder, place);
        kinds->of[place] = out ? KIND_NONE : kind_of(&finder, place);
        people += !out;
    }
    free(finder.slots);
    if (kinds->count * PEOPLE_OF_A_KIND > people) {
        kinds_destroy(kinds);
        return NULL;
    }
    kinds->weight = memory_new(kinds->count, sizeof *kinds->weight);
    for (size_t k = 0; k < kinds->count; k++) kinds->weight[k] = design->weight[design->profile[kinds->example[k]]];
    return kinds;
}

void kinds_destroy(struct kinds *kinds)
{
    if (!kinds) return;
    free(kinds->of);
    free(kinds->example);
    free(kinds->weight);
    free(kinds);
}
