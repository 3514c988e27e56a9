/* The grammar of every headline, finding, caption and sentence: patterns.txt holds the patterns, this fills them. Pure.
 *
 *     struct facts facts = {.kind = FACTS_COMPARE, .shape = "yes-no", .phrase = "feel isolated", .group = "NHS link workers", ..., .verdict = "higher"};
 *     sentence_facts(patterns, &facts, "headline", &out)        which pattern: compare | trend, shape, verdict, form
 *     sentence_fill(patterns, "weights.none", slots, count, &out)
 *
 * Wording rules (the tests hold them): a difference or change is told only when its verdict says that it is clear and it has an interval; otherwise
 * "no clear ..." and what it could be; differences of percentages are percentage points; nothing about causes.
 */
#ifndef REPORT_SENTENCE_H
#define REPORT_SENTENCE_H
#include <stdbool.h>
#include "text.h"

enum facts_kind { FACTS_COMPARE, FACTS_TREND };
enum facts_verdict { VERDICT_CLEAR, VERDICT_UNCLEAR, VERDICT_SIMILAR, VERDICT_FEW, VERDICT_NONE };
/* Why nothing is clear: the interval holds 0; or it does not, but the test is one of many; or it does not, but the test itself is on the edge. */
enum sentence_doubt { DOUBT_OPEN, DOUBT_ALONE, DOUBT_EDGE };
enum facts_tone { TONE_NEUTRAL, TONE_WORSE, TONE_BETTER };

/* A comparison (group and reference) or a change (now, and `reference` says when before: "the quarter before (2026-27 Q1)"). NaN: not known. */
struct facts {
    enum facts_kind kind;
    const char *shape;              /* "number", "yes-no", "category", as in release.db */
    const char *label, *phrase, *category, *unit, *better;
    const char *group, *reference;  /* as they stand inside a sentence */
    const char *when;               /* a change: "a year before", "in 2025" */
    const char *verdict, *why;      /* as in release.db */
    double value, low, high;        /* group minus reference, or now minus before; with its 95% interval */
    double now, before;             /* level of the group, of the reference */
    double now_low, now_high;
    double p;                       /* before adjusting for the family of tests */
    long family;                    /* how many tests were adjusted together; 0: not known */
    int decimals;                   /* of a level of this measure */
    long n, n_reference;            /* -1: not known */
};

enum facts_verdict sentence_verdict(const struct facts *facts);
enum sentence_doubt sentence_doubt(const struct facts *facts); /* of an unclear verdict; else DOUBT_OPEN */
/* Is a clear finding for the worse or the better for those concerned? Neutral when not clear or when the measure has no better side. */
enum facts_tone sentence_tone(const struct facts *facts);
bool sentence_is_percent(const struct facts *facts);

/* What the difference or change is likely to be, what it could be, or why it is not clear: the second half of a sentence, also for notes. */
bool sentence_rest(struct text patterns, const struct facts *facts, struct buffer *out);
/* Each returns false, and puts nothing, when there is no such pattern (an unclear comparison has no card). */
bool sentence_facts(struct text patterns, const struct facts *facts, const char *form, struct buffer *out);
/* "level.percent.sentence" and the like: the pattern of one group alone; "level.few.FORM" when it is withheld. */
bool sentence_of_level(struct text patterns, const struct facts *facts, const char *form, struct buffer *out);
/* A pattern of one name, with the slots of the facts. */
bool sentence_named(struct text patterns, const char *name, const struct facts *facts, struct buffer *out);

struct slot { const char *name, *value; };
bool sentence_fill(struct text patterns, const char *name, const struct slot *slots, size_t count, struct buffer *out);

/* Pieces, for tables: "58%" or "49.2"; "+8 (2 to 14)"; "53% to 63%". NaN prints nothing. */
void sentence_level(const struct facts *facts, double level, struct buffer *out);
void sentence_interval(const struct facts *facts, double low, double high, struct buffer *out);
void sentence_difference(const struct facts *facts, struct buffer *out);
/* The first letter in lower case unless the word is an abbreviation, or in upper case. */
void sentence_lower(const char *text, struct buffer *out);
void sentence_upper(const char *text, struct buffer *out);

#endif
