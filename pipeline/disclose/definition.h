/* What a measure is, for readers: the codebook's description, whose its bands are, and of whom its questions are asked. */
#ifndef SPWELL_DISCLOSE_DEFINITION_H
#define SPWELL_DISCLOSE_DEFINITION_H
#include "codebook.h"
#include "text.h"

/* Adds nothing when there is nothing to say. */
void definition_put(struct buffer *out, const struct codebook *book, const struct measure *measure);

#endif
