/* 1 which scores and breakdowns   2 complete cases   3 writing */
#include "sensitivity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "load.h"
#include "memory.h"

/* 1 which scores and breakdowns */

static bool is_scale(const struct measure *measure)
{
    return (measure->kind == MEASURE_MEAN || measure->kind == MEASURE_SUM) && measure->operand_count > 1 && measure->minimum_answered < measure->operand_count;
}

static bool *wanted_breakdowns(const struct codebook *book, int measure)
{
    bool *wanted = memory_new((size_t)book->grouping_count, sizeof *wanted);
    int first = 0;
    wanted[0] = true;
    for (int k = 0; k < book->comparison_count; k++) wanted[book->comparisons[k].by] = true;
    for (int g = book->grouping_count; g-- > 1;)
        if (book->groupings[g].count == 1) first = g;
    if (!book->comparison_count) wanted[first] = true;
    for (int g = 0; g < book->grouping_count; g++) wanted[g] = wanted[g] && (!book->groupings[g].measures || book->groupings[g].measures[measure]);
    return wanted;
}

/* 2 complete cases */

static int load_complete(struct store *store, const char *wave, const char *measure, size_t respondents, uint8_t *complete, struct failure *failure)
{
    struct buffer name = {0};
    buffer_format(&name, CHUNK_COMPLETE "%s", measure);
    int result = load_bytes(store, "scores", wave, name.at, respondents, complete, 1, failure);
    buffer_free(&name);
    return result;
}

int sensitivity_run(struct store *store, const char *wave, const struct respondents *respondents, int measure, const struct values *values, struct analysis **complete, struct failure *failure)
{
    const struct codebook *book = respondents->book;
    const struct design *design = respondents->design;
    if (!is_scale(&book->measures[measure])) return 0;
    uint8_t *is_complete = memory_new(design->respondents, 1);
    int result = load_complete(store, wave, book->measures[measure].name, design->respondents, is_complete, failure);
    if (!result) {
        bool *breakdowns = wanted_breakdowns(book, measure);
        struct values kept = *values;
        kept.at = memory_new(design->respondents, sizeof *kept.at);
        for (size_t i = 0; i < design->respondents; i++) kept.at[i] = is_complete[design->order[i]] ? values->at[i] : VALUE_MISSING;
        const struct task task = {.is_number = true, .breakdowns = breakdowns};
        *complete = analysis_run(&task, &kept, design);
        free(kept.at);
        free(breakdowns);
    }
    free(is_complete);
    return result;
}

/* 3 writing */

static const struct estimate *mean_of(const struct analysis *analysis, int cell)
{
    for (size_t i = 0; i < analysis->estimate_count; i++)
        if (analysis->estimates[i].statistic == STATISTIC_MEAN && analysis->estimates[i].cell == cell) return &analysis->estimates[i];
    return NULL;
}

static int put(const struct output *output, int measure, int grouping, const char *cell, const struct estimate *all, const struct estimate *complete, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    struct statement *insert = store_statement(output->store, "insert_sensitivity");
    const char *texts[] = {output->wave, book->groupings[grouping].name, cell, book->measures[measure].name};
    const struct estimate *sides[] = {all, complete};
    for (int i = 0; i < 4; i++) statement_text(insert, i + 1, texts[i]);
    for (int s = 0; s < 2; s++) {
        statement_integer(insert, 5 + 4 * s, (int64_t)sides[s]->n);
        statement_real_or_null(insert, 6 + 4 * s, sides[s]->value);
        statement_real_or_null(insert, 7 + 4 * s, sides[s]->interval.low);
        statement_real_or_null(insert, 8 + 4 * s, sides[s]->interval.high);
    }
    return statement_run(insert, failure);
}

static int write_measure(const struct output *output, int measure, struct buffer *name, struct failure *failure)
{
    const struct codebook *book = output->respondents->book;
    const struct measure_result *result = &output->results[measure];
    bool *wanted = wanted_breakdowns(book, measure);
    int failed = 0;
    for (int g = 0; !failed && g < book->grouping_count; g++) {
        const struct breakdown *breakdown = &output->respondents->design->breakdowns[g];
        for (int cell = breakdown->first_cell; wanted[g] && !failed && cell < breakdown->first_cell + breakdown->cell_count; cell++) {
            const struct estimate *all = mean_of(result->analysis, cell), *complete = mean_of(result->complete, cell);
            if (!all || !complete || all->n < 1) continue;
            buffer_clear(name);
            respondents_cell_name(output->respondents, g, cell, name);
            failed = put(output, measure, g, name->at, all, complete, failure);
        }
    }
    free(wanted);
    return failed;
}

int sensitivity_write(const struct output *output, struct failure *failure)
{
    struct buffer name = {0};
    int result = 0;
    for (int m = 0; !result && m < output->respondents->book->measure_count; m++)
        if (output->results[m].complete) result = write_measure(output, m, &name, failure);
    buffer_free(&name);
    return result;
}
