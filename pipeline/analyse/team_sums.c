/* 1 what is summed   2 the table   3 parts whose people weigh the same   4 mixed parts   5 a class */
#include "team_sums.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* 1 what is summed */

/* A table pays when its rows are filled in less time than they are used. */
static bool is_worth_a_table(const struct values *values, const struct part_class *class, size_t words)
{
    return class->stratum != MIXED && values->count * words <= class->people / 2 && class->largest <= LANE_LIMIT;
}

void team_sums_create(struct team_sums *sums, const struct influence_plan *plan, const struct values *values, const struct design *design, const struct parts *parts)
{
    size_t breakdowns = (size_t)design->breakdown_count, limits = plan->has_value ? breakdowns * LIMIT_COUNT : 0, rows = 0;
    *sums = (struct team_sums){.plan = plan, .values = values, .design = design, .parts = parts, .row = 1 + limits + (size_t)plan->slots + plan->has_value};
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
    sums->table = memory_new(rows * (sums->row / WORD_FUNCTIONS + 1), sizeof *sums->table);
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

/* Word and bits of a function that counts. */
static size_t word_of(int function) { return (size_t)(function - 1) / WORD_FUNCTIONS; }
static uint64_t bit_of(int function) { return (uint64_t)1 << LANE_BITS * (1 + (function - 1) % WORD_FUNCTIONS); }

static void make_table(struct team_sums *sums)
{
    size_t words = (size_t)(sums->first_distance - 1 + WORD_FUNCTIONS - 1) / WORD_FUNCTIONS, count = sums->values->count;
    sums->word_count = is_worth_a_table(sums->values, sums->class, words) ? words : 0;
    if (!sums->word_count) return;
    for (size_t v = 0; v <= count; v++)
        for (size_t word = 0; word < words; word++) sums->table[word * (count + 1) + v] = v < count;
    for (size_t v = 0; v < count; v++) {
        int slot = sums->plan->slots ? sums->first_slot + sums->plan->slot_of[v] : 0;
        for (int f = 1; f < sums->first_slot; f++)
            if (v < sums->limits[f - 1]) sums->table[word_of(f) * (count + 1) + v] += bit_of(f);
        if (slot >= sums->first_slot) sums->table[word_of(slot) * (count + 1) + v] += bit_of(slot);
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

/* Sums of whole numbers of one lane. */
struct lane { uint64_t sum, square, with_people, with_team; };

static void keep_lane(struct team_sums *sums, int f, const struct lane *lane)
{
    sums->of.sum[f] = (double)lane->sum;
    sums->of.square[f] = (double)lane->square;
    sums->of.with_people[f] = (double)lane->with_people;
    sums->of.with_team[f] = (double)lane->with_team;
}

/* Counts all parts in one word, of which `functions` are in use. `whole` and `functions` are constants where it is called, so that loops are written out for them. */
static inline void add_word(struct team_sums *sums, size_t word, bool whole, int functions)
{
    const struct part *part = sums->parts->parts + sums->class->first_part, *end = part + sums->class->part_count;
    const uint32_t *all = sums->values->at, *team_first = sums->design->team_first, *places = sums->parts->place, last = (uint32_t)sums->values->count;
    const uint64_t *table = sums->table + word * ((size_t)last + 1);
    struct lane people = {0}, lanes[WORD_FUNCTIONS] = {{0}};
    uint64_t teams = 0;
    for (; part < end; part++) {
        uint64_t counted = 0;
        for (uint32_t i = part->first; i < part->first + part->count; i++) {
            uint32_t answer = all[whole ? i : places[i]];
            counted += table[answer < last ? answer : last];
        }
        uint64_t m = counted & LANE_LIMIT, team = team_first[part->team + 1] - team_first[part->team];
        teams += m > 0;
        people.sum += m;
        people.square += m * m;
        people.with_team += m * team;
        for (int l = 0; l < functions; l++) {
            uint64_t s = counted >> LANE_BITS * (l + 1) & LANE_LIMIT;
            lanes[l].sum += s;
            lanes[l].square += s * s;
            lanes[l].with_people += s * m;
            lanes[l].with_team += s * team;
        }
    }
    people.with_people = people.square;
    sums->teams = (double)teams;
    keep_lane(sums, FUNCTION_PEOPLE, &people);
    for (int l = 0; l < WORD_FUNCTIONS && 1 + (int)word * WORD_FUNCTIONS + l < sums->first_distance; l++) keep_lane(sums, 1 + (int)word * WORD_FUNCTIONS + l, &lanes[l]);
}

static inline void add_distances(struct team_sums *sums, bool whole)
{
    const struct part *part = sums->parts->parts + sums->class->first_part, *end = part + sums->class->part_count;
    const uint32_t *all = sums->values->at, *team_first = sums->design->team_first, *places = sums->parts->place, last = (uint32_t)sums->values->count;
    const double *distance = sums->distance;
    double sum = 0, square = 0, with_people = 0, with_team = 0;
    for (; part < end; part++) {
        double s = 0;
        uint32_t m = 0;
        for (uint32_t i = part->first; i < part->first + part->count; i++) {
            uint32_t answer = all[whole ? i : places[i]];
            s += distance[answer < last ? answer : last];
            m += answer < last;
        }
        sum += s;
        square += s * s;
        with_people += s * m;
        with_team += s * (team_first[part->team + 1] - team_first[part->team]);
    }
    int f = sums->first_distance;
    sums->of.sum[f] = sum;
    sums->of.square[f] = square;
    sums->of.with_people[f] = with_people;
    sums->of.with_team[f] = with_team;
}

/* One by one, where there are more values than people. */
static void add_singly(struct team_sums *sums, const struct part *part)
{
    const uint32_t *team_first = sums->design->team_first + part->team;
    memset(sums->part_sums, 0, (size_t)sums->function_count * sizeof *sums->part_sums);
    for (uint32_t i = part->first; i < part->first + part->count; i++) {
        uint32_t answer = sums->values->at[sums->class->whole ? i : sums->parts->place[i]];
        for (int f = 0; f < sums->function_count && answer != VALUE_MISSING; f++) sums->part_sums[f] += function_of_answer(sums, f, answer);
    }
    for (int f = 0; f < sums->function_count; f++) add_sum(sums, f, sums->part_sums[f], sums->part_sums[FUNCTION_PEOPLE], team_first[1] - team_first[0]);
    sums->teams += sums->part_sums[FUNCTION_PEOPLE] > 0;
}

static void add_even_class(struct team_sums *sums)
{
    bool whole = sums->class->whole;
    for (size_t word = 0; word < sums->word_count; word++) {
        if (sums->first_distance == 2) whole ? add_word(sums, word, true, 1) : add_word(sums, word, false, 1);
        else whole ? add_word(sums, word, true, WORD_FUNCTIONS) : add_word(sums, word, false, WORD_FUNCTIONS);
    }
    if (sums->word_count && sums->plan->has_value) whole ? add_distances(sums, true) : add_distances(sums, false);
    for (uint32_t p = 0; !sums->word_count && p < sums->class->part_count; p++) add_singly(sums, sums->parts->parts + sums->class->first_part + p);
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
