#include "redcap_logic.h"

#include <string.h>
#include <strings.h>

/* Moves past spaces, then past the word if it stands there. */
static bool take(struct text *rest, const char *word)
{
    while (rest->length && strchr(" \t\r\n", *rest->at)) rest->at++, rest->length--;
    size_t length = strlen(word);
    if (rest->length < length || strncasecmp(rest->at, word, length)) return false;
    rest->at += length;
    rest->length -= length;
    return true;
}

/* What stands before one of the signs, which is left. */
static struct text until(struct text *rest, const char *signs)
{
    struct text taken = {rest->at, 0};
    while (taken.length < rest->length && !strchr(signs, taken.at[taken.length])) taken.length++;
    rest->at += taken.length;
    rest->length -= taken.length;
    return text_trim(taken);
}

static bool take_value(struct text *rest, struct text *value)
{
    const char *quote = take(rest, "'") ? "'" : take(rest, "\"") ? "\"" : NULL;
    *value = until(rest, quote ? quote : " \t\r\n)");
    return quote ? take(rest, quote) : value->length > 0;
}

static bool take_term(struct text *rest, struct redcap_term *term)
{
    static const struct { const char *word; enum redcap_sign sign; } signs[] = {
        {"<>", REDCAP_IS_NOT}, {"!=", REDCAP_IS_NOT}, {">=", REDCAP_LEAST}, {"<=", REDCAP_MOST}, {"=", REDCAP_IS}, {">", REDCAP_ABOVE}, {"<", REDCAP_UNDER}};
    *term = (struct redcap_term){.code = {NULL, 0}};
    if (!take(rest, "[")) return false;
    term->name = until(rest, "(]");
    if (take(rest, "(")) {
        term->code = until(rest, ")");
        if (!take(rest, ")")) return false;
    }
    if (!term->name.length || !take(rest, "]")) return false;
    for (size_t s = 0; s < sizeof signs / sizeof *signs; s++) {
        if (!take(rest, signs[s].word)) continue;
        term->sign = signs[s].sign;
        return take_value(rest, &term->value);
    }
    return false;
}

size_t redcap_logic_read(struct text logic, struct redcap_term *terms, size_t room, bool *any)
{
    size_t count = 0;
    *any = false;
    while (count < room && take_term(&logic, &terms[count])) {
        count++;
        if (!text_trim(logic).length) return count;
        bool either = take(&logic, "or"), both = !either && take(&logic, "and");
        if (!(either || both) || (count > 1 && either != *any)) return 0;
        *any = either;
    }
    return 0;
}

bool redcap_logic_tag(struct text annotation, const char *tag, struct text *value)
{
    *value = (struct text){NULL, 0};
    while (annotation.length) {
        while (annotation.length && *annotation.at != '@') annotation.at++, annotation.length--;
        struct text name = until(&annotation, "= \t\r\n"), content = {NULL, 0};
        if (annotation.length && *annotation.at == '=' && take(&annotation, "=") && !take_value(&annotation, &content)) return false;
        if (!text_is(name, tag)) continue;
        *value = content;
        return true;
    }
    return false;
}
