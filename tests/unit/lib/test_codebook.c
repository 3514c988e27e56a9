/* What a codebook says. Expected values are read off the files in codebooks/ by hand, after schemas/README.md; defaults of booleans and
 * meanings of fieldsMatch are those of the Table Schema standard. */
#include <glob.h>
#include <math.h>
#include "codebook_scratch.h"

static struct codebook *read_base(void)
{
    struct failure failure = {0};
    struct codebook *book = codebook_read("tests/unit/lib/codebooks/base.json", &failure);
    if (!book) message_failure("test", &failure);
    assert_non_null(book);
    return book;
}

/* --- what a codebook says --- */

static const struct field *field_of(const struct codebook *book, const char *name)
{
    int f = codebook_field(book, name);
    assert_true(f >= 0);
    return &book->fields[f];
}

static const struct measure *measure_of(const struct codebook *book, const char *name)
{
    int m = codebook_measure(book, name);
    assert_true(m >= 0);
    return &book->measures[m];
}

static void reads_fields(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    const struct field *person = field_of(book, "person"), *sector = field_of(book, "sector"), *region = field_of(book, "region"), *comment = field_of(book, "comment");
    assert_int_equal(person->type, FIELD_TERM);
    assert_true(person->maximum == 20 && field_of(book, "team")->maximum == 64);
    assert_int_equal(sector->type, FIELD_CATEGORY);
    assert_string_equal(sector->title, "Who employs you?");
    assert_string_equal(sector->section, "who");
    assert_int_equal(sector->alias_count, 2);
    assert_string_equal(sector->categories[1].label, "Voluntary sector");
    assert_string_equal(sector->categories[0].phrase, "NHS people");
    assert_null(sector->categories[1].phrase);
    assert_string_equal(region->categories[0].label, "The North");
    assert_string_equal(region->categories[1].label, "south");
    assert_int_equal(comment->type, FIELD_TEXT);
    assert_true(comment->maximum == 2000);
    assert_true(field_of(book, "postcode")->drop && field_of(book, "lonely")->ordered);
    assert_int_equal(field_of(book, "started")->type, FIELD_DATE);
    assert_true(field_of(book, "started")->minimum == 1 && isinf(field_of(book, "started")->maximum)); /* 1970-01-02 is one day after day 0 */
    assert_true(field_of(book, "fte")->minimum == 0.1);
    codebook_destroy(book);
}

static void reads_scores_and_booleans(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    const struct field *lonely = field_of(book, "lonely"), *rating = field_of(book, "rating"), *alone = field_of(book, "alone");
    assert_true(lonely->categories[0].score == 0 && lonely->categories[1].score == 2 && isnan(lonely->categories[2].score));
    assert_true(rating->type == FIELD_CATEGORY && rating->categories[2].score == 3);
    assert_string_equal(rating->categories[2].value, "3");
    assert_string_equal(alone->categories[0].value, "true");
    assert_string_equal(alone->categories[1].label, "No");
    assert_true(alone->categories[0].score == 1 && alone->categories[1].score == 0);
    assert_string_equal(alone->categories[0].spellings[0], "ja");
    assert_null(alone->categories[0].spellings[1]);
    codebook_destroy(book);
}

static void keeps_reasons_apart(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    const struct field *cases = field_of(book, "cases"), *lonely = field_of(book, "lonely");
    assert_int_equal(cases->missing_count, 2);
    assert_string_equal(cases->missing[0].value, "");
    assert_string_equal(cases->missing[0].label, "no answer");
    assert_string_equal(cases->missing[1].label, "prefer not to say");
    assert_int_equal(lonely->missing_count, 2); /* its own list, and the empty cell that is always there */
    assert_string_equal(lonely->missing[1].value, "refused");
    codebook_destroy(book);
}

static void reads_numbers(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    const struct measure *ratio = measure_of(book, "cases_per_fte"), *contact = measure_of(book, "contact"), *own = measure_of(book, "own_scores"), *gap = measure_of(book, "gap");
    assert_true(ratio->kind == MEASURE_RATIO && ratio->shape == SHAPE_NUMBER && ratio->operand_count == 2 && ratio->operands[0].field == codebook_field(book, "cases"));
    assert_true(ratio->low == 0 && isnan(ratio->high) && ratio->bin_edge_count == 4 && isinf(ratio->bin_edges[3]) && ratio->reference_high == 20);
    assert_true(ratio->better == BETTER_LOWER && ratio->headline && ratio->total && ratio->decimals == 1 && ratio->minimum_answered == 2);
    assert_true(contact->minimum_answered == 2 && contact->decimals == 2 && contact->operands[2].scores[0] == 1 && isnan(contact->operands[0].scores[2]));
    assert_true(contact->sensitive && !ratio->sensitive);
    assert_string_equal(contact->label, "Contact");
    assert_true(own->operands[0].scores[1] == 5 && own->operands[0].scores[0] == 0);
    assert_true(gap->operands[0].field == -1 && gap->operands[0].measure == codebook_measure(book, "cases_per_fte") && !gap->operands[0].scores);
    codebook_destroy(book);
}

static void reads_yes_and_no(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    const struct measure *busy = measure_of(book, "busy"), *unwell = measure_of(book, "unwell"), *settled = measure_of(book, "settled"), *strains = measure_of(book, "strains");
    int count;
    assert_true(busy->shape == SHAPE_YES_NO && busy->minimum == 30 && isinf(busy->maximum) && !busy->operands[0].matches);
    assert_string_equal(busy->phrase, "are busy");
    assert_string_equal(busy->unit, "%");
    assert_string_equal(codebook_measure_categories(book, busy, &count)[1].value, "no");
    assert_int_equal(count, 2);
    assert_true(unwell->operands[0].matches[1] && !unwell->operands[0].matches[0] && unwell->operands[1].matches[0] && !unwell->operands[1].matches[1]);
    assert_true(settled->operands[0].matches[2] && settled->operands[1].matches[0] && !settled->operands[1].matches[1]);
    assert_true(strains->shape == SHAPE_NUMBER && strains->minimum == 5 && strains->maximum == 9 && strains->minimum_answered == 1);
    codebook_destroy(book);
}

static void reads_bands(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    const struct measure *size = measure_of(book, "size"), *ease = measure_of(book, "ease"), *easy = measure_of(book, "easy"), *rating = measure_of(book, "rating");
    int count;
    assert_true(size->shape == SHAPE_CATEGORY && size->band_count == 2 && isinf(size->bands[0].minimum) && size->bands[0].maximum == 20 && size->bands[1].minimum == 20);
    assert_string_equal(codebook_measure_categories(book, size, &count)[1].label, "High");
    assert_true(ease->bands[1].matches[1] && ease->bands[1].matches[2] && !ease->bands[1].matches[0]);
    assert_true(easy->operands[0].matches[1] && !easy->operands[0].matches[0]);
    assert_true(rating->shape == SHAPE_CATEGORY);
    assert_string_equal(codebook_measure_categories(book, rating, &count)[0].label, "Poor");
    assert_int_equal(count, 3);
    codebook_destroy(book);
}

/* Reversed: 1 + 4 less the score; the key "Every day" is the label of "daily", spaces apart. Scales come before measures. */
static void reads_instruments(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    const struct measure *mood = &book->measures[0];
    assert_string_equal(mood->name, "mood");
    assert_true(mood->kind == MEASURE_MEAN && mood->instrument == 0 && mood->minimum_answered == 1 && mood->operand_count == 2);
    assert_true(mood->operands[0].scores[0] == 4 && mood->operands[0].scores[1] == 1);
    assert_true(mood->operands[1].field == codebook_field(book, "Q9") && mood->operands[1].scores[1] == 20);
    assert_string_equal(book->instruments[0].attribution, "Made up for a test.");
    assert_int_equal(measure_of(book, "gap")->instrument, -1);
    codebook_destroy(book);
}

static void reads_the_plan(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    const struct comparison_plan *plan = &book->comparisons[0];
    assert_int_equal(book->grouping_count, 5);
    assert_string_equal(book->groupings[0].name, "all");
    assert_string_equal(book->groupings[4].name, "sector*region");
    assert_string_equal(book->groupings[4].label, "Sector by region");
    assert_true(book->groupings[2].variables[0].field == -1 && book->groupings[2].variables[0].measure == codebook_measure(book, "size"));
    assert_true(plan->by == 1 && plan->group == 1 && plan->reference == 0 && plan->adjust_count == 2);
    assert_int_equal(plan->measure_count, 4); /* mood, cases_per_fte, busy, and size, which has categories: charts leave it out */
    assert_true(plan->first == 0 && plan->of == 1 && plan->adjustment == ADJUST_HOLM);
    assert_string_equal(plan->family, "sector: voluntary against nhs, headline");
    assert_true(book->charts[0].by == -1 && book->charts[1].measure_count == 3 && book->charts[2].by == 3 && book->charts[2].kind == CHART_TREND);
    codebook_destroy(book);
}

static void reads_models(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    const struct model_plan *model = &book->models[0];
    assert_true(book->model_count == 1 && model->outcome == codebook_measure(book, "contact") && !model->logistic && model->predictor_count == 3);
    assert_string_equal(model->label, "What goes with: Contact");
    assert_string_equal(model->section, "work");
    assert_true(model->predictors[0].variable.measure == codebook_measure(book, "size") && model->predictors[0].reference == 1);
    assert_true(model->predictors[1].variable.measure == codebook_measure(book, "busy") && model->predictors[1].reference == 1); /* no */
    assert_true(model->predictors[2].variable.field == codebook_field(book, "fte") && model->predictors[2].reference == -1 && model->predictors[2].per == 10);
    struct group_variable contact = {-1, codebook_measure(book, "contact")}, unwell = {-1, codebook_measure(book, "unwell")}, busy = {-1, codebook_measure(book, "busy")};
    assert_int_equal(codebook_shared_field(book, contact, unwell), codebook_field(book, "lonely"));
    assert_int_equal(codebook_shared_field(book, unwell, busy), codebook_field(book, "cases")); /* by way of busy */
    assert_int_equal(codebook_shared_field(book, contact, busy), -1);
    codebook_destroy(book);
}

static void reads_the_survey(void **state)
{
    (void)state;
    struct codebook *book = read_base();
    assert_string_equal(book->title, "A small survey");
    assert_string_equal(book->publisher, "");
    assert_true(book->identifier == 0 && book->cluster == 1 && book->separator == ';' && !book->encoding && book->ignore_count == 1 && book->minimum == 12);
    assert_true(book->weighting == WEIGHTING_RAKE && book->margin_count == 2 && book->margins[1] == codebook_field(book, "region"));
    assert_true(book->eligible_field == 2 && book->eligible[0] && book->eligible[1]);
    assert_true(book->extra_columns && !book->fewer_columns && !book->public_sample && !book->made_up);
    assert_string_equal(book->sections[1].introduction, "About work.");
    codebook_destroy(book);
}

/* --- digests --- */

static struct codebook *read_changed(const char *from, const char *to)
{
    char *base = slurp("tests/unit/lib/codebooks/base.json"), *at = strstr(base, from);
    struct buffer text = {0}, said = {0};
    struct failure failure = {0};
    assert_non_null(at);
    buffer_add(&text, base, (size_t)(at - base));
    buffer_put(&text, to);
    buffer_put(&text, at + strlen(from));
    struct codebook *book = read_bytes(text.at, text.length, &failure, &said);
    if (!book) print_error("%s", said.at);
    assert_non_null(book);
    free(base);
    buffer_free(&text);
    buffer_free(&said);
    return book;
}

/* The digest is `cat base.json instruments/mood.json | sha256sum`; here by libsodium over the same bytes. */
static void digests_what_was_read(void **state)
{
    (void)state;
    struct codebook *book = read_base(), *relabelled = read_changed("Voluntary sector", "Charities"), *renamed = read_changed("\"refused\"", "\"declined\"");
    char *base = slurp("tests/unit/lib/codebooks/base.json"), *mood = slurp("tests/unit/lib/codebooks/instruments/mood.json"), hex[65];
    struct buffer both = {0};
    buffer_put(&both, base);
    buffer_put(&both, mood);
    digest_hex(both.at, both.length, hex);
    assert_string_equal(book->digest, hex);
    assert_string_not_equal(book->digest, relabelled->digest);
    assert_string_equal(book->layout, relabelled->layout);
    assert_string_not_equal(book->layout, renamed->layout);
    buffer_free(&both);
    free(base);
    free(mood);
    codebook_destroy(book);
    codebook_destroy(relabelled);
    codebook_destroy(renamed);
}

static void reads_a_public_sample(void **state)
{
    (void)state;
    static const char digest[] = "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef";
    char text[300];
    snprintf(text, sizeof text, "{\"minimum\": 1, \"public_sample\": {\"citation\": \"Somebody 2020\", \"sha256\": [\"%s\"]}}", digest);
    struct codebook *book = read_changed("{\"minimum\": 12}", text);
    assert_true(book->minimum == 1 && book->public_sample_count == 1);
    assert_string_equal(book->public_sample, "Somebody 2020");
    assert_string_equal(book->public_sample_sha256[0], "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    codebook_destroy(book);
    book = read_changed("{\"minimum\": 12}", "{\"minimum\": 5}");
    assert_int_equal(book->minimum, 5);
    codebook_destroy(book);
}

/* Declared batteries keep the order of their list. An instrument of five or more like items is one by itself, in the order of the questionnaire;
 * "mood" has two items and is none. CBI: 6 + 7 + 6 = 19 items (Kristensen and others 2005). */
static void reads_batteries(void **state)
{
    (void)state;
    struct codebook *book = read_changed("\"disclosure\"", "\"batteries\": [{\"name\": \"page_one\", \"fields\": [\"Q9\", \"sector\", \"region\", \"alone\", \"mood_one\"]}], \"disclosure\"");
    assert_int_equal(book->battery_count, 1);
    assert_string_equal(book->batteries[0].title, "Page one");
    assert_int_equal(book->batteries[0].count, 5);
    assert_int_equal(book->batteries[0].fields[0], codebook_field(book, "Q9"));
    assert_int_equal(book->batteries[0].fields[4], codebook_field(book, "mood_one"));
    codebook_destroy(book);
    struct failure failure = {0};
    book = codebook_read("schemas/sp-workforce.json", &failure);
    assert_non_null(book);
    assert_int_equal(book->battery_count, 3); /* "nss-leaving" has three items */
    const struct battery *cbi = &book->batteries[2];
    assert_string_equal(cbi->name, "cbi");
    assert_string_equal(cbi->title, "Copenhagen Burnout Inventory");
    assert_int_equal(cbi->count, 19);
    for (int f = 1; f < cbi->count; f++) assert_true(cbi->fields[f - 1] < cbi->fields[f]);
    codebook_destroy(book);
}

/* Whatever the tree ships can be read. */
static void reads_shipped_surveys(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob("schemas/sp-*.json", 0, NULL, &found), 0);
    assert_int_equal(glob("fixtures/*/codebook.json", GLOB_APPEND, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct failure failure = {0};
        struct codebook *book = codebook_read(found.gl_pathv[i], &failure);
        if (!book) message_failure(found.gl_pathv[i], &failure);
        assert_non_null(book);
        codebook_destroy(book);
    }
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_fields), cmocka_unit_test(reads_scores_and_booleans), cmocka_unit_test(keeps_reasons_apart), cmocka_unit_test(reads_numbers),
        cmocka_unit_test(reads_yes_and_no), cmocka_unit_test(reads_bands), cmocka_unit_test(reads_instruments), cmocka_unit_test(reads_the_plan), cmocka_unit_test(reads_models),
        cmocka_unit_test(reads_the_survey), cmocka_unit_test(digests_what_was_read), cmocka_unit_test(reads_a_public_sample), cmocka_unit_test(reads_batteries), cmocka_unit_test(reads_shipped_surveys)};
    return cmocka_run_group_tests(tests, make_scratch, clear_scratch);
}
