/* The coding frame: themes that people find in comments. Each code becomes a yes/no measure, each theme one of its codes. */
#include "codebook_internal.h"

#include <string.h>

struct themes_source { const struct json *section, *comments, *frame; };
struct theme_source { const struct json *name, *codes; const char *title; };
struct code_source { const struct json *value; const char *label; };

enum { CODE_LIMIT = 200 };

static const struct key themes_keys[] = {
    {"section", KEY_NAME, offsetof(struct themes_source, section), false, NULL},
    {"comments", KEY_LIST, offsetof(struct themes_source, comments), true, NULL},
    {"frame", KEY_LIST, offsetof(struct themes_source, frame), true, NULL},
    {0}};
const struct key_table codebook_themes_table = {"themes", "'themes'", themes_keys, false, {NULL}};

static const struct key theme_keys[] = {
    {"name", KEY_NAME, offsetof(struct theme_source, name), true, NULL},
    {"title", KEY_LINE, offsetof(struct theme_source, title), true, NULL},
    {"codes", KEY_LIST, offsetof(struct theme_source, codes), true, NULL},
    {0}};
const struct key_table codebook_theme_table = {"theme", "a theme", theme_keys, false, {NULL}};

static const struct key code_keys[] = {
    {"value", KEY_NAME, offsetof(struct code_source, value), true, NULL}, {"label", KEY_LINE, offsetof(struct code_source, label), true, NULL}, {0}};
const struct key_table codebook_theme_code_table = {"theme_code", "a code of a theme", code_keys, false, {NULL}};

int codebook_theme_measures(const struct json *themes)
{
    const struct json *frame = json_member(themes, "frame");
    int count = 0;
    for (int t = 0; frame && t < frame->count; t++) {
        const struct json *codes = json_member(&frame->children[t], "codes");
        count += 1 + (codes ? codes->count : 0);
    }
    return count;
}

/* "R1.1" is the measure theme_r1_1. */
static const char *measure_name(struct reader *reader, const char *value)
{
    char *name = arena_format(reader->arena, "theme_%s", value);
    for (char *at = name; *at; at++) {
        if (*at >= 'A' && *at <= 'Z') *at = (char)(*at + ('a' - 'A'));
        else if (!((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'))) *at = '_';
    }
    return name;
}

static const struct category yes_and_no[] = {{.value = "yes", .label = "Yes", .score = 1}, {.value = "no", .label = "No", .score = 0}};

static int add_measure(struct reader *reader, const char *value, const char *label, const char *section, const struct json *blame)
{
    struct measure_source source;
    codebook_measure_defaults(&source);
    struct measure *measure = &source.measure;
    const char *name = measure_name(reader, value);
    if (codebook_measure(reader->book, name) >= 0 || codebook_field(reader->book, name) >= 0)
        codebook_mistake(reader, at_value(blame), "codes and themes become measures called theme_ and their value, in small letters and digits", "there is already a field or measure '%s'", name);
    if (strlen(name) > CODEBOOK_NAME_LIMIT) codebook_mistake(reader, at_value(blame), "give it a short value, and put the words into \"label\"", "'%.80s' is longer than 64 bytes", name);
    measure->name = name;
    measure->label = label;
    measure->section = section;
    measure->unit = "%";
    measure->kind = MEASURE_CODE;
    measure->shape = SHAPE_YES_NO;
    measure->categories = yes_and_no;
    measure->category_count = 2;
    measure->sensitive = true;
    reader->measures[reader->book->measure_count] = *measure;
    return reader->book->measure_count++;
}

static void read_code(struct reader *reader, const struct json *node, const char *section)
{
    struct code_source code = {0};
    struct codebook *book = reader->book;
    if (!codebook_key_read(reader, node, &codebook_theme_code_table, &code) || !code.value || !code.label) return;
    if (book->theme_code_count == CODE_LIMIT) {
        codebook_mistake(reader, at_value(node), NULL, "more than %d codes", CODE_LIMIT);
        return;
    }
    reader->theme_codes[book->theme_code_count].value = code.value->text;
    reader->theme_codes[book->theme_code_count].label = code.label;
    reader->theme_codes[book->theme_code_count].measure =
        add_measure(reader, code.value->text, arena_format(reader->arena, "%s %s", code.value->text, code.label), section, code.value); /* two themes may have a code of one label */
    book->theme_code_count++;
}

static void read_comments(struct reader *reader, const struct json *list)
{
    const struct json **names;
    int count = codebook_key_lines(reader, list, "comments", &names), used = 0;
    int *fields = arena_new(reader->arena, (size_t)count, sizeof *fields);
    codebook_name_once(reader, names, count);
    if (list && list->count == 0) codebook_mistake(reader, at_value(list), NULL, "'comments' is empty");
    for (int i = 0; i < count; i++) {
        int f = codebook_name_field(reader, names[i]);
        if (f < 0) continue;
        if (reader->book->fields[f].type != FIELD_TEXT) codebook_mistake(reader, at_value(names[i]), "\"free_text\": true in its spwell block", "field '%s' is not free text, so it has no comments to code", names[i]->text);
        fields[used++] = f;
    }
    reader->book->comments = fields;
    reader->book->comment_count = used;
}

void codebook_theme_read(struct reader *reader, const struct json *object)
{
    struct themes_source source = {0};
    if (!object || !codebook_key_read(reader, object, &codebook_themes_table, &source) || !source.frame) return;
    const char *section = codebook_name_section(reader, source.section, source.section);
    reader->theme_codes = arena_new(reader->arena, CODE_LIMIT, sizeof *reader->theme_codes);
    reader->book->theme_codes = reader->theme_codes;
    struct theme *themes = arena_new(reader->arena, (size_t)source.frame->count, sizeof *themes);
    reader->book->themes = themes;
    read_comments(reader, source.comments);
    if (source.frame->count == 0) codebook_mistake(reader, at_value(source.frame), NULL, "'frame' is empty");
    for (int t = 0; t < source.frame->count; t++) {
        struct theme_source theme = {0};
        if (!codebook_key_read(reader, &source.frame->children[t], &codebook_theme_table, &theme) || !theme.name || !theme.title || !theme.codes) continue;
        codebook_name_check(reader, theme.name, "a theme", false);
        if (theme.codes->count == 0) codebook_mistake(reader, at_value(theme.codes), NULL, "'codes' is empty");
        themes[reader->book->theme_count] = (struct theme){add_measure(reader, theme.name->text, theme.title, section, theme.name), reader->book->theme_code_count, 0};
        for (int c = 0; c < theme.codes->count; c++) read_code(reader, &theme.codes->children[c], section);
        themes[reader->book->theme_count].count = reader->book->theme_code_count - themes[reader->book->theme_count].first;
        reader->book->theme_count++;
    }
}
