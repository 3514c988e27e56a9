/* Questions asked because of an answer: n of what is made of them is how many gave that answer, so they are withheld where the answer is.
 *
 *     bool *causes = arena_new(arena, book->field_count, sizeof *causes);
 *     if (routed_causes(book, measure, causes)) ...                       the fields whose answers decide who is in the measure
 *     routed_follow(plan, wave, measure, causes);                         withheld where the measures of these fields alone are, which are decided already
 *     routed_hide_sensitive(plan, wave, measure, causes, people, respondents);     and where so few or so many were asked that a sensitive answer gives its people away
 */
#ifndef SPWELL_DISCLOSE_ROUTED_H
#define SPWELL_DISCLOSE_ROUTED_H
#include "plan.h"

bool routed_causes(const struct codebook *book, int measure, bool *causes);
/* A measure of one of these fields alone: what is told of it is what n of the routed one would tell. */
bool routed_is_of(const struct codebook *book, int measure, const bool *causes);
void routed_follow(const struct plan *plan, int wave, int measure, const bool *causes);
/* people, respondents: one a cell. */
void routed_hide_sensitive(const struct plan *plan, int wave, int measure, const bool *causes, const long *people, const long *respondents);
/* The field is asked because of an answer to a sensitive one, at first or at second hand. */
bool routed_is_sensitive(const struct codebook *book, int field);
/* Where `asked` of `people` in a cell were asked the field (or one it is asked because of), would their number tell what is withheld there of an earlier question? */
bool routed_tells(const struct plan *plan, int wave, int field, int cell, long asked, long people);

#endif
