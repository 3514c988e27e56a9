#include "structure_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cell.h"

static const char *const kind_names[] = {
    [JSON_KIND_NULL] = "null", [JSON_KIND_TRUTH] = "true or false", [JSON_KIND_NUMBER] = "a number", [JSON_KIND_TEXT] = "text",
    [JSON_KIND_ARRAY] = "a list in [ ]", [JSON_KIND_OBJECT] = "an object in { }"};

static int fail_with(struct structure *structure, const char *file, int line, int column, const char *format, va_list list)
{
    char text[600];
    vsnprintf(text, sizeof text, format, list);
    return fail_at(structure->failure, STATUS_CONFIG, file, line, column, "%s", text);
}

int structure_check_fail(struct structure *structure, const struct json *at, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int result = fail_with(structure, at->file, at->line, at->column, format, list);
    va_end(list);
    return result;
}

int structure_check_fail_key(struct structure *structure, const struct json *member, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int result = fail_with(structure, member->file, member->key_line, member->key_column, format, list);
    va_end(list);
    return result;
}

static void hint_nearest(struct structure *structure, const char *name, const char *const *names, size_t count)
{
    const char *near = text_nearest(name, names, count);
    if (near) failure_hint(structure->failure, "did you mean '%s'?", near);
}

int structure_check_kind(struct structure *structure, const struct json *value, enum json_kind kind, const char *what)
{
    if (value->kind == kind) return 0;
    return structure_check_fail(structure, value, "%s must be %s, and this is %s", what, kind_names[kind], kind_names[value->kind]);
}

int structure_check_keys(struct structure *structure, const struct json *object, const char *what, const char *const *known)
{
    if (structure_check_kind(structure, object, JSON_KIND_OBJECT, what)) return -1;
    size_t count = 0;
    while (known[count]) count++;
    for (int i = 0; i < object->count; i++) {
        const struct json *member = &object->children[i];
        bool found = false;
        for (size_t k = 0; k < count; k++) found |= !strcmp(known[k], member->key);
        if (found) continue;
        structure_check_fail_key(structure, member, "'%s' is not a key of %s", member->key, what);
        hint_nearest(structure, member->key, known, count);
        return -1;
    }
    return 0;
}

int structure_check_number(struct structure *structure, const struct json *value, const char *what, double low, double high, double *out)
{
    if (structure_check_kind(structure, value, JSON_KIND_NUMBER, what)) return -1;
    *out = value->number;
    if (*out >= low && *out <= high) return 0;
    return structure_check_fail(structure, value, "%s must lie between %g and %g, and this is %g", what, low, high, *out);
}

int structure_check_count(struct structure *structure, const struct json *value, const char *what, int low, int high, int *out)
{
    double number;
    if (structure_check_number(structure, value, what, low, high, &number)) return -1;
    if (!value->whole) return structure_check_fail(structure, value, "%s must be a whole number, and this is %g", what, number);
    *out = (int)number;
    return 0;
}

/* A member of the list or object that holds the name is blamed where the name stands: at its key when it is one. */
static int unknown(struct structure *structure, const struct json *at, const char *written, const char *text)
{
    return at->key == written ? structure_check_fail_key(structure, at, "%s", text) : structure_check_fail(structure, at, "%s", text);
}

int structure_check_field(struct structure *structure, const struct json *name, const char *written)
{
    const struct codebook *book = structure->plan->book;
    int field = codebook_field(book, written);
    if (field >= 0) return field;
    char text[200];
    snprintf(text, sizeof text, "the codebook has no field '%.80s'", written);
    unknown(structure, name, written, text);
    const char **names = arena_new(structure->plan->arena, (size_t)book->field_count, sizeof *names);
    for (int f = 0; f < book->field_count; f++) names[f] = book->fields[f].name;
    hint_nearest(structure, written, names, (size_t)book->field_count);
    return -1;
}

int structure_check_category(struct structure *structure, int number, const struct json *at, const char *written)
{
    const struct field *field = &structure->plan->book->fields[number];
    const char **names = arena_new(structure->plan->arena, (size_t)field->category_count + 1, sizeof *names);
    for (int i = 0; i < field->category_count; i++) {
        names[i] = cell_category(&field->categories[i]);
        if (!strcmp(names[i], written)) return i;
    }
    char text[300];
    snprintf(text, sizeof text, "'%.80s' is not a category of '%s'", written, field->name);
    unknown(structure, at, written, text);
    hint_nearest(structure, written, names, (size_t)field->category_count);
    return -1;
}

int structure_check_wave(struct structure *structure, const struct json *wave)
{
    if (structure_check_kind(structure, wave, JSON_KIND_TEXT, "a wave")) return -1;
    struct period period;
    struct failure ignored = {0};
    if (period_parse(wave->text, &period, &ignored)) return structure_check_fail(structure, wave, "%s", ignored.text);
    for (int i = 0; structure->waves && i < structure->waves->count; i++) {
        struct period listed;
        if (!period_parse(structure->waves->children[i].text, &listed, &ignored) && !strcmp(listed.name, period.name)) return i;
    }
    return structure_check_fail(structure, wave, "'%s' is not in the list \"waves\"", wave->text);
}
