/* Intervals of what has no closed form: bias-corrected and accelerated (Efron 1987, JASA 82, 171-185; Davison and Hinkley 1997, 5.3.2), drawing teams. Pure.
 *
 *     struct bootstrap_result r = bootstrap_teams(teams, statistic, context);
 *
 * Teams are drawn with replacement, each with all its people; who answers without a team is one. Random numbers are xoshiro256** (Blackman and Vigna 2021),
 * its state filled by splitmix64 from BOOTSTRAP_SEED; a team is drawn by Lemire's method without bias (2019, ACM TOMACS 29, 3). Every call begins with the
 * seed, so results depend on nothing else. Limits stand between replicates as boot.ci of R has them (its norm.inter); of replicates equal to the statistic
 * half count as below it. Beyond BOOTSTRAP_TEAMS teams drawing takes too long: there
 * a smooth statistic has the interval of the jackknife by team. Whoever wants results that do not depend on the order of the file gives the teams in an order of their own.
 */
#ifndef SPWELL_ANALYSE_BOOTSTRAP_H
#define SPWELL_ANALYSE_BOOTSTRAP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { BOOTSTRAP_REPLICATES = 9999, BOOTSTRAP_SEED = 20240924, BOOTSTRAP_TEAMS = 3000 };

struct bootstrap_stream { uint64_t state[4]; };
struct bootstrap_stream bootstrap_stream(uint64_t seed);
uint64_t bootstrap_next(struct bootstrap_stream *stream);
uint32_t bootstrap_below(struct bootstrap_stream *stream, uint32_t bound); /* 0 to bound - 1, each as likely */

/* Of the jackknife values: sum d^3 / (6 (sum d^2)^1.5), d = their mean less each; 0 where they are all the same. */
double bootstrap_acceleration(const double *jackknife, size_t count);
/* 95%. Sorts the replicates. percentile: all of them lie on one side of the statistic, or the correction goes beyond its range, so that the limits are plain percentiles. */
struct bootstrap_limits { double low, high; bool percentile; };
struct bootstrap_limits bootstrap_limits(double *replicates, size_t count, double statistic, double acceleration);

/* The statistic where each team counts that many times; NaN where it has no value. */
typedef double bootstrap_statistic(const void *context, const uint32_t *times);
struct bootstrap_result {
    double value, low, high;
    const char *method; /* how the limits were found; "" where there are none */
    const char *why;    /* NULL, or why there are none */
};
struct bootstrap_result bootstrap_teams(size_t teams, bootstrap_statistic *statistic, const void *context); /* at most BOOTSTRAP_TEAMS */
/* The same `why` of a survey without teams, where people are drawn. */
const char *bootstrap_why_of_people(const char *why);
/* values: without each team in turn. value -+ t(teams - 1) sqrt((teams - 1) / teams * sum of squares about their mean) (Efron and Stein 1981). */
struct bootstrap_result bootstrap_jackknife(double value, const double *values, size_t teams);

#endif
