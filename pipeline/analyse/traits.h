/* What is told of a score or a headline number besides its estimates: how many people are at its lowest and highest possible value, how alike teams answer. Pure.
 * Each person counts the same. The answers stay, as places among the distinct values, for correlations with others.
 */
#ifndef SPWELL_ANALYSE_TRAITS_H
#define SPWELL_ANALYSE_TRAITS_H
#include "codebook.h"
#include "intraclass.h"
#include "tally.h"

struct traits {
    long n, at_low, at_high; /* at_low, at_high: -1 where the range of the measure is not declared */
    long differ;             /* people with another value than the commonest one */
    bool has_teams;
    struct intraclass intraclass; /* of has_teams */
    uint32_t *at; size_t values;  /* of each respondent in the design's order, which of so many distinct values, ascending */
};

/* Means and sums of two things or more; and headline numbers. */
bool traits_is_scale(const struct measure *measure);
bool traits_are_told(const struct measure *measure);

/* Takes values->at, which the caller then no longer has. traits_free releases it. */
struct traits *traits_of(const struct measure *measure, struct values *values, const struct design *design);
void traits_free(struct traits *traits);

#endif
