#include "choices.h"

#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

struct spelling { struct text text; int choice; };
/* From the longest to the shortest. */
struct spellings { struct spelling *at; size_t count; };

struct choices {
    const struct choice_set *set;
    struct arena *arena;
    struct spellings exact, normal;
    struct match *missing;
};

static int longest_first(const void *left, const void *right)
{
    const struct spelling *a = left, *b = right;
    if (a->text.length != b->text.length) return a->text.length < b->text.length ? 1 : -1;
    return a->choice - b->choice;
}

static void add(struct choices *choices, const char *written, int choice)
{
    struct buffer room = {0};
    struct text trimmed = text_trim(text_of(written)), normal = text_normalise(trimmed, &room);
    choices->exact.at[choices->exact.count++] = (struct spelling){{arena_copy(choices->arena, trimmed.at, trimmed.length), trimmed.length}, choice};
    choices->normal.at[choices->normal.count++] = (struct spelling){{arena_copy(choices->arena, normal.at, normal.length), normal.length}, choice};
    buffer_free(&room);
}

struct choices *choices_create(const struct codebook *book, int number)
{
    struct arena *arena = arena_create();
    struct choices *choices = arena_new(arena, 1, sizeof *choices);
    const struct choice_set *set = &book->choice_sets[number];
    struct field only_missing = book->fields[set->first];
    only_missing.category_count = 0;
    *choices = (struct choices){.set = set, .arena = arena, .missing = match_create(&only_missing)};
    choices->exact.at = arena_new(arena, 2 * (size_t)set->count, sizeof *choices->exact.at);
    choices->normal.at = arena_new(arena, 2 * (size_t)set->count, sizeof *choices->normal.at);
    for (int c = 0; c < set->count; c++) {
        add(choices, set->choices[c].value, c);
        if (strcmp(set->choices[c].label, set->choices[c].value)) add(choices, set->choices[c].label, c);
    }
    qsort(choices->exact.at, choices->exact.count, sizeof *choices->exact.at, longest_first);
    qsort(choices->normal.at, choices->normal.count, sizeof *choices->normal.at, longest_first);
    return choices;
}

void choices_destroy(struct choices *choices)
{
    if (!choices) return;
    match_destroy(choices->missing);
    arena_destroy(choices->arena);
}

/* A piece begins at the beginning of the cell and after each delimiter; the last place stands for the end. */
struct piece { size_t from; int choice; size_t next; int readings; };
struct pieces { struct piece *at; size_t count; };

static size_t pass_spaces(struct text cell, size_t at)
{
    while (at < cell.length && cell.at[at] == ' ') at++;
    return at;
}

static struct pieces cut(struct text cell, char delimiter)
{
    size_t count = 1;
    for (size_t i = 0; i < cell.length; i++) count += cell.at[i] == delimiter;
    struct pieces pieces = {memory_new(count + 1, sizeof *pieces.at), 0};
    for (size_t i = 0; i <= cell.length; i++)
        if (i == 0 || cell.at[i - 1] == delimiter) {
            size_t from = pass_spaces(cell, i);
            if (from < cell.length) pieces.at[pieces.count++] = (struct piece){.from = from, .choice = -1};
        }
    pieces.at[pieces.count] = (struct piece){.from = cell.length, .choice = -1, .readings = 1};
    return pieces;
}

/* Where a piece begins that follows what ends at `end`; -1 when no delimiter and not the end stands there. */
static long piece_after(const struct pieces *pieces, size_t piece, struct text cell, size_t end, char delimiter)
{
    end = pass_spaces(cell, end);
    if (end == cell.length) return (long)pieces->count;
    if (cell.at[end] != delimiter) return -1;
    while (pieces->at[++piece].from <= end && piece < pieces->count) {}
    return (long)piece;
}

/* From the last piece to the first: with which choice, the longest that works, can one read on to the end, and in how many ways (two are enough to know)? */
static void read_piece(const struct choices *choices, const struct spellings *spellings, struct text cell, struct pieces *pieces, size_t p)
{
    struct piece *piece = &pieces->at[p];
    char delimiter = choices->set->delimiter[0];
    for (size_t s = 0; s < spellings->count; s++) {
        struct text text = spellings->at[s].text;
        if (!text.length || cell.length - piece->from < text.length || memcmp(cell.at + piece->from, text.at, text.length)) continue;
        long next = piece_after(pieces, p, cell, piece->from + text.length, delimiter);
        if (next < 0 || !pieces->at[next].readings) continue;
        if (piece->choice < 0) piece->next = (size_t)next;
        if (piece->choice < 0) piece->choice = spellings->at[s].choice;
        piece->readings += piece->readings < 2 && piece->choice != spellings->at[s].choice ? pieces->at[next].readings : 0;
        if (!piece->readings) piece->readings = pieces->at[next].readings;
    }
    if (piece->choice >= 0 || choices->set->other < 0) return;
    piece->choice = choices->set->other;
    piece->next = p + 1;
    piece->readings = pieces->at[p + 1].readings;
}

/* Returns the number of readings, 0 when there is none, and ticks the first. */
static int read_by(const struct choices *choices, const struct spellings *spellings, struct text cell, bool *ticked)
{
    memset(ticked, 0, (size_t)choices->set->count * sizeof *ticked);
    struct pieces pieces = cut(cell, choices->set->delimiter[0]);
    for (size_t p = pieces.count; p-- > 0;) read_piece(choices, spellings, cell, &pieces, p);
    int readings = pieces.count ? pieces.at[0].readings : 0;
    for (size_t p = 0; readings && p < pieces.count; p = pieces.at[p].next) ticked[pieces.at[p].choice] = true;
    free(pieces.at);
    return readings;
}

/* With another answer every exact reading would seem to work, so that nothing can be said of its spelling. */
static bool is_exact(const struct choices *choices, struct text trimmed)
{
    if (choices->set->other >= 0) return true;
    bool *ticked = memory_new((size_t)choices->set->count, sizeof *ticked);
    bool exact = read_by(choices, &choices->exact, trimmed, ticked) > 0;
    free(ticked);
    return exact;
}

enum odd choices_read(const struct choices *choices, struct text cell, bool *ticked, int *reason)
{
    bool normalised;
    struct text trimmed = text_trim(cell);
    int code = match_find(choices->missing, cell, &normalised);
    *reason = code >= CODE_MISSING ? code - CODE_MISSING : -1;
    if (*reason >= 0) return choices->set->required ? ODD_REQUIRED : ODD_NONE;
    struct buffer room = {0};
    int normal = read_by(choices, &choices->normal, text_normalise(cell, &room), ticked);
    buffer_free(&room);
    if (!normal) return ODD_NOT_A_CHOICE;
    if (normal > 1) return ODD_TWO_READINGS;
    return is_exact(choices, trimmed) ? ODD_NONE : ODD_NORMALISED;
}
