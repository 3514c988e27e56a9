/* spwell synth: made-up respondents from a codebook. Input and output; what is made up is decided in plan, structure, crowd and row. */
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "codebook.h"
#include "codes.h"
#include "crowd.h"
#include "frame.h"
#include "memory.h"
#include "message.h"
#include "output.h"
#include "period.h"
#include "plan.h"
#include "row.h"
#include "stage.h"
#include "structure.h"

static struct arguments {
    const char *survey, *wave, *structure, *out;
    long respondents, invited, seed;
    bool frame, codes;
} arguments = {.respondents = -1, .invited = -1, .seed = 1};

static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
    {"wave", 'w', "PERIOD", "the quarter the answers are from", &arguments.wave, OPTION_TEXT, true},
    {"respondents", 'n', "NUMBER", "how many answer (or give --invited)", &arguments.respondents, OPTION_COUNT, false},
    {"invited", 0, "NUMBER", "how many are asked; the structure says how many of them answer", &arguments.invited, OPTION_COUNT, false},
    {"seed", 0, "NUMBER", "the same seed gives the same people [1]", &arguments.seed, OPTION_COUNT, false},
    {"structure", 0, "FILE", "teams, factors, shifts and shares (pipeline/synth/README.md)", &arguments.structure, OPTION_TEXT, false},
    {"frame", 0, NULL, "write the headcounts of those invited instead of answers", &arguments.frame, OPTION_FLAG, false},
    {"codes", 0, NULL, "write codes of the comments, as two coders might give them, instead of answers", &arguments.codes, OPTION_FLAG, false},
    {"out", 'o', "FILE", "where to write [standard output]", &arguments.out, OPTION_TEXT, false},
    {0}};

static const char examples[] =
    "  spwell synth --survey schemas/sp-workforce.json --wave 2026-27-Q2 --respondents 1000 --out made-up.csv\n"
    "  spwell synth --survey schemas/sp-workforce.json --wave 2026-27-Q2 --invited 500 --seed 7 \\\n"
    "               --structure fixtures/sp-workforce/structure.json --out made-up.csv\n";

/* Rows of a survey that next to nobody answers would never be filled. */
enum { SILENT_LIMIT = 100000 };

static int nobody_answers(struct failure *failure)
{
    fail(failure, STATUS_CONFIG, "%s: fewer than 1 in %d people answer", arguments.structure, SILENT_LIMIT);
    return failure_hint(failure, "look at the shifts of \"response\", or give --invited");
}

static int write_row(struct crowd *crowd, struct output *output, struct failure *failure)
{
    char *at = output_room(output, crowd->plan->row_limit, failure);
    if (!at) return -1;
    output_used(output, row_write(crowd, at));
    return 0;
}

/* The answers are drawn, for the comments are among them, and thrown away. */
static int write_codes(struct crowd *crowd, struct output *output, struct failure *failure)
{
    struct buffer codes = {0};
    char *row = memory_new(crowd->plan->row_limit, 1);
    (void)row_write(crowd, row);
    codes_write(crowd, &codes);
    int result = codes.length ? output_put(output, codes.at, codes.length, failure) : 0;
    free(row);
    buffer_free(&codes);
    return result;
}

static int write_rows(const struct plan *plan, struct output *output, struct failure *failure)
{
    struct buffer heading = {0};
    struct crowd *crowd = crowd_create(plan);
    long rows = 0, asked = 0;
    if (arguments.codes) codes_heading(&heading);
    else row_heading(plan, &heading);
    int result = output_put(output, heading.at, heading.length, failure);
    while (!result && rows != arguments.respondents && asked != arguments.invited) {
        crowd_next(crowd);
        asked++;
        if (arguments.invited < 0 && asked > SILENT_LIMIT * (rows + 1)) result = nobody_answers(failure);
        if (!crowd->answers_survey) continue;
        result = arguments.codes ? write_codes(crowd, output, failure) : write_row(crowd, output, failure);
        if (++rows % 65536 == 0) message_progress("synth", rows);
    }
    message_progress_end();
    crowd_destroy(crowd);
    buffer_free(&heading);
    if (!result) message_note("made up %ld answers of %ld people asked", rows, asked);
    return result;
}

static int write_frame(const struct plan *plan, struct output *output, struct failure *failure)
{
    struct buffer frame = {0};
    int result = frame_write(plan, arguments.invited, &frame, failure);
    if (!result) result = output_put(output, frame.at, frame.length, failure);
    buffer_free(&frame);
    return result;
}

static int write_out(const struct plan *plan, struct failure *failure)
{
    struct output *output = output_open(arguments.out, failure);
    if (!output) return -1;
    int result = arguments.frame ? write_frame(plan, output, failure) : write_rows(plan, output, failure);
    if (!result) result = output_commit(output, failure);
    output_close(output);
    return result;
}

static int check_arguments(struct failure *failure)
{
    if ((arguments.respondents < 0) == (arguments.invited < 0)) {
        fail(failure, STATUS_USAGE, "give either --respondents or --invited");
        return failure_hint(failure, "--respondents 1000 writes 1,000 rows; --invited 500 writes a row for each of 500 people who answers");
    }
    if (arguments.frame && arguments.codes) return fail(failure, STATUS_USAGE, "--frame and --codes are two files: ask for one at a time");
    if (arguments.frame && arguments.invited < 0) return fail(failure, STATUS_USAGE, "--frame counts the people invited: give --invited");
    return 0;
}

static int run(int count, char **operands, struct failure *failure)
{
    (void)count, (void)operands;
    struct period period;
    struct codebook *book = NULL;
    struct plan *plan = NULL;
    int result = -1;
    if (check_arguments(failure) || period_parse(arguments.wave, &period, failure)) goto out;
    book = codebook_read(arguments.survey, failure);
    if (!book) goto out;
    if (arguments.codes && (!book->theme_code_count || book->identifier < 0)) {
        fail_at(failure, STATUS_CONFIG, arguments.survey, 0, 0, "has no \"themes\" or no identifier: there are no codes to make up");
        goto out;
    }
    plan = plan_create(book, &period, (uint64_t)arguments.seed, failure);
    if (!plan) goto out;
    if (arguments.structure && structure_read(plan, arguments.structure, &period, failure)) goto out;
    result = write_out(plan, failure);
out:
    plan_destroy(plan);
    codebook_destroy(book);
    return result;
}

static const struct stage stage = {"synth", "makes up respondents from a codebook", NULL, options, examples, run};

int main(int argc, char **argv)
{
    return stage_main(&stage, argc, argv);
}
