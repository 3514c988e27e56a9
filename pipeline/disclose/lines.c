#include "lines.h"

#include <stdlib.h>
#include <string.h>

#include "suppress.h"

static int lines_of(const struct plan *plan, const bool *counted, struct suppress_line *lines)
{
    const struct cells *cells = plan->cells;
    int count = 0;
    for (int i = 0; i < cells->line_count; i++) {
        int total = cells->grouping[cells->lines[i].total], part = cells->grouping[suppress_part(&cells->lines[i], 0)];
        if (!counted || (counted[total] && counted[part])) lines[count++] = cells->lines[i];
    }
    return count;
}

bool lines_hide(const struct plan *plan, const long *people, const bool *counted, bool *hidden)
{
    const struct cells *cells = plan->cells;
    struct suppress_line *lines = memory_new((size_t)cells->line_count, sizeof *lines);
    bool *withheld = memory_new((size_t)cells->count, sizeof *withheld), changed = false;
    memcpy(withheld, hidden, (size_t)cells->count * sizeof *withheld);
    suppress_cells(people, cells->count, lines, lines_of(plan, counted, lines), plan->book->minimum, SUPPRESS_COUNT_OTHERS, NULL, withheld);
    for (int c = 0; c < cells->count; c++) {
        bool more = withheld[c] && people[c] > 0 && !hidden[c];
        hidden[c] |= more;
        changed |= more;
    }
    free(lines);
    free(withheld);
    return changed;
}
