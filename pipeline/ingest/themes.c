/* 1 headings   2 cells   3 the file */
#include "themes_internal.h"

#include <stdlib.h>
#include <string.h>

#include "csvfile.h"
#include "message.h"

enum { CODER_LIMIT = 20, CODER_CHARACTERS = 64, MISTAKES_SHOWN = 20, UNKNOWN_SHOWN = 8 };
enum part { PART_RESPONDENT, PART_QUESTION, PART_CODER, PART_CODE, PART_PASSED, PARTS = PART_PASSED };
static const char *const part_names[] = {"respondent", "question", "coder", "code", "comment"};

struct reading {
    struct themes *themes;
    enum part parts[CSV_COLUMN_LIMIT];
    int columns, column;
    long mistakes;
    int unknown, known; /* headings */
    const char *unknown_headings[UNKNOWN_SHOWN]; int unknown_columns[UNKNOWN_SHOWN];
    bool header_done;
    struct coding open;
    struct { int column; char words[200]; } wrong; /* in the open record; column 0: nothing */
    struct buffer room, other;
};

/* 1 headings */

static bool is_identifier(struct reading *reading, struct text normal)
{
    const struct codebook *book = reading->themes->book;
    return book->identifier >= 0 && text_equal(normal, text_normalise(text_of(book->fields[book->identifier].name), &reading->other));
}

static void on_heading(struct reading *reading, struct text heading)
{
    struct text normal = text_normalise(heading, &reading->room);
    char shown[80];
    int part = 0;
    while (part <= PART_PASSED && !text_is(normal, part_names[part])) part++;
    if (is_identifier(reading, normal)) part = PART_RESPONDENT;
    bool twice = false;
    for (int c = 0; part < PART_PASSED && c < reading->columns; c++) twice |= reading->parts[c] == (enum part)part;
    if (twice) message_error((struct place){reading->themes->path, 1, reading->columns + 1}, "there are two columns '%s'", part_names[part]);
    reading->mistakes += twice;
    reading->known += part <= PART_PASSED;
    if (part > PART_PASSED && reading->unknown++ < UNKNOWN_SHOWN) {
        text_fit(shown, sizeof shown, heading);
        reading->unknown_headings[reading->unknown - 1] = arena_copy(reading->themes->arena, shown, strlen(shown));
        reading->unknown_columns[reading->unknown - 1] = reading->columns + 1;
    }
    reading->parts[reading->columns++] = part > PART_PASSED ? PART_PASSED : (enum part)part;
}

/* Where no heading is known the first row may be somebody's: then it is not quoted. */
static void say_unknown(const struct reading *reading)
{
    for (int i = 0; reading->known && i < reading->unknown && i < UNKNOWN_SHOWN; i++)
        message_error((struct place){reading->themes->path, 1, reading->unknown_columns[i]}, "'%s' is no column of coded comments", reading->unknown_headings[i]);
}

static int check_headings(const struct reading *reading, struct failure *failure)
{
    const char *path = reading->themes->path;
    bool mistaken = reading->mistakes || reading->unknown;
    say_unknown(reading);
    for (int part = 0; part < PARTS && !mistaken; part++) {
        bool there = false;
        for (int c = 0; c < reading->columns; c++) there |= reading->parts[c] == (enum part)part;
        if (there) continue;
        fail_at(failure, STATUS_DATA, path, 1, 0, "there is no column '%s'", part_names[part]);
        return failure_hint(failure, "coded comments have the columns respondent, question, coder, code: a row for each code given");
    }
    if (!mistaken) return 0;
    fail_at(failure, STATUS_DATA, path, 1, 0, reading->known ? "the headings are not those of coded comments" : "the first row has none of the headings of coded comments");
    return failure_hint(failure, "they are respondent, question, coder, code; a column 'comment' is passed over; take the others out");
}

/* 2 cells */

/* The first mistake of a row. The cell is not quoted: a comment may have been pasted there. */
static void wrong(struct reading *reading, const char *words, const char *near)
{
    struct buffer text = {0};
    if (reading->wrong.column) return;
    buffer_put(&text, words);
    if (near) buffer_format(&text, "; did you mean '%s'?", near);
    reading->wrong.column = reading->column + 1;
    text_fit(reading->wrong.words, sizeof reading->wrong.words, (struct text){text.at, text.length});
    buffer_free(&text);
}

static bool same(struct reading *reading, struct text normal, const char *name)
{
    return text_equal(normal, text_normalise(text_of(name), &reading->other));
}

static const char *near(struct text cell, const char *const *names, int count)
{
    char typed[80];
    text_fit(typed, sizeof typed, text_trim(cell));
    return text_nearest(typed, names, (size_t)count);
}

static void on_question(struct reading *reading, struct text cell, struct text normal)
{
    const struct codebook *book = reading->themes->book;
    const char **names = memory_new((size_t)book->comment_count, sizeof *names);
    reading->open.question = -1;
    for (int i = 0; i < book->comment_count; i++) {
        const struct field *field = &book->fields[book->comments[i]];
        names[i] = field->name;
        if (same(reading, normal, field->name) || same(reading, normal, field->title)) reading->open.question = book->comments[i];
    }
    if (reading->open.question < 0) wrong(reading, "this is none of the questions whose comments are coded", near(cell, names, book->comment_count));
    free(names);
}

static void on_code(struct reading *reading, struct text cell, struct text normal)
{
    const struct codebook *book = reading->themes->book;
    reading->open.code = THEMES_NO_CODE;
    if (!normal.length) return;
    const char **names = memory_new((size_t)book->theme_code_count, sizeof *names);
    bool found = false;
    for (int i = 0; i < book->theme_code_count; i++) {
        names[i] = book->theme_codes[i].value;
        if (!same(reading, normal, book->theme_codes[i].value) && !same(reading, normal, book->theme_codes[i].label)) continue;
        reading->open.code = i;
        found = true;
    }
    if (!found) wrong(reading, "this is no code of the frame", near(cell, names, book->theme_code_count));
    free(names);
}

static void on_coder(struct reading *reading, struct text normal)
{
    struct themes *themes = reading->themes;
    int coder = 0;
    if (!normal.length) wrong(reading, "there is no coder", NULL);
    if (normal.length > CODER_CHARACTERS) wrong(reading, "the name of the coder is longer than 64 bytes", NULL);
    while (coder < themes->coder_count && !text_is(normal, themes->coders[coder])) coder++;
    reading->open.coder = coder;
    if (coder < themes->coder_count) return;
    if (coder == CODER_LIMIT) {
        wrong(reading, "more than 20 coders", NULL);
        return;
    }
    themes->coders = memory_grow(themes->coders, (size_t)coder, &themes->coder_room, sizeof *themes->coders);
    themes->coders[themes->coder_count++] = arena_copy(themes->arena, normal.length ? normal.at : "", normal.length);
}

static void on_field(void *context, struct text cell)
{
    struct reading *reading = context;
    if (!reading->header_done) {
        on_heading(reading, cell);
        return;
    }
    if (reading->column >= reading->columns) {
        reading->column++;
        return;
    }
    struct text trimmed = text_trim(cell), normal = text_normalise(cell, &reading->room);
    switch (reading->parts[reading->column]) {
    case PART_RESPONDENT:
        reading->open.respondent = arena_copy(reading->themes->arena, trimmed.length ? trimmed.at : "", trimmed.length);
        if (!trimmed.length) wrong(reading, "there is no respondent", NULL);
        break;
    case PART_QUESTION: on_question(reading, cell, normal); break;
    case PART_CODER: on_coder(reading, normal); break;
    case PART_CODE: on_code(reading, cell, normal); break;
    case PART_PASSED: break;
    }
    reading->column++;
}

static void say(struct reading *reading, long line)
{
    if (++reading->mistakes > MISTAKES_SHOWN) return;
    if (reading->column != reading->columns) message_error((struct place){reading->themes->path, line, 0}, "the row has %d fields, the headings are %d", reading->column, reading->columns);
    else message_error((struct place){reading->themes->path, line, reading->wrong.column}, "%s", reading->wrong.words);
}

static void on_record(void *context, long line)
{
    struct reading *reading = context;
    struct themes *themes = reading->themes;
    if (!reading->header_done) {
        reading->header_done = true;
        return;
    }
    if (reading->column != reading->columns || reading->wrong.column) say(reading, line);
    else {
        reading->open.line = line;
        themes->at = memory_grow(themes->at, themes->count, &themes->room, sizeof *themes->at);
        themes->at[themes->count++] = reading->open;
    }
    reading->column = reading->wrong.column = 0;
}

/* 3 the file */

static int check_rows(const struct reading *reading, struct failure *failure)
{
    const char *path = reading->themes->path;
    if (reading->mistakes > MISTAKES_SHOWN) message_more(path, "coded_comments", reading->mistakes - MISTAKES_SHOWN);
    if (reading->mistakes) {
        fail_at(failure, STATUS_DATA, path, 0, 0, "%ld row%s cannot be used", reading->mistakes, reading->mistakes == 1 ? "" : "s");
        return failure_hint(failure, "questions and codes are those of \"themes\" in the codebook, by value or label; nothing was stored");
    }
    return reading->themes->count ? 0 : fail_at(failure, STATUS_DATA, path, 0, 0, "there are headings and no rows");
}

static int read_file(struct reading *reading, struct failure *failure)
{
    struct csv_options options = {0, NULL};
    struct csv_segment segment = {0};
    struct csv_handler handler = {reading, on_field, on_record};
    struct csvfile *file = csvfile_open(reading->themes->path, &options, failure);
    int result = -1, got = -1;
    if (file && !csvfile_header(file, &handler, failure) && !check_headings(reading, failure)) {
        result = 0;
        while (!result && (got = csvfile_segment(file, &segment, failure)) > 0) result = csv_parse_segment(file, &segment, &handler, failure);
        if (got < 0) result = -1;
    }
    if (!result) csvfile_digest(file, reading->themes->digest);
    if (!result) result = check_rows(reading, failure);
    csv_segment_free(&segment);
    csvfile_close(file);
    return result;
}

struct themes *themes_read(const char *path, const struct codebook *book, struct failure *failure)
{
    if (!book->theme_code_count || book->identifier < 0) {
        fail(failure, STATUS_CONFIG, book->identifier < 0 ? "coded comments need an 'identifier' in the codebook, to find whose they are" : "the codebook has no 'themes': there is no frame to code against");
        failure_hint(failure, "schemas/README.md tells how both are written");
        return NULL;
    }
    struct themes *themes = memory_new(1, sizeof *themes);
    struct reading *reading = memory_new(1, sizeof *reading);
    *themes = (struct themes){.book = book, .path = path, .arena = arena_create()};
    reading->themes = themes;
    int result = read_file(reading, failure);
    buffer_free(&reading->room);
    buffer_free(&reading->other);
    free(reading);
    if (!result) return themes;
    themes_destroy(themes);
    return NULL;
}

const char *themes_digest(const struct themes *themes) { return themes->digest; }

void themes_destroy(struct themes *themes)
{
    if (!themes) return;
    arena_destroy(themes->arena);
    free(themes->at);
    free(themes->coders);
    free(themes);
}
