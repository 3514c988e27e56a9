#include "redcap_choices.h"

#include <string.h>

bool redcap_choices_next(struct text *rest, struct text *code, struct text *label)
{
    struct text choice = {NULL, 0};
    while (rest->at && rest->length && !choice.length) {
        const char *bar = memchr(rest->at, '|', rest->length);
        size_t length = bar ? (size_t)(bar - rest->at) : rest->length, passed = length + (bar != NULL);
        choice = text_trim((struct text){rest->at, length});
        *rest = (struct text){rest->at + passed, rest->length - passed};
    }
    if (!choice.length) return false;
    const char *comma = memchr(choice.at, ',', choice.length);
    size_t before = comma ? (size_t)(comma - choice.at) : choice.length;
    *code = text_trim((struct text){choice.at, before});
    *label = comma ? text_trim((struct text){comma + 1, choice.length - before - 1}) : (struct text){NULL, 0};
    return true;
}
