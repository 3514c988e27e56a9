#include "drawing.h"

#include <math.h>
#include <string.h>

#include "quality.h"
#include "words.h"

/* Columns of `strata`: strata, drawn, there are, strata of which that is known, of one team, drawn whole. */
struct drawn { int64_t strata, n, counted, lone, whole; double population; };

static int take(const struct plan *plan, int wave, struct statement *row, void *context, struct failure *failure)
{
    (void)plan, (void)wave, (void)failure;
    *(struct drawn *)context = (struct drawn){statement_get_integer(row, 0), statement_get_integer(row, 1), statement_get_integer(row, 3), statement_get_integer(row, 4), statement_get_integer(row, 5), statement_get_real(row, 2)};
    return 0;
}

struct slot { const char *name; const char *filling; };

static void put(struct buffer *out, const char *line, const struct slot *slots, size_t count)
{
    struct buffer words = {0}, next = {0};
    words_put(&words, "disclose/drawing.txt", line, slots[0].name, slots[0].filling);
    for (size_t i = 1; i < count; i++) {
        buffer_clear(&next);
        words_fill(&next, words.at, slots[i].name, slots[i].filling);
        buffer_clear(&words);
        buffer_put(&words, next.at);
    }
    if (out->length) buffer_put(out, " ");
    buffer_put(out, words.at);
    buffer_free(&words);
    buffer_free(&next);
}

int drawing_put(const struct plan *plan, int wave, struct buffer *out, struct failure *failure)
{
    const struct codebook *book = plan->book;
    struct drawn drawn = {0};
    if (plan_rows(plan, wave, "strata", take, &drawn, failure)) return -1;
    if (!drawn.strata) return 0;
    const char *n = arena_format(plan->arena, "%lld", (long long)drawn.n), *population = arena_format(plan->arena, "%.0f", drawn.population);
    const char *percent = arena_format(plan->arena, "%.0f", drawn.population > 0 ? 100 * sqrt(fmax(0, 1 - (double)drawn.n / drawn.population)) : 100);
    const struct slot slots[] = {{"{units}", book->cluster >= 0 ? "teams" : book->people && book->people[0] ? book->people : "people"}, {"{n}", n}, {"{population}", population}, {"{percent}", percent},
                                 {"{strata}", book->strata >= 0 ? book->fields[book->strata].name : ""}};
    const size_t count = sizeof slots / sizeof *slots;
    bool stratified = book->strata >= 0;
    if (stratified) put(out, "strata", slots, count);
    if (!quality_is_too_small(plan, wave) && drawn.counted == drawn.strata) {
        bool census = drawn.whole == drawn.strata;
        put(out, census ? book->cluster >= 0 ? "census" : "census-people" : stratified ? "counted-strata" : "counted", slots, count);
    }
    if (stratified && drawn.lone && book->lone_team != LONE_TEAM_FAIL) put(out, book->lone_team == LONE_TEAM_ADJUST ? "adjust" : "remove", slots, count);
    return 0;
}
