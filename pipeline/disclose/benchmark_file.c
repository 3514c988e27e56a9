#include "benchmark_file.h"
#include <stdlib.h>
#include <string.h>
#include "csvfile.h"
#include "memory.h"
#include "message.h"

enum { HEADING_LIMIT = 64, ROW_LIMIT = 2000, TOLD_LIMIT = 20 };

struct reader {
    struct benchmarks *out;
    struct benchmark_row row; /* the open record, and where the columns stand */
    enum benchmark_column columns[HEADING_LIMIT];
    int headings, column, known, unknown;
    const char *unknown_headings[TOLD_LIMIT]; int unknown_places[TOLD_LIMIT];
    long mistakes;
    bool header_done;
};

/* 1 headings */

static void on_heading(struct reader *reader, struct text heading)
{
    struct buffer room = {0};
    struct text normal = text_normalise(heading, &room);
    int found = 0, place = ++reader->headings;
    while (found < BENCHMARK_COLUMNS && !text_is(normal, benchmark_columns[found])) found++;
    reader->known += found < BENCHMARK_COLUMNS;
    if (found == BENCHMARK_COLUMNS) {
        if (reader->unknown < TOLD_LIMIT) {
            reader->unknown_headings[reader->unknown] = arena_copy(reader->row.arena, heading.length ? heading.at : "", heading.length);
            reader->unknown_places[reader->unknown++] = place;
        }
        reader->mistakes++;
    } else if (reader->row.place[found]) {
        if (reader->mistakes++ < TOLD_LIMIT) message_error((struct place){reader->row.path, 1, place}, "the column '%s' stands twice", benchmark_columns[found]);
    } else if (place <= HEADING_LIMIT) { /* a file of more columns has a mistake by now: there are ten names */
        reader->row.place[found] = place;
        reader->columns[place - 1] = (enum benchmark_column)found;
    }
    buffer_free(&room);
}

/* Where no heading is known the first row may be somebody's answers: then it is not quoted. */
static void say_unknown(const struct reader *reader)
{
    for (int i = 0; reader->known && i < reader->unknown; i++) {
        struct buffer shown = {0};
        buffer_put(&shown, "");
        buffer_terminal(&shown, text_of(reader->unknown_headings[i]), 40);
        const char *near = text_nearest(reader->unknown_headings[i], benchmark_columns, BENCHMARK_COLUMNS);
        message_error((struct place){reader->row.path, 1, reader->unknown_places[i]}, "'%s' is not a column of benchmarks%s%s%s", shown.at, near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
        buffer_free(&shown);
    }
}

static int refuse(const char *path, const char *what, struct failure *failure)
{
    fail_at(failure, STATUS_DATA, path, 0, 0, "%s", what);
    return failure_hint(failure, "the columns of benchmarks are measure, by, group, category, value, p20, p50, p80, source and date; names are those of results.csv");
}

static int check_headings(const struct reader *reader, struct failure *failure)
{
    static const enum benchmark_column needed[] = {COLUMN_MEASURE, COLUMN_SOURCE, COLUMN_DATE};
    const int *place = reader->row.place;
    const char *path = reader->row.path;
    say_unknown(reader);
    if (!reader->headings) return refuse(path, "the file of benchmarks is empty", failure);
    if (reader->mistakes) return refuse(path, "the benchmarks have mistakes in their headings", failure);
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
        if (!place[needed[i]]) return fail_at(failure, STATUS_DATA, path, 1, 0, "the benchmarks have no column '%s'", benchmark_columns[needed[i]]);
    if (!place[COLUMN_VALUE] && !(place[COLUMN_P20] && place[COLUMN_P50] && place[COLUMN_P80])) return fail_at(failure, STATUS_DATA, path, 1, 0, "the benchmarks have neither a column 'value' nor the columns 'p20', 'p50' and 'p80'");
    if (place[COLUMN_GROUP] && !place[COLUMN_BY]) return fail_at(failure, STATUS_DATA, path, 1, 0, "the benchmarks have a column 'group' and no column 'by', which says of which question");
    return 0;
}

/* 2 rows */

static void on_field(void *context, struct text text)
{
    struct reader *reader = context;
    if (!reader->header_done) {
        on_heading(reader, text);
        return;
    }
    int column = reader->column++;
    if (column >= reader->headings || column >= HEADING_LIMIT) return;
    text = text_trim(text);
    reader->row.cell[reader->columns[column]] = (struct text){arena_copy(reader->row.arena, text.at, text.length), text.length};
}

/* The same benchmark of the same source and date stands once; of other sources there may be more. */
static bool is_repeated(const struct benchmarks *benchmarks, const struct benchmark *row)
{
    for (size_t i = 0; i < benchmarks->count; i++) {
        const struct benchmark *earlier = &benchmarks->rows[i];
        if (earlier->measure == row->measure && earlier->cell == row->cell && !strcmp(earlier->category, row->category) && !strcmp(earlier->source, row->source) && !strcmp(earlier->date, row->date)) return true;
    }
    return false;
}

static void take_row(struct reader *reader)
{
    struct benchmark benchmark;
    if (reader->mistakes >= TOLD_LIMIT || reader->out->count == ROW_LIMIT) {
        reader->mistakes++;
        return;
    }
    if (reader->column != reader->headings) {
        message_error((struct place){reader->row.path, reader->row.line, 0}, "the row has %d fields, the headings are %d", reader->column, reader->headings);
        reader->mistakes++;
        return;
    }
    int mistakes = benchmark_row_check(&reader->row, &benchmark);
    if (!mistakes && is_repeated(reader->out, &benchmark)) {
        benchmark_row_mistake(&reader->row, COLUMN_MEASURE, "the same measure, group, source and date stand in an earlier row");
        mistakes = 1;
    }
    reader->mistakes += mistakes;
    if (mistakes) return;
    reader->out->rows = memory_grow(reader->out->rows, reader->out->count, &reader->out->room, sizeof *reader->out->rows);
    reader->out->rows[reader->out->count++] = benchmark;
}

static void on_record(void *context, long line)
{
    struct reader *reader = context;
    if (reader->header_done) {
        reader->row.line = line;
        take_row(reader);
    }
    reader->header_done = true;
    reader->column = reader->row.mistakes = 0;
    for (int i = 0; i < BENCHMARK_COLUMNS; i++) reader->row.cell[i] = (struct text){"", 0};
}

/* 3 the file */

static int read_rows(struct csvfile *file, const struct csv_handler *handler, struct failure *failure)
{
    struct csv_segment segment = {0};
    int got;
    while ((got = csvfile_segment(file, &segment, failure)) > 0)
        if (csv_parse_segment(file, &segment, handler, failure)) break;
    csv_segment_free(&segment);
    return got ? -1 : 0;
}

static int read_file(struct csvfile *file, struct reader *reader, struct failure *failure)
{
    const struct csv_handler handler = {reader, on_field, on_record};
    if (csvfile_header(file, &handler, failure) || check_headings(reader, failure) || read_rows(file, &handler, failure)) return -1;
    if (reader->out->count == ROW_LIMIT && reader->mistakes) return fail_at(failure, STATUS_DATA, reader->row.path, 0, 0, "the benchmarks have over %d rows", ROW_LIMIT);
    if (reader->mistakes) return refuse(reader->row.path, "the benchmarks have mistakes", failure);
    if (!reader->out->count) return refuse(reader->row.path, "the benchmarks have no rows", failure);
    csvfile_digest(file, reader->out->digest);
    return 0;
}

int benchmark_file_read(const char *path, const struct cells *cells, struct arena *arena, struct benchmarks *out, struct failure *failure)
{
    struct csv_options options = {cells->book->separator, NULL};
    struct csvfile *file = csvfile_open(path, &options, failure);
    if (!file) return -1;
    struct reader reader = {.out = out, .row = {.cells = cells, .arena = arena, .path = path}};
    int result = read_file(file, &reader, failure);
    csvfile_close(file);
    return result;
}

void benchmark_file_free(struct benchmarks *benchmarks)
{
    free(benchmarks->rows);
    *benchmarks = (struct benchmarks){0};
}
