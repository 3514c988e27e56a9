/* Whether it is told how many people are at the lowest and at the highest score there is. Pure.
 *
 * An end is withheld where it stands for somebody and fewer than the minimum; of a sensitive score also where its share is so near 0 or 100% that it tells of
 * everybody (suppress.h). What the ends that are told leave of all is never few, and never a withheld end alone: else the smaller one that is told is withheld, too.
 * Those between the ends are told nowhere.
 */
#ifndef SPWELL_DISCLOSE_ENDS_H
#define SPWELL_DISCLOSE_ENDS_H
#include <stdbool.h>

struct ends { long n, at_low, at_high; bool sensitive; };
struct ends_shown { bool low, high; };
struct ends_shown ends_are_shown(const struct ends *ends, long minimum);

#endif
