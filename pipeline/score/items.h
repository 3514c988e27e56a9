/* What the reliability of scales is worked out from, gathered chunk by chunk and stored: moments.h of every mean and sum of 2 to MOMENTS_ITEM_LIMIT things. */
#ifndef SPWELL_SCORE_ITEMS_H
#define SPWELL_SCORE_ITEMS_H
#include "product.h"
#include "store.h"

struct items;
struct items *items_create(const struct codebook *book);
void items_destroy(struct items *items);
/* Of the loaded chunk, once its measures are computed. */
void items_add(struct items *items, const struct products *products, size_t rows);
int items_write(const struct items *items, struct store *store, const char *wave, struct failure *failure) MUST_USE;

#endif
