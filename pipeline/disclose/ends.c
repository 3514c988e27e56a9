#include "ends.h"

#include "counts.h"
#include "suppress.h"

struct ends_shown ends_are_shown(const struct ends *ends, long minimum)
{
    const long parts[] = {ends->at_low, ends->at_high, ends->n - ends->at_low - ends->at_high};
    bool hidden[3] = {false};
    if (ends->n < minimum) return (struct ends_shown){false, false};
    for (int end = 0; end < 2 && ends->sensitive; end++) hidden[end] = suppress_is_revealing(100.0 * (double)parts[end] / (double)ends->n);
    struct ends_shown revealing = {hidden[0], hidden[1]};
    counts_hide_parts(parts, 3, minimum, hidden);
    return (struct ends_shown){!hidden[0] && !revealing.low, !hidden[1] && !revealing.high};
}
