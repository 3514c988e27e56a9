/* 1 profiles   2 order   3 cells   4 how teams were drawn   5 making   6 calibration */
#include "design.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "parts.h"

/* 1 profiles: a hash table of distinct rows of codes */

struct profile_table { uint32_t *slots; size_t mask; };

static size_t hash_codes(const uint8_t *codes, int count)
{
    uint64_t hash = 14695981039346656037u;
    for (int i = 0; i < count; i++) hash = (hash ^ codes[i]) * 1099511628211u;
    return (size_t)(hash ^ hash >> 29);
}

static void widen(struct profile_table *table, const struct design *design)
{
    free(table->slots);
    table->mask = table->mask * 2 + 1;
    table->slots = memory_new(table->mask + 1, sizeof *table->slots);
    for (size_t p = 0; p < design->profiles; p++) {
        size_t i = hash_codes(design->codes + p * (size_t)design->variables, design->variables) & table->mask;
        while (table->slots[i]) i = (i + 1) & table->mask;
        table->slots[i] = (uint32_t)p + 1;
    }
}

static uint32_t profile_of(struct design *design, struct profile_table *table, const uint8_t *codes, size_t *room)
{
    size_t width = (size_t)design->variables, i = hash_codes(codes, design->variables) & table->mask;
    for (; table->slots[i]; i = (i + 1) & table->mask)
        if (!memcmp(design->codes + (table->slots[i] - 1) * width, codes, width)) return table->slots[i] - 1;
    design->codes = memory_grow(design->codes, design->profiles, room, width ? width : 1);
    if (width) memcpy(design->codes + design->profiles * width, codes, width);
    table->slots[i] = (uint32_t)++design->profiles;
    if (design->profiles * 2 > table->mask) widen(table, design);
    return (uint32_t)design->profiles - 1;
}

static uint32_t *find_profiles(struct design *design, const uint8_t *codes)
{
    struct profile_table table = {memory_new(256, sizeof *table.slots), 255};
    uint32_t *found = memory_new(design->respondents, sizeof *found);
    size_t room = 0;
    for (size_t i = 0; i < design->respondents; i++) found[i] = profile_of(design, &table, codes + i * (size_t)design->variables, &room);
    free(table.slots);
    return found;
}

static int cell_of(const struct breakdown *breakdown, const uint8_t *codes)
{
    int cell = 0;
    for (int v = 0; v < breakdown->variable_count; v++) {
        int code = codes[breakdown->variables[v]];
        if (code >= breakdown->categories[v]) return NO_CELL; /* missing: in none of its groups */
        cell = cell * breakdown->categories[v] + code;
    }
    return breakdown->first_cell + cell;
}

static void place_profiles(struct design *design)
{
    size_t width = (size_t)design->breakdown_count;
    design->cell_of = memory_new(design->profiles * width, sizeof *design->cell_of);
    for (size_t p = 0; p < design->profiles; p++)
        for (int b = 0; b < design->breakdown_count; b++) design->cell_of[p * width + (size_t)b] = cell_of(&design->breakdowns[b], design->codes + p * (size_t)design->variables);
}

/* Profiles are numbered so that people of one team who are in the same cell of the breakdown that tears most teams follow one another. */

/* People who are not in the cell of the first of their team. */
static size_t count_torn(const struct design *design, const uint32_t *profiles, const uint32_t *teams, int breakdown, int *cell_of_team)
{
    enum { UNSEEN = -2 };
    size_t count = 0;
    for (size_t team = 0; team < design->teams; team++) cell_of_team[team] = UNSEEN;
    for (size_t i = 0; i < design->respondents; i++) {
        int cell = design->cell_of[(size_t)profiles[i] * (size_t)design->breakdown_count + (size_t)breakdown], *first = &cell_of_team[teams[i]];
        if (*first == UNSEEN) *first = cell;
        count += *first != cell;
    }
    return count;
}

static int most_torn(const struct design *design, const uint32_t *profiles, const uint32_t *teams)
{
    int *room = memory_new(design->teams, sizeof *room), worst = -1;
    size_t most = 0;
    for (int b = 0; b < design->breakdown_count; b++) {
        size_t torn = count_torn(design, profiles, teams, b, room);
        if (torn <= most) continue;
        most = torn;
        worst = b;
    }
    free(room);
    return worst;
}

/* Cells of a breakdown, the first for those in none. */
static size_t bucket_of(const struct breakdown *by, int cell) { return cell == NO_CELL ? 0 : (size_t)(cell - by->first_cell) + 1; }

static void number_profiles(struct design *design, uint32_t *profiles, const uint32_t *teams)
{
    int breakdown = most_torn(design, profiles, teams);
    if (breakdown < 0) return;
    size_t width = (size_t)design->variables, breakdowns = (size_t)design->breakdown_count;
    const struct breakdown *by = &design->breakdowns[breakdown];
    uint32_t *next = memory_new((size_t)by->cell_count + 2, sizeof *next), *number = memory_new(design->profiles, sizeof *number);
    uint8_t *codes = memory_new(design->profiles * (width ? width : 1), 1);
    int *cell_of = memory_new(design->profiles * breakdowns, sizeof *cell_of);
    for (size_t p = 0; p < design->profiles; p++) next[bucket_of(by, design->cell_of[p * breakdowns + (size_t)breakdown]) + 1]++;
    for (int c = 0; c < by->cell_count; c++) next[c + 1] += next[c];
    for (size_t p = 0; p < design->profiles; p++) {
        number[p] = next[bucket_of(by, design->cell_of[p * breakdowns + (size_t)breakdown])]++;
        memcpy(codes + number[p] * width, design->codes + p * width, width);
        memcpy(cell_of + number[p] * breakdowns, design->cell_of + p * breakdowns, breakdowns * sizeof *cell_of);
    }
    for (size_t i = 0; i < design->respondents; i++) profiles[i] = number[profiles[i]];
    free(next);
    free(number);
    free(design->codes);
    free(design->cell_of);
    design->codes = codes;
    design->cell_of = cell_of;
}

/* 2 order: counting sort by profile, then by team; each keeps the order of the file among equals */

static void sort_by(const uint32_t *keys, size_t key_count, const uint32_t *from, uint32_t *to, size_t count, uint32_t *first)
{
    memset(first, 0, (key_count + 1) * sizeof *first);
    for (size_t i = 0; i < count; i++) first[keys[i] + 1]++;
    for (size_t k = 0; k < key_count; k++) first[k + 1] += first[k];
    for (size_t i = 0; i < count; i++) {
        uint32_t respondent = from ? from[i] : (uint32_t)i;
        to[first[keys[respondent]]++] = respondent;
    }
    memmove(first + 1, first, key_count * sizeof *first);
    first[0] = 0;
}

static void put_in_order(struct design *design, uint32_t *profiles, const uint32_t *teams)
{
    size_t n = design->respondents;
    design->order = memory_new(n, sizeof *design->order);
    design->profile = memory_new(n, sizeof *design->profile);
    design->team_first = memory_new(design->teams + 1, sizeof *design->team_first);
    if (teams) {
        uint32_t *by_profile = memory_new(n, sizeof *by_profile), *first = memory_new(design->profiles + 1, sizeof *first);
        sort_by(profiles, design->profiles, NULL, by_profile, n, first);
        sort_by(teams, design->teams, by_profile, design->order, n, design->team_first);
        free(by_profile);
        free(first);
    } else
        for (size_t i = 0; i < n; i++) design->order[i] = design->team_first[i + 1] = (uint32_t)i, design->team_first[i + 1]++;
    for (size_t i = 0; i < n; i++) design->profile[i] = profiles[design->order[i]];
}

/* 3 cells */

static void count_cells(struct design *design)
{
    size_t *last_team = memory_new((size_t)design->cells, sizeof *last_team);
    design->cell_teams = memory_new((size_t)design->cells, sizeof *design->cell_teams);
    design->cell_size = memory_new((size_t)design->cells, sizeof *design->cell_size);
    for (size_t team = 0; team < design->teams; team++)
        for (uint32_t i = design->team_first[team]; i < design->team_first[team + 1]; i++)
            for (int b = 0; b < design->breakdown_count; b++) {
                int cell = design->cell_of[design->profile[i] * (size_t)design->breakdown_count + (size_t)b];
                if (cell == NO_CELL) continue;
                design->cell_size[cell]++;
                if (last_team[cell] != team + 1) design->cell_teams[cell]++;
                last_team[cell] = team + 1;
            }
    free(last_team);
}

/* 4 how teams were drawn */

/* Sampling strata with a respondent in each cell, and what of the population is left to be drawn. */
static void count_strata(struct design *design)
{
    bool *seen = memory_new((size_t)design->cells * design->sampling_strata, sizeof *seen);
    memset(design->cell_strata, 0, (size_t)design->cells * sizeof *design->cell_strata);
    memset(design->cell_left, 0, (size_t)design->cells * sizeof *design->cell_left);
    for (size_t team = 0; team < design->teams; team++)
        for (uint32_t i = design->team_first[team]; i < design->team_first[team + 1]; i++)
            for (int b = 0; b < design->breakdown_count; b++) {
                int cell = design->cell_of[design->profile[i] * (size_t)design->breakdown_count + (size_t)b];
                if (cell == NO_CELL) continue;
                bool *is_seen = &seen[(size_t)cell * design->sampling_strata + design->sampling_stratum[team]];
                design->cell_strata[cell] += !*is_seen;
                design->cell_left[cell] += design->left[design->sampling_stratum[team]];
                *is_seen = true;
            }
    for (int cell = 0; cell < design->cells; cell++) design->cell_left[cell] = design->cell_size[cell] > 0 ? design->cell_left[cell] / design->cell_size[cell] : 1;
    free(seen);
}

/* One stratum of an endless population, until something else is declared. */
static void draw_from_one_stratum(struct design *design)
{
    design->sampling_strata = 1;
    design->sampling_stratum = memory_new(design->teams, sizeof *design->sampling_stratum);
    design->cell_strata = memory_new((size_t)design->cells, sizeof *design->cell_strata);
    design->cell_left = memory_new((size_t)design->cells, sizeof *design->cell_left);
    design->drawn = memory_new(1, sizeof *design->drawn);
    design->left = memory_new(1, sizeof *design->left);
    design->drawn[0] = (double)design->teams;
    design->left[0] = 1;
    count_strata(design);
}

/* The stratum of each team; a fault names the first respondent in the design's order who is in none, or not where their team is. */
static struct design_result place_teams(const struct design *design, const int *strata, int stratum_count, uint32_t *stratum)
{
    for (size_t team = 0; team < design->teams; team++)
        for (uint32_t i = design->team_first[team]; i < design->team_first[team + 1]; i++) {
            uint32_t respondent = design->order[i];
            int own = strata ? strata[respondent] : 0;
            if (own < 0 || own >= stratum_count) return (struct design_result){.fault = DESIGN_NO_STRATUM, .respondent = respondent};
            if (i > design->team_first[team] && (uint32_t)own != stratum[team]) return (struct design_result){.fault = DESIGN_TWO_STRATA, .respondent = respondent, .stratum = own, .other = (int)stratum[team]};
            stratum[team] = (uint32_t)own;
        }
    return (struct design_result){.fault = DESIGN_GOOD};
}

static struct design_result check_strata(const double *drawn, const double *population, int stratum_count, bool declared, enum lonely lonely)
{
    for (int k = 0; k < stratum_count; k++) {
        double whole = population ? population[k] : INFINITY;
        if (drawn[k] > whole) return (struct design_result){.fault = DESIGN_TOO_MANY, .stratum = k, .drawn = drawn[k], .population = whole};
        if (declared && drawn[k] == 1 && lonely == LONELY_FAIL && whole > 1) return (struct design_result){.fault = DESIGN_LONELY, .stratum = k, .drawn = 1, .population = whole};
    }
    return (struct design_result){.fault = DESIGN_GOOD};
}

struct design_result design_stratify(struct design *design, const int *strata, int stratum_count, const double *population, enum lonely lonely)
{
    size_t count = strata ? (size_t)stratum_count : 1;
    uint32_t *stratum = memory_new(design->teams, sizeof *stratum);
    double *drawn = memory_new(count, sizeof *drawn);
    struct design_result result = place_teams(design, strata, (int)count, stratum);
    for (size_t team = 0; team < design->teams && result.fault == DESIGN_GOOD; team++) drawn[stratum[team]]++;
    if (result.fault == DESIGN_GOOD) result = check_strata(drawn, population, (int)count, strata != NULL, lonely);
    if (result.fault != DESIGN_GOOD) {
        free(stratum);
        free(drawn);
        return result;
    }
    free(design->sampling_stratum);
    free(design->drawn);
    free(design->left);
    design->stratified = strata || population;
    design->sampling_strata = count;
    design->sampling_stratum = stratum;
    design->drawn = drawn;
    design->left = memory_new(count, sizeof *design->left);
    for (size_t k = 0; k < count; k++) design->left[k] = population && isfinite(population[k]) && population[k] > 0 ? (population[k] - drawn[k]) / population[k] : 1;
    design->lonely = lonely;
    count_strata(design);
    return result;
}

/* 5 making */

struct design *design_create(const uint8_t *codes, size_t respondents, int variables, const uint32_t *teams, size_t team_count, const struct breakdown *breakdowns, int breakdown_count)
{
    struct design *design = memory_new(1, sizeof *design);
    design->respondents = respondents;
    design->variables = variables;
    design->clustered = teams != NULL;
    design->teams = teams ? team_count : respondents;
    design->breakdowns = memory_new((size_t)breakdown_count, sizeof *design->breakdowns);
    memcpy(design->breakdowns, breakdowns, (size_t)breakdown_count * sizeof *breakdowns);
    design->breakdown_count = breakdown_count;
    for (int b = 0; b < breakdown_count; b++) design->cells += breakdowns[b].cell_count;
    uint32_t *profiles = find_profiles(design, codes);
    place_profiles(design);
    if (teams) number_profiles(design, profiles, teams);
    put_in_order(design, profiles, teams);
    free(profiles);
    design->weight = memory_new(design->profiles, sizeof *design->weight);
    design->stratum = memory_new(design->profiles, sizeof *design->stratum);
    for (size_t p = 0; p < design->profiles; p++) design->weight[p] = 1;
    count_cells(design);
    draw_from_one_stratum(design);
    return design;
}

void design_destroy(struct design *design)
{
    if (!design) return;
    parts_destroy(design->parts);
    void *lists[] = {design->order, design->profile, design->team_first, design->codes, design->weight, design->stratum, design->cell_of, design->breakdowns, design->cell_teams, design->cell_size, design->cell_strata, design->cell_left,
                     design->sampling_stratum, design->drawn, design->left,
                     design->stratum_size, design->stratum_weight, design->margin_categories, design->margin_of, design->team_stratum_first, design->team_stratum, design->team_stratum_weight};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) free(lists[i]);
    free(design);
}

void design_take_apart(struct design *design)
{
    parts_destroy(design->parts);
    design->parts = parts_create(design);
}

/* 6 calibration */

static void set_margins(struct design *design, const int *categories, int margin_count, bool combine)
{
    size_t strata = design->strata;
    design->margin_count = combine ? 1 : margin_count;
    design->margin_categories = memory_new((size_t)design->margin_count, sizeof *design->margin_categories);
    design->margin_of = memory_new((size_t)design->margin_count * strata, sizeof *design->margin_of);
    design->backfits = combine || margin_count == 1 ? 1 : 10;
    if (combine) design->margin_categories[0] = (int)strata;
    for (size_t h = 0; h < strata; h++) {
        size_t rest = h;
        for (int m = margin_count; m-- > 0;) {
            if (!combine) design->margin_of[(size_t)m * strata + h] = (int)(rest % (size_t)categories[m]);
            rest /= (size_t)categories[m];
        }
        if (combine) design->margin_of[h] = (int)h;
    }
    for (int m = 0; m < margin_count && !combine; m++) design->margin_categories[m] = categories[m];
}

static void place_in_strata(struct design *design, const int *margins, const int *categories, int margin_count, const double *weights)
{
    for (size_t p = 0; p < design->profiles; p++) {
        int stratum = 0;
        for (int m = 0; m < margin_count; m++) stratum = stratum * categories[m] + design->codes[p * (size_t)design->variables + (size_t)margins[m]];
        design->stratum[p] = stratum;
        design->weight[p] = weights[stratum];
    }
}

static void sum_teams(struct design *design)
{
    size_t used = 0, room = 0, weight_room = 0;
    design->team_stratum_first = memory_new(design->teams + 1, sizeof *design->team_stratum_first);
    for (size_t team = 0; team < design->teams; team++) {
        size_t first = used;
        for (uint32_t i = design->team_first[team]; i < design->team_first[team + 1]; i++) {
            uint32_t stratum = (uint32_t)design->stratum[design->profile[i]];
            double weight = design->weight[design->profile[i]];
            size_t at = first;
            while (at < used && design->team_stratum[at] != stratum) at++;
            if (at == used) {
                design->team_stratum = memory_grow(design->team_stratum, used, &room, sizeof *design->team_stratum);
                design->team_stratum_weight = memory_grow(design->team_stratum_weight, used, &weight_room, sizeof *design->team_stratum_weight);
                design->team_stratum[used] = stratum;
                design->team_stratum_weight[used++] = 0;
            }
            design->team_stratum_weight[at] += weight;
            design->stratum_size[stratum]++;
            design->stratum_weight[stratum] += weight;
        }
        design->team_stratum_first[team + 1] = (uint32_t)used;
    }
}

void design_calibrate(struct design *design, const int *margins, const int *categories, int margin_count, bool combine, const double *weights)
{
    design->weighted = true;
    design->strata = 1;
    for (int m = 0; m < margin_count; m++) design->strata *= (size_t)categories[m];
    design->stratum_size = memory_new(design->strata, sizeof *design->stratum_size);
    design->stratum_weight = memory_new(design->strata, sizeof *design->stratum_weight);
    set_margins(design, categories, margin_count, combine);
    place_in_strata(design, margins, categories, margin_count, weights);
    sum_teams(design);
}

void design_cross_margins(struct design *design, const struct design_margin *margins, int margin_count)
{
    free(design->margin_categories);
    free(design->margin_of);
    design->margin_count = margin_count;
    design->backfits = margin_count == 1 ? 1 : 10;
    design->margin_categories = memory_new((size_t)margin_count, sizeof *design->margin_categories);
    design->margin_of = memory_new((size_t)margin_count * design->strata, sizeof *design->margin_of);
    for (int m = 0; m < margin_count; m++) {
        design->margin_categories[m] = margins[m].category_count;
        memcpy(design->margin_of + (size_t)m * design->strata, margins[m].of_stratum, design->strata * sizeof *design->margin_of);
    }
}

void design_weigh(struct design *design, const double *weights)
{
    design->weighted = true;
    memcpy(design->weight, weights, design->profiles * sizeof *design->weight);
}

static void take_out_margin(const struct design *design, int margin, const double *sums, double *adjustment, double *room)
{
    int categories = design->margin_categories[margin];
    const int *of = design->margin_of + (size_t)margin * design->strata;
    double *left = room, *size = room + categories;
    memset(room, 0, 2 * (size_t)categories * sizeof *room);
    for (size_t h = 0; h < design->strata; h++) {
        left[of[h]] += sums[h] - design->stratum_size[h] * adjustment[h];
        size[of[h]] += design->stratum_size[h];
    }
    for (size_t h = 0; h < design->strata; h++)
        if (size[of[h]] > 0) adjustment[h] += left[of[h]] / size[of[h]];
}

void design_adjust(const struct design *design, const double *sums, double *adjustment)
{
    int widest = 1;
    for (int m = 0; m < design->margin_count; m++)
        if (design->margin_categories[m] > widest) widest = design->margin_categories[m];
    double *room = memory_new(2 * (size_t)widest, sizeof *room);
    memset(adjustment, 0, design->strata * sizeof *adjustment);
    for (int round = 0; round < design->backfits; round++)
        for (int m = 0; m < design->margin_count; m++) take_out_margin(design, m, sums, adjustment, room);
    free(room);
}
