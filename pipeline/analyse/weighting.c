/* 1 names of cells, refusals   2 who answered   3 the population   4 fitting   5 weights of a column */
#include "weighting.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "load.h"
#include "memory.h"

enum { STRATUM_LIMIT = 4000 };

/* Post-strata are the combinations of all fields of the margins, the first slowest. */
struct weighting { int categories[DESIGN_VARIABLE_LIMIT]; size_t strata; double *answered, *weights; struct weight_margin *margins; int **of_stratum; double **populations; struct design_margin *crosses; };

/* 1 names of cells, refusals */

static const struct category *categories_of(const struct codebook *book, int place, int *count)
{
    return codebook_categories(book, (struct group_variable){book->margins[place], -1}, count);
}

/* "sector 'NHS', region 'London'" */
static void put_cell(const struct codebook *book, int target, int category, struct buffer *out)
{
    const struct margin *margin = &book->targets[target];
    int below = 1, count;
    for (int i = 1; i < margin->count; i++, below *= count) categories_of(book, margin->of[i], &count);
    for (int i = 0; i < margin->count; i++) {
        const struct category *categories = categories_of(book, margin->of[i], &count);
        buffer_format(out, "%s%s '%s'", i ? ", " : "", book->fields[book->margins[margin->of[i]]].name, categories[category / below].label);
        category %= below;
        if (i + 1 < margin->count) categories_of(book, margin->of[i + 1], &count), below /= count;
    }
}

void weighting_put_target(const struct codebook *book, int target, const char *between, struct buffer *out)
{
    const struct margin *margin = &book->targets[target];
    for (int i = 0; i < margin->count; i++) buffer_format(out, "%s%s", i ? between : "", book->fields[book->margins[margin->of[i]]].name);
}

static void refuse_totals(const struct codebook *book, int target, struct failure *failure)
{
    struct buffer one = {0}, other = {0};
    weighting_put_target(book, target, " and ", &one);
    weighting_put_target(book, 0, " and ", &other);
    fail(failure, STATUS_DATA, "weights: the frame's total by %s differs from that by %s", one.at, other.at);
    failure_hint(failure, "the headcounts of each margin must add up to the same number of people");
    buffer_free(&one);
    buffer_free(&other);
}

static int refuse(const struct respondents *respondents, struct weight_result result, struct failure *failure)
{
    const struct codebook *book = respondents->book;
    struct buffer name = {0};
    if (result.fault == WEIGHT_EMPTY_SAMPLE || result.fault == WEIGHT_EMPTY_POPULATION) put_cell(book, result.margin, result.category, &name);
    switch (result.fault) {
    case WEIGHT_EMPTY_SAMPLE:
        fail(failure, STATUS_DATA, "weights: the frame has people with %s and none of them answered", name.at);
        failure_hint(failure, "merge that category with another in the frame and the codebook, or weight by fewer margins");
        break;
    case WEIGHT_EMPTY_POPULATION:
        fail(failure, STATUS_DATA, "weights: there are answers with %s and the frame has no such people", name.at);
        failure_hint(failure, "add them to the frame");
        break;
    case WEIGHT_TOTALS_DIFFER: refuse_totals(book, result.margin, failure); break;
    case WEIGHT_NOT_TRIMMED:
        fail(failure, STATUS_DATA, "weights: after %d rounds of trimming some are still below %g or above %g times the median", WEIGHT_TRIMMINGS, book->trim_least, book->trim_most);
        failure_hint(failure, book->weighting == WEIGHTING_RAKE ? "the margins cannot be met within these limits: widen them, merge small groups or weight by fewer margins" : "widen the limits of \"trim\"");
        break;
    default:
        fail(failure, STATUS_DATA, "weights: raking did not settle in %d rounds", WEIGHT_ITERATIONS);
        failure_hint(failure, "some combination of the margins is too thin: weight by fewer margins or merge categories");
    }
    buffer_free(&name);
    return -1;
}

/* 2 who answered */

static int count_answered(const struct respondents *respondents, struct weighting *weighting, struct failure *failure)
{
    const struct design *design = respondents->design;
    const struct codebook *book = respondents->book;
    weighting->answered = memory_new(weighting->strata, sizeof *weighting->answered);
    for (size_t i = 0; i < design->respondents; i++) {
        size_t stratum = 0;
        for (int m = 0; m < book->margin_count; m++) {
            int code = design->codes[design->profile[i] * (size_t)design->variables + (size_t)respondents->margins[m]];
            if (code >= weighting->categories[m]) {
                fail(failure, STATUS_DATA, "weights: some respondents did not answer '%s', which the codebook weights by", book->fields[book->margins[m]].name);
                return failure_hint(failure, "make the question required, or weight by other margins");
            }
            stratum = stratum * (size_t)weighting->categories[m] + (size_t)code;
        }
        weighting->answered[stratum]++;
    }
    return 0;
}

/* 3 the population */

static int count_strata(const struct respondents *respondents, struct weighting *weighting, struct failure *failure)
{
    const struct codebook *book = respondents->book;
    weighting->strata = 1;
    for (int m = 0; m < book->margin_count; m++) {
        categories_of(book, m, &weighting->categories[m]);
        weighting->strata *= (size_t)weighting->categories[m];
        if (weighting->strata > STRATUM_LIMIT) return fail(failure, STATUS_CONFIG, "the margins of the weighting have more than %d combinations", STRATUM_LIMIT);
    }
    return 0;
}

static int no_population(const struct respondents *respondents, int target, struct failure *failure)
{
    struct buffer name = {0};
    weighting_put_target(respondents->book, target, "' and '", &name);
    fail(failure, STATUS_DATA, "the codebook weights by '%s', and no frame tells how many people there are", name.at);
    buffer_free(&name);
    return failure_hint(failure, "give --frame FILE to spwell ingest (a CSV with the margins and headcount), or set \"weighting\": {\"method\": \"none\"}");
}

/* The codes of a target's category, or of a post-stratum when the target is NULL. */
static void take_apart(const struct weighting *weighting, const struct margin *target, int count, size_t number, int *codes)
{
    for (int i = count; i-- > 0;) {
        size_t categories = (size_t)weighting->categories[target ? target->of[i] : i];
        codes[i] = (int)(number % categories);
        number /= categories;
    }
}

static void place_strata(const struct codebook *book, struct weighting *weighting, int t)
{
    const struct margin *target = &book->targets[t];
    int codes[DESIGN_VARIABLE_LIMIT];
    for (size_t h = 0; h < weighting->strata; h++) {
        int category = 0;
        take_apart(weighting, NULL, book->margin_count, h, codes);
        for (int i = 0; i < target->count; i++) category = category * weighting->categories[target->of[i]] + codes[target->of[i]];
        weighting->of_stratum[t][h] = category;
    }
}

static int read_target(const struct respondents *respondents, struct weighting *weighting, int t, struct failure *failure)
{
    const struct codebook *book = respondents->book;
    const struct margin *target = &book->targets[t];
    int fields[DESIGN_VARIABLE_LIMIT], codes[DESIGN_VARIABLE_LIMIT];
    size_t categories = 1;
    uint64_t shape;
    for (int i = 0; i < target->count; i++) {
        fields[i] = book->margins[target->of[i]];
        categories *= (size_t)weighting->categories[target->of[i]];
    }
    if (!frame_tells(&respondents->frame, fields, target->count, &shape)) return no_population(respondents, t, failure);
    weighting->populations[t] = memory_new(categories, sizeof(double));
    weighting->of_stratum[t] = memory_new(weighting->strata, sizeof(int));
    for (size_t c = 0; c < categories; c++) {
        take_apart(weighting, target, target->count, c, codes);
        weighting->populations[t][c] = frame_sum(&respondents->frame, shape, fields, codes, target->count, FRAME_HEADCOUNT);
    }
    place_strata(book, weighting, t);
    weighting->margins[t] = (struct weight_margin){(int)categories, weighting->of_stratum[t], weighting->populations[t]};
    weighting->crosses[t] = (struct design_margin){(int)categories, weighting->of_stratum[t]};
    return 0;
}

/* A weight of a cell is headcount over answers, so where the headcount is known it tells how many answered. */
static long fewest_in_cell(const struct weighting *weighting, int targets)
{
    long fewest = 0;
    for (int t = 0; t < targets; t++) {
        const struct weight_margin *margin = &weighting->margins[t];
        double *answered = memory_new((size_t)margin->category_count, sizeof *answered);
        for (size_t h = 0; h < weighting->strata; h++) answered[weighting->of_stratum[t][h]] += weighting->answered[h];
        for (int c = 0; c < margin->category_count; c++)
            if (answered[c] > 0 && (fewest == 0 || answered[c] < (double)fewest)) fewest = lround(answered[c]);
        free(answered);
    }
    return fewest;
}

/* 4 fitting */

static struct weight_result fit(struct respondents *respondents, struct weighting *weighting)
{
    const struct codebook *book = respondents->book;
    weighting->weights = memory_new(weighting->strata, sizeof *weighting->weights);
    struct weight_result result = weight_rake(weighting->answered, weighting->strata, weighting->margins, book->target_count, weighting->weights);
    respondents->iterations = result.iterations;
    respondents->trimming = (struct weight_trimming){book->trim_most, book->trim_least, 0, 0};
    if (result.fault == WEIGHT_GOOD && book->trimmed)
        result = weight_trim(weighting->answered, weighting->strata, weighting->margins, book->target_count, &respondents->trimming, weighting->weights);
    return result;
}

static int fit_to_frame(struct respondents *respondents, struct failure *failure)
{
    const struct codebook *book = respondents->book;
    size_t targets = (size_t)book->target_count;
    struct weighting weighting = {.margins = memory_new(targets, sizeof *weighting.margins), .of_stratum = memory_new(targets, sizeof *weighting.of_stratum),
                                  .populations = memory_new(targets, sizeof *weighting.populations), .crosses = memory_new(targets, sizeof *weighting.crosses)};
    int result = count_strata(respondents, &weighting, failure);
    for (int t = 0; !result && t < book->target_count; t++) result = read_target(respondents, &weighting, t, failure);
    if (!result) result = count_answered(respondents, &weighting, failure);
    struct weight_result fitted = {0};
    if (!result) fitted = fit(respondents, &weighting);
    if (!result && fitted.fault != WEIGHT_GOOD) result = refuse(respondents, fitted, failure);
    if (!result) {
        respondents->fewest = fewest_in_cell(&weighting, book->target_count);
        design_calibrate(respondents->design, respondents->margins, weighting.categories, book->margin_count, true, weighting.weights);
        design_cross_margins(respondents->design, weighting.crosses, book->target_count);
    }
    for (size_t t = 0; t < targets; t++) {
        free(weighting.populations[t]);
        free(weighting.of_stratum[t]);
    }
    void *parts[] = {weighting.answered, weighting.weights, weighting.margins, weighting.of_stratum, weighting.populations, weighting.crosses};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) free(parts[i]);
    return result;
}

/* 5 weights of a column */

int weighting_read_column(const struct respondents *respondents, struct store *store, const char *wave, size_t count, uint8_t *codes, size_t stride, struct failure *failure)
{
    const char *name = respondents->book->fields[respondents->book->weights].name;
    double *weights = memory_new(count, sizeof *weights);
    size_t without = 0;
    int result = load_numbers(store, wave, name, count, weights, failure);
    for (size_t i = 0; !result && i < count; i++) {
        without += !(weights[i] > 0);
        memcpy(codes + i * stride, &weights[i], WEIGHTING_BYTES);
    }
    free(weights);
    if (result || !without) return result;
    fail(failure, STATUS_DATA, "weights: %zu of %zu respondents have no number above 0 in '%s', which holds the weights", without, count, name);
    return failure_hint(failure, "everybody needs a weight: make the field required with \"exclusiveMinimum\": 0, so that rows without one are kept apart");
}

static int take_column(struct respondents *respondents, struct failure *failure)
{
    struct design *design = respondents->design;
    const struct codebook *book = respondents->book;
    double *people = memory_new(design->profiles, sizeof *people), *weights = memory_new(design->profiles, sizeof *weights);
    for (size_t i = 0; i < design->respondents; i++) people[design->profile[i]]++;
    for (size_t p = 0; p < design->profiles; p++) memcpy(&weights[p], design->codes + (p + 1) * (size_t)design->variables - WEIGHTING_BYTES, WEIGHTING_BYTES);
    struct weight_result result = {WEIGHT_GOOD, 0, 0, 0};
    respondents->trimming = (struct weight_trimming){book->trim_most, book->trim_least, 0, 0};
    if (book->trimmed) result = weight_trim(people, design->profiles, NULL, 0, &respondents->trimming, weights);
    if (result.fault == WEIGHT_GOOD) design_weigh(design, weights);
    free(people);
    free(weights);
    return result.fault == WEIGHT_GOOD ? 0 : refuse(respondents, result, failure);
}

int weighting_run(struct respondents *respondents, struct failure *failure)
{
    if (respondents->book->weighting == WEIGHTING_NONE) return 0;
    return respondents->book->weighting == WEIGHTING_COLUMN ? take_column(respondents, failure) : fit_to_frame(respondents, failure);
}
