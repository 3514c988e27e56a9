#include "suppress.h"

static const double nobody_percent = 5, everybody_percent = 95; /* below, above: methods 4.2, rule 2 */

/* What the released parts of a line leave of its total. */
struct hidden {
    long people, others; /* others: those of them who are in no part */
    long largest;        /* of the parts whose answers give their people away */
    int parts;           /* withheld parts with people */
};

static struct hidden hidden_in(const struct suppress_line *line, const long *people, enum suppress_others others, const bool *revealing, const bool *withheld)
{
    struct hidden hidden = {0, 0, 0, 0};
    long listed = 0;
    for (int i = 0; i < line->count; i++) {
        int cell = suppress_part(line, i);
        listed += people[cell];
        if (!withheld[cell] || people[cell] == 0) continue;
        hidden.people += people[cell];
        hidden.parts++;
        if (revealing && revealing[cell] && people[cell] > hidden.largest) hidden.largest = people[cell];
    }
    if (others == SUPPRESS_COUNT_OTHERS && people[line->total] > listed) hidden.others = people[line->total] - listed;
    hidden.people += hidden.others;
    return hidden;
}

static bool is_safe(struct hidden hidden, bool total_withheld, bool coarser, long minimum)
{
    if (total_withheld && coarser && hidden.parts > 0) return true;
    if (total_withheld) return hidden.people >= minimum;
    if (hidden.people == 0) return true;
    bool alone = hidden.parts == 1 && hidden.others == 0;
    bool bare = hidden.largest > 0 && hidden.people - hidden.largest < minimum;
    return hidden.people >= minimum && !alone && !bare;
}

static int smallest_released(const struct suppress_line *line, const long *people, const bool *withheld)
{
    int smallest = -1;
    for (int i = 0; i < line->count; i++) {
        int cell = suppress_part(line, i);
        if (withheld[cell] || people[cell] == 0) continue;
        if (smallest < 0 || people[cell] < people[smallest]) smallest = cell;
    }
    return smallest;
}

/* Withholds partners until the line is safe or all of it is withheld. True when anything changed. */
static bool protect(const struct suppress_line *line, const long *people, long minimum, enum suppress_others others, const bool *revealing,
                    bool *withheld)
{
    bool changed = false;
    while (!is_safe(hidden_in(line, people, others, revealing, withheld), withheld[line->total], line->coarser, minimum)) {
        int partner = smallest_released(line, people, withheld);
        if (partner < 0 || (line->coarser && !withheld[line->total])) partner = line->total; /* partner < 0: its only part is withheld, and is the same people */
        if (withheld[partner]) break;
        withheld[partner] = true;
        changed = true;
    }
    return changed;
}

void suppress_cells(const long *people, int cells, const struct suppress_line *lines, int line_count, long minimum,
                    enum suppress_others others, const bool *revealing, bool *withheld)
{
    for (int cell = 0; cell < cells; cell++)
        if (people[cell] < minimum || (revealing && revealing[cell])) withheld[cell] = true;
    for (bool changed = true; changed;) {
        changed = false;
        for (int i = 0; i < line_count; i++)
            if (protect(&lines[i], people, minimum, others, revealing, withheld)) changed = true;
    }
}

bool suppress_is_revealing(double percent)
{
    return percent < nobody_percent || percent > everybody_percent;
}

bool suppress_shows_quantile(long people, double probability, long minimum)
{
    double below = (double)people * probability, above = (double)people * (1 - probability);
    return below >= (double)minimum && above >= (double)minimum;
}
