/* 1 whose comments   2 into the store */
#include "themes_internal.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "pseudonym.h"

/* 1 whose comments */

struct person { unsigned char pseudonym[PSEUDONYM_BYTES]; int64_t row; };
struct people { struct person *at; size_t count, room; };

static int by_pseudonym(const void *a, const void *b)
{
    return memcmp(a, b, PSEUDONYM_BYTES);
}

static int load_people(struct people *people, struct store *store, const char *wave, const struct codebook *book, struct failure *failure)
{
    struct statement *select = store_statement(store, "pseudonyms");
    int got;
    statement_text(select, 1, wave);
    statement_text(select, 2, book->fields[book->identifier].name);
    while ((got = statement_next(select, failure)) > 0) {
        size_t length;
        const unsigned char *data = statement_get_blob(select, 0, &length);
        for (size_t at = 0; at + PSEUDONYM_BYTES <= length; at += PSEUDONYM_BYTES) {
            people->at = memory_grow(people->at, people->count, &people->room, sizeof *people->at);
            memcpy(people->at[people->count].pseudonym, data + at, PSEUDONYM_BYTES);
            people->at[people->count].row = (int64_t)people->count;
            people->count++;
        }
    }
    if (people->count) qsort(people->at, people->count, sizeof *people->at, by_pseudonym);
    return got;
}

static int64_t row_of(const struct people *people, const struct converter *identifier, const char *respondent)
{
    unsigned char pseudonym[PSEUDONYM_BYTES];
    convert_pseudonym(identifier, text_of(respondent), pseudonym);
    const struct person *found = people->count ? bsearch(pseudonym, people->at, people->count, sizeof *people->at, by_pseudonym) : NULL;
    return found ? found->row : -1;
}

struct placed { int64_t row; int question, coder, code; };

static int by_comment(const void *left, const void *right)
{
    const struct placed *a = left, *b = right;
    if (a->row != b->row) return a->row < b->row ? -1 : 1;
    if (a->question != b->question) return a->question - b->question;
    return a->coder != b->coder ? a->coder - b->coder : a->code - b->code;
}

/* 2 into the store */

static int insert_comment(struct store *store, const char *wave, int64_t comment, int64_t row, const char *question, struct failure *failure)
{
    struct statement *insert = store_statement(store, "insert_coded_comment");
    statement_text(insert, 1, wave);
    statement_integer(insert, 2, comment);
    statement_integer(insert, 3, row);
    statement_text(insert, 4, question);
    return statement_run(insert, failure);
}

static int insert_code(struct store *store, const char *wave, int64_t comment, int coder, const char *code, struct failure *failure)
{
    struct statement *insert = store_statement(store, "insert_comment_code");
    statement_text(insert, 1, wave);
    statement_integer(insert, 2, comment);
    statement_integer(insert, 3, coder);
    statement_text(insert, 4, code);
    return statement_run(insert, failure);
}

/* A coder may give a code to several passages of one comment: it counts once. */
static int insert_all(const struct themes *themes, const struct placed *placed, size_t count, struct store *store, const char *wave, struct failure *failure)
{
    const struct codebook *book = themes->book;
    int64_t comment = -1;
    for (size_t i = 0; i < count; i++) {
        const struct placed *now = &placed[i], *before = i ? &placed[i - 1] : NULL;
        if (before && !by_comment(before, now)) continue;
        bool begins = !before || before->row != now->row || before->question != now->question;
        if (begins && insert_comment(store, wave, ++comment, now->row, book->fields[now->question].name, failure)) return -1;
        if (insert_code(store, wave, comment, now->coder, now->code < 0 ? "" : book->theme_codes[now->code].value, failure)) return -1;
    }
    return 0;
}

static int insert_coders(const struct themes *themes, struct store *store, const char *wave, struct failure *failure)
{
    for (int c = 0; c < themes->coder_count; c++) {
        struct statement *insert = store_statement(store, "insert_coder");
        statement_text(insert, 1, wave);
        statement_integer(insert, 2, c);
        statement_text(insert, 3, themes->coders[c]);
        if (statement_run(insert, failure)) return -1;
    }
    return 0;
}

static int insert_source(const struct themes *themes, long placed, struct store *store, const char *wave, struct failure *failure)
{
    const char *slash = strrchr(themes->path, '/');
    const long numbers[] = {(long)themes->count, placed, (long)themes->count - placed, 0, 0, 0};
    struct statement *insert = store_statement(store, "insert_source");
    statement_text(insert, 1, wave);
    statement_integer(insert, 2, 0);
    statement_text(insert, 3, "themes");
    statement_text(insert, 4, slash ? slash + 1 : themes->path);
    statement_text(insert, 5, themes->digest);
    for (int i = 0; i < 6; i++) statement_integer(insert, 6 + i, numbers[i]);
    return statement_run(insert, failure);
}

static int delete_old(struct store *store, const char *wave, struct failure *failure)
{
    static const char *const names[] = {"delete_comment_codes", "delete_coded_comments", "delete_coders", "delete_themes_source"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct statement *delete = store_statement(store, names[i]);
        statement_text(delete, 1, wave);
        if (statement_run(delete, failure)) return -1;
    }
    return 0;
}

static int check_people(const struct themes *themes, size_t placed, struct failure *failure)
{
    size_t lost = themes->count - placed;
    if (lost > placed) {
        fail_at(failure, STATUS_DATA, themes->path, 0, 0, "%zu of %zu rows are about people who have no answers in this wave", lost, themes->count);
        return failure_hint(failure, "respondent is the identifier as it stands in the file of answers, of the same wave");
    }
    if (lost) message_warning((struct place){themes->path, 0, 0}, "%zu of %zu rows are about people who have no stored answers in this wave: they are left out", lost, themes->count);
    return 0;
}

int themes_store(const struct themes *themes, struct store *store, const char *wave, const struct converter *identifier, struct failure *failure)
{
    struct people people = {0};
    struct placed *placed = memory_new(themes->count, sizeof *placed);
    size_t count = 0;
    int result = load_people(&people, store, wave, themes->book, failure);
    for (size_t i = 0; !result && i < themes->count; i++) {
        const struct coding *coding = &themes->at[i];
        int64_t row = row_of(&people, identifier, coding->respondent);
        if (row >= 0) placed[count++] = (struct placed){row, coding->question, coding->coder, coding->code};
    }
    if (count) qsort(placed, count, sizeof *placed, by_comment);
    if (!result && (check_people(themes, count, failure) || delete_old(store, wave, failure) || insert_coders(themes, store, wave, failure) ||
                    insert_all(themes, placed, count, store, wave, failure) || insert_source(themes, (long)count, store, wave, failure)))
        result = -1;
    free(placed);
    free(people.at);
    return result;
}
