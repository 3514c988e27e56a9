#include "codebook_internal.h"

#include <math.h>
#include <string.h>

#include "answer.h"

const char *const codebook_field_types[] = {"string", "integer", "number", "boolean", "date", "datetime", "time", "year", "yearmonth", "list", "any", "duration", "geopoint", "geojson", "object", "array", NULL};
static const char *const decimal_marks[] = {".", ",", NULL};
static const char *const none_ticked[] = {"missing", "no", NULL};

#define AT(member) offsetof(struct field_source, member)

static const struct key field_keys[] = {
    {"name", KEY_NAME, AT(name), true, NULL},
    {"title", KEY_TEXT, AT(title), false, NULL},
    {"description", KEY_TEXT, AT(description), false, NULL},
    {"type", KEY_CHOICE, AT(type), false, codebook_field_types},
    {"format", KEY_NAME, AT(format), false, NULL},
    {"constraints", KEY_OBJECT, AT(constraints), false, NULL},
    {"categories", KEY_LIST, AT(categories), false, NULL},
    {"categoriesOrdered", KEY_TRUTH, AT(ordered), false, NULL},
    {"enumLabels", KEY_OBJECT, AT(enum_labels), false, NULL},
    {"missingValues", KEY_LIST, AT(missing), false, NULL},
    {"trueValues", KEY_LIST, AT(true_values), false, NULL},
    {"falseValues", KEY_LIST, AT(false_values), false, NULL},
    {"decimalChar", KEY_CHOICE, AT(decimal_mark), false, decimal_marks},
    {"groupChar", KEY_ANY, AT(group), false, NULL},
    {"bareNumber", KEY_ANY, AT(bare), false, NULL},
    {"delimiter", KEY_ANY, AT(delimiter), false, NULL},
    {"itemType", KEY_PASSED, 0, false, NULL},
    {"example", KEY_PASSED, 0, false, NULL},
    {"examples", KEY_PASSED, 0, false, NULL},
    {"rdfType", KEY_PASSED, 0, false, NULL},
    {"spwell", KEY_OBJECT, AT(spwell), false, NULL},
    {0}};
const struct key_table codebook_field_table = {"field", "a field", field_keys, true, {&codebook_field_spwell_table, &codebook_field_constraints_table}};

static const struct key constraint_keys[] = {
    {"required", KEY_TRUTH, AT(required), false, NULL},
    {"minimum", KEY_ANY, AT(minimum), false, NULL},
    {"maximum", KEY_ANY, AT(maximum), false, NULL},
    {"minLength", KEY_WHOLE, AT(minimum_length), false, NULL},
    {"maxLength", KEY_WHOLE, AT(maximum_length), false, NULL},
    {"enum", KEY_LIST, AT(enumeration), false, NULL},
    {"unique", KEY_UNCHECKED, 0, false, NULL},
    {"pattern", KEY_ANY, AT(pattern), false, NULL},
    {"exclusiveMinimum", KEY_ANY, AT(exclusive_minimum), false, NULL},
    {"exclusiveMaximum", KEY_ANY, AT(exclusive_maximum), false, NULL},
    {"jsonSchema", KEY_UNCHECKED, 0, false, NULL},
    {0}};
const struct key_table codebook_field_constraints_table = {
    "constraints", "the constraints of a field", constraint_keys, true, {&codebook_field_table, &codebook_field_spwell_table}};

static const struct key spwell_keys[] = {
    {"section", KEY_NAME, AT(section), false, NULL},
    {"label", KEY_LINE, AT(label), false, NULL},
    {"aliases", KEY_LIST, AT(aliases), false, NULL},
    {"scores", KEY_OBJECT, AT(scores), false, NULL},
    {"phrases", KEY_OBJECT, AT(phrases), false, NULL},
    {"drop", KEY_TRUTH, AT(drop), false, NULL},
    {"free_text", KEY_TRUTH, AT(free_text), false, NULL},
    {"sensitive", KEY_TRUTH, AT(sensitive), false, NULL},
    {"personal", KEY_ANY, AT(personal), false, NULL},
    {"future", KEY_ANY, AT(future), false, NULL},
    {"none_ticked", KEY_CHOICE, AT(none_ticked), false, none_ticked},
    {"other", KEY_ANY, AT(other), false, NULL},
    {"asked_if", KEY_OBJECT, AT(asked_if), false, NULL},
    {0}};
const struct key_table codebook_field_spwell_table = {
    "field_spwell", "the spwell block of a field", spwell_keys, false, {&codebook_field_table, &codebook_field_constraints_table}};

static void check_name(struct reader *reader, const struct json *name)
{
    size_t characters = 0;
    for (const char *at = name->text; *at; at++) characters += ((unsigned char)*at & 0xC0) != 0x80;
    if (characters > CODEBOOK_NAME_LIMIT)
        codebook_mistake(reader, at_value(name), "give a short name and put the heading into \"aliases\" of its spwell block",
                         "the name of this field has %zu characters; 64 is the most", characters);
    if (strchr(name->text, '*'))
        codebook_mistake(reader, at_value(name), "the star joins the names of two groups; put such a heading into \"aliases\" of the spwell block",
                         "the name '%s' has a star", name->text);
}

static enum field_type type_of(struct reader *reader, const struct field_source *source)
{
    bool closed = source->categories || source->enumeration;
    const struct json *list = source->categories ? source->categories : source->enumeration;
    if (source->free_text && (closed || (source->type != TYPE_STRING && source->type != TYPE_ANY)))
        codebook_mistake(reader, at_value(source->spwell), "only a string without categories can be free text", "this field is not free text");
    if ((source->true_values || source->false_values) && source->type != TYPE_BOOLEAN)
        codebook_mistake(reader, at_value(source->true_values ? source->true_values : source->false_values), "make the field a boolean, or list its categories",
                         "only a boolean has trueValues and falseValues");
    switch (source->type) {
    case TYPE_BOOLEAN:
        if (closed) codebook_mistake(reader, at_value(list), "make it a string, or use trueValues and falseValues", "a boolean has no categories of its own");
        return FIELD_CATEGORY;
    case TYPE_INTEGER: return closed ? FIELD_CATEGORY : FIELD_INTEGER;
    case TYPE_ANY:
    case TYPE_STRING: return closed ? FIELD_CATEGORY : source->free_text ? FIELD_TEXT : FIELD_TERM;
    case TYPE_LIST: return FIELD_CATEGORY;
    default: break;
    }
    const char *type = codebook_field_types[source->type];
    if (closed) codebook_mistake(reader, at_value(list), "only strings and integers can have categories", "a field of type %s cannot be a closed list", type);
    if (source->type >= TYPE_UNREADABLE && !source->drop)
        codebook_mistake(reader, at_value(json_member(source->node, "type")), "leave it out of the answers: \"spwell\": {\"drop\": true}", "answers of type %s are not read", type);
    return source->type == TYPE_NUMBER ? FIELD_NUMBER : source->type == TYPE_YEAR ? FIELD_INTEGER : source->type >= TYPE_UNREADABLE ? FIELD_TEXT : FIELD_DATE;
}

/* One end of the range, as the type writes it. */
static double limit(struct reader *reader, const struct json *value, enum field_type type, double open)
{
    if (!value) return open;
    if (type == FIELD_DATE) {
        double days;
        if (value->kind == JSON_KIND_TEXT && answer_date(text_of(value->text), NULL, &days)) return days;
        codebook_mistake(reader, at_value(value), "write it as \"2026-07-01\"", "'%s' of a date must be a date", value->key);
        return open;
    }
    if (type != FIELD_INTEGER && type != FIELD_NUMBER) {
        codebook_mistake(reader, at_key(value), type == FIELD_CATEGORY ? "the categories say it all" : "use minLength and maxLength",
                         "'%s' has no meaning for this field", value->key);
        return open;
    }
    double number = codebook_key_number(reader, value, value->key, NAN);
    if (type == FIELD_INTEGER && value->kind == JSON_KIND_NUMBER && !value->whole)
        codebook_mistake(reader, at_value(value), NULL, "'%s' of an integer must be a whole number", value->key);
    return isnan(number) ? open : number;
}

static void read_lengths(struct reader *reader, const struct field_source *source, struct field *field)
{
    const struct json *minimum = json_member(source->constraints, "minLength"), *maximum = json_member(source->constraints, "maxLength");
    bool written = field->type == FIELD_TERM || field->type == FIELD_TEXT;
    if (!written && (minimum || maximum)) {
        const struct json *wrong = minimum ? minimum : maximum;
        codebook_mistake(reader, at_key(wrong), NULL, "'%s' has no meaning for this field", wrong->key);
    }
    if (!written) return;
    field->minimum = source->minimum_length;
    if (field->type == FIELD_TERM) field->maximum = CODEBOOK_NAME_LIMIT;
    if (source->maximum_length >= 0) field->maximum = source->maximum_length;
    if (source->minimum_length < 0) codebook_mistake(reader, at_value(minimum), NULL, "'minLength' cannot be negative");
    if (maximum && maximum->kind == JSON_KIND_NUMBER && maximum->number < 1)
        codebook_mistake(reader, at_value(maximum), NULL, "'maxLength' must be at least 1");
    if (field->type == FIELD_TERM && field->maximum > CODEBOOK_NAME_LIMIT)
        codebook_mistake(reader, at_value(maximum), "for comments set \"free_text\": true in its spwell block",
                         "the names of an open list have at most 64 characters");
}

/* The tighter of a limit and an exclusive one; *exclusive says that it is the latter. */
static double tighter(struct reader *reader, const struct json *value, const struct json *exclusive_value, enum field_type type, double open, bool *exclusive)
{
    double with = limit(reader, value, type, open), without = limit(reader, exclusive_value, type, open);
    *exclusive = exclusive_value && (open < 0 ? without >= with : without <= with);
    return *exclusive ? without : with;
}

static void read_range(struct reader *reader, const struct field_source *source, struct field *field)
{
    field->minimum = tighter(reader, source->minimum, source->exclusive_minimum, field->type, -INFINITY, &field->exclusive_minimum);
    field->maximum = tighter(reader, source->maximum, source->exclusive_maximum, field->type, INFINITY, &field->exclusive_maximum);
    read_lengths(reader, source, field);
    if (field->minimum > field->maximum) codebook_mistake(reader, at_value(source->constraints), "exchange the two", "the minimum is greater than the maximum");
}

static void read_personal(struct reader *reader, const struct field_source *source, struct field *field)
{
    if (!source->personal) return;
    if (source->personal->kind == JSON_KIND_TRUTH) field->personal = source->personal->truth ? PERSONAL_YES : PERSONAL_NO;
    else codebook_mistake(reader, at_value(source->personal), NULL, "'personal' must be true or false");
}

static void check_list_keys(struct reader *reader, const struct field_source *source)
{
    const struct json *spwell = source->spwell, *needless = source->delimiter ? source->delimiter : source->other ? source->other : json_member(spwell, "none_ticked");
    if (source->type != TYPE_LIST && needless) codebook_mistake(reader, at_key(needless), "\"type\": \"list\"", "'%s' is for a list", needless->key);
}

/* A field's own list takes the place of the survey's. */
static void read_missing(struct reader *reader, const struct field_source *source, struct field *field, const struct field *defaults)
{
    field->missing = defaults->missing;
    field->missing_count = defaults->missing_count;
    if (source->missing) codebook_category_missing(reader, source->missing, field);
    for (int m = 1; m < field->missing_count; m++)
        if (codebook_category_find(field->categories, field->category_count, field->missing[m].value) >= 0)
            codebook_mistake(reader, at_value(source->missing ? source->missing : source->node), "keep it in one of the two",
                             "'%s' is both a category of '%s' and a missing value", field->missing[m].value, field->name);
}

/* Everything but its categories. */
static bool read_one(struct reader *reader, const struct json *node, struct field_source *source, struct field *field)
{
    *source = (struct field_source){.node = node, .type = TYPE_STRING, .maximum_length = -1};
    *field = (struct field){.name = "", .title = "", .description = "", .declared = "string", .decimal = '.', .choice_set = -1, .choice = -1};
    if (!codebook_key_read(reader, node, &codebook_field_table, source)) return false;
    if (source->constraints) (void)codebook_key_read(reader, source->constraints, &codebook_field_constraints_table, source);
    if (source->spwell) (void)codebook_key_read(reader, source->spwell, &codebook_field_spwell_table, source);
    if (source->name) {
        check_name(reader, source->name);
        field->name = source->name->text;
    }
    field->title = source->title && *source->title ? source->title : field->name;
    if (source->description) field->description = source->description;
    field->declared = codebook_field_types[source->type < 0 ? TYPE_STRING : source->type];
    field->label = source->label ? source->label : codebook_name_human(reader, field->name);
    field->type = type_of(reader, source);
    field->required = source->required;
    field->drop = source->drop;
    field->ordered = source->ordered;
    field->sensitive = source->sensitive;
    field->section = source->section ? codebook_name_section(reader, source->section, source->section) : NULL;
    read_range(reader, source, field);
    read_personal(reader, source, field);
    check_list_keys(reader, source);
    field->alias_count = codebook_alias_read(reader, source->aliases, &field->aliases);
    codebook_format_read(reader, source, field);
    return true;
}

/* Returns how many fields the node becomes: one, or as many as a multi-select has choices. */
static int read_node(struct reader *reader, const struct json *node, int first, const struct field *defaults)
{
    static const bool both[] = {true, true}; /* yes and no count as 1 and 0 */
    struct codebook *book = reader->book;
    struct field_source *source = &reader->field_sources[first];
    struct field *field = &reader->fields[first];
    if (!read_one(reader, node, source, field)) return 1;
    if (source->type != TYPE_LIST || field->drop) {
        if (source->type != TYPE_LIST) codebook_category_read(reader, source, field);
        read_missing(reader, source, field, defaults);
        return 1;
    }
    struct field like = *field;
    struct field_source shared = *source;
    read_missing(reader, source, &like, defaults);
    like.choice_set = book->choice_set_count;
    struct choice_set *set = &reader->choice_sets[book->choice_set_count];
    int count = codebook_choices_read(reader, &shared, &like, field, set);
    if (!set->count) return 1;
    set->first = first;
    for (int c = 0; c < count; c++) {
        reader->field_sources[first + c] = shared;
        reader->field_sources[first + c].scored = both;
    }
    book->choice_set_count++;
    return count;
}

/* Once all fields are known. The choices of a list share its condition. */
static void read_routes(struct reader *reader)
{
    for (int f = 0; f < reader->book->field_count; f++) {
        struct field *field = &reader->fields[f];
        const struct json *node = reader->field_sources[f].asked_if;
        if (field->choice > 0) field->asked_if = reader->fields[f - field->choice].asked_if;
        else if (node) field->asked_if = codebook_route_read(reader, node, f);
        if (node && field->choice == 0 && reader->book->choice_sets[field->choice_set].required)
            codebook_mistake(reader, at_value(node), "take \"required\" out: not everybody is asked", "list '%s' is required, and not everybody is asked", reader->book->choice_sets[field->choice_set].name);
    }
}

void codebook_field_read(struct reader *reader, const struct json *list, const struct json *missing)
{
    size_t room = 0;
    for (int n = 0; n < list->count; n++) room += (size_t)codebook_choices_count(&list->children[n]);
    reader->fields = arena_new(reader->arena, room, sizeof *reader->fields);
    reader->field_sources = arena_new(reader->arena, room, sizeof *reader->field_sources);
    reader->choice_sets = arena_new(reader->arena, (size_t)list->count, sizeof *reader->choice_sets);
    reader->book->fields = reader->fields;
    reader->book->choice_sets = reader->choice_sets;
    struct field defaults = {0};
    int count = 0;
    codebook_category_missing(reader, missing, &defaults);
    for (int n = 0; n < list->count; n++) count += read_node(reader, &list->children[n], count, &defaults);
    reader->book->field_count = count;
    if (list->count == 0) codebook_mistake(reader, at_value(list), NULL, "the survey has no fields");
    if (count > CODEBOOK_LIST_LIMIT) codebook_mistake(reader, at_value(list), NULL, "%d fields, each choice of a list counted; %d is the most", count, CODEBOOK_LIST_LIMIT);
    codebook_alias_check(reader);
    read_routes(reader);
}
