#include "population.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const measure_names[MEASURES] = {"mean of 5 items", "score 0-100, skewed", "share .05", "share .10", "share .20", "share .35", "share .50", "caseload", "five-point item"};

static void *room(size_t count, size_t size)
{
    void *made = calloc(count, size);
    if (!made) abort();
    return made;
}

static double uniform(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return ((double)(*state * 2685821657736338717u >> 11) + 0.5) * 0x1p-53;
}

static double normal(uint64_t *state)
{
    double length = sqrt(-2 * log(uniform(state)));
    return length * cos(2 * 3.14159265358979323846 * uniform(state));
}

static int cut(double value, const double *limits, int count)
{
    int place = 0;
    while (place < count && value >= limits[place]) place++;
    return place;
}

/* Each of five items has a part of its own; places 1 to 5. */
static double mean_of_five(double about, uint64_t *state)
{
    static const double limits[] = {-1.6, -0.8, 0.1, 1.1};
    double sum = 0;
    for (int i = 0; i < 5; i++) sum += 1 + cut(0.8 * about + 0.6 * normal(state), limits, 4);
    return sum / 5;
}

static double below(double z) { return 0.5 * erfc(-z / sqrt(2)); }

static double answer(int measure, double about, uint64_t *state)
{
    static const double limits[] = {-1.3, -0.45, 0.4, 1.2}, shares[] = {0.05, 0.10, 0.20, 0.35, 0.50};
    switch (measure) {
    case FIVE_POINT_MEAN: return mean_of_five(about, state);
    case SKEWED_SCORE: return floor(20 * pow(below(about), 2.5)) * 5; /* most people near 0 */
    case CASELOAD: return round(exp(3.3 + 0.5 * about));
    case FIVE_POINT: return 1 + cut(about, limits, 4);
    default: return below(about) < shares[measure - SHARE_05] ? 0 : 1; /* code 0: yes */
    }
}

void population_make(struct population *population, double icc, uint64_t seed)
{
    memset(population, 0, sizeof *population);
    population->drawn = seed;
    population->codes = room((size_t)TEAMS * TEAM_MOST, sizeof *population->codes);
    for (int m = 0; m < MEASURES; m++) population->answers[m] = room((size_t)TEAMS * TEAM_MOST, sizeof(double));
    for (uint32_t team = 0; team < TEAMS; team++) {
        uint64_t *state = &population->drawn;
        int size = TEAM_LEAST + (int)(uniform(state) * (TEAM_MOST - TEAM_LEAST + 1));
        uint8_t sector = uniform(state) < 0.5, region = (uint8_t)(uniform(state) * REGIONS);
        double own[MEASURES];
        for (int m = 0; m < MEASURES; m++) own[m] = normal(state);
        for (int i = 0; i < size; i++) {
            size_t person = population->people++;
            uint8_t role = uniform(state) < 0.3;
            memcpy(population->codes[person], (uint8_t[]){sector, region, role}, MARGINS);
            for (int m = 0; m < MEASURES; m++) {
                double moved = 0.3 * sector - 0.15 + 0.15 * (region - 1) + 0.4 * (role - 0.3);
                population->answers[m][person] = answer(m, moved + sqrt(icc) * own[m] + sqrt(1 - icc) * normal(state), state);
            }
        }
        population->first[team + 1] = (uint32_t)population->people;
    }
}

void population_free(struct population *population)
{
    free(population->codes);
    for (int m = 0; m < MEASURES; m++) free(population->answers[m]);
}

double population_mean(const struct population *population, int measure, int sector)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < population->people; i++) {
        if (sector >= 0 && population->codes[i][0] != sector) continue;
        sum += measure >= SHARE_05 && measure <= SHARE_50 ? 100 * (population->answers[measure][i] <= 0) : population->answers[measure][i];
        count++;
    }
    return sum / count;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

double population_median(const struct population *population, int measure)
{
    double *sorted = room(population->people, sizeof *sorted);
    memcpy(sorted, population->answers[measure], population->people * sizeof *sorted);
    qsort(sorted, population->people, sizeof *sorted, ascending);
    double median = sorted[population->people / 2];
    free(sorted);
    return median;
}

void population_headcount(const struct population *population, int margin, double *counts)
{
    for (size_t i = 0; i < population->people; i++) counts[population->codes[i][margin]]++;
}

static void add_person(struct survey *survey, const struct population *population, size_t person, uint32_t team)
{
    survey->team[survey->people] = team;
    memcpy(survey->codes[survey->people], population->codes[person], MARGINS);
    for (int m = 0; m < MEASURES; m++) survey->answers[m][survey->people] = population->answers[m][person];
    survey->people++;
}

void survey_draw(struct survey *survey, struct population *population, uint32_t teams, int uneven)
{
    uint64_t *state = &population->drawn;
    if (!survey->team) {
        survey->team = room((size_t)teams * TEAM_MOST, sizeof *survey->team);
        survey->codes = room((size_t)teams * TEAM_MOST, sizeof *survey->codes);
        for (int m = 0; m < MEASURES; m++) survey->answers[m] = room((size_t)teams * TEAM_MOST, sizeof(double));
    }
    survey->people = 0;
    survey->teams = 0;
    while (survey->teams < teams) {
        uint32_t team = (uint32_t)(uniform(state) * TEAMS);
        const uint8_t *first = population->codes[population->first[team]];
        size_t before = survey->people;
        if (uneven && first[0] && uniform(state) * 2 > 1) continue;
        for (size_t i = population->first[team]; i < population->first[team + 1]; i++)
            if (!uneven || !population->codes[i][2] || uniform(state) * 3 < 2) add_person(survey, population, i, survey->teams);
        survey->teams += survey->people > before;
    }
}

void survey_free_room(struct survey *survey)
{
    free(survey->team);
    free(survey->codes);
    for (int m = 0; m < MEASURES; m++) free(survey->answers[m]);
    memset(survey, 0, sizeof *survey);
}
