#include "duplicates.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

struct people { uint64_t *slots; long *values; /* made when first asked for */ size_t mask, count; };

struct people *people_create(void)
{
    struct people *people = memory_new(1, sizeof *people);
    people->mask = 1023;
    people->slots = memory_new(people->mask + 1, sizeof *people->slots);
    return people;
}

void people_destroy(struct people *people)
{
    if (!people) return;
    free(people->slots);
    free(people->values);
    free(people);
}

static uint64_t key_of(const unsigned char pseudonym[16])
{
    uint64_t key;
    memcpy(&key, pseudonym, sizeof key);
    return key ? key : 1; /* 0 marks an empty slot */
}

static size_t slot_of(const struct people *people, uint64_t key)
{
    size_t i = (size_t)key & people->mask;
    while (people->slots[i] && people->slots[i] != key) i = (i + 1) & people->mask;
    return i;
}

static void widen(struct people *people)
{
    uint64_t *old = people->slots;
    size_t room = people->mask + 1;
    people->mask = room * 2 - 1;
    people->slots = memory_new(room * 2, sizeof *people->slots);
    for (size_t i = 0; i < room; i++)
        if (old[i]) people->slots[slot_of(people, old[i])] = old[i];
    free(old);
}

bool people_add(struct people *people, const unsigned char pseudonym[16])
{
    uint64_t key = key_of(pseudonym);
    size_t i = slot_of(people, key);
    assert(!people->values);
    if (people->slots[i]) return false;
    people->slots[i] = key;
    if (++people->count * 4 > people->mask * 3) widen(people);
    return true;
}

bool people_has(const struct people *people, const unsigned char pseudonym[16])
{
    return people->slots[slot_of(people, key_of(pseudonym))] != 0;
}

long *people_value(struct people *people, const unsigned char pseudonym[16])
{
    if (!people->values) people->values = memory_new(people->mask + 1, sizeof *people->values);
    return &people->values[slot_of(people, key_of(pseudonym))];
}

size_t people_count(const struct people *people) { return people->count; }
