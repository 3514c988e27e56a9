/* Pseudonyms: a keyed hash of the respondent's identifier. The 32-byte key lies in its own file, 0600, beside the store and never in
 * it; whoever deletes the key cuts the link between answers and people for good.
 */
#ifndef SPWELL_INGEST_PSEUDONYM_H
#define SPWELL_INGEST_PSEUDONYM_H
#include <stdbool.h>
#include "status.h"
#include "text.h"

enum { PSEUDONYM_KEY_BYTES = 32, PSEUDONYM_BYTES = 16 };

/* Reads FOLDER/pseudonym.key; makes it when absent and may_create. Refuses a key that others could read. */
int pseudonym_key(const char *folder, bool may_create, unsigned char key[PSEUDONYM_KEY_BYTES], struct failure *failure) MUST_USE;
/* A name for the key, to notice when another one is used: 16 hexadecimal digits that do not give it away. */
void pseudonym_key_id(const unsigned char key[PSEUDONYM_KEY_BYTES], char id[17]);
void pseudonym_hash(const unsigned char key[PSEUDONYM_KEY_BYTES], struct text identifier, unsigned char hash[PSEUDONYM_BYTES]);

#endif
