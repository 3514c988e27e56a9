/* Reading a wave from the store: one column at a time, whole. */
#ifndef SPWELL_ANALYSE_LOAD_H
#define SPWELL_ANALYSE_LOAD_H
#include <stdint.h>
#include "codebook.h"
#include "design.h"
#include "store.h"
#include "tally.h"

extern const struct store_access load_tables; /* for connections that only read */

/* Categories of a field (code8) or of a measure; out[i * stride]. */
int load_codes(struct store *store, const char *wave, const struct codebook *book, struct group_variable variable, size_t respondents, uint8_t *out, size_t stride, struct failure *failure) MUST_USE;
/* A column of code8 by its name; statement: "column" or "scores". */
int load_bytes(struct store *store, const char *statement, const char *wave, const char *name, size_t respondents, uint8_t *out, size_t stride, struct failure *failure) MUST_USE;
/* Numbers of the teams. */
int load_teams(struct store *store, const char *wave, const char *field, size_t respondents, uint32_t *out, size_t *team_count, struct failure *failure) MUST_USE;
/* A field's numbers; NaN where there is none. */
int load_numbers(struct store *store, const char *wave, const char *field, size_t respondents, double *out, struct failure *failure) MUST_USE;
/* A measure's distinct values and who has which, in the design's order. values->value, ->at and ->whole are the caller's to free. */
int load_values(struct store *store, const char *wave, const struct measure *measure, const struct design *design, struct values *values, struct failure *failure) MUST_USE;

#endif
