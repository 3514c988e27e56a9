/* Teams taken apart for the variances: people of a team who are in the same cells together, and what all such parts have in common. Made once a wave. Pure.
 *
 * Where all of a team are in one cell of a breakdown, the whole team is the part that tells it; where they are not, the breakdown has a part of its own for each
 * of the team's cells. Parts in the same cells, of teams with the same weight, post-stratum and sampling stratum, are a *class*: of a class only sums
 * over its parts matter (team_sums.h), and a cell's are those of its classes. A team whose people differ in weight or post-stratum makes mixed parts.
 *
 * The variance of a statistic is sum over strata k of c_k (sum of z^2 - e_k (sum of z)^2), z the influence of a team, n_k the teams drawn:
 *   c_k = left_k n_k / (n_k - 1), e_k = 1 / n_k; a lonely team: c_k = left_k and e_k = 0 where lonely teams are adjusted, c_k = 0 where they are removed.
 * Source: R survey 4.1 onestrat (survey.adjust.domain.lonely FALSE); tests/reference compares.
 */
#ifndef SPWELL_ANALYSE_PARTS_H
#define SPWELL_ANALYSE_PARTS_H
#include "design.h"

enum { MIXED = -1 };

struct part { uint32_t first, count, team, people; }; /* places, which follow one another; of a listed class, places of the list `place`; people: of the whole team */
struct near_part { uint32_t first; uint16_t count, people; }; /* the same of a class whose largest team is not too large for it; first: of the chunk's places, which its listed places follow */
struct part_class {
    uint32_t first_part, part_count, largest_team, first_cell, cell_count; /* largest_team: people of it; cells: in the list `cells`, none is in the same breakdown as another */
    bool listed;
    int stratum;      /* post-stratum, or MIXED */
    double weight;    /* of each of its people; 1 when mixed */
    uint32_t sampling_stratum;
};

/* Consecutive teams; every class is of one chunk, so that what is worked out for the answers of a chunk can stay near. */
struct chunk { uint32_t first, end, first_listed, listed_count, first_class, class_count; }; /* places; of the list `place` */
enum { CHUNK_PEOPLE = 1 << 14 }; /* at least, but for the last */

struct parts {
    struct chunk *chunks;
    size_t chunk_count;
    struct part_class *classes;
    size_t class_count, part_count;
    struct part *parts; /* by class, then team */
    struct near_part *near; /* of each part */
    uint32_t *place;
    int *cells, *breakdown_of; /* breakdown_of: each cell's */
    bool *torn;               /* of each breakdown: some team is in several of its cells, or partly in none */
    double *scale, *centring; /* c and e of each sampling stratum */
    double *stratum_weight;   /* R: sampling strata x post-strata: sums of weights */
    double *coupling;         /* post-strata x post-strata: sum of c (sum over teams of the products of their weights - e R R') */
    uint32_t *few_first;      /* cells + 1: those in a cell of few teams, in the order of the places; none of the others */
    struct { uint32_t place, team; } *few;
    double *size;             /* of each post-stratum: sum of c (its teams' weights squared), to tell rounding from variance */
};

/* Is something to be said of the degrees of freedom that a cell's teams leave (degrees.h)? */
bool parts_are_few(const struct design *design, int cell);
struct parts *parts_create(const struct design *design);
void parts_destroy(struct parts *parts);

#endif
