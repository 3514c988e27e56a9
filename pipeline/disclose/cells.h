/* The groups of a survey laid out as cells: everybody first, then each breakdown's groups in the order of the codebook, and the lines along
 * which they add up.
 *
 *     struct cells *cells = cells_create(book, arena);
 *     int cell = cells_find(cells, "sector*region", "nhs*london");          -1 when the codebook has no such group
 *     cells_name(cells, 3, 0, &buffer);                                     the first group of breakdown 3: "nhs*london"
 */
#ifndef SPWELL_DISCLOSE_CELLS_H
#define SPWELL_DISCLOSE_CELLS_H
#include "codebook.h"
#include "memory.h"
#include "suppress.h"
#include "text.h"

struct cells {
    const struct codebook *book;
    int count;
    int *first;      /* of each grouping: its first cell; one number more than there are groupings */
    int *grouping;   /* of each cell */
    struct suppress_line *lines;
    int line_count;
};

struct cells *cells_create(const struct codebook *book, struct arena *arena);
int cells_find(const struct cells *cells, const char *by, const char *grp);
int cells_grouping(const struct cells *cells, const char *by); /* -1 when there is none */
static inline int cells_in(const struct cells *cells, int grouping) { return cells->first[grouping + 1] - cells->first[grouping]; }

/* The breakdown by this variable alone, or -1 when the codebook does not publish it. */
int cells_margin(const struct cells *cells, struct group_variable variable);

/* Group `index` of a grouping as stored; for people ("NHS, London"); for sentences ("NHS link workers"). */
void cells_name(const struct cells *cells, int grouping, int index, struct buffer *out);
void cells_label(const struct cells *cells, int grouping, int index, struct buffer *out);
void cells_phrase(const struct cells *cells, int grouping, int index, struct buffer *out);

#endif
