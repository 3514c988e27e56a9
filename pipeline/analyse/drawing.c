#include "drawing.h"

#include <math.h>
#include <stdlib.h>

#include "load.h"
#include "memory.h"

/* "region 'North'"; everybody where there are no strata. */
static void put_stratum(const struct codebook *book, int stratum, struct buffer *out)
{
    int count;
    if (book->strata < 0) buffer_put(out, "the survey");
    else buffer_format(out, "%s '%s'", book->fields[book->strata].name, codebook_categories(book, (struct group_variable){book->strata, -1}, &count)[stratum].label);
}

static int refuse(const struct codebook *book, struct design_result result, struct failure *failure)
{
    const char *one = book->cluster >= 0 ? "team" : "person", *many = book->cluster >= 0 ? "teams" : "people";
    struct buffer stratum = {0}, other = {0};
    put_stratum(book, result.stratum, &stratum);
    put_stratum(book, result.other, &other);
    switch (result.fault) {
    case DESIGN_TWO_STRATA:
        fail(failure, STATUS_DATA, "strata: a team has people in %s and in %s", other.at, stratum.at);
        failure_hint(failure, "a team is drawn from one stratum: take strata that do not go through teams, or correct the answers");
        break;
    case DESIGN_LONELY:
        fail(failure, STATUS_DATA, "strata: %s has answers from one %s, so its uncertainty cannot be told", stratum.at, one);
        failure_hint(failure, "merge it with another stratum, or say in the codebook what becomes of it: \"lone_team\": \"adjust\" or \"remove\"");
        break;
    case DESIGN_TOO_MANY:
        fail(failure, STATUS_DATA, "finite population: %.0f %s answered in %s, and there are only %g", result.drawn, many, stratum.at, result.population);
        failure_hint(failure, "correct how many there are in all, in the codebook or the frame");
        break;
    default:
        fail(failure, STATUS_DATA, "strata: some respondents did not answer '%s'", book->strata >= 0 ? book->fields[book->strata].name : "");
        failure_hint(failure, "everybody must be in a stratum");
    }
    buffer_free(&stratum);
    buffer_free(&other);
    return -1;
}

static int read_population(const struct respondents *respondents, int strata, double *population, struct failure *failure)
{
    const struct codebook *book = respondents->book;
    enum frame_count counted = book->cluster >= 0 ? FRAME_TEAMS : FRAME_HEADCOUNT;
    uint64_t shape;
    int fields = book->strata >= 0;
    bool told = frame_tells(&respondents->frame, &book->strata, fields, &shape);
    for (int k = 0; told && k < strata; k++) {
        population[k] = frame_sum(&respondents->frame, shape, &book->strata, &k, fields, counted);
        told = !isnan(population[k]);
    }
    if (told) return 0;
    fail(failure, STATUS_DATA, "finite population: no frame tells how many %s there are%s%s%s", book->cluster >= 0 ? "teams" : "people", fields ? " by '" : "", fields ? book->fields[book->strata].name : "",
         fields ? "'" : "");
    return failure_hint(failure, book->cluster >= 0 ? "give --frame FILE to spwell ingest with a column 'teams', or the numbers in the codebook" : "give --frame FILE to spwell ingest, or the numbers in the codebook");
}

static int load_strata(const struct respondents *respondents, struct store *store, const char *wave, int *strata, struct failure *failure)
{
    size_t count = respondents->design->respondents;
    uint8_t *codes = memory_new(count, 1);
    int result = load_codes(store, wave, respondents->book, (struct group_variable){respondents->book->strata, -1}, count, codes, 1, failure);
    for (size_t i = 0; !result && i < count; i++) strata[i] = codes[i];
    free(codes);
    return result;
}

int drawing_run(struct respondents *respondents, struct store *store, const char *wave, struct failure *failure)
{
    static const enum lonely lonely[] = {[LONE_TEAM_FAIL] = LONELY_FAIL, [LONE_TEAM_ADJUST] = LONELY_ADJUST, [LONE_TEAM_REMOVE] = LONELY_REMOVE};
    const struct codebook *book = respondents->book;
    const bool stratified = book->strata >= 0, finite = book->finite_population != POPULATION_ENDLESS;
    if (!stratified && !finite) return 0;
    int count = stratified ? book->fields[book->strata].category_count : 1;
    int *strata = memory_new(respondents->design->respondents, sizeof *strata);
    double *population = finite ? memory_new((size_t)count, sizeof *population) : NULL;
    int result = stratified ? load_strata(respondents, store, wave, strata, failure) : 0;
    if (!result && book->finite_population == POPULATION_FRAME) result = read_population(respondents, count, population, failure);
    for (int k = 0; book->finite_population == POPULATION_COUNTED && k < count; k++) population[k] = book->populations[k];
    if (!result) {
        struct design_result drawn = design_stratify(respondents->design, stratified ? strata : NULL, count, population, lonely[book->lone_team]);
        if (drawn.fault != DESIGN_GOOD) result = refuse(book, drawn, failure);
    }
    free(strata);
    respondents->populations = population;
    return result;
}
