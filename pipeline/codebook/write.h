/* A draft as the bytes of a codebook: stable, and indented so that a person can go on with it. Pure. */
#ifndef SPWELL_CODEBOOK_WRITE_H
#define SPWELL_CODEBOOK_WRITE_H
#include "draft.h"
#include "text.h"

void write_draft(const struct draft *draft, struct buffer *out);
/* Is there a question that the draft has a measure of? */
bool write_has_measures(const struct draft *draft);

#endif
