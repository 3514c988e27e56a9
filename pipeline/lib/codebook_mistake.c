#include "codebook_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void note(struct reader *reader, struct place place, bool warning, const char *hint, const char *format, va_list list)
{
    int number = reader->errors + reader->warnings;
    if (warning) reader->warnings++;
    else reader->errors++;
    if (number >= CODEBOOK_MISTAKES_KEPT) return;
    if (!reader->mistakes) reader->mistakes = memory_new(CODEBOOK_MISTAKES_KEPT, sizeof *reader->mistakes);
    char text[700];
    vsnprintf(text, sizeof text, format, list);
    bool elsewhere = strcmp(place.file, reader->book->path) != 0;
    reader->mistakes[number] = (struct mistake){place, arena_copy(reader->arena, text, strlen(text)), hint, warning, elsewhere, number};
}

void codebook_mistake(struct reader *reader, struct place place, const char *hint, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    note(reader, place, false, hint, format, list);
    va_end(list);
}

void codebook_mistake_warning(struct reader *reader, struct place place, const char *hint, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    note(reader, place, true, hint, format, list);
    va_end(list);
}

const char *codebook_mistake_nearest(struct reader *reader, const char *name, const char *const *candidates, size_t count, const char *otherwise)
{
    /* Beyond what is kept nobody reads the hint, and looking for it in a hostile file costs time. */
    if (reader->errors + reader->warnings >= CODEBOOK_MISTAKES_KEPT || strlen(name) > 2 * CODEBOOK_NAME_LIMIT) return otherwise;
    const char *nearest = text_nearest(name, candidates, count);
    return nearest ? arena_format(reader->arena, "did you mean '%s'?", nearest) : otherwise;
}

/* The codebook before its instruments, then in the order of the file. */
static int in_order(const void *left, const void *right)
{
    const struct mistake *a = left, *b = right;
    if (a->elsewhere != b->elsewhere) return a->elsewhere ? 1 : -1;
    int files = strcmp(a->place.file, b->place.file);
    if (files) return files;
    if (a->place.line != b->place.line) return a->place.line < b->place.line ? -1 : 1;
    if (a->place.column != b->place.column) return a->place.column < b->place.column ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

int codebook_mistake_report(struct reader *reader, struct failure *failure)
{
    int count = reader->errors + reader->warnings, kept = count < CODEBOOK_MISTAKES_KEPT ? count : CODEBOOK_MISTAKES_KEPT;
    if (kept) qsort(reader->mistakes, (size_t)kept, sizeof *reader->mistakes, in_order);
    for (int i = 0, shown = 0; i < kept && shown < CODEBOOK_MISTAKES_SHOWN; i++) {
        const struct mistake *mistake = &reader->mistakes[i];
        if (mistake->warning && reader->errors > CODEBOOK_MISTAKES_SHOWN) continue;
        (mistake->warning ? message_warning : message_error)(mistake->place, "%s", mistake->text);
        if (mistake->hint) message_hint("%s", mistake->hint);
        shown++;
    }
    if (!reader->errors) return 0;
    const char *path = reader->book->path, *what = reader->what ? reader->what : "codebook";
    if (reader->errors > CODEBOOK_MISTAKES_SHOWN)
        return fail_at(failure, STATUS_CONFIG, path, 0, 0, "%d mistakes in this %s, the first %d are shown", reader->errors, what, CODEBOOK_MISTAKES_SHOWN);
    return fail_at(failure, STATUS_CONFIG, path, 0, 0, "%d %s in this %s", reader->errors, reader->errors == 1 ? "mistake" : "mistakes", what);
}

void codebook_mistake_free(struct reader *reader)
{
    free(reader->mistakes);
    free(reader->refused);
    reader->mistakes = NULL;
    reader->refused = NULL;
}
