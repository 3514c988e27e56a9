/* 1 what is summed   2 the table   3 parts whose people weigh the same   4 mixed parts   5 a class */
#include "team_sums.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* 1 what is summed */

/* A table pays when its rows are filled in less time than they are used. */
static bool is_worth_a_table(const struct values *values, const struct part_class *class, size_t blocks)
{
    return class->stratum != MIXED && values->count < UINT32_MAX && values->count * blocks <= class->people / 2;
}

void team_sums_create(struct team_sums *sums, const struct influence_plan *plan, const struct values *values, const struct design *design, const struct parts *parts)
{
    size_t breakdowns = (size_t)design->breakdown_count, limits = plan->has_value ? breakdowns * LIMIT_COUNT : 0, rows = 0;
    *sums = (struct team_sums){.plan = plan, .values = values, .design = design, .parts = parts, .row = (plan->has_value ? 1 : 0) + limits + (size_t)plan->slots};
    for (size_t c = 0; c < parts->class_count; c++)
        if (is_worth_a_table(values, &parts->classes[c], 1)) rows = values->count + 1;
    sums->cells = memory_new(breakdowns, sizeof *sums->cells);
    sums->limits = memory_new(limits, sizeof *sums->limits);
    sums->function_of = memory_new(breakdowns * LIMIT_COUNT, sizeof *sums->function_of);
    sums->turned = memory_new(sums->row, sizeof *sums->turned);
    sums->of.sum = memory_new(4 * sums->row, sizeof(double));
    sums->of.square = sums->of.sum + sums->row;
    sums->of.with_people = sums->of.square + sums->row;
    sums->of.with_team = sums->of.with_people + sums->row;
    sums->part_sums = memory_new(sums->row + LANES, sizeof *sums->part_sums);
    sums->table = memory_new(rows * (sums->row / LANES + 1), sizeof *sums->table);
    sums->distance = memory_new(rows, sizeof *sums->distance);
    sums->here = memory_new(design->strata, sizeof *sums->here);
    sums->is_here = memory_new(design->strata, sizeof *sums->is_here);
    sums->stratum_people = memory_new(design->strata, sizeof(double));
    sums->team_people = memory_new(design->strata, sizeof(double));
    sums->stratum_sums = memory_new(design->strata * sums->row, sizeof(double));
    sums->team_sums = memory_new(design->strata * sums->row, sizeof(double));
}

void team_sums_free(struct team_sums *sums)
{
    void *lists[] = {sums->cells, sums->limits, sums->function_of, sums->turned, sums->of.sum, sums->part_sums, sums->table, sums->distance, sums->here, sums->is_here,
                     sums->stratum_people, sums->team_people, sums->stratum_sums, sums->team_sums};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) free(lists[i]);
}

static void find_cells(struct team_sums *sums)
{
    sums->cell_count = 0;
    for (uint32_t i = 0; i < sums->class->cell_count; i++) {
        int cell = sums->parts->cells[sums->class->first_cell + i];
        if (!sums->plan->breakdowns || sums->plan->breakdowns[sums->parts->breakdown_of[cell]]) sums->cells[sums->cell_count++] = cell;
    }
}

/* Distinct limits of the cells become functions: cells often have the same quartiles. */
static void find_limits(struct team_sums *sums)
{
    int count = 0;
    for (int i = 0; i < sums->cell_count * LIMIT_COUNT; i++) {
        uint32_t limit = sums->plan->limits[sums->cells[i / LIMIT_COUNT] * LIMIT_COUNT + i % LIMIT_COUNT];
        int k = 0;
        while (k < count && sums->limits[k] != limit) k++;
        if (k == count) sums->limits[count++] = limit;
        sums->function_of[i] = 1 + k;
    }
    sums->first_slot = 1 + count;
}

static int smallest_cell(const struct team_sums *sums)
{
    int smallest = sums->cells[0];
    for (int i = 1; i < sums->cell_count; i++)
        if (sums->design->cell_size[sums->cells[i]] < sums->design->cell_size[smallest]) smallest = sums->cells[i];
    return smallest;
}

int team_sums_function(const struct team_sums *sums, int i, int statistic)
{
    const struct influence_plan *plan = sums->plan;
    if (!plan->has_value) return statistic;
    if (statistic == 0 || (plan->has_total && statistic == plan->statistics - 1)) return 0;
    return statistic <= LIMIT_COUNT ? sums->function_of[i * LIMIT_COUNT + statistic - 1] : sums->first_slot + statistic - 1 - LIMIT_COUNT;
}

/* beta is -alpha times the share: turned when that is above a half in the smallest cell. */
static void choose_sides(struct team_sums *sums, int smallest)
{
    const struct influence_plan *plan = sums->plan;
    memset(sums->turned, 0, (size_t)sums->function_count * sizeof *sums->turned);
    for (int i = sums->cell_count; i-- > 0;) /* where a function serves several cells, the first or the smallest decides */
        for (int s = plan->has_value ? 1 : 0; s < plan->statistics - plan->has_total; s++) {
            size_t at = (size_t)sums->cells[i] * (size_t)plan->statistics + (size_t)s;
            if (sums->cells[i] == smallest || s <= LIMIT_COUNT) sums->turned[team_sums_function(sums, i, s)] = -plan->beta[at] > plan->alpha[at] / 2;
        }
}

static void begin(struct team_sums *sums)
{
    const struct influence_plan *plan = sums->plan;
    int smallest = smallest_cell(sums);
    sums->first_slot = 0;
    if (plan->has_value) {
        uint32_t median = plan->limits[smallest * LIMIT_COUNT];
        find_limits(sums);
        sums->centre = median > 0 && median <= sums->values->count ? sums->values->value[median - 1] : plan->centre;
    }
    sums->function_count = sums->first_slot + plan->slots;
    choose_sides(sums, smallest);
    memset(sums->of.sum, 0, 4 * sums->row * sizeof(double));
    sums->teams = sums->people = sums->square = sums->with_team = 0;
    for (size_t i = 0; i < sums->here_count; i++) {
        uint32_t h = sums->here[i];
        sums->is_here[h] = false;
        sums->stratum_people[h] = sums->team_people[h] = 0;
        memset(sums->stratum_sums + h * sums->row, 0, sums->row * sizeof(double));
        memset(sums->team_sums + h * sums->row, 0, sums->row * sizeof(double));
    }
    sums->here_count = 0;
}

static double function_of_answer(const struct team_sums *sums, int f, uint32_t answer)
{
    if (f >= sums->first_slot) return sums->plan->slot_of[answer] == f - sums->first_slot;
    return f > 0 ? answer < sums->limits[f - 1] : sums->values->value[answer] - sums->centre;
}

/* 2 the table */

/* Lanes of a row: that it is an answer, then the functions that count. */
static void make_table(struct team_sums *sums)
{
    const struct influence_plan *plan = sums->plan;
    int counting = plan->has_value ? 1 : 0;
    size_t blocks = (size_t)(1 + sums->function_count - counting + LANES - 1) / LANES;
    sums->block_count = is_worth_a_table(sums->values, sums->class, blocks) ? blocks : 0;
    if (!sums->block_count) return;
    for (size_t v = 0; v <= sums->values->count; v++) {
        struct lanes *row = sums->table + v * blocks;
        memset(row, 0, blocks * sizeof *row);
        sums->distance[v] = 0;
        if (v == sums->values->count) break; /* no answer */
        row->at[0] = 1;
        if (plan->has_value) sums->distance[v] = function_of_answer(sums, 0, (uint32_t)v);
        for (int f = counting; f < sums->first_slot; f++) row[(1 + f - counting) / LANES].at[(1 + f - counting) % LANES] = v < sums->limits[f - 1];
        int slot = plan->slot_of ? plan->slot_of[v] : NO_SLOT, lane = 1 + sums->first_slot - counting + slot;
        if (slot != NO_SLOT) row[lane / LANES].at[lane % LANES] = 1;
    }
}

/* 3 parts whose people weigh the same */

static inline const struct lanes *row_of(const struct team_sums *sums, uint32_t answer)
{
    uint32_t last = (uint32_t)sums->values->count;
    return sums->table + (answer < last ? answer : last) * sums->block_count;
}

/* Adds up one block of lanes over a stretch of a part. place: NULL when its places follow one another. */
static inline struct lanes count_block(const struct team_sums *sums, const uint32_t *at, const uint32_t *place, uint32_t count, size_t block)
{
    struct lanes counted = {{0}};
    for (uint32_t i = 0; i < count; i++) {
        const struct lanes *row = row_of(sums, at[place ? place[i] : i]) + block;
        for (int l = 0; l < LANES; l++) counted.at[l] = (uint16_t)(counted.at[l] + row->at[l]);
    }
    return counted;
}

static inline double add_distances(const struct team_sums *sums, const uint32_t *at, const uint32_t *place, uint32_t count)
{
    uint32_t last = (uint32_t)sums->values->count;
    double sum = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t answer = at[place ? place[i] : i];
        sum += sums->distance[answer < last ? answer : last];
    }
    return sum;
}

/* Adds a stretch of a part, no longer than a lane can count, to part_sums; returns who answered. */
static inline double count_stretch(struct team_sums *sums, const uint32_t *at, const uint32_t *place, uint32_t count)
{
    double *counts = sums->part_sums + (sums->plan->has_value ? 1 : 0), m = 0;
    int wanted = sums->function_count - (sums->plan->has_value ? 1 : 0);
    for (size_t block = 0; block < sums->block_count; block++) {
        struct lanes counted = count_block(sums, at, place, count, block);
        int first = (int)block * LANES - 1; /* function of its first lane, after those that do not count */
        if (!block && !(m = counted.at[0])) return 0;
        for (int l = !block; l < LANES && first + l < wanted; l++) counts[first + l] += counted.at[l];
    }
    if (sums->plan->has_value) sums->part_sums[0] += add_distances(sums, at, place, count);
    return m;
}

/* One by one, where there are more values than people. */
static double count_singly(struct team_sums *sums, const uint32_t *at, const uint32_t *place, uint32_t count)
{
    double m = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t answer = at[place ? place[i] : i];
        if (answer == VALUE_MISSING) continue;
        m++;
        for (int f = 0; f < sums->function_count; f++) sums->part_sums[f] += function_of_answer(sums, f, answer);
    }
    return m;
}

static double count_part(struct team_sums *sums, const struct part *part)
{
    const uint32_t *at = sums->values->at, *place = sums->parts->place + part->first;
    bool whole = sums->class->whole;
    double m = 0;
    memset(sums->part_sums, 0, (size_t)sums->function_count * sizeof *sums->part_sums);
    for (uint32_t from = 0; from < part->count; from += LANE_LIMIT) {
        uint32_t count = part->count - from < LANE_LIMIT ? part->count - from : LANE_LIMIT;
        if (!sums->block_count) m += whole ? count_singly(sums, at + part->first + from, NULL, count) : count_singly(sums, at, place + from, count);
        else m += whole ? count_stretch(sums, at + part->first + from, NULL, count) : count_stretch(sums, at, place + from, count);
    }
    return m;
}

static void add_part(struct team_sums *sums, const struct part *part)
{
    double m = count_part(sums, part), team = (double)(sums->design->team_first[part->team + 1] - sums->design->team_first[part->team]);
    if (!(m > 0)) return;
    sums->teams++;
    sums->people += m;
    sums->square += m * m;
    sums->with_team += m * team;
    for (int f = 0; f < sums->function_count; f++) {
        double s = sums->part_sums[f];
        sums->of.sum[f] += s;
        sums->of.square[f] += s * s;
        sums->of.with_people[f] += s * m;
        sums->of.with_team[f] += s * team;
    }
}

/* Of 1 - f, from the sums of f. */
static void turn(struct team_sums *sums)
{
    for (int f = 0; f < sums->function_count; f++) {
        if (!sums->turned[f]) continue;
        sums->of.square[f] = sums->square - 2 * sums->of.with_people[f] + sums->of.square[f];
        sums->of.sum[f] = sums->people - sums->of.sum[f];
        sums->of.with_people[f] = sums->square - sums->of.with_people[f];
        sums->of.with_team[f] = sums->with_team - sums->of.with_team[f];
    }
}

/* 4 mixed parts */

static void visit_stratum(struct team_sums *sums, uint32_t h)
{
    if (sums->is_here[h]) return;
    sums->is_here[h] = true;
    sums->here[sums->here_count++] = h;
}

static void add_person(struct team_sums *sums, uint32_t answer, uint32_t profile, double *m)
{
    double weight = sums->design->weight[profile], *by_stratum = NULL;
    *m += weight;
    if (sums->design->strata) {
        uint32_t h = (uint32_t)sums->design->stratum[profile];
        visit_stratum(sums, h);
        sums->stratum_people[h]++;
        by_stratum = sums->stratum_sums + h * sums->row;
    }
    for (int f = 0; f < sums->function_count; f++) {
        double value = function_of_answer(sums, f, answer);
        if (sums->turned[f]) value = 1 - value;
        sums->part_sums[f] += weight * value;
        if (by_stratum) by_stratum[f] += value;
    }
}

static void add_mixed_part(struct team_sums *sums, const struct part *part)
{
    const struct design *design = sums->design;
    double m = 0;
    memset(sums->part_sums, 0, (size_t)sums->function_count * sizeof *sums->part_sums);
    for (uint32_t i = part->first; i < part->first + part->count; i++) {
        uint32_t place = sums->class->whole ? i : sums->parts->place[i], answer = sums->values->at[place];
        if (answer != VALUE_MISSING) add_person(sums, answer, design->profile[place], &m);
    }
    if (!(m > 0)) return;
    sums->teams++;
    sums->people += m;
    sums->square += m * m;
    for (int f = 0; f < sums->function_count; f++) {
        double s = sums->part_sums[f];
        sums->of.sum[f] += s;
        sums->of.square[f] += s * s;
        sums->of.with_people[f] += s * m;
    }
    for (uint32_t i = design->strata ? design->team_stratum_first[part->team] : 0; design->strata && i < design->team_stratum_first[part->team + 1]; i++) {
        uint32_t h = design->team_stratum[i];
        double weight = design->team_stratum_weight[i];
        visit_stratum(sums, h);
        sums->team_people[h] += m * weight;
        for (int f = 0; f < sums->function_count; f++) sums->team_sums[h * sums->row + (size_t)f] += sums->part_sums[f] * weight;
    }
}

/* 5 a class */

bool team_sums_class(struct team_sums *sums, const struct part_class *class)
{
    const struct part *part = sums->parts->parts + class->first_part, *end = part + class->part_count;
    sums->class = class;
    find_cells(sums);
    if (!sums->cell_count) return false;
    begin(sums);
    if (class->stratum == MIXED)
        for (; part < end; part++) add_mixed_part(sums, part);
    else {
        make_table(sums);
        for (; part < end; part++) add_part(sums, part);
        turn(sums);
    }
    return sums->teams > 0;
}
