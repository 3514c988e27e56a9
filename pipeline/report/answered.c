#include "answered.h"
#include <math.h>
#include <string.h>
#include "facts.h"
#include "memory.h"
#include "number.h"

static const char *keep(const struct release *release, struct buffer *words)
{
    const char *kept = arena_copy(release->arena, words->at ? words->at : "", words->length);
    buffer_free(words);
    return kept;
}

static const char *count_words(const struct release *release, long count)
{
    struct buffer words = {0};
    number_count(&words, count);
    return keep(release, &words);
}

const struct response_rate *answered_all(const struct release *release)
{
    for (size_t i = 0; i < release->response_rate_count; i++) {
        const struct response_rate *row = &release->response_rate_rows[i];
        if (strcmp(row->period, release->now->period) == 0 && strcmp(row->by, "all") == 0) return row;
    }
    return NULL;
}

const char *answered_rate(const struct release *release, const struct response_rate *row)
{
    return row->flag[0] == 'c' || row->answered < 0 || !(row->invited > 0) ? "" : answered_percent(release, (double)row->answered, row->invited);
}

const char *answered_percent(const struct release *release, double count, double of)
{
    double percent = 100 * count / of;
    struct buffer words = {0};
    number_plain(&words, percent, number_decimals(0, &percent, 1));
    buffer_put(&words, "%");
    return keep(release, &words);
}

const char *answered_words(const struct release *release, struct text patterns)
{
    const struct response_rate *row = answered_all(release);
    if (!row || row->answered < 0) return "";
    const char *rate = answered_rate(release, row);
    struct slot slots[] = {{"n", count_words(release, row->answered)}, {"people", facts_people(release)}, {"rate", rate}, {"invited", rate[0] ? count_words(release, lround(row->invited)) : ""}};
    struct buffer words = {0};
    sentence_fill(patterns, rate[0] ? "answered.rate" : "answered.only", slots, 4, &words);
    return keep(release, &words);
}
