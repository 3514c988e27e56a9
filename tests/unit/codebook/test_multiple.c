/* Multi-selects, as the tools write them (shared/ecosystem.md 2.2), and what only looks like one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include "../../../pipeline/codebook/multiple.h"
#include "../../../pipeline/codebook/redcap_choices.h"
#include "column_of.h"
#include <cmocka.h>

static void joined(void **state)
{
    (void)state;
    static const struct { int times; const char *answers, *choices; } columns[] = {
        {2, "Tea;Coffee;|Tea;|Coffee;", "; Tea Coffee"},                          /* Microsoft Forms */
        {2, "Tea, Coffee|Tea|Coffee", ", Tea Coffee"},                            /* Google Forms */
        {2, "1,2|1|2|1,3|3|2,3", ", 1 2 3"},                                      /* Qualtrics */
        {1, "Tea, Coffee|Tea|Coffee", ""},                                        /* too few to tell */
        {5, "Yes, very rude|No, not rude|Yes, a bit rude", ""},                   /* labels that hold commas */
        {5, "$0 - $24,999|$25,000 - $49,999|$50,000 - $99,999|more", ""},
        {5, "Tea|Coffee", ""}, {5, "Tea, Tea|Tea|Coffee", ""}};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct tally *tally = column_of(columns[i].answers, columns[i].times);
        struct multiple multiple;
        char got[200] = "";
        if (multiple_joined(tally, &multiple)) snprintf(got, sizeof got, "%c", multiple.delimiter);
        for (size_t c = 0; c < multiple.count; c++) snprintf(got + strlen(got), sizeof got - strlen(got), " %s", multiple.choices[c]);
        assert_string_equal(got, columns[i].choices);
        multiple_free(&multiple);
        tally_destroy(tally);
    }
}

static void ticked(void **state)
{
    (void)state;
    static const struct { const char *answers; bool ticked; } columns[] = {{"Tea|Tea |tea", true}, {"1|0", true}, {"Yes|No", true}, {"x", true}, {"", true}, {"Tea|Coffee", false}, {"1|2", false}, {"Yes|N/A", false}};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct tally *tally = column_of(columns[i].answers, 1);
        assert_int_equal(multiple_is_ticked(tally, "Tea"), columns[i].ticked);
        tally_destroy(tally);
    }
}

static void headings(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *question, *choice;
    assert_true(multiple_split(arena, "Which drinks? [Green tea]", &question, &choice));
    assert_string_equal(question, "Which drinks?");
    assert_string_equal(choice, "Green tea");
    assert_true(multiple_split(arena, "Which drinks - hot - Green tea", &question, &choice));
    assert_string_equal(question, "Which drinks - hot");
    assert_string_equal(choice, "Green tea");
    assert_false(multiple_split(arena, "Which drinks?", &question, &choice));
    assert_false(multiple_split(arena, " - x", &question, &choice));
    assert_false(multiple_split(arena, "[x]", &question, &choice));
    static const struct { const char *heading, *choice, *question; bool by_code; } found[] = {
        {"Q [Tea]", "Tea", "Q", false}, {"Q[Tea]", "tea", "Q", false}, {"Q - Selected Choice - Tea", "Tea", "Q - Selected Choice", false}, {"Q9_1", "1", "Q9", true}, {"race___2", "2", "race", true},
        {"race____9", "_9", "race", true}, {" - Tea", "Tea", NULL, false}, {"Q9 1", "1", NULL, false}, {"Tea", "Tea", NULL, false}};
    for (size_t i = 0; i < sizeof found / sizeof *found; i++) {
        bool by_code = false;
        question = multiple_question(arena, found[i].heading, found[i].choice, &by_code);
        if (!found[i].question) assert_null(question);
        else assert_string_equal(question, found[i].question);
        if (question) assert_int_equal(by_code, found[i].by_code);
    }
    arena_destroy(arena);
}

static void redcap_choices(void **state)
{
    (void)state;
    static const struct { const char *choices, *parts; } lists[] = {
        {"1, Yes, always | 2, No", "<1><Yes, always><2><No>"}, {"a,A|b,B", "<a><A><b><B>"}, {"-1, Refused", "<-1><Refused>"}, {" | 1, One || 2, Two | ", "<1><One><2><Two>"}, {"1", "<1><(none)>"},
        {"1,", "<1><>"}, {", One", "<><One>"}, {"", ""}, {" | ", ""}};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct text rest = text_of(lists[i].choices), code, label;
        char got[200] = "";
        while (redcap_choices_next(&rest, &code, &label))
            snprintf(got + strlen(got), sizeof got - strlen(got), "<%.*s><%.*s>", (int)code.length, code.at, label.at ? (int)label.length : 6, label.at ? label.at : "(none)");
        assert_string_equal(got, lists[i].parts);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(joined), cmocka_unit_test(ticked), cmocka_unit_test(headings), cmocka_unit_test(redcap_choices)};
    return cmocka_run_group_tests_name("codebook/multiple", tests, NULL, NULL);
}
