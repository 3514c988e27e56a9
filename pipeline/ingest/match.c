#include "match.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

/* The first to claim a spelling keeps it: values come before labels, so that a label cannot take a value away. */
static void put(struct match_table *table, struct text text, int code)
{
    char *copy = memory_new(text.length + 8, 1);
    memcpy(copy, text.at, text.length);
    if (match_look_up(table, copy, text.length) >= 0) {
        free(copy);
        return;
    }
    uint64_t key = match_key(copy, text.length);
    size_t i = match_slot(key, table->mask);
    while (table->keys[i]) i = (i + 1) & table->mask;
    table->keys[i] = key;
    table->codes[i] = (int16_t)code;
    table->entries[i] = (struct match_entry){copy, (uint32_t)text.length};
}

static void put_both(struct match *match, const char *spelling, int code)
{
    struct buffer room = {0};
    put(&match->exact, text_of(spelling), code);
    put(&match->normal, text_normalise(text_of(spelling), &room), code);
    buffer_free(&room);
}

static void table_create(struct match_table *table, int spellings)
{
    size_t room = 16;
    while (room < (size_t)spellings * 3) room *= 2;
    table->keys = memory_new(room, sizeof *table->keys);
    table->codes = memory_new(room, sizeof *table->codes);
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
    for (int m = 0; m < field->missing_count; m++) {
        put_both(match, field->missing[m].value, CODE_MISSING + REASON_LABELLED + m);
        match->missing_begins[(unsigned char)field->missing[m].value[0]] = true;
    }
    for (int c = 0; c < field->category_count; c++) put_both(match, field->categories[c].value, c);
    for (int c = 0; c < field->category_count; c++)
        for (const char *const *s = field->categories[c].spellings; s && *s; s++) put_both(match, *s, c);
    for (int c = 0; c < field->category_count; c++) put_both(match, field->categories[c].label, c);
    return match;
}

static void table_free(struct match_table *table)
{
    for (size_t i = 0; table->entries && i <= table->mask; i++) free(table->entries[i].at);
    free(table->keys);
    free(table->codes);
    free(table->entries);
}

void match_destroy(struct match *match)
{
    if (!match) return;
    table_free(&match->exact);
    table_free(&match->normal);
    free(match);
}

int match_find(const struct match *match, struct text text, bool *normalised)
{
    int code = match_exact(match, text);
    *normalised = false;
    if (code >= 0) return code;
    struct buffer room = {0};
    text = text_normalise(text, &room);
    buffer_add(&room, "\0\0\0\0\0\0\0", 8); /* what match_key may read */
    code = match_look_up(&match->normal, room.at, text.length);
    buffer_free(&room);
    *normalised = code >= 0;
    return code;
}
