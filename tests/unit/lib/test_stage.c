/* Options, help and exit codes of a small stage, run in a process of its own. Exit codes: sysexits.h and the command line of the design. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <sys/wait.h>
#include "stage.h"
#include "../scratch.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static struct { const char *survey, *out; bool replace; long threads; struct option_list tables; } arguments;
static const struct option_row options[] = {
    {"survey", 's', "FILE", "the codebook", &arguments.survey, OPTION_TEXT, true},
    {"out", 0, "FOLDER", "where to write", &arguments.out, OPTION_TEXT, false},
    {"replace", 'r', NULL, "replace what is there", &arguments.replace, OPTION_FLAG, false},
    {"threads", 0, "N", "how many", &arguments.threads, OPTION_COUNT, false},
    {"table", 't', "NAME", "may be repeated", &arguments.tables, OPTION_LIST, false},
    {0}};

static int run(int count, char **operands, struct failure *failure)
{
    printf("survey=%s out=%s replace=%d threads=%ld tables=%d:", arguments.survey, arguments.out ? arguments.out : "-", arguments.replace, arguments.threads, arguments.tables.count);
    for (int i = 0; i < arguments.tables.count; i++) printf("%s,", arguments.tables.values[i]);
    printf(" operands=%d:", count);
    for (int i = 0; i < count; i++) printf("%s,", operands[i]);
    if (operands[count]) printf("not closed");
    if (count && !strcmp(operands[0], "bad-data")) return fail_at(failure, STATUS_DATA, "x.csv", 3, 7, "is \x1B[31mbad");
    if (count && !strcmp(operands[0], "silent")) return -1;
    if (count && !strcmp(operands[0], "umask")) printf("%o", (unsigned)umask(0));
    return 0;
}

static const struct stage stage = {"demo", "shows how", "file.csv...", options, "  spwell demo --survey s.json\n", run};
static const struct stage bare = {"bare", "takes nothing", NULL, NULL, NULL, run};

struct ran { int status; char out[4000], said[2000]; };

static void read_back(FILE *file, char *text, size_t room)
{
    rewind(file);
    text[fread(text, 1, room - 1, file)] = '\0';
    fclose(file);
}

static struct ran ran_to(const struct stage *which, char **argv, int out)
{
    struct ran ran = {0};
    int argc = 0, status;
    FILE *file = tmpfile(), *errors = tmpfile();
    while (argv[argc]) argc++;
    fflush(stdout);
    pid_t child = fork();
    if (!child) {
        dup2(out >= 0 ? out : fileno(file), STDOUT_FILENO);
        dup2(fileno(errors), STDERR_FILENO);
        int code = stage_main(which, argc, argv);
        fflush(stdout);
        _exit(code);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    ran.status = WEXITSTATUS(status);
    read_back(file, ran.out, sizeof ran.out);
    read_back(errors, ran.said, sizeof ran.said);
    return ran;
}

#define RUN(...) ran_to(&stage, (char *[]){"spwell-demo", __VA_ARGS__, NULL}, -1)

static void assert_has(const char *text, const char *word)
{
    if (!strstr(text, word)) fail_msg("'%s' is not in: %s", word, text);
}

static void options_in_all_forms(void **state)
{
    (void)state;
    struct ran ran = RUN("-s", "a.json", "one.csv", "--out=o", "-r", "--threads", "4", "-tx", "--table", "y", "two.csv", "--", "-s");
    assert_int_equal(ran.status, 0);
    assert_string_equal(ran.out, "survey=a.json out=o replace=1 threads=4 tables=2:x,y, operands=3:one.csv,two.csv,-s,");
    assert_string_equal(ran.said, "");
    ran = RUN("--survey", "a.json", "-rt", "z");
    assert_string_equal(ran.out, "survey=a.json out=- replace=1 threads=0 tables=1:z, operands=0:");
}

static void help_is_made_from_the_table(void **state)
{
    (void)state;
    static const char *const words[] = {"spwell demo: shows how", "spwell demo --survey s.json", "Usage: spwell demo [options] file.csv...", "-s, --survey FILE", "the codebook (required)", "--threads N", "--help", "--version", "-q, --quiet", "-v, --verbose"};
    struct ran ran = RUN("--help"), brief = RUN("-h"), late = RUN("--survey", "x", "--help");
    assert_int_equal(ran.status, 0);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) assert_has(ran.out, words[i]);
    assert_string_equal(brief.out, ran.out);
    assert_string_equal(late.out, ran.out);
    assert_string_equal(ran.said, "");
    ran = RUN("--version");
    assert_int_equal(ran.status, 0);
    assert_has(ran.out, spwell_version);
}

static void assert_usage(struct ran ran, const char *word)
{
    assert_int_equal(ran.status, 2);
    assert_string_equal(ran.out, "");
    assert_has(ran.said, word);
    assert_has(ran.said, "spwell demo: error: ");
    assert_has(ran.said, "spwell demo --help");
}

static void mistakes_on_the_command_line(void **state)
{
    (void)state;
    assert_usage(RUN("--surwey", "x"), "unknown option '--surwey'; did you mean --survey?");
    assert_usage(RUN("--surwey=x"), "did you mean --survey?");
    assert_usage(RUN("--nonsense"), "unknown option '--nonsense'");
    assert_usage(RUN("-x"), "unknown option '-x'");
    assert_usage(RUN("file.csv"), "--survey FILE is missing");
    assert_usage(RUN("--survey"), "'--survey' wants a value");
    assert_usage(RUN("-s"), "'-s' wants a value");
    assert_usage(RUN("-s", "x", "--threads", "two"), "--threads 'two' is not a whole number");
    assert_usage(RUN("-s", "x", "--threads", "-1"), "--threads '-1' is not a whole number");
    assert_usage(RUN("-s", "x", "--threads", "1.5"), "is not a whole number");
}

static void a_list_has_an_end(void **state)
{
    (void)state;
    char *argv[2 * 65 + 4] = {"spwell-demo", "-s", "x"};
    for (int i = 0; i < 65; i++) {
        argv[3 + 2 * i] = "--table";
        argv[4 + 2 * i] = "t";
    }
    argv[3 + 2 * 64] = NULL;
    assert_int_equal(ran_to(&stage, argv, -1).status, 0);
    argv[3 + 2 * 64] = "--table";
    assert_usage(ran_to(&stage, argv, -1), "more than 64 times");
}

static void a_stage_without_operands_refuses_them(void **state)
{
    (void)state;
    struct ran ran = ran_to(&bare, (char *[]){"spwell-bare", "file.csv", NULL}, -1);
    assert_int_equal(ran.status, 2);
    assert_has(ran.said, "'file.csv' is not expected here");
    assert_int_equal(ran_to(&bare, (char *[]){"spwell-bare", NULL}, -1).status, 0);
}

static void failures_become_exit_codes(void **state)
{
    (void)state;
    struct ran ran = RUN("-s", "x", "bad-data");
    assert_int_equal(ran.status, 65);
    assert_string_equal(ran.said, "x.csv:3:7: error: is \\x1B[31mbad\n");
    assert_int_equal(RUN("-s", "x", "silent").status, 70); /* failed and said nothing: a fault of ours */
    assert_has(RUN("-s", "x", "umask").out, ",77");
}

/* /dev/full answers ENOSPC to every write (full(4)). */
static void a_full_standard_output_is_noticed(void **state)
{
    (void)state;
    int full = open("/dev/full", O_WRONLY);
    if (full < 0) skip();
    struct ran ran = ran_to(&stage, (char *[]){"spwell-demo", "-s", "x", NULL}, full);
    assert_int_equal(ran.status, 74);
    assert_has(ran.said, "standard output cannot be written");
    assert_int_equal(ran_to(&stage, (char *[]){"spwell-demo", "--help", NULL}, full).status, 74);
    close(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(options_in_all_forms), cmocka_unit_test(help_is_made_from_the_table), cmocka_unit_test(mistakes_on_the_command_line), cmocka_unit_test(a_list_has_an_end),
                                       cmocka_unit_test(a_stage_without_operands_refuses_them), cmocka_unit_test(failures_become_exit_codes), cmocka_unit_test(a_full_standard_output_is_noticed)};
    return cmocka_run_group_tests_name("lib/stage", tests, NULL, NULL);
}
