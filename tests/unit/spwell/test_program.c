/* Starting programs, and what those behind the wall get to see. Exit codes: POSIX, and 128 + n for signal n as shells have it. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../../../pipeline/spwell/program.h"
#include <cmocka.h> /* last: it has a macro called fail */

static int run(const char *path, const char *first, const char *second)
{
    char *const arguments[] = {(char *)path, (char *)first, (char *)second, NULL};
    return program_run(path, arguments, environ);
}

static void gives_the_exit_code(void **state)
{
    (void)state;
    assert_int_equal(run("/bin/true", NULL, NULL), 0);
    assert_int_equal(run("/bin/false", NULL, NULL), 1);
    assert_int_equal(run("/bin/sh", "-c", "exit 65"), 65);
}

static void gives_the_signal(void **state)
{
    (void)state;
    assert_int_equal(run("/bin/sh", "-c", "kill -9 $$"), 128 + SIGKILL);
}

static void says_that_a_program_is_missing(void **state)
{
    (void)state;
    assert_int_equal(run("/nonexistent/program", NULL, NULL), -1);
    assert_null(program_find("no-such-stage"));
}

/* The child ends by the signal that it sends to us, as `kill` of a run would. */
static void hands_signals_on(void **state)
{
    (void)state;
    assert_int_equal(run("/bin/sh", "-c", "kill -TERM $PPID; exec sleep 10"), 128 + SIGTERM);
}

static void the_store_is_not_in_the_environment(void **state)
{
    (void)state;
    char *const environment[] = {"HOME=/home/a", "PATH=/usr/bin:/home/a/private", "OLDPWD=/home/a/private", "STORE=private", "TMPDIR=/home/a/private/x", "TERM=dumb",
                                 "TERMINAL=private", "SOURCE_DATE_EPOCH=1", NULL};
    char **list = program_public_environment(environment, "private");
    assert_string_equal(list[0], "PATH=/usr/bin:/home/a/private");
    assert_string_equal(list[1], "TERM=dumb");
    assert_string_equal(list[2], "SOURCE_DATE_EPOCH=1");
    assert_null(list[3]);
    free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(gives_the_exit_code), cmocka_unit_test(gives_the_signal), cmocka_unit_test(says_that_a_program_is_missing),
                                       cmocka_unit_test(the_store_is_not_in_the_environment), cmocka_unit_test(hands_signals_on)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
