#include "profile_internal.h"

#include <string.h>

/* Where `marker` stands in the text, first or last; its length when nowhere. Headings are trimmed, so a space at the marker's end may have been cut off. */
static size_t find(struct text text, const char *marker, bool last)
{
    size_t length = strlen(marker), found = text.length, least = length - (length > 1 && marker[length - 1] == ' ');
    for (size_t i = 0; i + least <= text.length; i++) {
        if (memcmp(text.at + i, marker, text.length - i < length ? least : length)) continue;
        found = i;
        if (!last) break;
    }
    return found;
}

static const struct text nothing = {"", 0};

/* Between the marks; false where one is not found. */
static bool cut(const struct part *part, struct text *text)
{
    if (part->after) {
        size_t at = find(*text, part->after, part->last);
        if (at == text->length) return false;
        at += strlen(part->after);
        *text = at < text->length ? (struct text){text->at + at, text->length - at} : nothing;
    }
    if (part->before) {
        size_t at = find(*text, part->before, part->last && !part->after);
        if (at == text->length) return false;
        text->length = at;
    }
    *text = text_trim(*text);
    return true;
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

/* Does the column have the part at all? Its text, which may be empty where a mark stands at the end. */
static bool has(const struct profile *profile, int index, const struct grid *grid, size_t column, struct text *text)
{
    const struct part *part = &profile->parts[index];
    *text = source(profile, index, grid, column);
    return text->length && cut(part, text) && (!part->word || is_word(*text));
}

static struct text value_of(const struct profile *profile, int index, const struct grid *grid, size_t column)
{
    const struct part *part = &profile->parts[index];
    struct text text;
    if (grid->not_everywhere[index] || (part->unless && value_below(profile, index, text_of(part->unless), grid, column).length)) return nothing;
    return has(profile, index, grid, column, &text) && !profile_pattern_any(part->blank, text) ? text : nothing;
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

static bool is_blank(const struct grid *grid, int rows, size_t column)
{
    for (int r = 0; r < rows; r++)
        if (grid_cell(grid, r, column).length) return false;
    return true;
}

void profile_part_survey(const struct profile *profile, struct grid *grid)
{
    struct text text;
    int rows = profile->rows < grid->count ? profile->rows : grid->count;
    memset(grid->not_everywhere, 0, sizeof grid->not_everywhere);
    for (int i = 0; i < profile->part_count; i++)
        for (size_t c = 0; profile->parts[i].every && !grid->not_everywhere[i] && rows && c < grid->rows[0].width; c++)
            grid->not_everywhere[i] = !is_blank(grid, rows, c) && !has(profile, i, grid, c, &text);
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
