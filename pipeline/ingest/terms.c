#include "terms.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

struct terms {
    struct buffer bytes; /* names one after another, each closed by NUL */
    uint32_t *offsets;   /* of each name */
    uint32_t *slots;     /* number + 1; 0 empty */
    size_t offset_room, mask;
    uint32_t count;
};

struct terms *terms_create(void)
{
    struct terms *terms = memory_new(1, sizeof *terms);
    terms->mask = 63;
    terms->slots = memory_new(terms->mask + 1, sizeof *terms->slots);
    return terms;
}

void terms_destroy(struct terms *terms)
{
    if (!terms) return;
    buffer_free(&terms->bytes);
    free(terms->offsets);
    free(terms->slots);
    free(terms);
}

void terms_clear(struct terms *terms)
{
    buffer_clear(&terms->bytes);
    memset(terms->slots, 0, (terms->mask + 1) * sizeof *terms->slots);
    terms->count = 0;
}

static size_t hash_of(struct text name)
{
    uint64_t hash = 14695981039346656037u; /* FNV-1a */
    for (size_t i = 0; i < name.length; i++) hash = (hash ^ (unsigned char)name.at[i]) * 1099511628211u;
    return (size_t)(hash ^ hash >> 32);
}

static void place(struct terms *terms, uint32_t number)
{
    size_t i = hash_of(terms_name(terms, number)) & terms->mask;
    while (terms->slots[i]) i = (i + 1) & terms->mask;
    terms->slots[i] = number + 1;
}

static void widen(struct terms *terms)
{
    terms->mask = terms->mask * 2 + 1;
    free(terms->slots);
    terms->slots = memory_new(terms->mask + 1, sizeof *terms->slots);
    for (uint32_t n = 0; n < terms->count; n++) place(terms, n);
}

uint32_t terms_number(struct terms *terms, struct text name)
{
    for (size_t i = hash_of(name) & terms->mask; terms->slots[i]; i = (i + 1) & terms->mask)
        if (text_equal(terms_name(terms, terms->slots[i] - 1), name)) return terms->slots[i] - 1;
    terms->offsets = memory_grow(terms->offsets, terms->count, &terms->offset_room, sizeof *terms->offsets);
    terms->offsets[terms->count] = (uint32_t)terms->bytes.length;
    buffer_add(&terms->bytes, name.at, name.length);
    buffer_add(&terms->bytes, "", 1);
    place(terms, terms->count++);
    if (terms->count * 2 > terms->mask) widen(terms);
    return terms->count - 1;
}

uint32_t terms_count(const struct terms *terms) { return terms->count; }

struct text terms_name(const struct terms *terms, uint32_t number)
{
    size_t from = terms->offsets[number], to = number + 1 < terms->count ? terms->offsets[number + 1] : terms->bytes.length;
    return (struct text){terms->bytes.at + from, to - from - 1};
}
