/* Missing answers by question: what the chart draws and the table beside it lists, so that both show the same questions in the same order. Pure.
 *
 *     struct gaps gaps = {0};
 *     gaps_add(&gaps, &(struct gap_count){variable, label, category, n, base, is_comment});      rows of a release in order of variable; n < 0: withheld
 *     gaps_choose(&gaps);      gaps.at[0 .. gaps.shown - 1]
 *     gaps_free(&gaps);
 */
#ifndef SPWELL_GAPS_H
#define SPWELL_GAPS_H
#include <stdbool.h>
#include <stddef.h>

enum { GAPS_LIMIT = 15 }; /* questions in one picture */
enum gap_reason { GAP_NO_ANSWER, GAP_NOT_REACHED, GAP_OTHER /* a reason of the questionnaire's own: "not applicable" */, GAP_NOT_ASKED, GAP_ANY /* reasons together */, GAP_REASONS };

struct gap_count { const char *variable, *label, *category; long n, base; bool is_comment; };
struct gap { const char *variable, *label; long n[GAP_REASONS], missing, base; bool withheld, is_comment, mixed /* how many were not asked is among GAP_ANY */; size_t position; };

struct gaps {
    struct gap *at;
    size_t count, room;
    size_t shown;            /* the first ones, most missing first; those withheld come last */
    size_t more, withheld;   /* not shown: room ran out; nothing may be told */
    size_t comments, unasked; /* left out: free text, which nobody has to write; questions put to nobody */
    bool used[GAP_REASONS];  /* by those shown */
};

enum gap_reason gaps_reason(const char *category);
void gaps_add(struct gaps *gaps, const struct gap_count *count); /* keeps the pointers */
void gaps_choose(struct gaps *gaps);
void gaps_free(struct gaps *gaps);

#endif
