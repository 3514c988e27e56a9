#include "template.h"
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { DEPTH_LIMIT = 20, NAME_LIMIT = 64 };

struct rendering {
    template_lookup *lookup;
    template_escape *escape;
    struct buffer *out;
    struct failure *failure;
};

enum tag_kind { TAG_TEXT, TAG_MARKUP, TAG_EACH, TAG_IF, TAG_ELSE, TAG_END_EACH, TAG_END_IF, TAG_PARTIAL, TAG_NONE };
struct tag { enum tag_kind kind; struct text name; const char *start, *end; };

static bool starts(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - at) >= length && memcmp(at, word, length) == 0;
}

static const char *find(const char *at, const char *end, const char *word)
{
    return at < end ? memmem(at, (size_t)(end - at), word, strlen(word)) : NULL;
}

/* The next tag at or after `at`; kind TAG_NONE when there is none, and then start is the end. */
static struct tag next_tag(const char *at, const char *end)
{
    static const struct { const char *word; enum tag_kind kind; } words[] = {
        {"#each ", TAG_EACH}, {"#if ", TAG_IF}, {"else", TAG_ELSE}, {"/each", TAG_END_EACH}, {"/if", TAG_END_IF}, {"> ", TAG_PARTIAL}, {"", TAG_TEXT}};
    const char *start = find(at, end, "{{");
    struct tag tag = {TAG_NONE, {end, 0}, end, end};
    if (!start) return tag;
    bool markup = starts(start, end, "{{{");
    const char *inner = start + (markup ? 3 : 2), *close = find(inner, end, markup ? "}}}" : "}}");
    if (!close) return tag;
    size_t w = 0;
    while (!starts(inner, close, words[w].word) || (words[w].kind == TAG_ELSE && close - inner != 4)) w++; /* a name may begin with "else" */
    tag.kind = markup ? TAG_MARKUP : words[w].kind;
    if (!markup) inner += strlen(words[w].word);
    tag.name = text_trim((struct text){inner, (size_t)(close - inner)});
    tag.start = start;
    tag.end = close + (markup ? 3 : 2);
    return tag;
}

/* The tag that closes a block opened just before `at`: its end, or (for if) its else. */
static struct tag closing_tag(const char *at, const char *end, enum tag_kind close)
{
    int depth = 0;
    for (struct tag tag = next_tag(at, end);; tag = next_tag(tag.end, end)) {
        if (tag.kind == TAG_NONE) return tag;
        bool opens = tag.kind == TAG_EACH || tag.kind == TAG_IF, closes = tag.kind == TAG_END_EACH || tag.kind == TAG_END_IF;
        if (depth == 0 && (tag.kind == close || (tag.kind == TAG_ELSE && close == TAG_END_IF))) return tag;
        depth += opens - closes;
    }
}

static int fault(struct rendering *rendering, struct text name, const char *what)
{
    return fail(rendering->failure, STATUS_FAULT, "template: '%.*s' %s", (int)name.length, name.at, what);
}

static int render(struct rendering *rendering, struct text source, const struct view *view, int depth);

static bool is_true(struct view_value value)
{
    return value.kind == VIEW_FLAG ? value.flag : value.kind == VIEW_LIST ? value.first != NULL : value.text[0] != 0;
}

static int render_value(struct rendering *rendering, struct tag tag, const struct view *view)
{
    struct view_value value = view_find(view, tag.name.at, tag.name.length);
    if (value.kind != (tag.kind == TAG_MARKUP ? VIEW_MARKUP : VIEW_TEXT))
        return fault(rendering, tag.name, value.kind == VIEW_ABSENT ? "was never given" : value.kind == VIEW_TEXT ? "is a text, not markup" : "is not a text");
    if (tag.kind == TAG_MARKUP) buffer_put(rendering->out, value.text);
    else rendering->escape(rendering->out, value.text);
    return 0;
}

static int render_partial(struct rendering *rendering, struct tag tag, const struct view *view, int depth)
{
    char name[NAME_LIMIT];
    if (tag.name.length >= sizeof name) return fault(rendering, tag.name, "is too long a name");
    memcpy(name, tag.name.at, tag.name.length);
    name[tag.name.length] = 0;
    struct text source = rendering->lookup(name);
    return source.at ? render(rendering, source, view, depth + 1) : fault(rendering, tag.name, "is no template");
}

static int render_each(struct rendering *rendering, struct tag open, struct tag close, const struct view *view, int depth)
{
    struct view_value value = view_find(view, open.name.at, open.name.length);
    for (const struct view *item = value.first; item; item = view_next(item))
        if (render(rendering, (struct text){open.end, (size_t)(close.start - open.end)}, item, depth + 1)) return -1;
    return 0;
}

static int render_if(struct rendering *rendering, struct tag open, struct tag middle, struct tag close, const struct view *view, int depth)
{
    struct text then = {open.end, (size_t)(middle.start - open.end)};
    struct text otherwise = {middle.end, middle.kind == TAG_ELSE ? (size_t)(close.start - middle.end) : 0};
    return render(rendering, is_true(view_find(view, open.name.at, open.name.length)) ? then : otherwise, view, depth + 1);
}

static int render(struct rendering *rendering, struct text source, const struct view *view, int depth)
{
    const char *at = source.at, *end = source.at + source.length;
    if (depth > DEPTH_LIMIT) return fault(rendering, text_of(""), "lies too deep");
    for (;;) {
        struct tag tag = next_tag(at, end), close = tag, middle;
        buffer_add(rendering->out, at, (size_t)(tag.start - at));
        int failed = 0;
        switch (tag.kind) {
        case TAG_NONE: return 0;
        case TAG_TEXT: case TAG_MARKUP: failed = render_value(rendering, tag, view); break;
        case TAG_PARTIAL: failed = render_partial(rendering, tag, view, depth); break;
        case TAG_EACH:
            close = closing_tag(tag.end, end, TAG_END_EACH);
            if (close.kind == TAG_NONE) return fault(rendering, tag.name, "opens a block that is not closed");
            failed = render_each(rendering, tag, close, view, depth);
            break;
        case TAG_IF:
            middle = close = closing_tag(tag.end, end, TAG_END_IF);
            if (middle.kind == TAG_ELSE) close = closing_tag(middle.end, end, TAG_END_IF);
            if (close.kind == TAG_NONE) return fault(rendering, tag.name, "opens a block that is not closed");
            failed = render_if(rendering, tag, middle, close, view, depth);
            break;
        case TAG_ELSE: case TAG_END_EACH: case TAG_END_IF: return fault(rendering, tag.name, "closes a block that is not open");
        }
        if (failed) return -1;
        at = close.end;
    }
}

int template_render(struct text source, const struct view *view, template_lookup *lookup, template_escape *escape, struct buffer *out, struct failure *failure)
{
    struct rendering rendering = {lookup, escape, out, failure};
    return render(&rendering, source, view, 0);
}
