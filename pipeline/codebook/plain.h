/* Answers in words that a form offers and no person tells anything by: "Yes", "Part time", "18 to 24", "Over 65". Pure. */
#ifndef SPWELL_CODEBOOK_PLAIN_H
#define SPWELL_CODEBOOK_PLAIN_H
#include "text.h"

/* `normal` as text_normalise makes it: every word in it is such a word, or a number of at most six digits. */
bool plain_answer(struct text normal);

#endif
