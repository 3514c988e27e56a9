/* 1 what is summed   2 running totals of a chunk   3 parts whose people weigh the same   4 mixed parts   5 a class */
#include "team_sums.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { TABLE_LIMIT = 2048 }; /* with more values than this, what they add is worked out for each answer */

/* 1 what is summed */

void team_sums_create(struct team_sums *sums, const struct influence_plan *plan, const struct values *values, const struct design *design, const struct parts *parts)
{
    size_t breakdowns = (size_t)design->breakdown_count, limits = plan->has_value ? breakdowns * LIMIT_COUNT : 0;
    *sums = (struct team_sums){.plan = plan, .values = values, .design = design, .parts = parts, .row = 1 + limits + (size_t)plan->slots + plan->has_value};
    sums->cells = memory_new(breakdowns, sizeof *sums->cells);
    sums->limits = memory_new(limits, sizeof *sums->limits);
    sums->function_of = memory_new(breakdowns * LIMIT_COUNT, sizeof *sums->function_of);
    sums->turned = memory_new(sums->row, sizeof *sums->turned);
    sums->of.sum = memory_new(4 * sums->row, sizeof(double));
    sums->of.square = sums->of.sum + sums->row;
    sums->of.with_people = sums->of.square + sums->row;
    sums->of.with_team = sums->of.with_people + sums->row;
    sums->part_sums = memory_new(sums->row, sizeof *sums->part_sums);
    sums->here = memory_new(design->strata, sizeof *sums->here);
    sums->is_here = memory_new(design->strata, sizeof *sums->is_here);
    sums->stratum_sums = memory_new(design->strata * sums->row, sizeof(double));
    sums->team_sums = memory_new(design->strata * sums->row, sizeof(double));
    struct running *running = &sums->running;
    running->seen = memory_new((size_t)design->cells, sizeof *running->seen);
    running->limits = memory_new(WORD_LIMIT * WORD_FUNCTIONS, sizeof *running->limits);
    running->function = memory_new(WORD_LIMIT * WORD_FUNCTIONS, sizeof *running->function);
    running->adds = memory_new(values->count <= TABLE_LIMIT ? WORD_LIMIT * (values->count + 1) : 0, sizeof *running->adds);
    if (!plan->has_value || !values->whole) return;
    running->distance_adds = memory_new(values->count + 1, sizeof *running->distance_adds);
    for (size_t v = 0; v < values->count; v++) running->distance_adds[v] = 1 + ((uint64_t)((int64_t)values->whole[v] - values->whole[0]) << LANE_BITS);
}

void team_sums_free(struct team_sums *sums)
{
    void *lists[] = {sums->cells, sums->limits, sums->function_of, sums->turned, sums->of.sum, sums->part_sums, sums->here, sums->is_here, sums->stratum_sums, sums->team_sums,
                     sums->running.seen, sums->running.limits, sums->running.function, sums->running.adds, sums->running.distance_adds, sums->running.totals, sums->running.distances, sums->running.at};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) free(lists[i]);
}

static bool is_wanted(const struct team_sums *sums, int cell)
{
    return !sums->plan->breakdowns || sums->plan->breakdowns[sums->parts->breakdown_of[cell]];
}

static void find_cells(struct team_sums *sums)
{
    sums->cell_count = 0;
    for (uint32_t i = 0; i < sums->class->cell_count; i++) {
        int cell = sums->parts->cells[sums->class->first_cell + i];
        if (is_wanted(sums, cell)) sums->cells[sums->cell_count++] = cell;
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
    if (statistic == 0 || (plan->has_total && statistic >= plan->statistics - 2)) return sums->first_distance;
    return statistic <= LIMIT_COUNT ? sums->function_of[i * LIMIT_COUNT + statistic - 1] : sums->first_slot + statistic - 1 - LIMIT_COUNT;
}

/* beta is -alpha times the share: turned when that is above a half in the smallest cell; a limit that is not the smallest's, where it comes first. */
static void choose_sides(struct team_sums *sums, int smallest)
{
    const struct influence_plan *plan = sums->plan;
    memset(sums->turned, 0, (size_t)sums->function_count * sizeof *sums->turned);
    for (int i = sums->cell_count; i-- > 0;)
        for (int s = plan->has_value ? 1 : 0; s < plan->statistics - 2 * plan->has_total; s++) {
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

/* 2 running totals of a chunk */

static void add_limit(struct running *running, uint32_t limit)
{
    for (int k = 0; k < running->limit_count; k++)
        if (running->limits[k] == limit) return;
    if (running->limit_count < running->limit_room) running->limits[running->limit_count] = limit;
    running->limit_count++; /* beyond the room: too many */
}

static void collect_limits(struct team_sums *sums, const struct chunk *chunk)
{
    struct running *running = &sums->running;
    const struct part_class *class = sums->parts->classes + chunk->first_class, *end = class + chunk->class_count;
    running->number++;
    running->limit_count = 0;
    running->limit_room = WORD_LIMIT * WORD_FUNCTIONS - sums->plan->slots;
    for (; class < end && sums->plan->has_value; class++)
        for (uint32_t i = 0; i < class->cell_count; i++) {
            int cell = sums->parts->cells[class->first_cell + i];
            if (!is_wanted(sums, cell) || running->seen[cell] == running->number) continue;
            running->seen[cell] = running->number;
            for (int l = 0; l < LIMIT_COUNT && running->limit_count <= running->limit_room; l++) add_limit(running, sums->plan->limits[cell * LIMIT_COUNT + l]);
        }
}

/* What an answer adds to a word. */
static uint64_t added_by(const struct team_sums *sums, size_t word, uint32_t answer)
{
    const struct running *running = &sums->running;
    int slot = sums->plan->slots ? sums->plan->slot_of[answer] : NO_SLOT;
    uint64_t added = 1;
    for (int l = 0; l < WORD_FUNCTIONS; l++) {
        int lane = (int)word * WORD_FUNCTIONS + l;
        bool counts = lane < running->limit_count ? answer < running->limits[lane] : slot != NO_SLOT && lane == running->limit_count + slot;
        added += (uint64_t)counts << LANE_BITS * (l + 1);
    }
    return added;
}

static inline void total_up(const uint32_t *at, size_t count, const uint64_t *adds, uint64_t *totals)
{
    uint64_t total = 0;
    for (size_t i = 0; i < count; i++) {
        totals[i] = total;
        total += adds[at[i]];
    }
    totals[count] = total;
}

static void total_word(struct team_sums *sums, size_t word, const uint32_t *at, size_t count)
{
    struct running *running = &sums->running;
    uint64_t *totals = running->totals + word * running->stride, total = 0;
    size_t values = sums->values->count;
    if (values <= TABLE_LIMIT) {
        uint64_t *adds = running->adds + word * (values + 1);
        if (running->number == 1 || sums->plan->has_value) /* slots are the same in every chunk */
            for (uint32_t v = 0; v < values; v++) adds[v] = added_by(sums, word, v);
        total_up(at, count, adds, totals);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        totals[i] = total;
        if (at[i] < values) total += added_by(sums, word, at[i]);
    }
    totals[count] = total;
}

/* No answer becomes the value after the last, so that nobody is an exception later. */
static void copy_answers(struct team_sums *sums, const struct chunk *chunk, size_t places)
{
    const uint32_t *restrict at = sums->values->at + chunk->first, *listed = sums->parts->place + chunk->first_listed, last = (uint32_t)sums->values->count;
    uint32_t *restrict copy = sums->running.at;
    for (size_t i = 0; i < places; i++) copy[i] = at[i] < last ? at[i] : last;
    for (size_t k = 0; k < chunk->listed_count; k++) copy[places + k] = copy[listed[k] - chunk->first];
}

void team_sums_chunk(struct team_sums *sums, const struct chunk *chunk)
{
    struct running *running = &sums->running;
    size_t places = chunk->end - chunk->first, count = places + chunk->listed_count;
    collect_limits(sums, chunk);
    int lanes = running->limit_count + sums->plan->slots;
    running->words = lanes > WORD_LIMIT * WORD_FUNCTIONS ? 0 : lanes < 1 ? 1 : (size_t)(lanes + WORD_FUNCTIONS - 1) / WORD_FUNCTIONS;
    if (running->stride * running->words > running->room || running->stride < count + 1) {
        running->stride = running->stride < count + 1 ? count + 1 : running->stride;
        running->room = running->stride * (running->words > 2 ? running->words : 2);
        free(running->totals);
        free(running->distances);
        free(running->at);
        running->at = memory_new(running->stride, sizeof *running->at);
        running->totals = memory_new(running->room, sizeof *running->totals);
        running->distances = memory_new(running->distance_adds ? running->stride : 0, sizeof *running->distances);
    }
    copy_answers(sums, chunk, places);
    for (size_t word = 0; word < running->words; word++) total_word(sums, word, running->at, count);
    if (running->words && running->distance_adds) total_up(running->at, count, running->distance_adds, running->distances);
}

/* 3 parts whose people weigh the same */

/* Lanes of the functions of the class at hand. */
static void find_lanes(struct team_sums *sums)
{
    struct running *running = &sums->running;
    memset(running->function, 0, running->words * WORD_FUNCTIONS * sizeof *running->function);
    for (int f = 1; f < sums->first_slot; f++) {
        int lane = 0;
        while (running->limits[lane] != sums->limits[f - 1]) lane++;
        running->function[lane] = f;
    }
    for (int slot = 0; slot < sums->plan->slots; slot++) running->function[running->limit_count + slot] = sums->first_slot + slot;
}

static inline void add_sum(struct team_sums *sums, int f, double s, double m, double team)
{
    sums->of.sum[f] += s;
    sums->of.square[f] += s * s;
    sums->of.with_people[f] += s * m;
    sums->of.with_team[f] += s * team;
}

static inline uint64_t added_by_part(const uint64_t *totals, const struct near_part *part) { return totals[part->first + part->count] - totals[part->first]; }

/* room: parts that may be added up at once (lanes_room). */
static struct lanes_total add_up(const struct team_sums *sums, const uint64_t *totals, size_t room)
{
    const struct near_part *part = sums->parts->near + sums->class->first_part, *end = part + sums->class->part_count;
    struct lanes lanes;
    struct lanes_total total = {.parts = 0};
    for (; part < end; part += room) {
        if ((size_t)(end - part) < room) room = (size_t)(end - part);
        for (size_t i = 0; i < room; i++) {
            lanes.word[i] = added_by_part(totals, &part[i]);
            lanes.people[i] = part[i].people;
        }
        lanes_add(&lanes, room, &total);
    }
    return total;
}

/* word 0 tells who answered. */
static void add_word(struct team_sums *sums, size_t word)
{
    const int *function = sums->running.function + word * WORD_FUNCTIONS;
    struct lanes_total total = add_up(sums, sums->running.totals + word * sums->running.stride, lanes_room(sums->class->largest_team));
    if (!word) sums->teams += (double)total.parts;
    for (int l = 0; l < LANES; l++) {
        int f = l ? function[l - 1] : FUNCTION_PEOPLE;
        if (l ? !f : word > 0) continue;
        sums->of.sum[f] += (double)total.sum[l];
        sums->of.square[f] += (double)total.square[l];
        sums->of.with_people[f] += (double)total.with_first[l];
        sums->of.with_team[f] += (double)total.with_people[l];
    }
}

static void keep_distances(struct team_sums *sums, double sum, double square, double with_people, double with_team)
{
    double unit = sums->values->unit;
    int f = sums->first_distance;
    sums->of.sum[f] = sum * unit;
    sums->of.square[f] = square * (unit * unit);
    sums->of.with_people[f] = with_people * unit;
    sums->of.with_team[f] = with_team * unit;
}

/* Whole numbers from the least, then from the centre, then in units. Summed up beside the sums of the class, where the machine can keep them at hand. */
static void sum_whole_distances(struct team_sums *sums, double from_least)
{
    const struct near_part *part = sums->parts->near + sums->class->first_part, *end = part + sums->class->part_count;
    const uint64_t *distances = sums->running.distances;
    double sum = 0, square = 0, with_people = 0, with_team = 0;
    for (; part < end; part++) {
        uint64_t added = added_by_part(distances, part);
        double m = (double)(added & UINT16_MAX), s = (double)(int64_t)(added >> LANE_BITS) - m * from_least;
        sum += s;
        square += s * s;
        with_people += s * m;
        with_team += s * part->people;
    }
    keep_distances(sums, sum, square, with_people, with_team);
}

/* The same of distances so small that a lane holds them: first from the least, and of their sums then from the centre. All of it is whole. */
static void sum_small_distances(struct team_sums *sums, double from_least, size_t room)
{
    struct lanes_total total = add_up(sums, sums->running.distances, room);
    double sum = (double)total.sum[1], square = (double)total.square[1], with_people = (double)total.with_first[1], with_team = (double)total.with_people[1];
    square += from_least * (from_least * (double)total.square[0] - 2 * with_people);
    keep_distances(sums, sum - from_least * (double)total.sum[0], square, with_people - from_least * (double)total.square[0], with_team - from_least * (double)total.with_people[0]);
}

static void add_whole_distances(struct team_sums *sums)
{
    enum { LEAST_ROOM = 16 };
    const struct values *values = sums->values;
    double from_least = nearbyint(sums->centre / values->unit) - values->whole[0];
    int64_t largest = ((int64_t)values->whole[values->count - 1] - values->whole[0]) * sums->class->largest_team;
    size_t room = largest <= LANE_LIMIT ? lanes_room((uint32_t)(largest > sums->class->largest_team ? largest : sums->class->largest_team)) : 0;
    if (room >= LEAST_ROOM) sum_small_distances(sums, from_least, room);
    else sum_whole_distances(sums, from_least);
}

static void add_distances(struct team_sums *sums)
{
    const struct part *part = sums->parts->parts + sums->class->first_part, *end = part + sums->class->part_count;
    for (; part < end; part++) {
        double s = 0, m = 0;
        for (uint32_t i = part->first; i < part->first + part->count; i++) {
            uint32_t answer = sums->values->at[sums->class->listed ? sums->parts->place[i] : i];
            if (answer == VALUE_MISSING) continue;
            s += sums->values->value[answer] - sums->centre;
            m++;
        }
        add_sum(sums, sums->first_distance, s, m, part->people);
    }
}

/* One by one, where there are more limits than words, or more people than a lane can count. */
static void add_singly(struct team_sums *sums, const struct part *part)
{
    memset(sums->part_sums, 0, (size_t)sums->function_count * sizeof *sums->part_sums);
    for (uint32_t i = part->first; i < part->first + part->count; i++) {
        uint32_t answer = sums->values->at[sums->class->listed ? sums->parts->place[i] : i];
        for (int f = 0; f < sums->function_count && answer != VALUE_MISSING; f++) sums->part_sums[f] += function_of_answer(sums, f, answer);
    }
    for (int f = 0; f < sums->function_count; f++) add_sum(sums, f, sums->part_sums[f], sums->part_sums[FUNCTION_PEOPLE], part->people);
    sums->teams += sums->part_sums[FUNCTION_PEOPLE] > 0;
}

/* Is a word of use to the class at hand? */
static bool is_used(const struct running *running, size_t word)
{
    const int *function = running->function + word * WORD_FUNCTIONS;
    bool used = !word;
    for (int l = 0; l < WORD_FUNCTIONS; l++) used = used || function[l];
    return used;
}

static void add_even_class(struct team_sums *sums)
{
    if (!sums->running.words || sums->class->largest_team > LANE_LIMIT) {
        for (uint32_t p = 0; p < sums->class->part_count; p++) add_singly(sums, sums->parts->parts + sums->class->first_part + p);
        return;
    }
    find_lanes(sums);
    for (size_t word = 0; word < sums->running.words; word++)
        if (is_used(&sums->running, word)) add_word(sums, word);
    if (!sums->plan->has_value || !(sums->teams > 0)) return;
    if (sums->running.distance_adds) add_whole_distances(sums);
    else add_distances(sums);
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
        uint32_t place = sums->class->listed ? sums->parts->place[i] : i, answer = sums->values->at[place];
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
        add_even_class(sums);
        turn(sums);
    }
    return sums->teams > 0;
}
