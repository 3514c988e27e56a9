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
#include <cmocka.h> /* last but one: it makes a macro of fail() */
#include "schema.h"

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

static void says_what_the_reader_reads(void **state)
{
    (void)state;
    int count = 0;
    for (; codebook_key_tables[count]; count++) schema_compare(definition(codebook_key_tables[count]), definitions, codebook_key_tables[count]);
    assert_int_equal(count, 34);
}

/* fields_match, line and text are the only definitions that are not objects with a table. */
static void defines_nothing_else(void **state)
{
    (void)state;
    assert_int_equal(definitions->count, 34 - 1 + 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(says_what_the_reader_reads), cmocka_unit_test(defines_nothing_else)};
    return cmocka_run_group_tests(tests, read_schema, forget_schema);
}
