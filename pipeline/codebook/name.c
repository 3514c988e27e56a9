#include "name.h"

#include <stdlib.h>
#include <string.h>

static bool is_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* An apostrophe parts no words: "don't" is dont. */
static size_t apostrophe(struct text rest)
{
    if (rest.at[0] == '\'') return 1;
    return rest.length >= 3 && !memcmp(rest.at, "\xE2\x80\x99", 3) ? 3 : 0;
}

/* Back to the last word that is whole, unless that would cost half of it. */
static void cut(struct buffer *slug, size_t limit)
{
    if (slug->length <= limit) return;
    size_t end = limit;
    while (end > limit / 2 && slug->at[end] != '_') end--;
    slug->length = slug->at[end] == '_' ? end : limit;
    slug->at[slug->length] = 0;
}

const char *name_slug(struct arena *arena, struct text text, size_t limit)
{
    struct buffer slug = {0};
    bool between = false;
    for (size_t i = 0, passed; i < text.length; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (is_word(c)) {
            if (between && slug.length) buffer_put(&slug, "_");
            char lower = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
            buffer_add(&slug, &lower, 1);
            between = false;
        } else if ((passed = apostrophe((struct text){text.at + i, text.length - i}))) i += passed - 1;
        else between = true;
    }
    cut(&slug, limit);
    const char *made = arena_copy(arena, slug.length ? slug.at : "", slug.length);
    buffer_free(&slug);
    return made;
}

const char *name_of_field(struct arena *arena, struct text text, size_t limit, const char *otherwise)
{
    const char *slug = name_slug(arena, text, limit);
    if (!*slug) return otherwise;
    if (*slug >= 'a') return slug;
    return name_slug(arena, text_of(arena_format(arena, "q %s", slug)), limit);
}

const char *name_line(struct arena *arena, struct text text)
{
    struct buffer line = {0};
    bool space = false;
    buffer_put(&line, "");
    text = text_trim(text);
    for (size_t i = 0; i < text.length;) {
        struct text rest = {text.at + i, text.length - i};
        size_t length = 1;
        while (length < rest.length && ((unsigned char)rest.at[length] & 0xC0) == 0x80) length++;
        i += length;
        if (rest.at[0] == ' ' || text_is_unsafe(rest)) space = true;
        else {
            if (space && line.length) buffer_put(&line, " ");
            buffer_add(&line, rest.at, length);
            space = false;
        }
    }
    const char *made = arena_copy(arena, line.at, line.length);
    buffer_free(&line);
    return made;
}

const char *name_join(struct arena *arena, const char *question, const char *choice)
{
    struct text text = text_trim(text_of(question));
    bool closed = text.length && strchr(".:?!", text.at[text.length - 1]);
    return arena_format(arena, "%.*s%s %s", (int)text.length, text.at, closed ? "" : ":", choice);
}

bool name_same(const char *a, const char *b)
{
    struct buffer first = {0}, second = {0};
    bool same = text_equal(text_normalise(text_of(a), &first), text_normalise(text_of(b), &second));
    buffer_free(&first);
    buffer_free(&second);
    return same;
}

uint64_t name_hash(struct text text)
{
    uint64_t value = 14695981039346656037u;
    for (size_t i = 0; i < text.length; i++) value = (value ^ (unsigned char)text.at[i]) * 1099511628211u;
    return value;
}

/* A table with open addressing, at most half full. */
struct taken { char *normal; int owner; };
struct name_set { struct taken *at; size_t room, count; };

struct name_set *name_set_create(void)
{
    struct name_set *set = memory_new(1, sizeof *set);
    set->room = 64;
    set->at = memory_new(set->room, sizeof *set->at);
    return set;
}

void name_set_destroy(struct name_set *set)
{
    if (!set) return;
    for (size_t i = 0; i < set->room; i++) free(set->at[i].normal);
    free(set->at);
    free(set);
}

static struct taken *slot(const struct name_set *set, const char *normal)
{
    size_t i = name_hash(text_of(normal)) & (set->room - 1);
    while (set->at[i].normal && strcmp(set->at[i].normal, normal)) i = (i + 1) & (set->room - 1);
    return &set->at[i];
}

static void grow(struct name_set *set)
{
    struct name_set larger = {memory_new(set->room * 2, sizeof *set->at), set->room * 2, set->count};
    for (size_t i = 0; i < set->room; i++)
        if (set->at[i].normal) *slot(&larger, set->at[i].normal) = set->at[i];
    free(set->at);
    *set = larger;
}

void name_set_add(struct name_set *set, struct text text, int owner)
{
    struct buffer room = {0};
    struct text normal = text_normalise(text, &room);
    struct taken *taken = slot(set, normal.at);
    if (taken->normal) {
        if (taken->owner != owner) taken->owner = NAME_SEVERAL;
        buffer_free(&room);
        return;
    }
    *taken = (struct taken){room.at, owner};
    if (++set->count * 2 > set->room) grow(set);
}

int name_set_owner(const struct name_set *set, struct text text)
{
    struct buffer room = {0};
    const struct taken *taken = slot(set, text_normalise(text, &room).at);
    int owner = taken->normal ? taken->owner : NAME_FREE;
    buffer_free(&room);
    return owner;
}
