/* Reading CSV. Expected records: RFC 4180 for what is legal, csv-spectrum (github.com/maxogden/csv-spectrum) for its files, csvfile.h and
 * reliability.md 8 (inputs 17 to 45) for what is refused and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "csvfile.h"
#include "digest.h"
#include "memory.h"
#include "../scratch.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

/* Everything that was read, one line a record: "LINE:field|field". */
struct reading { struct buffer said; long records, fields, blank, segments; bool first; struct failure failure; char digest[65]; struct buffer record; };

static void on_field(void *context, struct text field)
{
    struct reading *reading = context;
    if (reading->record.length || !reading->first) buffer_put(&reading->record, "|");
    buffer_add(&reading->record, field.at, field.length);
    reading->first = false;
    reading->fields++;
}

static void on_record(void *context, long line)
{
    struct reading *reading = context;
    buffer_format(&reading->said, "%ld:%s\n", line, reading->record.at ? reading->record.at : "");
    buffer_clear(&reading->record);
    reading->first = true;
    reading->records++;
}

static int read_file(struct csvfile *file, const struct csv_handler *handler, struct reading *reading)
{
    struct csv_segment segment = {0};
    int got, result = csvfile_header(file, handler, &reading->failure);
    while (!result && (got = csvfile_segment(file, &segment, &reading->failure)) != 0) {
        result = got < 0 ? -1 : csv_parse_segment(file, &segment, handler, &reading->failure);
        reading->blank += segment.blank_lines;
        reading->segments++;
    }
    if (!result) csvfile_digest(file, reading->digest);
    csv_segment_free(&segment);
    return result;
}

static int read_bytes(const void *bytes, size_t length, struct csv_options options, struct reading *reading)
{
    *reading = (struct reading){.first = true};
    struct csv_handler handler = {reading, on_field, on_record};
    buffer_put(&reading->said, "");
    struct csvfile *file = csvfile_open(scratch_spill("in.csv", bytes, length), &options, &reading->failure);
    if (!file) return -1;
    int result = read_file(file, &handler, reading);
    csvfile_close(file);
    return result;
}

static void release(struct reading *reading)
{
    buffer_free(&reading->said);
    buffer_free(&reading->record);
}

static void assert_read_as(const void *bytes, size_t length, struct csv_options options, const char *expected, long blank)
{
    struct reading reading;
    if (read_bytes(bytes, length, options, &reading)) fail_msg("refused: %s %s", reading.failure.place, reading.failure.text);
    assert_string_equal(reading.said.at, expected);
    assert_int_equal(reading.blank, blank);
    release(&reading);
}

static void assert_read(const char *bytes, const char *expected) { assert_read_as(bytes, strlen(bytes), (struct csv_options){0}, expected, 0); }

static void assert_refused_as(const void *bytes, size_t length, struct csv_options options, const char *place, const char *word)
{
    struct reading reading;
    assert_int_equal(read_bytes(bytes, length, options, &reading), -1);
    assert_int_equal(reading.failure.status, STATUS_DATA);
    const char *after = strstr(reading.failure.place, "in.csv");
    assert_non_null(after);
    assert_string_equal(after + strlen("in.csv"), place);
    if (!strstr(reading.failure.text, word) && !strstr(reading.failure.hint, word)) fail_msg("'%s' does not speak of '%s'", reading.failure.text, word);
    release(&reading);
}

static void assert_refused(const char *bytes, const char *place, const char *word) { assert_refused_as(bytes, strlen(bytes), (struct csv_options){0}, place, word); }

/* RFC 4180, 2.1 to 2.7, its own examples. */
static void rfc_4180(void **state)
{
    (void)state;
    assert_read("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", "1:aaa|bbb|ccc\n2:zzz|yyy|xxx\n");
    assert_read("aaa,bbb,ccc\r\nzzz,yyy,xxx", "1:aaa|bbb|ccc\n2:zzz|yyy|xxx\n");
    assert_read("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", "1:aaa|bbb|ccc\n2:zzz|yyy|xxx\n");
    assert_read("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx", "1:aaa|b\r\nbb|ccc\n3:zzz|yyy|xxx\n");
    assert_read("\"aaa\",\"b\"\"bb\",\"ccc\"", "1:aaa|b\"bb|ccc\n");
    assert_read("a,b\n x , y \n\"\",\n", "1:a|b\n2: x | y \n3:|\n");
}

/* csv-spectrum: comma_in_quotes, escaped_quotes, json, location_coordinates, newlines, quotes_and_newlines, utf8 (fields as its JSON files give them). */
static void csv_spectrum(void **state)
{
    (void)state;
    assert_read("first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123", "1:first|last|address|city|zip\n2:John|Doe|120 any st.|Anytown, WW|08123\n");
    assert_read("a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4", "1:a|b\n2:1|ha \"ha\" ha\n3:3|4\n");
    assert_read("key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"", "1:key|val\n2:1|{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}\n");
    assert_read("a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n", "1:a|b|c\n2:1|2|3\n3:Once upon \na time|5|6\n5:7|8|9\n");
    assert_read("a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n", "1:a|b\n2:1|ha \n\"ha\" \nha\n5:3|4\n");
    assert_read("a,b,c\n1,2,3\n4,5,\xCA\xA4\n", "1:a|b|c\n2:1|2|3\n3:4|5|\xCA\xA4\n");
}

static void line_endings(void **state)
{
    (void)state;
    assert_read("a,b\r1,2\r\"x\ry\",3\r", "1:a|b\n2:1|2\n3:x\ry|3\n");
    assert_read("a,b\r\n1,2\n3,4\r5,6", "1:a|b\n2:1|2\n3:3|4\n4:5|6\n");
    assert_read("a\rb\r", "1:a\n2:b\n");
    assert_read_as("a,b\n\n1,2\n\r\n\n3,4\n\n", 17, (struct csv_options){0}, "1:a|b\n3:1|2\n6:3|4\n", 4);
    assert_read_as("a,b\r\r1,2\r\r", 10, (struct csv_options){0}, "1:a|b\n3:1|2\n", 2);
    assert_read_as("\n\na,b\n1,2\n", 10, (struct csv_options){0}, "3:a|b\n4:1|2\n", 0); /* those before the headings are nobody's rows */
    assert_read("a,b\n\"\n\n\",2\n3,4\n", "1:a|b\n2:\n\n|2\n5:3|4\n");
    assert_read("a\n  \n,\n", "1:a\n2:  \n3:|\n");
}

static void nothing_and_a_header_only(void **state)
{
    (void)state;
    assert_read("", "");
    assert_read("a,b\n", "1:a|b\n");
    assert_read("a,b", "1:a|b\n");
    assert_read("\"he\nad\",\"er\r\nx\"\n1,2\n", "1:he\nad|er\r\nx\n4:1|2\n");
}

/* More of them than one segment holds. */
static void blank_lines_before_the_headings(void **state)
{
    (void)state;
    enum { LINES = 5 << 20 };
    char *bytes = memory_new(LINES + 9, 1);
    memset(bytes, '\n', LINES);
    memcpy(bytes + LINES, "a,b\n1,2\n", 8);
    assert_read(bytes, "5242881:a|b\n5242882:1|2\n");
    free(bytes);
}

static void quotes_where_none_may_stand(void **state)
{
    (void)state;
    assert_refused("a,b\n5\" nail,2\n", ":2:2", "quote");
    assert_refused("a,b\n1,2\n\"b\" x,c\n", ":3:4", "quote");
    assert_refused("a,b\n\"b\" ,c\n", ":2:4", "quote");
    assert_refused("a,b\n\"a\\\"b\",1\n", ":2:5", "quote");
    assert_refused("a,b\n\xC3\xA9,\"he said \"no\" twice\"\n", ":2:13", "quote"); /* columns count characters */
    assert_refused("a,\"b\nc\"x\n", ":2:3", "earlier line");
}

static void unterminated_quotes(void **state)
{
    (void)state;
    assert_refused("a,b\n1,\"open\n2,3\n4,5\n", ":2:2", "never closed");
    assert_refused("a,b\n1,2\n\"", ":3:1", "never closed");
    assert_refused("a,\"b\n1,2\n", ":1:2", "never closed");
}

static void bytes_that_are_no_text(void **state)
{
    (void)state;
    assert_refused_as("a,b\n1,\0\n", 8, (struct csv_options){0}, ":2:3", "byte 7 ");
    assert_refused_as("\xEF\xBB\xBF" "a,b\n\xC3\xA9\0,1\n", 12, (struct csv_options){0}, ":2:2", "byte 10 ");
    assert_refused("a,b\ncaf\xE9,1\n", ":2:4", "0xE9");
    assert_refused("a,b\n1,\xED\xA0\x80\n", ":2:3", "0xED");
    assert_refused("a,b\n1,\xC0\xAF\n", ":2:3", "0xC0");
    assert_refused("caf\xE9,b\n1,2\n", ":1:4", "windows-1252");
}

static void files_that_are_not_csv(void **state)
{
    (void)state;
    assert_refused_as("\0\0\xFE\xFF\0\0\0a", 8, (struct csv_options){0}, "", "UTF-32");
    assert_refused_as("\xFF\xFE\0\0a\0\0\0", 8, (struct csv_options){0}, "", "UTF-32");
    assert_refused_as("PK\3\4xxxx", 8, (struct csv_options){0}, "", "zip");
    assert_refused("%PDF-1.7\n", "", "PDF");
    assert_refused("\x1F\x8B\x08", "", "gzip");
    assert_refused("<html><body>", "", "web page");
    assert_refused("<!doctype html>", "", "web page");
    assert_refused("\xD0\xCF\x11\xE0\xA1\xB1", "", "Excel");
}

static void byte_order_marks(void **state)
{
    (void)state;
    assert_read("\xEF\xBB\xBF" "a,b\n1,2\n", "1:a|b\n2:1|2\n");
    assert_read("\xEF\xBB\xBF\"a\",b\n", "1:a|b\n");
    assert_read("a,b\n\xEF\xBB\xBF,2\n", "1:a|b\n2:\xEF\xBB\xBF|2\n");
    assert_read("\xEF\xBB\xBF", "");
}

/* Windows-1252 (unicode.org, CP1252.TXT): 0xE9 is U+00E9, 0x93 U+201C, 0x80 U+20AC; 0x81 is undefined. */
static void declared_encodings(void **state)
{
    (void)state;
    assert_read_as("a\ncaf\xE9 \x93x\x80\n", 11, (struct csv_options){.encoding = "windows-1252"}, "1:a\n2:caf\xC3\xA9 \xE2\x80\x9Cx\xE2\x82\xAC\n", 0);
    assert_read_as("\xFF\xFE" "a\0\n\0\xE9\0\n\0", 10, (struct csv_options){0}, "1:a\n2:\xC3\xA9\n", 0); /* the mark says it */
    assert_read_as("\xFE\xFF\0a\0\n\0\xE9\0\n", 10, (struct csv_options){0}, "1:a\n2:\xC3\xA9\n", 0);
    assert_read_as("\xFF\xFE" "a\0\n\0\xE9\0\n\0", 10, (struct csv_options){.encoding = "utf-16"}, "1:a\n2:\xC3\xA9\n", 0);
    assert_read_as("\xFF\xFE" "a\0\n\0", 6, (struct csv_options){.encoding = "utf-16le"}, "1:a\n", 0);
    assert_read_as("a;b\n1,5;2\n", 10, (struct csv_options){';', "UTF8"}, "1:a|b\n2:1,5|2\n", 0);
    assert_refused_as("a\nb\nx\x81\n", 7, (struct csv_options){.encoding = "windows-1252"}, ":3:2", "0x81");
    assert_refused_as("a\0\n\0x", 5, (struct csv_options){.encoding = "utf-16le"}, ":2:1", "declared encoding");
    assert_refused_as("\xFF\xFE" "a\0\n\0b\0x", 9, (struct csv_options){0}, ":2:2", "UTF-16");
    struct failure failure = {0};
    struct csv_options unknown = {.encoding = "klingon"}, setting = {.encoding = "windows-1252//IGNORE"};
    assert_null(csvfile_open(scratch_spill("in.csv", "a", 1), &unknown, &failure));
    assert_int_equal(failure.status, STATUS_CONFIG);
    assert_null(csvfile_open(scratch_path("in.csv"), &setting, &failure)); /* iconv would drop bytes without a word */
}

/* Twice the bytes once they are UTF-8. 9,388,896 digits write the lines 1 to 1,500,000: 9 + 2 x 90 + 3 x 900 + ... + 7 x 500,001. */
static void encodings_cross_segments(void **state)
{
    (void)state;
    enum { LINES = 1500000 };
    char *bytes = memory_new(LINES, 4);
    for (size_t i = 0; i < LINES; i++) memcpy(bytes + 4 * i, i ? "\xE9,x\n" : "a,b\n", 4);
    struct reading reading;
    assert_int_equal(read_bytes(bytes, 4 * LINES, (struct csv_options){.encoding = "iso-8859-1"}, &reading), 0);
    assert_int_equal(reading.records, LINES);
    assert_int_equal(reading.said.length, 9388896 + 6 * LINES - 1);
    release(&reading);
    free(bytes);
}

static struct reading read_long_field(size_t length, bool quoted, int *result)
{
    struct buffer bytes = {0};
    struct reading reading;
    buffer_put(&bytes, quoted ? "a,b\n1,2\n\"" : "a,b\n1,2\n");
    char *field = memory_new(length + 1, 1);
    memset(field, 'x', length);
    buffer_add(&bytes, field, length);
    buffer_put(&bytes, quoted ? "\",2\n" : ",2\n");
    *result = read_bytes(bytes.at, bytes.length, (struct csv_options){0}, &reading);
    buffer_free(&bytes);
    free(field);
    return reading;
}

static void the_longest_field(void **state)
{
    (void)state;
    for (int quoted = 0; quoted < 2; quoted++) {
        int result;
        struct reading reading = read_long_field(65534, quoted, &result);
        assert_int_equal(result, 0);
        assert_int_equal(reading.records, 3);
        assert_int_equal(reading.said.length, strlen("1:a|b\n2:1|2\n3:|2\n") + 65534);
        release(&reading);
        reading = read_long_field(65535, quoted, &result);
        assert_int_equal(result, -1);
        assert_int_equal(reading.failure.status, STATUS_DATA);
        assert_non_null(strstr(reading.failure.place, "in.csv:3"));
        assert_non_null(strstr(reading.failure.text, "65534"));
        release(&reading);
    }
}

static void the_most_columns(void **state)
{
    (void)state;
    char commas[2002];
    struct reading reading;
    memset(commas, ',', sizeof commas);
    commas[1999] = '\n';
    assert_int_equal(read_bytes(commas, 2000, (struct csv_options){0}, &reading), 0);
    assert_int_equal(reading.fields, 2000);
    release(&reading);
    commas[1999] = ',';
    commas[2000] = '\n';
    assert_refused_as(commas, 2001, (struct csv_options){0}, ":1", "2000 columns");
}

/* Each record: a number, a field with a quoted quote and line breaks of all kinds, a comma. Lines counted as they are written. */
static void write_records(struct buffer *bytes, struct buffer *expected, long records)
{
    static const char *const middles[] = {"\"x\n\",", "\"\"\"\n,\r\n\"\"\",", "plain,", "\"a\rb\",", "\"\",", "\"\n\n\n\","}, *const meant[] = {"x\n", "\"\n,\r\n\"", "plain", "a\rb", "", "\n\n\n"};
    static const int breaks[] = {1, 2, 0, 1, 0, 3};
    long line = 2;
    buffer_put(bytes, "id,text,end\n");
    buffer_put(expected, "1:id|text|end\n");
    for (long r = 0; r < records; r++) {
        buffer_format(bytes, "%ld,%s%ld\n", r, middles[r % 6], r * 7);
        buffer_format(expected, "%ld:%ld|%s|%ld\n", line, r, meant[r % 6], r * 7);
        line += 1 + breaks[r % 6];
    }
}

static void segments_lose_nothing(void **state)
{
    (void)state;
    struct buffer bytes = {0}, expected = {0};
    struct reading reading;
    char digest[65];
    write_records(&bytes, &expected, 400000);
    assert_true(bytes.length > 5000000);
    assert_int_equal(read_bytes(bytes.at, bytes.length, (struct csv_options){0}, &reading), 0);
    assert_true(reading.segments > 2);
    assert_int_equal(reading.records, 400001);
    assert_int_equal(reading.said.length, expected.length);
    assert_true(!memcmp(reading.said.at, expected.at, expected.length));
    digest_hex(bytes.at, bytes.length, digest);
    assert_string_equal(reading.digest, digest);
    release(&reading);
    buffer_free(&bytes);
    buffer_free(&expected);
}

/* FIPS 180-2, appendix B.1: SHA-256 of "abc". */
static void the_digest_is_of_the_bytes_on_disk(void **state)
{
    (void)state;
    struct reading reading;
    assert_int_equal(read_bytes("abc", 3, (struct csv_options){.encoding = "windows-1252"}, &reading), 0);
    assert_string_equal(reading.digest, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    release(&reading);
}

/* A quote that is never closed in a large file: found within the 16 MB that a record may have, told with the line where it began. */
static void an_endless_record_is_refused(void **state)
{
    (void)state;
    enum { LENGTH = 20 << 20 };
    char *bytes = memory_new(LENGTH, 1);
    for (size_t i = 0; i < LENGTH; i += 4) memcpy(bytes + i, i == 8 ? "1,\"\n" : "1,2\n", 4);
    assert_refused_as(bytes, LENGTH, (struct csv_options){0}, ":3", "longer than");
    for (size_t i = 0; i < LENGTH; i += 4) memcpy(bytes + i, i < 8 ? "a,b\n" : i % 20000 < 4 ? "xxx," : "xxxx", 4);
    assert_refused_as(bytes, LENGTH, (struct csv_options){0}, ":3", "a record is longer than");
    free(bytes);
}

static void files_that_cannot_be_opened(void **state)
{
    (void)state;
    struct csv_options options = {0};
    struct failure missing = {0}, folder = {0}, device = {0};
    assert_null(csvfile_open(scratch_path("no.csv"), &options, &missing));
    assert_null(csvfile_open(scratch_folder, &options, &folder));
    assert_null(csvfile_open("/dev/null", &options, &device));
    assert_int_equal(missing.status, STATUS_INPUT);
    assert_int_equal(folder.status, STATUS_INPUT);
    assert_int_equal(device.status, STATUS_INPUT);
    csvfile_close(NULL);
}

static bool merged(const char *field, size_t column, size_t columns) { return csv_looks_merged(text_of(field), column, columns, ','); }

/* By hand: of 4 columns with a lost quote in column 1 (from 0), the first half has 2 separators more and the second half begins with 1. */
static void merged_records(void **state)
{
    (void)state;
    assert_true(merged("fine,2,3\n5,good", 1, 4));
    assert_true(merged("fine,2,3\r\n5,good", 1, 4));
    assert_true(merged("fine,2,3\n1,2,3,4\n5,good", 1, 4));
    assert_false(merged("fine,2\n5,good", 1, 4));
    assert_false(merged("fine,2,3\ngood", 1, 4));
    assert_false(merged("fine,2,3 5,good", 1, 4));
    assert_true(merged("no tail\n1,2,3,4\nno head", 1, 4)); /* a whole record between */
    assert_false(merged("no tail\n1,2,3\nno head", 2, 4));
    assert_true(merged("last\n1,2,3,", 3, 4));
    assert_true(merged("a,b,c,d\nnext", 0, 4));
    assert_false(merged("one\ntwo", 0, 1));
    assert_false(merged("Monday, Tuesday\nand Friday", 3, 6));
    assert_false(merged("", 0, 4));
}

static long second_half(const char *field, size_t column, size_t columns) { return csv_second_half(text_of(field), column, columns, ','); }

/* By hand: of 4 columns, a quote lost in column 1 and one too many in column 2 of the next record make 1 + 1 + 1 fields of both: 4 + 1 - 2. */
static void halves_of_records(void **state)
{
    (void)state;
    assert_int_equal(second_half("fine,2,3\n5,6,good", 1, 4), 2);
    assert_int_equal(second_half("fine,2,3\n5,6,7,8\n9", 1, 4), 3);
    assert_int_equal(second_half("fine,2,3\ngood", 1, 4), 0);
    assert_int_equal(second_half("fine,2\n5,6", 1, 4), -1);
    assert_int_equal(second_half("fine,2,3", 1, 4), -1);
    assert_int_equal(second_half("last\n5,6", 3, 4), 1);
    assert_int_equal(second_half("beyond\n5,6", 7, 4), 1);
    assert_int_equal(second_half("one\ntwo", 0, 1), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc_4180), cmocka_unit_test(csv_spectrum), cmocka_unit_test(line_endings), cmocka_unit_test(nothing_and_a_header_only), cmocka_unit_test(blank_lines_before_the_headings), cmocka_unit_test(quotes_where_none_may_stand),
        cmocka_unit_test(unterminated_quotes), cmocka_unit_test(bytes_that_are_no_text), cmocka_unit_test(files_that_are_not_csv), cmocka_unit_test(byte_order_marks), cmocka_unit_test(declared_encodings),
        cmocka_unit_test(encodings_cross_segments), cmocka_unit_test(the_longest_field), cmocka_unit_test(the_most_columns), cmocka_unit_test(segments_lose_nothing),
        cmocka_unit_test(the_digest_is_of_the_bytes_on_disk), cmocka_unit_test(an_endless_record_is_refused), cmocka_unit_test(files_that_cannot_be_opened), cmocka_unit_test(merged_records),
        cmocka_unit_test(halves_of_records)};
    return cmocka_run_group_tests_name("lib/csvfile", tests, scratch_make, scratch_clear);
}
