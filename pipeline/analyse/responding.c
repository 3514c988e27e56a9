#include "responding.h"

#include <math.h>
#include <stdlib.h>

#include "chunk.h"
#include "load.h"
#include "memory.h"
#include "response.h"

/* People of each cell who answered in part. */
static int count_partial(const struct output *output, double *partial, struct failure *failure)
{
    const struct design *design = output->respondents->design;
    const struct completeness *rule = &output->respondents->book->completeness;
    if (!rule->declared || !rule->keep_partial) return 0;
    uint8_t *codes = memory_new(design->respondents, 1);
    int result = load_bytes(output->store, "column", output->wave, CHUNK_DISPOSITION, design->respondents, codes, 1, failure);
    for (size_t i = 0; !result && i < design->respondents; i++) {
        if (!codes[design->order[i]]) continue;
        const int *cells = design->cell_of + (size_t)design->profile[i] * (size_t)design->breakdown_count;
        for (int b = 0; b < design->breakdown_count; b++)
            if (cells[b] != NO_CELL) partial[cells[b]]++;
    }
    free(codes);
    return result;
}

/* One group. What the frame does not tell is NaN. */
struct group { int grouping, cell; const char *name; double answered, partial, invited, unknown, told; /* told: did not answer, for a reason that the frame counts */ };

static struct group group_of(const struct respondents *respondents, int grouping, int cell, double partial)
{
    struct group group = {.grouping = grouping, .cell = cell, .answered = respondents->design->cell_size[cell], .partial = partial, .invited = respondents_told(respondents, grouping, cell, FRAME_HEADCOUNT)};
    for (int k = FRAME_NOT_CONTACTED; k <= FRAME_UNKNOWN; k++) {
        double count = respondents_told(respondents, grouping, cell, (enum frame_count)k);
        if (!isnan(count)) group.told += count;
        if (k == FRAME_UNKNOWN) group.unknown = isnan(count) ? 0 : count;
    }
    return group;
}

static int check(const struct respondents *respondents, const struct group *group, struct failure *failure)
{
    const char *by = respondents->book->groupings[group->grouping].name;
    if (group->invited < group->answered) {
        fail(failure, STATUS_DATA, "response rate: %.0f answered in %s = %s, and the frame has only %.0f people there", group->answered, by, group->name, group->invited);
        return failure_hint(failure, "correct the headcount in the frame");
    }
    if (!(group->invited < group->answered + group->told)) return 0;
    fail(failure, STATUS_DATA, "response rate: %.0f answered in %s = %s and the frame says of %.0f others why they did not, but has only %.0f people there", group->answered, by, group->name, group->told, group->invited);
    return failure_hint(failure, "not_contacted, refused, other and unknown are parts of the headcount, without those who answered");
}

static int put(const struct output *output, const struct group *group, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    const bool invited = group->invited > 0;
    struct response_rates rates = response_rates((struct response_counts){group->answered - group->partial, group->partial, group->invited - group->answered - group->unknown, group->unknown, book->eligible_share});
    const double numbers[] = {rates.rr1, rates.rr2, rates.rr3, rates.rr5};
    struct statement *insert = store_statement(output->store, "insert_response_rate");
    statement_text(insert, 1, output->wave);
    statement_text(insert, 2, book->groupings[group->grouping].name);
    statement_text(insert, 3, group->name);
    statement_integer(insert, 4, (int64_t)group->answered);
    statement_real_or_null(insert, 5, group->invited);
    statement_real_or_null(insert, 6, invited ? 100 * group->answered / group->invited : (double)NAN);
    statement_integer(insert, 7, (int64_t)(group->answered - group->partial));
    statement_integer(insert, 8, (int64_t)group->partial);
    statement_real_or_null(insert, 9, isnan(group->invited) ? (double)NAN : group->unknown);
    for (int i = 0; i < 4; i++) statement_real_or_null(insert, 10 + i, invited ? 100 * numbers[i] : (double)NAN);
    return statement_run(insert, failure);
}

static int write_group(const struct output *output, int grouping, int cell, double partial, struct buffer *name, struct failure *failure)
{
    struct group group = group_of(output->respondents, grouping, cell, partial);
    if (group.answered < 1 && !(group.invited > 0)) return 0;
    buffer_clear(name);
    respondents_cell_name(output->respondents, grouping, cell, name);
    group.name = name->at;
    return check(output->respondents, &group, failure) ? -1 : put(output, &group, failure);
}

int responding_write(const struct output *output, struct failure *failure)
{
    const struct design *design = output->respondents->design;
    struct buffer name = {0};
    double *partial = memory_new((size_t)design->cells, sizeof *partial);
    int result = count_partial(output, partial, failure);
    for (int g = 0; g < output->respondents->book->grouping_count; g++) {
        const struct breakdown *breakdown = &design->breakdowns[g];
        for (int cell = breakdown->first_cell; !result && cell < breakdown->first_cell + breakdown->cell_count; cell++) result = write_group(output, g, cell, partial[cell], &name, failure);
    }
    buffer_free(&name);
    free(partial);
    return result;
}
