#include "match.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

struct entry { uint64_t key; char *at; uint32_t length; int16_t code; };
struct table { struct entry *entries; size_t mask; };
struct match { struct table exact, normal; };

/* The first eight bytes tell most answers apart; eight bytes after a field may be read (csvfile.h). */
static uint64_t key_of(const char *at, size_t length)
{
    uint64_t key = 0;
    if (length >= 8) memcpy(&key, at, 8);
    else {
        memcpy(&key, at, 8);
        key &= ((uint64_t)1 << (8 * length)) - 1;
    }
    return key ^ ((uint64_t)length << 57);
}

static size_t slot_of(uint64_t key, size_t mask)
{
    key *= 0x9E3779B97F4A7C15u;
    return (size_t)(key >> 40) & mask;
}

static const struct entry *find(const struct table *table, const char *at, size_t length)
{
    uint64_t key = key_of(at, length);
    for (size_t i = slot_of(key, table->mask); table->entries[i].at; i = (i + 1) & table->mask) {
        const struct entry *entry = &table->entries[i];
        if (entry->key == key && entry->length == length && (length <= 8 || !memcmp(entry->at + 8, at + 8, length - 8))) return entry;
    }
    return NULL;
}

/* The first to claim a spelling keeps it: values come before labels, so that a label cannot take a value away. */
static void put(struct table *table, struct text text, int code)
{
    char *copy = memory_new(text.length + 8, 1);
    memcpy(copy, text.at, text.length);
    if (find(table, copy, text.length)) {
        free(copy);
        return;
    }
    uint64_t key = key_of(copy, text.length);
    size_t i = slot_of(key, table->mask);
    while (table->entries[i].at) i = (i + 1) & table->mask;
    table->entries[i] = (struct entry){key, copy, (uint32_t)text.length, (int16_t)code};
}

static void put_both(struct match *match, const char *spelling, int code)
{
    struct buffer room = {0};
    put(&match->exact, text_of(spelling), code);
    put(&match->normal, text_normalise(text_of(spelling), &room), code);
    buffer_free(&room);
}

static void table_create(struct table *table, int spellings)
{
    size_t room = 16;
    while (room < (size_t)spellings * 3) room *= 2;
    table->entries = memory_new(room, sizeof *table->entries);
    table->mask = room - 1;
}

static int count_spellings(const struct field *field)
{
    int count = 1 + 2 * field->missing_count;
    for (int c = 0; c < field->category_count; c++) {
        count += 2;
        for (const char *const *s = field->categories[c].spellings; s && *s; s++) count++;
    }
    return count;
}

struct match *match_create(const struct field *field)
{
    struct match *match = memory_new(1, sizeof *match);
    int count = count_spellings(field);
    table_create(&match->exact, count);
    table_create(&match->normal, count);
    put_both(match, "", CODE_MISSING + REASON_NO_ANSWER);
    for (int m = 0; m < field->missing_count; m++) put_both(match, field->missing[m].value, CODE_MISSING + REASON_LABELLED + m);
    for (int c = 0; c < field->category_count; c++) put_both(match, field->categories[c].value, c);
    for (int c = 0; c < field->category_count; c++)
        for (const char *const *s = field->categories[c].spellings; s && *s; s++) put_both(match, *s, c);
    for (int c = 0; c < field->category_count; c++) put_both(match, field->categories[c].label, c);
    return match;
}

static void table_free(struct table *table)
{
    for (size_t i = 0; table->entries && i <= table->mask; i++) free(table->entries[i].at);
    free(table->entries);
}

void match_destroy(struct match *match)
{
    if (!match) return;
    table_free(&match->exact);
    table_free(&match->normal);
    free(match);
}

int match_exact(const struct match *match, struct text text)
{
    const struct entry *entry = find(&match->exact, text.at, text.length);
    return entry ? entry->code : -1;
}

int match_find(const struct match *match, struct text text, bool *normalised)
{
    const struct entry *entry = find(&match->exact, text.at, text.length);
    *normalised = false;
    if (entry) return entry->code;
    struct buffer room = {0};
    text = text_normalise(text, &room);
    buffer_add(&room, "\0\0\0\0\0\0\0", 8); /* what key_of may read */
    entry = find(&match->normal, room.at, text.length);
    buffer_free(&room);
    *normalised = entry != NULL;
    return entry ? entry->code : -1;
}
