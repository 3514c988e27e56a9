/* The missing answers of a release. They are of questions, not of measures and groups. */
#include <string.h>

#include "release_part.h"
#include "store.h"

static const char *copy(struct arena *arena, struct statement *statement, int column)
{
    const char *text = statement_get_text(statement, column);
    return arena_copy(arena, text, strlen(text));
}

static long count_of(struct statement *statement, int column) { return statement_is_null(statement, column) ? -1 : (long)statement_get_integer(statement, column); }

int release_read_missing(struct release *release, struct figure *figure, struct failure *failure)
{
    struct statement *statement = store_statement(release->store, "missing");
    struct gaps gaps = {0};
    int got;
    statement_text(statement, 1, figure->period);
    while ((got = statement_next(statement, failure)) > 0) {
        const struct gap_count count = {copy(figure->arena, statement, 0), copy(figure->arena, statement, 1), copy(figure->arena, statement, 2), count_of(statement, 3), count_of(statement, 4), statement_get_integer(statement, 5) != 0};
        gaps_add(&gaps, &count);
    }
    gaps_choose(&gaps);
    figure->gaps = gaps;
    figure->gaps.at = arena_new(figure->arena, gaps.count + 1, sizeof *gaps.at);
    if (gaps.count) memcpy(figure->gaps.at, gaps.at, gaps.count * sizeof *gaps.at);
    gaps_free(&gaps);
    if (got == 0 && figure->gaps.shown == 0) return fail(failure, STATUS_CONFIG, "the release has no missing answers to draw");
    return got;
}
