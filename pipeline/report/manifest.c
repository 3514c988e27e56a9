#include "manifest.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include "file.h"
#include "memory.h"
#include "stage.h"

struct files { struct arena *arena; const char **names; size_t count, room; };

static void add(struct files *files, const char *name)
{
    files->names = memory_grow(files->names, files->count, &files->room, sizeof *files->names);
    files->names[files->count++] = arena_copy(files->arena, name, strlen(name));
}

static bool exists(const char *folder, const char *name, struct arena *arena)
{
    struct stat status;
    return stat(arena_format(arena, "%s/%s", folder, name), &status) == 0 && S_ISREG(status.st_mode);
}

static int add_charts(struct files *files, const char *folder, struct failure *failure)
{
    const char *path = arena_format(files->arena, "%s/charts", folder);
    DIR *directory = opendir(path);
    if (!directory) return errno == ENOENT ? 0 : fail(failure, STATUS_INPUT, "%s: cannot be read: %s", path, strerror(errno));
    errno = 0;
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (length > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + length - 4, ".svg") == 0) add(files, arena_format(files->arena, "charts/%s", entry->d_name));
    }
    int result = errno ? fail(failure, STATUS_INPUT, "%s: cannot be read: %s", path, strerror(errno)) : 0;
    closedir(directory);
    return result;
}

static int compare_name(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static void put_key(struct buffer *out, const char *indent, const char *key)
{
    buffer_put(out, indent);
    buffer_json(out, key);
    buffer_put(out, ": ");
}

static void put_pair(struct buffer *out, const char *indent, const char *key, const char *value, const char *after)
{
    put_key(out, indent, key);
    buffer_json(out, value);
    buffer_put(out, after);
}

static void put_count(struct buffer *out, const char *key, long value, const char *after)
{
    put_key(out, "      ", key);
    if (value < 0) buffer_put(out, "null"); /* withheld */
    else buffer_format(out, "%ld", value);
    buffer_put(out, after);
}

static int put_files(const struct files *files, const char *folder, struct buffer *out, struct failure *failure)
{
    buffer_put(out, "  \"files\": {\n");
    for (size_t i = 0; i < files->count; i++) {
        char hex[65];
        if (digest_file(arena_format(files->arena, "%s/%s", folder, files->names[i]), hex, failure)) return -1;
        put_pair(out, "    ", files->names[i], hex, i + 1 < files->count ? ",\n" : "\n");
    }
    buffer_put(out, "  },\n");
    return 0;
}

static void put_hashes(const struct release *release, const struct input *input, struct buffer *out)
{
    bool first = true;
    put_key(out, "      ", "sha256");
    buffer_put(out, "[");
    for (size_t i = 0; i < release->input_hash_count; i++) {
        const struct input_hash *row = &release->input_hash_rows[i];
        if (strcmp(row->period, input->period) || strcmp(row->kind, input->kind)) continue;
        if (!first) buffer_put(out, ", ");
        buffer_json(out, row->sha256);
        first = false;
    }
    buffer_put(out, "],\n");
}

static void put_inputs(const struct release *release, struct buffer *out)
{
    buffer_put(out, "  \"inputs\": [");
    for (size_t i = 0; i < release->input_count; i++) {
        const struct input *row = &release->input_rows[i];
        buffer_put(out, i ? ",\n    {\n" : "\n    {\n");
        put_count(out, "blank", row->blank, ",\n");
        put_pair(out, "      ", "kind", row->kind, ",\n");
        put_count(out, "not_eligible", row->not_eligible, ",\n");
        put_pair(out, "      ", "period", row->period, ",\n");
        put_count(out, "quarantined", row->quarantined, ",\n");
        put_count(out, "rows_read", row->rows_read, ",\n");
        put_hashes(release, row, out);
        put_count(out, "stored", row->stored, "\n    }");
    }
    buffer_put(out, "\n  ],\n");
}

/* The settings are what `about` holds, which is sorted by key. */
static void put_settings(const struct release *release, struct buffer *out)
{
    buffer_put(out, "  \"settings\": {\n");
    for (size_t i = 0; i < release->about_count; i++) put_pair(out, "    ", release->about_rows[i].key, release->about_rows[i].value, i + 1 < release->about_count ? ",\n" : "\n");
    buffer_put(out, "  }\n}\n");
}

/* `date` stays empty when SOURCE_DATE_EPOCH is not set. */
static int created(char *date, size_t room, struct failure *failure)
{
    const char *written = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds;
    struct tm calendar;
    date[0] = 0;
    if (!written) return 0;
    time_t moment = text_integer(text_of(written), &seconds) && seconds >= 0 ? (time_t)seconds : (time_t)-1;
    if (moment >= 0 && gmtime_r(&moment, &calendar) && strftime(date, room, "%Y-%m-%dT%H:%M:%SZ", &calendar) > 0) return 0;
    return fail(failure, STATUS_CONFIG, "SOURCE_DATE_EPOCH is '%s', which is not a number of seconds since 1970", written);
}

int manifest_check(struct failure *failure)
{
    char date[32];
    return created(date, sizeof date, failure);
}

int manifest_write(const struct release *release, const char *folder, const char *const *written, size_t count, struct buffer *out, struct failure *failure)
{
    struct files files = {.arena = release->arena};
    char date[32];
    int result = -1;
    for (size_t i = 0; i < count; i++) add(&files, written[i]);
    if (exists(folder, "release.db", files.arena)) add(&files, "release.db");
    if (add_charts(&files, folder, failure)) goto out;
    qsort(files.names, files.count, sizeof *files.names, compare_name);
    buffer_put(out, "{\n");
    put_pair(out, "  ", "codebook_sha256", release_about(release, "codebook_sha256"), ",\n");
    if (created(date, sizeof date, failure)) goto out;
    if (date[0]) put_pair(out, "  ", "created", date, ",\n");
    if (put_files(&files, folder, out, failure)) goto out;
    put_inputs(release, out);
    put_pair(out, "  ", "period", release->now->period, ",\n");
    put_pair(out, "  ", "program", arena_format(release->arena, "spwell %s", spwell_version), ",\n");
    put_settings(release, out);
    result = 0;
out:
    free(files.names);
    return result;
}
