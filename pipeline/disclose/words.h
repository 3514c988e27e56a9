/* A line "name: words" of a resource, with a {slot} filled. */
#ifndef SPWELL_DISCLOSE_WORDS_H
#define SPWELL_DISCLOSE_WORDS_H
#include "text.h"

/* Adds nothing when there is no such line. */
void words_put(struct buffer *out, const char *resource_name, const char *line, const char *slot, const char *filling);
/* The same of words at hand. */
void words_fill(struct buffer *out, const char *words, const char *slot, const char *filling);

#endif
