#include "redcap_route.h"

#include <string.h>

#include "redcap_logic.h"

enum { TERM_LIMIT = 100 };

static bool is_value(const struct draft_field *field, struct text value)
{
    for (size_t c = 0; c < field->categories.count; c++)
        if (text_is(value, field->categories.at[c].value)) return true;
    for (const char *const *word = field->true_values; word && *word; word++)
        if (text_is(value, *word)) return true;
    for (const char *const *word = field->false_values; word && *word; word++)
        if (text_is(value, *word)) return true;
    return false;
}

static bool are_of_one(const struct redcap_term *terms, size_t count)
{
    for (size_t t = 1; t < count; t++)
        if (!text_equal(terms[t].name, terms[0].name) || !text_equal(terms[t].code, terms[0].code)) return false;
    return true;
}

/* One of these answers. */
static bool take_values(struct draft *draft, struct draft_field *field, const struct draft_field *earlier, const struct redcap_term *terms, size_t count, bool any)
{
    bool list = !strcmp(earlier->type, "list");
    if (list != (terms[0].code.at != NULL) || (count > 1 && !any)) return false;
    if (list && !is_value(earlier, terms[0].code)) return false;
    for (size_t t = 0; t < count; t++) {
        bool known = list ? text_is(terms[t].value, "1") || text_is(terms[t].value, "0") : is_value(earlier, terms[t].value);
        if (terms[t].sign != REDCAP_IS || !known) return false;
    }
    for (size_t t = 0; t < count; t++) draft_asked(draft, field, list ? text_is(terms[t].value, "1") ? "yes" : "no" : arena_copy(draft->arena, terms[t].value.at, terms[t].value.length));
    field->asked_of = list ? arena_format(draft->arena, "%s_%.*s", earlier->name, (int)terms[0].code.length, terms[0].code.at) : earlier->name;
    return true;
}

/* Between two numbers. That the question is answered goes without saying. */
static bool take_numbers(struct draft *draft, struct draft_field *field, const struct draft_field *earlier, const struct redcap_term *terms, size_t count, bool any)
{
    const char *least = NULL, *most = NULL;
    double value;
    if (any || terms[0].code.at) return false;
    for (size_t t = 0; t < count; t++) {
        const struct redcap_term *term = &terms[t];
        if (term->sign == REDCAP_IS_NOT && !term->value.length) continue;
        bool from = term->sign == REDCAP_LEAST || term->sign == REDCAP_IS, to = term->sign == REDCAP_MOST || term->sign == REDCAP_IS;
        if ((!from && !to) || (from && least) || (to && most) || !text_number(term->value, &value)) return false;
        struct buffer out = {0};
        buffer_number(&out, value);
        if (from) least = arena_copy(draft->arena, out.at, out.length);
        if (to) most = arena_copy(draft->arena, out.at, out.length);
        buffer_free(&out);
    }
    if (!least && !most) return false;
    field->asked_of = earlier->name;
    field->asked_least = least;
    field->asked_most = most;
    return true;
}

bool redcap_route_take(struct draft *draft, struct draft_field *field, const struct name_set *names, struct text logic)
{
    struct redcap_term terms[TERM_LIMIT];
    bool any;
    size_t count = redcap_logic_read(logic, terms, TERM_LIMIT, &any);
    int owner = count ? name_set_owner(names, terms[0].name) : NAME_FREE;
    if (owner < 0 || (size_t)owner >= draft->count || !are_of_one(terms, count)) return false;
    const struct draft_field *earlier = draft->fields[owner];
    if (earlier == field || earlier->drop || earlier == draft->identifier) return false;
    bool number = !strcmp(earlier->type, "integer") || !strcmp(earlier->type, "number");
    if (number) return take_numbers(draft, field, earlier, terms, count, any);
    return (earlier->categories.count || earlier->true_values) && take_values(draft, field, earlier, terms, count, any);
}
