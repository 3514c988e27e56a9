/* From what a column is to its field in the draft: type, categories, constraints, and what a person has to decide. Pure. */
#ifndef SPWELL_CODEBOOK_COLUMN_H
#define SPWELL_CODEBOOK_COLUMN_H
#include "draft.h"
#include "tally.h"

void column_describe(struct draft *draft, struct draft_field *field, const struct tally *tally);
/* A date with its format; false when it is none, or either day or month may come first. */
bool column_date(struct draft *draft, struct draft_field *field, const struct tally *tally);
/* A whole or other number; false when it is none. */
bool column_number(struct draft *draft, struct draft_field *field, const struct tally *tally);

#endif
