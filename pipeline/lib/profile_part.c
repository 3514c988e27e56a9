#include "profile_internal.h"

#include <string.h>

/* Where `marker` stands in the text, first or last; its length when nowhere. */
static size_t find(struct text text, const char *marker, bool last)
{
    size_t length = strlen(marker), found = text.length;
    for (size_t i = 0; i + length <= text.length; i++) {
        if (memcmp(text.at + i, marker, length)) continue;
        found = i;
        if (!last) break;
    }
    return found;
}

static const struct text nothing = {"", 0};

static struct text cut(const struct part *part, struct text text)
{
    if (part->after) {
        size_t at = find(text, part->after, part->last);
        if (at == text.length) return nothing;
        at += strlen(part->after);
        text = (struct text){text.at + at, text.length - at};
    }
    if (part->before) {
        size_t at = find(text, part->before, part->last && !part->after);
        if (at == text.length) return nothing;
        text.length = at;
    }
    return text_trim(text);
}

static bool is_word(struct text text)
{
    if (!text.length || !((text.at[0] >= 'a' && text.at[0] <= 'z') || (text.at[0] >= 'A' && text.at[0] <= 'Z'))) return false;
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.at[i] <= ' ') return false;
    return true;
}

static struct text value_below(const struct profile *profile, int limit, struct text name, const struct grid *grid, size_t column);

/* A part is made of earlier ones only, so this ends. */
static struct text source(const struct profile *profile, int index, const struct grid *grid, size_t column)
{
    const struct part *part = &profile->parts[index];
    if (part->of) return value_below(profile, index, text_of(part->of), grid, column);
    struct text text = grid_cell(grid, part->row, column);
    while (part->fill && !text.length && column > 0) text = grid_cell(grid, part->row, --column);
    return text;
}

static struct text value_of(const struct profile *profile, int index, const struct grid *grid, size_t column)
{
    const struct part *part = &profile->parts[index];
    if (part->unless && value_below(profile, index, text_of(part->unless), grid, column).length) return nothing;
    struct text text = source(profile, index, grid, column);
    text = text.length ? cut(part, text) : nothing;
    if (part->word && !is_word(text)) return nothing;
    return text.length && profile_pattern_any(part->blank, text) ? nothing : text;
}

static struct text value_below(const struct profile *profile, int limit, struct text name, const struct grid *grid, size_t column)
{
    if (name.length == 1 && name.at[0] >= '1' && name.at[0] < '1' + PROFILE_ROWS) return grid_cell(grid, name.at[0] - '1', column);
    for (int i = 0; i < limit; i++) {
        if (!text_is(name, profile->parts[i].name)) continue;
        struct text found = value_of(profile, i, grid, column);
        if (found.length) return found;
    }
    return nothing;
}

struct text profile_part_value(const struct profile *profile, struct text name, const struct grid *grid, size_t column)
{
    return value_below(profile, profile->part_count, name, grid, column);
}

bool profile_part_next(const char **at, struct text *before, struct text *name)
{
    const char *open = strchr(*at, '{'), *close = open ? strchr(open, '}') : NULL;
    if (!close) return false;
    *before = (struct text){*at, (size_t)(open - *at)};
    *name = (struct text){open + 1, (size_t)(close - open) - 1};
    *at = close + 1;
    return true;
}

const char *profile_part_fill(struct arena *arena, const struct profile *profile, const char *pattern, const struct grid *grid, size_t column)
{
    struct buffer out = {0};
    struct text before, name;
    const char *result = NULL;
    while (profile_part_next(&pattern, &before, &name)) {
        struct text value = profile_part_value(profile, name, grid, column);
        if (!value.length) goto out;
        buffer_add(&out, before.at, before.length);
        buffer_add(&out, value.at, value.length);
    }
    buffer_put(&out, pattern);
    result = arena_copy(arena, out.at, out.length);
out:
    buffer_free(&out);
    return result;
}
