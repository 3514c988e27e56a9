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

/* What the one team of a stratum does to a variance (R's survey.lonely.psu). It is refused; or its distance from the grand mean counts, not
 * from its own; or nothing does, as if it had been sure to be drawn (R's "remove" and "certainty" are the same with teams of one stage). */
enum lonely { LONELY_FAIL, LONELY_ADJUST, LONELY_REMOVE };

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
    double *cell_strata;  /* sampling strata with a respondent in the cell */

    /* how teams (people, without teams) were drawn: design_stratify; otherwise one stratum of an endless population */
    bool stratified;      /* strata or a finite population have been declared */
    size_t sampling_strata;
    uint32_t *sampling_stratum; /* of each team; NULL: all in the first */
    double *drawn;        /* teams of each sampling stratum */
    double *left;         /* of each: (N - n) / N, the finite population correction of variances; 1 of an endless one, 0 of a census */
    enum lonely lonely;

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

enum design_fault { DESIGN_GOOD, DESIGN_NO_STRATUM /* of a respondent */, DESIGN_TWO_STRATA /* of a respondent's team: stratum and other */,
                    DESIGN_LONELY /* stratum with one team */, DESIGN_TOO_MANY /* teams drawn in the stratum, of fewer than those */ };
struct design_result { enum design_fault fault; size_t respondent; /* file order */ int stratum, other; double drawn, population; };

/* Declares how teams were drawn; before or after design_calibrate. strata: of each respondent, file order, or NULL for one stratum; strata that nobody
 * is in are passed over. population: teams (people, without teams) there are in each, or NULL when endless; INFINITY for one that is.
 * With a fault the design is as it was. The same as R's svydesign(ids = ~team, strata = ~stratum, fpc = ~population, nest = FALSE). */
struct design_result design_stratify(struct design *design, const int *strata, int stratum_count, const double *population, enum lonely lonely);
/* Gives the post-strata their weights. margins: indices of variables; categories: how many each has; weights: of every combination,
 * first margin slowest. combine: one margin of the combinations themselves (post-stratification) instead of one each (raking). */
void design_calibrate(struct design *design, const int *margins, const int *categories, int margin_count, bool combine, const double *weights);
/* Projects sums of an influence by post-stratum (unweighted) onto the margins: adjustment[h] is what every respondent of h subtracts.
 * As R survey 4.1 svyrecvar does for raking: ten rounds of taking out each margin's mean. */
void design_adjust(const struct design *design, const double *sums, double *adjustment);

#endif
