#include "plain.h"

#include <string.h>

static const char *const words[] = {
    "a", "about", "above", "all", "always", "and", "at", "below", "between", "both", "don't", "dont", "female", "females", "full", "full-time", "hour", "hours", "i", "it", "know", "least", "less", "male", "males", "man",
    "maybe", "mixed", "month", "months", "more", "most", "n", "n/a", "neither", "neutral", "never", "no", "non-binary", "none", "not", "often", "once", "or", "other", "over", "part", "part-time", "per", "prefer", "rarely",
    "rather", "say", "sometimes", "sure", "than", "the", "time", "to", "twice", "under", "unsure", "up", "week", "weeks", "woman", "y", "year", "years", "yes"};

static bool is_word(struct text text)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (text_is(text, words[i])) return true;
    return false;
}

/* "25-34", "65+", "<5", "\xC2\xA320,000": digits and the signs of ranges and money, in any order. */
static bool is_number(struct text text)
{
    enum { DIGIT_LIMIT = 12, RUN_LIMIT = 6 };
    size_t digits = 0, run = 0;
    for (size_t i = 0; i < text.length; i++) {
        bool digit = text.at[i] >= '0' && text.at[i] <= '9';
        run = digit ? run + 1 : 0;
        digits += digit;
        if (run > RUN_LIMIT || (!digit && !strchr("+-<>=.,%$\xC2\xA3\xE2\x82\xAC\x80\x93\x94", text.at[i]))) return false;
    }
    return digits <= DIGIT_LIMIT;
}

bool plain_answer(struct text normal)
{
    for (size_t from = 0, i = 0; i <= normal.length; i++) {
        if (i < normal.length && !strchr(" ()/,", normal.at[i])) continue;
        struct text word = {normal.at + from, i - from};
        if (word.length && !is_word(word) && !is_number(word)) return false;
        from = i + 1;
    }
    return true;
}
