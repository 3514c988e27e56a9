/* Counts of people by group that add up along the lines of the breakdowns, and that are few or not by themselves (suppress.h): who answered in part, who left a question out. */
#ifndef SPWELL_DISCLOSE_LINES_H
#define SPWELL_DISCLOSE_LINES_H
#include "plan.h"

/* Adds to `hidden`, one a cell, what must be withheld of `people`, and says whether anything was added. Nobody is no one's secret: 0 is not hidden. Of counts that are told
 * together each is asked in turn until nothing changes. counted: of each grouping, whether there are counts by it; NULL: by all. */
bool lines_hide(const struct plan *plan, const long *people, const bool *counted, bool *hidden);

#endif
