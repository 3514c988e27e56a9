/* The difference of two groups' medians and its 95% interval. Pure.
 *
 * The medians are those of estimate.h (type 7, weighted). Teams are drawn with the weights they have (bootstrap.h): up to MEDIAN_PEOPLE answers and BOOTSTRAP_TEAMS teams in the two
 * groups. Beyond, drawing takes too long and Woodruff's intervals of the two medians are near enough: their distances are squared and added (Newcombe's way; Zou and Donner 2008,
 * Statistics in Medicine 27, 1693-1702), as if no team had people in both groups.
 */
#ifndef SPWELL_ANALYSE_MEDIAN_H
#define SPWELL_ANALYSE_MEDIAN_H
#include "bootstrap.h"
#include "estimate.h"
#include "tally.h"

enum { MEDIAN_PEOPLE = 5000 };

struct median_groups { int cells[2], breakdown; const struct distribution *distributions; const struct values *values; const struct design *design; };
/* Of the first less the second; both have answers. woodruff: of each median. */
struct bootstrap_result median_difference(const struct median_groups *groups, const struct interval woodruff[2]);

#endif
