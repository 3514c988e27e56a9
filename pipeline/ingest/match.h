/* Finding an answer among a field's categories and missing values: one hash table a field, filled from values and labels.
 *
 *     struct match *match = match_create(field);
 *     int code = match_find(match, text, &normalised);     0..239 a category, 240.. a missing reason, -1 not one of them
 * Exact spelling is tried first; then the normalised form (spaces, no-break spaces, letter case), and *normalised is set.
 * Read-only once made: threads share it.
 */
#ifndef SPWELL_INGEST_MATCH_H
#define SPWELL_INGEST_MATCH_H
#include <stdint.h>
#include <string.h>
#include "codebook.h"
#include "text.h"

struct match_entry { char *at; uint32_t length; };
/* Keys and codes stand apart from the spellings: they are all that most answers need, and the tables of a hundred questions stay in the first cache. */
struct match_table { uint64_t *keys; int16_t *codes; struct match_entry *entries; size_t mask; };
struct match { struct match_table exact, normal; bool missing_begins[256]; /* with this byte */ };

struct match *match_create(const struct field *field);
void match_destroy(struct match *match);
int match_find(const struct match *match, struct text text, bool *normalised);

/* The first eight bytes and the length tell most answers apart; eight bytes after a field may be read (csvfile.h). Never 0, which marks an empty slot. */
static inline uint64_t match_key(const char *at, size_t length)
{
    uint64_t key;
    memcpy(&key, at, 8);
    if (length < 8) key &= ((uint64_t)1 << (8 * length)) - 1;
    return key ^ (uint64_t)(length + 1) << 57;
}

static inline size_t match_slot(uint64_t key, size_t mask) { return (size_t)(key * 0x9E3779B97F4A7C15u >> 40) & mask; }

/* The code of a spelling, -1 when it is not there. */
static inline int match_look_up(const struct match_table *table, const char *at, size_t length)
{
    uint64_t key = match_key(at, length);
    for (size_t i = match_slot(key, table->mask); table->keys[i]; i = (i + 1) & table->mask) {
        if (table->keys[i] != key) continue;
        if (length <= 8) return table->codes[i];
        const struct match_entry *entry = &table->entries[i];
        if (entry->length == length && !memcmp(entry->at + 8, at + 8, length - 8)) return table->codes[i];
    }
    return -1;
}

/* Only the exact spelling. In the header because every answer of every respondent passes here. */
static inline int match_exact(const struct match *match, struct text text) { return match_look_up(&match->exact, text.at, text.length); }

#endif
