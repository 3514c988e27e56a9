#include "sentence.h"
#include <assert.h>
#include <stdarg.h>
#include <string.h>

static struct text find(struct text patterns, const char *name)
{
    size_t length = strlen(name);
    const char *end = patterns.at + patterns.length;
    for (const char *line = patterns.at; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        if (!stop) stop = end;
        size_t size = (size_t)(stop - line);
        if (size > length && line[length] == ':' && !memcmp(line, name, length)) return text_trim((struct text){line + length + 1, size - length - 1});
        line = stop + 1;
    }
    return (struct text){0};
}

static const char *filling(struct text slot, va_list pairs)
{
    for (const char *key; (key = va_arg(pairs, const char *));) {
        const char *words = va_arg(pairs, const char *);
        if (text_is(slot, key)) return words;
    }
    return NULL;
}

const char *sentence_of(struct arena *arena, struct text patterns, const char *name, ...)
{
    struct buffer out = {0};
    struct text pattern = find(patterns, name);
    assert(pattern.length > 0 && "a sentence that sentences.txt does not have");
    for (size_t i = 0; i < pattern.length; i++) {
        const char *close = pattern.at[i] == '{' ? memchr(pattern.at + i, '}', pattern.length - i) : NULL;
        if (!close) {
            buffer_add(&out, pattern.at + i, 1);
            continue;
        }
        va_list pairs;
        va_start(pairs, name);
        const char *words = filling((struct text){pattern.at + i + 1, (size_t)(close - pattern.at) - i - 1}, pairs);
        va_end(pairs);
        assert(words && "a slot that the caller does not fill");
        buffer_put(&out, words);
        i = (size_t)(close - pattern.at);
    }
    const char *result = arena_copy(arena, out.at ? out.at : "", out.length);
    buffer_free(&out);
    return result;
}
