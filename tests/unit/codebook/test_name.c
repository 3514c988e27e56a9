/* Names made of what people wrote; expected by the rules in schemas/README.md (small letters, digits, underscores; at most 64) and those in name.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "../../../pipeline/codebook/name.h"
#include <cmocka.h>

static struct arena *arena;
static int begin(void **state) { (void)state; return (arena = arena_create()) ? 0 : -1; }
static int end(void **state) { (void)state; arena_destroy(arena); return 0; }

static void slugs(void **state)
{
    (void)state;
    static const struct { const char *text, *slug; size_t limit; } slugs[] = {
        {"How many people, today?", "how_many_people_today", 40}, {"  WHO5[SQ001]  ", "who5_sq001", 40}, {"Don't know", "dont_know", 40}, {"Don\xE2\x80\x99t know", "dont_know", 40}, {"18 - 24", "18_24", 40},
        {"\xD0\x94\xD0\xB0", "", 40}, {"", "", 40}, {"---", "", 40}, {"one two three", "one_two", 8}, {"one two three", "one_two", 7}, {"one two three", "one", 6}, {"abcdefghij klm", "abcdefgh", 8}};
    for (size_t i = 0; i < sizeof slugs / sizeof *slugs; i++) assert_string_equal(name_slug(arena, text_of(slugs[i].text), slugs[i].limit), slugs[i].slug);
}

static void names_of_fields(void **state)
{
    (void)state;
    assert_string_equal(name_of_field(arena, text_of("Age"), 40, "x"), "age");
    assert_string_equal(name_of_field(arena, text_of("3. Your job"), 40, "x"), "q_3_your_job");
    assert_string_equal(name_of_field(arena, text_of("\xD0\x94\xD0\xB0"), 40, "question_2"), "question_2");
}

static void lines(void **state)
{
    (void)state;
    assert_string_equal(name_line(arena, text_of(" two\r\n  lines\tand\x01 more ")), "two lines and more");
    assert_string_equal(name_line(arena, text_of("right\xE2\x80\xAEleft")), "right left");
    assert_string_equal(name_line(arena, text_of("")), "");
    assert_string_equal(name_join(arena, "Which?", "Tea"), "Which? Tea");
    assert_string_equal(name_join(arena, "Drinks", "Tea"), "Drinks: Tea");
    assert_string_equal(name_join(arena, "Drinks: ", "Tea"), "Drinks: Tea");
}

static void owners(void **state)
{
    (void)state;
    struct name_set *set = name_set_create();
    assert_int_equal(name_set_owner(set, text_of("a")), NAME_FREE);
    for (int i = 0; i < 500; i++) name_set_add(set, text_of(arena_format(arena, "name %d", i)), i);
    name_set_add(set, text_of(" NAME  7 "), 7);
    for (int i = 0; i < 500; i++) assert_int_equal(name_set_owner(set, text_of(arena_format(arena, "Name %d", i))), i);
    name_set_add(set, text_of("name 7"), 8);
    assert_int_equal(name_set_owner(set, text_of("name 7")), NAME_SEVERAL);
    name_set_destroy(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(slugs), cmocka_unit_test(names_of_fields), cmocka_unit_test(lines), cmocka_unit_test(owners)};
    return cmocka_run_group_tests_name("codebook/name", tests, begin, end);
}
