/* The small part of XML that pictures need: a checked tree, nothing else. Pure.
 *
 *     const char *why;
 *     struct markup *root = markup_read(arena, bytes, &why);    NULL: *why says what is wrong
 *
 * Refused: what is not well formed, CDATA, entities beyond the five of XML and numbers, a document type with declarations inside, over
 * 64 levels. The prolog, comments and document type are passed over. Texts and values are still in their escaped form and borrowed.
 */
#ifndef SPWELL_CHART_MARKUP_H
#define SPWELL_CHART_MARKUP_H
#include <stdbool.h>
#include "memory.h"
#include "text.h"

enum { MARKUP_ATTRIBUTES = 32, MARKUP_DEPTH = 64 };
struct markup_attribute { struct text name, value; };
struct markup {
    struct text name;  /* empty: a run of text */
    struct text words; /* of a run of text */
    struct markup_attribute *attributes;
    int attribute_count;
    struct markup *parent, *first, *last, *next;
    bool dropped; /* for those who change trees */
};

struct markup *markup_read(struct arena *arena, struct text bytes, const char **why);
const struct markup_attribute *markup_attribute(const struct markup *node, const char *name); /* NULL: it has none */
/* Turns references into characters. */
void markup_decode(struct buffer *out, struct text escaped);

#endif
