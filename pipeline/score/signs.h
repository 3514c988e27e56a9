/* Signs of careless answering, gathered chunk by chunk and stored as counts. */
#ifndef SPWELL_SCORE_SIGNS_H
#define SPWELL_SCORE_SIGNS_H
#include "codebook.h"
#include "columns.h"
#include "store.h"

struct signs;
struct signs *signs_create(const struct codebook *book);
void signs_destroy(struct signs *signs);
/* Of the loaded chunk. */
void signs_add(struct signs *signs, const struct columns *columns, size_t rows);
int signs_write(const struct signs *signs, struct store *store, const char *wave, struct failure *failure) MUST_USE;

#endif
