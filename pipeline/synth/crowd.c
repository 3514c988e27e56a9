#include "crowd.h"

#include <stdlib.h>

#include "memory.h"
#include "share.h"

/* Nobody has been there for longer than this at the first wave. */
enum { EARLIER_WAVES = 40 };
/* Names of streams that belong to no field or factor: those are hashes, so small numbers are free. */
enum { SIZE_STREAM = 1, CARELESS_STREAM, RESPONSE_STREAM };

struct crowd *crowd_create(const struct plan *plan)
{
    struct crowd *crowd = memory_new(1, sizeof *crowd);
    crowd->plan = plan;
    crowd->answers = memory_new((size_t)plan->book->field_count, sizeof *crowd->answers);
    for (int f = 0; f < plan->book->field_count; f++) crowd->answers[f] = -1;
    return crowd;
}

void crowd_destroy(struct crowd *crowd)
{
    if (!crowd) return;
    free(crowd->answers);
    free(crowd);
}

bool crowd_meets(const struct conditions *when, const int *answers)
{
    for (int i = 0; i < when->count; i++) {
        int answer = answers[when->list[i].field];
        if (answer < 0 || !when->list[i].holds[answer]) return false;
    }
    return true;
}

static double push(const struct propensity *propensity, const int *answers, const double *factors)
{
    double sum = 0;
    for (int i = 0; i < propensity->load_count; i++) sum += propensity->loads[i].weight * factors[propensity->loads[i].factor];
    for (int i = 0; i < propensity->shift_count; i++)
        if (crowd_meets(&propensity->shifts[i].when, answers)) sum += propensity->shifts[i].amount;
    return sum;
}

/* `by` is never unanswered: structure_field.c sees to that. */
static const double *cuts_for(const struct choice *choice, const int *answers)
{
    return choice->by < 0 ? choice->cuts : choice->cuts + (size_t)answers[choice->by] * (size_t)(choice->count - 1);
}

int crowd_draw(const struct recipe *recipe, const int *answers, const double *factors, struct stream *stream)
{
    const struct choice *choice = &recipe->choice;
    const struct propensity *propensity = &recipe->propensity;
    double at;
    if (choice->plain) at = stream_uniform(stream);
    else if (propensity->load_count || propensity->shift_count) {
        at = push(propensity, answers, factors);
        if (propensity->noise > 0) at += propensity->noise * stream_normal(stream);
    } else at = stream_normal(stream);
    return share_place(cuts_for(choice, answers), choice->count - 1, at);
}

/* `given`: answers that are set and not drawn; NULL when there are none. */
static void draw_level(struct crowd *crowd, enum plan_level level, const int *given)
{
    const struct plan *plan = crowd->plan;
    for (int f = 0; f < plan->book->field_count; f++) {
        const struct recipe *recipe = &plan->recipes[f];
        if (recipe->kind != RECIPE_ANSWER || recipe->level != level) continue;
        struct stream stream = stream_open(crowd->keys[level], recipe->key);
        int cell = crowd_draw(recipe, crowd->answers, crowd->lasting, &stream);
        if (recipe->grows > 0) {
            double grown = cell + recipe->grows * crowd->waves_here;
            cell = grown < recipe->choice.count - 1 ? (int)grown : recipe->choice.count - 1;
        }
        crowd->answers[f] = given && given[f] >= 0 ? given[f] : cell;
    }
}

static double normal(uint64_t key, uint64_t name)
{
    struct stream stream = stream_open(key, name);
    return stream_normal(&stream);
}

static double uniform(uint64_t key, uint64_t name)
{
    struct stream stream = stream_open(key, name);
    return stream_uniform(&stream);
}

static void next_team(struct crowd *crowd)
{
    const struct plan *plan = crowd->plan;
    uint64_t key = crowd->keys[LEVEL_TEAM] = stream_key(plan->seed, STREAM_TEAM, ++crowd->team, 0);
    const struct first_team *given = crowd->team <= (uint64_t)plan->first_team_count ? &plan->first_teams[crowd->team - 1] : NULL;
    crowd->left = given ? given->size : 1 + share_place(plan->team_sizes.cuts, plan->team_sizes.count - 1, uniform(key, SIZE_STREAM));
    for (int k = 0; k < plan->factor_count; k++) crowd->team_parts[k] = plan->factors[k].team * normal(key, plan->factors[k].key);
    draw_level(crowd, LEVEL_TEAM, given ? given->answers : NULL);
}

static void find_person(struct crowd *crowd)
{
    const struct plan *plan = crowd->plan;
    crowd->arrival = crowd->waves_here = 0;
    if (plan->wave < 0) return;
    struct stream stream = stream_open(stream_key(plan->seed, STREAM_STAY, crowd->place, 0), 0);
    /* People were coming and going before the first wave, so that time in post does not drift from wave to wave. */
    while (crowd->waves_here < EARLIER_WAVES && stream_uniform(&stream) < plan->stay) crowd->waves_here++;
    for (int wave = 0; wave < plan->wave; wave++) {
        bool stays = stream_uniform(&stream) < plan->stay;
        crowd->waves_here = stays ? crowd->waves_here + 1 : 0;
        crowd->arrival += !stays;
    }
}

static void draw_factors(struct crowd *crowd)
{
    const struct plan *plan = crowd->plan;
    for (int k = 0; k < plan->factor_count; k++) {
        const struct factor *factor = &plan->factors[k];
        double lasts = crowd->team_parts[k] + factor->person * normal(crowd->keys[LEVEL_PERSON], factor->key);
        double now = lasts + factor->wave * normal(crowd->keys[LEVEL_WAVE], factor->key);
        const struct propensity *propensity = &factor->propensity;
        crowd->lasting[k] = propensity->noise * lasts;
        for (int i = 0; i < propensity->load_count; i++) crowd->lasting[k] += propensity->loads[i].weight * crowd->lasting[propensity->loads[i].factor];
        crowd->factors[k] = propensity->noise * now; /* shifts and loads follow when answers of level person are known */
    }
}

static void push_factors(struct crowd *crowd)
{
    for (int k = 0; k < crowd->plan->factor_count; k++)
        crowd->factors[k] += push(&crowd->plan->factors[k].propensity, crowd->answers, crowd->factors);
}

void crowd_next(struct crowd *crowd)
{
    const struct plan *plan = crowd->plan;
    crowd->place++;
    if (!crowd->left) next_team(crowd);
    crowd->left--;
    find_person(crowd);
    crowd->keys[LEVEL_PERSON] = stream_key(plan->seed, STREAM_PERSON, crowd->place, (uint64_t)crowd->arrival);
    crowd->keys[LEVEL_WAVE] = stream_key(plan->seed, STREAM_ANSWERS, crowd->place, plan->wave_key);
    draw_factors(crowd);
    crowd->leaves_out = uniform(crowd->keys[LEVEL_PERSON], CARELESS_STREAM) < plan->careless_share ? plan->careless_times : 1;
    draw_level(crowd, LEVEL_PERSON, NULL);
    push_factors(crowd);
    struct stream response = stream_open(crowd->keys[LEVEL_WAVE], RESPONSE_STREAM);
    crowd->answers_survey = !plan->response.choice.count || crowd_draw(&plan->response, crowd->answers, crowd->factors, &response) == 1;
}
