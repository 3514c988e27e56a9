/* 1 a column a choice   2 joined in one cell */
#include "multiple.h"

#include <stdlib.h>
#include <string.h>

#include "look.h"
#include "name.h"
#include "plain.h"

/* 1 a column a choice */

static const char *part(struct arena *arena, const char *from, const char *end)
{
    struct text text = text_trim((struct text){from, (size_t)(end - from)});
    return arena_copy(arena, text.at, text.length);
}

static const char *last_of(const char *text, const char *mark)
{
    const char *found = NULL;
    for (const char *at = text; (at = strstr(at, mark)); at++) found = at;
    return found;
}

bool multiple_split(struct arena *arena, const char *heading, const char **question, const char **choice)
{
    size_t length = strlen(heading);
    const char *end = heading + length, *open = length && end[-1] == ']' ? strrchr(heading, '[') : NULL, *dash = last_of(heading, " - ");
    if (open) *question = part(arena, heading, open), *choice = part(arena, open + 1, end - 1);
    else if (dash) *question = part(arena, heading, dash), *choice = part(arena, dash + 3, end);
    else return false;
    return **question && **choice;
}

const char *multiple_question(struct arena *arena, const char *heading, const char *choice, bool *by_code)
{
    static const struct { const char *before, *after; bool code; } forms[] = {{" [", "]", false}, {"[", "]", false}, {" - ", "", false}, {"___", "", true}, {"_", "", true}};
    size_t length = strlen(heading), own = strlen(choice);
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        size_t before = strlen(forms[f].before), extra = before + strlen(forms[f].after) + own;
        if (length <= extra || memcmp(heading + length - extra, forms[f].before, before)) continue;
        const char *question = part(arena, heading, heading + length - extra);
        *by_code = forms[f].code;
        if (*question && name_same(arena_format(arena, "%s%s%s%s", question, forms[f].before, choice, forms[f].after), heading)) return question;
    }
    return NULL;
}

static const char *const ticks[] = {"1", "true", "yes", "y", "x", "checked", "selected", "ticked", NULL}, *const gaps[] = {"0", "false", "no", "n", "unchecked", "not selected", "not ticked", NULL};

static bool is_in(const char *const *words, const char *normal)
{
    while (*words && strcmp(*words, normal)) words++;
    return *words;
}

bool multiple_is_ticked(const struct tally *tally, const char *choice)
{
    for (size_t a = 0; a < tally->count; a++) {
        const char *normal = tally->answers[a].normal;
        if (!name_same(normal, choice) && !is_in(ticks, normal) && !is_in(gaps, normal)) return false;
    }
    return !tally->too_many && !tally->absent_count;
}

bool multiple_says_no(const struct tally *tally, const char *choice)
{
    for (size_t a = 0; a < tally->count; a++)
        if (is_in(gaps, tally->answers[a].normal) && !name_same(tally->answers[a].normal, choice)) return true;
    return false;
}

bool multiple_is_no(const char *choice)
{
    struct buffer room = {0};
    struct text normal = text_normalise(text_of(choice), &room);
    bool found = false;
    for (size_t g = 0; gaps[g]; g++) found |= text_is(normal, gaps[g]);
    buffer_free(&room);
    return found;
}

/* 2 joined in one cell */

struct piece { const char *text; long count; size_t cells, last_cell; };
struct pieces { struct arena *arena; struct piece *at; size_t count, room; struct name_set *known; bool repeated; };

static void add_piece(struct pieces *pieces, struct text text, size_t cell, long count)
{
    int found = name_set_owner(pieces->known, text);
    if (found == NAME_FREE) {
        found = (int)pieces->count;
        name_set_add(pieces->known, text, found);
        pieces->at = memory_grow(pieces->at, pieces->count, &pieces->room, sizeof *pieces->at);
        pieces->at[pieces->count++] = (struct piece){arena_copy(pieces->arena, text.at, text.length), 0, 0, (size_t)-1};
    }
    struct piece *piece = &pieces->at[found];
    pieces->repeated |= piece->last_cell == cell;
    piece->last_cell = cell;
    piece->cells++;
    piece->count += count;
}

static size_t cut(struct pieces *pieces, struct text cell, char delimiter, size_t number, long count)
{
    size_t made = 0;
    for (size_t from = 0, i = 0; i <= cell.length; i++) {
        if (i < cell.length && cell.at[i] != delimiter) continue;
        struct text piece = text_trim((struct text){cell.at + from, i - from});
        if (piece.length) add_piece(pieces, piece, number, count), made++;
        from = i + 1;
    }
    return made;
}

/* Choices come back, most of them in several company; a list of labels that hold commas does not: it has more pieces than answers. */
static bool is_list(const struct pieces *pieces, const struct tally *tally, long joined, bool closed_by_delimiter)
{
    size_t once = 0, shared = 0;
    long all = 0;
    for (size_t p = 0; p < pieces->count; p++) {
        once += pieces->at[p].count == 1;
        shared += pieces->at[p].cells > 1;
        all += pieces->at[p].count;
        if (strlen(pieces->at[p].text) > LOOK_CATEGORY_LENGTH || (pieces->at[p].count < LOOK_FEW && plain_has_long_number(text_of(pieces->at[p].text)))) return false;
    }
    if (pieces->repeated || pieces->count < 2 || pieces->count > LOOK_CATEGORIES || all < 3 * (long)pieces->count) return false;
    if (once > 2 && once * 10 > pieces->count) return false;
    if (closed_by_delimiter) return true;
    return joined * 10 >= tally->answered && pieces->count < tally->count && shared * 3 >= pieces->count * 2;
}

static bool is_plain(const char *choice)
{
    struct buffer room = {0};
    bool plain = plain_answer(text_normalise(text_of(choice), &room));
    buffer_free(&room);
    return plain;
}

static bool try_delimiter(const struct tally *tally, char delimiter, struct multiple *multiple)
{
    struct pieces pieces = {.arena = tally->arena, .known = name_set_create()};
    long joined = 0, closed = 0;
    for (size_t a = 0; a < tally->count && pieces.count <= LOOK_CATEGORIES; a++) {
        struct text cell = text_of(tally->answers[a].text);
        if (cut(&pieces, cell, delimiter, a, tally->answers[a].count) > 1) joined += tally->answers[a].count;
        if (cell.at[cell.length - 1] == delimiter) closed += tally->answers[a].count;
    }
    bool found = is_list(&pieces, tally, joined, delimiter == ';' && closed == tally->answered);
    *multiple = (struct multiple){.delimiter = delimiter};
    for (size_t p = 0; found && p < pieces.count; p++) {
        multiple->choices = memory_grow(multiple->choices, multiple->count, &multiple->room, sizeof *multiple->choices);
        multiple->choices[multiple->count++] = pieces.at[p].text;
        multiple->few |= pieces.at[p].count < LOOK_FEW && !is_plain(pieces.at[p].text);
    }
    name_set_destroy(pieces.known);
    free(pieces.at);
    return found;
}

bool multiple_joined(const struct tally *tally, struct multiple *multiple)
{
    *multiple = (struct multiple){0};
    if (tally->too_many || tally->lines || tally->addresses || !tally->count) return false;
    return try_delimiter(tally, ';', multiple) || try_delimiter(tally, '|', multiple) || try_delimiter(tally, ',', multiple);
}

void multiple_free(struct multiple *multiple)
{
    free(multiple->choices);
    *multiple = (struct multiple){0};
}
