/* The twelve files of csv-spectrum (github.com/maxogden/csv-spectrum), each beside a JSON file that tells its fields: eleven are read to exactly those.
 * The twelfth, location_coordinates.csv, has quotes in fields that are not quoted, which RFC 4180 (2.5) does not allow and we refuse (its JSON
 * tells another telephone number than the CSV has, so nobody can read it to that). The files are looked for in ../shared/data, or where
 * SPWELL_TEST_DATA says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "csvfile.h"
#include "file.h"
#include "json.h"
#include "memory.h"
#include "../scratch.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static const char *const names[] = {"comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "newlines", "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"};
enum { NAMES = sizeof names / sizeof *names, CELLS = 64 };

struct table { struct arena *arena; char *cells[CELLS]; int count, columns, records; };

static void on_field(void *context, struct text field)
{
    struct table *table = context;
    assert_true(table->count < CELLS);
    table->cells[table->count++] = arena_copy(table->arena, field.at, field.length);
}

static void on_record(void *context, long line)
{
    struct table *table = context;
    (void)line;
    table->records++;
    if (table->records == 1) table->columns = table->count;
    assert_int_equal(table->count, table->records * table->columns);
}

static const char *path_of(const char *kind, const char *name, const char *ending)
{
    static char path[600];
    const char *data = getenv("SPWELL_TEST_DATA");
    snprintf(path, sizeof path, "%s/csv-spectrum/%s/%s.%s", data ? data : "../shared/data", kind, name, ending);
    return path;
}

/* Copies of these files often have lost the CR of their line breaks (git takes it away unless told not to): the three "_crlf" get it back. */
static const char *with_its_line_breaks(const char *name)
{
    struct buffer bytes = {0}, restored = {0};
    struct failure failure = {0};
    assert_int_equal(file_read(path_of("csvs", name, "csv"), 100000, &bytes, &failure), 0);
    bool lost = strstr(name, "_crlf") && !memchr(bytes.at, 0x0D, bytes.length);
    for (size_t i = 0; i < bytes.length; i++) {
        if (lost && bytes.at[i] == 0x0A) buffer_put(&restored, "\r");
        buffer_add(&restored, bytes.at + i, 1);
    }
    const char *path = scratch_spill("in.csv", restored.at, restored.length);
    buffer_free(&bytes);
    buffer_free(&restored);
    return path;
}

static int read_table(const char *path, struct table *table, struct failure *failure)
{
    struct csv_options options = {0};
    struct csv_handler handler = {table, on_field, on_record};
    struct csv_segment segment = {0};
    struct csvfile *file = csvfile_open(path, &options, failure);
    assert_non_null(file);
    int got = 0, result = csvfile_header(file, &handler, failure);
    while (!result && (got = csvfile_segment(file, &segment, failure)) > 0) result = csv_parse_segment(file, &segment, &handler, failure);
    csv_segment_free(&segment);
    csvfile_close(file);
    return result || got < 0 ? -1 : 0;
}

/* The keys of each object are the headings, its values the fields, in the order of the file. */
static void assert_as_json(const struct table *table, const struct json *root)
{
    assert_int_equal(root->kind, JSON_KIND_ARRAY);
    assert_int_equal(table->records, root->count + 1);
    for (int r = 0; r < root->count; r++) {
        const struct json *object = &root->children[r];
        assert_int_equal(object->count, table->columns);
        for (int c = 0; c < table->columns; c++) {
            assert_string_equal(table->cells[c], object->children[c].key);
            assert_string_equal(table->cells[(r + 1) * table->columns + c], object->children[c].text);
        }
    }
}

static void eleven_are_read_exactly(void **state)
{
    (void)state;
    for (int i = 0; i < NAMES; i++) {
        struct failure failure = {0};
        struct buffer bytes = {0};
        struct table table = {.arena = arena_create()};
        if (read_table(with_its_line_breaks(names[i]), &table, &failure)) fail_msg("%s is refused: %s %s", names[i], failure.place, failure.text);
        assert_int_equal(file_read(path_of("json", names[i], "json"), 100000, &bytes, &failure), 0);
        const struct json *root = json_parse(table.arena, names[i], (struct text){bytes.at, bytes.length}, &failure);
        assert_non_null(root);
        assert_as_json(&table, root);
        buffer_free(&bytes);
        arena_destroy(table.arena);
    }
}

/* The quote stands after 2095257564,37�36'37.8 : the 22nd character. */
static void the_twelfth_is_refused(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct table table = {.arena = arena_create()};
    assert_int_equal(read_table(path_of("csvs", "location_coordinates", "csv"), &table, &failure), -1);
    assert_int_equal(failure.status, STATUS_DATA);
    assert_non_null(strstr(failure.place, "location_coordinates.csv:2:22"));
    assert_int_equal(table.records, 1);
    arena_destroy(table.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(eleven_are_read_exactly), cmocka_unit_test(the_twelfth_is_refused)};
    const char *one = path_of("csvs", "simple", "csv");
    if (access(one, R_OK)) {
        printf("1..0 # SKIP csv-spectrum is not in %s (set SPWELL_TEST_DATA)\n", one);
        return 0;
    }
    return cmocka_run_group_tests_name("lib/spectrum", tests, scratch_make, scratch_clear);
}
