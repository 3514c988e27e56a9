/* 1 finding   2 the private folder   3 starting   4 watching   5 judging */
#include "gnuplot.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "file.h"

enum { TALK_LIMIT = 2000, FLOOD_LIMIT = 1 << 20, OUTPUT_LIMIT = 20 << 20, POLL_MILLISECONDS = 20 };
static const char output_name[] = "chart.svg";

/* 1 finding */

int gnuplot_find(struct gnuplot *gnuplot, struct failure *failure)
{
    static const char *const places[] = {"/usr/bin/gnuplot", "/usr/local/bin/gnuplot"};
    const char *named = getenv("SPWELL_GNUPLOT");
    if (named && named[0]) {
        if (named[0] == '/' && access(named, X_OK) == 0) {
            gnuplot->program = named;
            return 0;
        }
        fail(failure, STATUS_CONFIG, "SPWELL_GNUPLOT is '%s', which is not the absolute path of a program", named);
        return failure_hint(failure, "unset it to use the gnuplot of the system");
    }
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (access(places[i], X_OK)) continue;
        gnuplot->program = places[i];
        return 0;
    }
    fail(failure, STATUS_CONFIG, "gnuplot is neither in /usr/bin nor in /usr/local/bin");
    return failure_hint(failure, "install it (apt-get install gnuplot-nox), or name it in SPWELL_GNUPLOT");
}

/* 2 the private folder */

static int make_folder(char *folder, size_t room, struct failure *failure)
{
    const char *base = getenv("TMPDIR");
    int length = snprintf(folder, room, "%s/spwell-chart-XXXXXX", base && base[0] == '/' ? base : "/tmp");
    if (length < 0 || (size_t)length >= room) return fail(failure, STATUS_CREATE, "TMPDIR is too long");
    if (!mkdtemp(folder)) {
        fail(failure, STATUS_CREATE, "%s: a temporary folder cannot be made: %s", folder, strerror(errno));
        folder[0] = '\0';
        return -1;
    }
    return 0;
}

static int put_file(int folder, const struct gnuplot_file *file, struct failure *failure)
{
    int descriptor = openat(folder, file->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) return fail(failure, STATUS_CREATE, "%s: cannot be made in the temporary folder: %s", file->name, strerror(errno));
    int result = 0;
    for (size_t done = 0; result == 0 && done < file->bytes.length;) {
        ssize_t wrote = write(descriptor, file->bytes.at + done, file->bytes.length - done);
        if (wrote > 0) done += (size_t)wrote;
        else if (errno != EINTR) result = fail(failure, STATUS_WRITE, "%s: cannot be written in the temporary folder: %s", file->name, strerror(errno));
    }
    if (close(descriptor) && result == 0) result = fail(failure, STATUS_WRITE, "%s: cannot be written in the temporary folder: %s", file->name, strerror(errno));
    return result;
}

static int put_files(const char *path, const struct gnuplot_file *files, int count, struct failure *failure)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), result = 0;
    if (folder < 0) return fail(failure, STATUS_CREATE, "%s: cannot be opened: %s", path, strerror(errno));
    for (int i = 0; result == 0 && i < count; i++) result = put_file(folder, &files[i], failure);
    close(folder);
    return result;
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder) closedir(folder);
    rmdir(path);
}

/* 3 starting */

static int prepare(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, const char *folder, int talk)
{
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    return posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) || posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) ||
           posix_spawn_file_actions_adddup2(actions, talk, STDERR_FILENO) || posix_spawn_file_actions_addchdir_np(actions, folder) || posix_spawnattr_setsigdefault(attributes, &all) ||
           posix_spawnattr_setsigmask(attributes, &none) || posix_spawnattr_setpgroup(attributes, 0) ||
           posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
}

/* -d: no initialisation file is read. The group of its own lets the watchdog end whatever it may have started. */
static int spawn(const struct gnuplot *gnuplot, const char *folder, const char *script, int talk, pid_t *child)
{
    char *arguments[] = {(char[]){"gnuplot"}, (char[]){"-d"}, (char *)(uintptr_t)script, NULL};
    char *environment[] = {(char[]){"LC_ALL=C.UTF-8"}, (char[]){"HOME=/nonexistent"}, (char[]){"PATH=/nonexistent"}, (char[]){"TZ=UTC"}, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions)) return ENOMEM;
    int error = posix_spawnattr_init(&attributes);
    if (!error) {
        error = prepare(&actions, &attributes, folder, talk) ? ENOMEM : posix_spawn(child, gnuplot->program, &actions, &attributes, arguments, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

/* Set from outside on the running child, so that ours stay untouched. A child that has already ended needs none. */
static void limit(pid_t child)
{
    static const struct { int resource; rlim_t most; } limits[] = {{RLIMIT_CPU, 10}, {RLIMIT_AS, 1 << 30}, {RLIMIT_FSIZE, OUTPUT_LIMIT}, {RLIMIT_CORE, 0}, {RLIMIT_NPROC, 0}};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct rlimit both = {limits[i].most, limits[i].most};
        if (prlimit(child, (enum __rlimit_resource)limits[i].resource, &both, NULL)) return;
    }
}

/* 4 watching */

static long milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct watch { pid_t child; int status; bool timed_out, flooded; size_t heard, kept; char talk[TALK_LIMIT + 1]; };

/* Keeps the beginning of what gnuplot says. False when the pipe has ended. */
static bool listen_once(struct watch *watch, int talk)
{
    char bytes[4096];
    ssize_t got = read(talk, bytes, sizeof bytes);
    if (got < 0) return errno == EAGAIN || errno == EINTR;
    size_t keep = (size_t)got < TALK_LIMIT - watch->kept ? (size_t)got : TALK_LIMIT - watch->kept;
    memcpy(watch->talk + watch->kept, bytes, keep);
    watch->kept += keep;
    watch->heard += (size_t)got;
    return got > 0;
}

static void await(struct watch *watch, int talk, long deadline)
{
    struct pollfd waiting = {.fd = talk, .events = POLLIN};
    for (;;) {
        poll(&waiting, 1, waiting.fd < 0 ? 1 : POLL_MILLISECONDS);
        if (waiting.fd >= 0 && (waiting.revents & (POLLIN | POLLHUP | POLLERR)) && !listen_once(watch, talk)) waiting.fd = -1;
        pid_t ended = waitpid(watch->child, &watch->status, WNOHANG);
        if (ended == watch->child || (ended < 0 && errno != EINTR)) break;
        watch->timed_out = milliseconds() > deadline;
        watch->flooded = watch->heard > FLOOD_LIMIT;
        if (!watch->timed_out && !watch->flooded) continue;
        kill(-watch->child, SIGKILL);
        while (waitpid(watch->child, &watch->status, 0) < 0 && errno == EINTR) continue;
        return;
    }
    for (size_t before = watch->heard + 1; before != watch->heard && waiting.fd >= 0 && watch->heard < FLOOD_LIMIT;) { /* what it said last */
        before = watch->heard;
        if (!listen_once(watch, talk)) return;
    }
}

/* 5 judging */

/* gnuplot repeats the command and points at it; the line that tells the reason is the last. */
static const char *reason(struct watch *watch)
{
    while (watch->kept > 0 && strchr("\n\r\t ", watch->talk[watch->kept - 1])) watch->kept--;
    watch->talk[watch->kept] = '\0';
    const char *line = strrchr(watch->talk, '\n');
    return line ? line + 1 : watch->talk;
}

static int judge(const struct gnuplot *gnuplot, struct watch *watch, struct failure *failure)
{
    if (watch->timed_out) return fail(failure, STATUS_FAULT, "gnuplot did not end within %d seconds and was stopped", gnuplot->seconds);
    if (watch->flooded) return fail(failure, STATUS_FAULT, "gnuplot would not stop complaining and was stopped: %s", reason(watch));
    if (WIFSIGNALED(watch->status)) return fail(failure, STATUS_FAULT, "gnuplot was ended by signal %d (%s)", WTERMSIG(watch->status), strsignal(WTERMSIG(watch->status)));
    if (WEXITSTATUS(watch->status) != 0) return fail(failure, STATUS_FAULT, "gnuplot ended with code %d: %s", WEXITSTATUS(watch->status), reason(watch));
    if (watch->heard > 0) return fail(failure, STATUS_FAULT, "gnuplot complained: %s", reason(watch));
    return 0;
}

static int run(const struct gnuplot *gnuplot, const char *folder, const char *script, struct failure *failure)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK)) return fail(failure, STATUS_FAULT, "a pipe to gnuplot cannot be made: %s", strerror(errno));
    struct watch watch = {0};
    int error = spawn(gnuplot, folder, script, ends[1], &watch.child);
    close(ends[1]);
    if (!error) {
        limit(watch.child);
        await(&watch, ends[0], milliseconds() + 1000L * gnuplot->seconds);
    }
    close(ends[0]);
    return error ? fail(failure, STATUS_FAULT, "%s: cannot be started: %s", gnuplot->program, strerror(error)) : judge(gnuplot, &watch, failure);
}

static int collect(const char *folder, struct buffer *svg, struct failure *failure)
{
    char path[600];
    struct failure absent = {0};
    snprintf(path, sizeof path, "%s/%s", folder, output_name);
    if (!file_read(path, OUTPUT_LIMIT, svg, &absent)) return 0;
    return fail(failure, STATUS_FAULT, "gnuplot said that all was well but left no picture");
}

int gnuplot_draw(const struct gnuplot *gnuplot, const struct gnuplot_file *files, int count, const char *script, struct buffer *svg, struct failure *failure)
{
    char folder[500];
    if (make_folder(folder, sizeof folder, failure)) return -1;
    int result = put_files(folder, files, count, failure);
    if (!result) result = run(gnuplot, folder, script, failure);
    if (!result) result = collect(folder, svg, failure);
    remove_folder(folder);
    return result;
}
