#include "plan.h"

#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "message.h"

struct heading { char *raw, *written, *normal; size_t length; /* of raw */ };
struct headings { struct heading *at; size_t count, room; long line; };

static char *copy_of(struct text text)
{
    char *copy = memory_new(text.length + 1, 1);
    if (text.length) memcpy(copy, text.at, text.length);
    return copy;
}

static void on_heading(void *context, struct text field)
{
    struct headings *headings = context;
    struct buffer room = {0};
    headings->at = memory_grow(headings->at, headings->count, &headings->room, sizeof *headings->at);
    headings->at[headings->count].raw = copy_of(field);
    headings->at[headings->count].length = field.length;
    headings->at[headings->count].written = copy_of(text_trim(field));
    headings->at[headings->count++].normal = copy_of(text_normalise(field, &room));
    buffer_free(&room);
}

static void on_line(void *context, long line)
{
    ((struct headings *)context)->line = line;
}

static void headings_free(struct headings *headings)
{
    for (size_t i = 0; i < headings->count; i++) {
        free(headings->at[i].raw);
        free(headings->at[i].written);
        free(headings->at[i].normal);
    }
    free(headings->at);
}

static bool same(const char *normal, const char *name, struct buffer *room)
{
    return text_is(text_normalise(text_of(name), room), normal);
}

static int field_of(const struct codebook *book, const char *normal)
{
    struct buffer room = {0};
    int found = -1;
    for (int f = 0; f < book->field_count && found < 0; f++) {
        if (same(normal, book->fields[f].name, &room)) found = f;
        for (int a = 0; a < book->fields[f].alias_count && found < 0; a++)
            if (same(normal, book->fields[f].aliases[a].heading, &room)) found = f;
    }
    buffer_free(&room);
    return found;
}

static bool is_ignored(const struct codebook *book, const char *normal)
{
    struct buffer room = {0};
    bool found = book->extra_columns;
    for (int i = 0; i < book->ignore_count && !found; i++) found = same(normal, book->ignore[i], &room);
    buffer_free(&room);
    return found;
}

static const char *suggestion(const struct codebook *book, const char *written)
{
    const char **names = memory_new((size_t)book->field_count, sizeof *names);
    for (int f = 0; f < book->field_count; f++) names[f] = book->fields[f].name;
    const char *near = text_nearest(written, names, (size_t)book->field_count);
    free(names);
    return near;
}

static bool is_number(const char *written)
{
    double value;
    return text_number(text_of(written), &value);
}

/* Shapes of a first line that cannot be headings at all get one clear refusal instead of a hundred unknown columns. */
static int check_shape(const struct plan *plan, const struct headings *headings, struct failure *failure)
{
    if (!headings->count) return fail_at(failure, STATUS_DATA, plan->file, 0, 0, "the file is empty");
    if (headings->count == 1) {
        static const struct { char separator; const char *name, *declared; } others[] = {{',', "commas", ","}, {';', "semicolons", ";"}, {'\t', "tabs", "\\t"}};
        for (size_t i = 0; i < 3; i++) {
            if (others[i].separator == plan->separator || !strchr(headings->at[0].written, others[i].separator)) continue;
            fail_at(failure, STATUS_DATA, plan->file, headings->line, 1, "the first line is one heading with %s inside", others[i].name);
            return failure_hint(failure, "if the file is separated by %s, declare \"separator\": \"%s\" in the codebook or give --separator", others[i].name, others[i].declared);
        }
    }
    for (size_t i = 0; i < headings->count; i++) {
        struct text raw = {headings->at[i].raw, headings->at[i].length};
        if (field_of(plan->book, headings->at[i].normal) >= 0 || !csv_looks_merged(raw, i, headings->count, plan->separator)) continue;
        fail_at(failure, STATUS_DATA, plan->file, headings->line, (long)i + 1, "a heading holds a line break and answers: a closing quote was probably lost");
        return failure_hint(failure, "look at the quotes of the first line");
    }
    size_t numbers = 0;
    for (size_t i = 0; i < headings->count; i++) numbers += is_number(headings->at[i].written);
    if (headings->count > 1 && numbers == headings->count) {
        fail_at(failure, STATUS_DATA, plan->file, headings->line, 1, "the first line holds answers, not headings");
        return failure_hint(failure, "the first line of the file names the columns");
    }
    return 0;
}

static int match_columns(struct plan *plan, const struct headings *headings, int *column_of)
{
    const struct codebook *book = plan->book;
    int mistakes = 0;
    for (size_t i = 0; i < headings->count; i++) {
        struct place place = {plan->file, headings->line, (long)i + 1};
        const char *written = headings->at[i].written;
        int field = field_of(book, headings->at[i].normal);
        plan->fields[i] = -1;
        if (field < 0 && !is_ignored(book, headings->at[i].normal)) {
            const char *near = suggestion(book, written);
            message_error(place, "column '%.80s' is not in the codebook%s%s%s", written, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
            mistakes++;
        }
        if (field >= 0 && column_of[field] >= 0) {
            message_error(place, "column '%.80s' is the same question as column %d ('%.80s')", written, column_of[field] + 1, headings->at[column_of[field]].written);
            mistakes++;
        }
        if (field < 0) continue;
        column_of[field] = (int)i;
        if (!book->fields[field].drop) plan->fields[i] = field;
    }
    return mistakes;
}

static int find_absent(struct plan *plan, const struct headings *headings, const int *column_of, bool *present)
{
    int mistakes = 0;
    for (int f = 0; f < plan->book->field_count; f++) {
        const struct field *field = &plan->book->fields[f];
        present[f] = column_of[f] >= 0;
        bool needed = field->required || f == plan->book->identifier || f == plan->book->eligible_field || f == plan->book->cluster;
        if (present[f] || field->drop || (plan->book->fewer_columns && !needed)) continue;
        message_error((struct place){plan->file, headings->line, 0}, "there is no column '%s'", field->name);
        mistakes++;
    }
    return mistakes;
}

int plan_make(struct plan *plan, const struct codebook *book, const struct converter *converters, struct csvfile *file, const char *path, char separator, struct failure *failure)
{
    struct headings headings = {0};
    struct csv_handler handler = {&headings, on_heading, on_line};
    bool *present = memory_new((size_t)book->field_count, sizeof *present);
    int *column_of = memory_new((size_t)book->field_count, sizeof *column_of), result = -1;
    *plan = (struct plan){.book = book, .file = path, .converters = converters, .separator = separator, .present = present};
    for (int f = 0; f < book->field_count; f++) column_of[f] = -1;
    if (csvfile_header(file, &handler, failure)) goto out;
    plan->column_count = (int)headings.count;
    plan->fields = memory_new(headings.count, sizeof *plan->fields);
    if (check_shape(plan, &headings, failure)) goto out;
    int mistakes = match_columns(plan, &headings, column_of) + find_absent(plan, &headings, column_of, present);
    if (!mistakes) result = 0;
    else {
        fail_at(failure, STATUS_DATA, path, headings.line, 0, "the columns are not those of the codebook (%d mistake%s)", mistakes, mistakes == 1 ? "" : "s");
        failure_hint(failure, "headings are a field's name or one of its \"aliases\"; columns to pass over stand in \"ignore\"; \"fieldsMatch\": \"subset\" passes over all others");
    }
out:
    headings_free(&headings);
    free(column_of);
    return result;
}

void plan_free(struct plan *plan)
{
    free(plan->fields);
    free(plan->present);
    *plan = (struct plan){0};
}
