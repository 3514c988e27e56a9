/* What a codebook says of how answers are written, ticked, timed and completed. Expected values are read off tests/cases/rich.json and the texts here, after schemas/README.md. */
#include <math.h>
#include "codebook_scratch.h"

static const struct field *field_of(const struct codebook *book, const char *name)
{
    int f = codebook_field(book, name);
    if (f < 0) fail_msg("there is no field '%s'", name);
    return &book->fields[f];
}

static struct codebook *read_rich(void)
{
    struct failure failure = {0};
    struct codebook *book = codebook_read("tests/cases/rich.json", &failure);
    if (!book) message_failure("test", &failure);
    assert_non_null(book);
    return book;
}

static void a_list_becomes_its_choices(void **state)
{
    (void)state;
    struct codebook *book = read_rich();
    assert_int_equal(book->choice_set_count, 2);
    const struct choice_set *training = &book->choice_sets[0], *barriers = &book->choice_sets[1];
    assert_string_equal(training->name, "training");
    assert_string_equal(training->delimiter, ";");
    assert_int_equal(training->count, 3);
    assert_int_equal(training->other, -1);
    assert_false(training->none_is_no);
    assert_int_equal(training->alias_count, 1);
    const struct field *debt = field_of(book, "training_debt");
    assert_ptr_equal(debt, &book->fields[training->first + 1]);
    assert_int_equal(debt->choice_set, 0);
    assert_int_equal(debt->choice, 1);
    assert_string_equal(debt->title, "Which training did you have?: Debt; housing and benefits");
    assert_string_equal(debt->categories[0].value, "yes");
    assert_true(debt->categories[0].score == 1 && debt->categories[1].score == 0);
    assert_string_equal(debt->missing[1].label, "not applicable");
    assert_string_equal(barriers->delimiter, ",");
    assert_int_equal(barriers->other, 2);
    assert_true(barriers->none_is_no && field_of(book, "barriers_other")->takes_any && !field_of(book, "barriers_time")->takes_any);
    assert_int_equal(codebook_field(book, "training"), -1);
    const struct measure *trained = &book->measures[codebook_measure(book, "trained")]; /* a list in "of" is all of its choices */
    assert_int_equal(trained->operand_count, 3);
    assert_true(trained->operands[2].field == training->first + 2 && trained->operands[2].matches[0] && !trained->operands[2].matches[1]);
    codebook_destroy(book);
}

static void numbers_and_dates(void **state)
{
    (void)state;
    struct codebook *book = read_rich();
    const struct field *load = field_of(book, "load"), *seen = field_of(book, "seen"), *ends = field_of(book, "ends"), *sent = field_of(book, "sent");
    assert_true(load->decimal == ',' && !strcmp(load->group, ".") && !load->currency);
    assert_true(load->minimum == 0 && !load->exclusive_minimum && load->maximum == 2000 && load->exclusive_maximum);
    assert_string_equal(seen->date_format, "%d/%m/%Y");
    assert_null(sent->date_format);
    assert_true(ends->may_be_future && !seen->may_be_future);
    assert_string_equal(field_of(book, "code")->pattern, "^([A-Z][0-9]{3})$");
    assert_int_equal(book->submitted, codebook_field(book, "sent"));
    assert_int_equal(book->started, -1);
    assert_int_equal(book->wave_field, codebook_field(book, "wave"));
    codebook_destroy(book);
}

static void headings_of_certain_waves(void **state)
{
    (void)state;
    struct codebook *book = read_rich();
    const struct field *mood = field_of(book, "mood");
    assert_int_equal(mood->alias_count, 2);
    assert_string_equal(mood->aliases[0].heading, "Q5");
    assert_string_equal(mood->aliases[0].from, "");
    assert_string_equal(mood->aliases[0].until, "2026-06-30"); /* the last day of 2026-27 Q1 */
    assert_string_equal(mood->aliases[1].from, "2026-07-01");
    codebook_destroy(book);
}

static struct codebook *read_fields(const char *fields, const char *more)
{
    struct buffer text = {0}, said = {0};
    struct failure failure = {0};
    buffer_format(&text, "{\"name\": \"s\", \"fields\": [%s], \"spwell\": {%s}}", fields, more);
    struct codebook *book = read_bytes(text.at, text.length, &failure, &said);
    if (!book) fail_msg("%s", said.at);
    buffer_free(&text);
    buffer_free(&said);
    return book;
}

/* Table Schema: year and yearmonth, time and any; what cannot be read may stand where it is dropped. */
static void types_of_the_standard(void **state)
{
    (void)state;
    struct codebook *book = read_fields("{\"name\": \"y\", \"type\": \"year\"}, {\"name\": \"ym\", \"type\": \"yearmonth\"}, {\"name\": \"t\", \"type\": \"time\"}, {\"name\": \"a\", \"type\": \"any\"},"
                                        "{\"name\": \"g\", \"type\": \"geopoint\", \"spwell\": {\"drop\": true}}, {\"name\": \"m\", \"type\": \"number\", \"bareNumber\": false},"
                                        "{\"name\": \"e\", \"type\": \"number\", \"constraints\": {\"minimum\": 3, \"exclusiveMinimum\": 3}}",
                                        "");
    assert_int_equal(field_of(book, "y")->type, FIELD_INTEGER);
    assert_string_equal(field_of(book, "ym")->date_format, "%Y-%m");
    assert_string_equal(field_of(book, "t")->date_format, "%H:%M:%S");
    assert_int_equal(field_of(book, "a")->type, FIELD_TERM);
    assert_true(field_of(book, "g")->drop && field_of(book, "m")->currency);
    assert_true(field_of(book, "e")->minimum == 3 && field_of(book, "e")->exclusive_minimum);
    assert_int_equal(book->duplicates, DUPLICATES_REFUSE);
    assert_false(book->completeness.declared);
    assert_null(book->profile);
    codebook_destroy(book);
}

static void completeness_and_duplicates(void **state)
{
    (void)state;
    struct codebook *book = read_fields("{\"name\": \"id\", \"type\": \"string\", \"constraints\": {\"required\": true}}, {\"name\": \"a\", \"type\": \"integer\"}, {\"name\": \"b\", \"type\": \"list\", \"categories\": [\"x\", \"y\"]},"
                                        "{\"name\": \"c\", \"type\": \"string\", \"spwell\": {\"free_text\": true}}, {\"name\": \"f\", \"type\": \"string\", \"categories\": [\"0\", \"1\"]},"
                                        "{\"name\": \"mail\", \"spwell\": {\"personal\": true, \"drop\": true}}, {\"name\": \"secs\", \"type\": \"integer\"}",
                                        "\"identifier\": \"id\", \"profile\": \"qualtrics\", \"duplicates\": \"last-complete\", \"timing\": {\"duration\": \"secs\"},"
                                        "\"completeness\": {\"partial\": 40, \"keep\": \"complete\", \"finished\": {\"field\": \"f\", \"values\": [\"1\"]}}");
    const struct completeness *rule = &book->completeness;
    assert_true(rule->declared && rule->complete == 80 && rule->partial == 40 && !rule->keep_partial);
    assert_int_equal(rule->of_count, 2); /* a, and the list once: not the identifier, comments, timing, "finished" or what is dropped */
    assert_int_equal(rule->of[0], codebook_field(book, "a"));
    assert_int_equal(rule->of[1], codebook_field(book, "b_x"));
    assert_int_equal(rule->finished, codebook_field(book, "f"));
    assert_true(!rule->is_finished[0] && rule->is_finished[1]);
    assert_int_equal(book->duplicates, DUPLICATES_LAST_COMPLETE);
    assert_int_equal(book->duration, codebook_field(book, "secs"));
    assert_string_equal(book->profile, "qualtrics");
    assert_int_equal(field_of(book, "mail")->personal, PERSONAL_YES);
    codebook_destroy(book);
}

/* By hand, in tenths. Reversed, a set of 1, 3, 8 becomes 8, 6, 1: printed, an answer of 0.6 stands for 0.3, and 0.6 is what a cell of "0.6" holds. Of -31, -17, 47 the reversed
 * scores are 47, 33, -31: 78, 64 and 0 above the lowest, which is what they stay when stretched to 0..78. */
static void scores_turned_round_are_decimals(void **state)
{
    (void)state;
    static const char instrument[] =
        "{\"name\": \"tenths\", \"title\": \"t\", \"source\": \"s\", \"licence\": \"l\", \"attribution\": \"a\", \"response_sets\": {\"n\": {\"x\": 0.1, \"y\": 0.3, \"z\": 0.8}, \"w\": {\"x\": -3.1, \"y\": -1.7, \"z\": 4.7}},"
        "\"scales\": [{\"name\": \"one\", \"label\": \"One\", \"rule\": \"mean\", \"items\": [{\"id\": \"a\", \"response_set\": \"n\", \"reverse\": true}]},"
        "{\"name\": \"two\", \"label\": \"Two\", \"rule\": \"mean\", \"rescale\": [0, 7.8], \"items\": [{\"id\": \"b\", \"response_set\": \"w\", \"reverse\": true}]}]}";
    spill("instruments/tenths.json", instrument, strlen(instrument));
    struct codebook *book = read_fields("{\"name\": \"a\", \"type\": \"number\"}, {\"name\": \"b\", \"type\": \"number\"}", "\"instruments\": [{\"name\": \"tenths\", \"coding\": \"printed\"}]");
    const struct operand *one = &book->measures[0].operands[0], *two = &book->measures[1].operands[0];
    const double legal[] = {0.8, 0.6, 0.1}, stretched[] = {7.8, 6.4, 0};
    for (int i = 0; i < 3; i++) assert_true(one->legal[i] == legal[i] && one->scores[i] == legal[i] && two->scores[i] == stretched[i]);
    codebook_destroy(book);
    char path[200];
    snprintf(path, sizeof path, "%s/instruments/tenths.json", scratch);
    assert_int_equal(remove(path), 0);
}

/* A ticked choice may also be written 1; beside a question whose categories are numbers, the score of "1" is that question's, and "yes" the choice's. */
static void own_scores_go_by_value_first(void **state)
{
    (void)state;
    struct codebook *book = read_fields("{\"name\": \"n\", \"type\": \"integer\", \"categories\": [1, 2]}, {\"name\": \"b\", \"type\": \"list\", \"categories\": [\"x\", \"y\"]}, {\"name\": \"t\", \"type\": \"boolean\"}",
                                        "\"measures\": [{\"name\": \"m\", \"kind\": \"sum\", \"of\": [\"n\", \"b_x\", \"t\"], \"scores\": {\"1\": 30, \"yes\": 8}}]");
    const struct operand *of = book->measures[codebook_measure(book, "m")].operands;
    assert_true(of[0].scores[0] == 30 && of[0].scores[1] == 2);
    assert_true(of[1].scores[0] == 8 && of[1].scores[1] == 0);
    assert_true(of[2].scores[0] == 30 && of[2].scores[1] == 0); /* no other key is a boolean's true */
    codebook_destroy(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_list_becomes_its_choices), cmocka_unit_test(numbers_and_dates), cmocka_unit_test(headings_of_certain_waves), cmocka_unit_test(types_of_the_standard),
                                       cmocka_unit_test(completeness_and_duplicates), cmocka_unit_test(scores_turned_round_are_decimals), cmocka_unit_test(own_scores_go_by_value_first)};
    return cmocka_run_group_tests(tests, make_scratch, clear_scratch);
}
