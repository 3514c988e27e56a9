/* What stages that read a stored wave begin with. Their .sql has the statements
 *     wave:   SELECT layout_sha256, respondents, start FROM wave WHERE wave = ?1
 *     chunks: SELECT number, max(rows) FROM chunk WHERE wave = ?1 GROUP BY number ORDER BY number      (for stored_chunks)
 */
#ifndef SPWELL_STORED_H
#define SPWELL_STORED_H
#include <stddef.h>
#include <stdint.h>
#include "codebook.h"
#include "store.h"

struct stored_wave { size_t respondents; char start[16]; };
/* Refuses a wave that is not there, and a codebook whose questions have changed since it was ingested (book NULL: not asked). */
int stored_wave_find(struct store *store, const char *folder, const char *name, const struct codebook *book, struct stored_wave *wave, struct failure *failure) MUST_USE;

struct stored_chunk { int64_t number; size_t rows; };
/* The caller frees *chunks. */
int stored_chunks(struct store *store, const char *wave, struct stored_chunk **chunks, size_t *count, struct failure *failure) MUST_USE;

#endif
