/* A JSON Schema and tables of keys say the same: names, kinds, what is required, choices, what is open. Include it after codebook_internal.h and cmocka.h.
 *
 *     schema_compare(json_member(definitions, table->name), definitions, table);      fails the test where they differ
 */
#ifndef SPWELL_TEST_SCHEMA_H
#define SPWELL_TEST_SCHEMA_H

static inline const struct json *schema_follow(const struct json *property, const struct json *definitions)
{
    const struct json *reference = json_member(property, "$ref");
    return reference ? json_member(definitions, reference->text + strlen("#/$defs/")) : property;
}

static inline bool schema_has_type(const struct json *property, const char *wanted)
{
    const struct json *type = json_member(property, "type");
    return type && type->text && strcmp(type->text, wanted) == 0;
}

static inline bool schema_same_choices(const struct json *property, const char *const *choices)
{
    const struct json *list = json_member(property, "enum");
    int count = 0;
    while (choices[count]) count++;
    if (!list || list->count != count) return false;
    for (int i = 0; i < count; i++)
        if (strcmp(list->children[i].text, choices[i])) return false;
    return true;
}

static inline bool schema_same_kind(const struct key *key, const struct json *property, const struct json *definitions)
{
    const struct json *meant = schema_follow(property, definitions);
    switch (key->kind) {
    case KEY_LINE:
    case KEY_NAME:
    case KEY_TEXT: return schema_has_type(meant, "string");
    case KEY_TRUTH: return schema_has_type(meant, "boolean");
    case KEY_WHOLE: return schema_has_type(meant, "integer");
    case KEY_CHOICE: return schema_same_choices(meant, key->choices);
    case KEY_LIST: return schema_has_type(meant, "array");
    case KEY_OBJECT: return schema_has_type(meant, "object");
    case KEY_ANY: return meant->kind == JSON_KIND_OBJECT;
    case KEY_PASSED:
    case KEY_UNCHECKED: return property->kind == JSON_KIND_TRUTH && property->truth;
    case KEY_REFUSED: return property->kind == JSON_KIND_TRUTH && !property->truth;
    }
    return false;
}

static inline bool schema_is_required(const struct json *object, const char *name)
{
    const struct json *required = json_member(object, "required");
    for (int i = 0; required && i < required->count; i++)
        if (strcmp(required->children[i].text, name) == 0) return true;
    return false;
}

static inline void schema_compare(const struct json *object, const struct json *definitions, const struct key_table *table)
{
    const struct json *properties = json_member(object, "properties"), *open = json_member(object, "additionalProperties");
    if (!properties || !open) fail_msg("the schema has no '%s'", table->name);
    if (open->truth != table->open) fail_msg("'%s' is open in one of the two", table->name);
    int count = 0;
    for (const struct key *key = table->keys; key->name; key++, count++) {
        const struct json *property = json_member(properties, key->name);
        if (!property) fail_msg("the schema's '%s' lacks '%s'", table->name, key->name);
        if (!schema_same_kind(key, property, definitions)) fail_msg("'%s' of '%s' is of another kind in the schema", key->name, table->name);
        if (schema_is_required(object, key->name) != key->required) fail_msg("'%s' of '%s' is required in one of the two", key->name, table->name);
    }
    if (properties->count != count) fail_msg("the schema's '%s' has keys that the reader does not know", table->name);
}

#endif
