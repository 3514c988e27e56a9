/* spwell analyse: scores into estimates, comparisons and changes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "change.h"
#include "codebook.h"
#include "coders.h"
#include "comparisons.h"
#include "guard.h"
#include "hang.h"
#include "jobs.h"
#include "memory.h"
#include "message.h"
#include "period.h"
#include "relate.h"
#include "respondents.h"
#include "responding.h"
#include "sampling.h"
#include "sensitivity.h"
#include "stage.h"
#include "store.h"
#include "stored.h"
#include "write.h"

static struct { const char *survey, *wave, *folder; long threads; } arguments = {.folder = "output/private", .threads = 2};

static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
    {"wave", 'w', "PERIOD", "the wave to analyse", &arguments.wave, OPTION_TEXT, true},
    {"store", 0, "FOLDER", "the private store [output/private]", &arguments.folder, OPTION_TEXT, false},
    {"threads", 0, "N", "threads, 1 to 8 [2]", &arguments.threads, OPTION_COUNT, false},
    {0}};

static const char *const reads[] = {"wave", "chunk", "term", "score", "score_chunk", "frame", "frame_value", "item_moment", "coder", "coded_comment", "comment_code", NULL};
static const char *const writes[] = {"estimate", "comparison", "trend", "weight_summary", "weight", "stratum", "response_rate", "sensitivity", "reliability", "reliability_item", "item_correlation", "intraclass", "correlation", "agreement", NULL};
static const struct store_access tables = {reads, writes, "analyse/analyse.sql"};

static int analyse_wave(struct store *store, const struct codebook *book, const char *path, const char *wave, struct failure *failure)
{
    struct respondents respondents = {0};
    struct measure_result *results = memory_new((size_t)book->measure_count, sizeof *results);
    struct output output = {store, wave, &respondents, results};
    struct stored_wave stored = {0};
    int result = -1;
    if (stored_wave_find(store, arguments.folder, wave, book, &stored, failure)) goto out;
    if (respondents_load(&respondents, store, wave, book, stored.respondents, failure)) goto out;
    if (jobs_run(path, wave, &respondents, (int)arguments.threads, results, failure)) goto out;
    if (write_clear(&output, failure) || sampling_write(&output, failure) || responding_write(&output, failure) || write_estimates(&output, failure) || sensitivity_write(&output, failure)) goto out;
    if (hang_write(&output, failure) || relate_write(&output, failure) || comparisons_write(&output, failure) || change_write(&output, stored.start, failure)) goto out;
    if (coders_write(store, wave, book, failure)) goto out;
    if (store_commit(store, failure)) goto out;
    message_note("analysed %s: %zu respondents, %d measures", wave, stored.respondents, book->measure_count);
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
