/* 1 what is summed   2 parts whose people weigh the same   3 mixed parts   4 a class */
#include "team_sums.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* 1 what is summed */

void team_sums_create(struct team_sums *sums, const struct influence_plan *plan, const struct values *values, const struct design *design, const struct parts *parts)
{
    size_t largest = 0, breakdowns = (size_t)design->breakdown_count, limits = plan->has_value ? breakdowns * LIMIT_COUNT : 0;
    for (size_t p = 0; p < parts->part_count; p++)
        if (parts->parts[p].count > largest) largest = parts->parts[p].count;
    *sums = (struct team_sums){.plan = plan, .values = values, .design = design, .parts = parts, .row = (plan->has_value ? 1 : 0) + limits + (size_t)plan->slots};
    sums->cells = memory_new(breakdowns, sizeof *sums->cells);
    sums->limits = memory_new(limits, sizeof *sums->limits);
    sums->function_of = memory_new(breakdowns * LIMIT_COUNT, sizeof *sums->function_of);
    sums->turned = memory_new(sums->row, sizeof *sums->turned);
    sums->moments = memory_new(sums->row, sizeof *sums->moments);
    sums->answers = memory_new(largest, sizeof *sums->answers);
    sums->part_sums = memory_new(sums->row, sizeof *sums->part_sums);
    sums->here = memory_new(design->strata, sizeof *sums->here);
    sums->is_here = memory_new(design->strata, sizeof *sums->is_here);
    sums->stratum_people = memory_new(design->strata, sizeof(double));
    sums->team_people = memory_new(design->strata, sizeof(double));
    sums->stratum_sums = memory_new(design->strata * sums->row, sizeof(double));
    sums->team_sums = memory_new(design->strata * sums->row, sizeof(double));
}

void team_sums_free(struct team_sums *sums)
{
    void *lists[] = {sums->cells, sums->limits, sums->function_of, sums->turned, sums->moments, sums->answers, sums->part_sums, sums->here, sums->is_here,
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
    memset(sums->moments, 0, (size_t)sums->function_count * sizeof *sums->moments);
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

/* 2 parts whose people weigh the same */

/* The answers of a part, without those who gave none. */
static size_t gather(struct team_sums *sums, const struct part *part)
{
    const uint32_t *at = sums->values->at, *place = sums->parts->place + part->first;
    uint32_t *answers = sums->answers;
    size_t count = 0;
    if (sums->class->whole) {
        at += part->first;
        for (uint32_t i = 0; i < part->count; i++) {
            answers[count] = at[i];
            count += at[i] != VALUE_MISSING;
        }
    } else
        for (uint32_t i = 0; i < part->count; i++) {
            answers[count] = at[place[i]];
            count += answers[count] != VALUE_MISSING;
        }
    return count;
}

static void add(struct moments *moments, double s, double m, double team)
{
    moments->sum += s;
    moments->square += s * s;
    moments->with_people += s * m;
    moments->with_team += s * team;
}

/* As each person in a slot comes, s grows by one and its square by 2 s + 1. */
static void add_slots(struct team_sums *sums, size_t count, double m, double team)
{
    const int *slot_of = sums->plan->slot_of;
    const uint32_t *answers = sums->answers;
    struct moments *moments = sums->moments + sums->first_slot;
    double *in_slot = sums->part_sums;
    for (size_t i = 0; i < count; i++) {
        int slot = slot_of[answers[i]];
        if (slot == NO_SLOT) continue;
        double before = in_slot[slot]++;
        moments[slot].sum += 1;
        moments[slot].square += 2 * before + 1;
        moments[slot].with_people += m;
        moments[slot].with_team += team;
    }
    for (size_t i = 0; i < count; i++)
        if (slot_of[answers[i]] != NO_SLOT) in_slot[slot_of[answers[i]]] = 0;
}

static void add_slot(struct team_sums *sums, size_t count, double m, double team)
{
    int s = 0;
    for (size_t i = 0; i < count; i++) s += sums->plan->slot_of[sums->answers[i]] == 0;
    add(&sums->moments[sums->first_slot], s, m, team);
}

static void add_part(struct team_sums *sums, const struct part *part)
{
    const struct influence_plan *plan = sums->plan;
    const uint32_t *answers = sums->answers;
    size_t count = gather(sums, part);
    if (!count) return;
    double m = (double)count, team = (double)(sums->design->team_first[part->team + 1] - sums->design->team_first[part->team]);
    sums->teams++;
    sums->people += m;
    sums->square += m * m;
    sums->with_team += m * team;
    if (plan->has_value) {
        double s = 0;
        for (size_t i = 0; i < count; i++) s += sums->values->value[answers[i]] - sums->centre;
        add(&sums->moments[0], s, m, team);
        for (int l = 0; l < sums->first_slot - 1; l++) {
            uint32_t below = 0, limit = sums->limits[l];
            for (size_t i = 0; i < count; i++) below += answers[i] < limit;
            add(&sums->moments[1 + l], below, m, team);
        }
    }
    if (plan->slots == 1) add_slot(sums, count, m, team);
    else if (plan->slots) add_slots(sums, count, m, team);
}

/* Of 1 - f, from the sums of f. */
static void turn(struct team_sums *sums)
{
    for (int f = 0; f < sums->function_count; f++) {
        struct moments *moments = &sums->moments[f];
        if (!sums->turned[f]) continue;
        moments->square = sums->square - 2 * moments->with_people + moments->square;
        moments->sum = sums->people - moments->sum;
        moments->with_people = sums->square - moments->with_people;
        moments->with_team = sums->with_team - moments->with_team;
    }
}

/* 3 mixed parts */

static void visit_stratum(struct team_sums *sums, uint32_t h)
{
    if (sums->is_here[h]) return;
    sums->is_here[h] = true;
    sums->here[sums->here_count++] = h;
}

static double function_of_answer(const struct team_sums *sums, int f, uint32_t answer)
{
    double value;
    if (f >= sums->first_slot) value = sums->plan->slot_of[answer] == f - sums->first_slot;
    else if (f > 0) value = answer < sums->limits[f - 1];
    else return sums->values->value[answer] - sums->centre;
    return sums->turned[f] ? 1 - value : value;
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
    for (int f = 0; f < sums->function_count; f++) add(&sums->moments[f], sums->part_sums[f], m, 0);
    for (uint32_t i = design->strata ? design->team_stratum_first[part->team] : 0; design->strata && i < design->team_stratum_first[part->team + 1]; i++) {
        uint32_t h = design->team_stratum[i];
        double weight = design->team_stratum_weight[i];
        visit_stratum(sums, h);
        sums->team_people[h] += m * weight;
        for (int f = 0; f < sums->function_count; f++) sums->team_sums[h * sums->row + (size_t)f] += sums->part_sums[f] * weight;
    }
}

/* 4 a class */

bool team_sums_class(struct team_sums *sums, const struct part_class *class)
{
    const struct part *part = sums->parts->parts + class->first_part, *end = part + class->part_count;
    sums->class = class;
    find_cells(sums);
    if (!sums->cell_count) return false;
    begin(sums);
    if (class->stratum == MIXED) {
        for (; part < end; part++) add_mixed_part(sums, part);
        memset(sums->part_sums, 0, sums->row * sizeof *sums->part_sums);
    } else {
        for (; part < end; part++) add_part(sums, part);
        turn(sums);
    }
    return sums->teams > 0;
}
