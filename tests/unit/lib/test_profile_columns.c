/* Export profiles. The heading rows are written here, in the shapes that the tools document and that real exports have (ecosystem.md 2.2). */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include "profile.h"
#include "text.h"
#include "../scratch.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

static struct failure failure;

static struct headings *read_as(const char *name, const char *codebook, const char *bytes)
{
    failure = (struct failure){0};
    struct profile *profile = profile_read(name, codebook, &failure);
    if (!profile) return NULL;
    struct csvfile *file = csvfile_open(scratch_spill("in.csv", bytes, strlen(bytes)), &(struct csv_options){0}, &failure);
    assert_non_null(file);
    struct headings *headings = profile_headings(profile, file, &failure);
    csvfile_close(file);
    profile_destroy(profile);
    return headings;
}

/* The names of a column, joined by " / ". */
static void assert_names(const struct headings *headings, size_t column, const char *wanted)
{
    struct buffer names = {0};
    buffer_put(&names, "");
    assert_true(column < headings->count);
    for (int n = 0; n < headings->columns[column].count; n++) buffer_format(&names, "%s%s", n ? " / " : "", headings->columns[column].names[n]);
    if (strcmp(names.at, wanted)) fail_msg("column %zu is called %s, not %s", column, names.at, wanted);
    buffer_free(&names);
}

static void assert_refused(const char *name, const char *bytes, const char *text)
{
    assert_null(read_as(name, NULL, bytes));
    if (!strstr(failure.text, text)) fail_msg("said: %s", failure.text);
}

/* `name` NULL: it looks like none; `reason`: part of why. */
static void assert_recognised(const char *bytes, const char *name, const char *reason)
{
    char why[300] = "";
    failure = (struct failure){0};
    const char *found = profile_recognise(scratch_spill("in.csv", bytes, strlen(bytes)), &(struct csv_options){0}, why, &failure);
    assert_string_equal(failure.text, "");
    if (strcmp(found ? found : "none", name ? name : "none")) fail_msg("recognised as %s (%s), not %s", found ? found : "none", why, name ? name : "none");
    if (reason && !strstr(why, reason)) fail_msg("because %s", why);
}

static void plain_names_columns_by_their_headings(void **state)
{
    (void)state;
    struct headings *h = read_as(NULL, NULL, "id, Which team? ,Other,,other\n1,2,3,4,5\n");
    assert_int_equal(h->count, 5);
    assert_int_equal(h->line, 1);
    assert_names(h, 1, "Which team?");
    assert_names(h, 2, "Other / Other #1");
    assert_names(h, 3, "");
    assert_names(h, 4, "other / other #2");
    assert_string_equal(h->columns[3].shown, "");
    headings_destroy(h);
}

static void a_number_never_takes_the_name_of_another_column(void **state)
{
    (void)state;
    struct headings *h = read_as("plain", NULL, "Other,Other,Other #1\n");
    assert_names(h, 0, "Other");
    assert_names(h, 1, "Other / Other #2");
    assert_names(h, 2, "Other #1");
    headings_destroy(h);
}

static void qualtrics_has_three_rows(void **state)
{
    (void)state;
    static const char export[] = "StartDate,ResponseId,RecipientEmail,Duration (in seconds),Q1,Q5_1,Q5_2,\n"
                                 "Anfangsdatum,Antwort-ID,E-Mail des Empf\xC3\xA4ngers,Dauer (in Sekunden),\"How many people\ndo you support?\",Training? - Selected Choice - Debt,Training? - Selected Choice - Other,\n"
                                 "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"recipientEmail\"\"}\",\"{\"\"ImportId\"\":\"\"duration\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID5_1\"\"}\",\"{\"\"ImportId\"\":\"\"QID5_2\"\"}\",\n"
                                 "2026-07-01 09:00:00,R_1,,38,12,1,,\n";
    struct headings *h = read_as("qualtrics", NULL, export);
    assert_int_equal(h->line, 4); /* the text of row 2 has a line break */
    assert_names(h, 4, "Q1 / QID1 / How many people\ndo you support?");
    assert_names(h, 5, "Q5_1 / QID5_1 / Training? - Selected Choice - Debt / Training? [Debt]");
    assert_string_equal(h->columns[6].question, "Training?");
    assert_string_equal(h->columns[6].choice, "Other");
    assert_true(h->columns[0].system && h->columns[0].role == HEADING_STARTED);
    assert_true(!h->columns[1].system && h->columns[1].role == HEADING_IDENTIFIER);
    assert_true(h->columns[2].personal);
    assert_true(h->columns[3].role == HEADING_DURATION);
    assert_false(h->columns[4].system || h->columns[4].personal);
    assert_true(h->columns[7].system && !h->columns[7].count);
    headings_destroy(h);
    assert_recognised(export, "qualtrics", "ImportId");
}

static void legacy_qualtrics_has_two_rows(void **state)
{
    (void)state;
    static const char export[] = "V1,V6,V8,Q1,\nResponseID,IPAddress,StartDate,How many?,\nR_1,192.0.2.1,2017-07-18 08:28:09,2,\n";
    struct headings *h = read_as("qualtrics-legacy", NULL, export);
    assert_names(h, 3, "Q1 / How many?");
    assert_true(h->columns[1].personal);
    assert_true(h->columns[4].system);
    headings_destroy(h);
    assert_recognised(export, "qualtrics-legacy", "V1");
}

static void surveymonkey_fills_questions_to_the_right(void **state)
{
    (void)state;
    static const char export[] = "Respondent ID,IP Address,Which training?,,,Your team,,Comments\n,,Debt,Housing,Other (please specify),Response,Other (please specify),Open-Ended Response\n1,192.0.2.1,Debt,,,A,,none\n";
    struct headings *h = read_as("surveymonkey", NULL, export);
    assert_names(h, 0, "Respondent ID");
    assert_names(h, 2, "Which training? [Debt] / Which training? - Debt");
    assert_names(h, 4, "Which training? [Other (please specify)] / Which training? - Other (please specify)");
    assert_names(h, 5, "Your team");
    assert_names(h, 6, "Your team [Other (please specify)] / Your team - Other (please specify)");
    assert_names(h, 7, "Comments");
    assert_string_equal(h->columns[3].question, "Which training?");
    assert_string_equal(h->columns[3].choice, "Housing");
    assert_null(h->columns[5].question);
    assert_null(h->columns[5].choice);
    assert_true(h->columns[1].personal && h->columns[0].role == HEADING_IDENTIFIER);
    headings_destroy(h);
    assert_recognised(export, "surveymonkey", "respondent's number");
}

static void typeform_repeats_headings(void **state)
{
    (void)state;
    static const char one[] = "#,Debt,Other,How long?,Other,Start Date (UTC),Submit Date (UTC),Network ID\nx1,Debt,,3,,2026-07-01 09:00:00,2026-07-01 09:05:00,ab\n";
    struct headings *h = read_as("typeform", NULL, one);
    assert_names(h, 2, "Other / Other #1");
    assert_names(h, 4, "Other / Other #2");
    assert_true(h->columns[7].personal && h->columns[6].role == HEADING_SUBMITTED);
    headings_destroy(h);
    assert_recognised(one, "typeform", "Network ID");
    static const char two[] = ",Which training?,,How long?\n#,Debt,Other,How long have you been here?\nx1,Debt,,3\n";
    h = read_as("surveymonkey", NULL, two);
    assert_names(h, 0, "#");
    assert_names(h, 1, "Which training? [Debt] / Which training? - Debt");
    assert_names(h, 3, "How long? [How long have you been here?] / How long? - How long have you been here?");
    headings_destroy(h);
    assert_recognised(two, "surveymonkey", "begins with #");
}

static void limesurvey_has_three_styles(void **state)
{
    (void)state;
    static const char both[] = "id. Response ID,submitdate. Date submitted,ipaddr. IP address,WHO5[SQ001]. Over the last two weeks [I felt cheerful],age. How old are you?\n1,,,3,40\n";
    struct headings *h = read_as("limesurvey", NULL, both);
    assert_names(h, 0, "id. Response ID / id / Response ID");
    assert_names(h, 3, "WHO5[SQ001]. Over the last two weeks [I felt cheerful] / WHO5[SQ001] / Over the last two weeks [I felt cheerful] / Over the last two weeks - I felt cheerful");
    assert_string_equal(h->columns[3].question, "Over the last two weeks");
    assert_string_equal(h->columns[3].choice, "I felt cheerful");
    assert_true(h->columns[0].role == HEADING_IDENTIFIER && h->columns[1].role == HEADING_SUBMITTED && h->columns[2].personal);
    headings_destroy(h);
    assert_recognised(both, "limesurvey", "id. Response ID");
    h = read_as("limesurvey", NULL, "id,submitdate,Q2[SQ001],Q2[other]\n1,,Y,\n");
    assert_names(h, 2, "Q2[SQ001] / Q2 [SQ001] / Q2 - SQ001");
    assert_string_equal(h->columns[3].question, "Q2");
    assert_string_equal(h->columns[3].choice, "other");
    headings_destroy(h);
    h = read_as("limesurvey", NULL, "Response ID,Date submitted,Which training? [Debt]\n1,,Yes\n");
    assert_string_equal(h->columns[2].question, "Which training?");
    assert_string_equal(h->columns[2].choice, "Debt");
    headings_destroy(h);
    assert_recognised(",edu1. What is your degree?,team. Your team?,age. Age\n0,a,b,c\n", "limesurvey", "a code, a point");
}

static void jisc_and_redcap_have_codes(void **state)
{
    (void)state;
    static const char jisc[] = "URN,Q1,Q9_1,Q9_2,Q11_1_a_1,CompletionDate\n1-2-3,3,1,0,1,2020-09-21\n";
    struct headings *h = read_as("jisc", NULL, jisc);
    assert_true(h->columns[0].role == HEADING_IDENTIFIER && h->columns[5].role == HEADING_SUBMITTED);
    assert_string_equal(h->columns[4].question, "Q11_1_a");
    assert_string_equal(h->columns[3].choice, "2");
    headings_destroy(h);
    assert_recognised(jisc, "jisc", "URN");
    static const char redcap[] = "record_id,sex,race___1,race____9,form_complete,form_timestamp\n1,0,1,0,2,\n";
    h = read_as("redcap", NULL, redcap);
    assert_string_equal(h->columns[2].question, "race");
    assert_string_equal(h->columns[3].choice, "_9"); /* code -9 */
    assert_true(h->columns[4].system && h->columns[5].system && !h->columns[1].system);
    headings_destroy(h);
    assert_recognised(redcap, "redcap", "name___1");
}

static void repeats_of_redcap_are_refused(void **state)
{
    (void)state;
    struct headings *h = read_as("redcap", NULL, "record_id,redcap_event_name,redcap_repeat_instrument,redcap_repeat_instance,age\n1,a,,,40\n");
    assert_non_null(strstr(h->columns[1].refused, "one row is not one person"));
    assert_non_null(strstr(h->columns[2].refused, "repeats instruments"));
    assert_non_null(h->columns[3].refused);
    assert_null(h->columns[4].refused);
    headings_destroy(h);
}

static void forms_of_google_and_microsoft(void **state)
{
    (void)state;
    static const char google[] = "Timestamp,Email Address,How often? [I felt cheerful],How often? [I felt calm],Which training?\n2026/07/01 9:00:00 am GMT+1,a@b.example,Often,Never,\"Debt, Housing\"\n";
    struct headings *h = read_as("google-forms", NULL, google);
    assert_names(h, 2, "How often? [I felt cheerful]");
    assert_true(h->columns[0].role == HEADING_SUBMITTED && h->columns[1].personal);
    headings_destroy(h);
    assert_recognised(google, "google-forms", "Timestamp");
    static const char microsoft[] = "ID,Start time,Completion time,Email,Name,How\xC2\xA0many people do you support?\xC2\xA0\n1,7/1/26 9:00:00,7/1/26 9:05:00,anonymous,,12\n";
    h = read_as("microsoft-forms", NULL, microsoft);
    assert_names(h, 5, "How\xC2\xA0many people do you support?");
    assert_true(h->columns[4].personal && h->columns[0].role == HEADING_IDENTIFIER);
    headings_destroy(h);
    assert_recognised(microsoft, "microsoft-forms", "Completion time");
}

static void what_looks_like_none_is_plain(void **state)
{
    (void)state;
    assert_recognised("", NULL, NULL);
    assert_recognised("id,team,training_complete\n1,a,yes\n", NULL, NULL);
    assert_recognised("RespondentID,Age,Gender\n1,40,Male\n", NULL, NULL);
    assert_recognised("RespondentID,Answer,Gender\n1,Response,Male\n", NULL, NULL);
    assert_recognised("URN,Name of trust\n1,a\n", NULL, NULL);
    assert_recognised("ID,Team\n1,a\n", NULL, NULL);
    assert_recognised("Timestamp,Team\nmonday,a\n", NULL, NULL);
    assert_recognised("1. What is your age?,2. What is your team?,3. What is your job?\n1,2,3\n", NULL, NULL);
}

static void odd_heading_rows_are_refused(void **state)
{
    (void)state;
    assert_refused("surveymonkey", "a,b,c\na,b\n1,2,3\n", "heading row 2 has 2 columns, the first has 3");
    assert_non_null(strstr(failure.place, "in.csv:2"));
    assert_refused("qualtrics", "a,b\nc,d\n", "ends within its heading rows");
    struct headings *h = read_as("qualtrics", NULL, "");
    assert_int_equal(h->count, 0);
    headings_destroy(h);
    assert_refused("qualtrix", "a\n", "there is no profile 'qualtrix'; did you mean 'qualtrics'?");
    assert_non_null(strstr(failure.hint, "microsoft-forms"));
    assert_refused("../plain", "a\n", "there is no profile '../plain'");
}

static void write_profile(const char *name, const char *bytes)
{
    assert_true(!mkdir(scratch_path("profiles"), 0700) || errno == EEXIST);
    char path[100];
    snprintf(path, sizeof path, "profiles/%s.json", name);
    scratch_spill(path, bytes, strlen(bytes));
}

static void a_profile_may_lie_beside_the_codebook(void **state)
{
    (void)state;
    write_profile("ours", "{\"name\": \"ours\", \"title\": \"Ours\", \"heading_rows\": 2, \"parts\": [{\"name\": \"code\", \"row\": 1, \"before\": \":\"}],"
                          " \"names\": [\"{code}\", \"{1} {2}\"], \"columns\": {\"system\": [\"stamp*\"], \"personal\": [\"who\"]}}");
    struct headings *h = read_as("ours", scratch_path("survey.json"), "a: x,Stamp 1,who\nfirst,second,third\n");
    assert_names(h, 0, "a / a: x first");
    assert_true(h->columns[1].system && !h->columns[0].system);
    assert_true(!h->columns[2].personal); /* it is called "who third" */
    headings_destroy(h);
}

static void mistakes_are_refused(void **state)
{
    (void)state;
    static const struct { const char *rest; int mistakes; } wrong[] = {
        {"\"heading_rows\": 4, \"names\": [\"{1}\"]", 1}, {"\"heading_rows\": 1, \"names\": []", 1}, {"\"heading_rows\": 1, \"names\": [\"one\"]", 1},
        {"\"heading_rows\": 1, \"names\": [\"{cod}\"]", 1}, {"\"heading_rows\": 1, \"names\": [\"{2}\"]", 1}, {"\"heading_rows\": 1, \"names\": [\"{1}{\"]", 1},
        {"\"heading_rows\": 1, \"names\": [\"{1}\"], \"parts\": [{\"name\": \"a\", \"row\": 2}]", 1},
        {"\"heading_rows\": 1, \"names\": [\"{1}\"], \"parts\": [{\"name\": \"a\", \"row\": 1, \"of\": \"b\"}]", 2},
        {"\"heading_rows\": 1, \"names\": [\"{1}\"], \"parts\": [{\"name\": \"a\", \"row\": 1, \"after\": \"\"}]", 1},
        {"\"heading_rows\": 1, \"names\": [\"{1}\"], \"colums\": {}", 1},
        {"\"heading_rows\": 1, \"names\": [\"{1}\"], \"refused\": [{\"columns\": [\"a\"]}]", 1},
        {"\"heading_rows\": 1, \"names\": [\"{1}\"], \"signs\": [{\"why\": \"w\", \"cells\": [{\"row\": 9, \"column\": -1}]}]", 3}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char bytes[400], said[60];
        snprintf(bytes, sizeof bytes, "{\"name\": \"wrong\", \"title\": \"Wrong\", %s}", wrong[i].rest);
        write_profile("wrong", bytes);
        assert_null(read_as("wrong", scratch_path("survey.json"), "a\n"));
        snprintf(said, sizeof said, "%d %s in this profile", wrong[i].mistakes, wrong[i].mistakes == 1 ? "mistake" : "mistakes");
        if (strcmp(failure.text, said)) fail_msg("%s: %s", wrong[i].rest, failure.text);
        assert_int_equal(failure.status, STATUS_CONFIG);
    }
    write_profile("wrong", "{\"name\": \"other\", \"title\": \"Wrong\", \"heading_rows\": 1, \"names\": [\"{1}\"]}");
    assert_null(read_as("wrong", scratch_path("survey.json"), "a\n"));
    assert_non_null(strstr(failure.text, "calls itself 'other'"));
    write_profile("wrong", "{");
    assert_null(read_as("wrong", scratch_path("survey.json"), "a\n"));
}

static void personal_headings(void **state)
{
    (void)state;
    static const char *const yes[] = {"Name", "First name", "RecipientLastName", "Recipient Email", "E-mail Address", "EMAIL", "email_address", "What is your email address?", "Your  postcode:", "IPAddress", "IP-Adresse",
                                      "ipaddr", "Date of Birth", "DOB", "LocationLatitude", "NHS number", "National Insurance Number", "3. Your full name", "Q12: Mobile number", "Vorname", "Nachname des Empf\xC3\xA4ngers",
                                      "Pr\xC3\xA9nom", "correo electr\xC3\xB3nico", "Postcode", "Home\xC2\xA0" "address", "name_first"};
    static const char *const no[] = {"", "?", "Team name", "Name of your team", "Address the problem", "emails per day", "How many e-mails do you get?", "Age", "birth year", "Postcode area", "Does your name matter?", "What is your role?", "phone use", "Region"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!profile_is_personal(text_of(yes[i]))) fail_msg("'%s' asks for personal data", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (profile_is_personal(text_of(no[i]))) fail_msg("'%s' does not ask for personal data", no[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(plain_names_columns_by_their_headings), cmocka_unit_test(a_number_never_takes_the_name_of_another_column), cmocka_unit_test(qualtrics_has_three_rows),
                                       cmocka_unit_test(legacy_qualtrics_has_two_rows), cmocka_unit_test(surveymonkey_fills_questions_to_the_right), cmocka_unit_test(typeform_repeats_headings),
                                       cmocka_unit_test(limesurvey_has_three_styles), cmocka_unit_test(jisc_and_redcap_have_codes), cmocka_unit_test(repeats_of_redcap_are_refused),
                                       cmocka_unit_test(forms_of_google_and_microsoft), cmocka_unit_test(what_looks_like_none_is_plain), cmocka_unit_test(odd_heading_rows_are_refused),
                                       cmocka_unit_test(a_profile_may_lie_beside_the_codebook), cmocka_unit_test(mistakes_are_refused), cmocka_unit_test(personal_headings)};
    return cmocka_run_group_tests_name("lib/profile", tests, scratch_make, scratch_clear);
}
