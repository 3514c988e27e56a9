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
    *sums = (struct team_sums){.plan = plan, .values = values, .design = design, .parts = parts, .row = 1 + limits + (size_t)plan->slots + LANES};
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
    sums->part_sums = memory_new(sums->row, sizeof *sums->part_sums);
    sums->table = memory_new(rows * (sums->row / LANES), sizeof *sums->table);
    sums->distance = memory_new(rows, sizeof *sums->distance);
    sums->here = memory_new(design->strata, sizeof *sums->here);
    sums->is_here = memory_new(design->strata, sizeof *sums->is_here);
    sums->stratum_sums = memory_new(design->strata * sums->row, sizeof(double));
    sums->team_sums = memory_new(design->strata * sums->row, sizeof(double));
}

void team_sums_free(struct team_sums *sums)
{
    void *lists[] = {sums->cells, sums->limits, sums->function_of, sums->turned, sums->of.sum, sums->part_sums, sums->table, sums->distance, sums->here, sums->is_here,
                     sums->stratum_sums, sums->team_sums};
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
static int find_limits(struct team_sums *sums)
{
    int count = 0;
    for (int i = 0; i < sums->cell_count * LIMIT_COUNT; i++) {
        uint32_t limit = sums->plan->limits[sums->cells[i / LIMIT_COUNT] * LIMIT_COUNT + i % LIMIT_COUNT];
        int k = 0;
        while (k < count && sums->limits[k] != limit) k++;
        if (k == count) sums->limits[count++] = limit;
        sums->function_of[i] = 1 + k;
    }
    return count;
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
    if (!plan->has_value) return sums->first_slot + statistic;
    if (statistic == 0 || (plan->has_total && statistic == plan->statistics - 1)) return sums->first_distance;
    return statistic <= LIMIT_COUNT ? sums->function_of[i * LIMIT_COUNT + statistic - 1] : sums->first_slot + statistic - 1 - LIMIT_COUNT;
}

/* beta is -alpha times the share: turned when that is above a half in the smallest cell; a limit that is not the smallest's, where it comes first. */
static void choose_sides(struct team_sums *sums, int smallest)
{
    const struct influence_plan *plan = sums->plan;
    memset(sums->turned, 0, (size_t)sums->function_count * sizeof *sums->turned);
    for (int i = sums->cell_count; i-- > 0;)
        for (int s = plan->has_value ? 1 : 0; s < plan->statistics - plan->has_total; s++) {
            size_t at = (size_t)sums->cells[i] * (size_t)plan->statistics + (size_t)s;
            if (sums->cells[i] == smallest || (plan->has_value && s <= LIMIT_COUNT)) sums->turned[team_sums_function(sums, i, s)] = -plan->beta[at] > plan->alpha[at] / 2;
        }
}

static void begin(struct team_sums *sums)
{
    const struct influence_plan *plan = sums->plan;
    int smallest = smallest_cell(sums);
    sums->first_slot = 1;
    if (plan->has_value) {
        uint32_t median = plan->limits[smallest * LIMIT_COUNT];
        sums->first_slot += find_limits(sums);
        sums->centre = median > 0 && median <= sums->values->count ? sums->values->value[median - 1] : plan->centre;
    }
    sums->first_distance = sums->first_slot + plan->slots;
    sums->function_count = sums->first_distance + plan->has_value;
    choose_sides(sums, smallest);
    memset(sums->of.sum, 0, 4 * sums->row * sizeof(double));
    sums->teams = 0;
    for (size_t i = 0; i < sums->here_count; i++) {
        uint32_t h = sums->here[i];
        sums->is_here[h] = false;
        memset(sums->stratum_sums + h * sums->row, 0, sums->row * sizeof(double));
        memset(sums->team_sums + h * sums->row, 0, sums->row * sizeof(double));
    }
    sums->here_count = 0;
}

static double function_of_answer(const struct team_sums *sums, int f, uint32_t answer)
{
    if (f == FUNCTION_PEOPLE) return 1;
    if (f < sums->first_slot) return answer < sums->limits[f - 1];
    return f < sums->first_distance ? sums->plan->slot_of[answer] == f - sums->first_slot : sums->values->value[answer] - sums->centre;
}

/* 2 the table */

/* A row's lanes are the functions that count; those that there are none for are 0. */
static void make_table(struct team_sums *sums)
{
    size_t blocks = (size_t)(sums->first_distance + LANES - 1) / LANES, count = sums->values->count;
    sums->block_count = is_worth_a_table(sums->values, sums->class, blocks) ? blocks : 0;
    if (!sums->block_count) return;
    memset(sums->table, 0, (count + 1) * blocks * sizeof *sums->table);
    for (size_t v = 0; v < count; v++) {
        struct lanes *row = sums->table + v * blocks;
        int slot = sums->plan->slots ? sums->first_slot + sums->plan->slot_of[v] : 0;
        for (int f = 0; f < sums->first_slot; f++) row[f / LANES].at[f % LANES] = f == FUNCTION_PEOPLE || v < sums->limits[f - 1];
        if (slot >= sums->first_slot) row[slot / LANES].at[slot % LANES] = 1;
        if (sums->plan->has_value) sums->distance[v] = sums->values->value[v] - sums->centre;
    }
    sums->distance[count] = 0;
}

/* 3 parts whose people weigh the same */

static inline void add_sum(struct team_sums *sums, int f, double s, double m, double team)
{
    sums->of.sum[f] += s;
    sums->of.square[f] += s * s;
    sums->of.with_people[f] += s * m;
    sums->of.with_team[f] += s * team;
}

/* Row of the table for an answer; whoever gave none has the last. */
static inline uint32_t row_of(const struct team_sums *sums, uint32_t answer)
{
    uint32_t last = (uint32_t)sums->values->count;
    return answer < last ? answer : last;
}

/* Counts a part in one block of lanes, of which `width` are in use, and adds what was counted. place: NULL when the part's places follow one another.
 * The first block finds m; the return value is m. */
static inline double add_block(struct team_sums *sums, const uint32_t *at, const uint32_t *place, uint32_t count, size_t block, int width, double m, double team)
{
    const struct lanes *table = sums->table + block;
    uint16_t counted[LANES] = {0};
    for (uint32_t i = 0; i < count; i++) {
        const uint16_t *row = table[row_of(sums, at[place ? place[i] : i]) * sums->block_count].at;
        for (int l = 0; l < width; l++) counted[l] = (uint16_t)(counted[l] + row[l]);
    }
    if (!block) m = counted[FUNCTION_PEOPLE];
    double *restrict sum = sums->of.sum + block * LANES, *restrict square = sums->of.square + block * LANES, *restrict with_people = sums->of.with_people + block * LANES,
           *restrict with_team = sums->of.with_team + block * LANES;
    for (int l = 0; l < width; l++) {
        double s = counted[l];
        sum[l] += s;
        square[l] += s * s;
        with_people[l] += s * m;
        with_team[l] += s * team;
    }
    return m;
}

static inline void add_distances(struct team_sums *sums, const uint32_t *at, const uint32_t *place, uint32_t count, double m, double team)
{
    double s = 0;
    for (uint32_t i = 0; i < count; i++) s += sums->distance[row_of(sums, at[place ? place[i] : i])];
    add_sum(sums, sums->first_distance, s, m, team);
}

/* One by one: where there are more values than people, or more people than a lane can count. */
static void add_singly(struct team_sums *sums, const struct part *part, double team)
{
    memset(sums->part_sums, 0, (size_t)sums->function_count * sizeof *sums->part_sums);
    for (uint32_t i = part->first; i < part->first + part->count; i++) {
        uint32_t answer = sums->values->at[sums->class->whole ? i : sums->parts->place[i]];
        for (int f = 0; f < sums->function_count && answer != VALUE_MISSING; f++) sums->part_sums[f] += function_of_answer(sums, f, answer);
    }
    for (int f = 0; f < sums->function_count; f++) add_sum(sums, f, sums->part_sums[f], sums->part_sums[FUNCTION_PEOPLE], team);
    sums->teams += sums->part_sums[FUNCTION_PEOPLE] > 0;
}

/* Written out for the widths that matter and for parts with and without a list of places. */
static inline void add_parts(struct team_sums *sums, bool whole, int width)
{
    const struct part *part = sums->parts->parts + sums->class->first_part, *end = part + sums->class->part_count;
    const uint32_t *team_first = sums->design->team_first;
    for (; part < end; part++) {
        double team = team_first[part->team + 1] - team_first[part->team];
        if (!sums->block_count || part->count > LANE_LIMIT) {
            add_singly(sums, part, team);
            continue;
        }
        const uint32_t *at = sums->values->at + (whole ? part->first : 0), *place = whole ? NULL : sums->parts->place + part->first;
        double m = add_block(sums, at, place, part->count, 0, width, 0, team);
        if (!(m > 0)) continue;
        sums->teams++;
        for (size_t block = 1; block < sums->block_count; block++) add_block(sums, at, place, part->count, block, LANES, m, team);
        if (sums->plan->has_value) add_distances(sums, at, place, part->count, m, team);
    }
}

static void add_even_class(struct team_sums *sums)
{
    bool whole = sums->class->whole;
    if (sums->first_distance <= 2) whole ? add_parts(sums, true, 2) : add_parts(sums, false, 2);
    else if (sums->first_distance <= 4) whole ? add_parts(sums, true, 4) : add_parts(sums, false, 4);
    else whole ? add_parts(sums, true, LANES) : add_parts(sums, false, LANES);
}

/* Of 1 - f, from the sums of f. */
static void turn(struct team_sums *sums)
{
    for (int f = 1; f < sums->function_count; f++) {
        if (!sums->turned[f]) continue;
        sums->of.square[f] += sums->of.square[FUNCTION_PEOPLE] - 2 * sums->of.with_people[f];
        sums->of.sum[f] = sums->of.sum[FUNCTION_PEOPLE] - sums->of.sum[f];
        sums->of.with_people[f] = sums->of.with_people[FUNCTION_PEOPLE] - sums->of.with_people[f];
        sums->of.with_team[f] = sums->of.with_team[FUNCTION_PEOPLE] - sums->of.with_team[f];
    }
}

/* 4 mixed parts */

static void visit_stratum(struct team_sums *sums, uint32_t h)
{
    if (sums->is_here[h]) return;
    sums->is_here[h] = true;
    sums->here[sums->here_count++] = h;
}

static void add_person(struct team_sums *sums, uint32_t answer, uint32_t profile)
{
    double weight = sums->design->weight[profile], *by_stratum = NULL;
    if (sums->design->strata) {
        uint32_t h = (uint32_t)sums->design->stratum[profile];
        visit_stratum(sums, h);
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
    memset(sums->part_sums, 0, (size_t)sums->function_count * sizeof *sums->part_sums);
    for (uint32_t i = part->first; i < part->first + part->count; i++) {
        uint32_t place = sums->class->whole ? i : sums->parts->place[i], answer = sums->values->at[place];
        if (answer != VALUE_MISSING) add_person(sums, answer, design->profile[place]);
    }
    double m = sums->part_sums[FUNCTION_PEOPLE];
    if (!(m > 0)) return;
    sums->teams++;
    for (int f = 0; f < sums->function_count; f++) add_sum(sums, f, sums->part_sums[f], m, 0);
    if (!design->strata) return;
    for (uint32_t i = design->team_stratum_first[part->team]; i < design->team_stratum_first[part->team + 1]; i++) {
        visit_stratum(sums, design->team_stratum[i]);
        double *row = sums->team_sums + design->team_stratum[i] * sums->row;
        for (int f = 0; f < sums->function_count; f++) row[f] += sums->part_sums[f] * design->team_stratum_weight[i];
    }
}

/* 5 a class */

bool team_sums_class(struct team_sums *sums, const struct part_class *class)
{
    const struct part *parts = sums->parts->parts + class->first_part;
    sums->class = class;
    find_cells(sums);
    if (!sums->cell_count) return false;
    begin(sums);
    if (class->stratum == MIXED)
        for (uint32_t p = 0; p < class->part_count; p++) add_mixed_part(sums, &parts[p]);
    else {
        make_table(sums);
        add_even_class(sums);
        turn(sums);
    }
    return sums->teams > 0;
}
