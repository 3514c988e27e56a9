/* Which cells stay hidden. Pure: numbers of people in, flags out.
 *
 *     bool withheld[CELLS] = {false};
 *     suppress_cells(people, cells, lines, line_count, 10, SUPPRESS_COUNT_OTHERS, NULL, withheld);
 *
 * A cell is a group of respondents; a line says which cells add up to which: the groups of a breakdown to everybody, a row of a crossing to
 * its margin. Three rules, repeated until nothing changes:
 *   1. a cell of fewer people than the minimum is withheld;
 *   2. what subtraction along a line would show is never one cell alone and never fewer people than the minimum: otherwise the smallest
 *      cell still released in that line is withheld too (ties: the earlier one).
 *   3. a cell whose answers give its people away is withheld whatever its size, and beside it the line hides the minimum of other people, or
 *      the few that are added to it would change nothing (methods 4.2, rule 2).
 * Rule 2 is the single-cell rule with the sum of hidden people (OpenSAFELY ehrql issue 1666); a partner without people protects nothing (sdcTable
 * issue 194). A line whose total is withheld needs the minimum hidden among its parts, or they would add up to the total; where a
 * withheld part is the whole of its total, the total is withheld.
 * A coarser breakdown of the same people gives way to the finer one: a total that is withheld for its withheld part's sake shows nothing, however few
 * people the part has, as long as it has one.
 * Only subtraction along one line is guarded here. Combinations of lines are the business of the linear algebra that will replace this file.
 */
#ifndef SPWELL_DISCLOSE_SUPPRESS_H
#define SPWELL_DISCLOSE_SUPPRESS_H
#include <stdbool.h>

struct suppress_line {
    int total;              /* the cell that the parts add up to */
    int first, step, count; /* the parts: cells first, first + step, ... */
    const int *listed;      /* or these cells; NULL when they are as above */
    bool coarser;           /* the total is a group of a coarser breakdown (NHS and councils: statutory): it is withheld before any of its parts */
};

static inline int suppress_part(const struct suppress_line *line, int i) { return line->listed ? line->listed[i] : line->first + i * line->step; }

enum suppress_others {
    SUPPRESS_IGNORE_OTHERS, /* the counts of a line need not add up */
    SUPPRESS_COUNT_OTHERS   /* people of a total who are in none of its parts (group not stated) are hidden with its withheld parts */
};

/* Cells that are already marked in `withheld` stay so. `revealing` marks those of rule 3; NULL when there are none. */
void suppress_cells(const long *people, int cells, const struct suppress_line *lines, int line_count, long minimum,
                    enum suppress_others others, const bool *revealing, bool *withheld);

/* A share of a sensitive answer so near 0 or 100% that whoever is in the group is known to have given it, or not. NaN is none. */
bool suppress_is_revealing(double percent);

/* A quantile is shown when at least the minimum of people lie on each side of it. */
bool suppress_shows_quantile(long people, double probability, long minimum);

#endif
