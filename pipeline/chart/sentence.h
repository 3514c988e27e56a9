/* Sentences from a table of patterns: one a line, "name: text with {slots}". Pure.
 *
 *     const char *s = sentence_of(arena, patterns, "source", "survey", title, "period", label, NULL);
 */
#ifndef SPWELL_CHART_SENTENCE_H
#define SPWELL_CHART_SENTENCE_H
#include "memory.h"
#include "text.h"

/* Pairs of slot and words, closed by NULL. A name or slot that is not there is a fault of ours and asserted. */
const char *sentence_of(struct arena *arena, struct text patterns, const char *name, ...) __attribute__((sentinel));

#endif
