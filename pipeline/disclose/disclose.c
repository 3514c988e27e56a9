/* The wall: the only program that opens both databases. It opens release.db under a temporary name, fills it in one transaction and puts it
 * in its place whole. What is withheld is decided in plan.c and suppress.c before a row is written. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include "benchmark.h"
#include "agreement.h"
#include "describe.h"
#include "file.h"
#include "message.h"
#include "missing.h"
#include "pair.h"
#include "period.h"
#include "quality.h"
#include "reliability.h"
#include "result.h"
#include "sensitivity.h"
#include "stage.h"

static const char temporary[] = ".release.db.part", released[] = "release.db";

static struct arguments { const char *survey, *wave, *store, *out, *benchmarks; } arguments = {.store = "output/private"};

/* 1 the two databases */

static const char *const nothing[] = {NULL};
static const char *const read_tables[] = {"wave", "source", "issue", "answer_count", "missing_count", "estimate", "comparison", "trend", "weight_summary", "stratum", "response_rate", "sensitivity", "flag", "disposition", "reliability", "reliability_item", "agreement", NULL};
static const char *const written_tables[] = {"about", "period", "input", "input_hash", "section", "measure", "category", "grouping", "grp", "instrument", "chart", "chart_measure",
                                             "result", "comparison", "trend", "response_rate", "weight_summary", "quality", "sensitivity", "reliability", "reliability_item", "agreement", "benchmark", NULL};
static const struct store_access work_access = {.reads = read_tables, .writes = nothing, .sql = "disclose/work.sql"};
static const struct store_access release_access = {.reads = nothing, .writes = written_tables, .sql = "disclose/release.sql"};

static struct store *open_work(const char *folder, struct arena *arena, struct failure *failure)
{
    return store_open(arena_format(arena, "%s/work.db", folder), STORE_WORK, STORE_READ, &work_access, failure);
}

/* 2 what may not be released at all */

/* A public sample escapes every rule, so each file behind it must be one that the codebook lists. */
static int check_public(const struct plan *plan, int wave, struct statement *row, void *unused, struct failure *failure)
{
    (void)unused;
    if (!strcmp(statement_get_text(row, 0), "frame")) return 0;
    for (int i = 0; i < plan->book->public_sample_count; i++)
        if (!strcmp(statement_get_text(row, 3), plan->book->public_sample_sha256[i])) return 0;
    fail(failure, STATUS_CONFIG, "wave %s was read from '%s' (SHA-256 %s), which is not one of the published files of the codebook's public_sample",
         plan->waves[wave].name, statement_get_text(row, 2), statement_get_text(row, 3));
    return failure_hint(failure, "only published data can be shown without withholding; for a survey of your own remove public_sample from the codebook");
}

static int check_sources(const struct plan *plan, struct failure *failure)
{
    for (int i = 0; plan->book->public_sample && i < plan->wave_count; i++)
        if (plan_rows(plan, i, "sources", check_public, NULL, failure)) return -1;
    return 0;
}

/* Charts and reports are given the path of the output, so it must not lie in the private store. */
static int check_apart(const char *store, const char *out, struct failure *failure)
{
    char *private = realpath(store, NULL), *public = realpath(out, NULL);
    size_t length = private ? strlen(private) : 0;
    bool inside = private && public && !strncmp(private, public, length) && (public[length] == '/' || !public[length]);
    free(private);
    free(public);
    if (!inside) return 0;
    fail(failure, STATUS_USAGE, "the output folder %s lies in the private store %s", out, store);
    return failure_hint(failure, "name another folder with --out");
}

/* 3 filling and putting in place */

static int fill(const struct plan *plan, const struct benchmarks *benchmarks, struct failure *failure)
{
    if (store_begin(plan->release, failure) || describe_survey(plan, failure) || describe_measures(plan, failure)) return -1;
    for (int wave = 0; wave < plan->wave_count; wave++)
        if (result_copy(plan, wave, failure) || pair_copy(plan, wave, failure) || quality_copy(plan, wave, failure) || reliability_copy(plan, wave, failure) || sensitivity_copy(plan, wave, failure) ||
            agreement_copy(plan, wave, failure))
            return -1;
    if (benchmark_copy(plan, benchmarks, failure) || missing_chart(plan, failure)) return -1;
    return store_commit(plan->release, failure);
}

static void sweep(int folder, struct arena *arena)
{
    unlinkat(folder, temporary, 0);
    unlinkat(folder, arena_format(arena, "%s-journal", temporary), 0);
}

static int put_in_place(int folder, const char *out, struct failure *failure)
{
    if (renameat(folder, temporary, folder, released)) return fail(failure, STATUS_WRITE, "%s/%s: cannot be put in place: %s", out, released, strerror(errno));
    return fsync(folder) ? fail(failure, STATUS_WRITE, "%s: cannot be synced: %s", out, strerror(errno)) : 0;
}

/* `folder` is locked, so that what lies under the temporary name is what a killed run left, or ours. */
static int release(struct plan *plan, const struct benchmarks *benchmarks, int folder, const char *out, struct failure *failure)
{
    sweep(folder, plan->arena);
    plan->release = store_open(arena_format(plan->arena, "%s/%s", out, temporary), STORE_RELEASE, STORE_CREATE, &release_access, failure);
    int result = plan->release ? fill(plan, benchmarks, failure) : -1;
    store_close(plan->release);
    if (!result) result = put_in_place(folder, out, failure);
    if (result) sweep(folder, plan->arena);
    return result;
}

static int open_folder(const char *out, struct failure *failure)
{
    if (file_make_folder(out, failure)) return -1;
    int folder = open(out, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0) return fail(failure, STATUS_CREATE, "%s: cannot be opened: %s", out, strerror(errno));
    if (!flock(folder, LOCK_EX | LOCK_NB)) return folder;
    fail(failure, STATUS_LOCKED, "%s: another run is writing here", out);
    close(folder);
    return -1;
}

static int disclose(struct plan *plan, const struct benchmarks *benchmarks, const char *wave, const char *out, struct failure *failure)
{
    /* a transaction, so that all that is read is of one moment */
    if (store_begin(plan->work, failure) || plan_waves(plan, wave, failure) || check_sources(plan, failure) || plan_withhold(plan, failure)) return -1;
    int folder = open_folder(out, failure);
    if (folder < 0) return -1;
    int result = check_apart(arguments.store, out, failure) ? -1 : release(plan, benchmarks, folder, out, failure);
    close(folder);
    return result;
}

/* 4 the command line */

static int run(int count, char **operands, struct failure *failure)
{
    (void)count;
    (void)operands;
    struct period period;
    if (period_parse(arguments.wave, &period, failure)) return -1;
    struct codebook *book = codebook_read(arguments.survey, failure);
    if (!book) return -1;
    struct arena *arena = arena_create();
    const char *out = arguments.out ? arguments.out : arena_format(arena, "output/%s", period.name);
    struct plan plan = {.arena = arena, .book = book, .cells = cells_create(book, arena)};
    struct benchmarks benchmarks = {0};
    int result = arguments.benchmarks ? benchmark_file_read(arguments.benchmarks, plan.cells, arena, &benchmarks, failure) : 0;
    if (!result) result = (plan.work = open_work(arguments.store, arena, failure)) ? 0 : -1;
    if (!result) result = disclose(&plan, &benchmarks, period.name, out, failure);
    if (!result) message_note("released %d wave%s to %s/%s", plan.wave_count, plan.wave_count == 1 ? "" : "s", out, released);
    benchmark_file_free(&benchmarks);
    store_close(plan.work);
    codebook_destroy(book);
    arena_destroy(arena);
    return result;
}

static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
    {"wave", 'w', "WAVE", "the survey period to report on", &arguments.wave, OPTION_TEXT, true},
    {"benchmarks", 'b', "FILE", "values and percentiles to set results beside: a CSV", &arguments.benchmarks, OPTION_TEXT, false},
    {"store", 0, "DIR", "the private store [output/private]", &arguments.store, OPTION_TEXT, false},
    {"out", 'o', "DIR", "where release.db is made [output/WAVE]", &arguments.out, OPTION_TEXT, false},
    {0}};

int main(int argc, char **argv)
{
    static const struct stage stage = {"disclose", "copies what may be shown from the private store to release.db", NULL, options,
                                       "  spwell disclose --survey schemas/sp-workforce.json --wave 2026-27-Q2\n", run};
    return stage_main(&stage, argc, argv);
}
