/* jansson does the reading and refuses what is not JSON. It forgets where values stood, so the text, by then known to be valid, is
 * walked once more in step with the tree: jansson keeps members in the order of the file. */
#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "json.h"
#include "memory.h"

struct scan {
    const char *at, *end;
    int line, column;
    struct arena *arena;
    const char *file;
};

static void step(struct scan *scan)
{
    assert(scan->at < scan->end);
    unsigned char byte = (unsigned char)*scan->at++;
    if (byte == '\n') {
        scan->line++;
        scan->column = 1;
    } else if ((byte & 0xC0) != 0x80) {
        scan->column++;
    }
}

static void pass_blanks(struct scan *scan)
{
    while (scan->at < scan->end && strchr(" \t\r\n", *scan->at)) step(scan);
}

static void pass_string(struct scan *scan)
{
    step(scan);
    while (*scan->at != '"') {
        if (*scan->at == '\\') step(scan);
        step(scan);
    }
    step(scan);
}

static void pass_word(struct scan *scan)
{
    while (scan->at < scan->end && !strchr(" \t\r\n,]}", *scan->at)) step(scan);
}

static void take(struct scan *scan, json_t *value, struct json *out);

static void take_array(struct scan *scan, json_t *value, struct json *out)
{
    size_t count = json_array_size(value);
    struct json *children = arena_new(scan->arena, count, sizeof *children);
    step(scan);
    pass_blanks(scan);
    for (size_t i = 0; i < count; i++) {
        take(scan, json_array_get(value, i), &children[i]);
        pass_blanks(scan);
        if (i + 1 < count) step(scan);
    }
    step(scan);
    out->children = children;
    out->count = (int)count;
}

static void take_object(struct scan *scan, json_t *value, struct json *out)
{
    size_t count = json_object_size(value);
    struct json *child = arena_new(scan->arena, count, sizeof *child);
    out->children = child;
    out->count = (int)count;
    step(scan);
    pass_blanks(scan);
    for (void *member = json_object_iter(value); member; member = json_object_iter_next(value, member), child++) {
        if (child != out->children) step(scan);
        pass_blanks(scan);
        const char *key = json_object_iter_key(member);
        child->key = arena_copy(scan->arena, key, strlen(key));
        child->key_line = scan->line;
        child->key_column = scan->column;
        pass_string(scan);
        pass_blanks(scan);
        step(scan);
        take(scan, json_object_iter_value(member), child);
        pass_blanks(scan);
    }
    step(scan);
}

static void take_number(json_t *value, struct json *out)
{
    out->kind = JSON_KIND_NUMBER;
    out->number = json_number_value(value) + 0.0; /* -0 becomes 0 */
    out->whole = floor(out->number) == out->number && fabs(out->number) <= 9007199254740992.0;
}

static void take(struct scan *scan, json_t *value, struct json *out)
{
    pass_blanks(scan);
    out->file = scan->file;
    out->line = scan->line;
    out->column = scan->column;
    switch (json_typeof(value)) {
    case JSON_OBJECT: out->kind = JSON_KIND_OBJECT; take_object(scan, value, out); return;
    case JSON_ARRAY: out->kind = JSON_KIND_ARRAY; take_array(scan, value, out); return;
    case JSON_STRING:
        out->kind = JSON_KIND_TEXT;
        out->text = arena_copy(scan->arena, json_string_value(value), json_string_length(value));
        pass_string(scan);
        return;
    case JSON_INTEGER:
    case JSON_REAL: take_number(value, out); break;
    case JSON_TRUE:
    case JSON_FALSE:
        out->kind = JSON_KIND_TRUTH;
        out->truth = json_is_true(value);
        break;
    case JSON_NULL: out->kind = JSON_KIND_NULL; break;
    }
    pass_word(scan);
}

static void *unrefusable(size_t size) { return memory_new(1, size); }

/* jansson stops at the first byte that is not UTF-8, but calls it by other names; NUL it takes for the end. */
static int check_bytes(struct scan scan, struct failure *failure)
{
    size_t length = (size_t)(scan.end - scan.at);
    ptrdiff_t invalid = text_invalid_utf8(scan.at, length);
    const char *nul = memchr(scan.at, 0, length);
    const char *wrong = invalid >= 0 ? scan.at + invalid : nul;
    if (!wrong) return 0;
    while (scan.at < wrong) step(&scan);
    return fail_at(failure, STATUS_CONFIG, scan.file, scan.line, scan.column, wrong == nul ? "a NUL byte" : "these bytes are not UTF-8");
}

const struct json *json_parse(struct arena *arena, const char *file, struct text bytes, struct failure *failure)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (bytes.length >= 3 && memcmp(bytes.at, mark, 3) == 0) bytes = (struct text){bytes.at + 3, bytes.length - 3};
    struct scan scan = {bytes.at, bytes.at + bytes.length, 1, 1, arena, file};
    if (bytes.length && check_bytes(scan, failure)) return NULL;

    json_set_alloc_funcs(unrefusable, free);
    json_error_t error;
    json_t *value = json_loadb(bytes.length ? bytes.at : "", bytes.length, JSON_REJECT_DUPLICATES, &error);
    if (!value) {
        (void)fail_at(failure, STATUS_CONFIG, file, error.line < 1 ? 1 : error.line, error.column < 1 ? 1 : error.column, "%s", error.text);
        if (strstr(error.text, "expected near '}'") || strstr(error.text, "near ']'"))
            (void)failure_hint(failure, "JSON has no comma before a closing bracket");
        return NULL;
    }
    struct json *root = arena_new(arena, 1, sizeof *root);
    take(&scan, value, root);
    json_decref(value);
    return root;
}

const struct json *json_member(const struct json *object, const char *key)
{
    if (!object || object->kind != JSON_KIND_OBJECT) return NULL;
    for (int i = 0; i < object->count; i++)
        if (strcmp(object->children[i].key, key) == 0) return &object->children[i];
    return NULL;
}
