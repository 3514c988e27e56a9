/* 1 the votes of one comment   2 people   3 measures */
#include "themes.h"

#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "memory.h"

struct person { int64_t row; bool *has; /* one a code of the frame */ };

struct themes {
    const struct codebook *book;
    struct arena *arena;
    struct person *people; /* by row */
    size_t count, room;
    struct theme_votes votes; /* of the open comment */
    int64_t comment, row;     /* the open comment; -1 before the first */
    int coder;
};

/* 1 the votes of one comment */

static void clear(struct themes *themes)
{
    size_t codes = (size_t)themes->book->theme_code_count;
    memset(themes->votes.given, 0, codes * sizeof *themes->votes.given);
    memset(themes->votes.by_agreed, 0, codes * sizeof *themes->votes.by_agreed);
    themes->votes.coders = 0;
    themes->votes.agreed = false;
    themes->coder = -1;
}

/* 2 people */

static void close_comment(struct themes *themes)
{
    if (themes->comment < 0) return;
    struct person *last = themes->count ? &themes->people[themes->count - 1] : NULL;
    if (!last || last->row != themes->row) {
        themes->people = memory_grow(themes->people, themes->count, &themes->room, sizeof *themes->people);
        last = &themes->people[themes->count++];
        *last = (struct person){themes->row, arena_new(themes->arena, (size_t)themes->book->theme_code_count, sizeof *last->has)};
    }
    for (int code = 0; code < themes->book->theme_code_count; code++) last->has[code] = last->has[code] || theme_counts(&themes->votes, code);
}

static int find_code(const struct codebook *book, const char *value)
{
    int code = 0;
    while (code < book->theme_code_count && strcmp(book->theme_codes[code].value, value)) code++;
    return code;
}

/* The rows come by respondent, comment, coder. */
static int take(struct themes *themes, struct statement *select, struct failure *failure)
{
    int64_t comment = statement_get_integer(select, 1);
    int coder = (int)statement_get_integer(select, 2);
    bool agreed = !strcmp(statement_get_text(select, 3), "agreed");
    const char *value = statement_get_text(select, 4);
    if (comment != themes->comment) {
        close_comment(themes);
        clear(themes);
        themes->comment = comment;
        themes->row = statement_get_integer(select, 0);
    }
    if (coder != themes->coder) {
        themes->coder = coder;
        themes->votes.coders++;
        themes->votes.agreed |= agreed;
    }
    if (!*value) return 0;
    int code = find_code(themes->book, value);
    if (code == themes->book->theme_code_count) {
        fail(failure, STATUS_CONFIG, "comments were coded with '%.40s', which is no code of the codebook's frame any more", value);
        return failure_hint(failure, "put it back into \"themes\", or ingest with --themes and a file coded against the frame as it is now");
    }
    themes->votes.given[code]++;
    themes->votes.by_agreed[code] |= agreed;
    return 0;
}

struct themes *themes_load(const struct codebook *book, struct store *store, const char *wave, struct failure *failure)
{
    struct themes *themes = memory_new(1, sizeof *themes);
    size_t codes = (size_t)book->theme_code_count;
    *themes = (struct themes){.book = book, .arena = arena_create(), .comment = -1};
    themes->votes = (struct theme_votes){.given = arena_new(themes->arena, codes, sizeof(int)), .by_agreed = arena_new(themes->arena, codes, sizeof(bool))};
    int got = 0, result = 0;
    struct statement *select = codes ? store_statement(store, "comment_codes") : NULL;
    if (select) statement_text(select, 1, wave);
    while (select && !result && (got = statement_next(select, failure)) > 0) result = take(themes, select, failure);
    if (result) statement_reset(select);
    if (!result && got >= 0) {
        close_comment(themes);
        return themes;
    }
    themes_destroy(themes);
    return NULL;
}

void themes_destroy(struct themes *themes)
{
    if (!themes) return;
    arena_destroy(themes->arena);
    free(themes->people);
    free(themes);
}

/* 3 measures */

static size_t first_from(const struct themes *themes, int64_t row)
{
    size_t low = 0, high = themes->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (themes->people[middle].row < row) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The codes that a measure is about: one, or those of a theme. */
static struct theme codes_of(const struct codebook *book, int measure)
{
    for (int t = 0; t < book->theme_count; t++)
        if (book->themes[t].measure == measure) return book->themes[t];
    int code = 0;
    while (code < book->theme_code_count && book->theme_codes[code].measure != measure) code++;
    return (struct theme){measure, code, 1};
}

static bool has_any(const struct person *person, struct theme about)
{
    bool any = false;
    for (int c = about.first; c < about.first + about.count; c++) any |= person->has[c];
    return any;
}

void themes_fill(const struct themes *themes, int measure, int64_t first_row, size_t rows, uint8_t *codes)
{
    struct theme about = codes_of(themes->book, measure);
    memset(codes, CODE_MISSING + REASON_NOT_ASKED, rows);
    for (size_t p = first_from(themes, first_row); p < themes->count && themes->people[p].row < first_row + (int64_t)rows; p++)
        codes[themes->people[p].row - first_row] = !has_any(&themes->people[p], about);
}
