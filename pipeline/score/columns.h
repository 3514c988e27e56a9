/* The answers of one chunk, every field of the codebook, as they lie in the store. */
#ifndef SPWELL_SCORE_COLUMNS_H
#define SPWELL_SCORE_COLUMNS_H
#include "codebook.h"
#include "scale.h"
#include "store.h"

struct columns;
/* How a reason for a missing answer to a field is called, and what stands for it in the data. */
struct missing_value columns_reason(const struct field *field, int reason);
struct columns *columns_create(const struct codebook *book);
void columns_destroy(struct columns *columns);
/* Loads chunk `number` of the wave; adds its answers to the counts. */
int columns_load(struct columns *columns, struct store *store, const char *wave, int64_t number, size_t rows, struct failure *failure) MUST_USE;
/* The field of the loaded chunk; kind and data only. Asserts that the field holds codes or numbers. */
struct view columns_view(const struct columns *columns, int field);
/* Adds what `other` has counted of the same codebook. */
void columns_add_counts(struct columns *columns, const struct columns *other);
/* Writes answered and missing counts of all chunks loaded so far. */
int columns_write_counts(const struct columns *columns, struct store *store, const char *wave, struct failure *failure) MUST_USE;

#endif
