/* Counts that add up. Worked by hand at a minimum of 10, with an attacker who knows every sum that is shown and subtracts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../../pipeline/disclose/counts.h"

#define PARTS(...) (const long[]){__VA_ARGS__}, (int)(sizeof((const long[]){__VA_ARGS__}) / sizeof(long))

static void assert_hidden(const long *parts, int count, const char *wanted)
{
    bool hidden[COUNTS_PARTS] = {false};
    counts_hide_parts(parts, count, 10, hidden);
    for (int i = 0; i < count; i++)
        if (hidden[i] != (wanted[i] == 'c')) fail_msg("part %d (%ld) is %s", i, parts[i], hidden[i] ? "hidden" : "shown");
}

static void knows_what_is_few(void **state)
{
    (void)state;
    assert_false(counts_is_few(0, 10));
    assert_true(counts_is_few(1, 10) && counts_is_few(9, 10));
    assert_false(counts_is_few(10, 10));
    assert_false(counts_is_few(3, 0)); /* a public sample */
}

static void hides_a_few_and_all_but_a_few(void **state)
{
    (void)state;
    assert_hidden(PARTS(12, 328), ".."); /* 12 of 340 */
    assert_hidden(PARTS(4, 336), "cc");
    assert_hidden(PARTS(336, 4), "cc");
    assert_hidden(PARTS(0, 340), "..");   /* nobody, everybody: no one is singled out */
    assert_hidden(PARTS(340, 0), "..");
}

/* Straight-lined, long run, neither: what is hidden is never one part, nor fewer than ten people. */
static void hides_a_second_part(void **state)
{
    (void)state;
    assert_hidden(PARTS(12, 15, 313), "...");
    assert_hidden(PARTS(3, 15, 322), "cc."); /* 3 and 15 are 18 together: neither can be had */
    assert_hidden(PARTS(3, 4, 333), "ccc");  /* 7 together is few: the third goes too */
    assert_hidden(PARTS(6, 7, 327), "cc.");  /* 13 together */
    assert_hidden(PARTS(3, 0, 337), "c.c");  /* nobody is no partner */
    assert_hidden(PARTS(20, 15, 5), ".cc");
}

static void never_leaves_a_few_by_subtraction(void **state)
{
    (void)state;
    for (long a = 0; a < 30; a++)
        for (long b = 0; b < 30; b++)
            for (long c = 0; c < 30; c++) {
                if (a + b + c < 10) continue; /* then the sum itself is not shown */
                const long parts[] = {a, b, c};
                bool hidden[COUNTS_PARTS] = {false};
                counts_hide_parts(parts, 3, 10, hidden);
                long left = 0, people = 0;
                for (int i = 0; i < 3; i++) {
                    if (hidden[i]) left++, people += parts[i];
                    else assert_false(counts_is_few(parts[i], 10));
                }
                bool all = a + b + c == people;
                if (left && !all && (left == 1 || people < 10)) fail_msg("%ld %ld %ld: %ld hidden, %ld people", a, b, c, left, people);
                if (left == 1) fail_msg("%ld %ld %ld: one part alone is what is left", a, b, c);
            }
}

static void hides_rows_of_few_people(void **state)
{
    (void)state;
    struct counts_hidden_rows hidden = counts_hide_rows((struct counts_rows){0, 0, 0, false}, 10);
    assert_false(hidden.read || hidden.quarantined || hidden.not_eligible || hidden.incomplete);
    hidden = counts_hide_rows((struct counts_rows){0, 25, 3, false}, 10);
    assert_true(hidden.read && hidden.incomplete && !hidden.not_eligible);
    hidden = counts_hide_rows((struct counts_rows){0, 3, 25, false}, 10);
    assert_true(hidden.read && hidden.not_eligible && !hidden.incomplete);
    hidden = counts_hide_rows((struct counts_rows){1, 0, 0, false}, 10);
    assert_true(hidden.read && hidden.quarantined && !hidden.not_eligible && !hidden.incomplete);
    hidden = counts_hide_rows((struct counts_rows){15, 0, 0, true}, 10); /* 12 of them for a reason that is shown, 3 for one that is not */
    assert_true(hidden.read && hidden.quarantined);
    hidden = counts_hide_rows((struct counts_rows){12, 10, 11, false}, 10);
    assert_false(hidden.read || hidden.not_eligible || hidden.incomplete);
}

static void assert_dispositions(long complete, long partial, long broken_off, long screened, bool kept, const char *wanted)
{
    const long n[COUNTS_DISPOSITIONS] = {complete, partial, broken_off, screened};
    bool hidden[COUNTS_DISPOSITIONS] = {false};
    counts_hide_dispositions(n, kept, 10, hidden);
    for (int i = 0; i < COUNTS_DISPOSITIONS; i++)
        if (hidden[i] != (wanted[i] == 'c')) fail_msg("disposition %d (%ld) is %s", i, n[i], hidden[i] ? "hidden" : "shown");
}

/* stored is shown. Partial ones kept: stored = complete + partial. Not kept: incomplete = partial + broken off. */
static void hides_dispositions(void **state)
{
    (void)state;
    assert_dispositions(300, 20, 15, 12, true, "....");
    assert_dispositions(300, 4, 15, 12, true, "cc..");
    assert_dispositions(300, 20, 4, 12, true, "..c."); /* and incomplete and rows read with it: see above */
    assert_dispositions(300, 20, 15, 4, true, "...c");
    assert_dispositions(300, 4, 15, 0, false, ".cc.");
    assert_dispositions(300, 15, 4, 0, false, ".cc.");
    assert_dispositions(300, 0, 15, 0, false, "....");
    assert_dispositions(300, 0, 4, 0, false, "..c.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_what_is_few), cmocka_unit_test(hides_a_few_and_all_but_a_few), cmocka_unit_test(hides_a_second_part),
        cmocka_unit_test(never_leaves_a_few_by_subtraction), cmocka_unit_test(hides_rows_of_few_people), cmocka_unit_test(hides_dispositions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
