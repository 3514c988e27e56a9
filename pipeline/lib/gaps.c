#include "gaps.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"

static const char *const with_unasked = "any reason or not asked";

/* As score and disclose label them; whatever else stands there is the questionnaire's own. */
enum gap_reason gaps_reason(const char *category)
{
    static const char *const names[GAP_REASONS] = {
        [GAP_NO_ANSWER] = "no answer", [GAP_NOT_REACHED] = "not reached", [GAP_OTHER] = "", [GAP_NOT_ASKED] = "not asked", [GAP_ANY] = "any reason"};
    for (int r = 0; r < GAP_REASONS; r++)
        if (strcmp(names[r], category) == 0) return (enum gap_reason)r;
    return strcmp(category, with_unasked) == 0 ? GAP_ANY : GAP_OTHER;
}

void gaps_add(struct gaps *gaps, const struct gap_count *count)
{
    if (!gaps->count || strcmp(gaps->at[gaps->count - 1].variable, count->variable) != 0) {
        gaps->at = memory_grow(gaps->at, gaps->count, &gaps->room, sizeof *gaps->at);
        gaps->at[gaps->count] = (struct gap){.variable = count->variable, .label = count->label, .base = count->base, .is_comment = count->is_comment, .position = gaps->count};
        gaps->count++;
    }
    struct gap *gap = &gaps->at[gaps->count - 1];
    gap->mixed |= strcmp(count->category, with_unasked) == 0;
    if (count->n < 0) gap->withheld = true;
    else {
        gap->n[gaps_reason(count->category)] += count->n;
        gap->missing += count->n;
    }
}

static bool is_unasked(const struct gap *gap) { return !gap->withheld && gap->n[GAP_NOT_ASKED] == gap->base; }

static bool has_place(const struct gap *gap) { return !gap->is_comment && !is_unasked(gap) && (gap->withheld || gap->missing > 0); }

/* Who was not asked left nothing out; where they are not told apart nobody knows who did. A withheld count is of few people, or of all but a few: it must not be placed by its size. */
static long rank(const struct gap *gap)
{
    if (!has_place(gap)) return -2;
    return gap->withheld ? -1 : gap->mixed ? 0 : gap->missing - gap->n[GAP_NOT_ASKED];
}

static int compare(const void *a_at, const void *b_at)
{
    const struct gap *a = a_at, *b = b_at;
    long first = rank(a), second = rank(b);
    if (first == second) first = a->missing, second = b->missing;
    if (a->withheld && b->withheld) first = second;
    if (first != second) return first > second ? -1 : 1;
    return a->position < b->position ? -1 : 1;
}

void gaps_choose(struct gaps *gaps)
{
    if (gaps->count) qsort(gaps->at, gaps->count, sizeof *gaps->at, compare);
    gaps->shown = gaps->more = gaps->withheld = gaps->comments = gaps->unasked = 0;
    for (size_t i = 0; i < gaps->count; i++) {
        const struct gap *gap = &gaps->at[i];
        if (gap->is_comment) gaps->comments++;
        else if (is_unasked(gap)) gaps->unasked++;
        else if (has_place(gap) && gaps->shown < GAPS_LIMIT) gaps->shown++;
        else if (has_place(gap) && gap->withheld) gaps->withheld++;
        else if (has_place(gap)) gaps->more++;
    }
    for (int r = 0; r < GAP_REASONS; r++) gaps->used[r] = false;
    for (size_t i = 0; i < gaps->shown; i++)
        for (int r = 0; r < GAP_REASONS; r++) gaps->used[r] |= gaps->at[i].n[r] > 0;
}

void gaps_free(struct gaps *gaps) { free(gaps->at); }
