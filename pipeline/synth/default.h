/* The recipe of a field that no structure describes: uniform over its categories or its range, and a few cells left out. */
#ifndef SPWELL_SYNTH_DEFAULT_H
#define SPWELL_SYNTH_DEFAULT_H
#include "plan.h"

/* `period` gives dates their range. Fills plan->recipes[field]. */
int default_recipe(struct plan *plan, int field, const struct period *period, struct failure *failure) MUST_USE;
/* The same share for each of `count` cells. */
const double *default_cuts(struct arena *arena, int count);
/* The separator behind a field's cell, or the end of the row. */
char default_behind(const struct plan *plan, int field);
/* Cells for the multiples of `step` between *lowest, which is moved up to the first of them, and `highest`; false when there is none or
 * there are more than PLAN_CELL_LIMIT. */
bool default_number_cells(struct plan *plan, int field, double *lowest, double highest, double step, int decimals, struct choice *choice);
/* Comments as cells of a text field, cut to what it may hold. */
void default_phrases(struct plan *plan, int field, const struct text *phrases, int count, struct choice *choice);

#endif
