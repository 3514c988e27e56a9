/* Weights of the people of a wave: fitted to the frame, or as they stand in a column. */
#ifndef SPWELL_ANALYSE_WEIGHTING_H
#define SPWELL_ANALYSE_WEIGHTING_H
#include "respondents.h"

enum { WEIGHTING_BYTES = 8 };

/* Puts each person's own weight behind the codes of their groups (codes[i * stride] and the bytes after it), so that people who share a profile share it. */
int weighting_read_column(const struct respondents *respondents, struct store *store, const char *wave, size_t count, uint8_t *codes, size_t stride, struct failure *failure) MUST_USE;
/* Of a design that is there; says in `respondents` how it went. */
int weighting_run(struct respondents *respondents, struct failure *failure) MUST_USE;
/* The fields of one of the codebook's targets. */
void weighting_put_target(const struct codebook *book, int target, const char *between, struct buffer *out);

#endif
