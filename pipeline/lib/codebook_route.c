/* Routing: a question that is asked only of those who gave certain answers to an earlier one. */
#include "codebook_internal.h"

#include <math.h>

struct route_source { const struct json *field, *values, *minimum, *maximum; };

static const struct key route_keys[] = {
    {"field", KEY_NAME, offsetof(struct route_source, field), true, NULL},
    {"values", KEY_LIST, offsetof(struct route_source, values), false, NULL},
    {"minimum", KEY_ANY, offsetof(struct route_source, minimum), false, NULL},
    {"maximum", KEY_ANY, offsetof(struct route_source, maximum), false, NULL},
    {0}};
const struct key_table codebook_route_table = {"route", "'asked_if'", route_keys, false, {NULL}};

static void read_values(struct reader *reader, const struct route_source *source, const struct json *node, const struct field *earlier, struct route *route)
{
    bool *matches = arena_new(reader->arena, (size_t)earlier->category_count, sizeof *matches);
    const struct json *range = source->minimum ? source->minimum : source->maximum;
    route->matches = matches;
    if (range) codebook_mistake(reader, at_key(range), "use \"values\"", "'%s' is for numbers, and '%s' has categories", range->key, earlier->name);
    if (!source->values || source->values->count == 0)
        codebook_mistake(reader, at_value(source->values ? source->values : node), "as in \"values\": [\"yes\"]", "'values' must say which answers to '%s' lead to this question", earlier->name);
    for (int v = 0; source->values && v < source->values->count; v++) {
        int c = codebook_category_name(reader, &source->values->children[v], earlier->categories, earlier->category_count, earlier->name);
        if (c >= 0) matches[c] = true;
    }
}

static void read_range(struct reader *reader, const struct route_source *source, const struct json *node, const struct field *earlier, struct route *route)
{
    if (source->values) codebook_mistake(reader, at_key(source->values), "use \"minimum\" and \"maximum\"", "'values' is for categories, and '%s' is a number", earlier->name);
    if (!source->minimum && !source->maximum) codebook_mistake(reader, at_value(node), NULL, "a condition on a number needs 'minimum', 'maximum' or both");
    if (source->minimum) route->minimum = codebook_key_number(reader, source->minimum, "minimum", -INFINITY);
    if (source->maximum) route->maximum = codebook_key_number(reader, source->maximum, "maximum", INFINITY);
    if (route->minimum > route->maximum) codebook_mistake(reader, at_value(source->minimum), "exchange the two", "'minimum' is greater than 'maximum'");
}

const struct route *codebook_route_read(struct reader *reader, const struct json *node, int field)
{
    struct route_source source = {0};
    if (!codebook_key_read(reader, node, &codebook_route_table, &source) || !source.field) return NULL;
    int earlier = codebook_name_field(reader, source.field);
    if (earlier < 0) return NULL;
    const struct field *question = &reader->book->fields[earlier];
    struct route *route = arena_new(reader->arena, 1, sizeof *route);
    *route = (struct route){.field = earlier, .minimum = -INFINITY, .maximum = INFINITY};
    if (earlier >= field) codebook_mistake(reader, at_value(source.field), "move it up: the fields stand in the order in which they are asked", "'%s' is not asked before this question", question->name);
    if (question->drop) codebook_mistake(reader, at_value(source.field), "take \"drop\" out of the field", "field '%s' is dropped, so nothing can depend on it", question->name);
    if (question->type == FIELD_CATEGORY) read_values(reader, &source, node, question, route);
    else if (question->type == FIELD_INTEGER || question->type == FIELD_NUMBER) read_range(reader, &source, node, question, route);
    else codebook_mistake(reader, at_value(source.field), "a question with categories, or a number", "nothing can be made to depend on field '%s'", question->name);
    if (reader->book->fields[field].required)
        codebook_mistake(reader, at_value(node), "take \"required\" out: not everybody is asked", "field '%s' is required, and not everybody is asked", reader->book->fields[field].name);
    return route;
}
