/* 1 words   2 numbers   3 answers */
#include "plain.h"

#include <string.h>

/* 1 words */

static const char *const phrases[] = {
    "always", "both", "don't know", "dont know", "do not know", "female", "full time", "full-time", "i don't know", "i prefer not to say", "male", "man", "maybe", "mixed", "n", "n/a", "neither", "neutral", "never", "no",
    "non-binary", "none", "none of these", "not applicable", "not at all", "not sure", "often", "once", "other", "part time", "part-time", "prefer not to say", "rarely", "rather not say", "sometimes", "twice", "unsure", "woman",
    "y", "yes"};
static const char *const words[] = {"a", "about", "above", "age", "aged", "and", "at", "below", "between", "day", "days", "each", "hour", "hours", "least", "less", "month", "months", "more", "most", "or", "over", "per", "than",
                                    "the", "to", "under", "up", "week", "weeks", "year", "years"};

static bool is_in(const char *const *list, size_t count, struct text text)
{
    for (size_t i = 0; i < count; i++)
        if (text_is(text, list[i])) return true;
    return false;
}

/* 2 numbers */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* The digits from `from` on, and those after a comma where three follow, as in 20,000, or after a point, as in 37.5. Returns its end. */
static size_t end_of_number(struct text text, size_t from)
{
    size_t i = from;
    while (i < text.length && is_digit(text.at[i])) i++;
    while (i + 3 < text.length && text.at[i] == ',' && is_digit(text.at[i + 1]) && is_digit(text.at[i + 2]) && is_digit(text.at[i + 3]) && (i + 4 == text.length || !is_digit(text.at[i + 4]))) i += 4;
    if (i + 1 < text.length && text.at[i] == '.' && is_digit(text.at[i + 1]) && (i + 2 == text.length || !is_digit(text.at[i + 2]))) i += 2;
    return i;
}

/* At most two numbers of at most six digits, the second above the first, and neither written as a telephone's is. */
static bool has_plain_numbers(struct text text)
{
    double before = -1;
    int count = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!is_digit(text.at[i])) continue;
        size_t end = end_of_number(text, i), digits = 0;
        double value = 0;
        for (size_t d = i; d < end && text.at[d] != '.'; d++)
            if (is_digit(text.at[d])) value = value * 10 + (text.at[d] - '0'), digits++;
        if (digits > 6 || (digits > 1 && text.at[i] == '0') || ++count > 2 || value <= before) return false;
        before = value;
        i = end - 1;
    }
    return true;
}

bool plain_has_long_number(struct text normal)
{
    enum { LONG = 8 };
    for (size_t from = 0; from < normal.length;) {
        size_t end = from, digits = 0;
        for (; end < normal.length && !is_letter(normal.at[end]); end++) digits += is_digit(normal.at[end]);
        if (digits > LONG && !has_plain_numbers((struct text){normal.at + from, end - from})) return true;
        from = end + 1;
    }
    return false;
}

/* 3 answers */

static bool is_of_numbers(struct text word)
{
    for (size_t i = 0; i < word.length; i++)
        if (!is_digit(word.at[i]) && !strchr("+-<>=.,%$\xC2\xA3\xE2\x82\xAC\x80\x93\x94", word.at[i])) return false;
    return true;
}

bool plain_answer(struct text normal)
{
    bool digits = false;
    if (is_in(phrases, sizeof phrases / sizeof *phrases, normal)) return true;
    for (size_t from = 0, i = 0; i <= normal.length; i++) {
        digits |= i < normal.length && is_digit(normal.at[i]);
        if (i < normal.length && !strchr(" ()", normal.at[i])) continue;
        struct text word = {normal.at + from, i - from};
        if (word.length && !is_of_numbers(word) && !is_in(words, sizeof words / sizeof *words, word)) return false;
        from = i + 1;
    }
    return digits && has_plain_numbers(normal);
}
