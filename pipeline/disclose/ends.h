/* Whether it is told how many people are at the lowest and at the highest score there is. Pure.
 *
 * Like other counts that add up (counts.h): those at each end and those between are none or at least the minimum, and a hidden one has a hidden partner. Of a
 * sensitive score a share so near 0 or 100% that it tells of everybody is withheld (suppress.h).
 */
#ifndef SPWELL_DISCLOSE_ENDS_H
#define SPWELL_DISCLOSE_ENDS_H
#include <stdbool.h>

struct ends { long n, at_low, at_high; bool sensitive; };
struct ends_shown { bool low, high; };
struct ends_shown ends_are_shown(const struct ends *ends, long minimum);

#endif
