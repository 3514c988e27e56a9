/* What every program's main() does: options from one table, help printed from the same table, exit codes.
 *
 *     static struct arguments { const char *survey, *wave; bool replace; } arguments;
 *     static const struct option_row options[] = {
 *         {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
 *         {"replace", 0, NULL, "replace this wave's answers", &arguments.replace, OPTION_FLAG, false},
 *         {0}};
 *     static const struct stage stage = {"ingest", "reads survey CSVs into the private store", "responses.csv...", options, examples, run};
 *     int main(int argc, char **argv) { return stage_main(&stage, argc, argv); }
 *
 * stage_main sets umask 077, no core files, ignores SIGPIPE and SIGXFSZ, adds --help --version --quiet --verbose,
 * reports the failure that run() returns and checks that stdout was written.
 */
#ifndef SPWELL_STAGE_H
#define SPWELL_STAGE_H
#include <stdbool.h>
#include "status.h"

enum option_kind { OPTION_TEXT, OPTION_FLAG, OPTION_COUNT /* a whole number >= 0 into a long */, OPTION_LIST /* repeatable, into a struct option_list */ };

struct option_list { const char *values[64]; int count; };

struct option_row {
    const char *name;
    char letter;          /* 0: no short form */
    const char *argument; /* NULL for a flag */
    const char *help;     /* one line; the default in [brackets] */
    void *target;
    enum option_kind kind;
    bool required;
};

struct stage {
    const char *name;     /* "ingest"; the program is called "spwell ingest" in messages */
    const char *summary;  /* one line */
    const char *operands; /* "responses.csv..." or NULL */
    const struct option_row *options;
    const char *examples; /* printed first in --help */
    /* operands is NULL-terminated. Returns 0, or -1 with *failure filled. */
    int (*run)(int count, char **operands, struct failure *failure);
};

int stage_main(const struct stage *stage, int argc, char **argv);

extern const char spwell_version[];

#endif
