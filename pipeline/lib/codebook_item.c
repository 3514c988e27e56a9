/* Items of instruments: the field that answers each, and what its answers are worth. */
#include "codebook_internal.h"

#include <math.h>
#include <string.h>

struct item { const struct json *id, *response_set, *minimum, *maximum; const char *label; bool reverse; };

static const struct key item_keys[] = {
    {"id", KEY_NAME, offsetof(struct item, id), true, NULL},
    {"label", KEY_LINE, offsetof(struct item, label), false, NULL},
    {"response_set", KEY_NAME, offsetof(struct item, response_set), false, NULL},
    {"minimum", KEY_ANY, offsetof(struct item, minimum), false, NULL},
    {"maximum", KEY_ANY, offsetof(struct item, maximum), false, NULL},
    {"reverse", KEY_TRUTH, offsetof(struct item, reverse), false, NULL},
    {0}};
const struct key_table codebook_instrument_item_table = {"item", "an item", item_keys, false, {NULL}};

/* What one item is read with. */
struct asking { const struct instrument_use *use; const struct item *item; const struct json *set, *blame; const struct field *field; const struct score_range *rescale; };

static struct score_range range_of_set(const struct json *set)
{
    struct score_range range = {INFINITY, -INFINITY};
    for (int i = 0; i < set->count; i++) {
        if (set->children[i].kind != JSON_KIND_NUMBER) continue;
        range.low = fmin(range.low, set->children[i].number);
        range.high = fmax(range.high, set->children[i].number);
    }
    return range;
}

/* Decimals are not exact in binary: 0.1 + 0.7 - 0.8 is a little below 0, 0.1 + 0.7 - 0.3 a little below 0.5. What lies next to a decimal of nine places is that decimal; thirds stay
 * what they are. `sizes` is the sum of the absolute values that went in. */
static double decimal_of(double value, double sizes)
{
    double near = nearbyint(value * 1e9) / 1e9;
    return fabs(value - near) <= 0x1p-48 * sizes ? near : value;
}

static double subtract(double first, double second) { return decimal_of(first - second, fabs(first) + fabs(second)); }
static double turn_round(struct score_range range, double number) { return decimal_of(range.low + range.high - number, fabs(range.low) + fabs(range.high) + fabs(number)); }

/* Reversed: the lowest plus the highest of the set, minus the score. Rescaled: the lowest and the highest of the set become the ends given. */
static double score(const struct asking *asking, double number, bool reverse)
{
    struct score_range range = range_of_set(asking->set);
    const struct score_range *ends = asking->rescale;
    double turned = reverse ? turn_round(range, number) : number;
    if (!ends || range.high <= range.low) return turned;
    double stretched = subtract(turned, range.low) * subtract(ends->high, ends->low) / subtract(range.high, range.low);
    return decimal_of(ends->low + stretched, fabs(ends->low) + fabs(stretched));
}

/* --- a field with categories --- */

static void score_categories(struct reader *reader, const struct asking *asking, struct operand *operand)
{
    const struct field *field = asking->field;
    const struct item *item = asking->item;
    double *scores = arena_new(reader->arena, (size_t)field->category_count, sizeof *scores);
    bool *known = arena_new(reader->arena, (size_t)field->category_count, sizeof *known);
    for (int c = 0; c < field->category_count; c++) scores[c] = NAN;
    for (int i = 0; i < asking->set->count; i++) {
        const struct json *response = &asking->set->children[i];
        int c = codebook_category_like(reader, field->categories, field->category_count, response->key);
        if (c < 0) {
            codebook_mistake(reader, at_value(asking->blame), codebook_category_hint(reader, response->key, field->categories, field->category_count),
                             "field '%s' has no category '%s', which '%s' of the instrument answers with", field->name, response->key, item->id->text);
            continue;
        }
        known[c] = true;
        if (response->kind == JSON_KIND_NUMBER) scores[c] = score(asking, response->number, item->reverse);
    }
    for (int c = 0; c < field->category_count; c++)
        if (!known[c])
            codebook_mistake(reader, at_value(asking->blame), "add it to the response set with a score, or with null when it does not count",
                             "response set '%s' has no score for '%s' of field '%s'", item->response_set->text, field->categories[c].value, field->name);
    operand->scores = scores;
    if (asking->use->coding == CODING_PRINTED)
        codebook_mistake(reader, at_value(asking->use->node), "take \"coding\" out: answers in words are scored by what they say", "'printed' is about numbers, and field '%s' has categories", field->name);
}

/* --- a number --- */

/* The numbers of the response set are the answers there are: 0 for "no answer" is none of them. */
static void score_numbers(struct reader *reader, const struct asking *asking, struct operand *operand)
{
    size_t room = (size_t)asking->set->count;
    double *legal = arena_new(reader->arena, room, sizeof *legal), *scores = arena_new(reader->arena, room, sizeof *scores);
    struct category *categories = arena_new(reader->arena, room, sizeof *categories);
    struct score_range range = range_of_set(asking->set);
    bool turned_in_print = asking->item->reverse && asking->use->coding == CODING_PRINTED;
    int count = 0;
    for (int i = 0; i < asking->set->count; i++) {
        const struct json *response = &asking->set->children[i];
        if (response->kind != JSON_KIND_NUMBER) continue;
        legal[count] = turned_in_print ? turn_round(range, response->number) : response->number;
        scores[count] = score(asking, response->number, asking->item->reverse);
        categories[count] = (struct category){.value = response->key, .label = response->key, .score = scores[count]};
        count++;
    }
    operand->legal = legal;
    operand->legal_categories = categories;
    operand->legal_count = count;
    operand->scores = scores;
}

static void read_bounds(struct reader *reader, const struct asking *asking, struct operand *operand)
{
    const struct item *item = asking->item;
    operand->bounded = item->minimum || item->maximum;
    operand->minimum = item->minimum ? codebook_key_number(reader, item->minimum, "minimum", -INFINITY) : -(double)INFINITY;
    operand->maximum = item->maximum ? codebook_key_number(reader, item->maximum, "maximum", INFINITY) : (double)INFINITY;
    operand->reverse = item->reverse && asking->use->coding != CODING_PRINTED;
    if (operand->minimum > operand->maximum) codebook_mistake(reader, at_value(item->minimum), "exchange the two", "'minimum' is greater than 'maximum'");
}

/* --- any --- */

static const struct json *find_set(struct reader *reader, const struct json *sets, const struct item *item)
{
    const struct json *set = json_member(sets, item->response_set->text);
    if (set && set->kind == JSON_KIND_OBJECT) return set;
    const char *names[64];
    size_t count = 0;
    for (int i = 0; sets && i < sets->count && count < 64; i++) names[count++] = sets->children[i].key;
    codebook_mistake(reader, at_value(item->response_set), codebook_mistake_nearest(reader, item->response_set->text, names, count, NULL),
                     "there is no response set '%s'", item->response_set->text);
    return NULL;
}

/* The field that answers an item: the one mapped to it, else the one of its name. */
static int field_of(struct reader *reader, const struct instrument_use *use, const struct item *item)
{
    const struct json *mapped = json_member(use->fields, item->id->text);
    if (mapped && mapped->kind == JSON_KIND_TEXT) return codebook_name_field(reader, mapped);
    int found = codebook_field(reader->book, item->id->text);
    if (found < 0)
        codebook_mistake(reader, at_value(use->node),
                         arena_format(reader->arena, "add the field, or name the one that asks it: \"fields\": {\"%s\": \"...\"}", item->id->text),
                         "instrument '%s' needs a field '%s'", use->name->text, item->id->text);
    return found;
}

static void read_answers(struct reader *reader, const struct asking *asking, struct operand *operand)
{
    const struct item *item = asking->item;
    const struct field *field = asking->field;
    bool number = field->type == FIELD_INTEGER || field->type == FIELD_NUMBER;
    const struct json *bound = item->minimum ? item->minimum : item->maximum;
    if (bound && item->response_set) codebook_mistake(reader, at_key(bound), NULL, "the response set says which answers there are: '%s' has no meaning beside it", bound->key);
    if (number && asking->set) score_numbers(reader, asking, operand);
    else if (number && !item->response_set) read_bounds(reader, asking, operand);
    else if (field->type == FIELD_CATEGORY && asking->set) score_categories(reader, asking, operand);
    else if (!item->response_set || field->type != FIELD_CATEGORY)
        codebook_mistake(reader, at_value(asking->blame), NULL, "field '%s' must %s to answer '%s' of the instrument", field->name,
                         item->response_set ? "have categories or be a number" : "be a number", item->id->text);
}

bool codebook_item_read(struct reader *reader, const struct instrument_use *use, const struct json *sets, const struct score_range *rescale, const struct json *node, struct operand *operand)
{
    struct item item = {0};
    if (!codebook_key_read(reader, node, &codebook_instrument_item_table, &item) || !item.id) return false;
    if (item.reverse && !item.response_set && !(item.minimum && item.maximum))
        codebook_mistake(reader, at_value(node), "name the set whose scores are turned round; for a number, its 'minimum' and 'maximum' will do", "'reverse' needs a 'response_set'");
    struct asking asking = {.use = use, .item = &item, .rescale = rescale, .set = item.response_set ? find_set(reader, sets, &item) : NULL};
    if (rescale && !item.response_set) codebook_mistake(reader, at_value(node), "name one", "'rescale' needs a response set for each item");
    if (rescale && asking.set && !(range_of_set(asking.set).low < range_of_set(asking.set).high))
        codebook_mistake(reader, at_value(item.response_set), "a set of at least two scores", "'rescale' needs a lowest and a highest score, and '%s' has one", item.response_set->text);
    *operand = (struct operand){.field = field_of(reader, use, &item), .measure = -1, .label = item.label};
    if (operand->field >= 0) {
        const struct json *mapped = json_member(use->fields, item.id->text);
        asking.field = &reader->book->fields[operand->field];
        asking.blame = mapped ? mapped : use->node;
        if (!operand->label) operand->label = asking.field->title;
        if (asking.field->drop)
            codebook_mistake(reader, at_value(asking.blame), "take \"drop\" out of the field", "field '%s' is dropped, so it cannot be scored", asking.field->name);
        read_answers(reader, &asking, operand);
    }
    reader->items = memory_grow(reader->items, reader->item_count, &reader->item_room, sizeof *reader->items);
    reader->items[reader->item_count++] = (struct instrument_item){item.id->text, *operand};
    return operand->field >= 0;
}
