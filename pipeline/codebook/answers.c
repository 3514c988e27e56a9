#include "answers.h"

#include <stdlib.h>
#include <string.h>

#include "message.h"

/* The record at hand: its fields lie one after the other in `bytes`, for a record is looked at only once it is known to be whole. */
struct record { struct answers *answers; struct buffer bytes; size_t *ends; size_t count, room; bool filled; };

static void on_field(void *context, struct text field)
{
    struct record *record = context;
    buffer_add(&record->bytes, field.at, field.length);
    record->ends = memory_grow(record->ends, record->count, &record->room, sizeof *record->ends);
    record->ends[record->count++] = record->bytes.length;
    record->filled |= text_trim(field).length > 0;
}

static void on_record(void *context, long line)
{
    struct record *record = context;
    struct answers *answers = record->answers;
    if (!record->filled) answers->blank++;
    else if (record->count != answers->count) {
        if (!answers->ragged++) answers->first_ragged = line;
    } else {
        size_t begin = 0;
        for (size_t c = 0; c < record->count; begin = record->ends[c++]) tally_add(answers->tallies[c], (struct text){record->bytes.at + begin, record->ends[c] - begin});
        answers->rows++;
    }
    buffer_clear(&record->bytes);
    record->count = 0;
    record->filled = false;
}

static bool all_numbers(const struct headings *headings)
{
    double value;
    for (size_t c = 0; c < headings->count; c++)
        if (!text_number(text_of(headings->columns[c].shown), &value)) return false;
    return headings->count > 1;
}

/* One heading with separators inside is a file of another kind. */
static int check_separator(const char *path, const struct headings *headings, char separator, struct failure *failure)
{
    static const struct { char sign; const char *name, *option; } others[] = {{',', "commas", ","}, {';', "semicolons", ";"}, {'\t', "tabs", "\\t"}};
    for (size_t i = 0; headings->count == 1 && i < 3; i++) {
        if (others[i].sign == separator || !strchr(headings->columns[0].shown, others[i].sign)) continue;
        fail_at(failure, STATUS_DATA, path, headings->line, 1, "the first line is one heading with %s inside", others[i].name);
        return failure_hint(failure, "if the file is separated by %s, give --separator '%s'", others[i].name, others[i].option);
    }
    return 0;
}

/* An alias in a codebook may have line breaks and tabs, and no other control. */
static bool has_control(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if ((*at < 0x20 && *at != '\n' && *at != '\r' && *at != '\t') || *at == 0x7F || (*at == 0xC2 && at[1] >= 0x80 && at[1] < 0xA0)) return true;
    return false;
}

static int check_headings(const char *path, const struct headings *headings, char separator, struct failure *failure)
{
    if (!headings->count) {
        fail_at(failure, STATUS_DATA, path, 0, 0, "the file is empty");
        return failure_hint(failure, "a file of answers has a row of headings and a row for each person");
    }
    if (check_separator(path, headings, separator, failure)) return -1;
    if (all_numbers(headings)) {
        fail_at(failure, STATUS_DATA, path, headings->line, 1, "the first line holds answers, not headings");
        return failure_hint(failure, "the first line of the file names the columns");
    }
    for (size_t c = 0; c < headings->count; c++) {
        const struct heading *heading = &headings->columns[c];
        if (csv_looks_merged(text_of(heading->shown), c, headings->count, separator)) {
            fail_at(failure, STATUS_DATA, path, headings->line, (long)c + 1, "a heading holds a line break and answers: a closing quote was probably lost");
            return failure_hint(failure, "look at the quotes of the first line");
        }
        for (int n = 0; n < heading->count; n++) {
            if (!has_control(heading->names[n])) continue;
            fail_at(failure, STATUS_DATA, path, headings->line, (long)c + 1, "the heading of this column has a control character, so no codebook can name it");
            return failure_hint(failure, "take the character out of the heading, or export the file again");
        }
    }
    return 0;
}

static int check_rows(const struct answers *answers, const char *path, struct failure *failure)
{
    if (answers->rows) return 0;
    if (answers->ragged) {
        fail_at(failure, STATUS_DATA, path, answers->first_ragged, 0, "no row has as many fields as there are headings, %zu", answers->count);
        return failure_hint(failure, "look at the separators of this line, and at those of the first");
    }
    fail_at(failure, STATUS_DATA, path, answers->headings->line, 0, "there are headings, and no answers that could be looked at");
    return failure_hint(failure, "a draft is made from answers: give a file that has some, if only of a trial");
}

static int read_records(struct answers *answers, struct csvfile *file, struct failure *failure)
{
    struct record record = {.answers = answers};
    struct csv_handler handler = {&record, on_field, on_record};
    struct csv_segment segment = {0};
    int got;
    while ((got = csvfile_segment(file, &segment, failure)) > 0) {
        if (csv_parse_segment(file, &segment, &handler, failure)) got = -1;
        if (got < 0) break;
        answers->blank += segment.blank_lines;
        message_progress("codebook", answers->rows);
    }
    csv_segment_free(&segment);
    buffer_free(&record.bytes);
    free(record.ends);
    return got;
}

int answers_read(struct answers *answers, const char *path, const struct profile *profile, const struct csv_options *options, struct failure *failure)
{
    int result = -1;
    *answers = (struct answers){0};
    struct csvfile *file = csvfile_open(path, options, failure);
    if (!file || !(answers->headings = profile_headings(profile, file, failure))) goto out;
    if (check_headings(path, answers->headings, csvfile_separator(file), failure)) goto out;
    answers->count = answers->headings->count;
    answers->tallies = memory_new(answers->count, sizeof *answers->tallies);
    for (size_t c = 0; c < answers->count; c++) answers->tallies[c] = tally_create();
    if (read_records(answers, file, failure) || check_rows(answers, path, failure)) goto out;
    for (size_t c = 0; c < answers->count; c++) tally_finish(answers->tallies[c]);
    result = 0;
out:
    csvfile_close(file);
    return result;
}

void answers_free(struct answers *answers)
{
    for (size_t c = 0; c < answers->count; c++) tally_destroy(answers->tallies[c]);
    free(answers->tallies);
    headings_destroy(answers->headings);
}
