#include "frame.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "csvfile.h"
#include "match.h"
#include "memory.h"
#include "message.h"

enum { HEADCOUNT, COUNTS = 6, COLUMN_LIMIT = 64 };

/* Columns of numbers: the first must be there. */
static const char *const count_names[COUNTS] = {"headcount", "teams", "not_contacted", "refused", "other", "unknown"};

struct frame {
    const struct codebook *book;
    const char *path;
    struct store *store;
    const char *wave;
    int fields[COLUMN_LIMIT]; /* a field, or -1 - one of the counts */
    struct match *matches[COLUMN_LIMIT];
    int columns, mistakes;
    bool header_done;
    /* the open record */
    int column, codes[COLUMN_LIMIT];
    double counts[COUNTS]; /* NaN: not told */
    int *seen; /* the codes of all rows so far */
    size_t seen_room;
    struct { int column; char shown[64]; } odd[COLUMN_LIMIT]; /* cells of the open record */
    int odd_count;
    long rows;
    struct failure *failure;
};

static int count_of(struct text heading)
{
    for (int k = 0; k < COUNTS; k++)
        if (text_is(heading, count_names[k])) return k;
    return -1;
}

static void on_heading(struct frame *frame, struct text heading)
{
    struct buffer room = {0};
    struct text normal = text_normalise(heading, &room);
    int field = codebook_field(frame->book, normal.at);
    int counted = count_of(normal);
    if (counted > HEADCOUNT && field >= 0 && frame->book->fields[field].type == FIELD_CATEGORY) counted = -1; /* a question of that name */
    if (frame->columns == COLUMN_LIMIT) frame->mistakes++;
    else if (counted < 0 && (field < 0 || frame->book->fields[field].type != FIELD_CATEGORY)) {
        message_error((struct place){frame->path, 1, frame->columns + 1}, "'%.*s' is neither a category field of the codebook nor 'headcount'", (int)(heading.length < 80 ? heading.length : 80), heading.at);
        frame->mistakes++;
    } else {
        frame->fields[frame->columns] = counted < 0 ? field : -1 - counted;
        if (counted < 0) frame->matches[frame->columns] = match_create(&frame->book->fields[field]);
    }
    frame->columns += frame->columns < COLUMN_LIMIT;
    buffer_free(&room);
}

static void on_field(void *context, struct text text)
{
    struct frame *frame = context;
    bool normalised;
    if (!frame->header_done) {
        on_heading(frame, text);
        return;
    }
    int column = frame->column++;
    if (column >= frame->columns) return;
    bool empty = text_trim(text).length == 0;
    if (frame->fields[column] < 0) {
        int counted = -1 - frame->fields[column];
        double *count = &frame->counts[counted];
        *count = NAN;
        if (empty ? counted != HEADCOUNT : text_number(text_trim(text), count) && *count >= 0) return;
    } else if (empty) { /* a headcount by the other fields alone */
        frame->codes[column] = CODE_MISSING;
        return;
    } else if ((frame->codes[column] = match_find(frame->matches[column], text, &normalised)) >= 0 && frame->codes[column] < CODE_MISSING) return;
    struct buffer shown = {0};
    buffer_terminal(&shown, text, 40);
    frame->odd[frame->odd_count].column = column;
    text_fit(frame->odd[frame->odd_count++].shown, sizeof frame->odd->shown, (struct text){shown.at, shown.length});
    buffer_free(&shown);
}

static int store_row(struct frame *frame, struct failure *failure)
{
    struct statement *insert = store_statement(frame->store, "insert_frame");
    statement_text(insert, 1, frame->wave);
    statement_integer(insert, 2, frame->rows);
    for (int k = 0; k < COUNTS; k++) statement_real_or_null(insert, 3 + k, frame->counts[k]);
    if (statement_run(insert, failure)) return -1;
    for (int c = 0; c < frame->columns; c++) {
        if (frame->fields[c] < 0 || frame->codes[c] >= CODE_MISSING) continue;
        insert = store_statement(frame->store, "insert_frame_value");
        statement_text(insert, 1, frame->wave);
        statement_integer(insert, 2, frame->rows);
        statement_text(insert, 3, frame->book->fields[frame->fields[c]].name);
        statement_integer(insert, 4, frame->codes[c]);
        if (statement_run(insert, failure)) return -1;
    }
    return 0;
}

/* A combination stands once: a second row would be added to the first without a word. */
static bool is_repeated(struct frame *frame)
{
    size_t width = (size_t)frame->columns, bytes = width * sizeof *frame->seen;
    bool repeated = false;
    for (long r = 0; r < frame->rows && !repeated; r++) repeated = !memcmp(frame->seen + (size_t)r * width, frame->codes, bytes);
    frame->seen = memory_grow(frame->seen, (size_t)frame->rows, &frame->seen_room, bytes);
    memcpy(frame->seen + (size_t)frame->rows * width, frame->codes, bytes);
    return repeated;
}

/* Returns how many mistakes the record has, and says them. */
static int check_record(struct frame *frame, long line)
{
    for (int i = 0; i < frame->odd_count; i++)
        message_error((struct place){frame->path, line, frame->odd[i].column + 1}, "'%s' is not %s", frame->odd[i].shown,
                      frame->fields[frame->odd[i].column] < 0 ? "a headcount" : "one of the answers of that question");
    if (frame->column != frame->columns) {
        message_error((struct place){frame->path, line, 0}, "the row has %d fields, the headings are %d", frame->column, frame->columns);
        return 1;
    }
    if (frame->odd_count || !is_repeated(frame)) return frame->odd_count;
    message_error((struct place){frame->path, line, 0}, "the same combination stands in an earlier row");
    return 1;
}

static void on_record(void *context, long line)
{
    struct frame *frame = context;
    if (!frame->header_done) {
        frame->header_done = true;
        return;
    }
    frame->mistakes += check_record(frame, line);
    if (!frame->mistakes && frame->store && frame->failure->status == STATUS_DONE) (void)store_row(frame, frame->failure); /* the failure is kept */
    frame->rows += !frame->mistakes;
    frame->column = frame->odd_count = 0;
}

static int check_columns(struct frame *frame, struct failure *failure)
{
    bool headcount = false;
    for (int c = 0; c < frame->columns; c++) headcount |= frame->fields[c] == -1 - HEADCOUNT;
    if (!headcount) return fail_at(failure, STATUS_DATA, frame->path, 1, 0, "the frame has no column 'headcount'");
    for (int m = 0; m < frame->book->margin_count; m++) {
        bool there = false;
        for (int c = 0; c < frame->columns; c++) there |= frame->fields[c] == frame->book->margins[m];
        if (!there) return fail_at(failure, STATUS_DATA, frame->path, 1, 0, "the frame has no column '%s', which the codebook weights by", frame->book->fields[frame->book->margins[m]].name);
    }
    return 0;
}

static int refuse(const char *path, struct failure *failure)
{
    fail_at(failure, STATUS_DATA, path, 0, 0, "the frame has mistakes, or no rows");
    return failure_hint(failure, "a frame has the codebook's names as headings and a column 'headcount', one row a combination");
}

int frame_read(const char *path, const struct codebook *book, struct store *store, const char *wave, char digest[65], long *rows, struct failure *failure)
{
    struct csv_options options = {book->separator, NULL};
    struct csv_segment segment = {0};
    struct frame *frame = memory_new(1, sizeof *frame);
    struct csv_handler handler = {frame, on_field, on_record};
    struct csvfile *file = csvfile_open(path, &options, failure);
    int result = -1, got;
    *frame = (struct frame){.book = book, .path = path, .store = store, .wave = wave, .failure = failure};
    for (int k = 0; k < COUNTS; k++) frame->counts[k] = NAN;
    if (!file || csvfile_header(file, &handler, failure)) goto out;
    if (!frame->columns) {
        fail_at(failure, STATUS_DATA, path, 0, 0, "the frame is empty");
        goto out;
    }
    if (frame->mistakes ? refuse(path, failure) : check_columns(frame, failure)) goto out;
    while ((got = csvfile_segment(file, &segment, failure)) > 0)
        if (csv_parse_segment(file, &segment, &handler, failure)) goto out;
    if (got < 0 || failure->status != STATUS_DONE) goto out;
    if (frame->mistakes || !frame->rows) {
        refuse(path, failure);
        goto out;
    }
    csvfile_digest(file, digest);
    *rows = frame->rows;
    result = 0;
out:
    for (int c = 0; c < frame->columns; c++) match_destroy(frame->matches[c]);
    csv_segment_free(&segment);
    csvfile_close(file);
    free(frame->seen);
    free(frame);
    return result;
}
