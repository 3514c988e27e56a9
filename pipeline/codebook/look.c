#include "look.h"

#include <stdlib.h>

#include "order.h"
#include "plain.h"

static long given_once(const struct tally *tally)
{
    long once = 0;
    for (size_t a = 0; a < tally->count; a++) once += tally->answers[a].count == 1;
    return once;
}

bool look_is_unique(const struct tally *tally)
{
    return tally->too_many || (double)tally->count > 0.8 * (double)tally->answered;
}

static bool comes_back(const struct tally *tally)
{
    long different = (long)tally->count, once = given_once(tally);
    if (tally->too_many || different * 2 > tally->answered) return false;
    return once * 10 <= tally->answered || (once <= 2 && different * 3 <= tally->answered);
}

bool look_tells_of_few(const struct tally *tally)
{
    const char **normal = memory_new(tally->count, sizeof *normal);
    int *rank = memory_new(tally->count, sizeof *rank);
    bool few = false;
    for (size_t a = 0; a < tally->count; a++) {
        normal[a] = tally->answers[a].normal;
        few |= tally->answers[a].count < LOOK_FEW && !plain_answer(text_of(normal[a]));
    }
    few = few && !order_known(normal, tally->count, rank);
    free(normal);
    free(rank);
    return few;
}

static bool has_long_number(const struct tally *tally)
{
    for (size_t a = 0; a < tally->count; a++)
        if (tally->answers[a].count < LOOK_FEW && plain_has_long_number(text_of(tally->answers[a].normal))) return true;
    return false;
}

static bool is_truth(const struct tally *tally)
{
    for (size_t a = 0; a < tally->count; a++)
        if (!text_is(text_of(tally->answers[a].normal), "true") && !text_is(text_of(tally->answers[a].normal), "false")) return false;
    return tally->count > 0;
}

enum look look_column(const struct tally *tally)
{
    bool doubtful, few = tally->count <= LOOK_CATEGORIES && tally->longest <= LOOK_CATEGORY_LENGTH && !tally->lines && !tally->addresses;
    char format[40];
    if (!tally->answered) return LOOK_EMPTY;
    if (tally->addresses * 10 >= tally->answered) return LOOK_ADDRESSES;
    if (is_truth(tally)) return LOOK_TRUTH;
    if (formats_number(&tally->formats, &doubtful)) return LOOK_NUMBER;
    enum formats_date date = formats_date(&tally->formats, format);
    if (date != FORMATS_NO_DATE) return date == FORMATS_DOUBTFUL ? LOOK_DOUBTFUL_DATE : LOOK_DATE;
    if (few && comes_back(tally) && !has_long_number(tally)) return LOOK_CLOSED;
    bool names = tally->longest <= LOOK_NAME_LENGTH && !tally->lines && !tally->addresses && !tally->too_many;
    return names && (long)tally->count * 3 <= tally->answered && given_once(tally) * 10 <= tally->answered ? LOOK_NAMES : LOOK_TEXT;
}

struct placed { int rank; size_t answer; };

static int by_rank(const void *left, const void *right)
{
    const struct placed *a = left, *b = right;
    if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
    return a->answer < b->answer ? -1 : a->answer > b->answer;
}

bool look_order(const struct tally *tally, size_t *order)
{
    const char **normal = memory_new(tally->count, sizeof *normal);
    int *rank = memory_new(tally->count, sizeof *rank);
    struct placed *placed = memory_new(tally->count, sizeof *placed);
    for (size_t a = 0; a < tally->count; a++) normal[a] = tally->answers[a].normal;
    bool known = order_known(normal, tally->count, rank), any = known || order_numbers(normal, tally->count, rank);
    for (size_t a = 0; a < tally->count; a++) placed[a] = (struct placed){any ? rank[a] : 0, a};
    qsort(placed, tally->count, sizeof *placed, by_rank);
    for (size_t a = 0; a < tally->count; a++) order[a] = placed[a].answer;
    free(normal);
    free(rank);
    free(placed);
    return known;
}
