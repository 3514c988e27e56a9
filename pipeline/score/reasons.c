#include "reasons.h"

#include <assert.h>

/* Answers and the three reasons that are nearly all there are take no decision for each row; the others are then looked for, if there are any. */
struct common { size_t answered, none, not_asked, not_scored; };

/* Returns whether that is all of them. */
static bool put_common(const struct common *common, size_t rows, long counts[REASON_COUNT + 1])
{
    counts[REASON_COUNT] += (long)common->answered;
    counts[REASON_NO_ANSWER] += (long)common->none;
    counts[REASON_NOT_ASKED] += (long)common->not_asked;
    counts[REASON_NOT_SCORED] += (long)common->not_scored;
    return common->answered + common->none + common->not_asked + common->not_scored == rows;
}

static inline bool is_other(uint32_t reason) { return reason > REASON_NO_ANSWER && reason < REASON_NOT_ASKED; }

static void count_codes(const uint8_t *codes, size_t rows, long counts[REASON_COUNT + 1])
{
    enum { SOME = UINT8_MAX }; /* as many as a byte can count */
    struct common common = {0};
    for (size_t first = 0; first < rows; first += SOME) {
        size_t end = rows - first < SOME ? rows : first + SOME;
        uint8_t answered = 0, none = 0, not_asked = 0, not_scored = 0;
        for (size_t r = first; r < end; r++) {
            answered = (uint8_t)(answered + (codes[r] < CODE_MISSING));
            none = (uint8_t)(none + (codes[r] == CODE_MISSING + REASON_NO_ANSWER));
            not_asked = (uint8_t)(not_asked + (codes[r] == CODE_MISSING + REASON_NOT_ASKED));
            not_scored = (uint8_t)(not_scored + (codes[r] == CODE_MISSING + REASON_NOT_SCORED));
        }
        common.answered += answered;
        common.none += none;
        common.not_asked += not_asked;
        common.not_scored += not_scored;
    }
    if (put_common(&common, rows, counts)) return;
    for (size_t r = 0; r < rows; r++)
        if (is_other((uint32_t)codes[r] - CODE_MISSING)) counts[codes[r] - CODE_MISSING]++;
}

static void count_int16(const int16_t *numbers, size_t rows, long counts[REASON_COUNT + 1])
{
    struct common common = {0};
    for (size_t first = 0; first < rows; first += INT16_MAX) {
        size_t end = rows - first < INT16_MAX ? rows : first + INT16_MAX;
        uint16_t answered = 0, none = 0, not_asked = 0, not_scored = 0;
        for (size_t r = first; r < end; r++) {
            answered = (uint16_t)(answered + (numbers[r] >= INT16_MIN + REASON_COUNT));
            none = (uint16_t)(none + (numbers[r] == INT16_MIN + REASON_NO_ANSWER));
            not_asked = (uint16_t)(not_asked + (numbers[r] == INT16_MIN + REASON_NOT_ASKED));
            not_scored = (uint16_t)(not_scored + (numbers[r] == INT16_MIN + REASON_NOT_SCORED));
        }
        common.answered += answered;
        common.none += none;
        common.not_asked += not_asked;
        common.not_scored += not_scored;
    }
    if (put_common(&common, rows, counts)) return;
    for (size_t r = 0; r < rows; r++)
        if (is_other((uint32_t)(numbers[r] - INT16_MIN))) counts[numbers[r] - INT16_MIN]++;
}

static void count_int32(const int32_t *numbers, size_t rows, long counts[REASON_COUNT + 1])
{
    uint32_t answered = 0, none = 0, not_asked = 0, not_scored = 0;
    assert(rows <= UINT32_MAX);
    for (size_t r = 0; r < rows; r++) {
        answered += numbers[r] >= INT32_MIN + REASON_COUNT;
        none += numbers[r] == INT32_MIN + REASON_NO_ANSWER;
        not_asked += numbers[r] == INT32_MIN + REASON_NOT_ASKED;
        not_scored += numbers[r] == INT32_MIN + REASON_NOT_SCORED;
    }
    struct common common = {answered, none, not_asked, not_scored};
    if (put_common(&common, rows, counts)) return;
    for (size_t r = 0; r < rows; r++)
        if (is_other((uint32_t)numbers[r] - (uint32_t)INT32_MIN)) counts[numbers[r] - INT32_MIN]++;
}

void reasons_count(const struct view *view, size_t rows, long counts[REASON_COUNT + 1])
{
    if (view->kind == VIEW_CODES) count_codes(view->data, rows, counts);
    else if (view->kind == VIEW_INT16) count_int16(view->data, rows, counts);
    else count_int32(view->data, rows, counts);
}
