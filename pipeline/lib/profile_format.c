/* The keys of schemas/profile.schema.json; a test compares the two. */
#include "codebook_internal.h"
#include "profile_internal.h"

#include <stdio.h>
#include <string.h>

struct top { const struct json *name, *parts, *names, *columns, *refused, *signs; const char *title; int rows; };
struct part_source { const struct json *name, *of, *unless, *blank; struct part part; int row; };
struct column_source { const struct json *roles[HEADING_ROLES], *system, *personal; };
struct refusal_source { const struct json *columns; const char *why; };
struct sign_source { const struct json *cells; const char *why; };
struct cells_source { const struct json *part, *like; int row, column; bool every; };

static const struct key profile_keys[] = {
    {"name", KEY_NAME, offsetof(struct top, name), true, NULL},
    {"title", KEY_LINE, offsetof(struct top, title), true, NULL},
    {"description", KEY_PASSED, 0, false, NULL},
    {"heading_rows", KEY_WHOLE, offsetof(struct top, rows), true, NULL},
    {"parts", KEY_LIST, offsetof(struct top, parts), false, NULL},
    {"names", KEY_LIST, offsetof(struct top, names), true, NULL},
    {"columns", KEY_OBJECT, offsetof(struct top, columns), false, NULL},
    {"refused", KEY_LIST, offsetof(struct top, refused), false, NULL},
    {"signs", KEY_LIST, offsetof(struct top, signs), false, NULL},
    {0}};
static const struct key part_keys[] = {
    {"name", KEY_NAME, offsetof(struct part_source, name), true, NULL},
    {"row", KEY_WHOLE, offsetof(struct part_source, row), false, NULL},
    {"of", KEY_NAME, offsetof(struct part_source, of), false, NULL},
    {"fill", KEY_TRUTH, offsetof(struct part_source, part.fill), false, NULL},
    {"after", KEY_TEXT, offsetof(struct part_source, part.after), false, NULL},
    {"before", KEY_TEXT, offsetof(struct part_source, part.before), false, NULL},
    {"last", KEY_TRUTH, offsetof(struct part_source, part.last), false, NULL},
    {"word", KEY_TRUTH, offsetof(struct part_source, part.word), false, NULL},
    {"every", KEY_TRUTH, offsetof(struct part_source, part.every), false, NULL},
    {"unless", KEY_NAME, offsetof(struct part_source, unless), false, NULL},
    {"blank", KEY_LIST, offsetof(struct part_source, blank), false, NULL},
    {0}};
static const struct key column_keys[] = {
    {"identifier", KEY_LIST, offsetof(struct column_source, roles[HEADING_IDENTIFIER]), false, NULL},
    {"started", KEY_LIST, offsetof(struct column_source, roles[HEADING_STARTED]), false, NULL},
    {"submitted", KEY_LIST, offsetof(struct column_source, roles[HEADING_SUBMITTED]), false, NULL},
    {"duration", KEY_LIST, offsetof(struct column_source, roles[HEADING_DURATION]), false, NULL},
    {"system", KEY_LIST, offsetof(struct column_source, system), false, NULL},
    {"personal", KEY_LIST, offsetof(struct column_source, personal), false, NULL},
    {0}};
static const struct key refusal_keys[] = {
    {"columns", KEY_LIST, offsetof(struct refusal_source, columns), true, NULL}, {"why", KEY_LINE, offsetof(struct refusal_source, why), true, NULL}, {0}};
static const struct key sign_keys[] = {
    {"cells", KEY_LIST, offsetof(struct sign_source, cells), true, NULL}, {"why", KEY_LINE, offsetof(struct sign_source, why), true, NULL}, {0}};
static const struct key cells_keys[] = {
    {"row", KEY_WHOLE, offsetof(struct cells_source, row), true, NULL},
    {"column", KEY_WHOLE, offsetof(struct cells_source, column), false, NULL},
    {"every", KEY_TRUTH, offsetof(struct cells_source, every), false, NULL},
    {"part", KEY_NAME, offsetof(struct cells_source, part), false, NULL},
    {"like", KEY_LIST, offsetof(struct cells_source, like), false, NULL},
    {0}};

static const struct key_table profile_table = {"profile", "a profile", profile_keys, false, {NULL}},
                              part_table = {"part", "a part", part_keys, false, {&profile_table}},
                              column_table = {"columns", "the columns of a profile", column_keys, false, {NULL}},
                              refusal_table = {"refusal", "a refusal", refusal_keys, false, {NULL}}, sign_table = {"sign", "a sign", sign_keys, false, {NULL}},
                              cells_table = {"cells", "the cells of a sign", cells_keys, false, {&sign_table}};
const struct key_table *const profile_format_tables[] = {&profile_table, &part_table, &column_table, &refusal_table, &sign_table, &cells_table, NULL};

/* Patterns and words; an empty one stands for an empty cell. */
static struct strings read_strings(struct reader *reader, const struct json *list, const char *what)
{
    struct strings strings = {0};
    if (!list) return strings;
    const char **at = arena_new(reader->arena, (size_t)list->count + 1, sizeof *at);
    for (int i = 0; i < list->count; i++)
        if (codebook_key_text(reader, &list->children[i], what, false)) at[strings.count++] = list->children[i].text;
    strings.at = at;
    return strings;
}

static bool check_row(struct reader *reader, const struct json *object, int row, int rows)
{
    if (row >= 1 && row <= rows) return true;
    const struct json *at = json_member(object, "row");
    codebook_mistake(reader, at_value(at ? at : object), NULL, "'row' must be from 1 to %d", rows);
    return false;
}

static bool has_part(const struct profile *profile, struct text name)
{
    if (name.length == 1 && name.at[0] >= '1' && name.at[0] < '1' + profile->rows) return true;
    for (int i = 0; i < profile->part_count; i++)
        if (text_is(name, profile->parts[i].name)) return true;
    return false;
}

static void check_part(struct reader *reader, const struct profile *profile, struct text name, const struct json *at)
{
    if (!has_part(profile, name))
        codebook_mistake(reader, at_value(at), "a part declared further up, or the number of a heading row", "there is no part '%.*s'", (int)name.length, name.at);
}

static void read_part(struct reader *reader, struct profile *profile, const struct json *object, struct part *parts)
{
    struct part_source source = {0};
    if (!codebook_key_read(reader, object, &part_table, &source) || !source.name) return;
    codebook_name_check(reader, source.name, "a part", false);
    source.part.name = source.name->text;
    source.part.row = source.row - 1;
    if (source.of) check_part(reader, profile, text_of(source.of->text), source.of);
    else (void)check_row(reader, object, source.row, profile->rows);
    if (source.of && source.row) codebook_mistake(reader, at_value(object), NULL, "a part has 'row' or 'of', not both");
    if ((source.part.after && !*source.part.after) || (source.part.before && !*source.part.before))
        codebook_mistake(reader, at_value(object), "leave it out instead", "'after' and 'before' cannot be empty");
    if (source.unless) check_part(reader, profile, text_of(source.unless->text), source.unless);
    source.part.unless = source.unless ? source.unless->text : NULL;
    source.part.of = source.of ? source.of->text : NULL;
    source.part.blank = read_strings(reader, source.blank, "blank");
    parts[profile->part_count++] = source.part;
}

static void read_parts(struct reader *reader, struct profile *profile, const struct json *list)
{
    if (!list) return;
    struct part *parts = arena_new(reader->arena, PROFILE_PARTS, sizeof *parts);
    profile->parts = parts;
    if (list->count > PROFILE_PARTS) codebook_mistake(reader, at_value(list), NULL, "%d parts; %d is the most", list->count, PROFILE_PARTS);
    for (int i = 0; i < list->count && i < PROFILE_PARTS; i++) read_part(reader, profile, &list->children[i], parts);
}

static void read_names(struct reader *reader, struct profile *profile, const struct json *list)
{
    profile->names = read_strings(reader, list, "names");
    if (list && !list->count) codebook_mistake(reader, at_value(list), NULL, "the list of names is empty");
    for (int i = 0; list && i < list->count; i++) {
        const char *at = list->children[i].text;
        struct text before, name;
        int parts = 0;
        for (; at && profile_part_next(&at, &before, &name); parts++) check_part(reader, profile, name, &list->children[i]);
        if (at && (!parts || strpbrk(at, "{}")))
            codebook_mistake(reader, at_value(&list->children[i]), "for example \"{1}\" or \"{question} [{choice}]\"", "a name is made of parts in braces");
    }
}

static void read_columns(struct reader *reader, struct profile *profile, const struct json *object)
{
    struct column_source source = {0};
    if (!object || !codebook_key_read(reader, object, &column_table, &source)) return;
    for (int role = 0; role < HEADING_ROLES; role++) profile->roles[role] = read_strings(reader, source.roles[role], "columns");
    profile->system = read_strings(reader, source.system, "system");
    profile->personal = read_strings(reader, source.personal, "personal");
}

static void read_refused(struct reader *reader, struct profile *profile, const struct json *list)
{
    if (!list) return;
    struct refusal *refused = arena_new(reader->arena, (size_t)list->count + 1, sizeof *refused);
    for (int i = 0; i < list->count; i++) {
        struct refusal_source source = {0};
        if (!codebook_key_read(reader, &list->children[i], &refusal_table, &source)) continue;
        refused[profile->refused_count++] = (struct refusal){read_strings(reader, source.columns, "columns"), source.why};
    }
    profile->refused = refused;
}

static struct cells read_cells(struct reader *reader, const struct profile *profile, const struct json *object)
{
    struct cells_source source = {0};
    if (!codebook_key_read(reader, object, &cells_table, &source)) return (struct cells){0};
    (void)check_row(reader, object, source.row, PROFILE_LOOK);
    if (source.part) check_part(reader, profile, text_of(source.part->text), source.part);
    if (!source.part == !source.like) codebook_mistake(reader, at_value(object), NULL, "the cells of a sign need either 'like' or 'part'");
    if (source.column < 0) codebook_mistake(reader, at_value(object), "leave it out for any column", "'column' counts from 1");
    return (struct cells){source.row - 1, source.column - 1, source.part ? source.part->text : NULL, source.every, read_strings(reader, source.like, "like")};
}

static void read_signs(struct reader *reader, struct profile *profile, const struct json *list)
{
    if (!list) return;
    struct sign *signs = arena_new(reader->arena, (size_t)list->count + 1, sizeof *signs);
    for (int i = 0; i < list->count; i++) {
        struct sign_source source = {0};
        if (!codebook_key_read(reader, &list->children[i], &sign_table, &source) || !source.cells) continue;
        struct cells *cells = arena_new(reader->arena, (size_t)source.cells->count + 1, sizeof *cells);
        for (int c = 0; c < source.cells->count; c++) cells[c] = read_cells(reader, profile, &source.cells->children[c]);
        signs[profile->sign_count++] = (struct sign){cells, source.cells->count, source.why};
    }
    profile->signs = signs;
}

static void read_all(struct reader *reader, struct profile *profile, const struct json *root)
{
    struct top top = {0};
    if (!codebook_key_read(reader, root, &profile_table, &top)) return;
    if (top.name) {
        codebook_name_check(reader, top.name, "a profile", true);
        profile->name = top.name->text;
    }
    profile->title = top.title;
    profile->rows = top.rows;
    if (top.rows < 1 || top.rows > PROFILE_ROWS) {
        const struct json *at = json_member(root, "heading_rows");
        if (at) codebook_mistake(reader, at_value(at), NULL, "'heading_rows' must be from 1 to %d", PROFILE_ROWS);
        return;
    }
    read_parts(reader, profile, top.parts);
    read_names(reader, profile, top.names);
    read_columns(reader, profile, top.columns);
    read_refused(reader, profile, top.refused);
    read_signs(reader, profile, top.signs);
}

struct profile *profile_format_read(const char *path, struct text bytes, struct failure *failure)
{
    struct arena *arena = arena_create();
    struct codebook book = {.path = arena_copy(arena, path, strlen(path))};
    struct reader reader = {.arena = arena, .book = &book, .what = "profile"};
    struct profile *profile = arena_new(arena, 1, sizeof *profile);
    profile->arena = arena;
    const struct json *root = json_parse(arena, book.path, bytes, failure);
    if (root) read_all(&reader, profile, root);
    bool good = root && !codebook_mistake_report(&reader, failure);
    codebook_mistake_free(&reader);
    buffer_free(&reader.room);
    if (good) return profile;
    arena_destroy(arena);
    return NULL;
}
