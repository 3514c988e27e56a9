/* spwell analyse: scores into estimates, comparisons and changes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "change.h"
#include "codebook.h"
#include "guard.h"
#include "jobs.h"
#include "memory.h"
#include "message.h"
#include "period.h"
#include "respondents.h"
#include "stage.h"
#include "store.h"
#include "write.h"

static struct { const char *survey, *wave, *folder; long threads; } arguments = {.folder = "output/private", .threads = 2};

static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
    {"wave", 'w', "PERIOD", "the wave to analyse", &arguments.wave, OPTION_TEXT, true},
    {"store", 0, "FOLDER", "the private store [output/private]", &arguments.folder, OPTION_TEXT, false},
    {"threads", 0, "N", "threads, 1 to 8 [2]", &arguments.threads, OPTION_COUNT, false},
    {0}};

static const char *const reads[] = {"wave", "chunk", "term", "score", "score_chunk", "frame", "frame_value", NULL};
static const char *const writes[] = {"estimate", "comparison", "trend", "weight_summary", "weight", "response_rate", NULL};
static const struct store_access tables = {reads, writes, "analyse/analyse.sql"};

static int check_wave(struct store *store, const struct codebook *book, const char *wave, size_t *respondents, char start[16], struct failure *failure)
{
    struct statement *select = store_statement(store, "wave");
    statement_text(select, 1, wave);
    int got = statement_next(select, failure);
    if (got < 0) return -1;
    if (!got) {
        fail(failure, STATUS_INPUT, "%s/work.db: there is no wave %s", arguments.folder, wave);
        return failure_hint(failure, "spwell ingest stores its answers");
    }
    bool same = !strcmp(statement_get_text(select, 0), book->layout);
    *respondents = (size_t)statement_get_integer(select, 1);
    snprintf(start, 16, "%s", statement_get_text(select, 2));
    statement_reset(select);
    if (same) return 0;
    fail(failure, STATUS_CONFIG, "the questions of the codebook have changed since %s was ingested", wave);
    return failure_hint(failure, "ingest the wave's files again with --replace");
}

static int analyse_wave(struct store *store, const struct codebook *book, const char *path, const char *wave, struct failure *failure)
{
    struct respondents respondents = {0};
    struct measure_result *results = memory_new((size_t)book->measure_count, sizeof *results);
    struct output output = {store, wave, &respondents, results};
    size_t count = 0;
    char start[16] = "";
    int result = -1;
    if (check_wave(store, book, wave, &count, start, failure)) goto out;
    if (respondents_load(&respondents, store, wave, book, count, failure)) goto out;
    if (jobs_run(path, wave, &respondents, (int)arguments.threads, results, failure)) goto out;
    if (write_clear(&output, failure) || write_design(&output, failure) || write_estimates(&output, failure)) goto out;
    if (write_comparisons(&output, failure) || change_write(&output, start, failure)) goto out;
    if (store_commit(store, failure)) goto out;
    message_note("analysed %s: %zu respondents, %d measures", wave, count, book->measure_count);
    result = 0;
out:
    jobs_free(results, book->measure_count);
    respondents_free(&respondents);
    return result;
}

static int run(int count, char **operands, struct failure *failure)
{
    (void)count;
    (void)operands;
    struct period period;
    char path[4200];
    if (arguments.threads < 1 || arguments.threads > 8) return fail(failure, STATUS_USAGE, "--threads %ld is not between 1 and 8", arguments.threads);
    if (period_parse(arguments.wave, &period, failure)) return -1;
    guard_start();
    struct codebook *book = codebook_read(arguments.survey, failure);
    if (!book) return -1;
    snprintf(path, sizeof path, "%s/work.db", arguments.folder);
    struct store *store = store_open(path, STORE_WORK, STORE_WRITE, &tables, failure);
    int result = -1;
    if (store && !store_begin(store, failure)) result = analyse_wave(store, book, path, period.name, failure);
    store_close(store);
    codebook_destroy(book);
    return result;
}

int main(int argc, char **argv)
{
    static const struct stage stage = {"analyse", "turns scores into estimates with intervals", NULL, options, "  spwell analyse --survey schemas/sp-workforce.json --wave 2026-27-Q2\n", run};
    return stage_main(&stage, argc, argv);
}
