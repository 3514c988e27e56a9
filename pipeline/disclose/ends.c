#include "ends.h"

#include "counts.h"
#include "suppress.h"

static bool is_shown(const struct ends *ends, long people, long minimum)
{
    return !counts_is_few(people, minimum) && !(ends->sensitive && suppress_is_revealing(100.0 * (double)people / (double)ends->n));
}

/* Would the ends shown tell what is withheld? */
static bool tells(const struct ends *ends, struct ends_shown shown, long minimum)
{
    long between = ends->n - ends->at_low - ends->at_high, rest = ends->n - (shown.low ? ends->at_low : 0) - (shown.high ? ends->at_high : 0);
    return counts_is_few(rest, minimum) || (shown.low != shown.high && between == 0);
}

struct ends_shown ends_are_shown(const struct ends *ends, long minimum)
{
    if (ends->n < minimum) return (struct ends_shown){false, false};
    struct ends_shown shown = {is_shown(ends, ends->at_low, minimum), is_shown(ends, ends->at_high, minimum)};
    if (!tells(ends, shown, minimum)) return shown;
    if (shown.low && shown.high) /* those between are few: the smaller end covers them */
        shown = (struct ends_shown){ends->at_low > ends->at_high, ends->at_low <= ends->at_high};
    else return (struct ends_shown){false, false};
    return tells(ends, shown, minimum) ? (struct ends_shown){false, false} : shown;
}
