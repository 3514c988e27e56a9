#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"

int file_read(const char *path, size_t limit, struct buffer *out, struct failure *failure)
{
    buffer_clear(out);
    buffer_add(out, "", 0);
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), result = -1;
    struct stat facts;
    if (file < 0) return fail(failure, STATUS_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
    if (fstat(file, &facts)) fail(failure, STATUS_INPUT, "%s: cannot be examined: %s", path, strerror(errno));
    else if (!S_ISREG(facts.st_mode)) fail(failure, STATUS_INPUT, "%s: is not a regular file", path);
    else if ((uintmax_t)facts.st_size > limit) fail(failure, STATUS_INPUT, "%s: is larger than %zu bytes", path, limit);
    else {
        char block[16384];
        ssize_t got;
        while ((got = read(file, block, sizeof block)) > 0 && out->length <= limit) buffer_add(out, block, (size_t)got);
        if (got < 0) fail(failure, STATUS_INPUT, "%s: cannot be read: %s", path, strerror(errno));
        else result = 0;
    }
    close(file);
    return result;
}

static int write_all(int file, const char *at, size_t length)
{
    while (length) {
        ssize_t put = write(file, at, length);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return -1;
        at += put;
        length -= (size_t)put;
    }
    return 0;
}

static int write_temporary(int folder, const char *name, const void *bytes, size_t length)
{
    unlinkat(folder, name, 0); /* what a killed run left behind */
    int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return -1;
    int result = write_all(file, bytes, length) || fsync(file) ? -1 : 0, error = errno;
    if (close(file) && !result) {
        result = -1;
        error = errno;
    }
    if (result) unlinkat(folder, name, 0);
    errno = error;
    return result;
}

int file_write(const char *folder, const char *name, const void *bytes, size_t length, struct failure *failure)
{
    int at = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), result = -1;
    if (at < 0) return fail(failure, STATUS_CREATE, "%s: cannot be opened as a folder: %s", folder, strerror(errno));
    char temporary[300];
    int long_name = snprintf(temporary, sizeof temporary, ".%s.part", name);
    if (long_name < 0 || (size_t)long_name >= sizeof temporary) fail(failure, STATUS_FAULT, "%s: the name is too long", name);
    else if (write_temporary(at, temporary, bytes, length)) fail(failure, STATUS_WRITE, "%s/%s: cannot be written: %s", folder, name, strerror(errno));
    else if (renameat(at, temporary, at, name)) {
        fail(failure, STATUS_WRITE, "%s/%s: cannot be put in place: %s", folder, name, strerror(errno));
        unlinkat(at, temporary, 0);
    } else if (fsync(at)) fail(failure, STATUS_WRITE, "%s: cannot be synced: %s", folder, strerror(errno));
    else result = 0;
    close(at);
    return result;
}

static int make_one(const char *folder, struct failure *failure)
{
    struct stat facts;
    if (mkdir(folder, 0700) && errno != EEXIST) {
        fail(failure, STATUS_CREATE, "%s: cannot be made: %s", folder, strerror(errno));
        return failure_hint(failure, "choose another folder with --out or --store");
    }
    if (stat(folder, &facts)) return fail(failure, STATUS_CREATE, "%s: cannot be examined: %s", folder, strerror(errno));
    if (!S_ISDIR(facts.st_mode)) return fail(failure, STATUS_CREATE, "%s: is not a folder", folder);
    return 0;
}

int file_make_folder(const char *folder, struct failure *failure)
{
    char path[4096];
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') length--;
    if (!length || length >= sizeof path) return fail(failure, STATUS_CREATE, "'%s' is not the name of a folder", folder);
    memcpy(path, folder, length);
    path[length] = 0;
    for (size_t i = 1; i < length; i++) {
        if (path[i] != '/') continue;
        path[i] = 0;
        if (make_one(path, failure)) return -1;
        path[i] = '/';
    }
    struct stat facts;
    if (!lstat(path, &facts) && S_ISLNK(facts.st_mode)) return fail(failure, STATUS_CREATE, "%s: is a symbolic link, which is not followed", path);
    return make_one(path, failure);
}

int file_make_private(const char *path, unsigned mode, struct failure *failure)
{
    struct stat facts;
    if (stat(path, &facts)) return errno == ENOENT ? 0 : fail(failure, STATUS_INPUT, "%s: cannot be examined: %s", path, strerror(errno));
    if (!(facts.st_mode & 077)) return 0;
    if (facts.st_uid == geteuid() && !chmod(path, mode)) return 0;
    fail(failure, STATUS_CONFIG, "%s: is open to others, and private answers are to lie here", path);
    return failure_hint(failure, "chmod %o %s", mode, path);
}
