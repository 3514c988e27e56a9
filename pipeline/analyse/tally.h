/* Counts of distinct values by profile, and from them the distribution in each cell. Pure.
 * Counts are whole numbers, so threads and orders of summation cannot change them; weights enter when a distribution is made.
 */
#ifndef SPWELL_ANALYSE_TALLY_H
#define SPWELL_ANALYSE_TALLY_H
#include "design.h"

#define VALUE_MISSING UINT32_MAX

/* A measure's answers: distinct values, ascending, and which of them each respondent has (in the design's order). whole: the values as whole numbers of
 * `unit`, whose sums are exact; NULL when they are not. codes: of categories, which have no quantiles. */
struct values { double *value; size_t count; uint32_t *at; int32_t *whole; double unit; bool codes; };

struct tally_entry { uint32_t value, profile, count, last; /* last: the latest respondent (file order) among them */ };
struct tally { struct tally_entry *entries; size_t count; }; /* by value, then profile */

struct tally *tally_create(const struct values *values, const struct design *design);
void tally_destroy(struct tally *tally);

/* One value in a cell. last_weight: that of its latest respondent, which type 7 quantiles of weighted data depend on, as in R survey 4.1: where equal answers have
 * different weights, a quartile that falls between two values hangs on whose answer comes last in the file. */
struct level { double value, count, weight, last_weight; uint32_t index, last; };
struct distribution { struct level *levels; size_t count, room; double n, weight, squared_weight; };

/* One distribution for each cell of the design, from the tally; nobody in those of breakdowns that are not wanted (NULL: all are). */
struct distribution *distributions_create(const struct tally *tally, const struct values *values, const struct design *design, const bool *breakdowns);
void distributions_destroy(struct distribution *distributions, const struct design *design);

#endif
