#include "page.h"
#include <string.h>
#include "number.h"
#include "text.h"

static const char *keep(const struct page *page, struct buffer *words)
{
    const char *kept = arena_copy(page->release->arena, words->at ? words->at : "", words->length);
    buffer_free(words);
    return kept;
}

const char *page_say(const struct page *page, const struct facts *facts, const char *form)
{
    struct buffer words = {0};
    sentence_facts(page->patterns, facts, form, &words);
    return keep(page, &words);
}

const char *page_rest(const struct page *page, const struct facts *facts)
{
    struct buffer words = {0};
    sentence_rest(page->patterns, facts, &words);
    return keep(page, &words);
}

const char *page_level(const struct page *page, const struct facts *facts, const char *form)
{
    struct buffer words = {0};
    sentence_of_level(page->patterns, facts, form, &words);
    return keep(page, &words);
}

const char *page_named(const struct page *page, const char *name, const struct facts *facts)
{
    struct buffer words = {0};
    sentence_named(page->patterns, name, facts, &words);
    return keep(page, &words);
}

const char *page_fill(const struct page *page, const char *name, const struct slot *slots, size_t count)
{
    struct buffer words = {0};
    sentence_fill(page->patterns, name, slots, count, &words);
    return keep(page, &words);
}

const char *page_number(const struct page *page, double value, int decimals)
{
    struct buffer words = {0};
    number_plain(&words, value, decimals);
    return keep(page, &words);
}

const char *page_count(const struct page *page, long count)
{
    struct buffer words = {0};
    number_count(&words, count);
    return keep(page, &words);
}
