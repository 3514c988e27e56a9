/* Sums over the parts of a class of what the variances of its cells are made of: mergeable, one look at each answer. Pure.
 *
 * Functions of a class: 1; 1 below each of its cells' limits; 1 in each slot; the value's distance from a centre. Of a part, m is the people who answered, s the
 * sum of a function over them, M the people of its team; of mixed classes people count by their weights. From sums of s, s^2, sm, sM over the parts (for each
 * function, m being that of the function 1) follows the variance of alpha s + beta m for any alpha and beta. Counts are whole numbers, so most of these are exact.
 * A function that is 1 for more than half is *turned*: s is then of 1 - f, so that squares of what is common to nearly all do not swallow the few; the centre
 * is near the median of the class's smallest cell for the same reason.
 *
 * Counting is done several functions at once: a *word* has four lanes, one for who answered and three for functions. Of a chunk of people running totals of its
 * words are made; what a part adds is then the difference of two of them, whatever its size. Values that are whole numbers of a unit are summed in the same way.
 */
#ifndef SPWELL_ANALYSE_TEAM_SUMS_H
#define SPWELL_ANALYSE_TEAM_SUMS_H
#include "influence.h"
#include "lanes.h"
#include "parts.h"

enum { FUNCTION_PEOPLE = 0, WORD_FUNCTIONS = LANES - 1, WORD_LIMIT = 16 };

struct team_sums {
    const struct influence_plan *plan;
    const struct values *values;
    const struct design *design;
    const struct parts *parts;
    const struct part_class *class; /* at hand; what follows is its */
    int *cells;            /* those wanted */
    int cell_count;
    int first_slot, first_distance, function_count; /* functions: 1, limits, slots, distance */
    uint32_t *limits;      /* distinct */
    int *function_of;      /* cells x LIMIT_COUNT: function of each limit */
    double centre;
    bool *turned;          /* each function */
    double teams;          /* parts with an answer */
    struct { double *sum, *square, *with_people, *with_team; } of; /* of each function: s, s^2, sm; sM, when not mixed */
    /* of mixed classes, by post-stratum: */
    uint32_t *here; size_t here_count; bool *is_here;
    double *stratum_sums, *team_sums; /* post-strata x row: f of who answered, not weighted; s times the team's weight there */
    size_t row;            /* functions there is room for */
    double *part_sums;     /* working room: s of the part at hand */
    struct running {       /* totals of the chunk at hand */
        uint32_t *at;      /* answers at its places, then at those listed; the value after the last is none */
        int *seen;         /* of each cell: number of the chunk in which its limits were last looked at */
        int number;
        uint32_t *limits;  /* distinct, of all cells of the chunk; the slots follow */
        int limit_count, limit_room;
        size_t words;      /* 0: there are too many limits, answers are looked at one by one */
        size_t room, stride; /* places, and one more, that each word has totals for */
        uint64_t *totals;  /* words x stride: before each place, and after the last */
        uint64_t *distances; /* the same of whole values: who answered, and the distance from the least */
        uint64_t *adds;    /* words x (values + 1): what a value adds; the last value is no answer */
        uint64_t *distance_adds;
        int *function;     /* of each lane of the words, in the class at hand, or 0 */
    } running;
};

void team_sums_create(struct team_sums *sums, const struct influence_plan *plan, const struct values *values, const struct design *design, const struct parts *parts);
void team_sums_free(struct team_sums *sums);
/* Before the classes of a chunk. */
void team_sums_chunk(struct team_sums *sums, const struct chunk *chunk);
/* Adds up a class of that chunk. Returns whether anybody in it answered; if not, the sums are not to be used. */
bool team_sums_class(struct team_sums *sums, const struct part_class *class);
/* Function of a statistic (influence.h) in the cell that is the i-th of those wanted. */
int team_sums_function(const struct team_sums *sums, int i, int statistic);

#endif
