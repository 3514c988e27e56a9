/* 1 classes   2 parts of a team   3 all teams   4 strata   5 cells of few teams */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include "degrees.h"
#include "memory.h"

/* What distinguishes a class: its chunk, whether its parts are listed, post-stratum, sampling stratum, the weight's bits (two numbers), then the cell of each breakdown. */
enum { KEY_CHUNK, KEY_LISTED, KEY_STRATUM, KEY_SAMPLING, KEY_WEIGHT, KEY_CELLS = 6 };

struct making {
    const struct design *design;
    struct parts *parts;
    size_t width;      /* numbers of a key */
    int32_t *keys;     /* of the classes */
    uint32_t *slots;   /* hash table: class + 1 */
    size_t mask, class_room, key_room;
    struct part *found; /* in the order of the teams */
    uint32_t *class_of; /* of each */
    size_t chunk_room, found_count, found_room, class_of_room, place_count, place_room;
    int32_t *key;      /* of the team at hand */
};

/* 1 classes */

static size_t hash_key(const int32_t *key, size_t width)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < width; i++) hash = (hash ^ (uint32_t)key[i]) * 1099511628211u;
    return (size_t)(hash ^ hash >> 29);
}

static void widen(struct making *making)
{
    free(making->slots);
    making->mask = making->mask * 2 + 1;
    making->slots = memory_new(making->mask + 1, sizeof *making->slots);
    for (size_t c = 0; c < making->parts->class_count; c++) {
        size_t i = hash_key(making->keys + c * making->width, making->width) & making->mask;
        while (making->slots[i]) i = (i + 1) & making->mask;
        making->slots[i] = (uint32_t)c + 1;
    }
}

static uint32_t class_of(struct making *making, const int32_t *key)
{
    struct parts *parts = making->parts;
    size_t i = hash_key(key, making->width) & making->mask;
    for (; making->slots[i]; i = (i + 1) & making->mask)
        if (!memcmp(making->keys + (making->slots[i] - 1) * making->width, key, making->width * sizeof *key)) return making->slots[i] - 1;
    making->keys = memory_grow(making->keys, parts->class_count, &making->key_room, making->width * sizeof *key);
    memcpy(making->keys + parts->class_count * making->width, key, making->width * sizeof *key);
    making->slots[i] = (uint32_t)++parts->class_count;
    if (parts->class_count * 2 > making->mask) widen(making);
    return (uint32_t)parts->class_count - 1;
}

static void add_part(struct making *making, const int32_t *key, struct part part)
{
    making->found = memory_grow(making->found, making->found_count, &making->found_room, sizeof part);
    making->class_of = memory_grow(making->class_of, making->found_count, &making->class_of_room, sizeof *making->class_of);
    making->class_of[making->found_count] = class_of(making, key);
    part.people = making->design->team_first[part.team + 1] - making->design->team_first[part.team];
    making->found[making->found_count++] = part;
}

/* 2 parts of a team */

static int cell_at(const struct design *design, uint32_t place, int breakdown)
{
    return design->cell_of[(size_t)design->profile[place] * (size_t)design->breakdown_count + (size_t)breakdown];
}

static bool is_mixed(const struct design *design, uint32_t first, uint32_t end)
{
    uint32_t one = design->profile[first];
    for (uint32_t i = first + 1; i < end; i++)
        if (design->weight[design->profile[i]] != design->weight[one] || design->stratum[design->profile[i]] != design->stratum[one]) return true;
    return false;
}

/* The places of all who are in the same cell as the first of them. */
static struct part list_part(struct making *making, uint32_t team, uint32_t first, int breakdown)
{
    const struct design *design = making->design;
    struct part part = {(uint32_t)making->place_count, 0, team, 0};
    for (uint32_t i = first; i < design->team_first[team + 1]; i++) {
        if (cell_at(design, i, breakdown) != cell_at(design, first, breakdown)) continue;
        making->parts->place = memory_grow(making->parts->place, making->place_count, &making->place_room, sizeof(uint32_t));
        making->parts->place[making->place_count++] = i;
        part.count++;
    }
    return part;
}

/* A part for each cell of a breakdown that the team has people in, in the order in which they come. */
static void tear(struct making *making, uint32_t team, int breakdown, int32_t *key)
{
    const struct design *design = making->design;
    uint32_t first = design->team_first[team], end = design->team_first[team + 1];
    for (uint32_t i = first; i < end; i++) {
        int cell = cell_at(design, i, breakdown);
        bool before = cell == NO_CELL;
        for (uint32_t k = first; k < i && !before; k++) before = cell_at(design, k, breakdown) == cell;
        if (before) continue;
        struct part part = {i, 1, team, 0};
        while (part.first + part.count < end && cell_at(design, part.first + part.count, breakdown) == cell) part.count++;
        key[KEY_LISTED] = false;
        for (uint32_t k = part.first + part.count; k < end && !key[KEY_LISTED]; k++) key[KEY_LISTED] = cell_at(design, k, breakdown) == cell;
        if (key[KEY_LISTED]) part = list_part(making, team, i, breakdown);
        key[KEY_CELLS + breakdown] = cell;
        add_part(making, key, part);
        key[KEY_CELLS + breakdown] = NO_CELL;
    }
}

static int32_t chunk_of(struct making *making, uint32_t first, uint32_t end)
{
    struct parts *parts = making->parts;
    if (!parts->chunk_count || first - parts->chunks[parts->chunk_count - 1].first >= CHUNK_PEOPLE) {
        parts->chunks = memory_grow(parts->chunks, parts->chunk_count, &making->chunk_room, sizeof *parts->chunks);
        parts->chunks[parts->chunk_count++] = (struct chunk){first, end, (uint32_t)making->place_count, 0, (uint32_t)parts->class_count, 0};
    }
    parts->chunks[parts->chunk_count - 1].end = end;
    return (int32_t)parts->chunk_count - 1;
}

static void take_apart(struct making *making, uint32_t team, bool *torn)
{
    const struct design *design = making->design;
    uint32_t first = design->team_first[team], end = design->team_first[team + 1];
    int32_t *key = making->key;
    if (first == end) return;
    bool mixed = is_mixed(design, first, end), any = false;
    double weight = mixed ? 1 : design->weight[design->profile[first]];
    key[KEY_CHUNK] = chunk_of(making, first, end);
    key[KEY_LISTED] = false;
    key[KEY_STRATUM] = mixed ? MIXED : design->stratum[design->profile[first]];
    key[KEY_SAMPLING] = (int32_t)design->sampling_stratum[team];
    memcpy(key + KEY_WEIGHT, &weight, sizeof weight);
    for (int b = 0; b < design->breakdown_count; b++) {
        int cell = cell_at(design, first, b);
        torn[b] = false;
        for (uint32_t i = first + 1; i < end && !torn[b]; i++) torn[b] = cell_at(design, i, b) != cell;
        key[KEY_CELLS + b] = torn[b] ? NO_CELL : cell;
        any = any || torn[b];
    }
    add_part(making, key, (struct part){first, end - first, team, 0});
    if (!any) return;
    for (int b = 0; b < design->breakdown_count; b++) key[KEY_CELLS + b] = NO_CELL;
    for (int b = 0; b < design->breakdown_count; b++) {
        if (!torn[b]) continue;
        making->parts->torn[b] = true;
        tear(making, team, b, key);
    }
}

/* 3 all teams */

static void describe_class(const struct making *making, struct part_class *class, const int32_t *key, size_t *cell_count, size_t *cell_room)
{
    struct parts *parts = making->parts;
    class->listed = key[KEY_LISTED];
    parts->chunks[key[KEY_CHUNK]].class_count++;
    class->stratum = key[KEY_STRATUM];
    class->sampling_stratum = (uint32_t)key[KEY_SAMPLING];
    memcpy(&class->weight, key + KEY_WEIGHT, sizeof class->weight);
    class->first_cell = (uint32_t)*cell_count;
    for (int b = 0; b < making->design->breakdown_count; b++) {
        if (key[KEY_CELLS + b] == NO_CELL) continue;
        parts->cells = memory_grow(parts->cells, *cell_count, cell_room, sizeof *parts->cells);
        parts->cells[(*cell_count)++] = key[KEY_CELLS + b];
    }
    class->cell_count = (uint32_t)*cell_count - class->first_cell;
}

/* Of a part of a class with this key. */
static struct near_part near_part(const struct parts *parts, const int32_t *key, const struct part *part)
{
    const struct chunk *chunk = &parts->chunks[key[KEY_CHUNK]];
    uint32_t first = key[KEY_LISTED] ? part->first - chunk->first_listed + chunk->end - chunk->first : part->first - chunk->first;
    return (struct near_part){first, (uint16_t)part->count, (uint16_t)part->people};
}

/* Parts by class; within a class the order of the teams stays. */
static void sort_parts(struct making *making)
{
    struct parts *parts = making->parts;
    size_t cells = 0, cell_room = 0;
    parts->classes = memory_new(parts->class_count, sizeof *parts->classes);
    parts->parts = memory_new(making->found_count, sizeof *parts->parts);
    parts->near = memory_new(making->found_count, sizeof *parts->near);
    parts->part_count = making->found_count;
    for (size_t p = 0; p < making->found_count; p++) parts->classes[making->class_of[p]].part_count++;
    for (size_t c = 0; c < parts->class_count; c++) {
        describe_class(making, &parts->classes[c], making->keys + c * making->width, &cells, &cell_room);
        if (c) parts->classes[c].first_part = parts->classes[c - 1].first_part + parts->classes[c - 1].part_count;
    }
    uint32_t *next = memory_new(parts->class_count, sizeof *next);
    for (size_t p = 0; p < making->found_count; p++) {
        uint32_t class = making->class_of[p];
        if (making->found[p].people > parts->classes[class].largest_team) parts->classes[class].largest_team = making->found[p].people;
        size_t at = parts->classes[class].first_part + next[class]++;
        parts->parts[at] = making->found[p];
        parts->near[at] = near_part(parts, making->keys + class * making->width, &making->found[p]);
    }
    free(next);
}

static void find_parts(struct parts *parts, const struct design *design)
{
    struct making making = {.design = design, .parts = parts, .width = (size_t)KEY_CELLS + (size_t)design->breakdown_count, .mask = 255};
    bool *torn = memory_new((size_t)design->breakdown_count, sizeof *torn);
    making.slots = memory_new(making.mask + 1, sizeof *making.slots);
    making.key = memory_new(making.width, sizeof *making.key);
    for (size_t team = 0; team < design->teams; team++) take_apart(&making, (uint32_t)team, torn);
    for (size_t c = 0; c < parts->chunk_count; c++)
        parts->chunks[c].listed_count = (uint32_t)(c + 1 < parts->chunk_count ? parts->chunks[c + 1].first_listed : making.place_count) - parts->chunks[c].first_listed;
    sort_parts(&making);
    void *rest[] = {torn, making.slots, making.key, making.keys, making.found, making.class_of};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) free(rest[i]);
}

/* 4 strata */

static void weigh_strata(struct parts *parts, const struct design *design)
{
    parts->scale = memory_new(design->sampling_strata, sizeof *parts->scale);
    parts->centring = memory_new(design->sampling_strata, sizeof *parts->centring);
    for (size_t k = 0; k < design->sampling_strata; k++) {
        double drawn = design->drawn[k];
        bool several = drawn > 1, adjusted = drawn == 1 && design->lonely == LONELY_ADJUST;
        parts->scale[k] = several ? design->left[k] * drawn / (drawn - 1) : adjusted ? design->left[k] : 0;
        parts->centring[k] = several ? 1 / drawn : 0;
    }
}

/* Post-strata with people of a sampling stratum are few: the others are passed over. */
static void couple_means(struct parts *parts, const struct design *design, size_t k, uint32_t *here)
{
    const double *weight = parts->stratum_weight + k * design->strata;
    size_t count = 0;
    for (size_t h = 0; h < design->strata; h++)
        if (weight[h] > 0) here[count++] = (uint32_t)h;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) parts->coupling[here[i] * design->strata + here[j]] -= parts->scale[k] * parts->centring[k] * weight[here[i]] * weight[here[j]];
}

static void couple(struct parts *parts, const struct design *design)
{
    size_t strata = design->strata;
    parts->stratum_weight = memory_new(design->sampling_strata * strata, sizeof *parts->stratum_weight);
    parts->coupling = memory_new(strata * strata, sizeof *parts->coupling);
    parts->size = memory_new(strata, sizeof *parts->size);
    for (size_t team = 0; team < design->teams; team++) {
        uint32_t k = design->sampling_stratum[team], end = design->team_stratum_first[team + 1];
        for (uint32_t i = design->team_stratum_first[team]; i < end; i++) {
            double weight = design->team_stratum_weight[i];
            parts->stratum_weight[k * strata + design->team_stratum[i]] += weight;
            parts->size[design->team_stratum[i]] += parts->scale[k] * weight * weight;
            for (uint32_t j = design->team_stratum_first[team]; j < end; j++)
                parts->coupling[design->team_stratum[i] * strata + design->team_stratum[j]] += parts->scale[k] * weight * design->team_stratum_weight[j];
        }
    }
    uint32_t *here = memory_new(strata, sizeof *here);
    for (size_t k = 0; k < design->sampling_strata; k++) couple_means(parts, design, k, here);
    free(here);
}

/* 5 cells of few teams */

bool parts_are_few(const struct design *design, int cell) { return design->cell_teams[cell] >= 2 && design->cell_teams[cell] <= DEGREES_TEAMS; }

/* Measures are many, and such cells hold few of a large survey's people. */
static void list_few(struct parts *parts, const struct design *design)
{
    uint32_t *next = memory_new((size_t)design->cells, sizeof *next);
    parts->few_first = memory_new((size_t)design->cells + 1, sizeof *parts->few_first);
    for (int c = 0; c < design->cells; c++) {
        next[c] = parts->few_first[c];
        parts->few_first[c + 1] = parts->few_first[c] + (parts_are_few(design, c) ? (uint32_t)design->cell_size[c] : 0);
    }
    parts->few = memory_new(parts->few_first[design->cells], sizeof *parts->few);
    for (uint32_t team = 0; team < design->teams && parts->few_first[design->cells]; team++)
        for (uint32_t place = design->team_first[team]; place < design->team_first[team + 1]; place++)
            for (int b = 0; b < design->breakdown_count; b++) {
                int cell = cell_at(design, place, b);
                if (cell == NO_CELL || !parts_are_few(design, cell)) continue;
                parts->few[next[cell]].place = place;
                parts->few[next[cell]++].team = team;
            }
    free(next);
}

struct parts *parts_create(const struct design *design)
{
    struct parts *parts = memory_new(1, sizeof *parts);
    parts->breakdown_of = memory_new((size_t)design->cells, sizeof *parts->breakdown_of);
    for (int b = 0; b < design->breakdown_count; b++)
        for (int c = 0; c < design->breakdowns[b].cell_count; c++) parts->breakdown_of[design->breakdowns[b].first_cell + c] = b;
    parts->torn = memory_new((size_t)design->breakdown_count, sizeof *parts->torn);
    find_parts(parts, design);
    weigh_strata(parts, design);
    if (design->strata) couple(parts, design);
    list_few(parts, design);
    return parts;
}

void parts_destroy(struct parts *parts)
{
    if (!parts) return;
    void *lists[] = {parts->chunks, parts->classes, parts->parts, parts->near, parts->place, parts->cells, parts->breakdown_of, parts->torn, parts->scale, parts->centring, parts->stratum_weight, parts->coupling, parts->few_first, parts->few, parts->size};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) free(lists[i]);
    free(parts);
}
