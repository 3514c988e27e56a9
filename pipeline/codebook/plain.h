/* Answers in words that a form offers and no person tells anything by: "Yes", "Part time", "18 to 24", "Over 65". Pure. */
#ifndef SPWELL_CODEBOOK_PLAIN_H
#define SPWELL_CODEBOOK_PLAIN_H
#include "text.h"

/* `normal` as text_normalise makes it: one of the phrases that forms share, or words of quantities and at most two numbers, the second above the first. */
bool plain_answer(struct text normal);
/* A number of more than eight digits, in whatever groups, that is no range: of a telephone, or of a record. */
bool plain_has_long_number(struct text normal);

#endif
