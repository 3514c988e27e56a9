#include "wave.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "message.h"
#include "pick.h"
#include "plan.h"
#include "words.h"
#include "workers.h"
#include "writer.h"

enum { SHOWN_OF_A_KIND = 20 };

/* Of one field, in one file. */
struct tally { long normalised, normalised_line, not_asked, not_asked_line, answered, personal; char normalised_shown[64]; };

struct counts { long records, stored, quarantined, superseded, blank, not_eligible, incomplete; };

struct pass {
    struct wave *wave;
    struct writer *writer; /* NULL: only checks */
    struct pick *pick;
    struct names *names;
    struct plan plan;
    const char *file; /* base name */
    long told[ODD_COUNT]; /* messages of each kind */
    struct counts counts; /* of this file */
    struct tally *tallies; /* by field */
    char (*digests)[65];   /* of the files of this pass so far */
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int store_issue(struct pass *pass, const struct issue *issue, long answers, const char *text, struct failure *failure)
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
    statement_integer(insert, 10, answers);
    return statement_run(insert, failure);
}

static bool is_said(const struct pass *pass, enum odd odd)
{
    return odd < ODD_NOTES && odd != ODD_SUPERSEDED && (pick_passes(pass->pick) == 0 || odd == ODD_DUPLICATE); /* the rest was said in the first pass */
}

static int report(struct pass *pass, const struct issue *issue, long answers, struct failure *failure)
{
    struct buffer text = {0};
    words_of_issue(&text, &pass->plan, issue);
    if (answers) buffer_format(&text, " (%ld answer%s)", answers, answers == 1 ? "" : "s");
    struct place place = {pass->plan.file, issue->line, issue->column};
    const char *variable = issue->field >= 0 ? pass->wave->book->fields[issue->field].name : "";
    if (answers && !pass->wave->store && pick_passes(pass->pick) == 0) message_note("%s:%ld:%d: note: %s", place.file, place.line, issue->column, text.at);
    else if (issue->odd >= ODD_NOTES || issue->odd == ODD_SUPERSEDED) message_detail("%s:%ld:%d: note: %s", place.file, place.line, issue->column, text.at);
    else if (is_said(pass, issue->odd) && ++pass->told[issue->odd] <= SHOWN_OF_A_KIND) message_problem(place, odd_codes[issue->odd], variable, "%s", text.at);
    int result = store_issue(pass, issue, answers ? answers : 1, text.at, failure);
    buffer_free(&text);
    return result;
}

static void tell_the_rest(const struct pass *pass)
{
    for (int odd = 0; odd < ODD_NOTES; odd++)
        if (pass->told[odd] > SHOWN_OF_A_KIND) message_more(pass->plan.file, odd_codes[odd], pass->told[odd] - SHOWN_OF_A_KIND);
}

static int column_of(const struct pass *pass, int field)
{
    int set = pass->wave->book->fields[field].choice_set, column = 0;
    for (int c = 0; c < pass->plan.column_count && !column; c++)
        if (pass->plan.fields[c] == field || (set >= 0 && pass->plan.fields[c] == names_of_set(set))) column = c + 1;
    return column;
}

/* Rows [from, end) of the batch. */
static int keep_rows(struct pass *pass, const struct batch *batch, size_t from, size_t end, struct failure *failure)
{
    pass->counts.stored += (long)(end - from);
    for (size_t r = from; pass->wave->book->completeness.declared && r < end; r++) pass->wave->dispositions[batch->dispositions[r]]++;
    return pass->writer ? writer_add(pass->writer, batch, from, end, failure) : 0;
}

/* Keeps rows [from, r) and reports row r, again and again. */
static int take_people(struct pass *pass, const struct batch *batch, struct failure *failure)
{
    int identifier = pass->wave->book->identifier;
    size_t from = 0;
    for (size_t r = 0; identifier >= 0 && r < batch->rows; r++) {
        const unsigned char *pseudonym = (const unsigned char *)batch->columns[identifier].data + r * 16;
        enum pick_verdict verdict = pick_judge(pass->pick, pseudonym, batch->dispositions[r] == DISPOSITION_COMPLETE);
        if (verdict == PICK_KEEP) continue;
        struct issue issue = {.line = batch->lines[r], .column = column_of(pass, identifier), .field = identifier, .odd = verdict == PICK_REFUSED ? ODD_DUPLICATE : ODD_SUPERSEDED};
        pass->counts.quarantined++;
        pass->counts.superseded += verdict == PICK_SUPERSEDED;
        if (keep_rows(pass, batch, from, r, failure) || report(pass, &issue, 0, failure)) return -1;
        from = r + 1;
    }
    return keep_rows(pass, batch, from, batch->rows, failure);
}

static void take_tallies(struct pass *pass, const struct batch *batch)
{
    for (int f = 0; f < pass->wave->book->field_count; f++) {
        const struct batch_column *column = &batch->columns[f];
        struct tally *tally = &pass->tallies[f];
        if (column->normalised && !tally->normalised) {
            tally->normalised_line = column->normalised_line;
            memcpy(tally->normalised_shown, column->normalised_shown, sizeof column->normalised_shown);
        }
        if (column->not_asked && !tally->not_asked) tally->not_asked_line = column->not_asked_line;
        tally->not_asked += column->not_asked;
        tally->normalised += column->normalised;
        tally->answered += column->answered;
        tally->personal += column->personal;
    }
}

static int take(void *context, struct batch *batch, struct failure *failure)
{
    struct pass *pass = context;
    for (size_t i = 0; i < batch->issue_count; i++)
        if (report(pass, &batch->issues[i], 0, failure)) return -1;
    take_tallies(pass, batch);
    pass->counts.records += batch->records;
    pass->counts.quarantined += batch->quarantined;
    pass->counts.not_eligible += batch->not_eligible;
    pass->counts.incomplete += batch->incomplete;
    pass->counts.blank += batch->segment.blank_lines + batch->blank;
    for (int d = 0; d < DISPOSITION_COUNT; d++) pass->wave->dispositions[d] += batch->left_out[d];
    pass->wave->dispositions[DISPOSITION_SCREENED_OUT] += batch->not_eligible;
    message_progress("rows read", pass->wave->rows_read + pass->counts.records);
    return take_people(pass, batch, failure);
}

static int report_normalised(struct pass *pass, struct failure *failure)
{
    for (int f = 0; f < pass->wave->book->field_count; f++) {
        const struct tally *tally = &pass->tallies[f];
        if (!tally->normalised) continue;
        struct issue issue = {.line = tally->normalised_line, .column = column_of(pass, f), .field = f, .odd = ODD_NORMALISED};
        memcpy(issue.shown, tally->normalised_shown, sizeof issue.shown);
        if (report(pass, &issue, tally->normalised, failure)) return -1;
    }
    return 0;
}

static int report_not_asked(struct pass *pass, struct failure *failure)
{
    for (int f = 0; f < pass->wave->book->field_count; f++) {
        const struct tally *tally = &pass->tallies[f];
        struct issue issue = {.line = tally->not_asked_line, .column = tally->not_asked ? column_of(pass, f) : 0, .field = f, .odd = ODD_NOT_ASKED};
        if (tally->not_asked && report(pass, &issue, tally->not_asked, failure)) return -1;
    }
    return 0;
}

/* One address in a comment is a slip; a column of them is a question for addresses. */
static int check_personal(const struct pass *pass, struct failure *failure)
{
    const struct codebook *book = pass->wave->book;
    int found = 0;
    for (int f = 0; f < book->field_count; f++) {
        const struct tally *tally = &pass->tallies[f];
        if (book->fields[f].personal == PERSONAL_NO || !tally->personal || tally->personal * 2 <= tally->answered) continue;
        message_problem((struct place){pass->plan.file, 0, 0}, "personal_data", book->fields[f].name, "column %d, field '%s': %ld of %ld answers are e-mail or IP addresses", column_of(pass, f), book->fields[f].name,
                        tally->personal, tally->answered);
        found++;
    }
    if (!found) return 0;
    fail_at(failure, STATUS_DATA, pass->plan.file, 0, 0, "personal data would be stored");
    return failure_hint(failure, "\"drop\": true in the field's spwell block: then it is never stored; \"personal\": false says that it is no personal data");
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

/* The same answers twice in one wave would count everybody twice. */
static int check_twice(struct pass *pass, int position, const struct csvfile *file, struct failure *failure)
{
    for (int i = 0; i < position; i++) {
        if (strcmp(pass->digests[i], pass->digests[position])) continue;
        return fail_at(failure, STATUS_DATA, csvfile_path(file), 0, 0, "has the same answers as file %d of this run", i + 1);
    }
    return 0;
}

static int store_source(struct pass *pass, int position, struct csvfile *file, struct failure *failure)
{
    csvfile_digest(file, pass->digests[position]);
    if (check_twice(pass, position, file, failure)) return -1;
    if (!pass->writer) return 0;
    const struct counts *counts = &pass->counts;
    const long numbers[] = {counts->records + counts->blank, counts->stored, counts->quarantined, counts->blank, counts->not_eligible, counts->incomplete};
    if (look_for_same_file(pass, pass->digests[position], failure)) return -1;
    struct statement *insert = store_statement(pass->wave->store, "insert_source");
    statement_text(insert, 1, pass->wave->period->name);
    statement_integer(insert, 2, position);
    statement_text(insert, 3, "responses");
    statement_text(insert, 4, pass->file);
    statement_text(insert, 5, pass->digests[position]);
    for (int i = 0; i < 6; i++) statement_integer(insert, 6 + i, numbers[i]);
    return statement_run(insert, failure);
}

/* What the codebook sets aside by a rule of its own is no fault of the file. */
static int check_counts(const struct pass *pass, struct failure *failure)
{
    const struct counts *counts = &pass->counts;
    long fit = counts->records - counts->not_eligible - counts->incomplete - counts->superseded, bad = counts->quarantined - counts->superseded;
    if (!counts->records) return fail_at(failure, STATUS_DATA, pass->plan.file, 0, 0, "there are headings and no rows");
    if ((double)bad <= pass->wave->quarantine_limit * (double)fit) return 0;
    fail_at(failure, STATUS_DATA, pass->plan.file, 0, 0, "%ld of %ld rows cannot be used, more than %g%%", bad, fit, 100 * pass->wave->quarantine_limit);
    return failure_hint(failure, "mend the file or the codebook; --quarantine-limit PERCENT accepts more");
}

static double day_of(const char *iso, bool known, double unknown)
{
    double day;
    return known && answer_date(text_of(iso), NULL, &day) ? day : unknown;
}

static int make_plan(struct pass *pass, struct csvfile *file, const struct csv_options *options, const char *path, struct failure *failure)
{
    struct wave *wave = pass->wave;
    struct plan_source source = {.book = wave->book, .converters = wave->converters, .choices = wave->choices, .names = pass->names, .profile = wave->profile, .profile_declared = wave->profile_declared, .options = options,
                                 .period = wave->period_known ? wave->period : NULL, .first_day = day_of(wave->period->start, wave->period_known, -INFINITY),
                                 .last_day = day_of(wave->period->end, wave->period_known, INFINITY)};
    if (plan_make(&pass->plan, &source, file, path, failure)) return -1;
    if (csvfile_is_utf16(file) && pick_passes(pass->pick) == 0) message_note("%s: read as UTF-16, as its byte order mark says", path);
    return 0;
}

static void add_up(struct wave *wave, const struct counts *counts)
{
    wave->rows_read += counts->records + counts->blank;
    wave->stored += counts->stored;
    wave->quarantined += counts->quarantined;
    wave->superseded += counts->superseded;
    wave->blank += counts->blank;
    wave->not_eligible += counts->not_eligible;
    wave->incomplete += counts->incomplete;
}

static int read_file(struct pass *pass, const char *path, int position, struct failure *failure)
{
    struct wave *wave = pass->wave;
    struct csv_options options = {wave->separator, wave->encoding};
    struct csvfile *file = csvfile_open(path, &options, failure);
    int result = -1;
    if (!file) return -1;
    pass->file = base_name(path);
    pass->counts = (struct counts){0};
    memset(pass->told, 0, sizeof pass->told);
    memset(pass->tallies, 0, (size_t)wave->book->field_count * sizeof *pass->tallies);
    if (make_plan(pass, file, &options, path, failure)) goto out;
    if (workers_run(file, &pass->plan, wave->threads, take, pass, failure)) goto out;
    if (report_normalised(pass, failure) || report_not_asked(pass, failure) || check_personal(pass, failure) || check_counts(pass, failure) || store_source(pass, position, file, failure)) goto out;
    add_up(wave, &pass->counts);
    result = 0;
out:
    tell_the_rest(pass);
    plan_free(&pass->plan);
    csvfile_close(file);
    return result;
}

static int store_dispositions(const struct wave *wave, struct failure *failure)
{
    for (int d = 0; wave->store && wave->book->completeness.declared && d < DISPOSITION_COUNT; d++) {
        struct statement *insert = store_statement(wave->store, "insert_disposition");
        statement_text(insert, 1, wave->period->name);
        statement_text(insert, 2, disposition_codes[d]);
        statement_integer(insert, 3, wave->dispositions[d]);
        if (statement_run(insert, failure)) return -1;
    }
    return 0;
}

static int read_all(struct pass *pass, char *const *files, int count, struct failure *failure)
{
    struct wave *wave = pass->wave;
    pass->writer = wave->store ? writer_create(wave->store, wave->period->name, wave->book, wave->converters) : NULL;
    wave->rows_read = wave->stored = wave->quarantined = wave->superseded = wave->blank = wave->not_eligible = wave->incomplete = 0;
    memset(wave->dispositions, 0, sizeof wave->dispositions);
    int result = 0;
    for (int i = 0; !result && i < count; i++) result = read_file(pass, files[i], i, failure);
    if (!result && pass->writer) result = writer_finish(pass->writer, failure);
    writer_destroy(pass->writer);
    return result;
}

int wave_read(struct wave *wave, char *const *files, int count, struct failure *failure)
{
    struct pass pass = {.wave = wave, .pick = pick_create(wave->book->duplicates), .names = names_create(wave->book, wave->period_known ? wave->period : NULL)};
    pass.tallies = memory_new((size_t)wave->book->field_count, sizeof *pass.tallies);
    pass.digests = memory_new((size_t)count, sizeof *pass.digests);
    int result = read_all(&pass, files, count, failure);
    while (!result && pick_again(pass.pick)) {
        message_detail("some respondents stand in several rows: reading again");
        result = wave->store && wave->restart(wave->restart_context, failure) ? -1 : read_all(&pass, files, count, failure);
    }
    if (!result) result = store_dispositions(wave, failure);
    pick_destroy(pass.pick);
    names_destroy(pass.names);
    free(pass.tallies);
    free(pass.digests);
    return result;
}
