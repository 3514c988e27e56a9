/* 1 answers by team   2 a draw   3 the whole */
#include "median.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

/* One answer: group 0 or 1, its place among the levels of the group, its weight. */
struct answer { uint32_t level; int group; double weight; };
struct team { const struct answer *answers; size_t count; };
/* room: of each group, a distribution that a draw fills. */
struct drawing { struct team *teams; size_t count; const struct distribution *whole[2]; struct distribution *room; };

/* 1 answers by team */

static int compare_answers(const void *a, const void *b)
{
    const struct answer *x = a, *y = b;
    if (x->group != y->group) return x->group - y->group;
    if (x->level != y->level) return x->level < y->level ? -1 : 1;
    return x->weight < y->weight ? -1 : x->weight > y->weight;
}

static int compare_teams(const void *a, const void *b)
{
    const struct team *x = a, *y = b;
    if (x->count != y->count) return x->count < y->count ? -1 : 1;
    for (size_t i = 0; i < x->count; i++) {
        int order = compare_answers(&x->answers[i], &y->answers[i]);
        if (order) return order;
    }
    return 0;
}

static uint32_t level_of(const struct distribution *distribution, uint32_t value)
{
    size_t low = 0, high = distribution->count - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (distribution->levels[middle].index < value) low = middle + 1;
        else high = middle;
    }
    return (uint32_t)low;
}

static size_t take_team(const struct median_groups *groups, size_t team, struct answer *answers)
{
    const struct design *design = groups->design;
    size_t count = 0;
    for (uint32_t i = design->team_first[team]; i < design->team_first[team + 1]; i++) {
        uint32_t profile = design->profile[i], value = groups->values->at[i];
        int cell = design->cell_of[(size_t)profile * (size_t)design->breakdown_count + (size_t)groups->breakdown];
        if (value == VALUE_MISSING || (cell != groups->cells[0] && cell != groups->cells[1])) continue;
        answers[count++] = (struct answer){level_of(&groups->distributions[cell], value), cell == groups->cells[1], design->weight[profile]};
    }
    qsort(answers, count, sizeof *answers, compare_answers);
    return count;
}

/* In an order of their own, so that the order of the file changes nothing. Returns the answers, which the teams point to. */
static struct answer *take_teams(const struct median_groups *groups, struct drawing *drawing)
{
    size_t people = (size_t)(groups->distributions[groups->cells[0]].n + groups->distributions[groups->cells[1]].n + 0.5), taken = 0;
    struct answer *answers = memory_new(people, sizeof *answers);
    drawing->teams = memory_new(people, sizeof *drawing->teams);
    for (size_t team = 0; team < groups->design->teams; team++) {
        size_t count = take_team(groups, team, answers + taken);
        if (count) drawing->teams[drawing->count++] = (struct team){answers + taken, count};
        taken += count;
    }
    qsort(drawing->teams, drawing->count, sizeof *drawing->teams, compare_teams);
    return answers;
}

/* 2 a draw */

/* The levels somebody has, as estimate_quantile wants them. */
static double median_of(struct distribution *room, const struct distribution *whole)
{
    size_t used = 0;
    for (size_t l = 0; l < whole->count; l++) {
        struct level level = room->levels[l];
        if (!(level.weight > 0)) continue;
        level.value = whole->levels[l].value;
        level.last_weight = fmin(whole->levels[l].last_weight, level.weight);
        room->levels[used++] = level;
    }
    room->count = used;
    return used ? estimate_quantile(room, 0.5) : (double)NAN;
}

static double drawn(const void *context, const uint32_t *times)
{
    const struct drawing *drawing = context;
    for (int g = 0; g < 2; g++) {
        memset(drawing->room[g].levels, 0, drawing->whole[g]->count * sizeof(struct level));
        drawing->room[g].weight = 0;
    }
    for (size_t t = 0; t < drawing->count; t++)
        for (size_t i = 0; times[t] && i < drawing->teams[t].count; i++) {
            const struct answer *answer = &drawing->teams[t].answers[i];
            drawing->room[answer->group].levels[answer->level].weight += times[t] * answer->weight;
            drawing->room[answer->group].weight += times[t] * answer->weight;
        }
    return median_of(&drawing->room[0], drawing->whole[0]) - median_of(&drawing->room[1], drawing->whole[1]);
}

/* 3 the whole */

static struct bootstrap_result add_squares(const double medians[2], const struct interval woodruff[2])
{
    struct bootstrap_result result = {medians[0] - medians[1], NAN, NAN, "medians, Woodruff's intervals squared and added", NULL};
    double low = hypot(medians[0] - woodruff[0].low, woodruff[1].high - medians[1]), high = hypot(woodruff[0].high - medians[0], medians[1] - woodruff[1].low);
    result.low = result.value - low;
    result.high = result.value + high;
    if (isnan(low) || isnan(high)) result.why = "a median has no interval";
    return result;
}

struct bootstrap_result median_difference(const struct median_groups *groups, const struct interval woodruff[2])
{
    struct distribution room[2] = {{0}};
    struct drawing drawing = {.room = room};
    double medians[2];
    for (int g = 0; g < 2; g++) {
        drawing.whole[g] = &groups->distributions[groups->cells[g]];
        medians[g] = estimate_quantile(drawing.whole[g], 0.5);
    }
    if (drawing.whole[0]->n + drawing.whole[1]->n > MEDIAN_PEOPLE) return add_squares(medians, woodruff);
    struct answer *answers = take_teams(groups, &drawing);
    struct bootstrap_result result;
    for (int g = 0; g < 2; g++) room[g].levels = memory_new(drawing.whole[g]->count, sizeof(struct level));
    if (drawing.count > BOOTSTRAP_TEAMS) result = add_squares(medians, woodruff);
    else {
        result = bootstrap_teams(drawing.count, drawn, &drawing);
        result.value = medians[0] - medians[1];
        bool percentiles = strcmp(result.method, "bootstrap by team, percentiles") == 0;
        if (groups->design->clustered) result.method = percentiles ? "medians, bootstrap by team, percentiles" : "medians, bootstrap by team, BCa";
        else {
            result.method = percentiles ? "medians, bootstrap, percentiles" : "medians, bootstrap, BCa";
            result.why = bootstrap_why_of_people(result.why);
        }
    }
    for (int g = 0; g < 2; g++) free(room[g].levels);
    free(drawing.teams);
    free(answers);
    return result;
}
