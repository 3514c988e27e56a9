/* 1 variables and breakdowns   2 the whole   3 names   4 the frame */
#include "respondents.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "drawing.h"
#include "load.h"
#include "memory.h"
#include "weighting.h"

enum { CELL_LIMIT = 20000 };

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

/* 2 the whole */

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
    bool own_weights = book->weighting == WEIGHTING_COLUMN;
    size_t variables = (size_t)respondents->variable_count, width = variables + (own_weights ? WEIGHTING_BYTES : 0);
    codes = memory_new(count * (width ? width : 1), 1);
    for (size_t v = 0; v < variables; v++)
        if (load_codes(store, wave, book, respondents->variables[v], count, codes + v, width, failure)) goto out;
    if (own_weights && weighting_read_column(respondents, store, wave, count, codes + variables, width, failure)) goto out;
    if (book->cluster >= 0) {
        teams = memory_new(count, sizeof *teams);
        if (load_teams(store, wave, book->fields[book->cluster].name, count, teams, &team_count, failure)) goto out;
        design_arrange(codes, count, (int)width, teams, team_count);
    }
    if (frame_load(&respondents->frame, store, wave, book, failure)) goto out;
    respondents->design = design_create(codes, count, (int)width, teams, team_count, breakdowns, book->grouping_count);
    if (drawing_run(respondents, store, wave, failure) || weighting_run(respondents, failure)) goto out;
    design_take_apart(respondents->design);
    result = 0;
out:
    free(breakdowns);
    free(codes);
    free(teams);
    return result;
}

void respondents_free(struct respondents *respondents)
{
    design_destroy(respondents->design);
    frame_free(&respondents->frame);
    free(respondents->populations);
}

/* 3 names */

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

/* 4 the frame */

double respondents_told(const struct respondents *respondents, int grouping, int cell, enum frame_count counted)
{
    const struct breakdown *breakdown = &respondents->design->breakdowns[grouping];
    int fields[2], codes[2], rest = cell - breakdown->first_cell;
    uint64_t shape;
    for (int v = breakdown->variable_count; v-- > 0;) {
        fields[v] = respondents->variables[breakdown->variables[v]].field;
        codes[v] = rest % breakdown->categories[v];
        rest /= breakdown->categories[v];
    }
    if (!frame_tells(&respondents->frame, fields, breakdown->variable_count, &shape)) return NAN;
    return frame_sum(&respondents->frame, shape, fields, codes, breakdown->variable_count, counted);
}
