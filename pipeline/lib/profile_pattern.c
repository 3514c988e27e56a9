#include "profile_internal.h"

/* The star that was passed last is all that has to be gone back to, so the time is bounded by the product of the lengths. */
static bool match(struct text pattern, struct text text)
{
    size_t p = 0, t = 0, star = pattern.length, resume = 0;
    while (t < text.length) {
        if (p < pattern.length && pattern.at[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.length && pattern.at[p] == text.at[t]) {
            p++;
            t++;
        } else if (star < pattern.length) {
            p = star + 1;
            t = ++resume;
        } else return false;
    }
    while (p < pattern.length && pattern.at[p] == '*') p++;
    return p == pattern.length;
}

bool profile_pattern_match(const char *pattern, struct text text)
{
    struct buffer first = {0}, second = {0};
    bool result = match(text_normalise(text_of(pattern), &first), text_normalise(text, &second));
    buffer_free(&first);
    buffer_free(&second);
    return result;
}

bool profile_pattern_any(struct strings patterns, struct text text)
{
    for (int i = 0; i < patterns.count; i++)
        if (profile_pattern_match(patterns.at[i], text)) return true;
    return false;
}
