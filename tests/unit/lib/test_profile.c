/* Export profiles. The heading rows are written by hand in the shapes of the tools (shared/ecosystem.md 2.2 and the files they export); what each column may be
 * called, what it is to the tool and what is recognised follows from the descriptions of the tools, not from the program. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../../../pipeline/lib/codebook_internal.h"
#include "../../../pipeline/lib/profile_internal.h"
#include "../scratch.h"
#include "file.h"
#include "profile.h"
#include <cmocka.h> /* last but one: it makes a macro of fail() */
#include "schema.h"

extern const struct key_table *const profile_format_tables[];

/* --- the schema --- */

static void schema_says_what_the_reader_reads(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct buffer bytes = {0};
    struct arena *arena = arena_create();
    assert_int_equal(file_read("schemas/profile.schema.json", 1 << 20, &bytes, &failure), 0);
    const struct json *schema = json_parse(arena, "profile.schema.json", (struct text){bytes.at, bytes.length}, &failure), *definitions = json_member(schema, "$defs");
    assert_non_null(definitions);
    int count = 0;
    for (; profile_format_tables[count]; count++) {
        const struct key_table *table = profile_format_tables[count];
        schema_compare(count ? json_member(definitions, table->name) : schema, definitions, table);
    }
    assert_int_equal(count, 6);
    assert_int_equal(definitions->count, count - 1 + 3); /* patterns, line and text have no table */
    buffer_free(&bytes);
    arena_destroy(arena);
}

/* --- what columns are called --- */

static struct headings *headings_of(const char *profile_name, const char *rows, struct failure *failure)
{
    struct profile *profile = profile_read(profile_name, NULL, failure);
    assert_non_null(profile);
    struct csvfile *file = csvfile_open(scratch_spill("in.csv", rows, strlen(rows)), &(struct csv_options){0}, failure);
    assert_non_null(file);
    struct headings *headings = profile_headings(profile, file, failure);
    csvfile_close(file);
    profile_destroy(profile);
    return headings;
}

static void put_facts(struct buffer *out, const struct heading *heading)
{
    static const char *const roles[] = {"", " identifier", " started", " submitted", " duration"};
    for (int n = 0; n < heading->count; n++) buffer_format(out, "%s%s", n ? " = " : "", heading->names[n]);
    if (heading->question) buffer_format(out, " (%s / %s)", heading->question, heading->choice);
    buffer_format(out, "%s%s%s%s\n", roles[heading->role], heading->system ? " system" : "", heading->personal ? " personal" : "", heading->refused ? " refused" : "");
}

/* One line a column: its names, the question and its choice, what it is. */
static void check_headings(const char *profile, const char *rows, const char *wanted)
{
    struct failure failure = {0};
    struct buffer got = {0};
    struct headings *headings = headings_of(profile, rows, &failure);
    assert_non_null(headings);
    for (size_t c = 0; c < headings->count; c++) put_facts(&got, &headings->columns[c]);
    assert_string_equal(got.at, wanted);
    buffer_free(&got);
    headings_destroy(headings);
}

static void plain_names(void **state)
{
    (void)state;
    check_headings("plain", "id,How old are you?,,E-mail\n", "id\nHow old are you?\n\nE-mail personal\n");
    check_headings("plain", "Other,Other,other\n", "Other = Other #1\nOther = Other #2\nother = other #3\n");
}

static void qualtrics_names(void **state)
{
    (void)state;
    check_headings("qualtrics",
                   "StartDate,ResponseId,IPAddress,Q1,Q5_1\n"
                   "Start Date,Response ID,IP Address,How are you?,Which? - Selected Choice - Tea\n"
                   "\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"ipAddress\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID5\"\"}\"\n",
                   "StartDate = Start Date started system\n"
                   "ResponseId = _recordId = Response ID identifier\n"
                   "IPAddress = IP Address personal\n"
                   "Q1 = QID1 = How are you?\n"
                   "Q5_1 = QID5 = Which? - Selected Choice - Tea = Which? [Tea] (Which? / Tea)\n");
    check_headings("qualtrics-legacy", "V1,V8,Q1,\nResponseID,StartDate,Which?-Tea,\n", "V1 = ResponseID identifier\nV8 = StartDate started system\nQ1 = Which?-Tea (Which? / Tea)\n system\n");
}

static void surveymonkey_names(void **state)
{
    (void)state;
    check_headings("surveymonkey", "RespondentID,Your job?,Which drinks?,,\n,Response,Tea,Coffee,Other (please specify)\n",
                   "RespondentID identifier\n"
                   "Your job?\n"
                   "Which drinks? [Tea] = Which drinks? - Tea (Which drinks? / Tea)\n"
                   "Which drinks? [Coffee] = Which drinks? - Coffee (Which drinks? / Coffee)\n"
                   "Which drinks? [Other (please specify)] = Which drinks? - Other (please specify) (Which drinks? / Other (please specify))\n");
}

static void limesurvey_names(void **state)
{
    (void)state;
    check_headings("limesurvey", "id. Response ID,submitdate. Date submitted,WHO5[SQ001]. Over two weeks [I felt calm]\n",
                   "id. Response ID = id = Response ID identifier\n"
                   "submitdate. Date submitted = submitdate = Date submitted submitted system\n"
                   "WHO5[SQ001]. Over two weeks [I felt calm] = WHO5[SQ001] = Over two weeks [I felt calm] = Over two weeks - I felt calm (Over two weeks / I felt calm)\n");
    check_headings("limesurvey", "id,ipaddr,G1Q2\n", "id identifier\nipaddr personal\nG1Q2\n");
}

static void names_of_the_others(void **state)
{
    (void)state;
    check_headings("google-forms", "Timestamp,Username,Rate these [Pay]\n", "Timestamp submitted system\nUsername personal\nRate these [Pay] (Rate these / Pay)\n");
    check_headings("microsoft-forms", "ID,Start time,Completion time,Email,Name,Team\n", "ID identifier\nStart time started system\nCompletion time submitted system\nEmail personal\nName personal\nTeam\n");
    check_headings("jisc", "URN,Q1,Q9_1,CompletionDate\n", "URN identifier\nQ1\nQ9_1 (Q9 / 1)\nCompletionDate submitted system\n");
    check_headings("redcap", "record_id,race___1,form_1_complete,redcap_repeat_instance\n", "record_id identifier\nrace___1 (race / 1)\nform_1_complete system\nredcap_repeat_instance refused\n");
    check_headings("typeform", "#,Which drinks?,Other,Other,Submit Date (UTC),Network ID\n",
                   "# identifier\nWhich drinks?\nOther = Other #1\nOther = Other #2\nSubmit Date (UTC) submitted system\nNetwork ID personal\n");
}

static void empty_file_has_no_headings(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct headings *headings = headings_of("qualtrics", "", &failure);
    assert_non_null(headings);
    assert_int_equal(headings->count, 0);
    headings_destroy(headings);
}

static void check_refused(const char *profile, const char *rows, const char *place, const char *text)
{
    struct failure failure = {0};
    struct headings *headings = headings_of(profile, rows, &failure);
    assert_null(headings);
    assert_int_equal(failure.status, STATUS_DATA);
    assert_string_equal(strrchr(failure.place, '/') + 1, place);
    assert_string_equal(failure.text, text);
    assert_true(failure.hint[0]);
}

static void heading_rows_that_do_not_fit(void **state)
{
    (void)state;
    check_refused("qualtrics", "Q1,Q2\nHow?,Why?\n", "in.csv:2", "the file ends within its heading rows: the profile 'qualtrics' has 3 of them");
    check_refused("surveymonkey", "RespondentID,Your job?\n,Response,Tea\n", "in.csv:2", "heading row 2 has 3 columns, the first has 2");
}

/* --- what is recognised --- */

static void recognises(void **state)
{
    (void)state;
    static const struct { const char *profile, *file; } files[] = {
        {"qualtrics", "Q1,Q2,Q3\nOne,Two,Three\n{'ImportId':'QID1'},{'ImportId':'QID2'},{'ImportId':'QID3'}\n1,2,3\n"},
        {"qualtrics-legacy", "V1,Q1\nResponseID,How?\nR_1,2\n"},
        {"surveymonkey", "RespondentID,Your job?\n,Response\n1,Nurse\n"},
        {"surveymonkey", ",Drinks?,\n#,Tea,Coffee\n1,Tea,\n"},
        {"limesurvey", "id. Response ID,q1. One,q2. Two\n1,a,b\n"},
        {"limesurvey", "Response ID,Date submitted,One\n1,2026-01-01,a\n"},
        {"limesurvey", "id,submitdate,q1\n1,2026-01-01,a\n"},
        {"limesurvey", "q1. One,q2. Two,q3. Three\n1,2,3\n"},
        {"google-forms", "Timestamp,How are you?\n2026/01/01 9:00:00 am GMT,well\n"},
        {"microsoft-forms", "ID,Start time,Completion time,Email,Name\n1,a,b,c,d\n"},
        {"jisc", "URN,Q1,Q2\n1,2,3\n"},
        {"redcap", "record_id,age,form_1_complete\n1,40,2\n"},
        {"redcap", "study,redcap_event_name\n1,a\n"},
        {"typeform", "#,How?,Network ID\n1,well,x\n"},
        {NULL, "id,age,team\n1,40,North\n"},
        {NULL, "ID,Name\n1,x\n"},
        {NULL, "Response ID,Answer\n1,x\n"},
        {NULL, "1. What is your job?,2. Where?,3. Since when?\na,b,c\n"},
        {NULL, "RespondentID,Your job?\n1,Nurse\n"},
        {NULL, ""}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct failure failure = {0};
        char why[300] = "";
        const char *found = profile_recognise(scratch_spill("in.csv", files[i].file, strlen(files[i].file)), &(struct csv_options){0}, why, &failure);
        assert_int_equal(failure.status, STATUS_DONE);
        if ((found != NULL) != (files[i].profile != NULL)) fail_msg("%s: %s", found ? found : "nothing", files[i].file);
        if (!found) continue;
        assert_string_equal(found, files[i].profile);
        assert_true(why[0]);
    }
}

/* --- personal headings --- */

static void personal_headings(void **state)
{
    (void)state;
    static const char *const yes[] = {"Name", "First name", "E-mail", "email_address", "EmailAddress", "3. What is your e-mail address?", "Q2: Your full name", "Date of birth", "IP address", "IPAddress",
                                      "LocationLatitude", "NHS number", "Mobile phone number", "Postcode", "What is your home postcode?", "Nachname", "Adresse e-mail", "Correo electr\xC3\xB3nico"};
    static const char *const no[] = {"", "Team name", "Name of your employer", "How often do you send e-mails?", "Age", "Region", "Address book", "Number of clients", "Your role", "Phone calls a week", "Telephone support offered"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!profile_is_personal(text_of(yes[i]))) fail_msg("'%s' is personal", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (profile_is_personal(text_of(no[i]))) fail_msg("'%s' is not personal", no[i]);
}

/* --- profiles that cannot be read --- */

/* What is said on stderr about a profile beside a codebook. */
static char *refusal_of(const char *bytes, struct failure *failure)
{
    static char said[4000];
    struct failure none = {0};
    assert_int_equal(file_make_folder(scratch_path("profiles"), &none), 0);
    scratch_spill("profiles/mine.json", bytes, strlen(bytes));
    FILE *capture = tmpfile();
    assert_non_null(capture);
    fflush(stderr);
    int before = dup(STDERR_FILENO);
    dup2(fileno(capture), STDERR_FILENO);
    struct profile *profile = profile_read("mine", scratch_path("survey.json"), failure);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    rewind(capture);
    said[fread(said, 1, sizeof said - 1, capture)] = 0;
    fclose(capture);
    assert_null(profile);
    return said;
}

static void refuses_with_line_and_column(void **state)
{
    (void)state;
    static const struct { const char *profile, *place, *text; } refusals[] = {
        {"{\"name\": \"mine\", \"title\": \"M\", \"names\": [\"{1}\"]}", ":1:1: ", "a profile needs 'heading_rows'"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 4, \"names\": [\"{1}\"]}", ":1:48: ", "'heading_rows' must be from 1 to 3"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": []}", ":1:60: ", "the list of names is empty"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"one\"]}", ":1:61: ", "a name is made of parts in braces"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{2}\"]}", ":1:61: ", "there is no part '2'"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"part\": []}", ":2:2: ", "unknown property 'part' of a profile"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"row\": 1}", ":2:2: ", "unknown property 'row' of a profile"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"parts\": [{\"name\": \"a\", \"row\": 2}]}", ":2:33: ", "'row' must be from 1 to 1"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"parts\": [{\"name\": \"a\", \"of\": \"b\"}]}", ":2:32: ", "there is no part 'b'"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"parts\": [{\"name\": \"a\", \"row\": 1, \"of\": \"1\"}]}", ":2:12: ", "a part has 'row' or 'of', not both"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"parts\": [{\"name\": \"a\", \"row\": 1, \"after\": \"\"}]}", ":2:12: ", "'after' and 'before' cannot be empty"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"signs\": [{\"cells\": [{\"row\": 5, \"like\": [\"x\"]}], \"why\": \"w\"}]}", ":2:31: ", "'row' must be from 1 to 4"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"signs\": [{\"cells\": [{\"row\": 1}], \"why\": \"w\"}]}", ":2:23: ", "the cells of a sign need either 'like' or 'part'"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"refused\": [{\"columns\": [\"x\"]}]}", ":2:14: ", "a refusal needs 'why'"},
        {"{\"name\": \"mine\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"],\n \"columns\": {\"submited\": [\"x\"]}}", ":2:14: ", "unknown property 'submited' of the columns of a profile"}};
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct failure failure = {0};
        char *said = refusal_of(refusals[i].profile, &failure), wanted[400];
        snprintf(wanted, sizeof wanted, "profiles/mine.json%serror: %s\n", refusals[i].place, refusals[i].text);
        assert_int_equal(failure.status, STATUS_CONFIG);
        if (!strstr(said, wanted)) fail_msg("wanted %s got %s", wanted, said);
    }
}

static void refuses_names(void **state)
{
    (void)state;
    static const struct { const char *name, *text; } refusals[] = {
        {"qualtrix", "there is no profile 'qualtrix'; did you mean 'qualtrics'?"}, {"../plain", "there is no profile '../plain'"}, {"", "there is no profile ''"}};
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct failure failure = {0};
        assert_null(profile_read(refusals[i].name, "survey.json", &failure));
        assert_int_equal(failure.status, STATUS_CONFIG);
        assert_memory_equal(failure.text, refusals[i].text, strlen(refusals[i].text));
        assert_non_null(strstr(failure.hint, "google-forms, jisc, limesurvey"));
    }
    struct failure failure = {0};
    (void)refusal_of("{\"name\": \"other\", \"title\": \"M\", \"heading_rows\": 1, \"names\": [\"{1}\"]}", &failure);
    assert_string_equal(failure.text, "the file of the profile 'mine' calls itself 'other'");
}

static void each_shipped_one_is_read(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    const char *name;
    int count = 0;
    for (; (name = profile_shipped(arena, count)); count++) {
        struct failure failure = {0};
        struct profile *profile = profile_read(name, NULL, &failure);
        if (!profile) fail_msg("%s: %s", name, failure.text);
        assert_string_equal(profile_name(profile), name);
        profile_destroy(profile);
    }
    assert_int_equal(count, 10);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(schema_says_what_the_reader_reads), cmocka_unit_test(plain_names), cmocka_unit_test(qualtrics_names), cmocka_unit_test(surveymonkey_names),
        cmocka_unit_test(limesurvey_names), cmocka_unit_test(names_of_the_others), cmocka_unit_test(empty_file_has_no_headings), cmocka_unit_test(heading_rows_that_do_not_fit), cmocka_unit_test(recognises),
        cmocka_unit_test(personal_headings), cmocka_unit_test(refuses_with_line_and_column), cmocka_unit_test(refuses_names), cmocka_unit_test(each_shipped_one_is_read)};
    return cmocka_run_group_tests_name("lib/profile", tests, scratch_make, scratch_clear);
}
