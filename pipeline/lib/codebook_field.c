#include "codebook_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const types[] = {"string", "integer", "number", "boolean", "date", NULL};
static const char *const formats[] = {"default", NULL};
static const char *const decimal_marks[] = {".", NULL};

#define AT(member) offsetof(struct field_source, member)

static const struct key field_keys[] = {
    {"name", KEY_NAME, AT(name), true, NULL},
    {"title", KEY_TEXT, AT(title), false, NULL},
    {"description", KEY_PASSED, 0, false, NULL},
    {"type", KEY_CHOICE, AT(type), false, types},
    {"format", KEY_CHOICE, AT(format), false, formats},
    {"constraints", KEY_OBJECT, AT(constraints), false, NULL},
    {"categories", KEY_LIST, AT(categories), false, NULL},
    {"categoriesOrdered", KEY_TRUTH, AT(ordered), false, NULL},
    {"enumLabels", KEY_OBJECT, AT(enum_labels), false, NULL},
    {"missingValues", KEY_LIST, AT(missing), false, NULL},
    {"trueValues", KEY_LIST, AT(true_values), false, NULL},
    {"falseValues", KEY_LIST, AT(false_values), false, NULL},
    {"decimalChar", KEY_CHOICE, AT(decimal_mark), false, decimal_marks},
    {"groupChar", KEY_REFUSED, 0, false, NULL},
    {"bareNumber", KEY_REFUSED, 0, false, NULL},
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
    {"pattern", KEY_UNCHECKED, 0, false, NULL},
    {"exclusiveMinimum", KEY_UNCHECKED, 0, false, NULL},
    {"exclusiveMaximum", KEY_UNCHECKED, 0, false, NULL},
    {"jsonSchema", KEY_UNCHECKED, 0, false, NULL},
    {0}};
const struct key_table codebook_field_constraints_table = {
    "constraints", "the constraints of a field", constraint_keys, true, {&codebook_field_table, &codebook_field_spwell_table}};

static const struct key spwell_keys[] = {
    {"section", KEY_NAME, AT(section), false, NULL},
    {"aliases", KEY_LIST, AT(aliases), false, NULL},
    {"scores", KEY_OBJECT, AT(scores), false, NULL},
    {"phrases", KEY_OBJECT, AT(phrases), false, NULL},
    {"drop", KEY_TRUTH, AT(drop), false, NULL},
    {"free_text", KEY_TRUTH, AT(free_text), false, NULL},
    {"sensitive", KEY_TRUTH, AT(sensitive), false, NULL},
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
    if (source->free_text && (closed || source->type != TYPE_STRING))
        codebook_mistake(reader, at_value(source->spwell), "only a string without categories can be free text", "this field is not free text");
    if ((source->true_values || source->false_values) && source->type != TYPE_BOOLEAN)
        codebook_mistake(reader, at_value(source->true_values ? source->true_values : source->false_values), "make the field a boolean, or list its categories",
                         "only a boolean has trueValues and falseValues");
    switch (source->type) {
    case TYPE_BOOLEAN:
        if (closed) codebook_mistake(reader, at_value(list), "make it a string, or use trueValues and falseValues", "a boolean has no categories of its own");
        return FIELD_CATEGORY;
    case TYPE_INTEGER: return closed ? FIELD_CATEGORY : FIELD_INTEGER;
    case TYPE_STRING: return closed ? FIELD_CATEGORY : source->free_text ? FIELD_TEXT : FIELD_TERM;
    default:
        if (closed)
            codebook_mistake(reader, at_value(list), "only strings and integers can have categories", "a field of type %s cannot be a closed list",
                             types[source->type]);
        return source->type == TYPE_DATE ? FIELD_DATE : FIELD_NUMBER;
    }
}

/* One end of the range, as the type writes it. */
static double limit(struct reader *reader, const struct json *value, enum field_type type, double open)
{
    if (!value) return open;
    if (type == FIELD_DATE) {
        int64_t days;
        if (value->kind == JSON_KIND_TEXT && text_date(text_of(value->text), &days)) return (double)days;
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

static void read_range(struct reader *reader, const struct field_source *source, struct field *field)
{
    field->minimum = limit(reader, source->minimum, field->type, -INFINITY);
    field->maximum = limit(reader, source->maximum, field->type, INFINITY);
    read_lengths(reader, source, field);
    if (field->minimum > field->maximum) codebook_mistake(reader, at_value(source->constraints), "exchange the two", "the minimum is greater than the maximum");
}

static void read_aliases(struct reader *reader, const struct json *list, struct field *field)
{
    if (!list) return;
    struct alias *aliases = arena_new(reader->arena, (size_t)list->count, sizeof *aliases);
    int count = 0;
    for (int i = 0; i < list->count; i++) {
        const struct json *alias = &list->children[i];
        if (!codebook_key_text(reader, alias, "aliases", false)) continue;
        if (text_trim(text_of(alias->text)).length) aliases[count++].heading = alias->text;
        else codebook_mistake(reader, at_value(alias), NULL, "an alias is empty");
    }
    field->aliases = aliases;
    field->alias_count = count;
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

static void read_one(struct reader *reader, const struct json *node, struct field_source *source, struct field *field, const struct field *defaults)
{
    *source = (struct field_source){.node = node, .type = TYPE_STRING, .maximum_length = -1};
    *field = (struct field){.name = "", .title = "", .decimal = '.', .choice_set = -1, .choice = -1};
    if (!codebook_key_read(reader, node, &codebook_field_table, source)) return;
    if (source->constraints) (void)codebook_key_read(reader, source->constraints, &codebook_field_constraints_table, source);
    if (source->spwell) (void)codebook_key_read(reader, source->spwell, &codebook_field_spwell_table, source);
    if (source->name) {
        check_name(reader, source->name);
        field->name = source->name->text;
    }
    field->title = source->title && *source->title ? source->title : field->name;
    field->type = type_of(reader, source);
    field->required = source->required;
    field->drop = source->drop;
    field->ordered = source->ordered;
    field->sensitive = source->sensitive;
    field->section = source->section ? codebook_name_section(reader, source->section, source->section) : NULL;
    read_range(reader, source, field);
    read_aliases(reader, source->aliases, field);
    codebook_category_read(reader, source, field);
    read_missing(reader, source, field, defaults);
}

/* Names and aliases are the headings by which columns are found: no two fields may claim one. */
static void check_headings(struct reader *reader)
{
    const struct codebook *book = reader->book;
    size_t count = 0;
    for (int f = 0; f < book->field_count; f++) {
        const struct json *aliases = reader->field_sources[f].aliases;
        count += 1 + (aliases ? (size_t)aliases->count : 0);
    }
    struct spelling *list = memory_new(count, sizeof *list);
    count = 0;
    for (int f = 0; f < book->field_count; f++) {
        const struct field_source *source = &reader->field_sources[f];
        if (source->name) list[count++] = codebook_name_spelling(reader, source->name->text, source->name, f);
        for (int a = 0; source->aliases && a < source->aliases->count; a++) {
            const struct json *alias = &source->aliases->children[a];
            if (alias->kind == JSON_KIND_TEXT) list[count++] = codebook_name_spelling(reader, alias->text, alias, f);
        }
    }
    codebook_name_distinct(reader, list, count, "heading");
    free(list);
}

void codebook_field_read(struct reader *reader, const struct json *list, const struct json *missing)
{
    reader->fields = arena_new(reader->arena, (size_t)list->count, sizeof *reader->fields);
    reader->field_sources = arena_new(reader->arena, (size_t)list->count, sizeof *reader->field_sources);
    reader->book->fields = reader->fields;
    struct field defaults = {0};
    codebook_category_missing(reader, missing, &defaults);
    for (int f = 0; f < list->count; f++) read_one(reader, &list->children[f], &reader->field_sources[f], &reader->fields[f], &defaults);
    reader->book->field_count = list->count;
    if (list->count == 0) codebook_mistake(reader, at_value(list), NULL, "the survey has no fields");
    check_headings(reader);
}
