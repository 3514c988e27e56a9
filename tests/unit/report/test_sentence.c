/* The grammar. Expected sentences are written by hand from the wording rules (percentage points, "no clear ...", what it could be); the numbers in them
 * are chosen, not computed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../../../pipeline/report/sentence.h"
#include "resource.h"

static struct text patterns(void) { return resource("report/patterns.txt"); }

static const struct facts isolated = {.kind = FACTS_COMPARE, .shape = "yes-no", .label = "Isolated at work", .phrase = "feel isolated", .category = "yes", .unit = "%", .better = "lower",
    .group = "voluntary-sector link workers", .reference = "NHS link workers", .when = "", .verdict = "higher", .why = "", .value = 8, .low = 2, .high = 14, .now = 58, .before = 50,
    .now_low = 53, .now_high = 63, .decimals = 0, .n = 64, .n_reference = 88};

static struct facts clarity(void)
{
    struct facts facts = isolated;
    facts.shape = "number", facts.label = "Role clarity", facts.phrase = "", facts.unit = "out of 100", facts.better = "higher";
    facts.verdict = "no clear difference", facts.value = -2, facts.low = -8, facts.high = 4, facts.now = 64, facts.before = 66;
    return facts;
}

static struct facts over_time(struct facts facts, const char *verdict)
{
    facts.kind = FACTS_TREND, facts.group = "link workers", facts.reference = "a year before (2025-26 Q2)", facts.when = "a year before", facts.verdict = verdict;
    return facts;
}

static void says(const struct facts *facts, const char *form, const char *expected)
{
    struct buffer out = {0};
    assert_true(strcmp(form, "rest") == 0 ? sentence_rest(patterns(), facts, &out) : sentence_facts(patterns(), facts, form, &out));
    assert_string_equal(out.at, expected);
    buffer_free(&out);
}

static void a_clear_difference_of_percentages(void **state)
{
    (void)state;
    says(&isolated, "headline", "A higher share of voluntary-sector link workers than of NHS link workers feel isolated");
    says(&isolated, "sentence", "A higher share of voluntary-sector link workers than of NHS link workers feel isolated (58% and 50%). "
                                "The difference is likely to be between 2 and 14 percentage points.");
    says(&isolated, "card", "of voluntary-sector link workers feel isolated, 8 percentage points higher than among NHS link workers (50%)");
}

static void a_clear_difference_downwards_is_told_without_signs(void **state)
{
    (void)state;
    struct facts facts = clarity();
    facts.label = "Supervision quality", facts.verdict = "lower", facts.value = -11, facts.low = -18, facts.high = -4, facts.now = 41, facts.before = 52;
    says(&facts, "sentence", "Average supervision quality was lower among voluntary-sector link workers than among NHS link workers (41 and 52 out of 100). "
                             "The difference is likely to be between 4 and 18 points.");
}

static void no_clear_difference_says_what_it_could_be(void **state)
{
    (void)state;
    struct facts facts = clarity();
    says(&facts, "sentence", "There was no clear difference in average role clarity between voluntary-sector link workers and NHS link workers (64 and 66 out of 100). "
                             "The difference could be anything from 8 points lower to 4 higher.");
    struct buffer out = {0};
    assert_false(sentence_facts(patterns(), &facts, "card", &out)); /* no finding to put on a card */
    buffer_free(&out);
}

/* An interval without 0 beside "no clear difference" contradicts itself to a reader, unless the sentence says why. */
static void what_is_clear_alone_but_not_among_many_says_so(void **state)
{
    (void)state;
    struct facts facts = clarity();
    facts.low = 1, facts.value = 7, facts.high = 14, facts.p = 0.02;
    says(&facts, "sentence", "There was no clear difference in average role clarity between voluntary-sector link workers and NHS link workers (64 and 66 out of 100). "
                             "On its own the gap (1 to 14 points) would look clear; among all the comparisons made together it is not.");
    facts.family = 10;
    facts.low = -14, facts.value = -7, facts.high = -1;
    says(&facts, "sentence", "There was no clear difference in average role clarity between voluntary-sector link workers and NHS link workers (64 and 66 out of 100). "
                             "On its own the gap (1 to 14 points) would look clear; among the 10 comparisons made together it is not.");
    struct facts change = over_time(isolated, "no clear change");
    change.low = 1, change.p = 0.03, change.family = 30;
    says(&change, "sentence", "There was no clear change in the share of link workers who feel isolated, compared with a year before (2025-26 Q2): 50% then, 58% now. "
                              "On its own the change (1 to 14 percentage points) would look clear; among the 30 changes looked at it is not.");
    facts.p = 0.052; /* another test than the interval's: neither alone nor among many */
    says(&facts, "rest", "The gap (1 to 14 points) is on the edge of what chance alone gives.");
}

static void an_interval_that_ends_at_nothing_says_so(void **state)
{
    (void)state;
    struct facts facts = clarity();
    facts.low = 0, facts.value = 4, facts.high = 8, facts.p = 0.0501;
    assert_int_equal(sentence_doubt(&facts), DOUBT_OPEN);
    says(&facts, "rest", "The difference could be anything from none to 8 points higher.");
}

static void similar_only_when_the_verdict_says_so(void **state)
{
    (void)state;
    struct facts facts = clarity();
    facts.verdict = "similar";
    says(&facts, "headline", "Role clarity: alike among voluntary-sector link workers and NHS link workers");
}

static void too_few_and_not_estimated_give_no_number(void **state)
{
    (void)state;
    struct facts facts = isolated;
    facts.verdict = "too few", facts.value = facts.low = facts.high = facts.now = facts.before = NAN;
    says(&facts, "sentence", "Isolated at work: too few answers to compare voluntary-sector link workers with NHS link workers safely.");
    facts.verdict = "not estimated", facts.why = "one team only";
    says(&facts, "sentence", "Isolated at work: voluntary-sector link workers and NHS link workers could not be compared: one team only.");
    facts.kind = FACTS_TREND, facts.verdict = "too few";
    facts.group = "link workers", facts.reference = "2025";
    says(&facts, "sentence", "Isolated at work: too few answers among link workers to compare with 2025 safely.");
}

static void nothing_is_clear_without_an_interval(void **state)
{
    (void)state;
    struct facts facts = isolated;
    facts.low = NAN;
    assert_int_equal(sentence_verdict(&facts), VERDICT_NONE);
    says(&facts, "headline", "Isolated at work: voluntary-sector link workers and NHS link workers could not be compared");
}

static void changes_over_time(void **state)
{
    (void)state;
    struct facts facts = over_time(isolated, "rose");
    says(&facts, "headline", "The share of link workers who feel isolated rose");
    says(&facts, "sentence", "The share of link workers who feel isolated rose from 50% to 58%, compared with a year before (2025-26 Q2). "
                             "The change is likely to be between 2 and 14 percentage points.");
    says(&facts, "card", "of link workers feel isolated, up from 50% a year before");
    facts = over_time(clarity(), "fell");
    facts.low = -6.4, facts.high = -0.2; /* 0.2 must not be told as 0 */
    says(&facts, "sentence", "Average role clarity among link workers fell from 66 to 64 out of 100, compared with a year before (2025-26 Q2). "
                             "The change is likely to be between 0.2 and 6.4 points.");
    facts = over_time(clarity(), "no clear change");
    says(&facts, "sentence", "There was no clear change in average role clarity among link workers, compared with a year before (2025-26 Q2): 66 then, 64 out of 100 now. "
                             "The change could be anything from 8 points lower to 4 higher.");
    facts.verdict = "not comparable", facts.why = "the question changed in 2026-27 Q1";
    says(&facts, "sentence", "Role clarity among link workers cannot be compared with a year before (2025-26 Q2): the question changed in 2026-27 Q1.");
}

static void categories_are_quoted(void **state)
{
    (void)state;
    struct facts facts = isolated;
    facts.shape = "category", facts.label = "Where people work", facts.phrase = "", facts.category = "Alone", facts.better = "";
    says(&facts, "headline", "Where people work: “Alone” is more common among voluntary-sector link workers than among NHS link workers");
    assert_int_equal(sentence_tone(&facts), TONE_NEUTRAL);
}

static void the_tone_follows_the_better_side(void **state)
{
    (void)state;
    struct facts facts = isolated;
    assert_int_equal(sentence_tone(&facts), TONE_WORSE); /* higher, and lower is better */
    facts.verdict = "lower";
    assert_int_equal(sentence_tone(&facts), TONE_BETTER);
    facts.better = "higher";
    assert_int_equal(sentence_tone(&facts), TONE_WORSE);
    facts.verdict = "no clear difference";
    assert_int_equal(sentence_tone(&facts), TONE_NEUTRAL);
}

static void labels_keep_their_abbreviations_and_their_colons(void **state)
{
    (void)state;
    struct buffer out = {0};
    sentence_lower("NHS pension", &out);
    assert_string_equal(out.at, "NHS pension");
    buffer_free(&out);
    struct facts facts = clarity();
    facts.label = "Training gap: debt";
    facts.verdict = "higher", facts.value = 1, facts.low = 0.5, facts.high = 1, facts.unit = "points", facts.decimals = 1, facts.now = 2, facts.before = 1;
    says(&facts, "sentence", "Average “training gap: debt” was higher among voluntary-sector link workers than among NHS link workers (2.0 and 1.0 points). "
                             "The difference is likely to be between 0.5 and 1.0 points.");
    facts.decimals = 0;
    says(&facts, "card", "average “training gap: debt” among voluntary-sector link workers, 1 point higher than among NHS link workers (1)");
}

static void pieces_for_tables(void **state)
{
    (void)state;
    struct buffer out = {0};
    struct facts facts = clarity();
    sentence_difference(&facts, &out);
    assert_string_equal(out.at, "\xe2\x88\x92" "2 (\xe2\x88\x92" "8 to 4)");
    buffer_clear(&out);
    sentence_interval(&isolated, 53, 63, &out);
    assert_string_equal(out.at, "53% to 63%");
    buffer_clear(&out);
    sentence_level(&isolated, 0.3, &out);
    assert_string_equal(out.at, "0.3%"); /* not 0 */
    buffer_clear(&out);
    sentence_level(&isolated, NAN, &out);
    assert_int_equal(out.length, 0);
    buffer_free(&out);
}

/* No word that claims a cause, ranks people or hides behind statistics, in any pattern. */
static void banned_words_stand_in_no_pattern(void **state)
{
    (void)state;
    static const char *const banned[] = {"significant", "due to", "because", "driven by", "league", "impact", "leads to", "lead to", "caused", "worst", "slightly", "burnt out", "results in", "effect of"};
    struct text source = patterns();
    struct buffer lower = {0};
    for (const char *at = source.at, *end; at < source.at + source.length; at = end + 1) {
        end = memchr(at, '\n', (size_t)(source.at + source.length - at));
        if (!end) end = source.at + source.length;
        if (*at != '#') buffer_add(&lower, at, (size_t)(end - at));
        buffer_put(&lower, "\n");
        if (end == source.at + source.length) break;
    }
    for (char *at = lower.at; *at; at++)
        if (*at >= 'A' && *at <= 'Z') *at = (char)(*at + 'a' - 'A');
    for (size_t i = 0; i < sizeof banned / sizeof *banned; i++)
        if (strstr(lower.at, banned[i])) fail_msg("patterns.txt says '%s'", banned[i]);
    buffer_free(&lower);
}

/* Every pattern of the grammar can be filled with the facts of its kind, and leaves no slot open. */
static void every_verdict_and_shape_has_its_patterns(void **state)
{
    (void)state;
    static const char *const verdicts[][5] = {{"higher", "no clear difference", "similar", "too few", "not estimated"}, {"rose", "no clear change", "too few", "not comparable", NULL}};
    static const char *const shapes[] = {"number", "yes-no", "category"}, *const forms[] = {"headline", "sentence"};
    for (int kind = 0; kind < 2; kind++)
        for (int v = 0; v < 5 && verdicts[kind][v]; v++)
            for (int s = 0; s < 3; s++)
                for (int f = 0; f < 2; f++) {
                    struct facts facts = kind ? over_time(isolated, "") : isolated;
                    struct buffer out = {0};
                    facts.verdict = verdicts[kind][v], facts.shape = shapes[s];
                    assert_true(sentence_facts(patterns(), &facts, forms[f], &out));
                    assert_null(strpbrk(out.at, "{}"));
                    buffer_free(&out);
                }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_clear_difference_of_percentages), cmocka_unit_test(a_clear_difference_downwards_is_told_without_signs),
        cmocka_unit_test(no_clear_difference_says_what_it_could_be), cmocka_unit_test(what_is_clear_alone_but_not_among_many_says_so),
        cmocka_unit_test(an_interval_that_ends_at_nothing_says_so), cmocka_unit_test(similar_only_when_the_verdict_says_so), cmocka_unit_test(too_few_and_not_estimated_give_no_number),
        cmocka_unit_test(nothing_is_clear_without_an_interval), cmocka_unit_test(changes_over_time), cmocka_unit_test(categories_are_quoted), cmocka_unit_test(the_tone_follows_the_better_side),
        cmocka_unit_test(labels_keep_their_abbreviations_and_their_colons), cmocka_unit_test(pieces_for_tables), cmocka_unit_test(banned_words_stand_in_no_pattern),
        cmocka_unit_test(every_verdict_and_shape_has_its_patterns)};
    return cmocka_run_group_tests_name("report/sentence", tests, NULL, NULL);
}
