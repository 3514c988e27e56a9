/* What is said of a measure: description, whose the bands are, of whom its questions are asked. Expected by hand from the sentences in measures.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include "../../../pipeline/disclose/definition.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static const char survey[] =
    "{\"name\": \"s\", \"fields\": [{\"name\": \"team\", \"constraints\": {\"required\": true}},"
    "{\"name\": \"clients\", \"title\": \"Do you see clients?\", \"categories\": [{\"value\": \"y\", \"label\": \"Yes\"}, {\"value\": \"s\", \"label\": \"Sometimes\"}, {\"value\": \"n\", \"label\": \"No\"}]},"
    "{\"name\": \"load\", \"title\": \"How many?\", \"type\": \"integer\", \"spwell\": {\"asked_if\": {\"field\": \"clients\", \"values\": [\"y\", \"s\"]}}},"
    "{\"name\": \"wait\", \"type\": \"integer\", \"spwell\": {\"asked_if\": {\"field\": \"load\", \"minimum\": 5}}}, {\"name\": \"hours\", \"type\": \"integer\"}],"
    "\"spwell\": {\"cluster\": \"team\", \"measures\": ["
    "{\"name\": \"load\", \"kind\": \"item\", \"of\": [\"load\"], \"description\": \"On one day.\"}, {\"name\": \"wait\", \"kind\": \"item\", \"of\": [\"wait\"]},"
    "{\"name\": \"rate\", \"kind\": \"ratio\", \"of\": [\"load\", \"hours\"]}, {\"name\": \"hours\", \"kind\": \"item\", \"of\": [\"hours\"]},"
    "{\"name\": \"size\", \"kind\": \"band\", \"of\": [\"load\"], \"bands_source\": \"this test\", \"bands\": [{\"value\": \"a\", \"below\": 3}, {\"value\": \"b\"}]}]}}";

static void says(struct codebook *book, const char *measure, const char *expected)
{
    struct buffer out = {0};
    definition_put(&out, book, &book->measures[codebook_measure(book, measure)]);
    assert_string_equal(out.at ? out.at : "", expected);
    buffer_free(&out);
}

static void definitions(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct codebook *book = codebook_parse("s.json", text_of(survey), &failure);
    assert_non_null(book);
    says(book, "load", "On one day. Asked only of those who answered Yes / Sometimes to: Do you see clients?");
    says(book, "wait", "Asked only of those who answered 5 or more to: How many?");
    says(book, "rate", ""); /* hours are asked of everybody */
    says(book, "hours", "");
    says(book, "size", "The bands are those of this test. Asked only of those who answered Yes / Sometimes to: Do you see clients?");
    codebook_destroy(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(definitions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
