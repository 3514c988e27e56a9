/* Branching logic and action tags. The forms are those that REDCap's help shows for branching logic and @CHARLIMIT; what is expected is written by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "../../../pipeline/codebook/redcap_logic.h"
#include <cmocka.h>

static void conditions(void **state)
{
    (void)state;
    struct redcap_term terms[3];
    bool any;
    assert_int_equal(redcap_logic_read(text_of(" [waiting_list] = '1' "), terms, 3, &any), 1);
    assert_true(text_is(terms[0].name, "waiting_list") && text_is(terms[0].value, "1") && !terms[0].code.at && terms[0].sign == REDCAP_IS);
    assert_int_equal(redcap_logic_read(text_of("[training(safe)]=\"1\" OR [training( debt )] = 1"), terms, 3, &any), 2);
    assert_true(any && text_is(terms[0].code, "safe") && text_is(terms[1].code, "debt") && text_is(terms[1].value, "1"));
    assert_int_equal(redcap_logic_read(text_of("[n] <> '' and [n]>=2 and [n] <= 8"), terms, 3, &any), 3);
    assert_true(!any && terms[0].sign == REDCAP_IS_NOT && terms[0].value.length == 0 && terms[1].sign == REDCAP_LEAST && terms[2].sign == REDCAP_MOST);
    assert_int_equal(redcap_logic_read(text_of("[a] < 3"), terms, 3, &any), 1);
    assert_int_equal(terms[0].sign, REDCAP_UNDER);
}

static void other_forms(void **state)
{
    (void)state;
    static const char *const others[] = {"", " ", "[a]", "[a] =", "[] = '1'", "[a = '1'", "a = '1'", "([a] = '1')", "[a] = '1", "[a(1] = '1'", "[a] = '1' and", "[a] = '1' xor [b] = '1'",
        "[a] = '1' and [b] = '1' or [c] = '1'", "[event][a] = '1'", "[a] = '1' or [a] = '2' or [a] = '3' or [a] = '4'", "[a] = '1' [b] = '2'", "sum([a], [b]) > 3"};
    struct redcap_term terms[3];
    bool any;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) assert_int_equal(redcap_logic_read(text_of(others[i]), terms, 3, &any), 0);
}

static void tags(void **state)
{
    (void)state;
    struct text value;
    struct text annotation = text_of("read aloud @HIDDEN-SURVEY @CHARLIMIT='150' @SPWELL-MISSING='-88, would @ rather not' @X=3 @LAST");
    assert_true(redcap_logic_tag(annotation, "@CHARLIMIT", &value) && text_is(value, "150"));
    assert_true(redcap_logic_tag(annotation, "@SPWELL-MISSING", &value) && text_is(value, "-88, would @ rather not"));
    assert_true(redcap_logic_tag(annotation, "@X", &value) && text_is(value, "3"));
    assert_true(redcap_logic_tag(annotation, "@LAST", &value) && value.length == 0);
    assert_false(redcap_logic_tag(annotation, "@HIDDEN", &value));
    assert_false(redcap_logic_tag(annotation, "@", &value));
    assert_false(redcap_logic_tag(text_of("@A='open @B"), "@B", &value));
    assert_false(redcap_logic_tag(text_of(""), "@B", &value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(conditions), cmocka_unit_test(other_forms), cmocka_unit_test(tags)};
    return cmocka_run_group_tests_name("codebook/redcap_logic", tests, NULL, NULL);
}
