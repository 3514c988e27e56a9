/* Rows of answers on any bytes: converted, kept apart and counted by ingest, in one segment and in many. The first byte chooses the survey, whether the
 * headings are given (else the bytes begin with their own), separator and encoding; the second how many bytes are read at a time. */
#include "../../pipeline/ingest/batch.h"
#include "../../pipeline/ingest/names.h"
#include "../../pipeline/ingest/plan.h"
#include "../../pipeline/ingest/words.h"
#include <math.h>
#include "chunk.h"
#include "fuzz.h"

static const char *const surveys[] = {"tests/unit/ingest/rows.json", "tests/unit/ingest/rows-partial.json", "tests/cases/rich.json", "tests/fuzz/survey.json"};
enum { SURVEYS = sizeof surveys / sizeof *surveys };
static struct codebook *books[SURVEYS];
static struct converter *converters[SURVEYS];
static struct choices **choices[SURVEYS];
static struct names *names[SURVEYS];
static struct profile *profile;
static struct period period;
static struct buffer headings[SURVEYS];
static const unsigned char key[32] = {1, 2, 3};

static void prepare(void)
{
    struct failure unread = {0};
    if (!profile) HOLDS((profile = profile_read(NULL, NULL, &unread)) && !period_parse("2026-27-Q2", &period, &unread));
    for (int s = 0; s < SURVEYS && !books[s]; s++) {
        struct failure failure = {0};
        books[s] = codebook_read(surveys[s], &failure);
        HOLDS(books[s]);
        converters[s] = calloc((size_t)books[s]->field_count, sizeof *converters[s]);
        choices[s] = calloc((size_t)books[s]->choice_set_count + 1, sizeof *choices[s]);
        HOLDS(converters[s] && choices[s]);
        for (int c = 0; c < books[s]->choice_set_count; c++) choices[s][c] = choices_create(books[s], c);
        names[s] = names_create(books[s], &period);
        for (int f = 0; f < books[s]->field_count; f++) {
            const struct field *field = &books[s]->fields[f];
            convert_prepare(&converters[s][f], field, f == books[s]->identifier ? key : NULL);
            if (field->choice > 0) continue; /* answers joined in one cell */
            buffer_format(&headings[s], "%s%s", f ? "," : "", field->choice_set >= 0 ? books[s]->choice_sets[field->choice_set].name : field->name);
        }
        buffer_put(&headings[s], "\n");
    }
}

struct result { long records, rows, quarantined, not_eligible, incomplete, blank, issues; int refused; struct buffer kept; };

static void check_column(const struct batch *batch, const struct plan *plan, int f, struct buffer *kept, struct buffer *texts)
{
    const struct batch_column *column = &batch->columns[f];
    size_t text = 0;
    for (size_t r = 0; r < batch->rows; r++) {
        const char *cell = column->data + r * encoding_bytes[plan->converters[f].encoding];
        uint32_t number = 0;
        double real;
        switch (plan->converters[f].encoding) {
        case ENCODING_CODE8: HOLDS((uint8_t)*cell < plan->book->fields[f].category_count || (uint8_t)*cell >= CODE_MISSING); break;
        case ENCODING_REAL64:
            memcpy(&real, cell, sizeof real);
            HOLDS(isnan(real) || isfinite(real));
            break;
        case ENCODING_TERM32:
            memcpy(&number, cell, sizeof number);
            HOLDS(number < terms_count(column->terms));
            struct text name = terms_name(column->terms, number);
            HOLDS(name.length <= 4 * 64);
            buffer_add(kept, name.at, name.length); /* numbers are the batch's own, names are not */
            continue;
        case ENCODING_TEXT:
            memcpy(&number, cell, sizeof number);
            if (number < TEXT_MISSING) text += number;
            break;
        default: break;
        }
        buffer_add(kept, cell, encoding_bytes[plan->converters[f].encoding]);
    }
    if (plan->converters[f].encoding != ENCODING_TEXT) return;
    HOLDS(text == column->text.length);
    if (text) buffer_add(texts, column->text.at, text);
}

static void check_issues(const struct batch *batch, const struct plan *plan)
{
    long line = 0;
    for (size_t i = 0; i < batch->issue_count; i++) {
        const struct issue *issue = &batch->issues[i];
        struct buffer words = {0};
        HOLDS(issue->line >= line && issue->line > 0 && issue->column >= 0 && issue->odd > ODD_NONE && issue->odd < ODD_COUNT && memchr(issue->shown, 0, sizeof issue->shown));
        line = issue->line;
        words_of_issue(&words, plan, issue);
        for (size_t b = 0; b < words.length; b++) HOLDS((unsigned char)words.at[b] >= 0x20 && words.at[b] != 0x7F);
        HOLDS(words.length > 0 && text_invalid_utf8(words.at, words.length) < 0);
        buffer_free(&words);
    }
}

static void take(struct result *result, const struct batch *batch, const struct plan *plan, struct buffer *columns)
{
    HOLDS(batch->records == (long)batch->rows + batch->quarantined + batch->not_eligible + batch->incomplete);
    result->records += batch->records;
    result->rows += (long)batch->rows;
    result->quarantined += batch->quarantined;
    result->not_eligible += batch->not_eligible;
    result->incomplete += batch->incomplete;
    result->blank += batch->segment.blank_lines;
    result->issues += (long)batch->issue_count;
    check_issues(batch, plan);
    for (int f = 0; f < plan->book->field_count; f++)
        if (!plan->book->fields[f].drop) check_column(batch, plan, f, &columns[2 * f], &columns[2 * f + 1]);
}

static int make_plan(struct plan *plan, struct csvfile *file, const char *path, const struct csv_options *options, int s, struct failure *failure)
{
    const struct plan_source source = {.book = books[s], .converters = converters[s], .choices = choices[s], .names = names[s], .profile = profile, .options = options,
                                       .period = &period, .first_day = 20635, .last_day = 20726}; /* 2026-07-01 and 2026-09-30 */
    return plan_make(plan, &source, file, path, failure);
}

static void pass_field(void *context, struct text field) { (void)context, (void)field; }
static void pass_record(void *context, long line) { (void)context, (void)line; }

/* The plan of headings that are given is made once: it takes longer than most rows. */
static int given_plan(struct plan *plan, struct csvfile *file, const char *path, const struct csv_options *options, int s, struct failure *failure)
{
    static struct plan plans[SURVEYS];
    if (plans[s].fields) {
        *plan = plans[s];
        return csvfile_header(file, &(struct csv_handler){NULL, pass_field, pass_record}, failure);
    }
    int result = make_plan(&plans[s], file, path, options, s, failure);
    HOLDS(result == 0);
    *plan = plans[s];
    return 0;
}

static struct result read_wave(const char *path, const struct csv_options *options, int s, bool given, size_t step)
{
    struct result result = {0};
    struct plan plan = {0};
    struct failure failure = {0};
    struct buffer *columns = calloc((size_t)books[s]->field_count * 2, sizeof *columns);
    struct batch *batch = batch_create(books[s]);
    struct csvfile *file = csvfile_open(path, options, &failure);
    HOLDS(file && columns);
    csvfile_step(file, step);
    int got = 0;
    result.refused = given ? given_plan(&plan, file, "in.csv", options, s, &failure) : make_plan(&plan, file, path, options, s, &failure);
    while (!result.refused && (got = csvfile_segment(file, &batch->segment, &failure)) > 0) {
        result.refused = batch_parse(batch, &plan, file);
        HOLDS((result.refused != 0) == (batch->failure.status != STATUS_DONE));
        if (result.refused == 0) take(&result, batch, &plan, columns);
    }
    if (got < 0) result.refused = -1;
    for (int f = 0; f < 2 * books[s]->field_count; f++) {
        if (columns[f].length) buffer_add(&result.kept, columns[f].at, columns[f].length);
        buffer_free(&columns[f]);
    }
    free(columns);
    if (!given) plan_free(&plan);
    batch_destroy(batch, books[s]);
    csvfile_close(file);
    return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const char *const encodings[] = {NULL, NULL, NULL, "windows-1252"};
    if (length < 2) return 0;
    prepare();
    int s = bytes[0] % SURVEYS;
    bool given = bytes[0] & 0x80; /* the headings */
    struct csv_options options = {given || !(bytes[0] & 0x20) ? ',' : ';', encodings[bytes[0] >> 3 & 3]};
    struct buffer file = {0};
    if (given) buffer_put(&file, headings[s].at);
    buffer_add(&file, bytes + 2, length - 2);
    const char *path = fuzz_file(0, file.at, file.length);
    struct result whole = read_wave(path, &options, s, given, file.length + 16), parts = read_wave(path, &options, s, given, 16 + bytes[1] % 64);
    HOLDS(whole.refused == parts.refused);
    if (!whole.refused) {
        HOLDS(whole.records == parts.records && whole.rows == parts.rows && whole.quarantined == parts.quarantined && whole.not_eligible == parts.not_eligible && whole.incomplete == parts.incomplete);
        HOLDS(whole.blank == parts.blank && whole.issues == parts.issues && whole.kept.length == parts.kept.length);
        HOLDS(!whole.kept.length || !memcmp(whole.kept.at, parts.kept.at, whole.kept.length));
    }
    buffer_free(&whole.kept);
    buffer_free(&parts.kept);
    buffer_free(&file);
    return 0;
}
