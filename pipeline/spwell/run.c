#include "run.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "memory.h"
#include "message.h"
#include "period.h"
#include "program.h"
#include "stage.h"

static struct arguments { const char *survey, *wave, *frame, *benchmarks, *themes, *store, *out, *profile, *encoding, *separator; bool replace, made_up; } arguments = {.store = "output/private"};
static const char *talk; /* --quiet or --verbose, for the stages too */

/* 1 the command line of one stage */

struct words { const char **at; size_t used, room; };

static void add(struct words *words, const char *word)
{
    words->at = memory_grow(words->at, words->used, &words->room, sizeof *words->at);
    words->at[words->used++] = word;
}

static void add_option(struct words *words, const char *name, const char *value)
{
    if (!value) return;
    add(words, name);
    add(words, value);
}

struct paths { const char *wave, *out, *release, *charts; char **files; };

static void add_private(struct words *words, const struct paths *paths)
{
    add_option(words, "--survey", arguments.survey);
    add_option(words, "--wave", paths->wave);
    add_option(words, "--store", arguments.store);
}

static void words_of_ingest(struct words *words, const struct paths *paths)
{
    add_private(words, paths);
    add_option(words, "--frame", arguments.frame);
    add_option(words, "--themes", arguments.themes);
    add_option(words, "--profile", arguments.profile);
    add_option(words, "--encoding", arguments.encoding);
    add_option(words, "--separator", arguments.separator);
    if (arguments.replace) add(words, "--replace");
    if (arguments.made_up) add(words, "--made-up");
    add(words, "--"); /* whatever the files are called */
    for (char **file = paths->files; *file; file++) add(words, *file);
}

static void words_of_disclose(struct words *words, const struct paths *paths)
{
    add_private(words, paths);
    add_option(words, "--benchmarks", arguments.benchmarks);
    add_option(words, "--out", paths->out);
}

static void words_of_chart(struct words *words, const struct paths *paths)
{
    add_option(words, "--release", paths->release);
    add_option(words, "--out", paths->charts);
}

static void words_of_report(struct words *words, const struct paths *paths)
{
    add_option(words, "--release", paths->release);
    add_option(words, "--charts", paths->charts);
    add_option(words, "--out", paths->out);
}

/* 2 the stages */

static const struct step {
    const char *stage;
    void (*words)(struct words *words, const struct paths *paths);
    bool behind_the_wall; /* sees neither the path of the store nor an environment that could hold it */
} steps[] = {{"ingest", words_of_ingest, false},     {"score", add_private, false},   {"analyse", add_private, false},
             {"disclose", words_of_disclose, false}, {"chart", words_of_chart, true}, {"report", words_of_report, true}};
enum { STEPS = sizeof steps / sizeof *steps };

static int stopped(const struct step *step, int code, struct failure *failure)
{
    if (code < 0) return fail(failure, STATUS_FAULT, "the stage '%s' cannot be started: %s", step->stage, strerror(errno));
    if (code > 128) fail(failure, (enum status)code, "the stage '%s' was ended by signal %d (%s)", step->stage, code - 128, strsignal(code - 128));
    else fail(failure, (enum status)code, "stopped at the stage '%s' (exit code %d)", step->stage, code);
    return failure_hint(failure, "what was there before is kept; put right what is said above and run this again");
}

static int run_step(const struct step *step, const char *program, const struct paths *paths, struct failure *failure)
{
    struct words words = {0};
    char name[40];
    snprintf(name, sizeof name, "spwell-%s", step->stage);
    add(&words, name);
    if (talk) add(&words, talk);
    step->words(&words, paths);
    add(&words, NULL);
    char **environment = step->behind_the_wall ? program_public_environment(environ, arguments.store) : environ;
    int code = program_run(program, (char *const *)words.at, environment);
    if (step->behind_the_wall) free(environment);
    free(words.at);
    return code == 0 ? 0 : stopped(step, code, failure);
}

/* All programs are looked for before the first is started. */
static int find_programs(char *programs[STEPS], struct failure *failure)
{
    for (int i = 0; i < STEPS; i++) {
        programs[i] = program_find(steps[i].stage);
        if (!programs[i]) return fail(failure, STATUS_CONFIG, "the program spwell-%s is not beside this one: build or install all of spwell", steps[i].stage);
    }
    return 0;
}

static int run_steps(const struct paths *paths, struct failure *failure)
{
    char *programs[STEPS] = {NULL};
    int result = find_programs(programs, failure);
    for (int i = 0; !result && i < STEPS; i++) result = run_step(&steps[i], programs[i], paths, failure);
    for (int i = 0; i < STEPS; i++) free(programs[i]);
    return result;
}

/* 3 the run */

static int run(int count, char **operands, struct failure *failure)
{
    struct period period;
    if (count == 0) {
        fail(failure, STATUS_USAGE, "no survey file is named");
        return failure_hint(failure, "spwell run --survey %s --wave %s responses.csv", arguments.survey, arguments.wave);
    }
    if (period_parse(arguments.wave, &period, failure)) return -1;
    struct arena *arena = arena_create();
    const char *out = arguments.out ? arguments.out : arena_format(arena, "output/%s", period.name);
    struct paths paths = {.wave = period.name, .out = out, .release = arena_format(arena, "%s/release.db", out), .charts = arena_format(arena, "%s/charts", out), .files = operands};
    int result = run_steps(&paths, failure);
    if (!result) printf("%s/report.html\n", out);
    arena_destroy(arena);
    return result;
}

static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
    {"wave", 'w', "WAVE", "the survey period, such as 2026-27-Q2", &arguments.wave, OPTION_TEXT, true},
    {"frame", 'f', "FILE", "the population: a CSV with the margins' columns and headcount", &arguments.frame, OPTION_TEXT, false},
    {"benchmarks", 'b', "FILE", "values and percentiles to set results beside: a CSV", &arguments.benchmarks, OPTION_TEXT, false},
    {"themes", 0, "FILE", "comments that people have coded: a CSV with respondent, question, coder, code", &arguments.themes, OPTION_TEXT, false},
    {"profile", 'p', "NAME", "the shape of the export: qualtrics, limesurvey ... [the codebook's, or plain]", &arguments.profile, OPTION_TEXT, false},
    {"encoding", 0, "NAME", "encoding of the files [the codebook's, or UTF-8]", &arguments.encoding, OPTION_TEXT, false},
    {"separator", 0, "CHARACTER", "separator of the files [the codebook's, or a comma]", &arguments.separator, OPTION_TEXT, false},
    {"store", 0, "DIR", "the private store [output/private]", &arguments.store, OPTION_TEXT, false},
    {"out", 'o', "DIR", "where the report goes [output/WAVE]", &arguments.out, OPTION_TEXT, false},
    {"replace", 0, NULL, "replace this wave's answers", &arguments.replace, OPTION_FLAG, false},
    {"made-up", 0, NULL, "the answers are made up; every page says so", &arguments.made_up, OPTION_FLAG, false},
    {0}};

static const char *find_talk(int argc, char **argv)
{
    const char *found = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
        if (!strcmp(argv[i], "--quiet") || !strcmp(argv[i], "-q")) found = "--quiet";
        if (!strcmp(argv[i], "--verbose") || !strcmp(argv[i], "-v")) found = "--verbose";
    }
    return found;
}

int run_main(int argc, char **argv)
{
    static const struct stage stage = {"run", "makes the report of one survey period: ingest, score, analyse, disclose, chart, report", "responses.csv...", options,
                                       "  spwell run --survey schemas/sp-workforce.json --wave 2026-27-Q2 responses.csv\n"
                                       "  spwell run --survey S --wave W --frame frame.csv --out output/first --replace responses.csv\n", run};
    talk = find_talk(argc, argv);
    return stage_main(&stage, argc, argv);
}
