/* Words that stand for no answer. Pure. */
#ifndef SPWELL_CODEBOOK_ABSENT_H
#define SPWELL_CODEBOOK_ABSENT_H
#include <stdbool.h>
#include "text.h"

/* What "N/A", "Prefer not to say" or "-" means ("not applicable"), or NULL for an answer. The text is normalised. */
const char *absent_word(struct text normal);
/* The same of numbers that are written for no answer (-99), where other answers are not negative. */
bool absent_number(struct text normal);

#endif
