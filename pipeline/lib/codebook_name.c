#include "codebook_internal.h"

#include <stdlib.h>
#include <string.h>

bool codebook_name_is_regular(const char *name, bool hyphen)
{
    size_t length = strlen(name);
    if (length > CODEBOOK_NAME_LIMIT || name[0] < 'a' || name[0] > 'z') return false;
    return strspn(name, hyphen ? "abcdefghijklmnopqrstuvwxyz0123456789_-" : "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

void codebook_name_check(struct reader *reader, const struct json *name, const char *what, bool hyphen)
{
    if (!name || codebook_name_is_regular(name->text, hyphen)) return;
    codebook_mistake(reader, at_value(name), "a small letter, then small letters, digits and underscores, at most 64 in all", "'%s' cannot be the name of %s",
                     name->text, what);
}

const char *codebook_name_human(struct reader *reader, const char *name)
{
    char *label = arena_copy(reader->arena, name, strlen(name));
    for (char *at = label; *at; at++)
        if (*at == '_') *at = ' ';
    if (*label >= 'a' && *label <= 'z') *label = (char)(*label - 'a' + 'A');
    return label;
}

struct spelling codebook_name_spelling(struct reader *reader, const char *text, const struct json *at, int owner)
{
    struct text normal = text_normalise(text_of(text), &reader->room);
    return (struct spelling){arena_copy(reader->arena, normal.length ? normal.at : "", normal.length), at, text, owner, NULL};
}

static int by_normal_form(const void *left, const void *right)
{
    const struct spelling *a = left, *b = right;
    int order = strcmp(a->normal, b->normal);
    if (order) return order;
    if (a->owner != b->owner) return a->owner < b->owner ? -1 : 1;
    if (a->at->line != b->at->line) return a->at->line < b->at->line ? -1 : 1;
    return a->at->column < b->at->column ? -1 : a->at->column > b->at->column;
}

static void cannot_tell(struct reader *reader, const struct spelling *first, const struct spelling *second, const char *what)
{
    if (strcmp(first->text, second->text) == 0)
        codebook_mistake(reader, at_value(second->at), NULL, "%s '%s' stands twice, first on line %d", what, second->text, first->at->line);
    else
        codebook_mistake(reader, at_value(second->at), "they differ in capitals or spaces only", "%s '%s' cannot be told from '%s' of line %d", what,
                         second->text, first->text, first->at->line);
}

void codebook_name_distinct(struct reader *reader, struct spelling *list, size_t count, const char *what)
{
    if (count) qsort(list, count, sizeof *list, by_normal_form);
    for (size_t i = 1; i < count; i++) {
        bool told = list[i - 1].owner == list[i].owner && !list[i - 1].alias && !list[i].alias && strcmp(list[i - 1].normal, list[i].normal) == 0; /* of the value, then of its label */
        for (size_t before = i; !told && before > 0 && strcmp(list[before - 1].normal, list[i].normal) == 0; before--) {
            const struct spelling *first = &list[before - 1];
            if (first->owner == list[i].owner || !codebook_alias_overlap(first, &list[i])) continue;
            cannot_tell(reader, first, &list[i], what);
            break;
        }
    }
}

struct names { const char **at; size_t count; };

/* None once nobody reads the advice any more. */
static struct names all_names(struct reader *reader, bool fields, bool measures)
{
    const struct codebook *book = reader->book;
    if (reader->errors + reader->warnings >= CODEBOOK_MISTAKES_KEPT) return (struct names){NULL, 0};
    size_t most = (size_t)book->field_count + (size_t)book->measure_count;
    struct names names = {memory_new(most, sizeof *names.at), 0};
    for (int i = 0; fields && i < book->field_count; i++) names.at[names.count++] = book->fields[i].name;
    for (int i = 0; measures && i < book->measure_count; i++) names.at[names.count++] = book->measures[i].name;
    return names;
}

int codebook_name_field(struct reader *reader, const struct json *name)
{
    int found = codebook_field(reader->book, name->text);
    if (found >= 0) return found;
    struct names names = all_names(reader, true, false);
    codebook_mistake(reader, at_value(name), codebook_mistake_nearest(reader, name->text, names.at, names.count, NULL), "there is no field '%s'", name->text);
    free(names.at);
    return -1;
}

void codebook_name_refuse(struct reader *reader, const struct json *name)
{
    if (!name) return;
    reader->refused = memory_grow(reader->refused, reader->refused_count, &reader->refused_room, sizeof *reader->refused);
    reader->refused[reader->refused_count++] = name->text;
}

static bool is_refused(const struct reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->refused_count; i++)
        if (strcmp(reader->refused[i], name) == 0) return true;
    return false;
}

static bool comes_later(const struct reader *reader, const char *name)
{
    for (int i = 0; reader->measure_list && i < reader->measure_list->count; i++) {
        const struct json *other = json_member(&reader->measure_list->children[i], "name");
        if (other && other->kind == JSON_KIND_TEXT && strcmp(other->text, name) == 0) return true;
    }
    return false;
}

struct operand codebook_name_operand(struct reader *reader, const struct json *name)
{
    for (size_t i = 0; i < reader->item_count; i++)
        if (strcmp(reader->items[i].id, name->text) == 0) return reader->items[i].operand;
    struct operand found = {.field = codebook_field(reader->book, name->text), .measure = -1};
    if (found.field < 0) found.measure = codebook_measure(reader->book, name->text);
    if (found.field >= 0 || found.measure >= 0 || is_refused(reader, name->text)) return found;
    if (comes_later(reader, name->text)) {
        codebook_mistake(reader, at_value(name), "put it before this one", "measure '%s' comes later in the list", name->text);
        return found;
    }
    struct names names = all_names(reader, true, true);
    codebook_mistake(reader, at_value(name), codebook_mistake_nearest(reader, name->text, names.at, names.count, NULL), "there is no field or measure '%s'",
                     name->text);
    free(names.at);
    return found;
}

int codebook_name_measure(struct reader *reader, const struct json *name)
{
    int found = codebook_measure(reader->book, name->text);
    if (found >= 0 || is_refused(reader, name->text)) return found;
    struct names names = all_names(reader, false, true);
    const char *hint = codebook_field(reader->book, name->text) >= 0 ? "it is a field: declare a measure of kind 'item' of it"
                                                                     : codebook_mistake_nearest(reader, name->text, names.at, names.count, NULL);
    codebook_mistake(reader, at_value(name), hint, "there is no measure '%s'", name->text);
    free(names.at);
    return -1;
}

const char *codebook_name_section(struct reader *reader, const struct json *name, const struct json *blame)
{
    if (!name) return NULL;
    const struct codebook *book = reader->book;
    const char **names = memory_new((size_t)book->section_count, sizeof *names);
    const char *found = NULL;
    for (int i = 0; i < book->section_count; i++) {
        names[i] = book->sections[i].name;
        if (strcmp(names[i], name->text) == 0) found = names[i];
    }
    if (!found) {
        const char *otherwise = arena_format(reader->arena, "add {\"name\": \"%s\", \"title\": \"...\"} to \"sections\" of the spwell block", name->text);
        const char *slash = strrchr(name->file, '/');
        if (blame != name) codebook_mistake(reader, at_value(blame), otherwise, "there is no section '%s', which %s:%d names", name->text, slash ? slash + 1 : name->file, name->line);
        else codebook_mistake(reader, at_value(name), codebook_mistake_nearest(reader, name->text, names, (size_t)book->section_count, otherwise), "there is no section '%s'", name->text);
    }
    free(names);
    return found;
}

static int by_text(const void *left, const void *right)
{
    const struct json *a = *(const struct json *const *)left, *b = *(const struct json *const *)right;
    int order = strcmp(a->text, b->text);
    return order ? order : a < b ? -1 : a > b;
}

void codebook_name_once(struct reader *reader, const struct json *const *names, int count)
{
    if (count < 2) return;
    const struct json **sorted = memory_new((size_t)count, sizeof *sorted);
    memcpy(sorted, names, (size_t)count * sizeof *sorted);
    qsort(sorted, (size_t)count, sizeof *sorted, by_text);
    for (int i = 1; i < count; i++)
        if (strcmp(sorted[i - 1]->text, sorted[i]->text) == 0)
            codebook_mistake(reader, at_value(sorted[i]), NULL, "'%s' stands twice in this list", sorted[i]->text);
    free(sorted);
}
