/* JSON that remembers its places: the one owner of jansson.
 *
 *     const struct json *root = json_parse(arena, "survey.json", bytes, failure);
 *     const struct json *title = json_member(root, "title");
 *     if (title && title->kind != JSON_KIND_TEXT) message_error((struct place){title->file, title->line, title->column}, "...");
 *
 * The tree lives in the arena. Each value knows the line and column where it begins, and so does each key, so a mistake found long
 * after parsing is reported where it stands in the file. Columns count characters, from 1. A byte order mark is passed over; a key
 * that stands twice in an object, malformed UTF-8, NUL and numbers beyond a double are refused.
 */
#ifndef SPWELL_JSON_H
#define SPWELL_JSON_H
#include <stdbool.h>
#include "status.h"
#include "text.h"

enum json_kind { JSON_KIND_NULL, JSON_KIND_TRUTH, JSON_KIND_NUMBER, JSON_KIND_TEXT, JSON_KIND_ARRAY, JSON_KIND_OBJECT };

struct json {
    enum json_kind kind;
    bool truth;
    bool whole;       /* a number without a fraction and within 2^53 */
    double number;
    const char *text; /* UTF-8; NULL unless the kind is text */
    const char *key;  /* the name of a member of an object, else NULL */
    const struct json *children; /* elements of an array, members of an object, in the order of the file */
    int count;
    const char *file;
    int line, column, key_line, key_column;
};

struct arena;
const struct json *json_parse(struct arena *arena, const char *file, struct text bytes, struct failure *failure) MUST_USE;
const struct json *json_member(const struct json *object, const char *key); /* NULL when there is none, or it is not an object */

#endif
