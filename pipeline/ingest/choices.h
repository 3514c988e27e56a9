/* A multi-select's answers joined in one cell, "Safeguarding; Debt, housing and benefits;". Pure.
 *
 *     struct choices *choices = choices_create(book, set);
 *     enum odd odd = choices_read(choices, cell, ticked, &reason);
 * Categories are looked for by value and label from the longest on, so that a label may hold the delimiter; exact spelling first, then the normalised form.
 * Read-only once made: threads share it.
 */
#ifndef SPWELL_INGEST_CHOICES_H
#define SPWELL_INGEST_CHOICES_H
#include "codebook.h"
#include "convert.h"

struct choices;
struct choices *choices_create(const struct codebook *book, int set);
void choices_destroy(struct choices *choices);
/* Fills ticked[0 .. count-1]; or *reason, which is -1 otherwise, when the whole answer is missing. ODD_NOT_A_CHOICE: something is none of them.
 * ODD_TWO_READINGS (a note): it could be read in another way too, with shorter labels. */
enum odd choices_read(const struct choices *choices, struct text cell, bool *ticked, int *reason);

#endif
