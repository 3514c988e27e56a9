#include "wave.h"

#include <stdlib.h>
#include <string.h>

#include "duplicates.h"
#include "memory.h"
#include "message.h"
#include "plan.h"
#include "words.h"
#include "workers.h"
#include "writer.h"

enum { SHOWN_OF_A_KIND = 20 };

struct pass {
    struct wave *wave;
    struct writer *writer; /* NULL: only checks */
    struct people *seen, *repeated; /* repeated: found in this pass; kept_apart: found in the first */
    const struct people *kept_apart;
    struct plan plan;
    const char *file; /* base name */
    long counts[ODD_COUNT]; /* of messages */
    long records, stored, quarantined, blank, not_eligible;
    long *normalised, *normalised_line; /* by field */
    char (*normalised_shown)[64];
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int store_issue(struct pass *pass, const struct issue *issue, const char *text, struct failure *failure)
{
    if (!pass->writer) return 0;
    struct statement *insert = store_statement(pass->wave->store, "insert_issue");
    statement_text(insert, 1, pass->wave->period->name);
    statement_text(insert, 2, pass->file);
    statement_integer(insert, 3, issue->line);
    statement_integer(insert, 4, issue->column);
    statement_text(insert, 5, issue->field >= 0 ? pass->wave->book->fields[issue->field].name : "");
    statement_text(insert, 6, odd_codes[issue->odd]);
    statement_text(insert, 7, issue->odd < ODD_NOTES ? "quarantined" : "note");
    statement_text(insert, 8, issue->shown);
    statement_text(insert, 9, text);
    return statement_run(insert, failure);
}

static int report(struct pass *pass, const struct issue *issue, long answers, struct failure *failure)
{
    struct buffer text = {0};
    words_of_issue(&text, &pass->plan, issue);
    if (answers) buffer_format(&text, " (%ld answer%s)", answers, answers == 1 ? "" : "s");
    struct place place = {pass->plan.file, issue->line, issue->column};
    if (issue->odd >= ODD_NOTES) message_detail("%s:%ld:%d: note: %s", place.file, place.line, issue->column, text.at);
    else if (pass->kept_apart && issue->odd != ODD_DUPLICATE) {} /* said in the first pass */
    else if (++pass->counts[issue->odd] <= SHOWN_OF_A_KIND) message_error(place, "%s", text.at);
    int result = store_issue(pass, issue, text.at, failure);
    buffer_free(&text);
    return result;
}

static void tell_the_rest(const struct pass *pass)
{
    for (int odd = 0; odd < ODD_NOTES; odd++)
        if (pass->counts[odd] > SHOWN_OF_A_KIND) message_note("%s: %ld more of the kind '%s'", pass->plan.file, pass->counts[odd] - SHOWN_OF_A_KIND, odd_codes[odd]);
}

/* Keeps rows [from, r) and reports row r, again and again. */
static int take_people(struct pass *pass, const struct batch *batch, struct failure *failure)
{
    int identifier = pass->wave->book->identifier;
    size_t from = 0;
    for (size_t r = 0; identifier >= 0 && r < batch->rows; r++) {
        const unsigned char *pseudonym = (const unsigned char *)batch->columns[identifier].data + r * 16;
        if (pass->kept_apart && people_has(pass->kept_apart, pseudonym)) {
            struct issue issue = {.line = batch->lines[r], .field = identifier, .odd = ODD_DUPLICATE};
            for (int c = 0; c < pass->plan.column_count; c++)
                if (pass->plan.fields[c] == identifier) issue.column = c + 1;
            pass->quarantined++;
            if (pass->writer && writer_add(pass->writer, batch, from, r, failure)) return -1;
            pass->stored += (long)(r - from);
            from = r + 1;
            if (report(pass, &issue, 0, failure)) return -1;
        } else if (!people_add(pass->seen, pseudonym)) (void)people_add(pass->repeated, pseudonym);
    }
    pass->stored += (long)(batch->rows - from);
    return pass->writer ? writer_add(pass->writer, batch, from, batch->rows, failure) : 0;
}

static void take_normalised(struct pass *pass, const struct batch *batch)
{
    for (int f = 0; f < pass->wave->book->field_count; f++) {
        const struct batch_column *column = &batch->columns[f];
        if (column->normalised && !pass->normalised[f]) {
            pass->normalised_line[f] = column->normalised_line;
            memcpy(pass->normalised_shown[f], column->normalised_shown, sizeof column->normalised_shown);
        }
        pass->normalised[f] += column->normalised;
    }
}

static int take(void *context, struct batch *batch, struct failure *failure)
{
    struct pass *pass = context;
    for (size_t i = 0; i < batch->issue_count; i++)
        if (report(pass, &batch->issues[i], 0, failure)) return -1;
    take_normalised(pass, batch);
    pass->records += batch->records;
    pass->quarantined += batch->quarantined;
    pass->not_eligible += batch->not_eligible;
    pass->blank += batch->segment.blank_lines;
    message_progress("rows read", pass->wave->rows_read + pass->records);
    return take_people(pass, batch, failure);
}

static int report_normalised(struct pass *pass, struct failure *failure)
{
    for (int f = 0; f < pass->wave->book->field_count; f++) {
        if (!pass->normalised[f]) continue;
        struct issue issue = {.line = pass->normalised_line[f], .field = f, .odd = ODD_NORMALISED};
        memcpy(issue.shown, pass->normalised_shown[f], sizeof issue.shown);
        for (int c = 0; c < pass->plan.column_count; c++)
            if (pass->plan.fields[c] == f) issue.column = c + 1;
        if (report(pass, &issue, pass->normalised[f], failure)) return -1;
        pass->normalised[f] = 0;
    }
    return 0;
}

/* Last quarter's file given again would show that nothing has changed: it may be meant, so it is told and taken. */
static int look_for_same_file(const struct pass *pass, const char *digest, struct failure *failure)
{
    struct statement *select = store_statement(pass->wave->store, "same_file");
    statement_text(select, 1, pass->wave->period->name);
    statement_text(select, 2, digest);
    int got = statement_next(select, failure);
    if (got <= 0) return got;
    message_warning((struct place){pass->plan.file, 0, 0}, "the same answers are already ingested as %s; is this the file of %s?", statement_get_text(select, 0), pass->wave->period->label);
    statement_reset(select);
    return 0;
}

static int store_source(struct pass *pass, int position, struct csvfile *file, struct failure *failure)
{
    if (!pass->writer) return 0;
    char digest[65];
    csvfile_digest(file, digest);
    if (look_for_same_file(pass, digest, failure)) return -1;
    struct statement *insert = store_statement(pass->wave->store, "insert_source");
    statement_text(insert, 1, pass->wave->period->name);
    statement_integer(insert, 2, position);
    statement_text(insert, 3, "responses");
    statement_text(insert, 4, pass->file);
    statement_text(insert, 5, digest);
    statement_integer(insert, 6, pass->records + pass->blank);
    statement_integer(insert, 7, pass->stored);
    statement_integer(insert, 8, pass->quarantined);
    statement_integer(insert, 9, pass->blank);
    statement_integer(insert, 10, pass->not_eligible);
    return statement_run(insert, failure);
}

static int check_counts(const struct pass *pass, struct failure *failure)
{
    long fit = pass->records - pass->not_eligible;
    if (!pass->records) return fail_at(failure, STATUS_DATA, pass->plan.file, 0, 0, "there are headings and no rows");
    if ((double)pass->quarantined <= pass->wave->quarantine_limit * (double)fit) return 0;
    fail_at(failure, STATUS_DATA, pass->plan.file, 0, 0, "%ld of %ld rows cannot be used, more than %g%%", pass->quarantined, fit, 100 * pass->wave->quarantine_limit);
    return failure_hint(failure, "mend the file or the codebook; --quarantine-limit PERCENT accepts more");
}

static int read_file(struct pass *pass, const char *path, int position, struct failure *failure)
{
    struct wave *wave = pass->wave;
    struct csv_options options = {wave->separator, wave->encoding};
    struct csvfile *file = csvfile_open(path, &options, failure);
    int result = -1;
    if (!file) return -1;
    pass->file = base_name(path);
    pass->records = pass->stored = pass->quarantined = pass->blank = pass->not_eligible = 0;
    if (plan_make(&pass->plan, wave->book, wave->converters, file, path, options.separator ? options.separator : ',', failure)) goto out;
    if (workers_run(file, &pass->plan, wave->threads, take, pass, failure)) goto out;
    if (report_normalised(pass, failure) || check_counts(pass, failure) || store_source(pass, position, file, failure)) goto out;
    wave->rows_read += pass->records + pass->blank;
    wave->stored += pass->stored;
    wave->quarantined += pass->quarantined;
    wave->blank += pass->blank;
    wave->not_eligible += pass->not_eligible;
    result = 0;
out:
    tell_the_rest(pass);
    plan_free(&pass->plan);
    csvfile_close(file);
    return result;
}

static int read_all(struct wave *wave, char *const *files, int count, const struct people *kept_apart, struct people *repeated, struct failure *failure)
{
    size_t fields = (size_t)wave->book->field_count;
    struct pass pass = {.wave = wave, .seen = people_create(), .repeated = repeated, .kept_apart = kept_apart};
    pass.normalised = memory_new(fields, sizeof *pass.normalised);
    pass.normalised_line = memory_new(fields, sizeof *pass.normalised_line);
    pass.normalised_shown = memory_new(fields, sizeof *pass.normalised_shown);
    if (wave->store) pass.writer = writer_create(wave->store, wave->period->name, wave->book, wave->converters);
    wave->rows_read = wave->stored = wave->quarantined = wave->blank = wave->not_eligible = 0;
    int result = 0;
    for (int i = 0; !result && i < count; i++) {
        memset(pass.counts, 0, sizeof pass.counts);
        result = read_file(&pass, files[i], i, failure);
    }
    if (!result && pass.writer) result = writer_finish(pass.writer, failure);
    writer_destroy(pass.writer);
    people_destroy(pass.seen);
    free(pass.normalised);
    free(pass.normalised_line);
    free(pass.normalised_shown);
    return result;
}

int wave_read(struct wave *wave, char *const *files, int count, struct failure *failure)
{
    struct people *repeated = people_create(), *none = people_create();
    int result = read_all(wave, files, count, NULL, repeated, failure);
    if (!result && people_count(repeated)) {
        message_detail("some respondents stand in several rows: reading again without them");
        result = wave->store && wave->restart(wave->restart_context, failure) ? -1 : read_all(wave, files, count, repeated, none, failure);
    }
    people_destroy(repeated);
    people_destroy(none);
    return result;
}
