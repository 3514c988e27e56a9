/* Agreement on each code of a coding frame, from rows of (comment, coder, code). Pure, and made for streaming: what is kept are counts, whose
 * number depends on coders and codes and not on comments.
 *
 *     struct agreement_table *table = agreement_table_create(coders, codes);
 *     agreement_table_add(table, comment, coder, code);        rows by comment; those of one comment in any order, repeated ones count once
 *     struct kappa kappa = agreement_table_kappa(table, code, coder, other);
 *     agreement_table_destroy(table);
 *
 * A comment may have several codes of one coder. A coder has coded a comment who has a row for it: who read it and found nothing to code has
 * one with CODE_NONE, and without such rows an absent code cannot be told from a comment that was not looked at. Each code is then a yes or no of every
 * comment that a coder coded: a kappa for a code and a pair of coders, an alpha for a code and all coders, and their means over codes.
 * A code that neither gave, or that both gave to everything, has no kappa and does not enter the mean. Reasons are those of agreement.h.
 *
 * Checked in tests/unit/analyse/test_agreement_table.c: by hand, and by the same comments written out for agreement.h.
 */
#ifndef SPWELL_ANALYSE_AGREEMENT_TABLE_H
#define SPWELL_ANALYSE_AGREEMENT_TABLE_H
#include "agreement.h"

enum { CODE_NONE = -1 };

struct agreement_table;
/* At least one coder and one code. Room: codes x coders^2 counts. */
struct agreement_table *agreement_table_create(size_t coders, size_t codes);
void agreement_table_destroy(struct agreement_table *table);

/* comment ascending, 0 <= coder < coders, CODE_NONE <= code < codes (asserted). */
void agreement_table_add(struct agreement_table *table, int comment, int coder, int code);

/* Results of the rows so far. They close the comment in hand: the next row is of another. */
struct kappa agreement_table_kappa(struct agreement_table *table, size_t code, size_t coder, size_t other); /* two coders (asserted); the table is that of yes and no */
struct alpha agreement_table_alpha(struct agreement_table *table, size_t code);                            /* nominal; of all coders */
struct agreement_mean agreement_table_mean_kappa(struct agreement_table *table, size_t coder, size_t other); /* over codes */
struct agreement_mean agreement_table_mean_alpha(struct agreement_table *table);

#endif
