/* Which questions stand together, and what is no question. Expected by hand from the rule in layout.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "../../../pipeline/codebook/layout.h"
#include <cmocka.h>
#undef fail /* status.h has a function of this name */

#define ANSWERS "\"categories\": [\"never\", \"often\"]"
static const char survey[] =
    "{\"name\": \"s\", \"fields\": ["
    "{\"name\": \"id\", \"constraints\": {\"required\": true}}, {\"name\": \"team\", \"constraints\": {\"required\": true}}, {\"name\": \"ip\", \"spwell\": {\"drop\": true}},"
    "{\"name\": \"a\", " ANSWERS ", \"spwell\": {\"section\": \"one\"}}, {\"name\": \"b\", " ANSWERS ", \"spwell\": {\"section\": \"one\"}}," /* two: no grid */
    "{\"name\": \"c\", \"type\": \"list\", \"categories\": [\"x\", \"y\", \"z\"], \"spwell\": {\"section\": \"one\"}},"
    "{\"name\": \"d\", " ANSWERS ", \"spwell\": {\"section\": \"two\"}}, {\"name\": \"e\", " ANSWERS ", \"spwell\": {\"section\": \"two\"}}, {\"name\": \"f\", " ANSWERS ", \"spwell\": {\"section\": \"two\"}},"
    "{\"name\": \"g\", " ANSWERS ", \"spwell\": {\"section\": \"one\"}}," /* of another section */
    "{\"name\": \"h\", \"type\": \"integer\", \"constraints\": {\"minimum\": 0, \"maximum\": 10}}, {\"name\": \"i\", \"type\": \"integer\", \"constraints\": {\"minimum\": 0, \"maximum\": 10}},"
    "{\"name\": \"j\", \"type\": \"integer\", \"constraints\": {\"minimum\": 0, \"maximum\": 10}}, {\"name\": \"k\", \"type\": \"integer\", \"constraints\": {\"minimum\": 0, \"maximum\": 11}},"
    "{\"name\": \"l\", " ANSWERS "}, {\"name\": \"m\", " ANSWERS ", \"spwell\": {\"asked_if\": {\"field\": \"a\", \"values\": [\"never\"]}}}, {\"name\": \"n\", " ANSWERS "}]," /* not asked of the same people */
    "\"spwell\": {\"identifier\": \"id\", \"cluster\": \"team\", \"sections\": [{\"name\": \"one\", \"title\": \"One\"}, {\"name\": \"two\", \"title\": \"Two\"}]}}";

static void blocks(void **state)
{
    (void)state;
    static const struct { const char *first; int count, number; bool opens, again; } expected[] = {
        {"a", 1, 1, true, false}, {"b", 1, 2, false, true}, {"c_x", 1, 3, false, true}, {"d", 3, 4, true, false}, {"g", 1, 7, true, true}, {"h", 3, 8, true, false}, {"k", 1, 11, false, true}, {"l", 1, 12, false, true},
        {"m", 1, 13, false, true}, {"n", 1, 14, false, true}};
    struct failure failure = {0};
    struct codebook *book = codebook_parse("s.json", text_of(survey), &failure);
    assert_non_null(book);
    struct layout *layout = layout_create(book);
    assert_int_equal(layout->block_count, sizeof expected / sizeof *expected);
    for (int b = 0; b < layout->block_count; b++) {
        const struct block *block = &layout->blocks[b];
        assert_string_equal(book->fields[block->questions[0].field].name, expected[b].first);
        assert_int_equal(block->count, expected[b].count);
        assert_int_equal(block->questions[0].number, expected[b].number);
        assert_int_equal(block->opens, expected[b].opens);
        if (block->opens) assert_int_equal(block->again, expected[b].again);
    }
    assert_int_equal(layout->question_count, 14);
    assert_int_equal(layout->apart_count, 3);
    assert_int_equal(layout_question(layout, book, codebook_field(book, "c_z"))->number, 3);
    assert_null(layout_question(layout, book, codebook_field(book, "team")));
    layout_destroy(layout);
    codebook_destroy(book);
}

/* The shipped survey asks 17 questions of importance and 17 of performance by turns; its codebook says that each 17 are one battery. */
static void batteries(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct codebook *book = codebook_read("schemas/sp-workforce.json", &failure);
    assert_non_null(book);
    struct layout *layout = layout_create(book);
    int found = 0, asked = 0;
    for (int b = 0; b < layout->block_count; b++) {
        asked += layout->blocks[b].count;
        if (!layout->blocks[b].battery) continue;
        found++;
        assert_int_equal(layout->blocks[b].count, 17);
    }
    assert_int_equal(found, 2);
    assert_int_equal(asked, layout->question_count);
    int choices = 0; /* a multi-select is one question */
    for (int s = 0; s < book->choice_set_count; s++) choices += book->choice_sets[s].count - 1;
    assert_int_equal(layout->question_count + layout->apart_count, book->field_count - choices);
    layout_destroy(layout);
    codebook_destroy(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(blocks), cmocka_unit_test(batteries)};
    return cmocka_run_group_tests_name("codebook/layout", tests, NULL, NULL);
}
