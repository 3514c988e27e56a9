/* A codebook as a data dictionary of REDCap: its 18 columns, a row a question, in the order and the grids of layout.h. Pure.
 *
 *     struct dictionary *dictionary = dictionary_create(book);
 *     if (dictionary_write(dictionary, &bytes, failure)) ...      dictionary->notes: what a person has to know or do
 *     dictionary_destroy(dictionary);
 *
 * Codes are those by which the codebook reads answers, so that the raw export is read by the codebook as it stands. What REDCap has no column for stands
 * in the Field Annotation, as tags that REDCap passes over and redcap.c reads back:
 *
 *     @SPWELL-BOOLEAN     a radio of two codes is a yes and a no          @SPWELL-INTEGER     the codes of a radio are numbers
 *     @SPWELL-TERM        a short name, not free text                     @SPWELL-ORDERED     the choices have an order
 *     @SPWELL-SENSITIVE   a personal matter                               @SPWELL-NOT-PERSONAL     whatever its name looks like
 *     @SPWELL-MISSING='-88, prefer not to say'     these stand for no answer; those with a name of their own are choices as well
 *     @CHARLIMIT='2000'   REDCap's own
 */
#ifndef SPWELL_CODEBOOK_DICTIONARY_H
#define SPWELL_CODEBOOK_DICTIONARY_H
#include "codebook.h"
#include "draft.h"
#include "layout.h"

struct dictionary {
    struct arena *arena;
    const struct codebook *book;
    struct layout *layout;
    const char **names; /* of the codebook's fields in REDCap; of a multi-select's choices that of the list */
    const char *form;
    struct draft_texts notes;
    struct name_set *taken;
    const char *refused_of, *refused; /* the first code that REDCap does not take, and whose it is */
    int refused_count;
};
struct dictionary *dictionary_create(const struct codebook *book);
/* Refuses a codebook with codes that REDCap does not take. */
int dictionary_write(struct dictionary *dictionary, struct buffer *out, struct failure *failure) MUST_USE;
void dictionary_destroy(struct dictionary *dictionary);

#endif
