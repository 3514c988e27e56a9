/* What a column is taken for. Expected by the rules in look.h, and by what a careful person would say of such answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include "../../../pipeline/codebook/absent.h"
#include "../../../pipeline/codebook/look.h"
#include "../../../pipeline/codebook/order.h"
#include "../../../pipeline/codebook/plain.h"
#include "column_of.h"
#include <cmocka.h>

static void kinds(void **state)
{
    (void)state;
    static const struct { enum look look; int times; const char *answers; } columns[] = {
        {LOOK_EMPTY, 3, " |"}, {LOOK_EMPTY, 3, "N/A|-|Prefer not to say"},
        {LOOK_CLOSED, 5, "Yes|No|yes"}, {LOOK_CLOSED, 2, "a|b"}, {LOOK_TEXT, 1, "a|b"}, {LOOK_TEXT, 1, "a|b|c|d|e|f|g"},
        {LOOK_TRUTH, 1, "TRUE|false"}, {LOOK_NUMBER, 1, "1|2|3.5"}, {LOOK_NUMBER, 1, "1|N/A|-99"}, {LOOK_NUMBER, 1, "1,234|2,345,678|7"}, {LOOK_NUMBER, 1, "\xC2\xA3" "10|\xC2\xA3" "1,200"}, {LOOK_CLOSED, 3, "007|012"},
        {LOOK_DATE, 1, "2026-01-31|2026-02-01"}, {LOOK_DATE, 1, "31/01/2026|01/02/2026"}, {LOOK_DATE, 1, "01/31/2026 4:05 PM|02/01/2026 5:06 AM"}, {LOOK_DOUBTFUL_DATE, 1, "01/02/2026|03/04/2026"},
        {LOOK_ADDRESSES, 1, "me@here.org|no"}, {LOOK_ADDRESSES, 1, "192.0.2.1|192.0.2.2"}, {LOOK_CLOSED, 4, "10|more than 10"}};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct tally *tally = column_of(columns[i].answers, columns[i].times);
        if (look_column(tally) != columns[i].look) fail_msg("'%s' is taken for %d", columns[i].answers, look_column(tally));
        tally_destroy(tally);
    }
}

/* Numbered answers: `different` of them, each so many times. */
static struct tally *numbered(int different, int times, const char *words)
{
    struct tally *tally = tally_create();
    char answer[400];
    for (int i = 0; i < different; i++) {
        snprintf(answer, sizeof answer, "%s %d", words, i);
        column_add(tally, answer, times);
    }
    tally_finish(tally);
    return tally;
}

static void check_numbered(int different, int times, const char *words, enum look wanted)
{
    struct tally *tally = numbered(different, times, words);
    if (look_column(tally) != wanted) fail_msg("%d answers, each %d times, are taken for %d", different, times, look_column(tally));
    tally_destroy(tally);
}

static void lists_end_somewhere(void **state)
{
    (void)state;
    char long_words[260];
    memset(long_words, 'x', sizeof long_words - 1);
    long_words[sizeof long_words - 1] = 0;
    check_numbered(40, 3, "team", LOOK_CLOSED);
    check_numbered(41, 3, "team", LOOK_NAMES);
    check_numbered(41, 2, "team", LOOK_TEXT);
    check_numbered(5, 10, long_words, LOOK_TEXT);
    check_numbered(30, 1, "team", LOOK_TEXT);
    check_numbered(TALLY_LIMIT + 1, 1, "team", LOOK_TEXT);
}

/* Few answers come back and many are given once: comments would get into the draft. */
static void comments_beside_a_common_answer(void **state)
{
    (void)state;
    struct tally *tally = tally_create();
    column_add(tally, "Turkey", 60);
    for (const char *comment = "a\0b\0c\0d\0e\0f\0g\0h\0"; *comment; comment += 2) column_add(tally, comment, 1);
    tally_finish(tally);
    assert_int_equal(look_column(tally), LOOK_TEXT);
    tally_destroy(tally);
}

static void spellings(void **state)
{
    (void)state;
    struct tally *tally = column_of("Never|Never |never|NEVER|Never|N/A|n/a", 1);
    assert_int_equal(tally->count, 1);
    assert_string_equal(tally->answers[0].text, "Never");
    assert_int_equal(tally->answers[0].count, 5);
    assert_int_equal(tally->answered, 5);
    assert_int_equal(tally->absent_count, 1);
    assert_int_equal(tally->absent[0].count, 2);
    tally_destroy(tally);
}

/* -99 stands for no answer among ages, and is an answer among temperatures. */
static void absent_numbers(void **state)
{
    (void)state;
    struct tally *ages = column_of("40|50|-99", 2), *changes = column_of("40|-50|-99", 2);
    assert_int_equal(ages->absent_count, 1);
    assert_int_equal(ages->answered, 4);
    assert_true(ages->formats.least == 40);
    assert_int_equal(changes->absent_count, 0);
    assert_int_equal(changes->answered, 6);
    assert_true(changes->formats.least == -99);
    tally_destroy(ages);
    tally_destroy(changes);
}

static void number_formats(void **state)
{
    (void)state;
    static const struct { const char *answers; char decimal; const char *group; bool currency, whole, doubtful; } columns[] = {
        {"1|2|3", '.', "", false, true, false}, {"1.5|2", '.', "", false, false, false}, {"1,54|1,6", ',', "", false, false, false}, {"1,234|12,345", '.', ",", false, true, true},
        {"1,234|1,234,567", '.', ",", false, true, false}, {"1.234,5|2", ',', ".", false, false, false}, {"10%|20%", '.', "", true, true, false}};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct tally *tally = column_of(columns[i].answers, 1);
        bool doubtful;
        const struct number_format *format = formats_number(&tally->formats, &doubtful);
        if (!format || format->decimal != columns[i].decimal || strcmp(format->group, columns[i].group) || format->currency != columns[i].currency || tally->formats.whole != columns[i].whole || doubtful != columns[i].doubtful)
            fail_msg("%s", columns[i].answers);
        tally_destroy(tally);
    }
}

static void date_formats(void **state)
{
    (void)state;
    static const struct { const char *answers, *format; enum formats_date date; } columns[] = {
        {"2026-01-31", "", FORMATS_ISO}, {"2026-01-31 10:00|2026-02-01T11:00:00", "", FORMATS_ISO}, {"31/01/2026", "%d/%m/%Y", FORMATS_WRITTEN}, {"12/31/2026 23:59", "%m/%d/%Y %H:%M", FORMATS_WRITTEN},
        {"31.01.2026", "%d.%m.%Y", FORMATS_WRITTEN}, {"2026/01/31", "%Y/%m/%d", FORMATS_WRITTEN}, {"31/01/26", "%d/%m/%y", FORMATS_WRITTEN}, {"1/2/2026", "%d/%m/%Y", FORMATS_DOUBTFUL}, {"soon", "", FORMATS_NO_DATE}, {"31/01/2026|2026-01-31", "", FORMATS_NO_DATE}};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        struct tally *tally = column_of(columns[i].answers, 1);
        char format[40] = "";
        enum formats_date date = formats_date(&tally->formats, format);
        if (date != columns[i].date || strcmp(format, columns[i].format)) fail_msg("%s: %d %s", columns[i].answers, date, format);
        tally_destroy(tally);
    }
}

static void check_order(const char *answers, bool known, const char *wanted)
{
    struct tally *tally = column_of(answers, 1);
    size_t order[20];
    char got[400] = "";
    if (look_order(tally, order) != known) fail_msg("%s", answers);
    for (size_t i = 0; i < tally->count; i++) snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i ? "|" : "", tally->answers[order[i]].text);
    assert_string_equal(got, wanted);
    tally_destroy(tally);
}

static void orders(void **state)
{
    (void)state;
    check_order("Often|Never|Always|Sometimes|Rarely", true, "Never|Rarely|Sometimes|Often|Always");
    check_order("Strongly Agree|Disagree|Neither agree nor disagree|Agree|Strongly disagree", true, "Strongly disagree|Disagree|Neither agree nor disagree|Agree|Strongly Agree");
    check_order("Very satisfied|Dissatisfied|Satisfied|Very dissatisfied", true, "Very dissatisfied|Dissatisfied|Satisfied|Very satisfied");
    check_order("Extremely|Not at all|Somewhat", true, "Not at all|Somewhat|Extremely");
    check_order("Often|Blue|Never", false, "Often|Blue|Never");
    check_order("Agree|Often", false, "Agree|Often");
    check_order("45 to 54|over 65|18 to 24|under 18", false, "under 18|18 to 24|45 to 54|over 65");
    check_order("$25,000 - $49,999|$100,000 or more|$0 - $24,999", false, "$0 - $24,999|$25,000 - $49,999|$100,000 or more");
    check_order("North|South", false, "North|South");
}

static void words_for_no_answer(void **state)
{
    (void)state;
    static const char *const yes[] = {"na", "n/a", "#n/a", "-", "prefer not to say", "don't know", "not applicable"}, *const no[] = {"", "none", "no", "0", "unsure", "other", "nasal"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) assert_non_null(absent_word(text_of(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) assert_null(absent_word(text_of(no[i])));
    assert_true(absent_number(text_of("-99")));
    assert_false(absent_number(text_of("99")));
}

static void plain_answers(void **state)
{
    (void)state;
    static const char *const plain[] = {"yes", "no", "n/a", "don't know", "18 to 24", "65+", "under 18", "25-34", "\xC2\xA3" "20,000 - \xC2\xA3" "29,999", "10 (or more)", "part time", "prefer not to say", "less than 1 year", "50000-60000", "37.5 hours", "1-2 days each week"};
    static const char *const told[] = {"jane", "yes jane", "more than jane", "07700900123", "northgate", "no, my manager", "020 7946 0958", "07700/900123", "07700.900.123", "202-555-0147", "485-777-3456", "12.03.1961", "1 12 1961", "0777 0090", "man to the woman", "a year more than the"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) if (!plain_answer(text_of(plain[i]))) fail_msg("'%s' is plain", plain[i]);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) if (plain_answer(text_of(told[i]))) fail_msg("'%s' is not plain", told[i]);
}

static void long_numbers(void **state)
{
    (void)state;
    static const char *const numbers[] = {"ring 07700 900123", "(0161) 496 0123", "0161 \xE2\x80\x93 496 \xE2\x80\x93 0123", "07700,900123", "202-555-0147", "123456789"};
    static const char *const others[] = {"paid \xC2\xA3" "28,407 - \xC2\xA3" "34,581 a year", "50000 to 60000", "2019", "team 12 of 2019"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) if (!plain_has_long_number(text_of(numbers[i]))) fail_msg("'%s' has one", numbers[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) if (plain_has_long_number(text_of(others[i]))) fail_msg("'%s' has none", others[i]);
}

static void assert_tells(bool tells, const char *often, const char *rare)
{
    struct tally *tally = tally_create();
    column_add(tally, often, 30);
    column_add(tally, rare, LOOK_FEW - 1);
    tally_finish(tally);
    if (look_tells_of_few(tally) != tells) fail_msg("'%s' beside '%s'", rare, often);
    tally_destroy(tally);
}

/* Nine people are fewer than ten; an order that everybody knows is a form's own. */
static void rare_answers(void **state)
{
    (void)state;
    assert_tells(true, "Agreed", "Jane knows");
    assert_tells(false, "Agreed", "No");
    assert_tells(false, "Strongly agree", "Strongly disagree");
    struct tally *tally = column_of("Agreed|Jane knows", LOOK_FEW);
    assert_false(look_tells_of_few(tally));
    tally_destroy(tally);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds), cmocka_unit_test(lists_end_somewhere), cmocka_unit_test(comments_beside_a_common_answer), cmocka_unit_test(spellings), cmocka_unit_test(absent_numbers),
        cmocka_unit_test(plain_answers), cmocka_unit_test(long_numbers), cmocka_unit_test(rare_answers), cmocka_unit_test(number_formats), cmocka_unit_test(date_formats), cmocka_unit_test(orders), cmocka_unit_test(words_for_no_answer)};
    return cmocka_run_group_tests_name("codebook/look", tests, NULL, NULL);
}
