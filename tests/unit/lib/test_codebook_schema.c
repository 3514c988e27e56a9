/* codebook.schema.json and the reader's tables of keys say the same: names, kinds, what is required, choices, what is open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "../../../pipeline/lib/codebook_internal.h"
#include "file.h"
#include "resource.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

__attribute__((weak)) const struct resource resource_table[] = {{0}};

static struct arena *arena;
static const struct json *schema, *definitions;

static int read_schema(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct buffer bytes = {0};
    arena = arena_create();
    if (file_read("schemas/codebook.schema.json", 1 << 20, &bytes, &failure)) return -1;
    schema = json_parse(arena, "codebook.schema.json", (struct text){bytes.at, bytes.length}, &failure);
    definitions = json_member(schema, "$defs");
    buffer_free(&bytes);
    return definitions ? 0 : -1;
}

static int forget_schema(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const struct json *definition(const struct key_table *table)
{
    return table == &codebook_table ? schema : json_member(definitions, table->name);
}

static const struct json *follow(const struct json *property)
{
    const struct json *reference = json_member(property, "$ref");
    return reference ? json_member(definitions, reference->text + strlen("#/$defs/")) : property;
}

static bool has_type(const struct json *property, const char *wanted)
{
    const struct json *type = json_member(property, "type");
    return type && type->text && strcmp(type->text, wanted) == 0;
}

static bool same_choices(const struct json *property, const char *const *choices)
{
    const struct json *list = json_member(property, "enum");
    int count = 0;
    while (choices[count]) count++;
    if (!list || list->count != count) return false;
    for (int i = 0; i < count; i++)
        if (strcmp(list->children[i].text, choices[i])) return false;
    return true;
}

static bool same_kind(const struct key *key, const struct json *property)
{
    const struct json *meant = follow(property);
    switch (key->kind) {
    case KEY_LINE:
    case KEY_NAME:
    case KEY_TEXT: return has_type(meant, "string");
    case KEY_TRUTH: return has_type(meant, "boolean");
    case KEY_WHOLE: return has_type(meant, "integer");
    case KEY_CHOICE: return same_choices(meant, key->choices);
    case KEY_LIST: return has_type(meant, "array");
    case KEY_OBJECT: return has_type(meant, "object");
    case KEY_ANY: return meant->kind == JSON_KIND_OBJECT;
    case KEY_PASSED:
    case KEY_UNCHECKED: return property->kind == JSON_KIND_TRUTH && property->truth;
    case KEY_REFUSED: return property->kind == JSON_KIND_TRUTH && !property->truth;
    }
    return false;
}

static bool is_required(const struct json *object, const char *name)
{
    const struct json *required = json_member(object, "required");
    for (int i = 0; required && i < required->count; i++)
        if (strcmp(required->children[i].text, name) == 0) return true;
    return false;
}

static void compare(const struct key_table *table)
{
    const struct json *object = definition(table), *properties = json_member(object, "properties"), *open = json_member(object, "additionalProperties");
    if (!properties || !open) fail_msg("the schema has no '%s'", table->name);
    if (open->truth != table->open) fail_msg("'%s' is open in one of the two", table->name);
    int count = 0;
    for (const struct key *key = table->keys; key->name; key++, count++) {
        const struct json *property = json_member(properties, key->name);
        if (!property) fail_msg("the schema's '%s' lacks '%s'", table->name, key->name);
        if (!same_kind(key, property)) fail_msg("'%s' of '%s' is of another kind in the schema", key->name, table->name);
        if (is_required(object, key->name) != key->required) fail_msg("'%s' of '%s' is required in one of the two", key->name, table->name);
    }
    if (properties->count != count) fail_msg("the schema's '%s' has keys that the reader does not know", table->name);
}

static void says_what_the_reader_reads(void **state)
{
    (void)state;
    int count = 0;
    for (; codebook_key_tables[count]; count++) compare(codebook_key_tables[count]);
    assert_int_equal(count, 27);
}

/* fields_match, line and text are the only definitions that are not objects with a table. */
static void defines_nothing_else(void **state)
{
    (void)state;
    assert_int_equal(definitions->count, 27 - 1 + 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_what_the_reader_reads), cmocka_unit_test(defines_nothing_else)};
    return cmocka_run_group_tests(tests, read_schema, forget_schema);
}
