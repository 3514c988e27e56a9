/* Short names (teams) and their numbers, in order of first appearance. */
#ifndef SPWELL_INGEST_TERMS_H
#define SPWELL_INGEST_TERMS_H
#include <stdint.h>
#include "text.h"

struct terms;
struct terms *terms_create(void);
void terms_destroy(struct terms *terms);
void terms_clear(struct terms *terms);
uint32_t terms_number(struct terms *terms, struct text name); /* adds it when it is new */
uint32_t terms_count(const struct terms *terms);
struct text terms_name(const struct terms *terms, uint32_t number);

#endif
