/* Whether a logistic model has finite coefficients that fit best. Pure but for its linear program.
 *
 * Separated, completely or quasi: some b has b'x >= 0 wherever y is 1 and b'x <= 0 wherever it is 0, and is not 0 throughout (Albert and Anderson 1984). A linear
 * program decides: the largest sum of +-b'x with every one 0 or more and b within -1 and 1 is 0 exactly when there is no such b (Konis 2007, 4.3.2). Rows
 * are given to it only when its answer breaks them, so that it stays small for a million people.
 */
#ifndef SPWELL_ANALYSE_SEPARATION_H
#define SPWELL_ANALYSE_SEPARATION_H
#include "regression.h"

enum separation { SEPARATION_NONE, SEPARATION_FOUND, SEPARATION_UNDECIDED };

/* Columns less centre, over scale; those of a constant are 0 and 1. separates: of each column, whether it is one of those that separate together, none of
 * which can be left out; the constant is never among them. */
enum separation separation_find(const struct row_source *source, bool constant, const double *centre, const double *scale, bool *separates);

#endif
