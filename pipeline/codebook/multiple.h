/* Questions with several answers: in one column a choice, or joined in one cell. Pure. */
#ifndef SPWELL_CODEBOOK_MULTIPLE_H
#define SPWELL_CODEBOOK_MULTIPLE_H
#include "tally.h"

/* "Question [Choice]" or "Question - Choice"; false when the heading is neither. */
bool multiple_split(struct arena *arena, const char *heading, const char **question, const char **choice);
/* The question by which the column of this choice is found, if `heading` is "QUESTION [choice]", "QUESTION[choice]" or "QUESTION - choice"; or, with *by_code,
 * "QUESTION___choice" or "QUESTION_choice", where the choice is a code and must be the category's value. Else NULL. */
const char *multiple_question(struct arena *arena, const char *heading, const char *choice, bool *by_code);
/* Is every answer of the column the choice's own text, or a tick or its absence? */
bool multiple_is_ticked(const struct tally *tally, const char *choice);
/* Does "no", in whatever words, stand in it, other than as the choice's own text? Then an empty cell says something else. */
bool multiple_says_no(const struct tally *tally, const char *choice);
/* Is the choice itself a word for not ticked? No reader could tell its tick from its absence. */
bool multiple_is_no(const char *choice);

/* Answers joined in one cell ("A;C;" or "A, C"): choices in order of appearance. */
struct multiple { char delimiter; const char **choices; size_t count, room; bool few; /* some choice was made by fewer than LOOK_FEW people, in words that may be their own */ };
bool multiple_joined(const struct tally *tally, struct multiple *multiple); /* choices live in the tally's arena; multiple_free frees the list */
void multiple_free(struct multiple *multiple);

#endif
