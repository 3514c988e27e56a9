/* Which of several rows of one person is kept, by the codebook's rule. Some rules need to read the files again:
 *
 *     struct pick *pick = pick_create(DUPLICATES_REFUSE);
 *     do { for each row, in order: pick_judge(pick, pseudonym, complete) } while (pick_again(pick));      only the last pass counts
 */
#ifndef SPWELL_INGEST_PICK_H
#define SPWELL_INGEST_PICK_H
#include "codebook.h"

enum pick_verdict { PICK_KEEP, PICK_REFUSED /* all rows of this person are kept apart */, PICK_SUPERSEDED /* another row is taken */ };

struct pick;
struct pick *pick_create(enum duplicates rule);
void pick_destroy(struct pick *pick);
enum pick_verdict pick_judge(struct pick *pick, const unsigned char pseudonym[16], bool complete);
bool pick_again(struct pick *pick);
int pick_passes(const struct pick *pick); /* how many were made before this one */

#endif
