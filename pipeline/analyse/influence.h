/* Variances by Taylor linearisation: squares of each team's sum of influences, for all cells and statistics of a measure in one pass. Pure.
 *
 * The influence of respondent i on statistic s of cell c is w_i (alpha f_s(y_i) + beta) if i answered and is in c, else 0; f is the value
 * itself, 1 at or below a limit, or 1 in a slot. With weights fitted to a population each respondent also gives back w_i times the
 * adjustment of their post-stratum, so that z_t = I_t - sum over post-strata h of T_th adj_h for team t, T_th its people's weight there. Variances are
 * those of parts.h: with strata k, Q = sum of c_k (I_t^2 - e_k (sum I)^2), X_h = sum of c_k (I_t T_th - e_k sum I sum T_h) and P of parts->coupling,
 * the variance is Q - 2 X'adj + adj'P adj, and the covariance of two statistics the same with one's X and the other's adj.
 * A simple random sample (no weights, teams or strata) is taken as R's t.test does: G / (G - 1) (Q - (sum I)^2 / G), G those who answered in the cell.
 * Source: Lumley (2004), R survey 4.1 svyrecvar and onestage, domains as zero influence; tests/reference compares.
 */
#ifndef SPWELL_ANALYSE_INFLUENCE_H
#define SPWELL_ANALYSE_INFLUENCE_H
#include "design.h"
#include "tally.h"

enum { LIMIT_COUNT = 3, NO_SLOT = -1 };

/* Statistics of a cell, in this order: the value (if has_value), LIMIT_COUNT limits (if has_value), slots, the people who answered and the value again (if has_total). */
struct influence_plan {
    bool has_value;
    double centre;      /* f of the value is its distance from here, which keeps large offsets out of the squares */
    int slots;          /* categories or bins */
    const int *slot_of; /* of each distinct value: its slot, or NO_SLOT; NULL when there are none */
    const uint32_t *limits; /* cells x LIMIT_COUNT: f is 1 when the value's index is below this */
    bool has_total;     /* the number of people (alpha 0, beta 1), and the value with factors of its own, for the total */
    int statistics;     /* (has_value ? 1 + LIMIT_COUNT : 0) + slots + 2 * has_total */
    const double *alpha, *beta; /* cells x statistics; NaN alpha: not wanted */
    const int (*pairs)[2];      /* cells whose covariance (of statistic 0, or the first slot) is wanted */
    int pair_count;
    const bool *breakdowns; /* which are wanted; of the cells of others nothing is said. NULL: all */
};

struct influence_result {
    double *variance;   /* cells x statistics; exactly 0 where nothing but rounding is left, NaN with fewer than 2 teams */
    double *teams;      /* of each cell: teams with an answer in it */
    double *covariance; /* of each pair */
    double *pair_teams; /* teams with an answer in either */
    double *strata, *pair_strata; /* the same of sampling strata; NULL: not wanted */
};

/* Is a simple random sample what the design is? */
bool influence_simple(const struct design *design);
void influence_run(const struct influence_plan *plan, const struct values *values, const struct design *design, struct influence_result *result);

#endif
