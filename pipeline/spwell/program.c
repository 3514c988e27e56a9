#include "program.h"
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "memory.h"

/* 1 finding */

char *program_find(const char *stage)
{
    static const char *const places[] = {"", "../libexec/spwell/"};
    char self[4096], *path = NULL;
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    if (length <= 0) return NULL;
    self[length] = 0;
    char *slash = strrchr(self, '/');
    if (!slash) return NULL;
    slash[1] = 0;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (asprintf(&path, "%s%sspwell-%s", self, places[i], stage) < 0) return NULL;
        if (!access(path, X_OK)) return path;
        free(path);
    }
    return NULL;
}

/* 2 the environment behind the wall */

static bool is_public(const char *variable)
{
    static const char *const names[] = {"PATH", "TMPDIR", "TERM", "COLUMNS", "NO_COLOR", "SOURCE_DATE_EPOCH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i]);
        if (!strncmp(variable, names[i], length) && variable[length] == '=') return true;
    }
    return false;
}

char **program_public_environment(char *const environment[], const char *store)
{
    size_t count = 0, kept = 0;
    while (environment[count]) count++;
    char **list = memory_new(count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        bool names_store = strncmp(environment[i], "PATH=", 5) && strstr(environment[i], store); /* a store called "bin" must not hide gnuplot */
        if (is_public(environment[i]) && !names_store) list[kept++] = environment[i];
    }
    return list;
}

/* 3 running */

static volatile sig_atomic_t child, caught;

static void hand_on(int signal_number)
{
    int error = errno;
    caught = signal_number;
    if (child > 0) kill((pid_t)child, signal_number);
    errno = error;
}

static int wait_for(pid_t program)
{
    int status;
    while (waitpid(program, &status, 0) < 0)
        if (errno != EINTR) return -1;
    if (caught) return 128 + caught;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* The signals stay blocked until `child` is known, so that none is lost in between; the child starts with the mask as it was. */
static int start(const char *path, char *const arguments[], char *const environment[], const sigset_t *mask, pid_t *program)
{
    posix_spawnattr_t attributes;
    int error = posix_spawnattr_init(&attributes);
    if (error) return error;
    error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    if (!error) error = posix_spawnattr_setsigmask(&attributes, mask);
    if (!error) error = posix_spawn(program, path, NULL, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
    return error;
}

int program_run(const char *path, char *const arguments[], char *const environment[])
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction handler = {.sa_handler = hand_on};
    sigset_t blocked, before;
    sigemptyset(&blocked);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        sigaddset(&blocked, signals[i]);
        sigaction(signals[i], &handler, NULL);
    }
    sigprocmask(SIG_BLOCK, &blocked, &before);
    pid_t program = 0;
    int error = start(path, arguments, environment, &before, &program);
    child = error ? 0 : program;
    sigprocmask(SIG_SETMASK, &before, NULL);
    int code = error ? -1 : wait_for(program);
    child = 0;
    if (error) errno = error;
    return code;
}
