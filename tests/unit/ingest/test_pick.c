/* Which row of several of one person is kept, and what counts as complete. Expected: pick.h and completeness.h, rows written out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include "../../../pipeline/ingest/completeness.h"
#include "../../../pipeline/ingest/pick.h"
#include <cmocka.h>

/* A file is a word: a letter is a person, a capital a complete row. Gives a word of the same length: k kept, r refused, s superseded, of the last pass. */
static void assert_picks(enum duplicates rule, const char *rows, const char *wanted, int passes)
{
    struct pick *pick = pick_create(rule);
    char got[40] = "";
    do {
        for (size_t r = 0; rows[r]; r++) {
            unsigned char pseudonym[16] = {(unsigned char)(rows[r] | 0x20), 7, 1};
            got[r] = "krs"[pick_judge(pick, pseudonym, rows[r] < 'a')];
        }
    } while (pick_again(pick));
    if (strcmp(got, wanted)) fail_msg("%s gave %s, not %s", rows, got, wanted);
    assert_int_equal(pick_passes(pick), passes);
    pick_destroy(pick);
}

static void everybody_once(void **state)
{
    (void)state;
    assert_picks(DUPLICATES_REFUSE, "Abc", "kkk", 1);
    assert_picks(DUPLICATES_FIRST, "Abc", "kkk", 1);
    assert_picks(DUPLICATES_LAST_COMPLETE, "Abc", "kkk", 1);
}

static void refused(void **state)
{
    (void)state;
    assert_picks(DUPLICATES_REFUSE, "abaca", "rkrkr", 2);
}

static void first(void **state)
{
    (void)state;
    assert_picks(DUPLICATES_FIRST, "abaca", "kksks", 1);
}

static void last_complete(void **state)
{
    (void)state;
    assert_picks(DUPLICATES_LAST_COMPLETE, "aA", "sk", 3);
    assert_picks(DUPLICATES_LAST_COMPLETE, "Aa", "ks", 3);    /* the later one broke off */
    assert_picks(DUPLICATES_LAST_COMPLETE, "AbA", "skk", 3);  /* both complete: the last */
    assert_picks(DUPLICATES_LAST_COMPLETE, "aba", "skk", 3);  /* none complete: the last */
    assert_picks(DUPLICATES_LAST_COMPLETE, "aAbaBb", "skssks", 3);
}

static void dispositions(void **state)
{
    (void)state;
    struct completeness rule = {.declared = true, .complete = 80, .partial = 50, .keep_partial = true}, strict = {.declared = true, .complete = 80, .partial = 50};
    assert_int_equal(completeness_disposition(&rule, 8, 10, true), DISPOSITION_COMPLETE);
    assert_int_equal(completeness_disposition(&rule, 79, 100, true), DISPOSITION_PARTIAL);
    assert_int_equal(completeness_disposition(&rule, 5, 10, true), DISPOSITION_PARTIAL);
    assert_int_equal(completeness_disposition(&rule, 49, 100, true), DISPOSITION_BREAK_OFF);
    assert_int_equal(completeness_disposition(&rule, 10, 10, false), DISPOSITION_PARTIAL); /* the tool says: not finished */
    assert_int_equal(completeness_disposition(&rule, 0, 0, true), DISPOSITION_COMPLETE);   /* nothing was asked */
    assert_true(completeness_is_kept(&rule, DISPOSITION_PARTIAL) && !completeness_is_kept(&strict, DISPOSITION_PARTIAL));
    assert_false(completeness_is_kept(&rule, DISPOSITION_BREAK_OFF));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(everybody_once), cmocka_unit_test(refused), cmocka_unit_test(first), cmocka_unit_test(last_complete), cmocka_unit_test(dispositions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
