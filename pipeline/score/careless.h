/* Signs of careless answering. Pure. They are counted, and nobody is removed for them.
 *
 * Longest run of equal answers (longstring) and variability (IRV, the standard deviation of a person's answers) as the R package `careless` has
 * them, with one difference: a question left out ends no run here, because who ticks the third box nine times and passes one question over has
 * still ticked it nine times. There `rle` ends a run at a missing answer. Variability is of the answered ones in both.
 * An answer is its place in the list (0, 1, ...) or its number, as it stood on the page: before reversed items are turned round.
 *
 * Straight-lined: all answers the same, of at least half of the items and CARELESS_LEAST_ANSWERED. Long run: not that, but at least half of the
 * items, and CARELESS_LEAST_RUN, in a row the same (half: Curran 2016, J Exp Soc Psychol 66, 4-19). Speeding: under 2 seconds an item asked (Huang and
 * others 2012, J Bus Psychol 27, 99-114) or under half of the median duration (our rule).
 */
#ifndef SPWELL_SCORE_CARELESS_H
#define SPWELL_SCORE_CARELESS_H
#include <stdbool.h>
#include "scale.h"

enum { CARELESS_LEAST_ANSWERED = 5, CARELESS_LEAST_RUN = 6, CARELESS_SECONDS_AN_ITEM = 2, CARELESS_SECONDS_LIMIT = 24 * 60 * 60, CARELESS_CODES_LIMIT = 30000 };

struct careless_person { int answered, longest; double variability; /* NaN under two answers */ };
struct careless_person careless_person(const double *answers, int count); /* NaN: missing */

/* What is counted in one battery; starts as {.items = count}. */
struct careless_battery {
    int items;
    long base; /* people who answered enough of it to be looked at */
    long straight_lined, long_run;
    int64_t runs;       /* sum of the longest runs of the base */
    double variability; /* sum */
};
int careless_least_answered(int items);
int careless_least_run(int items);
void careless_add(struct careless_battery *battery, struct careless_person person);
/* One chunk: views[i] is item i; answers has room for all items. */
void careless_add_chunk(struct careless_battery *battery, const struct view *views, size_t rows, double *answers);

/* Durations in whole seconds, counted, so that the median is exact and memory does not grow with people; a day or more counts as a day. */
struct careless_speed {
    long all[CARELESS_SECONDS_LIMIT + 1], slow[CARELESS_SECONDS_LIMIT + 1]; /* slow: those not yet found to be speeding */
    long base, under_an_item;
};
/* A duration that is not known, or under one second, is passed over. */
void careless_speed_add(struct careless_speed *speed, double seconds, int items_asked);
double careless_speed_median(const struct careless_speed *speed); /* NaN without durations */
long careless_speed_count(const struct careless_speed *speed);

#endif
