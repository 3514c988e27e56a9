/* From batches to chunks in the store. Keeps one chunk of every field in memory. */
#ifndef SPWELL_INGEST_WRITER_H
#define SPWELL_INGEST_WRITER_H
#include "batch.h"
#include "store.h"

struct writer;
struct writer *writer_create(struct store *store, const char *wave, const struct codebook *book, const struct converter *converters);
void writer_destroy(struct writer *writer);
/* Rows first..end-1 of the batch. */
int writer_add(struct writer *writer, const struct batch *batch, size_t first, size_t end, struct failure *failure) MUST_USE;
/* Flushes the last chunk and the terms. */
int writer_finish(struct writer *writer, struct failure *failure) MUST_USE;

#endif
