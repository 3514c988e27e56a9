/* Rows: the same for the same seed, inside the codebook, shaped by the structure. Expected shares are those the structure asks for; tolerances are
 * five standard errors of a share or mean of that many draws. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "made.h"
#include <cmocka.h>
#include "near.h"
#include "../../../pipeline/synth/frame.h"

static const char wave[] = "2026-27-Q2";

static char *rows_of(const char *period, uint64_t seed, const char *structure, int rows)
{
    struct codebook *book = made_codebook();
    struct failure failure = {0};
    struct plan *plan = made_plan(book, period, seed, structure, &failure);
    if (!plan) fail_msg("%s: %s", failure.place, failure.text);
    char *text = made_rows(plan, rows);
    plan_destroy(plan);
    codebook_destroy(book);
    return text;
}

static void check_same(const char *a_wave, uint64_t a_seed, const char *b_wave, uint64_t b_seed, bool same)
{
    char *a = rows_of(a_wave, a_seed, NULL, 50), *b = rows_of(b_wave, b_seed, NULL, 50);
    assert_int_equal(!strcmp(a, b), same);
    free(a);
    free(b);
}

static void a_seed_and_a_wave_name_the_answers(void **state)
{
    (void)state;
    check_same(wave, 1, wave, 1, true);
    check_same(wave, 1, "Q2 2026-27", 1, true); /* the same quarter written otherwise */
    check_same(wave, 1, wave, 2, false);
    check_same(wave, 1, "2026-27-Q1", 1, false);
}

static void more_respondents_begin_with_the_fewer(void **state)
{
    (void)state;
    char *few = rows_of(wave, 3, NULL, 20), *many = rows_of(wave, 3, NULL, 200);
    assert_int_equal(strncmp(few, many, strlen(few)), 0);
    free(few);
    free(many);
}

/* Counts rows whose cell `column` is `value`; rows without quotes only. */
static int count_cells(const char *rows, int column, const char *value)
{
    int count = 0;
    for (const char *line = rows; *line; line = strchr(line, '\n') + 1) {
        const char *cell = line;
        for (int c = 0; c < column; c++) cell = strchr(cell, ',') + 1;
        count += !strncmp(cell, value, strlen(value)) && strchr(",\n", cell[strlen(value)]);
    }
    return count;
}

static double mean_cells(const char *rows, int column)
{
    double sum = 0;
    int count = 0;
    for (const char *line = rows; *line; line = strchr(line, '\n') + 1, count++) {
        const char *cell = line;
        for (int c = 0; c < column; c++) cell = strchr(cell, ',') + 1;
        sum += strtod(cell, NULL);
    }
    return sum / count;
}

enum { ID, TEAM, SECTOR, CLIENTS, TIRED_1, TIRED_2, CASELOAD, FTE, BEGAN, COMMENT, MANY = 20000 };
static const char no_gaps[] = "\"missing\": {\"share\": 0}, \"fields\": {\"comment\": {\"answered\": 0}";

static void shares_are_met(void **state)
{
    (void)state;
    char structure[600];
    snprintf(structure, sizeof structure, "{%s, \"tired_1\": {\"shares\": [50, 30, 20]}, \"clients\": {\"level\": \"person\", \"shares\": {\"no\": 1, \"yes\": 3}}}, "
             "\"skips\": [{\"fields\": [\"tired_2\"], \"when\": {\"clients\": \"no\"}, \"answer\": \"-77\"}]}", no_gaps);
    char *rows = rows_of(wave, 5, structure, MANY);
    assert_true(fabs(count_cells(rows, TIRED_1, "never") / (double)MANY - 0.5) < 0.018);
    assert_true(fabs(count_cells(rows, TIRED_1, "always") / (double)MANY - 0.2) < 0.0142);
    assert_true(fabs(count_cells(rows, CLIENTS, "no") / (double)MANY - 0.25) < 0.0154);
    assert_int_equal(count_cells(rows, TIRED_2, "-77"), count_cells(rows, CLIENTS, "no"));
    assert_int_equal(count_cells(rows, COMMENT, ""), MANY);
    free(rows);
}

/* A shift of 0.5 moves a median answer from a share of 0.5 to pnorm(0.5) = 0.6914625 (R 4.2.2), in its wave and sector alone. */
static const char shifted[] =
    "{\"waves\": [\"2026-27-Q1\", \"2026-27-Q2\", \"2026-27-Q3\"], %s, \"sector\": {\"level\": \"team\"}, \"tired_*\": {\"shares\": [50, 0, 50], \"loads\": {\"strain\": 0.6}}},"
    "\"factors\": [{\"name\": \"strain\", \"team\": 0.1, \"wave\": 0.2, \"shifts\": [{\"amount\": 0.8333333333333333, \"when\": {\"sector\": \"voluntary\"}, \"from\": \"2026-27-Q2\", "
    "\"until\": \"2026-27-Q2\"}]}]}";

static double tired(const char *period, const char *sector)
{
    char structure[800], start[20];
    snprintf(structure, sizeof structure, shifted, no_gaps);
    char *rows = rows_of(period, 6, structure, 2 * MANY);
    int of = 0, always = 0;
    snprintf(start, sizeof start, ",%s,", sector);
    for (char *line = rows; *line;) {
        char *end = strchr(line, '\n');
        *end = 0;
        if (strstr(line, start)) {
            of++;
            const char *cell = line;
            for (int c = 0; c < TIRED_1; c++) cell = strchr(cell, ',') + 1;
            always += !strncmp(cell, "always", 6);
        }
        line = end + 1;
    }
    free(rows);
    return (double)always / of;
}

static void shifts_move_their_wave_and_sector_alone(void **state)
{
    (void)state;
    assert_true(fabs(tired("2026-27-Q1", "voluntary") - 0.5) < 0.025);
    assert_true(fabs(tired("2026-27-Q2", "voluntary") - 0.6914625) < 0.025);
    assert_true(fabs(tired("2026-27-Q2", "nhs") - 0.5) < 0.025);
    assert_true(fabs(tired("2026-27-Q3", "voluntary") - 0.5) < 0.025);
}

/* Lognormal, rounded to whole numbers: mean median * exp(spread^2 / 2) = 20 * exp(0.08) = 21.6657, standard deviation about 9. */
static void numbers_follow_their_curve(void **state)
{
    (void)state;
    char structure[400];
    snprintf(structure, sizeof structure, "{%s, \"caseload\": {\"median\": 20, \"spread\": 0.4}, \"fte\": {\"mean\": 0.6, \"deviation\": 0.05, \"decimals\": 2}}}", no_gaps);
    char *rows = rows_of(wave, 7, structure, MANY);
    assert_true(fabs(mean_cells(rows, CASELOAD) - 21.6657) < 0.32);
    assert_true(fabs(mean_cells(rows, FTE) - 0.6) < 0.0018);
    free(rows);
}

/* Nine in ten places keep their person: a share of 0.9 of the 2,000 of the wave before, standard error 0.0067. */
static void a_panel_keeps_most_people_and_all_teams(void **state)
{
    (void)state;
    static const char panel[] = "{\"waves\": [\"2026-27-Q1\", \"2026-27-Q2\"], \"panel\": {\"stay\": 0.9}, \"fields\": {\"comment\": {\"answered\": 0}}}";
    char *before = rows_of("2026-27-Q1", 8, panel, 2000), *after = rows_of("2026-27-Q2", 8, panel, 2000);
    int kept = 0;
    const char *b = after;
    for (const char *a = before; *a; a = strchr(a, '\n') + 1, b = strchr(b, '\n') + 1) {
        size_t id = strcspn(a, ","), team = strcspn(a + id + 1, ",");
        kept += !strncmp(a, b, id + 1);
        assert_int_equal(strncmp(a + id, b + strcspn(b, ","), team + 2), 0);
    }
    assert_true(fabs(kept / 2000.0 - 0.9) < 0.034);
    free(before);
    free(after);
}

static void first_teams_are_as_given_and_counted_by_the_frame(void **state)
{
    (void)state;
    struct codebook *book = made_codebook();
    struct failure failure = {0};
    struct plan *plan = made_plan(book, wave, 9,
        "{\"teams\": {\"sizes\": {\"5\": 1}, \"first\": [{\"size\": 3, \"answers\": {\"sector\": \"voluntary\"}}]}, \"fields\": {\"sector\": {\"level\": \"team\", \"shares\": {\"nhs\": 1}}}}", &failure);
    struct buffer frame = {0};
    assert_non_null(plan);
    assert_int_equal(frame_write(plan, 18, &frame, &failure), 0);
    assert_string_equal(frame.at, "sector,headcount\nnhs,15\nvoluntary,3\n");
    char *rows = made_rows(plan, 18);
    assert_int_equal(count_cells(rows, TEAM, "team-1"), 3);
    assert_int_equal(count_cells(rows, TEAM, "team-2"), 5);
    free(rows);
    buffer_free(&frame);
    plan_destroy(plan);
    codebook_destroy(book);
}

/* Without a structure a margin is drawn anew for each answer: there is no population to count. */
static void a_frame_needs_lasting_margins(void **state)
{
    (void)state;
    struct codebook *book = made_codebook();
    struct failure failure = {0};
    struct plan *plan = made_plan(book, wave, 9, NULL, &failure);
    struct buffer frame = {0};
    assert_int_equal(frame_write(plan, 18, &frame, &failure), -1);
    assert_non_null(strstr(failure.text, "'sector' is drawn anew"));
    buffer_free(&frame);
    plan_destroy(plan);
    codebook_destroy(book);
}

/* RFC 4180: quotes are doubled, cells with separators, quotes or line breaks are quoted. */
static void comments_are_quoted(void **state)
{
    (void)state;
    char *rows = rows_of(wave, 1, "{\"fields\": {\"comment\": {\"answered\": 1, \"phrases\": [\"a \\\"b\\\",\\nc\"]}}}", 1);
    assert_non_null(strstr(rows, ",\"a \"\"b\"\",\nc\"\n"));
    free(rows);
}

/* "waiting" is asked of those with clients, "weeks" of those with a list, "late" of those who wait 5 weeks or more: nobody else has an answer, also where a question leads to the next. */
static void who_is_not_asked_has_an_empty_cell(void **state)
{
    (void)state;
    static const char routed[] =
        "{\"name\": \"routed\", \"title\": \"Routed\", \"fields\": ["
        "{\"name\": \"id\", \"title\": \"Id\", \"type\": \"string\", \"constraints\": {\"required\": true}},"
        "{\"name\": \"team\", \"title\": \"Team\", \"type\": \"string\", \"constraints\": {\"required\": true}},"
        "{\"name\": \"clients\", \"title\": \"Clients\", \"type\": \"string\", \"categories\": [\"yes\", \"no\"]},"
        "{\"name\": \"waiting\", \"title\": \"List\", \"type\": \"string\", \"categories\": [\"yes\", \"no\"], \"spwell\": {\"asked_if\": {\"field\": \"clients\", \"values\": [\"yes\"]}}},"
        "{\"name\": \"weeks\", \"title\": \"Weeks\", \"type\": \"integer\", \"constraints\": {\"minimum\": 1, \"maximum\": 9}, \"spwell\": {\"asked_if\": {\"field\": \"waiting\", \"values\": [\"yes\"]}}},"
        "{\"name\": \"late\", \"title\": \"Late\", \"type\": \"string\", \"categories\": [\"yes\", \"no\"], \"spwell\": {\"asked_if\": {\"field\": \"weeks\", \"minimum\": 5}}}],"
        "\"spwell\": {\"identifier\": \"id\", \"cluster\": \"team\", \"measures\": [{\"name\": \"weeks\", \"label\": \"Weeks\", \"kind\": \"item\", \"of\": [\"weeks\"], \"unit\": \"weeks\"}]}}";
    struct failure failure = {0};
    struct codebook *book = codebook_parse("routed.json", text_of(routed), &failure);
    struct plan *plan = book ? made_plan(book, wave, 5, "{\"missing\": {\"share\": 0}}", &failure) : NULL;
    if (!plan) fail_msg("%s: %s", failure.place, failure.text);
    char *rows = made_rows(plan, 400), *line = strchr(rows, '\n') + 1;
    int asked = 0;
    for (char *end; *line; line = end + 1) {
        char clients[4] = "", waiting[4] = "";
        int weeks = 0;
        end = strchr(line, '\n');
        char *at = line;
        for (int comma = 0; comma < 2; at++) comma += *at == ',';
        int read = sscanf(at, "%3[a-z],%3[a-z],%d", clients, waiting, &weeks);
        bool has_list = !strcmp(clients, "yes") && !strcmp(waiting, "yes"), is_late = has_list && weeks >= 5;
        assert_int_equal(read, !strcmp(clients, "yes") ? 2 + has_list : 1);
        assert_int_equal(end[-1] == ',', !is_late);
        asked += is_late;
    }
    assert_in_range(asked, 25, 90); /* 400 / 2 / 2 * 5 / 9 = 56 */
    free(rows);
    plan_destroy(plan);
    codebook_destroy(book);
}

static void dates_lie_in_the_quarter(void **state)
{
    (void)state;
    char *rows = rows_of(wave, 1, "{\"missing\": {\"share\": 0}, \"fields\": {\"comment\": {\"answered\": 0}}}", 500);
    for (const char *line = rows; *line; line = strchr(line, '\n') + 1) {
        const char *cell = line;
        for (int c = 0; c < BEGAN; c++) cell = strchr(cell, ',') + 1;
        assert_true(strncmp(cell, "2026-07-01", 10) >= 0 && strncmp(cell, "2026-09-30", 10) <= 0);
    }
    free(rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_seed_and_a_wave_name_the_answers), cmocka_unit_test(more_respondents_begin_with_the_fewer), cmocka_unit_test(shares_are_met),
        cmocka_unit_test(shifts_move_their_wave_and_sector_alone), cmocka_unit_test(numbers_follow_their_curve), cmocka_unit_test(a_panel_keeps_most_people_and_all_teams),
        cmocka_unit_test(first_teams_are_as_given_and_counted_by_the_frame), cmocka_unit_test(a_frame_needs_lasting_margins), cmocka_unit_test(comments_are_quoted),
        cmocka_unit_test(who_is_not_asked_has_an_empty_cell), cmocka_unit_test(dates_lie_in_the_quarter)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
