/* How small a difference of two groups can be and still be found, and how many people another one would need. Pure; guard_start() comes first.
 *
 * Two-sided test at 5% by t on the design's degrees of freedom; power exact by the noncentral t distribution, both tails counted (as power.t.test(strict = TRUE) of R
 * and pwr::pwr.t2n.test). Standard error: that of a simple random sample times the square root of the design effect. For a share it is taken at the reference's
 * share and at the share that lies the difference above or below it, whichever needs the larger difference. NaN: there is no such number.
 */
#ifndef SPWELL_PLAN_POWER_H
#define SPWELL_PLAN_POWER_H
#include <stdbool.h>

struct power_study {
    double n, n_reference;    /* people */
    double sd, sd_reference;  /* of numbers */
    double share;             /* of a yes/no measure: the reference's, 0 to 1 */
    bool is_share;
    double effect;            /* the design effect */
    double units;             /* degrees of freedom + 2: teams, or people where there are none */
};

/* Chance to find an effect of `delta` standard errors. */
double power_of(double delta, double df);
/* The delta, above 0, that is found with this chance, from above 5% to below 100%. */
double power_delta(double power, double df);

/* Of teams of this size on average: 1 + (m - 1) icc where all are equal, 1 + ((cv^2 + 1) m - 1) icc where sizes differ by this coefficient of variation
 * (Eldridge, Ashby and Kerry 2006). At least that of one person a team. */
double power_design_effect(double team_size, double cv, double icc);
/* Variance of a difference between simple random samples of the study's size; `share` is the other group's. */
double power_simple_variance(const struct power_study *study, double share);

/* In the unit of the numbers; of shares 0 to 1. */
double power_smallest(const struct power_study *study, double power);
/* How many times the people (and teams) of the study a difference needs: same shares of both sides, same team sizes. */
double power_times(const struct power_study *study, double difference, double power);
/* So many people more, on a side of n, make `times` as many: whole, not below 0. */
double power_more(double n, double times);

#endif
