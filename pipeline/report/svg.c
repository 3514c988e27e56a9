#include "svg.h"
#include <stdbool.h>
#include <string.h>

enum { DEPTH_LIMIT = 64, ATTRIBUTE_LIMIT = 40 };

static const char *const elements[] = {"svg", "title", "desc", "defs", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "use",
    "clipPath", "linearGradient", "stop", "pattern", "filter", "feFlood", "feComposite", NULL};

static const char *const attributes[] = {"id", "class", "role", "focusable", "width", "height", "viewBox", "preserveAspectRatio", "xmlns", "xmlns:xlink", "xml:space", "lang", "xml:lang",
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "d", "points", "transform", "fill", "fill-opacity", "fill-rule", "color", "opacity", "stroke", "stroke-width",
    "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "font-family", "font-size", "font-weight", "font-style",
    "text-anchor", "dominant-baseline", "text-rendering", "shape-rendering", "clip-path", "clip-rule", "clipPathUnits", "offset", "stop-color", "stop-opacity", "gradientUnits",
    "gradientTransform", "patternUnits", "patternTransform", "filter", "filterUnits", "flood-color", "flood-opacity", "result", "in", "in2", "operator", "style", "version", "baseProfile", "textLength",
    "lengthAdjust", "letter-spacing", "vector-effect", "href", "xlink:href", "aria-labelledby", "aria-describedby", "aria-label", "aria-hidden", "aria-roledescription", NULL};

struct reader {
    const char *begin, *at, *end;
    struct text open[DEPTH_LIMIT];
    int depth;
    bool root; /* the svg element has been seen */
};

static bool listed(struct text name, const char *const *names)
{
    while (*names && !text_is(name, *names)) names++;
    return *names != NULL;
}

static bool starts(const struct reader *reader, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(reader->end - reader->at) >= length && memcmp(reader->at, word, length) == 0;
}

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static bool is_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':' || c == '.'; }

static bool skip_space(struct reader *reader)
{
    const char *from = reader->at;
    while (reader->at < reader->end && is_space(*reader->at)) reader->at++;
    return reader->at > from;
}

static struct text read_name(struct reader *reader)
{
    const char *from = reader->at;
    while (reader->at < reader->end && is_name(*reader->at)) reader->at++;
    return (struct text){from, (size_t)(reader->at - from)};
}

/* XML's own five, by name or number. Any other number could spell a word past the checks below. */
static const char *read_entity(struct reader *reader)
{
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#38;", "&#60;", "&#62;", "&#34;", "&#39;"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (starts(reader, names[i])) {
            reader->at += strlen(names[i]);
            return NULL;
        }
    return "an entity that is not one of XML's own";
}

static bool is_control(char c) { return (unsigned char)c < 0x20 && !is_space(c); }

static const char *read_words(struct reader *reader)
{
    while (reader->at < reader->end && *reader->at != '<') {
        const char *fault = *reader->at == '&' ? read_entity(reader) : is_control(*reader->at) ? "a control character" : (reader->at++, NULL);
        if (fault) return fault;
    }
    return NULL;
}

static bool contains(struct text text, const char *word) { return memmem(text.at, text.length, word, strlen(word)) != NULL; }

static bool links_out(struct text name, struct text value)
{
    if (text_is(name, "href") || text_is(name, "xlink:href")) return value.length == 0 || value.at[0] != '#';
    const char *at = value.at, *end = value.at + value.length;
    while ((at = memmem(at, (size_t)(end - at), "url", 3)) != NULL) {
        at += 3;
        while (at < end && (is_space(*at) || *at == '(' || *at == '\'' || *at == '"')) at++;
        if (at == end || *at != '#') return true;
    }
    return false;
}

static const char *check_value(struct text name, struct text value)
{
    if (links_out(name, value)) return "a link to something outside";
    /* Styles are left the plain properties that drawings use; escapes and imports have no place there. */
    if (text_is(name, "style") && (contains(value, "\\") || contains(value, "@") || contains(value, "/*") || contains(value, "&") || contains(value, "expression"))) return "a style that is not plain";
    if (contains(value, "javascript:") || contains(value, "data:")) return "a link that runs or embeds";
    return NULL;
}

static const char *read_attribute(struct reader *reader, struct text *seen, int *count)
{
    struct text name = read_name(reader);
    if (!listed(name, attributes)) return "an attribute that is not on the list";
    for (int i = 0; i < *count; i++)
        if (text_equal(seen[i], name)) return "an attribute given twice";
    if (*count == ATTRIBUTE_LIMIT) return "too many attributes";
    seen[(*count)++] = name;
    skip_space(reader);
    if (!starts(reader, "=")) return "an attribute without a value";
    reader->at++;
    skip_space(reader);
    char quote = reader->at < reader->end ? *reader->at : 0;
    if (quote != '"' && quote != '\'') return "a value without quotes";
    const char *from = ++reader->at;
    while (reader->at < reader->end && *reader->at != quote) {
        const char *fault = *reader->at == '&' ? read_entity(reader) : *reader->at == '<' ? "a < in a value" : is_control(*reader->at) ? "a control character" : (reader->at++, NULL);
        if (fault) return fault;
    }
    if (reader->at == reader->end) return "a value that does not end";
    return check_value(name, (struct text){from, (size_t)(reader->at++ - from)});
}

static const char *read_opening(struct reader *reader)
{
    struct text seen[ATTRIBUTE_LIMIT], name;
    int count = 0;
    reader->at++;
    name = read_name(reader);
    if (!listed(name, elements)) return "an element that is not on the list";
    if (reader->depth == 0 && (reader->root || !text_is(name, "svg"))) return "more than one picture, or none";
    if (reader->depth == DEPTH_LIMIT) return "elements nested too deep";
    reader->root = true;
    for (;;) {
        bool apart = skip_space(reader);
        if (starts(reader, "/>")) {
            reader->at += 2;
            return NULL;
        }
        if (starts(reader, ">")) {
            reader->at++;
            reader->open[reader->depth++] = name;
            return NULL;
        }
        if (!apart) return "a tag that does not end";
        const char *fault = read_attribute(reader, seen, &count);
        if (fault) return fault;
    }
}

static const char *read_closing(struct reader *reader)
{
    reader->at += 2;
    struct text name = read_name(reader);
    skip_space(reader);
    if (reader->depth == 0 || !text_equal(reader->open[reader->depth - 1], name)) return "a closing tag without its opening";
    if (!starts(reader, ">")) return "a tag that does not end";
    reader->at++;
    reader->depth--;
    return NULL;
}

static const char *read_comment(struct reader *reader)
{
    reader->at += 4;
    const char *dashes = memmem(reader->at, (size_t)(reader->end - reader->at), "--", 2);
    if (!dashes || dashes + 2 >= reader->end || dashes[2] != '>') return "a comment that does not end";
    reader->at = dashes + 3;
    return NULL;
}

static void skip_declaration(struct reader *reader)
{
    skip_space(reader);
    if (!starts(reader, "<?xml ")) return;
    const char *close = memmem(reader->at, (size_t)(reader->end - reader->at), "?>", 2);
    if (close) reader->at = close + 2;
    skip_space(reader);
}

static const char *read_all(struct reader *reader)
{
    while (reader->at < reader->end) {
        const char *fault;
        if (starts(reader, "<!--")) fault = read_comment(reader);
        else if (starts(reader, "</")) fault = read_closing(reader);
        else if (starts(reader, "<!") || starts(reader, "<?")) return "a declaration, CDATA or instruction";
        else if (starts(reader, "<")) fault = read_opening(reader);
        else if (reader->depth) fault = read_words(reader);
        else fault = skip_space(reader) ? NULL : "text outside the picture";
        if (fault) return fault;
    }
    return reader->depth || !reader->root ? "a picture that does not end" : NULL;
}

const char *svg_check(struct text svg, size_t *start, size_t *at)
{
    struct reader reader = {.begin = svg.at, .at = svg.at, .end = svg.at + svg.length};
    ptrdiff_t invalid = text_invalid_utf8(svg.at, svg.length);
    *start = *at = 0;
    if (invalid >= 0) {
        *at = (size_t)invalid;
        return "bytes that are not UTF-8";
    }
    skip_declaration(&reader);
    *start = (size_t)(reader.at - reader.begin);
    const char *fault = read_all(&reader);
    *at = (size_t)(reader.at - reader.begin);
    return fault;
}
