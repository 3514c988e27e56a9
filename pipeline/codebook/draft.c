#include "draft.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_text(struct draft_texts *texts, const char *text)
{
    texts->at = memory_grow(texts->at, texts->count, &texts->room, sizeof *texts->at);
    texts->at[texts->count++] = text;
}

static void add_value(struct draft_values *values, const char *value, const char *label)
{
    values->at = memory_grow(values->at, values->count, &values->room, sizeof *values->at);
    values->at[values->count++] = (struct draft_value){value, label};
}

static const char *copy(struct draft *draft, const char *text)
{
    return arena_copy(draft->arena, text, strlen(text));
}

struct draft *draft_create(const char *source)
{
    struct arena *arena = arena_create();
    struct draft *draft = memory_new(1, sizeof *draft);
    const char *slash = strrchr(source, '/'), *file = slash ? slash + 1 : source, *point = strrchr(file, '.');
    struct text stem = {file, point && point > file ? (size_t)(point - file) : strlen(file)};
    *draft = (struct draft){.arena = arena, .taken = name_set_create(), .headings = name_set_create()};
    draft->name = name_of_field(arena, stem, NAME_LIMIT, "survey");
    draft->title = name_line(arena, stem);
    if (!*draft->title) draft->title = "Survey";
    draft->description = arena_format(arena, "Drafted from %s. Where a description below asks for a decision, a person decides; then the description can go.", name_line(arena, text_of(file)));
    name_set_add(draft->taken, text_of("all"), 0); /* stands for everybody in results */
    return draft;
}

static void free_field(struct draft_field *field)
{
    free(field->categories.at);
    free(field->missing.at);
    free(field->aliases.at);
    free(field->asked_values.at);
}

void draft_destroy(struct draft *draft)
{
    if (!draft) return;
    for (size_t f = 0; f < draft->count; f++) free_field(draft->fields[f]);
    free(draft->fields);
    free(draft->sections.at);
    free(draft->ignore.at);
    free(draft->notes.at);
    name_set_destroy(draft->taken);
    name_set_destroy(draft->headings);
    arena_destroy(draft->arena);
    free(draft);
}

static bool is_free(const struct draft *draft, const char *name, int column)
{
    int owner = name_set_owner(draft->headings, text_of(name));
    return name_set_owner(draft->taken, text_of(name)) == NAME_FREE && (owner == NAME_FREE || (column >= 0 && owner == column));
}

const char *draft_name(struct draft *draft, const char *wish, int column)
{
    const char *name = wish;
    for (int number = 2; !is_free(draft, name, column); number++) name = arena_format(draft->arena, "%.*s_%d", NAME_LIMIT - 4, wish, number);
    return name;
}

void draft_alias(struct draft *draft, struct draft_field *field, const char *heading)
{
    if (name_same(heading, field->name)) return;
    for (size_t a = 0; a < field->aliases.count; a++)
        if (name_same(heading, field->aliases.at[a])) return;
    add_text(&field->aliases, copy(draft, heading));
}

struct draft_field *draft_add(struct draft *draft, const char *heading, const char *name, const char *title)
{
    struct draft_field *field = arena_new(draft->arena, 1, sizeof *field);
    const char *line = name_line(draft->arena, text_of(title));
    *field = (struct draft_field){.name = copy(draft, name), .title = *line ? line : name, .type = "string"};
    name_set_add(draft->taken, text_of(name), 0);
    if (heading) draft_alias(draft, field, heading);
    draft->fields = memory_grow(draft->fields, draft->count, &draft->room, sizeof *draft->fields);
    draft->fields[draft->count++] = field;
    return field;
}

void draft_category(struct draft *draft, struct draft_field *field, const char *value, const char *label)
{
    add_value(&field->categories, value ? copy(draft, value) : NULL, name_line(draft->arena, text_of(label)));
}

void draft_missing(struct draft *draft, struct draft_field *field, const char *value, const char *label)
{
    add_value(&field->missing, copy(draft, value), copy(draft, label));
}

void draft_asked(struct draft *draft, struct draft_field *field, const char *value)
{
    add_text(&field->asked_values, copy(draft, value));
}

/* What is given stays; a value made of a label must be none that is there, and no other's label. */
static void make_values(struct draft *draft, struct draft_field *field, struct name_set *used)
{
    struct draft_values *list = &field->categories;
    size_t limit = strcmp(field->type, "list") ? NAME_LIMIT : DRAFT_CHOICE_LENGTH;
    for (size_t c = 0; c < list->count; c++) name_set_add(used, text_of(list->at[c].label), (int)c);
    for (size_t c = 0; c < list->count; c++) {
        if (list->at[c].value) continue;
        const char *slug = name_slug(draft->arena, text_of(list->at[c].label), limit), *value = *slug ? slug : arena_format(draft->arena, "answer_%zu", c + 1);
        int owner = name_set_owner(used, text_of(value));
        for (int number = 2; owner != NAME_FREE && owner != (int)c; owner = name_set_owner(used, text_of(value))) value = arena_format(draft->arena, "%.*s_%d", (int)limit - 4, *slug ? slug : "answer", number++);
        list->at[c].value = value;
        name_set_add(used, text_of(value), (int)c);
    }
}

void draft_settle(struct draft *draft, struct draft_field *field)
{
    struct draft_values *list = &field->categories;
    struct name_set *used = name_set_create(), *told = name_set_create();
    for (size_t c = 0; c < list->count; c++) {
        if (!*list->at[c].label) list->at[c].label = list->at[c].value ? list->at[c].value : "?";
        if (list->at[c].value) name_set_add(used, text_of(list->at[c].value), (int)c), name_set_add(told, text_of(list->at[c].value), (int)c);
    }
    for (size_t c = 0; c < list->count; c++) {
        const char *label = list->at[c].label;
        int owner = name_set_owner(told, text_of(label));
        if (owner != NAME_FREE && owner != (int)c) label = arena_format(draft->arena, "%s (%s)", label, list->at[c].value ? list->at[c].value : arena_format(draft->arena, "%zu", c + 1));
        list->at[c].label = label;
        name_set_add(told, text_of(label), (int)c);
    }
    make_values(draft, field, used);
    name_set_destroy(used);
    name_set_destroy(told);
}

void draft_claim(struct draft *draft, const struct draft_field *list)
{
    for (size_t c = 0; c < list->categories.count; c++) name_set_add(draft->taken, text_of(arena_format(draft->arena, "%s_%s", list->name, list->categories.at[c].value)), 0);
}

void draft_drop(struct draft_field *field, bool personal)
{
    field->drop = true;
    field->section = NULL;
    field->personal = personal;
    field->not_personal = field->free_text = field->required = false;
}

const char *draft_section(struct draft *draft, const char *title)
{
    const char *line = name_line(draft->arena, text_of(title));
    for (size_t s = 0; s < draft->sections.count; s++)
        if (name_same(draft->sections.at[s].label, line)) return draft->sections.at[s].value;
    const char *wish = name_of_field(draft->arena, text_of(line), NAME_LIMIT, "section"), *name = wish;
    for (size_t s = 0, number = 2; s < draft->sections.count; s++) {
        if (strcmp(draft->sections.at[s].value, name)) continue;
        name = arena_format(draft->arena, "%.*s_%zu", NAME_LIMIT - 4, wish, number++);
        s = (size_t)-1; /* from the beginning with the new name */
    }
    add_value(&draft->sections, name, line);
    return name;
}

void draft_ignore(struct draft *draft, const char *heading)
{
    for (size_t i = 0; i < draft->ignore.count; i++)
        if (!strcmp(draft->ignore.at[i], heading)) return;
    add_text(&draft->ignore, copy(draft, heading));
}

static const char *formatted(struct draft *draft, const char *format, va_list list)
{
    char text[1200];
    struct buffer line = {0};
    int length = vsnprintf(text, sizeof text, format, list);
    bool whole = length >= 0 && (size_t)length < sizeof text;
    buffer_add(&line, text, strlen(text));
    while (!whole && line.length && text_invalid_utf8(line.at, line.length) >= 0) line.length--; /* cut within a character */
    const char *made = name_line(draft->arena, (struct text){line.at, line.length});
    buffer_free(&line);
    return made;
}

static void describe(struct draft *draft, struct draft_field *field, const char *text)
{
    if (!*text) return;
    if (!strchr(".?!:", text[strlen(text) - 1])) text = arena_format(draft->arena, "%s.", text);
    field->description = field->description ? arena_format(draft->arena, "%s %s", field->description, text) : text;
}

void draft_describe(struct draft *draft, struct draft_field *field, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    describe(draft, field, formatted(draft, format, list));
    va_end(list);
}

void draft_note(struct draft *draft, struct draft_field *field, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const char *text = formatted(draft, format, list);
    va_end(list);
    describe(draft, field, text);
    add_text(&draft->notes, arena_format(draft->arena, "%s: %s", field->name, text));
}

void draft_say(struct draft *draft, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    add_text(&draft->notes, formatted(draft, format, list));
    va_end(list);
}
