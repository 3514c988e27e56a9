/* People by the first 8 bytes of their pseudonyms (among a million people two different ones meet by chance once in 37 million runs), each with a number. */
#ifndef SPWELL_INGEST_DUPLICATES_H
#define SPWELL_INGEST_DUPLICATES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct people;
struct people *people_create(void);
void people_destroy(struct people *people);
bool people_add(struct people *people, const unsigned char pseudonym[16]); /* false when it was there */
bool people_has(const struct people *people, const unsigned char pseudonym[16]);
size_t people_count(const struct people *people);
/* The number kept with somebody who is there, 0 at first. Once this has been asked nobody more may be added. */
long *people_value(struct people *people, const unsigned char pseudonym[16]);

#endif
