/* 1 teams of the small cells   2 the working model   3 margins   4 the whole */
#include "degrees.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "parts.h"

static const double CORRELATION = 0.15; /* within a team; between 0 and 1 little hangs on it (tests/coverage) */

/* Those who answered, of one team in one cell: sums of their weights and of squares. */
struct team { uint32_t team; double weight, squares; };
struct cell {
    struct team *teams;
    size_t count, room;
    double people, weight;
    double *inside;  /* of each category of the margins: sum of weights */
    double *between; /* sum over teams of (weight in the category)^2 / weight */
    double *open;    /* weights of the team at hand */
};

struct gathering { const struct values *values; const struct design *design; struct cell *cells; int categories; };

/* 1 teams of the small cells */

static void close_team(struct cell *cell, int categories)
{
    if (!cell->count) return;
    for (int c = 0; c < categories; c++) {
        cell->inside[c] += cell->open[c];
        cell->between[c] += cell->open[c] * cell->open[c] / cell->teams[cell->count - 1].weight;
        cell->open[c] = 0;
    }
}

static void add_respondent(struct gathering *gathering, struct cell *cell, uint32_t team, uint32_t profile)
{
    const struct design *design = gathering->design;
    double weight = design->weight[profile];
    if (!cell->count || cell->teams[cell->count - 1].team != team) {
        close_team(cell, gathering->categories);
        cell->teams = memory_grow(cell->teams, cell->count, &cell->room, sizeof *cell->teams);
        cell->teams[cell->count++] = (struct team){team, 0, 0};
    }
    struct team *last = &cell->teams[cell->count - 1];
    last->weight += weight;
    last->squares += weight * weight;
    cell->weight += weight;
    cell->people++;
    for (int m = 0, first = 0; gathering->categories && m < design->margin_count; first += design->margin_categories[m++])
        cell->open[first + design->margin_of[(size_t)m * design->strata + (size_t)design->stratum[profile]]] += weight;
}

static void gather(struct gathering *gathering, const struct parts *parts, int cell)
{
    for (uint32_t k = parts->few_first[cell]; k < parts->few_first[cell + 1]; k++) {
        uint32_t place = parts->few[k].place;
        if (gathering->values->at[place] != VALUE_MISSING) add_respondent(gathering, &gathering->cells[cell], parts->few[k].team, gathering->design->profile[place]);
    }
    close_team(&gathering->cells[cell], gathering->categories);
}

/* 2 the working model: one group, or the difference of two */

enum { GROUPS = 2, RANK = 2 * GROUPS };
struct model {
    int groups;
    double sign[GROUPS], omega[GROUPS][GROUPS]; /* covariances of the sums of all teams */
    double middle[RANK][RANK], gram[RANK][RANK];
    double trace, diagonal;
    double teams;
};

/* Covariances of one team's sums, each as a share of its cell's weight. */
static void own_covariance(const struct cell *const *cells, const struct team *const *teams, int groups, double own[GROUPS][GROUPS])
{
    for (int a = 0; a < groups; a++)
        for (int b = 0; b < groups; b++) {
            own[a][b] = 0;
            if (!teams[a] || !teams[b]) continue;
            double same = a == b ? (1 - CORRELATION) * teams[a]->squares : 0;
            own[a][b] = (same + CORRELATION * teams[a]->weight * teams[b]->weight) / (cells[a]->weight * cells[b]->weight);
        }
}

static void add_omega(struct model *model, double own[GROUPS][GROUPS])
{
    for (int a = 0; a < model->groups; a++)
        for (int b = 0; b < model->groups; b++) model->omega[a][b] += own[a][b];
    model->teams++;
}

/* Covariances of the team sums: own on the diagonal, and everywhere F middle F', as each team's mean is taken from the mean of all. */
static void find_middle(struct model *model)
{
    for (int a = 0; a < model->groups; a++) {
        for (int b = 0; b < model->groups; b++) model->middle[a][b] = model->sign[a] * model->sign[b] * model->omega[a][b];
        model->middle[a][GROUPS + a] = model->middle[GROUPS + a][a] = -model->sign[a];
    }
}

static void add_team(struct model *model, const struct cell *const *cells, const struct team *const *teams, double own[GROUPS][GROUPS])
{
    double row[RANK] = {0}, variance = 0, rest = 0;
    for (int a = 0; a < model->groups; a++) {
        if (teams[a]) row[a] = teams[a]->weight / cells[a]->weight;
        for (int b = 0; b < model->groups; b++) row[GROUPS + a] += model->sign[b] * own[b][a];
        variance += model->sign[a] * row[GROUPS + a];
    }
    for (int i = 0; i < RANK; i++)
        for (int j = 0; j < RANK; j++) {
            rest += row[i] * model->middle[i][j] * row[j];
            model->gram[i][j] += row[i] * row[j];
        }
    model->trace += variance + rest;
    model->diagonal += variance * variance + 2 * variance * rest;
}

static double trace_of_squares(const struct model *model)
{
    double product[RANK][RANK] = {{0}}, sum = model->diagonal;
    for (int i = 0; i < RANK; i++)
        for (int j = 0; j < RANK; j++)
            for (int k = 0; k < RANK; k++) product[i][j] += model->middle[i][k] * model->gram[k][j];
    for (int i = 0; i < RANK; i++)
        for (int j = 0; j < RANK; j++) sum += product[i][j] * product[j][i];
    return sum;
}

/* The next team of either group, in the order of both. */
static bool next_team(const struct cell *const *cells, int groups, size_t *at, const struct team **teams)
{
    uint32_t next = UINT32_MAX;
    for (int a = 0; a < groups; a++)
        if (at[a] < cells[a]->count && cells[a]->teams[at[a]].team < next) next = cells[a]->teams[at[a]].team;
    for (int a = 0; a < groups; a++) {
        bool in = at[a] < cells[a]->count && cells[a]->teams[at[a]].team == next;
        teams[a] = in ? &cells[a]->teams[at[a]++] : NULL;
    }
    return next != UINT32_MAX;
}

static struct degrees work_out(const struct cell *const *cells, int groups, double all_teams)
{
    struct model model = {.groups = groups, .sign = {1, -1}};
    const struct team *teams[GROUPS];
    double own[GROUPS][GROUPS], target = 0;
    for (size_t at[GROUPS] = {0}; next_team(cells, groups, at, teams);) {
        own_covariance(cells, teams, groups, own);
        add_omega(&model, own);
    }
    find_middle(&model);
    for (size_t at[GROUPS] = {0}; next_team(cells, groups, at, teams);) {
        own_covariance(cells, teams, groups, own);
        add_team(&model, cells, teams, own);
    }
    for (int a = 0; a < groups; a++)
        for (int b = 0; b < groups; b++) target += model.sign[a] * model.sign[b] * model.omega[a][b];
    return (struct degrees){model.trace * model.trace / trace_of_squares(&model), target / (model.trace * all_teams / (all_teams - 1))};
}

/* 3 margins */

/* Degrees of freedom that the margins take from the teams of a cell. */
static double taken_by_margins(const struct cell *cell, int categories)
{
    double taken = 0, teams = (double)cell->count;
    for (int c = 0; c < categories; c++) {
        double share = cell->inside[c] / cell->weight, spread = cell->weight * share * (1 - share);
        if (!(share > 0 && share < 1)) continue;
        double explained = (cell->between[c] - cell->weight * share * share) / spread;
        if (cell->people > teams) explained = 1 - (1 - explained) * (cell->people - 1) / (cell->people - teams);
        taken += (1 - share) * fmin(1, fmax(0, explained));
    }
    return taken;
}

static void take(struct degrees *degrees, double taken, double of)
{
    double left = fmax(of - taken, 1) / of;
    degrees->df *= left;
    degrees->factor /= left;
}

/* 4 the whole */

static const struct degrees unsaid = {NAN, 1};

static void find_cells(const struct gathering *gathering, struct degrees *said)
{
    const struct design *design = gathering->design;
    for (int c = 0; c < design->cells; c++) {
        const struct cell *cell = &gathering->cells[c];
        if (cell->count < 2) continue;
        said[c] = work_out(&cell, 1, (double)design->teams);
        take(&said[c], taken_by_margins(cell, gathering->categories), (double)cell->count - 1);
    }
}

static void find_pairs(const struct gathering *gathering, const int (*pairs)[2], int pair_count, struct degrees *said)
{
    for (int k = 0; k < pair_count; k++) {
        const struct cell *cells[GROUPS] = {&gathering->cells[pairs[k][0]], &gathering->cells[pairs[k][1]]};
        if (cells[0]->count < 2 || cells[1]->count < 2) continue;
        said[k] = work_out(cells, GROUPS, (double)gathering->design->teams);
        take(&said[k], taken_by_margins(cells[0], gathering->categories) + taken_by_margins(cells[1], gathering->categories), (double)(cells[0]->count + cells[1]->count) - 2);
    }
}

static void begin(struct gathering *gathering)
{
    const struct design *design = gathering->design;
    gathering->cells = memory_new((size_t)design->cells, sizeof *gathering->cells);
    for (int m = 0; design->weighted && m < design->margin_count; m++) gathering->categories += design->margin_categories[m];
    for (int c = 0; gathering->categories && c < design->cells; c++) {
        if (!parts_are_few(design, c)) continue;
        gathering->cells[c].inside = memory_new(3 * (size_t)gathering->categories, sizeof(double));
        gathering->cells[c].between = gathering->cells[c].inside + gathering->categories;
        gathering->cells[c].open = gathering->cells[c].between + gathering->categories;
    }
}

void degrees_find(const struct values *values, const struct design *design, const bool *breakdowns, const int (*pairs)[2], int pair_count, struct degrees *cells, struct degrees *pairs_said)
{
    for (int c = 0; c < design->cells; c++) cells[c] = unsaid;
    for (int k = 0; k < pair_count; k++) pairs_said[k] = unsaid;
    if ((!design->clustered && !design->weighted) || design->sampling_strata > 1) return;
    struct gathering gathering = {.values = values, .design = design};
    begin(&gathering);
    struct parts *own = design->parts ? NULL : parts_create(design);
    const struct parts *parts = own ? own : design->parts;
    for (int c = 0; c < design->cells; c++)
        if (!breakdowns || breakdowns[parts->breakdown_of[c]]) gather(&gathering, parts, c);
    parts_destroy(own);
    find_cells(&gathering, cells);
    find_pairs(&gathering, pairs, pair_count, pairs_said);
    for (int c = 0; c < design->cells; c++) {
        free(gathering.cells[c].teams);
        free(gathering.cells[c].inside);
    }
    free(gathering.cells);
}
