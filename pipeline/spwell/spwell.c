/* The driver: one word in front of every program of the pipeline. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "message.h"
#include "program.h"
#include "resource.h"
#include "run.h"
#include "stage.h"
#include "text.h"
#include "verify.h"

static int help(int argc, char **argv);

/* run, or the stage whose program it is: that program sees the command as its argv[0]. */
static const struct command { const char *name; int (*run)(int argc, char **argv); const char *stage; } commands[] = {
    {"run", run_main, NULL}, {"verify", verify_main, NULL}, {"help", help, NULL}, {"ingest", NULL, "ingest"}, {"score", NULL, "score"}, {"analyse", NULL, "analyse"},
    {"disclose", NULL, "disclose"}, {"chart", NULL, "chart"}, {"report", NULL, "report"}, {"check", NULL, "ingest"}, {"export", NULL, "export"}, {"plan", NULL, "plan"}, {"synth", NULL, "synth"},
    {"codebook", NULL, "codebook"}};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct place ourselves = {"spwell", 0, 0};

static int finish_output(void)
{
    if (!fflush(stdout) && !ferror(stdout)) return STATUS_DONE;
    message_error(ourselves, "standard output cannot be written: %s", strerror(errno));
    return STATUS_WRITE;
}

/* Replaces this process; comes back only when the program cannot be run. */
static int become(const char *stage, char **argv)
{
    char *path = program_find(stage);
    if (!path) {
        message_error(ourselves, "the program spwell-%s is not beside this one", stage);
        message_hint("build or install all of spwell");
        return STATUS_CONFIG;
    }
    execv(path, argv);
    message_error((struct place){path, 0, 0}, "cannot be started: %s", strerror(errno));
    free(path);
    return STATUS_FAULT;
}

static int unknown(const char *name)
{
    const char *names[COMMANDS];
    for (int i = 0; i < COMMANDS; i++) names[i] = commands[i].name;
    const char *near = text_nearest(name, names, COMMANDS);
    message_error(ourselves, "unknown command '%.100s'%s%s%s", name, near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    message_hint("spwell help lists the commands");
    return STATUS_USAGE;
}

/* argv[0] is the command, the rest its arguments. */
static int dispatch(int argc, char **argv)
{
    for (int i = 0; i < COMMANDS; i++)
        if (!strcmp(argv[0], commands[i].name)) return commands[i].run ? commands[i].run(argc, argv) : become(commands[i].stage, argv);
    return unknown(argv[0]);
}

static int help(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "help") && argv[1][0] != '-') return dispatch(2, (char *[]){argv[1], "--help", NULL});
    struct text page = resource("spwell/help.txt");
    fwrite(page.at, 1, page.length, stdout);
    return finish_output();
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        message_error(ourselves, "no command is given");
        message_hint("spwell help lists the commands");
        return STATUS_USAGE;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h")) return help(1, argv + 1);
    if (!strcmp(argv[1], "--version")) {
        printf("spwell %s\n", spwell_version);
        return finish_output();
    }
    return dispatch(argc - 1, argv + 1);
}
