#include "profile_internal.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "file.h"
#include "resource.h"

static const char *const shipped_folder = "schemas/profiles/";

/* "schemas/profiles/qualtrics.json": the length of "qualtrics", and where it begins; 0 for other resources. */
static size_t name_in(const char *resource, const char **name)
{
    size_t folder = strlen(shipped_folder), length = strlen(resource);
    if (strncmp(resource, shipped_folder, folder) || length <= folder + 5) return 0;
    *name = resource + folder;
    return length - folder - 5;
}

const char *profile_shipped(struct arena *arena, int index)
{
    const char *name;
    for (const struct resource *r = resource_table; r->name; r++) {
        size_t length = name_in(r->name, &name);
        if (length && index-- == 0) return arena_copy(arena, name, length);
    }
    return NULL;
}

static int not_found(const char *name, const char *codebook, struct failure *failure)
{
    struct arena *arena = arena_create();
    const char *names[64];
    size_t count = 0;
    struct buffer list = {0};
    while (count < 64 && (names[count] = profile_shipped(arena, (int)count))) {
        buffer_format(&list, "%s%s", count ? ", " : "", names[count]);
        count++;
    }
    const char *near = text_nearest(name, names, count);
    fail_at(failure, STATUS_CONFIG, codebook ? codebook : "", 0, 0, "there is no profile '%.64s'%s%s%s", name, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    failure_hint(failure, "there are %s; your own may lie beside the codebook as profiles/%.64s.json", list.at ? list.at : "none", name);
    buffer_free(&list);
    arena_destroy(arena);
    return -1;
}

/* A name is a file's name, so nothing that leads elsewhere. */
static bool is_name(const char *name)
{
    return *name && strlen(name) <= 64 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(name);
}

static struct profile *read_beside(const char *path, struct failure *failure)
{
    struct buffer bytes = {0};
    struct profile *profile = NULL;
    if (!file_read(path, PROFILE_BYTES, &bytes, failure)) profile = profile_format_read(path, (struct text){bytes.at, bytes.length}, failure);
    buffer_free(&bytes);
    return profile;
}

static struct profile *read_named(const char *name, const char *codebook, struct failure *failure)
{
    char path[4200];
    if (!is_name(name)) {
        (void)not_found(name, codebook, failure);
        return NULL;
    }
    const char *slash = codebook ? strrchr(codebook, '/') : NULL;
    int written = snprintf(path, sizeof path, "%.*sprofiles/%s.json", slash ? (int)(slash - codebook) + 1 : 0, codebook ? codebook : "", name);
    if (codebook && written < (int)sizeof path && access(path, F_OK) == 0) return read_beside(path, failure);
    snprintf(path, sizeof path, "%s%s.json", shipped_folder, name);
    struct text shipped = resource_find(path);
    if (shipped.at) return profile_format_read(path, shipped, failure);
    (void)not_found(name, codebook, failure);
    return NULL;
}

struct profile *profile_read(const char *name, const char *codebook, struct failure *failure)
{
    if (!name) name = "plain";
    struct profile *profile = read_named(name, codebook, failure);
    if (!profile || !strcmp(profile->name, name)) return profile;
    fail_at(failure, STATUS_CONFIG, codebook ? codebook : "", 0, 0, "the file of the profile '%s' calls itself '%s'", name, profile->name);
    failure_hint(failure, "its \"name\" is the name of its file");
    profile_destroy(profile);
    return NULL;
}

void profile_destroy(struct profile *profile)
{
    if (profile) arena_destroy(profile->arena);
}

const char *profile_name(const struct profile *profile) { return profile->name; }
const char *profile_title(const struct profile *profile) { return profile->title; }
int profile_heading_rows(const struct profile *profile) { return profile->rows; }
bool profile_is_personal(struct text heading) { return profile_personal_heading(heading); }
