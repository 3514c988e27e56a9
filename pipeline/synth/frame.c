#include "frame.h"

#include <stdlib.h>

#include "cell.h"
#include "crowd.h"
#include "memory.h"

enum { COMBINATION_LIMIT = 1000000 };

static int check_margins(const struct plan *plan, size_t *combinations, struct failure *failure)
{
    const struct codebook *book = plan->book;
    if (!book->margin_count) return fail_at(failure, STATUS_CONFIG, book->path, 0, 0, "a frame needs weighting margins, and this codebook has none");
    *combinations = 1;
    for (int m = 0; m < book->margin_count; m++) {
        const struct field *field = &book->fields[book->margins[m]];
        if (plan->recipes[book->margins[m]].level == LEVEL_WAVE) {
            fail(failure, STATUS_CONFIG, "'%s' is drawn anew for each answer, so the people invited cannot be counted by it", field->name);
            return failure_hint(failure, "give '%s' the level \"team\" or \"person\" in a --structure", field->name);
        }
        *combinations *= (size_t)field->category_count;
        if (*combinations > COMBINATION_LIMIT) return fail_at(failure, STATUS_CONFIG, book->path, 0, 0, "the margins have more than %d combinations", COMBINATION_LIMIT);
    }
    return 0;
}

static size_t combination(const struct codebook *book, const int *answers)
{
    size_t at = 0;
    for (int m = 0; m < book->margin_count; m++) at = at * (size_t)book->fields[book->margins[m]].category_count + (size_t)answers[book->margins[m]];
    return at;
}

static void put_row(const struct plan *plan, size_t at, long headcount, struct buffer *out)
{
    const struct codebook *book = plan->book;
    size_t below = 1;
    for (int m = 1; m < book->margin_count; m++) below *= (size_t)book->fields[book->margins[m]].category_count;
    for (int m = 0; m < book->margin_count; m++) {
        buffer_csv(out, cell_category(&book->fields[book->margins[m]].categories[at / below]));
        buffer_put(out, ",");
        at %= below;
        if (m + 1 < book->margin_count) below /= (size_t)book->fields[book->margins[m + 1]].category_count;
    }
    buffer_format(out, "%ld\n", headcount);
}

int frame_write(const struct plan *plan, long invited, struct buffer *out, struct failure *failure)
{
    size_t combinations = 0;
    if (check_margins(plan, &combinations, failure)) return -1;
    long *headcounts = memory_new(combinations, sizeof *headcounts);
    struct crowd *crowd = crowd_create(plan);
    for (long i = 0; i < invited; i++) {
        crowd_next(crowd);
        headcounts[combination(plan->book, crowd->answers)]++;
    }
    for (int m = 0; m < plan->book->margin_count; m++) buffer_format(out, "%s,", plan->book->fields[plan->book->margins[m]].name);
    buffer_put(out, "headcount\n");
    for (size_t i = 0; i < combinations; i++)
        if (headcounts[i]) put_row(plan, i, headcounts[i], out);
    crowd_destroy(crowd);
    free(headcounts);
    return 0;
}
