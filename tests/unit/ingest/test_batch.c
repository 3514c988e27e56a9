/* Rows of a file converted, kept apart and described. Expected: batch.h, chunk.h and reliability.md 8 (inputs 13, 14, 28, 29, 50, 85), worked by hand. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "chunk.h"
#include "../../../pipeline/ingest/batch.h"
#include "../../../pipeline/ingest/words.h"
#include "../scratch.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

enum { ID, SECTOR, LOAD, TEAM, COMMENT, LATER, LATER_TEXT, FIELDS };
static const struct category sectors[] = {{.value = "nhs", .label = "NHS"}, {.value = "voluntary", .label = "Voluntary sector"}, {.value = "other", .label = "Other"}};
static const struct field fields[FIELDS] = {
    [ID] = {.choice_set = -1, .name = "id", .type = FIELD_TERM, .maximum = INFINITY, .required = true},
    [SECTOR] = {.choice_set = -1, .name = "sector", .type = FIELD_CATEGORY, .categories = sectors, .category_count = 3, .required = true},
    [LOAD] = {.choice_set = -1, .name = "load", .type = FIELD_INTEGER, .maximum = 500},
    [TEAM] = {.choice_set = -1, .name = "team", .type = FIELD_TERM, .maximum = INFINITY},
    [COMMENT] = {.choice_set = -1, .name = "comment", .type = FIELD_TEXT, .maximum = INFINITY},
    [LATER] = {.choice_set = -1, .name = "later", .type = FIELD_INTEGER, .maximum = 10},
    [LATER_TEXT] = {.choice_set = -1, .name = "later_text", .type = FIELD_TEXT, .maximum = INFINITY}};
static const bool eligible[3] = {true, true, false};
static const struct codebook book = {.fields = fields, .field_count = FIELDS, .eligible_field = -1}, chosen = {.fields = fields, .field_count = FIELDS, .eligible_field = SECTOR, .eligible = eligible};
static const unsigned char key[32] = {9};

static struct converter converters[FIELDS];
static bool present[FIELDS] = {true, true, true, true, true, false, false};
static int columns[] = {ID, SECTOR, LOAD, TEAM, -1, COMMENT}; /* the fifth column is passed over */
static struct plan plan = {.book = &book, .file = "in.csv", .fields = columns, .column_count = 6, .present = present, .converters = converters, .separator = ','};

static int prepare(void **state)
{
    for (int f = 0; f < FIELDS; f++) convert_prepare(&converters[f], &fields[f], f == ID ? key : NULL);
    return scratch_make(state);
}

static int release(void **state)
{
    for (int f = 0; f < FIELDS; f++) convert_release(&converters[f]);
    return scratch_clear(state);
}

static struct batch *batch;
static int result;

/* The file's bytes have no heading: a batch sees rows only. */
static void read_rows(const char *bytes, const struct codebook *codebook)
{
    struct csv_options options = {0};
    struct failure failure = {0};
    plan.book = codebook;
    struct csvfile *file = csvfile_open(scratch_spill("in.csv", bytes, strlen(bytes)), &options, &failure);
    assert_non_null(file);
    batch = batch_create(codebook);
    assert_int_equal(csvfile_segment(file, &batch->segment, &failure), 1);
    result = batch_parse(batch, &plan, file);
    csvfile_close(file);
}

static void let_go(void) { batch_destroy(batch, plan.book); }

static void assert_issue(size_t number, long line, int column, enum odd odd, const char *shown)
{
    assert_true(number < batch->issue_count);
    const struct issue *issue = &batch->issues[number];
    assert_int_equal(issue->line, line);
    assert_int_equal(issue->column, column);
    assert_int_equal(issue->odd, odd);
    assert_string_equal(issue->shown, shown);
}

static const char three[] = "a1,nhs,20,t1,x,fine\n"
                            "a2,Voluntary Sector,,t2,x,\n"
                            "a3,other,0,t1,x,\"two\nlines\"\n";

static void answers_are_kept_by_column(void **state)
{
    (void)state;
    read_rows(three, &book);
    assert_int_equal(result, 0);
    assert_int_equal(batch->rows, 3);
    assert_int_equal(batch->records, 3);
    assert_int_equal(batch->issue_count, 0);
    assert_memory_equal(batch->columns[SECTOR].data, "\0\1\2", 3);
    const int16_t *loads = (const void *)batch->columns[LOAD].data, *later = (const void *)batch->columns[LATER].data;
    assert_int_equal(loads[0], 20);
    assert_int_equal(loads[1], chunk_missing_int16(REASON_NO_ANSWER));
    assert_int_equal(loads[2], 0);
    for (int r = 0; r < 3; r++) assert_int_equal(later[r], chunk_missing_int16(REASON_NOT_ASKED));
    assert_memory_equal(batch->columns[TEAM].data, ((uint32_t[]){0, 1, 0}), 12);
    assert_true(text_is(terms_name(batch->columns[TEAM].terms, 1), "t2"));
    assert_memory_equal(batch->columns[COMMENT].data, ((uint32_t[]){4, TEXT_MISSING, 9}), 12);
    assert_string_equal(batch->columns[COMMENT].text.at, "finetwo\nlines");
    assert_memory_equal(batch->columns[LATER_TEXT].data, ((uint32_t[]){TEXT_MISSING + 14, TEXT_MISSING + 14, TEXT_MISSING + 14}), 12);
    assert_memory_equal(batch->lines, ((long[]){1, 2, 3}), 3 * sizeof(long));
    assert_int_equal(batch->columns[SECTOR].normalised, 1);
    assert_int_equal(batch->columns[SECTOR].normalised_line, 2);
    assert_string_equal(batch->columns[SECTOR].normalised_shown, "Voluntary Sector");
    let_go();
}

static void bad_rows_are_kept_apart(void **state)
{
    (void)state;
    read_rows("a1,nhs,1,t,x,one\na2,council,approx 40,t,x,SECRET\n\na3,nhs,2,t,x,three\na4,,3,t,x,four\na5,nhs,501,t,x,bell\x07\n", &book);
    assert_int_equal(result, 0);
    assert_int_equal(batch->rows, 2);
    assert_int_equal(batch->records, 5);
    assert_int_equal(batch->quarantined, 3);
    assert_int_equal(batch->segment.blank_lines, 1);
    assert_int_equal(batch->issue_count, 5);
    assert_issue(0, 2, 2, ODD_NOT_A_CATEGORY, "council");
    assert_issue(1, 2, 3, ODD_NOT_A_NUMBER, "approx 40");
    assert_issue(2, 5, 2, ODD_REQUIRED, "");
    assert_issue(3, 6, 3, ODD_TOO_LARGE, "501");
    assert_issue(4, 6, 6, ODD_CONTROL_CHARACTER, ""); /* a comment is never shown */
    assert_int_equal(batch->columns[COMMENT].text.length, strlen("onethree"));
    assert_memory_equal(batch->columns[COMMENT].text.at, "onethree", 8);
    let_go();
}

static void what_is_shown_is_safe(void **state)
{
    (void)state;
    read_rows("\x01" "secret id,\x1B[2Jaaaaaaaaaabbbbbb,1,t,x,\n", &book);
    assert_issue(0, 1, 1, ODD_CONTROL_CHARACTER, ""); /* nor is an identifier */
    assert_int_equal(batch->issues[1].odd, ODD_NOT_A_CATEGORY);
    assert_true(strlen(batch->issues[1].shown) < sizeof batch->issues[1].shown);
    assert_memory_equal(batch->issues[1].shown, "\\x1B[2Jaaaaaaaaaabb", 19);
    let_go();
    /* 20 characters of four bytes: as many as fit in 63 bytes, and no half of one (found by fuzzing). */
    read_rows("a1,\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80,1,t,x,\n", &book);
    assert_int_equal(strlen(batch->issues[0].shown), 60);
    let_go();
    read_rows("a1,x\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80,1,t,x,\n", &book);
    assert_int_equal(strlen(batch->issues[0].shown), 61);
    let_go();
    read_rows("a1,x\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80,1,t,x,\n", &book); /* a word too long to be a slip */
    assert_string_equal(batch->issues[0].shown, "");
    let_go();
}

static void ragged_rows(void **state)
{
    (void)state;
    read_rows("a1,nhs,1,t,x,one\na2,nhs\na3,nhs,approx,t,x,c,more\na4,nhs,1,t,x,four\n", &book);
    assert_int_equal(batch->rows, 2);
    assert_int_equal(batch->quarantined, 2);
    assert_int_equal(batch->issue_count, 2); /* what is wrong with shifted cells is not told */
    assert_issue(0, 2, 2, ODD_TOO_FEW_FIELDS, "");
    assert_issue(1, 3, 7, ODD_TOO_MANY_FIELDS, "");
    assert_string_equal(batch->columns[COMMENT].text.at, "onefour");
    let_go();
}

static void who_takes_no_part_is_counted_only(void **state)
{
    (void)state;
    read_rows("a1,nhs,1,t,x,one\na2,other,approx,t,x,two\na3,voluntary,2,t,x,three\n", &chosen);
    assert_int_equal(batch->rows, 2);
    assert_int_equal(batch->not_eligible, 1);
    assert_int_equal(batch->quarantined, 0);
    assert_int_equal(batch->issue_count, 0);
    assert_int_equal(batch->columns[COMMENT].text.length, strlen("onethree"));
    let_go();
}

/* Whether somebody takes part must be readable; no answer to it is none of those wanted. */
static void who_takes_part_must_be_told(void **state)
{
    (void)state;
    read_rows("a1,council,1,t,x,one\na2,nhs,1,t,x,two\n", &chosen);
    assert_int_equal(batch->rows, 1);
    assert_int_equal(batch->quarantined, 1);
    assert_int_equal(batch->not_eligible, 0);
    assert_issue(0, 1, 2, ODD_NOT_A_CATEGORY, "council");
    let_go();
}

static void nobody_is_stored_without_an_identity(void **state)
{
    (void)state;
    read_rows(",nhs,1,t,x,one\n  ,nhs,1,t,x,two\na3,nhs,1,t,x,three\n", &book);
    assert_int_equal(batch->rows, 1);
    assert_int_equal(batch->quarantined, 2);
    assert_issue(0, 1, 1, ODD_REQUIRED, "");
    assert_int_equal(batch->columns[COMMENT].text.length, strlen("three"));
    let_go();
}

static void assert_lost_quote(const char *bytes, const char *place, const char *name)
{
    read_rows(bytes, &book);
    assert_int_equal(result, -1);
    assert_int_equal(batch->failure.status, STATUS_DATA);
    assert_string_equal(batch->failure.place, place);
    assert_non_null(strstr(batch->failure.text, name));
    let_go();
}

static void two_people_are_not_merged(void **state)
{
    (void)state;
    assert_lost_quote("a1,nhs,1,t,x,ok\na2,\"nhs\na3\",2,t,x,ok\n", "in.csv:2:2", "sector");
    assert_lost_quote("a1,nhs,1,t,x,\"lost\na2,nhs,2,t,x,\"\n", "in.csv:1:6", "comment");
    assert_lost_quote("a1,nhs,1,t,\"x,c\na2,nhs,2,t,\",c\n", "in.csv:1:5", "passed over");
    read_rows("a1,nhs,1,t,x,\"first, second\nthird, fourth\"\n", &book);
    assert_int_equal(result, 0);
    let_go();
    /* Not even when both together have another number of fields: column 5 of the first, 3 of the second, 4 + 1 + 3. */
    assert_lost_quote("a1,nhs,1,t,\"x,c\na2,nhs,2\",t,x,c\n", "in.csv:1:5", "passed over");
    read_rows("a1,nhs,1,t,\"x\ny\"\na2,nhs,1,t,x,\"a,\nb\",c\n", &book); /* one field too few, one too many, and comments that nobody broke */
    assert_int_equal(result, 0);
    assert_int_equal(batch->quarantined, 2);
    let_go();
}

static void a_file_that_breaks_the_rules(void **state)
{
    (void)state;
    read_rows("a1,nhs,1,t,x,ok\na2,nhs,2,t,x,5\" nail\n", &book);
    assert_int_equal(result, -1);
    assert_int_equal(batch->failure.status, STATUS_DATA);
    assert_non_null(strstr(batch->failure.place, ":2:15"));
    let_go();
}

static void assert_words(struct issue issue, const char *expected)
{
    struct buffer out = {0};
    words_of_issue(&out, &plan, &issue);
    assert_string_equal(out.at, expected);
    buffer_free(&out);
}

static void issues_in_words(void **state)
{
    (void)state;
    plan.book = &book;
    assert_words((struct issue){.odd = ODD_NOT_A_NUMBER, .field = LOAD, .shown = "approx 40"}, "load 'approx 40' is not a whole number");
    assert_words((struct issue){.odd = ODD_NOT_WHOLE, .field = LOAD, .shown = "1.5"}, "load '1.5' is not a whole number");
    assert_words((struct issue){.odd = ODD_NOT_A_CATEGORY, .field = SECTOR, .shown = "volntary"}, "sector 'volntary' is not one of the answers; did you mean 'voluntary'?");
    assert_words((struct issue){.odd = ODD_NOT_A_CATEGORY, .field = SECTOR, .shown = "xyz"}, "sector 'xyz' is not one of the answers");
    assert_words((struct issue){.odd = ODD_TOO_LARGE, .field = LOAD, .shown = "501"}, "load '501' is above 500");
    assert_words((struct issue){.odd = ODD_TOO_SMALL, .field = LOAD, .shown = "-1"}, "load '-1' is below 0");
    assert_words((struct issue){.odd = ODD_REQUIRED, .field = SECTOR}, "sector has no answer, and the codebook requires one");
    assert_words((struct issue){.odd = ODD_TOO_FEW_FIELDS, .field = -1, .column = 2}, "the row has 2 fields, the headings are 6");
    assert_words((struct issue){.odd = ODD_CONTROL_CHARACTER, .field = COMMENT}, "comment has a control character in it");
}

/* Every oddity has a name of its own and words. */
static void every_oddity_is_described(void **state)
{
    (void)state;
    for (int odd = ODD_NONE + 1; odd < ODD_COUNT; odd++) {
        struct buffer out = {0};
        struct issue issue = {.odd = (enum odd)odd, .field = SECTOR, .shown = "x"};
        words_of_issue(&out, &plan, &issue);
        assert_true(out.length > strlen("sector 'x'"));
        buffer_free(&out);
        assert_true(odd_codes[odd] && odd_codes[odd][0]);
        for (int other = 0; other < odd; other++) assert_string_not_equal(odd_codes[odd], odd_codes[other]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(answers_are_kept_by_column), cmocka_unit_test(bad_rows_are_kept_apart), cmocka_unit_test(what_is_shown_is_safe), cmocka_unit_test(ragged_rows),
                                       cmocka_unit_test(who_takes_no_part_is_counted_only), cmocka_unit_test(who_takes_part_must_be_told), cmocka_unit_test(nobody_is_stored_without_an_identity), cmocka_unit_test(two_people_are_not_merged), cmocka_unit_test(a_file_that_breaks_the_rules),
                                       cmocka_unit_test(issues_in_words), cmocka_unit_test(every_oddity_is_described)};
    return cmocka_run_group_tests_name("ingest/batch", tests, prepare, release);
}
