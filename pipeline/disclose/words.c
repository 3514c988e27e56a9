#include "words.h"

#include <string.h>

#include "resource.h"

static struct text find(struct text lines, const char *name)
{
    size_t length = strlen(name);
    const char *end = lines.at + lines.length;
    for (const char *at = lines.at; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        if (!stop) stop = end;
        size_t size = (size_t)(stop - at);
        if (size > length + 1 && !memcmp(at, name, length) && !memcmp(at + length, ": ", 2)) return (struct text){at + length + 2, size - length - 2};
        at = stop + 1;
    }
    return (struct text){0};
}

static void fill(struct buffer *out, struct text words, const char *slot, const char *filling)
{
    const char *gap = memmem(words.at, words.length, slot, strlen(slot));
    size_t before = gap ? (size_t)(gap - words.at) : words.length, after = gap ? before + strlen(slot) : words.length;
    buffer_add(out, words.at, before);
    if (!gap) return;
    buffer_put(out, filling);
    buffer_add(out, words.at + after, words.length - after);
}

void words_put(struct buffer *out, const char *resource_name, const char *line, const char *slot, const char *filling)
{
    struct text words = find(resource(resource_name), line);
    if (words.at) fill(out, words, slot, filling);
}

void words_fill(struct buffer *out, const char *words, const char *slot, const char *filling)
{
    fill(out, text_of(words), slot, filling);
}
