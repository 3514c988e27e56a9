/* 1 variables and breakdowns   2 the frame   3 weights   4 the whole   5 names */
#include "respondents.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "load.h"
#include "memory.h"

enum { CELL_LIMIT = 20000, STRATUM_LIMIT = 4000 };

/* 1 variables and breakdowns */

static int find_variable(struct respondents *respondents, struct group_variable variable, struct failure *failure)
{
    for (int v = 0; v < respondents->variable_count; v++)
        if (respondents->variables[v].field == variable.field && respondents->variables[v].measure == variable.measure) return v;
    if (respondents->variable_count == DESIGN_VARIABLE_LIMIT) return fail(failure, STATUS_CONFIG, "groups, margins and covariates use more than %d variables", DESIGN_VARIABLE_LIMIT);
    respondents->variables[respondents->variable_count] = variable;
    return respondents->variable_count++;
}

static int make_breakdown(struct respondents *respondents, const struct grouping *grouping, int first_cell, struct breakdown *breakdown, struct failure *failure)
{
    *breakdown = (struct breakdown){.variable_count = grouping->count, .first_cell = first_cell, .cell_count = 1};
    for (int v = 0; v < grouping->count; v++) {
        int variable = find_variable(respondents, grouping->variables[v], failure);
        if (variable < 0) return -1;
        breakdown->variables[v] = variable;
        codebook_categories(respondents->book, grouping->variables[v], &breakdown->categories[v]);
        breakdown->cell_count *= breakdown->categories[v];
    }
    if (first_cell + breakdown->cell_count <= CELL_LIMIT) return 0;
    fail(failure, STATUS_CONFIG, "the groups have more than %d cells", CELL_LIMIT);
    return failure_hint(failure, "cross fewer groups in the codebook's \"groups\"");
}

/* Margins and covariates become variables of the design too. */
static int add_other_variables(struct respondents *respondents, struct failure *failure)
{
    const struct codebook *book = respondents->book;
    for (int m = 0; m < book->margin_count && book->weighting != WEIGHTING_NONE; m++)
        if ((respondents->margins[m] = find_variable(respondents, (struct group_variable){book->margins[m], -1}, failure)) < 0) return -1;
    for (int k = 0; k < book->comparison_count; k++)
        for (int a = 0; a < book->comparisons[k].adjust_count; a++) {
            int field = book->comparisons[k].adjust_for[a];
            if (book->fields[field].type == FIELD_CATEGORY && find_variable(respondents, (struct group_variable){field, -1}, failure) < 0) return -1;
        }
    return 0;
}

/* 2 the frame */

static int frame_field(struct frame *frame, int field)
{
    for (int f = 0; f < frame->field_count; f++)
        if (frame->fields[f] == field) return f;
    frame->fields[frame->field_count] = field;
    return frame->field_count++;
}

static int load_frame(struct respondents *respondents, struct store *store, const char *wave, struct failure *failure)
{
    struct frame *frame = &respondents->frame;
    const struct codebook *book = respondents->book;
    size_t room = 0, codes_room = 0;
    int64_t number = -1;
    int got;
    frame->fields = memory_new((size_t)book->field_count, sizeof *frame->fields);
    struct statement *select = store_statement(store, "frame");
    statement_text(select, 1, wave);
    while ((got = statement_next(select, failure)) > 0) {
        int field = codebook_field(book, statement_get_text(select, 2));
        if (field < 0) continue; /* the codebook has changed since; layout was checked for what is weighted by */
        if (statement_get_integer(select, 0) != number) {
            number = statement_get_integer(select, 0);
            frame->headcount = memory_grow(frame->headcount, frame->rows, &room, sizeof *frame->headcount);
            frame->codes = memory_grow(frame->codes, frame->rows, &codes_room, sizeof *frame->codes * (size_t)book->field_count);
            for (int f = 0; f < book->field_count; f++) frame->codes[frame->rows * (size_t)book->field_count + (size_t)f] = CODE_MISSING;
            frame->headcount[frame->rows++] = statement_get_real(select, 1);
        }
        frame->codes[(frame->rows - 1) * (size_t)book->field_count + (size_t)field] = (int)statement_get_integer(select, 3);
        (void)frame_field(frame, field);
    }
    return got;
}

static bool frame_has(const struct frame *frame, int field)
{
    for (int f = 0; f < frame->field_count; f++)
        if (frame->fields[f] == field) return true;
    return false;
}

/* 3 weights */

struct weighting { int margin_count; int categories[DESIGN_VARIABLE_LIMIT]; size_t strata; double *answered, *weights, *populations[DESIGN_VARIABLE_LIMIT]; int *of_stratum[DESIGN_VARIABLE_LIMIT]; struct weight_margin margins[DESIGN_VARIABLE_LIMIT]; };

static const char *category_name(const struct codebook *book, const struct weighting *weighting, int margin, int category, bool combined, struct buffer *name)
{
    int count;
    buffer_clear(name);
    for (int m = 0, rest = category; m < (combined ? book->margin_count : 1); m++) {
        int field = book->margins[combined ? m : margin], own = rest, below = 1;
        for (int k = m + 1; combined && k < book->margin_count; k++) below *= weighting->categories[k];
        own = rest / below;
        rest %= below;
        buffer_format(name, "%s%s '%s'", m ? ", " : "", book->fields[field].name, codebook_categories(book, (struct group_variable){field, -1}, &count)[own].label);
    }
    return name->at;
}

static int refuse_weights(const struct codebook *book, const struct weighting *weighting, struct weight_result result, bool combined, struct failure *failure)
{
    struct buffer name = {0};
    if (result.fault == WEIGHT_EMPTY_SAMPLE || result.fault == WEIGHT_EMPTY_POPULATION) category_name(book, weighting, result.margin, result.category, combined, &name);
    switch (result.fault) {
    case WEIGHT_EMPTY_SAMPLE:
        fail(failure, STATUS_DATA, "weights: the frame has people with %s and none of them answered", name.at);
        failure_hint(failure, "merge that category with another in the frame and the codebook, or weight by fewer margins");
        break;
    case WEIGHT_EMPTY_POPULATION:
        fail(failure, STATUS_DATA, "weights: there are answers with %s and the frame has no such people", name.at);
        failure_hint(failure, "add them to the frame");
        break;
    case WEIGHT_TOTALS_DIFFER:
        fail(failure, STATUS_DATA, "weights: the frame's total by %s differs from that by %s", book->fields[book->margins[result.margin]].name, book->fields[book->margins[0]].name);
        failure_hint(failure, "every row of the frame needs a category of every margin");
        break;
    default:
        fail(failure, STATUS_DATA, "weights: raking did not settle in %d rounds", WEIGHT_ITERATIONS);
        failure_hint(failure, "some combination of the margins is too thin: weight by fewer margins or merge categories");
    }
    buffer_free(&name);
    return -1;
}

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

static void sum_population(const struct respondents *respondents, struct weighting *weighting, bool combined)
{
    const struct codebook *book = respondents->book;
    const struct frame *frame = &respondents->frame;
    int margin_count = combined ? 1 : book->margin_count;
    for (int m = 0; m < margin_count; m++) {
        size_t categories = combined ? weighting->strata : (size_t)weighting->categories[m];
        weighting->populations[m] = memory_new(categories, sizeof(double));
        weighting->of_stratum[m] = memory_new(weighting->strata, sizeof(int));
        for (size_t r = 0; r < frame->rows; r++) {
            size_t category = 0;
            bool known = true;
            for (int k = combined ? 0 : m; k < (combined ? book->margin_count : m + 1); k++) {
                int code = frame->codes[r * (size_t)book->field_count + (size_t)book->margins[k]];
                known = known && code < weighting->categories[k];
                category = category * (size_t)weighting->categories[k] + (size_t)code;
            }
            if (known) weighting->populations[m][category] += frame->headcount[r];
        }
        for (size_t h = 0; h < weighting->strata; h++) {
            size_t rest = h;
            for (int k = book->margin_count - 1; k > m; k--) rest /= (size_t)weighting->categories[k];
            weighting->of_stratum[m][h] = combined ? (int)h : (int)(rest % (size_t)weighting->categories[m]);
        }
        weighting->margins[m] = (struct weight_margin){(int)categories, weighting->of_stratum[m], weighting->populations[m]};
    }
    weighting->margin_count = margin_count;
}

static int check_frame(const struct respondents *respondents, struct weighting *weighting, struct failure *failure)
{
    const struct codebook *book = respondents->book;
    weighting->strata = 1;
    for (int m = 0; m < book->margin_count; m++) {
        if (!respondents->frame.rows || !frame_has(&respondents->frame, book->margins[m])) {
            fail(failure, STATUS_DATA, "the codebook weights by '%s', and no frame tells how many people there are", book->fields[book->margins[m]].name);
            return failure_hint(failure, "give --frame FILE to spwell ingest (a CSV with the margins and headcount), or set \"weighting\": {\"method\": \"none\"}");
        }
        codebook_categories(book, (struct group_variable){book->margins[m], -1}, &weighting->categories[m]);
        weighting->strata *= (size_t)weighting->categories[m];
        if (weighting->strata > STRATUM_LIMIT) return fail(failure, STATUS_CONFIG, "the margins of the weighting have more than %d combinations", STRATUM_LIMIT);
    }
    return 0;
}

static int weigh(struct respondents *respondents, struct failure *failure)
{
    struct weighting weighting = {0};
    const struct codebook *book = respondents->book;
    bool combined = book->weighting == WEIGHTING_POST_STRATIFY;
    int result = -1;
    if (check_frame(respondents, &weighting, failure) || count_answered(respondents, &weighting, failure)) goto out;
    sum_population(respondents, &weighting, combined);
    weighting.weights = memory_new(weighting.strata, sizeof *weighting.weights);
    struct weight_result raked = weight_rake(weighting.answered, weighting.strata, weighting.margins, weighting.margin_count, weighting.weights);
    respondents->iterations = raked.iterations;
    if (raked.fault != WEIGHT_GOOD) refuse_weights(book, &weighting, raked, combined, failure);
    else {
        design_calibrate(respondents->design, respondents->margins, weighting.categories, book->margin_count, combined, weighting.weights);
        result = 0;
    }
out:
    free(weighting.answered);
    free(weighting.weights);
    for (int m = 0; m < DESIGN_VARIABLE_LIMIT; m++) {
        free(weighting.populations[m]);
        free(weighting.of_stratum[m]);
    }
    return result;
}

/* 4 the whole */

int respondents_load(struct respondents *respondents, struct store *store, const char *wave, const struct codebook *book, size_t count, struct failure *failure)
{
    *respondents = (struct respondents){.book = book};
    struct breakdown *breakdowns = memory_new((size_t)book->grouping_count, sizeof *breakdowns);
    uint8_t *codes = NULL;
    uint32_t *teams = NULL;
    size_t team_count = 0;
    int result = -1, first_cell = 0;
    for (int g = 0; g < book->grouping_count; g++) {
        if (make_breakdown(respondents, &book->groupings[g], first_cell, &breakdowns[g], failure)) goto out;
        first_cell += breakdowns[g].cell_count;
    }
    if (add_other_variables(respondents, failure)) goto out;
    size_t width = (size_t)respondents->variable_count;
    codes = memory_new(count * (width ? width : 1), 1);
    for (size_t v = 0; v < width; v++)
        if (load_codes(store, wave, book, respondents->variables[v], count, codes + v, width, failure)) goto out;
    if (book->cluster >= 0) {
        teams = memory_new(count, sizeof *teams);
        if (load_teams(store, wave, book->fields[book->cluster].name, count, teams, &team_count, failure)) goto out;
        design_arrange(codes, count, respondents->variable_count, teams, team_count);
    }
    if (load_frame(respondents, store, wave, failure)) goto out;
    respondents->design = design_create(codes, count, respondents->variable_count, teams, team_count, breakdowns, book->grouping_count);
    result = book->weighting == WEIGHTING_NONE ? 0 : weigh(respondents, failure);
    if (!result) design_take_apart(respondents->design);
out:
    free(breakdowns);
    free(codes);
    free(teams);
    return result;
}

void respondents_free(struct respondents *respondents)
{
    design_destroy(respondents->design);
    free(respondents->frame.fields);
    free(respondents->frame.codes);
    free(respondents->frame.headcount);
}

/* 5 names */

void respondents_cell_name(const struct respondents *respondents, int grouping, int cell, struct buffer *out)
{
    const struct breakdown *breakdown = &respondents->design->breakdowns[grouping];
    int rest = cell - breakdown->first_cell, count;
    if (!breakdown->variable_count) buffer_put(out, "all");
    for (int v = 0; v < breakdown->variable_count; v++) {
        const struct category *categories = codebook_categories(respondents->book, respondents->variables[breakdown->variables[v]], &count);
        int below = v == 0 && breakdown->variable_count == 2 ? breakdown->categories[1] : 1;
        buffer_format(out, "%s%s", v ? "*" : "", categories[rest / below].value);
        rest %= below;
    }
}

int respondents_cell(const struct respondents *respondents, int grouping, int category)
{
    return respondents->design->breakdowns[grouping].first_cell + category;
}

int respondents_variable(const struct respondents *respondents, int field)
{
    for (int v = 0; v < respondents->variable_count; v++)
        if (respondents->variables[v].field == field && field >= 0) return v;
    return -1;
}

double respondents_invited(const struct respondents *respondents, int grouping, int cell)
{
    const struct breakdown *breakdown = &respondents->design->breakdowns[grouping];
    const struct frame *frame = &respondents->frame;
    size_t fields = (size_t)respondents->book->field_count;
    double invited = 0;
    if (!frame->rows) return NAN;
    for (int v = 0; v < breakdown->variable_count; v++) {
        int field = respondents->variables[breakdown->variables[v]].field;
        if (field < 0 || !frame_has(frame, field)) return NAN;
    }
    for (size_t r = 0; r < frame->rows; r++) {
        int own = 0;
        for (int v = 0; v < breakdown->variable_count; v++) own = own * breakdown->categories[v] + frame->codes[r * fields + (size_t)respondents->variables[breakdown->variables[v]].field];
        if (breakdown->first_cell + own == cell) invited += frame->headcount[r];
    }
    return invited;
}
