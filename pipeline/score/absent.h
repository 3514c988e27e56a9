/* Answers and missing ones by group: of everybody and of each breakdown by one variable. Comments are not among them. */
#ifndef SPWELL_SCORE_ABSENT_H
#define SPWELL_SCORE_ABSENT_H
#include "columns.h"
#include "product.h"
#include "store.h"

struct absent;
struct absent *absent_create(const struct codebook *book);
void absent_destroy(struct absent *absent);
/* Of the loaded chunk, once its measures are computed. */
void absent_add(struct absent *absent, const struct columns *columns, const struct products *products, size_t rows);
int absent_write(const struct absent *absent, struct store *store, const char *wave, struct failure *failure) MUST_USE;

#endif
