#include "counts.h"

#include <assert.h>
#include <stddef.h>

#include "suppress.h"

bool counts_is_few(long n, long minimum) { return n > 0 && n < minimum; }

void counts_hide_parts(const long *parts, int count, long minimum, bool *hidden)
{
    const struct suppress_line line = {.first = 1, .step = 1, .count = count};
    long people[COUNTS_PARTS + 1] = {0};
    bool withheld[COUNTS_PARTS + 1] = {false};
    assert(count <= COUNTS_PARTS);
    for (int i = 0; i < count; i++) {
        people[0] += people[i + 1] = parts[i];
        withheld[i + 1] = hidden[i];
    }
    suppress_cells(people, count + 1, &line, 1, minimum, SUPPRESS_IGNORE_OTHERS, NULL, withheld);
    for (int i = 0; i < count; i++) hidden[i] |= withheld[i + 1] && parts[i] > 0;
}

struct counts_hidden_rows counts_hide_rows(struct counts_rows rows, long minimum)
{
    struct counts_hidden_rows hidden = {false, counts_is_few(rows.quarantined, minimum) || rows.reason_is_hidden, counts_is_few(rows.not_eligible, minimum), counts_is_few(rows.incomplete, minimum)};
    hidden.read = hidden.quarantined || hidden.not_eligible || hidden.incomplete; /* the others are shown, and the sum would give them back */
    return hidden;
}

void counts_hide_dispositions(const long *n, bool partial_is_kept, long minimum, bool *hidden)
{
    /* the two parts of a sum that is known elsewhere lie beside each other */
    int first = partial_is_kept ? COUNTS_COMPLETE : COUNTS_PARTIAL;
    for (int i = 0; i < COUNTS_DISPOSITIONS; i++) hidden[i] = counts_is_few(n[i], minimum);
    counts_hide_parts(n + first, 2, minimum, hidden + first);
}
