/* The people who are invited, one after the other.
 *
 * Places are numbered from 1 and stand in teams in that order. With a panel, each wave some places change hands: a person is known by place
 * and arrival (how many came before), and keeps what lasts: team, answers of level person, the lasting part of each factor.
 * Whoever stands at a place in a wave follows from seed, wave and place alone, so a larger crowd begins with the smaller one.
 *
 *     struct crowd *crowd = crowd_create(plan);
 *     while (wanted) { crowd_next(crowd); if (crowd->answers_survey) at = row_write(crowd, at); }
 *     crowd_destroy(crowd);
 */
#ifndef SPWELL_SYNTH_CROWD_H
#define SPWELL_SYNTH_CROWD_H
#include <stdbool.h>
#include <stdint.h>
#include "plan.h"
#include "stream.h"

struct crowd {
    const struct plan *plan;
    uint64_t place; /* of the person at hand; 0 before the first */
    uint64_t team;
    int arrival, waves_here; /* 0 and 0 without a panel */
    bool answers_survey;
    double leaves_out; /* how many times as often as most people */
    int *answers;      /* one a field: the cell drawn, or -1. Levels team and person are drawn; those of the wave are the row's */
    uint64_t keys[3];  /* of the streams of each level: team, person, answers of this wave */
    double factors[PLAN_FACTOR_LIMIT], lasting[PLAN_FACTOR_LIMIT];
    /* of the team at hand */
    int left; /* places still to come */
    double team_parts[PLAN_FACTOR_LIMIT];
};

struct crowd *crowd_create(const struct plan *plan);
void crowd_destroy(struct crowd *crowd);
void crowd_next(struct crowd *crowd);
/* Draws one answer to a field: the place of a cell. */
int crowd_draw(const struct recipe *recipe, const int *answers, const double *factors, struct stream *stream);
bool crowd_meets(const struct conditions *when, const int *answers);

#endif
