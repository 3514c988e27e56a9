/* The design's covariance of several statistics at once, for the groups of one breakdown: what tests of several differences need. Pure.
 *
 * A respondent of group g with value v adds weight * influence[(g * values + v) * statistics + s] to statistic s of their team; teams are then put together as
 * influence.h does it: strata, finite populations and weights fitted to a population included.
 *
 *     struct joint_plan plan = {.breakdown = b, .groups = 2, .group_of = group_of, .statistics = 2, .influence = influence};
 *     struct joint joint = joint_run(&plan, &values, design);     ... joint.covariance[a * 2 + b] ...     joint_free(&joint);
 */
#ifndef SPWELL_ANALYSE_JOINT_H
#define SPWELL_ANALYSE_JOINT_H
#include "design.h"
#include "tally.h"

enum { NO_GROUP = -1 };

struct joint_plan {
    int breakdown, groups, statistics;
    const int *group_of;     /* of each cell of the design: which of the groups, or NO_GROUP */
    const double *influence; /* groups x distinct values x statistics */
};

struct joint {
    double *covariance;  /* statistics x statistics */
    double degrees;      /* teams with an answer in any of the groups, less the sampling strata they are in: degf(subset(design)) */
};

struct joint joint_run(const struct joint_plan *plan, const struct values *values, const struct design *design);
void joint_free(struct joint *joint);

#endif
