#include "definition.h"

#include <math.h>

#include "words.h"

static const char *const words = "disclose/measures.txt";

static void put_answers(struct buffer *out, const struct codebook *book, const struct route *route)
{
    const struct field *field = &book->fields[route->field];
    bool any = false;
    for (int c = 0; route->matches && c < field->category_count; c++) {
        if (!route->matches[c]) continue;
        buffer_format(out, "%s%s", any ? " / " : "", field->categories[c].label);
        any = true;
    }
    if (route->matches) return;
    struct buffer numbers = {0};
    bool low = isfinite(route->minimum), high = isfinite(route->maximum);
    if (low) buffer_number(&numbers, route->minimum);
    if (low && high) buffer_put(&numbers, " - ");
    if (high) buffer_number(&numbers, route->maximum);
    words_put(out, words, low && high ? "between" : low ? "at_least" : "at_most", "{numbers}", numbers.at);
    buffer_free(&numbers);
}

static bool same_route(const struct codebook *book, const struct route *a, const struct route *b)
{
    if (a->field != b->field || a->minimum != b->minimum || a->maximum != b->maximum || !a->matches != !b->matches) return false;
    for (int c = 0; a->matches && c < book->fields[a->field].category_count; c++)
        if (a->matches[c] != b->matches[c]) return false;
    return true;
}

/* The route that all of its questions share; measures of measures look through to them. */
static bool find_route(const struct codebook *book, const struct measure *measure, const struct route **route)
{
    for (int o = 0; o < measure->operand_count; o++) {
        const struct operand *operand = &measure->operands[o];
        if (operand->field < 0) {
            if (!find_route(book, &book->measures[operand->measure], route)) return false;
            continue;
        }
        const struct route *own = book->fields[operand->field].asked_if;
        if (!own || (*route && !same_route(book, *route, own))) return false;
        *route = own;
    }
    return *route != NULL;
}

void definition_put(struct buffer *out, const struct codebook *book, const struct measure *measure)
{
    const struct route *route = NULL;
    if (measure->description) buffer_put(out, measure->description);
    if (measure->bands_source) {
        if (out->length) buffer_put(out, " ");
        words_put(out, words, "bands", "{source}", measure->bands_source);
    }
    if (!find_route(book, measure, &route)) return;
    struct buffer answers = {0};
    put_answers(&answers, book, route);
    if (out->length) buffer_put(out, " ");
    words_put(out, words, "asked", "{answers}", answers.at);
    buffer_put(out, " ");
    words_put(out, words, "question", "{question}", book->fields[route->field].title);
    buffer_free(&answers);
}
