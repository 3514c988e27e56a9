#include "kinds.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { PEOPLE_OF_A_KIND = 8 /* fewer on average: it does not pay */, FIRST_ROOM = 1024 };

struct finder { const struct design *design; const struct regressor *regressors; int count; struct kinds *kinds; uint32_t *slots; size_t mask, room; };

static uint8_t code_at(const struct finder *finder, const struct regressor *regressor, size_t place)
{
    return regressor->code[(regressor->by_profile ? finder->design->profile[place] : place) * regressor->stride];
}

static bool lacks(const struct finder *finder, size_t place)
{
    for (int r = 0; r < finder->count; r++) {
        const struct regressor *regressor = &finder->regressors[r];
        if (!regressor->categories && regressor->number->at[place] == VALUE_MISSING) return true;
        if (regressor->categories && code_at(finder, regressor, place) >= regressor->categories) return true;
    }
    return false;
}

static uint64_t stir(uint64_t hash, uint64_t value) { return (hash ^ value) * 0x9E3779B97F4A7C15u; }

static uint64_t hash(const struct finder *finder, size_t place)
{
    double weight = finder->design->weight[finder->design->profile[place]];
    uint64_t hash = 1, bits;
    memcpy(&bits, &weight, sizeof bits);
    hash = stir(hash, bits);
    for (int r = 0; r < finder->count; r++) {
        const struct regressor *regressor = &finder->regressors[r];
        hash = stir(hash ^ hash >> 29, regressor->categories ? code_at(finder, regressor, place) : regressor->number->at[place]);
    }
    return hash ^ hash >> 31;
}

static bool is_alike(const struct finder *finder, size_t a, size_t b)
{
    double weights[] = {finder->design->weight[finder->design->profile[a]], finder->design->weight[finder->design->profile[b]]};
    if (memcmp(&weights[0], &weights[1], sizeof *weights)) return false;
    for (int r = 0; r < finder->count; r++) {
        const struct regressor *regressor = &finder->regressors[r];
        if (regressor->categories ? code_at(finder, regressor, a) != code_at(finder, regressor, b) : regressor->number->at[a] != regressor->number->at[b]) return false;
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
