#include "verify.h"
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "file.h"
#include "json.h"
#include "memory.h"
#include "message.h"
#include "stage.h"

enum { MANIFEST_LIMIT = 16 << 20 };
static const char manifest[] = "manifest.json";

struct check { const char *folder; const struct json *files; struct arena *arena; int differing; };

static void say(struct check *check, const char *what, const char *name)
{
    struct buffer shown = {0};
    buffer_terminal(&shown, text_of(name), 200);
    printf("%s: %s\n", what, shown.at);
    buffer_free(&shown);
    check->differing++;
}

/* 1 what is listed */

/* A manifest from elsewhere must not make us read outside its folder. */
static bool is_inside(const char *name)
{
    if (!name[0] || name[0] == '/') return false;
    for (const char *part = name; part; part = strchr(part, '/') ? strchr(part, '/') + 1 : NULL)
        if (!strncmp(part, "../", 3) || !strcmp(part, "..")) return false;
    return true;
}

static int check_listed(struct check *check, const struct json *entry, struct failure *failure)
{
    struct stat facts;
    char hex[65];
    if (entry->kind != JSON_KIND_TEXT || !is_inside(entry->key))
        return fail(failure, STATUS_DATA, "%s/%s:%d: '%s' is not a file of this folder with its SHA-256", check->folder, manifest, entry->line, entry->key);
    const char *path = arena_format(check->arena, "%s/%s", check->folder, entry->key);
    if (lstat(path, &facts)) {
        if (errno != ENOENT && errno != ENOTDIR) return fail(failure, STATUS_INPUT, "%s: cannot be examined: %s", path, strerror(errno));
        say(check, "missing", entry->key);
        return 0;
    }
    if (!S_ISREG(facts.st_mode)) {
        say(check, "changed", entry->key);
        return 0;
    }
    if (digest_file(path, hex, failure)) return -1;
    if (strcmp(hex, entry->text)) say(check, "changed", entry->key);
    return 0;
}

/* 2 what is not */

static int check_entry(struct check *check, const char *name, struct failure *failure);

/* `name` is a folder below the one checked, "" for itself. */
static int check_extra(struct check *check, const char *name, struct failure *failure)
{
    struct dirent **entries;
    const char *path = arena_format(check->arena, "%s/%s", check->folder, name);
    int count = scandir(path, &entries, NULL, alphasort), result = 0;
    if (count < 0) return fail(failure, STATUS_INPUT, "%s: cannot be listed: %s", path, strerror(errno));
    for (int i = 0; i < count; i++) {
        const char *entry = entries[i]->d_name;
        bool is_link_of_folder = !strcmp(entry, ".") || !strcmp(entry, "..");
        if (!result && !is_link_of_folder) result = check_entry(check, arena_format(check->arena, "%s%s%s", name, name[0] ? "/" : "", entry), failure);
        free(entries[i]);
    }
    free(entries);
    return result;
}

static int check_entry(struct check *check, const char *name, struct failure *failure)
{
    struct stat facts;
    const char *path = arena_format(check->arena, "%s/%s", check->folder, name);
    if (lstat(path, &facts)) return fail(failure, STATUS_INPUT, "%s: cannot be examined: %s", path, strerror(errno));
    if (S_ISDIR(facts.st_mode)) return check_extra(check, name, failure);
    if (strcmp(name, manifest) && !json_member(check->files, name)) say(check, "extra", name);
    return 0;
}

/* 3 the folder */

static int check_folder(struct check *check, struct buffer *bytes, struct failure *failure)
{
    const char *path = arena_format(check->arena, "%s/%s", check->folder, manifest);
    if (file_read(path, MANIFEST_LIMIT, bytes, failure)) return -1;
    const struct json *root = json_parse(check->arena, path, (struct text){bytes->at, bytes->length}, failure);
    if (!root) return -1;
    check->files = json_member(root, "files");
    if (!check->files || check->files->kind != JSON_KIND_OBJECT) return fail(failure, STATUS_DATA, "%s: has no list of files", path);
    for (int i = 0; i < check->files->count; i++)
        if (check_listed(check, &check->files->children[i], failure)) return -1;
    return check_extra(check, "", failure);
}

int verify_folder(const char *folder, struct failure *failure)
{
    struct buffer bytes = {0};
    struct check check = {.folder = folder, .arena = arena_create()};
    int result = check_folder(&check, &bytes, failure);
    if (!result && !check.differing) message_note("%d files are as %s/%s lists them", check.files->count, folder, manifest);
    buffer_free(&bytes);
    arena_destroy(check.arena);
    return result ? -1 : check.differing;
}

static int run(int count, char **operands, struct failure *failure)
{
    if (count != 1) return fail(failure, STATUS_USAGE, "one folder is wanted, such as output/2026-27-Q2");
    int differing = verify_folder(operands[0], failure);
    if (differing < 0) return -1;
    return differing ? fail(failure, STATUS_CHECK, "%d file%s of %s differ%s from its manifest", differing, differing == 1 ? "" : "s", operands[0], differing == 1 ? "s" : "") : 0;
}

int verify_main(int argc, char **argv)
{
    static const struct option_row options[] = {{0}};
    static const struct stage stage = {"verify", "re-hashes the files of a report that its manifest lists", "FOLDER", options, "  spwell verify output/2026-27-Q2\n", run};
    return stage_main(&stage, argc, argv);
}
