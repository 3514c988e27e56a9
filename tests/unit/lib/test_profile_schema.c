/* profile.schema.json and the reader's tables of keys say the same, and every profile that is shipped is read without a mistake. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "../../../pipeline/lib/codebook_internal.h"
#include "../../../pipeline/lib/profile_internal.h"
#include "file.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static struct arena *arena;
static const struct json *schema;

static int read_schema(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct buffer bytes = {0};
    arena = arena_create();
    if (file_read("schemas/profile.schema.json", 1 << 20, &bytes, &failure)) return -1;
    schema = json_parse(arena, "profile.schema.json", (struct text){bytes.at, bytes.length}, &failure);
    buffer_free(&bytes);
    return schema ? 0 : -1;
}

static int forget_schema(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const struct json *follow(const struct json *property)
{
    const struct json *reference = json_member(property, "$ref");
    return reference ? json_member(json_member(schema, "$defs"), reference->text + strlen("#/$defs/")) : property;
}

static const char *type_of(enum key_kind kind)
{
    switch (kind) {
    case KEY_TRUTH: return "boolean";
    case KEY_WHOLE: return "integer";
    case KEY_LIST: return "array";
    case KEY_OBJECT: return "object";
    default: return "string";
    }
}

static bool is_required(const struct json *object, const char *name)
{
    const struct json *required = json_member(object, "required");
    for (int i = 0; required && i < required->count; i++)
        if (!strcmp(required->children[i].text, name)) return true;
    return false;
}

static void compare(const struct key_table *table)
{
    const struct json *object = strcmp(table->name, "profile") ? json_member(json_member(schema, "$defs"), table->name) : schema;
    const struct json *properties = json_member(object, "properties");
    if (!properties) fail_msg("the schema has no '%s'", table->name);
    assert_false(json_member(object, "additionalProperties")->truth);
    int count = 0;
    for (const struct key *key = table->keys; key->name; key++, count++) {
        const struct json *property = json_member(properties, key->name);
        if (!property) fail_msg("the schema's '%s' lacks '%s'", table->name, key->name);
        if (key->kind != KEY_PASSED) assert_string_equal(json_member(follow(property), "type")->text, type_of(key->kind));
        if (is_required(object, key->name) != key->required) fail_msg("'%s' of '%s' is required in one of the two", key->name, table->name);
    }
    assert_int_equal(properties->count, count);
}

static void says_what_the_reader_reads(void **state)
{
    (void)state;
    int count = 0;
    for (; profile_format_tables[count]; count++) compare(profile_format_tables[count]);
    assert_int_equal(count, 6);
    assert_int_equal(json_member(schema, "$defs")->count, 6); /* patterns beside the five that are not the profile itself */
}

static void reads_every_shipped_profile(void **state)
{
    (void)state;
    int count = 0;
    const char *name;
    for (; (name = profile_shipped(arena, count)); count++) {
        struct failure failure = {0};
        struct profile *profile = profile_read(name, NULL, &failure);
        if (!profile) fail_msg("%s: %s", name, failure.text);
        if (strcmp(name, "plain")) assert_true(profile->sign_count > 0);
        profile_destroy(profile);
    }
    assert_int_equal(count, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_what_the_reader_reads), cmocka_unit_test(reads_every_shipped_profile)};
    return cmocka_run_group_tests_name("lib/profile_schema", tests, read_schema, forget_schema);
}
