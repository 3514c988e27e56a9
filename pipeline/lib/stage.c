#include "stage.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "memory.h"
#include "message.h"
#include "text.h"

const char spwell_version[] = "0.1.0";

enum { OPTION_HELP = 1000, OPTION_VERSION, OPTION_QUIET, OPTION_VERBOSE, OPTION_OWN = 2000, OPTIONS_LIMIT = 40 };

static const struct { const char *name, *help; int value; char letter; } common[] = {
    {"help", "show this and stop", OPTION_HELP, 'h'}, {"version", "show the version and stop", OPTION_VERSION, 0},
    {"quiet", "say nothing but errors", OPTION_QUIET, 'q'}, {"verbose", "say more", OPTION_VERBOSE, 'v'}};
enum { COMMON = sizeof common / sizeof *common };

static int count_options(const struct stage *stage)
{
    int count = 0;
    while (stage->options && stage->options[count].name) count++;
    return count;
}

static void print_option(const char *name, char letter, const char *argument, const char *help, bool required)
{
    char left[80];
    char dash[6] = "    ";
    if (letter) snprintf(dash, sizeof dash, "-%c, ", letter);
    snprintf(left, sizeof left, "%s--%s%s%s", dash, name, argument ? " " : "", argument ? argument : "");
    printf("  %-28s %s%s\n", left, help, required ? " (required)" : "");
}

static void print_help(const struct stage *stage)
{
    printf("spwell %s: %s\n\n", stage->name, stage->summary);
    if (stage->examples) printf("Examples:\n%s\n", stage->examples);
    printf("Usage: spwell %s [options]%s%s\n\nOptions:\n", stage->name, stage->operands ? " " : "", stage->operands ? stage->operands : "");
    for (int i = 0; i < count_options(stage); i++) {
        const struct option_row *row = &stage->options[i];
        print_option(row->name, row->letter, row->argument, row->help, row->required);
    }
    for (int i = 0; i < COMMON; i++) print_option(common[i].name, common[i].letter, NULL, common[i].help, false);
}

static int usage(struct failure *failure, const struct stage *stage, const char *text)
{
    fail(failure, STATUS_USAGE, "%s", text);
    return failure_hint(failure, "spwell %s --help shows the options", stage->name);
}

static int take(const struct stage *stage, const struct option_row *row, const char *value, struct failure *failure)
{
    char text[300];
    if (row->kind == OPTION_FLAG) *(bool *)row->target = true;
    else if (row->kind == OPTION_TEXT) *(const char **)row->target = value;
    else if (row->kind == OPTION_LIST) {
        struct option_list *list = row->target;
        if (list->count == (int)(sizeof list->values / sizeof *list->values)) {
            snprintf(text, sizeof text, "--%s is given more than %d times", row->name, list->count);
            return usage(failure, stage, text);
        }
        list->values[list->count++] = value;
    } else {
        int64_t number;
        if (!text_integer(text_of(value), &number) || number < 0) {
            snprintf(text, sizeof text, "--%s '%.100s' is not a whole number of 0 or more", row->name, value);
            return usage(failure, stage, text);
        }
        *(long *)row->target = (long)number;
    }
    return 0;
}

static int unknown_option(const struct stage *stage, const char *written, struct failure *failure)
{
    const char *names[OPTIONS_LIMIT];
    size_t count = 0;
    for (int i = 0; i < count_options(stage); i++) names[count++] = stage->options[i].name;
    for (int i = 0; i < COMMON; i++) names[count++] = common[i].name;
    char name[64];
    snprintf(name, sizeof name, "%.*s", (int)strcspn(written + strspn(written, "-"), "="), written + strspn(written, "-"));
    const char *near = text_nearest(name, names, count);
    fail(failure, STATUS_USAGE, "unknown option '%.100s'%s%s%s", written, near ? "; did you mean --" : "", near ? near : "", near ? "?" : "");
    return failure_hint(failure, "spwell %s --help shows the options", stage->name);
}

/* Returns 1 when --help or --version has been answered. */
static int parse(const struct stage *stage, int argc, char **argv, struct failure *failure)
{
    struct option table[OPTIONS_LIMIT] = {0};
    char letters[2 * OPTIONS_LIMIT + 8] = "+:";
    bool given[OPTIONS_LIMIT] = {0};
    int count = count_options(stage);
    size_t used = 2;
    for (int i = 0; i < count + COMMON; i++) {
        bool own = i < count;
        const struct option_row *row = own ? &stage->options[i] : NULL;
        table[i] = (struct option){own ? row->name : common[i - count].name, own && row->argument ? required_argument : no_argument, NULL, own ? OPTION_OWN + i : common[i - count].value};
        char letter = own ? row->letter : common[i - count].letter;
        if (letter) letters[used++] = letter;
        if (letter && own && row->argument) letters[used++] = ':';
    }
    opterr = 0;
    letters[0] = '-'; /* operands may stand between options */
    char **operands = memory_new((size_t)argc + 1, sizeof *operands);
    int operand_count = 0, result = 0;
    for (int got; !result && (got = getopt_long(argc, argv, letters, table, NULL)) != -1;) {
        int own = got - OPTION_OWN;
        for (int i = 0; got < 256 && got > ' ' && i < count + COMMON; i++) {
            if (i < count && got == stage->options[i].letter) own = i;
            if (i >= count && got == common[i - count].letter) got = common[i - count].value;
        }
        if (got == 1) operands[operand_count++] = optarg;
        else if (own >= 0 && own < count) {
            given[own] = true;
            result = take(stage, &stage->options[own], optarg, failure);
        } else if (got == OPTION_HELP) print_help(stage), result = 1;
        else if (got == OPTION_VERSION) printf("spwell %s (%s)\n", spwell_version, stage->name), result = 1;
        else if (got == OPTION_QUIET) message_level(MESSAGE_QUIET);
        else if (got == OPTION_VERBOSE) message_level(MESSAGE_VERBOSE);
        else if (got == ':') {
            char text[200];
            snprintf(text, sizeof text, "option '%.100s' wants a value", argv[optind - 1]);
            result = usage(failure, stage, text);
        } else {
            const char letter[] = {'-', (char)optopt, 0}; /* inside a cluster of letters getopt has not moved on yet */
            bool is_letter = optopt > ' ' && optopt < 127;
            result = unknown_option(stage, is_letter ? letter : argv[optind - 1], failure);
        }
    }
    while (optind < argc) operands[operand_count++] = argv[optind++];
    for (int i = 0; !result && i < count; i++) {
        char text[100];
        snprintf(text, sizeof text, "--%s %s is missing", stage->options[i].name, stage->options[i].argument ? stage->options[i].argument : "");
        if (stage->options[i].required && !given[i]) result = usage(failure, stage, text);
    }
    if (!result && !stage->operands && operand_count) {
        char text[200];
        snprintf(text, sizeof text, "'%.100s' is not expected here", operands[0]);
        result = usage(failure, stage, text);
    }
    if (!result) result = stage->run(operand_count, operands, failure);
    free(operands);
    return result;
}

/* Private by default, and errors of the system arrive as return values instead of signals. */
static void prepare(void)
{
    umask(077);
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

int stage_main(const struct stage *stage, int argc, char **argv)
{
    struct failure failure = {0};
    char program[64];
    prepare();
    snprintf(program, sizeof program, "spwell %s", stage->name);
    int result = parse(stage, argc, argv, &failure);
    message_progress_end();
    if (result < 0 && failure.text[0]) message_failure(program, &failure);
    message_finish();
    if ((fflush(stdout) || ferror(stdout)) && result >= 0) {
        result = fail(&failure, STATUS_WRITE, "standard output cannot be written: %s", strerror(errno));
        message_failure(program, &failure);
    }
    if (result < 0) return failure.status == STATUS_DONE ? STATUS_FAULT : (int)failure.status;
    return STATUS_DONE;
}
