/* What a column of answers may be called in a codebook. Pure. */
#ifndef SPWELL_CODEBOOK_HEADING_H
#define SPWELL_CODEBOOK_HEADING_H
#include "draft.h"
#include "profile.h"

/* Tells the draft which headings the file has, so that no field gets the name of another's column. */
void heading_claim(struct draft *draft, const struct headings *headings);
/* A heading that no other column has: by it the column will be found. NULL when there is none. */
const char *heading_own(const struct draft *draft, const struct headings *headings, size_t column);
/* The question in words. */
const char *heading_title(const struct draft *draft, const struct heading *heading);
/* A name for the field, not yet looked at for others that are called so. */
const char *heading_wish(const struct draft *draft, const struct headings *headings, size_t column);
/* The question over several columns and this column's choice, by the profile or by the look of the heading; false when it is none. */
bool heading_parts(const struct draft *draft, const struct headings *headings, size_t column, const char **question, const char **choice);
/* The headings of the question by which this choice will be found, added to the list; how many. *by_code: by a code, which must stay the choice's value. */
size_t heading_questions(const struct draft *draft, const struct headings *headings, size_t column, const char *choice, struct draft_texts *questions, bool *by_code);

#endif
