/* Merging of bins and their names. Expected values are worked by hand from methods.md 4.2, rule 4: no bar of one or two people. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "../../../pipeline/disclose/bins.h"

static void keeps_bins_that_show_nobody(void **state)
{
    (void)state;
    long counts[] = {5, 0, 3, 12};
    bool begins[4];
    bins_merge(counts, 1, 4, begins);
    assert_true(begins[0] && begins[1] && begins[2] && begins[3]);
}

/* 1 person in the last bin joins the 9 before; 2 in the middle join the emptier side, on the left. */
static void joins_the_emptier_neighbour(void **state)
{
    (void)state;
    long counts[] = {4, 2, 9, 1};
    bool begins[4];
    bins_merge(counts, 1, 4, begins);
    assert_true(begins[0] && !begins[1] && begins[2] && !begins[3]);
    assert_int_equal(counts[0], 6);
    assert_int_equal(counts[2], 10);
    assert_int_equal(bins_next(begins, 4, 0), 2);
    assert_int_equal(bins_next(begins, 4, 2), 4);
}

/* What one group needs, all have: groups 8 0 7 and 5 1 6 share the bins 0-1 and 2. */
static void groups_share_their_bins(void **state)
{
    (void)state;
    long counts[] = {8, 0, 7, 5, 1, 6};
    bool begins[3];
    bins_merge(counts, 2, 3, begins);
    assert_true(begins[0] && !begins[1] && begins[2]);
}

/* 1 and 1 are still two people: 1 1 1 must all become one. */
static void merges_until_three_stand_together(void **state)
{
    (void)state;
    long counts[] = {1, 1, 1};
    bool begins[3];
    bins_merge(counts, 1, 3, begins);
    assert_true(begins[0] && !begins[1] && !begins[2]);
    assert_int_equal(counts[0], 3);
}

static void without_groups_nothing_is_merged(void **state)
{
    (void)state;
    bool begins[3];
    bins_merge(NULL, 0, 3, begins);
    assert_true(begins[0] && begins[1] && begins[2]);
}

/* The generator of Park and Miller (Communications of the ACM 31, 1988). */
static uint64_t seed = 4711;
static long draw(long below)
{
    seed = seed * 48271 % 2147483647;
    return (long)(seed % (uint64_t)below);
}

static void no_bin_is_left_with_one_or_two(void **state)
{
    (void)state;
    for (int turn = 0; turn < 5000; turn++) {
        long counts[60], before = 0, after = 0;
        bool begins[10];
        int groups = 1 + (int)draw(6), bins = 1 + (int)draw(10);
        for (int i = 0; i < groups * bins; i++) before += counts[i] = draw(8);
        bins_merge(counts, groups, bins, begins);
        assert_true(begins[0]);
        bool several = bins_next(begins, bins, 0) < bins;
        for (int i = 0; i < groups * bins; i++) {
            after += counts[i];
            if (several) assert_true(counts[i] == 0 || counts[i] >= BINS_LEAST);
        }
        assert_int_equal(after, before);
    }
}

static void expect_text(void (*write)(double, double, bool, struct buffer *), double low, double high, bool whole, const char *expected)
{
    struct buffer out = {0};
    write(low, high, whole, &out);
    assert_string_equal(out.at, expected);
    buffer_free(&out);
}

static void names_and_labels(void **state)
{
    (void)state;
    expect_text(bins_name, 21, 31, true, "21:30");
    expect_text(bins_label, 21, 31, true, "21 to 30");
    expect_text(bins_name, 41, INFINITY, true, "41:");
    expect_text(bins_label, 41, INFINITY, true, "41 or more");
    expect_text(bins_name, 20, 30, false, "20:30");
    expect_text(bins_label, 20, 30, false, "20 to under 30");
    expect_text(bins_name, -INFINITY, 20, false, ":20");
    expect_text(bins_label, -INFINITY, 20, false, "under 20");
    expect_text(bins_label, 0, 1, true, "0");
    expect_text(bins_label, 0.5, 1, false, "0.5 to under 1");
    expect_text(bins_label, -INFINITY, INFINITY, false, "any");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_bins_that_show_nobody), cmocka_unit_test(joins_the_emptier_neighbour), cmocka_unit_test(groups_share_their_bins),
        cmocka_unit_test(merges_until_three_stand_together), cmocka_unit_test(without_groups_nothing_is_merged), cmocka_unit_test(no_bin_is_left_with_one_or_two),
        cmocka_unit_test(names_and_labels)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
