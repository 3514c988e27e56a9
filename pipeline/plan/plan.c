/* spwell plan: how small a difference of two groups this survey can show, and how many answers another one needs. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "assumed.h"
#include "codebook.h"
#include "guard.h"
#include "memory.h"
#include "message.h"
#include "pair.h"
#include "period.h"
#include "stage.h"
#include "store.h"
#include "stored.h"
#include "text.h"

static struct { const char *survey, *wave, *folder, *power, *by, *group, *reference, *measure, *difference, *format; bool all; } arguments = {.folder = "output/private", .power = "0.8", .format = "table"};
static struct assumption assumption;

static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, false},
    {"wave", 'w', "PERIOD", "the analysed wave to plan from", &arguments.wave, OPTION_TEXT, false},
    {"store", 0, "FOLDER", "the private store [output/private]", &arguments.folder, OPTION_TEXT, false},
    {"by", 0, "NAME", "the breakdown [those of the codebook's comparisons]", &arguments.by, OPTION_TEXT, false},
    {"group", 0, "NAME", "one group of it", &arguments.group, OPTION_TEXT, false},
    {"reference", 0, "NAME", "the group beside it", &arguments.reference, OPTION_TEXT, false},
    {"measure", 'm', "NAME", "one measure [the headline ones that are compared]", &arguments.measure, OPTION_TEXT, false},
    {"all", 0, NULL, "all measures that are compared", &arguments.all, OPTION_FLAG, false},
    {"power", 0, "SHARE", "chance to find the difference [0.8]", &arguments.power, OPTION_TEXT, false},
    {"difference", 'd', "NUMBER", "a difference, in the measure's unit: how many answers does it need?", &arguments.difference, OPTION_TEXT, false},
    {"n", 0, "NUMBER", "before there is a wave: people of the group", &assumption.n, OPTION_TEXT, false},
    {"n-reference", 0, "NUMBER", "people of the reference", &assumption.n_reference, OPTION_TEXT, false},
    {"sd", 0, "NUMBER", "standard deviation of a score", &assumption.sd, OPTION_TEXT, false},
    {"share", 0, "PERCENT", "or the reference's percentage of a yes/no measure", &assumption.share, OPTION_TEXT, false},
    {"team-size", 0, "NUMBER", "mean number of answers a team [1]", &assumption.team_size, OPTION_TEXT, false},
    {"team-cv", 0, "NUMBER", "standard deviation of team sizes over their mean [0]", &assumption.team_cv, OPTION_TEXT, false},
    {"icc", 0, "SHARE", "how alike the people of a team are, 0 to 1", &assumption.icc, OPTION_TEXT, false},
    {"format", 0, "NAME", "table or csv [table]", &arguments.format, OPTION_TEXT, false},
    {0}};

static const char *const reads[] = {"wave", "estimate", "comparison", NULL};
static const struct store_access tables = {reads, NULL, "plan/plan.sql"};

struct findings { struct finding *at; size_t count, room; };

/* 1 what is asked */

static int check_arguments(struct failure *failure)
{
    if (strcmp(arguments.format, "table") && strcmp(arguments.format, "csv")) return fail(failure, STATUS_USAGE, "--format '%.40s' is neither table nor csv", arguments.format);
    if (assumed_any(&assumption)) {
        if (!arguments.survey && !arguments.wave && !arguments.by && !arguments.group && !arguments.reference && !arguments.measure && !arguments.all) return 0;
        fail(failure, STATUS_USAGE, "numbers of a study to come do not go with a wave that is stored");
        return failure_hint(failure, "leave out --survey, --wave, --by, --group, --reference, --measure and --all, or --n and what belongs to it");
    }
    if (!arguments.survey || !arguments.wave) {
        fail(failure, STATUS_USAGE, "--%s is missing", arguments.survey ? "wave PERIOD" : "survey FILE");
        return failure_hint(failure, "before there is a wave: spwell plan --n 60 --n-reference 120 --sd 20 --team-size 7 --icc 0.05");
    }
    if (arguments.difference && !arguments.measure) return fail(failure, STATUS_USAGE, "--measure NAME is missing: a difference is one in the unit of a measure");
    return 0;
}

static int read_question(struct question *question, struct failure *failure)
{
    *question = (struct question){NAN, NAN};
    if (assumed_number("power", arguments.power, 0.05, false, 1, &question->power, failure)) return -1;
    return arguments.difference ? assumed_number("difference", arguments.difference, 0, false, INFINITY, &question->difference, failure) : 0;
}

/* 2 which groups and measures of the wave */

static int add(struct findings *findings, struct store *store, const struct codebook *book, const char *wave, const struct pair *pair, struct failure *failure)
{
    findings->at = memory_grow(findings->at, findings->count, &findings->room, sizeof *findings->at);
    return pair_read(store, wave, book, pair, &findings->at[findings->count++], failure);
}

/* Comparisons that the wave has: those of headline measures, unless there are none or more is asked for. */
static int add_declared(struct findings *findings, struct store *store, const struct codebook *book, const char *wave, struct arena *arena, struct failure *failure)
{
    struct pair *pairs = NULL;
    size_t count = 0, room = 0;
    bool all = arguments.all || arguments.measure, headline = false;
    struct statement *select = store_statement(store, "declared");
    const char *texts[] = {wave, arguments.by, arguments.group, arguments.reference, arguments.measure};
    for (int i = 0; i < 5; i++) statement_text(select, i + 1, texts[i]);
    int got;
    while ((got = statement_next(select, failure)) > 0) {
        const char *cells[4];
        for (int c = 0; c < 4; c++) cells[c] = arena_format(arena, "%s", statement_get_text(select, c));
        pairs = memory_grow(pairs, count, &room, sizeof *pairs);
        int measure = codebook_measure(book, cells[3]);
        if (measure < 0) continue;
        headline |= book->measures[measure].headline;
        pairs[count++] = (struct pair){cells[0], cells[1], cells[2], cells[3]};
    }
    for (size_t i = 0; !got && i < count; i++)
        if (all || !headline || book->measures[codebook_measure(book, pairs[i].measure)].headline) got = add(findings, store, book, wave, &pairs[i], failure);
    free(pairs);
    return got;
}

/* Two groups that are broken down, though nobody compared them: the measure asked for, or the headline ones. */
static int add_undeclared(struct findings *findings, struct store *store, const struct codebook *book, const char *wave, struct failure *failure)
{
    for (int m = 0; m < book->measure_count; m++) {
        const struct measure *measure = &book->measures[m];
        struct pair pair = {arguments.by, arguments.group, arguments.reference, measure->name};
        if (arguments.measure ? !strcmp(arguments.measure, measure->name) : measure->headline && measure->shape != SHAPE_CATEGORY)
            if (add(findings, store, book, wave, &pair, failure)) return -1;
    }
    return 0;
}

enum { GROUPS_LIMIT = 400 };

/* The group must be one that the wave has estimates of; else the nearest is named. */
static int check_group(struct store *store, const char *wave, const char *option, const char *name, struct arena *arena, struct failure *failure)
{
    const char *names[GROUPS_LIMIT];
    size_t count = 0;
    struct statement *select = store_statement(store, "groups");
    statement_text(select, 1, wave);
    statement_text(select, 2, arguments.by);
    int got;
    bool known = false;
    while ((got = statement_next(select, failure)) > 0) {
        if (count < GROUPS_LIMIT) names[count++] = arena_format(arena, "%s", statement_get_text(select, 0));
        known |= !strcmp(statement_get_text(select, 0), name);
    }
    if (got || known) return got;
    if (!count) return fail(failure, STATUS_USAGE, "--by '%.60s': the wave has no estimates by that", arguments.by);
    const char *near = text_nearest(name, names, count);
    return fail(failure, STATUS_USAGE, "--%s '%.60s' is no group of %.60s%s%s%s", option, name, arguments.by, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static int check_measure(const struct codebook *book, struct arena *arena, struct failure *failure)
{
    if (!arguments.measure || codebook_measure(book, arguments.measure) >= 0) return 0;
    const char **names = arena_new(arena, (size_t)book->measure_count, sizeof *names);
    for (int m = 0; m < book->measure_count; m++) names[m] = book->measures[m].name;
    const char *near = text_nearest(arguments.measure, names, (size_t)book->measure_count);
    return fail(failure, STATUS_USAGE, "there is no measure '%.60s'%s%s%s", arguments.measure, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
}

static int find(struct findings *findings, struct store *store, const struct codebook *book, const char *wave, struct arena *arena, struct failure *failure)
{
    bool all = arguments.by && arguments.group && arguments.reference;
    if (check_measure(book, arena, failure)) return -1;
    if (arguments.by && arguments.group && check_group(store, wave, "group", arguments.group, arena, failure)) return -1;
    if (arguments.by && arguments.reference && check_group(store, wave, "reference", arguments.reference, arena, failure)) return -1;
    if (add_declared(findings, store, book, wave, arena, failure)) return -1;
    if (!findings->count && all && add_undeclared(findings, store, book, wave, failure)) return -1;
    if (findings->count) return 0;
    fail(failure, STATUS_USAGE, "%s has no such comparison", wave);
    return failure_hint(failure, "name two groups with --by, --group and --reference; if nothing is analysed yet: spwell analyse");
}

/* 3 the order of work */

static int answer(const struct findings *findings, const struct question *question, struct failure *failure)
{
    struct buffer out = {0};
    if (!strcmp(arguments.format, "csv")) answer_csv(findings->at, findings->count, question, &out);
    else answer_table(findings->at, findings->count, question, &out);
    int result = fwrite(out.at, 1, out.length, stdout) == out.length ? 0 : fail(failure, STATUS_WRITE, "the plan cannot be written: %s", strerror(errno));
    buffer_free(&out);
    return result;
}

static int plan_assumed(const struct question *question, struct failure *failure)
{
    struct finding finding;
    struct findings findings = {&finding, 1, 1};
    return assumed_study(&assumption, &finding, failure) ? -1 : answer(&findings, question, failure);
}

static int plan_wave(const struct question *question, struct failure *failure)
{
    struct period period;
    struct stored_wave wave;
    struct findings findings = {0};
    int result = -1;
    if (period_parse(arguments.wave, &period, failure)) return -1;
    struct codebook *book = codebook_read(arguments.survey, failure);
    if (!book) return -1;
    struct arena *arena = arena_create();
    struct store *store = store_open(arena_format(arena, "%s/work.db", arguments.folder), STORE_WORK, STORE_READ, &tables, failure);
    if (store && !store_begin(store, failure) && !stored_wave_find(store, arguments.folder, period.name, book, &wave, failure) && !find(&findings, store, book, period.name, arena, failure)) {
        message_note("made of the private store: these numbers are not for circulation");
        result = answer(&findings, question, failure);
    }
    free(findings.at);
    store_close(store);
    arena_destroy(arena);
    codebook_destroy(book);
    return result;
}

static int run(int count, char **operands, struct failure *failure)
{
    struct question question;
    (void)count;
    (void)operands;
    if (check_arguments(failure) || read_question(&question, failure)) return -1;
    guard_start();
    return assumed_any(&assumption) ? plan_assumed(&question, failure) : plan_wave(&question, failure);
}

int main(int argc, char **argv)
{
    static const struct stage stage = {"plan", "says which differences a survey can show, and how many answers others need; of a stored wave it prints private numbers", NULL, options,
                                       "  spwell plan --survey schemas/sp-workforce.json --wave 2026-27-Q2\n"
                                       "  spwell plan --survey schemas/sp-workforce.json --wave 2026-27-Q2 --measure cbi_work --difference 5\n"
                                       "  spwell plan --n 60 --n-reference 120 --sd 20 --team-size 7 --icc 0.05 --difference 8\n", run};
    return stage_main(&stage, argc, argv);
}
