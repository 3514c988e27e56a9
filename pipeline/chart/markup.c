/* 1 characters   2 tags   3 the tree   4 references */
#include "markup.h"
#include <string.h>

struct reader { struct arena *arena; const char *at, *end; const char *why; };

/* 1 characters */

static bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':' || c == '-' || c == '.'; }
static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/* UTF-8 without the characters that XML 1.0 (2.2) forbids: controls, U+FFFE, U+FFFF. */
static bool has_only_characters(struct text bytes)
{
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned char c = (unsigned char)bytes.at[i];
        if (c < 0x20 && !is_space((char)c)) return false;
        if (c == 0xEF && i + 2 < bytes.length && (unsigned char)bytes.at[i + 1] == 0xBF && ((unsigned char)bytes.at[i + 2] & 0xFE) == 0xBE) return false;
    }
    return text_invalid_utf8(bytes.at, bytes.length) < 0;
}

/* &lt; &gt; &amp; &quot; &apos; &#60; &#x3C;: the length of the reference at `at`, 0 when it is none; *character gets what it stands for. */
static size_t reference(const char *at, const char *end, uint32_t *character)
{
    static const struct { const char *name; uint32_t character; } names[] = {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}};
    size_t room = (size_t)(end - at);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t length = strlen(names[i].name);
        if (length > room || memcmp(at, names[i].name, length) != 0) continue;
        *character = names[i].character;
        return length;
    }
    if (room < 4 || at[1] != '#') return 0;
    uint32_t base = at[2] == 'x' ? 16 : 10;
    size_t i = base == 16 ? 3 : 2, first = i;
    for (*character = 0; i < room && i < first + 7; i++) {
        static const char digits[] = "0123456789abcdef";
        const char *digit = memchr(digits, at[i] >= 'A' && at[i] <= 'F' ? at[i] + 32 : at[i], base);
        if (!digit) break;
        *character = *character * base + (uint32_t)(digit - digits);
    }
    bool allowed = *character >= 0x20 && *character < 0x110000 && (*character < 0xD800 || *character > 0xDFFF) && (*character & 0xFFFE) != 0xFFFE;
    return i > first && i < room && at[i] == ';' && allowed ? i + 1 : 0;
}

static bool has_only_references(struct text words)
{
    const char *end = words.at + words.length;
    for (const char *at = words.at; at < end; at++) {
        uint32_t character;
        if (*at == '<' || (*at == '&' && !reference(at, end, &character))) return false;
    }
    return true;
}

/* 2 tags */

static void *refuse(struct reader *reader, const char *why)
{
    reader->why = why;
    return NULL;
}

static bool starts(const struct reader *reader, const char *with)
{
    size_t length = strlen(with);
    return length <= (size_t)(reader->end - reader->at) && !memcmp(reader->at, with, length);
}

static void skip_space(struct reader *reader)
{
    while (reader->at < reader->end && is_space(*reader->at)) reader->at++;
}

static struct text take_name(struct reader *reader)
{
    const char *first = reader->at;
    while (reader->at < reader->end && is_name(*reader->at)) reader->at++;
    return (struct text){first, (size_t)(reader->at - first)};
}

static bool take_attribute(struct reader *reader, struct markup *node)
{
    struct text name = take_name(reader);
    skip_space(reader);
    if (name.length == 0 || !starts(reader, "=")) return false;
    reader->at++;
    skip_space(reader);
    if (reader->at == reader->end || (*reader->at != '"' && *reader->at != '\'')) return false;
    const char *first = reader->at + 1, *last = memchr(first, *reader->at, (size_t)(reader->end - first));
    if (!last || node->attribute_count == MARKUP_ATTRIBUTES) return false;
    struct text value = {first, (size_t)(last - first)};
    for (int i = 0; i < node->attribute_count; i++)
        if (text_equal(node->attributes[i].name, name)) return false;
    node->attributes[node->attribute_count++] = (struct markup_attribute){name, value};
    reader->at = last + 1;
    return has_only_references(value);
}

/* At "<name". *closed: the tag ends in "/>". */
static struct markup *take_tag(struct reader *reader, bool *closed)
{
    struct markup *node = arena_new(reader->arena, 1, sizeof *node);
    struct markup_attribute attributes[MARKUP_ATTRIBUTES];
    node->attributes = attributes;
    reader->at++;
    node->name = take_name(reader);
    if (node->name.length == 0) return refuse(reader, "a tag has no name");
    for (skip_space(reader); reader->at < reader->end && *reader->at != '>' && *reader->at != '/'; skip_space(reader))
        if (!take_attribute(reader, node)) return refuse(reader, "an attribute is damaged");
    *closed = starts(reader, "/>");
    if (!*closed && !starts(reader, ">")) return refuse(reader, "a tag does not end");
    reader->at += *closed ? 2 : 1;
    node->attributes = arena_new(reader->arena, (size_t)node->attribute_count + 1, sizeof *node->attributes);
    memcpy(node->attributes, attributes, (size_t)node->attribute_count * sizeof *attributes);
    return node;
}

/* 3 the tree */

static void adopt(struct markup *parent, struct markup *child)
{
    child->parent = parent;
    if (parent->last) parent->last->next = child;
    else parent->first = child;
    parent->last = child;
}

static bool skip_past(struct reader *reader, const char *closing)
{
    const char *found = memmem(reader->at, (size_t)(reader->end - reader->at), closing, strlen(closing));
    if (!found) return false;
    reader->at = found + strlen(closing);
    return true;
}

/* Comments and, before the root, the prolog and a plain document type. False: this is something else or it does not end. */
static bool skip_aside(struct reader *reader, bool inside)
{
    if (starts(reader, "<!--")) return skip_past(reader, "-->");
    if (inside) return false;
    if (starts(reader, "<?xml ")) return skip_past(reader, "?>");
    const char *close = starts(reader, "<!DOCTYPE") ? memchr(reader->at, '>', (size_t)(reader->end - reader->at)) : NULL;
    if (!close || memchr(reader->at, '[', (size_t)(close - reader->at))) return false;
    reader->at = close + 1;
    return true;
}

static bool take_words(struct reader *reader, struct markup *parent)
{
    const char *first = reader->at, *last = memchr(first, '<', (size_t)(reader->end - first));
    if (!last) last = reader->end;
    reader->at = last;
    struct markup *node = arena_new(reader->arena, 1, sizeof *node);
    node->words = (struct text){first, (size_t)(last - first)};
    if (!has_only_references(node->words)) return refuse(reader, "a reference is damaged");
    if (parent) adopt(parent, node);
    else if (text_trim(node->words).length > 0) return refuse(reader, "there are words outside the picture");
    return true;
}

static bool take_closing(struct reader *reader, struct markup **open, int *depth)
{
    reader->at += 2;
    struct text name = take_name(reader);
    skip_space(reader);
    if (!*open || !text_equal(name, (*open)->name) || !starts(reader, ">")) return refuse(reader, "a tag is closed that is not open");
    reader->at++;
    *open = (*open)->parent;
    (*depth)--;
    return true;
}

static bool take_opening(struct reader *reader, struct markup **root, struct markup **open, int *depth)
{
    bool closed;
    struct markup *node = take_tag(reader, &closed);
    if (!node) return false;
    if (*open) adopt(*open, node);
    else if (*root) return refuse(reader, "there is more than one picture");
    else *root = node;
    if (!closed) {
        *open = node;
        if (++*depth > MARKUP_DEPTH) return refuse(reader, "it is nested too deeply");
    }
    return true;
}

struct markup *markup_read(struct arena *arena, struct text bytes, const char **why)
{
    struct reader reader = {arena, bytes.at, bytes.at + bytes.length, NULL};
    struct markup *root = NULL, *open = NULL;
    int depth = 0;
    if (!has_only_characters(bytes)) reader.why = "it holds bytes that XML does not allow";
    while (!reader.why && reader.at < reader.end) {
        if (*reader.at != '<') take_words(&reader, open);
        else if (starts(&reader, "</")) take_closing(&reader, &open, &depth);
        else if (!starts(&reader, "<!") && !starts(&reader, "<?")) take_opening(&reader, &root, &open, &depth);
        else if (!skip_aside(&reader, root != NULL)) reader.why = "it holds a declaration that pictures do not need";
    }
    if (!reader.why && (!root || open)) reader.why = "it does not end";
    *why = reader.why;
    return reader.why ? NULL : root;
}

const struct markup_attribute *markup_attribute(const struct markup *node, const char *name)
{
    for (int i = 0; i < node->attribute_count; i++)
        if (text_is(node->attributes[i].name, name)) return &node->attributes[i];
    return NULL;
}

/* 4 references */

void markup_decode(struct buffer *out, struct text escaped)
{
    const char *end = escaped.at + escaped.length;
    for (const char *at = escaped.at; at < end;) {
        uint32_t c;
        size_t length = *at == '&' ? reference(at, end, &c) : 0;
        if (length == 0) {
            buffer_add(out, at++, 1);
            continue;
        }
        at += length;
        size_t size = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
        unsigned char bytes[4];
        for (size_t i = size; i-- > 1; c >>= 6) bytes[i] = (unsigned char)(0x80 | (c & 0x3F));
        bytes[0] = (unsigned char)(lead[size] | c);
        buffer_add(out, bytes, size);
    }
}
