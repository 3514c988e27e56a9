/* The survey's design: who belongs to which groups, team and post-stratum, with which weight. Built once a wave, read by all threads. Pure.
 *
 * People with the same groups and margins share a *profile*; a profile has one weight. Respondents are ordered by team, then profile, so that a team's people
 * follow one another. Everything a measure needs about people is: profile of each respondent in that order.
 */
#ifndef SPWELL_ANALYSE_DESIGN_H
#define SPWELL_ANALYSE_DESIGN_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DESIGN_VARIABLE_LIMIT = 24, NO_CELL = -1 };

/* One breakdown's cells lie side by side: cell = first_cell + code of its first variable * count of the second + code of the second. */
struct breakdown { int variables[2]; int variable_count; int categories[2]; int first_cell, cell_count; };

struct design {
    size_t respondents, teams;
    uint32_t *order;      /* respondent (file order) at each place */
    uint32_t *profile;    /* of the respondent at each place */
    uint32_t *team_first; /* teams + 1: the places of each team */
    bool clustered, weighted;

    size_t profiles;
    uint8_t *codes;       /* profiles x variables */
    int variables;
    double *weight;       /* of each profile */
    int *stratum;         /* post-stratum of each profile; 0 when not weighted */
    int *cell_of;         /* profiles x breakdowns: cell, or NO_CELL */

    struct breakdown *breakdowns;
    int breakdown_count, cells;
    double *cell_teams;   /* teams with a respondent in the cell, whether they answered or not */
    double *cell_size;    /* respondents in the cell */

    /* calibration: empty when not weighted */
    size_t strata;
    double *stratum_size;     /* respondents of each post-stratum */
    double *stratum_weight;   /* sum of their weights */
    int margin_count, *margin_categories, *margin_of; /* margin_of: margins x strata */
    int backfits;             /* 10 for raking, 1 for post-stratification */
    uint32_t *team_stratum_first, *team_stratum; /* the post-strata each team has people in, and their weight */
    double *team_stratum_weight;
    double *products;         /* strata x strata: sums over teams of the products of their weights */
};

/* codes: respondents x variables, in file order. teams: of each respondent, or NULL for none. Takes copies. */
struct design *design_create(const uint8_t *codes, size_t respondents, int variables, const uint32_t *teams, size_t team_count, const struct breakdown *breakdowns, int breakdown_count);
void design_destroy(struct design *design);
/* Gives the post-strata their weights. margins: indices of variables; categories: how many each has; weights: of every combination,
 * first margin slowest. combine: one margin of the combinations themselves (post-stratification) instead of one each (raking). */
void design_calibrate(struct design *design, const int *margins, const int *categories, int margin_count, bool combine, const double *weights);
/* Projects sums of an influence by post-stratum (unweighted) onto the margins: adjustment[h] is what every respondent of h subtracts.
 * As R survey 4.1 svyrecvar does for raking: ten rounds of taking out each margin's mean. */
void design_adjust(const struct design *design, const double *sums, double *adjustment);

#endif
