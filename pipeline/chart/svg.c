/* 1 what is allowed   2 what is dropped   3 ids   4 writing   5 finishing */
#include "svg.h"
#include <string.h>
#include "label.h"
#include "markup.h"

/* 1 what is allowed */

static bool is_listed(struct text word, const char *const *list)
{
    for (; *list; list++)
        if (text_is(word, *list)) return true;
    return false;
}

static const char *const elements[] = {"svg", "g", "defs", "rect", "circle", "path", "polygon", "use", "text", "tspan", NULL};
static const char *const attributes[] = {
    "id",     "width",        "height",         "viewBox",         "xmlns", "xmlns:xlink",    "xlink:href", "x",         "y",           "cx",          "cy",        "r",    "d",
    "points", "transform",    "fill",           "fill-opacity",    "color", "stroke",         "stroke-width", "stroke-linecap", "stroke-linejoin", "shape-rendering", "font-family", "font-size", "font-weight", "text-anchor",
    "xml:space", NULL};
static const char *const numeric[] = {"width", "height", "viewBox", "x", "y", "cx", "cy", "r", "points", "transform", "stroke-width", "font-size", NULL};

static bool holds(struct text text, const char *word) { return memmem(text.at, text.length, word, strlen(word)) != NULL; }

static const char *fault_of_attribute(const struct markup_attribute *attribute)
{
    if (!is_listed(attribute->name, attributes)) return "it has an attribute that charts do not need";
    if (text_is(attribute->name, "xlink:href") && (attribute->value.length < 2 || attribute->value.at[0] != '#')) return "it refers to something outside";
    if (holds(attribute->value, "url(")) return "it refers to something outside";
    bool number = is_listed(attribute->name, numeric) || text_is(attribute->name, "d");
    if (number && (holds(attribute->value, "nan") || holds(attribute->value, "inf") || holds(attribute->value, "NaN"))) return "it holds a number that is not finite";
    return NULL;
}

static const char *fault_of(const struct markup *node)
{
    if (node->name.length == 0 || node->dropped) return NULL;
    if (!is_listed(node->name, elements)) return "it has an element that charts do not need";
    for (int i = 0; i < node->attribute_count; i++) {
        const char *fault = fault_of_attribute(&node->attributes[i]);
        if (fault) return fault;
    }
    return NULL;
}

/* 2 what is dropped */

static bool is_element(const struct markup *node, const char *name) { return text_is(node->name, name); }

static bool is_within(const struct markup *node, const char *name)
{
    while (node && !is_element(node, name)) node = node->parent;
    return node != NULL;
}

/* The next node in document order, dropped branches passed over. */
static struct markup *following(struct markup *node)
{
    if (node->first && !node->dropped) return node->first;
    while (node && !node->next) node = node->parent;
    return node ? node->next : NULL;
}

static bool has_content(const struct markup *node)
{
    for (const struct markup *child = node->first; child; child = child->next)
        if (!child->dropped) return true;
    return false;
}

static void drop_asides(struct markup *root)
{
    static const char *const asides[] = {"title", "desc", "filter", NULL};
    for (struct markup *node = root; node; node = following(node))
        if (is_listed(node->name, asides) || (node->name.length == 0 && !is_within(node, "text"))) node->dropped = true;
}

static bool drop_empty_groups(struct markup *root)
{
    bool changed = false;
    for (struct markup *node = root; node; node = following(node)) {
        if (node->dropped || has_content(node) || !(is_element(node, "g") || is_element(node, "defs"))) continue;
        node->dropped = changed = true;
    }
    return changed;
}

static bool is_used(struct markup *root, struct text id)
{
    for (struct markup *node = root; node; node = following(node)) {
        const struct markup_attribute *use = node->dropped ? NULL : markup_attribute(node, "xlink:href");
        if (use && text_equal((struct text){use->value.at + 1, use->value.length - 1}, id)) return true;
    }
    return false;
}

/* Points use points, so what falls may free another. */
static bool drop_unused_points(struct markup *root)
{
    bool changed = false;
    for (struct markup *node = root; node; node = following(node)) {
        const struct markup_attribute *id = node->parent && is_element(node->parent, "defs") ? markup_attribute(node, "id") : NULL;
        if (node->dropped || !id || is_used(root, id->value)) continue;
        node->dropped = changed = true;
    }
    return changed;
}

/* 3 ids */

static const char *fault_of_ids(struct markup *root)
{
    for (struct markup *node = root; node; node = following(node)) {
        const struct markup_attribute *id = node->dropped ? NULL : markup_attribute(node, "id");
        if (!id) continue;
        for (struct markup *other = following(node); other; other = following(other)) {
            const struct markup_attribute *same = other->dropped ? NULL : markup_attribute(other, "id");
            if (same && text_equal(same->value, id->value)) return "two of its parts have the same id";
        }
    }
    return NULL;
}

/* 4 writing */

/* As little as XML asks for: an apostrophe stays one, so that readers who know only the five references of XML can read it. */
static void put_escaped(struct buffer *out, const char *words)
{
    for (; *words; words++) {
        if (*words == '&') buffer_put(out, "&amp;");
        else if (*words == '<') buffer_put(out, "&lt;");
        else if (*words == '>') buffer_put(out, "&gt;");
        else if (*words == '"') buffer_put(out, "&quot;");
        else buffer_add(out, words, 1);
    }
}

static const char fonts[] = "Arial, 'Liberation Sans', Helvetica, sans-serif";

static void write_attribute(const struct svg *svg, const struct markup_attribute *attribute, struct buffer *out)
{
    if (text_is(attribute->name, "shape-rendering")) return; /* hard edges make steps of slopes and lose thin lines on a small screen */
    buffer_put(out, " ");
    buffer_add(out, attribute->name.at, attribute->name.length);
    buffer_put(out, "=\"");
    struct buffer value = {0};
    markup_decode(&value, text_trim(attribute->value));
    if (text_is(attribute->name, "id")) buffer_format(out, "chart-%s-", svg->name);
    if (text_is(attribute->name, "font-family")) buffer_put(out, fonts);
    else if (text_is(attribute->name, "xlink:href")) buffer_format(out, "#chart-%s-%s", svg->name, value.at + 1);
    else put_escaped(out, value.at ? value.at : "");
    buffer_free(&value);
    buffer_put(out, "\"");
}

static void write_restored(struct text cell, struct buffer *out)
{
    struct buffer restored = {0};
    label_restore(&restored, cell);
    put_escaped(out, restored.at ? restored.at : "");
    buffer_free(&restored);
}

static void write_words(struct text words, struct buffer *out)
{
    struct buffer plain = {0};
    markup_decode(&plain, words);
    write_restored((struct text){plain.at, plain.length}, out);
    buffer_free(&plain);
}

/* Words that have not been through a cell: cleaned as if they had. */
static void write_clean(const char *words, struct buffer *out)
{
    struct buffer cell = {0};
    label_escape(&cell, text_of(words));
    write_restored((struct text){cell.at, cell.length}, out);
    buffer_free(&cell);
}

static void write_root_extras(const struct svg *svg, struct buffer *out)
{
    buffer_format(out, " role=\"img\" aria-labelledby=\"chart-%s-title chart-%s-description\">\n<title id=\"chart-%s-title\">", svg->name, svg->name, svg->name);
    write_clean(svg->title, out);
    buffer_format(out, "</title>\n<desc id=\"chart-%s-description\">", svg->name);
    write_clean(svg->description, out);
    buffer_put(out, "</desc>\n");
}

static void open_element(const struct svg *svg, const struct markup *node, struct buffer *out)
{
    buffer_put(out, "<");
    buffer_add(out, node->name.at, node->name.length);
    for (int i = 0; i < node->attribute_count; i++) write_attribute(svg, &node->attributes[i], out);
    if (!node->parent) write_root_extras(svg, out);
    else buffer_put(out, has_content(node) ? ">" : "/>");
    if (node->parent && !has_content(node)) buffer_put(out, "\n");
}

static void close_element(const struct markup *node, struct buffer *out)
{
    if (node->dropped || node->name.length == 0 || !has_content(node)) return;
    buffer_put(out, "</");
    buffer_add(out, node->name.at, node->name.length);
    buffer_put(out, is_within(node->parent, "text") ? ">" : ">\n");
}

static void write_tree(const struct svg *svg, struct markup *root, struct buffer *out)
{
    for (struct markup *node = root; node;) {
        if (!node->dropped && node->name.length == 0) write_words(node->words, out);
        if (!node->dropped && node->name.length > 0) open_element(svg, node, out);
        if (node->first && !node->dropped) {
            node = node->first;
            continue;
        }
        while (node && !node->next) {
            node = node->parent;
            if (node) close_element(node, out);
        }
        if (node) node = node->next;
    }
}

/* 5 finishing */

bool svg_is_name(const char *name)
{
    size_t length = strlen(name);
    return length > 0 && length <= 64 && strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == length;
}

static const char *fault_of_tree(struct markup *root, int words)
{
    int found = 0;
    if (!is_element(root, "svg")) return "it is not a picture";
    for (struct markup *node = root; node; node = following(node)) {
        const char *fault = fault_of(node);
        if (fault) return fault;
        found += !node->dropped && is_element(node, "text");
    }
    return found == words ? fault_of_ids(root) : "it does not hold the words that were written";
}

int svg_finish(const struct svg *svg, struct text raw, struct buffer *out, const char **why)
{
    struct arena *arena = arena_create();
    buffer_clear(out);
    struct markup *root = markup_read(arena, raw, why);
    if (root) {
        drop_asides(root);
        while (drop_empty_groups(root) || drop_unused_points(root)) continue;
        *why = fault_of_tree(root, svg->words);
        if (!*why) write_tree(svg, root, out);
        if (!*why && !markup_read(arena, (struct text){out->at, out->length}, why)) buffer_clear(out);
    }
    arena_destroy(arena);
    return *why ? -1 : 0;
}
