#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"

enum { OUTPUT_BLOCK = 1 << 20 };

struct output {
    int file, folder; /* folder -1: stdout */
    const char *path, *name;
    char temporary[300];
    char *bytes;
    size_t used, room;
    int committed;
};

static int open_file(struct output *output, const char *path, struct failure *failure)
{
    char folder[4096];
    const char *slash = strrchr(path, '/');
    output->name = slash ? slash + 1 : path;
    int folder_length = snprintf(folder, sizeof folder, "%.*s", slash == path ? 1 : slash ? (int)(slash - path) : 1, slash ? path : ".");
    int length = snprintf(output->temporary, sizeof output->temporary, ".%s.part", output->name);
    if (!*output->name || length < 0 || (size_t)length >= sizeof output->temporary || folder_length < 0 || (size_t)folder_length >= sizeof folder)
        return fail(failure, STATUS_CREATE, "'%s' is not the name of a file that can be written", path);
    output->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (output->folder < 0) return fail(failure, STATUS_CREATE, "%s: cannot be opened as a folder: %s", folder, strerror(errno));
    struct stat facts;
    if (!fstatat(output->folder, output->name, &facts, AT_SYMLINK_NOFOLLOW) && !S_ISREG(facts.st_mode)) {
        fail(failure, STATUS_CREATE, "%s: is not a regular file, and would be replaced by one", path);
        return failure_hint(failure, "leave --out away to write to standard output");
    }
    unlinkat(output->folder, output->temporary, 0); /* what a killed run left behind */
    output->file = openat(output->folder, output->temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (output->file < 0) return fail(failure, STATUS_CREATE, "%s: cannot be created: %s", path, strerror(errno));
    return 0;
}

struct output *output_open(const char *path, struct failure *failure)
{
    struct output *output = memory_new(1, sizeof *output);
    output->path = path ? path : "standard output";
    output->file = path ? -1 : STDOUT_FILENO;
    output->folder = -1;
    if (path && open_file(output, path, failure)) {
        output_close(output);
        return NULL;
    }
    return output;
}

static int flush(struct output *output, struct failure *failure)
{
    for (size_t done = 0; done < output->used;) {
        ssize_t put = write(output->file, output->bytes + done, output->used - done);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return fail(failure, STATUS_WRITE, "%s: cannot be written: %s", output->path, strerror(errno));
        done += (size_t)put;
    }
    output->used = 0;
    return 0;
}

char *output_room(struct output *output, size_t limit, struct failure *failure)
{
    if (output->room - output->used < limit) {
        if (flush(output, failure)) return NULL;
        if (output->room < limit || !output->room) {
            output->room = limit + OUTPUT_BLOCK;
            output->bytes = memory_resize(output->bytes, output->room, 1);
        }
    }
    return output->bytes + output->used;
}

void output_used(struct output *output, const char *end)
{
    output->used = (size_t)(end - output->bytes);
}

int output_put(struct output *output, const char *at, size_t length, struct failure *failure)
{
    char *to = output_room(output, length, failure);
    if (!to) return -1;
    memcpy(to, at, length);
    output_used(output, to + length);
    return 0;
}

int output_commit(struct output *output, struct failure *failure)
{
    if (flush(output, failure)) return -1;
    if (output->folder < 0) return 0;
    if (fsync(output->file)) return fail(failure, STATUS_WRITE, "%s: cannot be synced: %s", output->path, strerror(errno));
    int closed = close(output->file);
    output->file = -1;
    if (closed) return fail(failure, STATUS_WRITE, "%s: cannot be closed: %s", output->path, strerror(errno));
    if (renameat(output->folder, output->temporary, output->folder, output->name))
        return fail(failure, STATUS_WRITE, "%s: cannot be put in place: %s", output->path, strerror(errno));
    output->committed = 1;
    if (fsync(output->folder)) return fail(failure, STATUS_WRITE, "%s: its folder cannot be synced: %s", output->path, strerror(errno));
    return 0;
}

void output_close(struct output *output)
{
    if (!output) return;
    if (output->folder >= 0) {
        if (output->file >= 0) close(output->file);
        if (!output->committed) unlinkat(output->folder, output->temporary, 0);
        close(output->folder);
    }
    free(output->bytes);
    free(output);
}
