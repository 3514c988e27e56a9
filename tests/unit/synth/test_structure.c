/* Mistakes in a structure: each is refused with its place and what to do. The expected lines and words are what a person would want to be told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "made.h"
#include <cmocka.h>

/* '@' stands before the mistake: it is taken out, and its place is where the message must point. */
static void refused(const char *marked, const char *text, const char *hint)
{
    char structure[400], place[40];
    size_t before = strcspn(marked, "@"), line = 1, column = 1;
    for (size_t i = 0; i < before; i++, column++)
        if (marked[i] == '\n') line++, column = 0;
    snprintf(structure, sizeof structure, "%.*s%s", (int)before, marked, marked + before + 1);
    snprintf(place, sizeof place, ":%zu:%zu", line, column);
    struct codebook *book = made_codebook();
    struct failure failure = {0};
    struct plan *plan = made_plan(book, "2026-27-Q2", 1, structure, &failure);
    if (plan) fail_msg("not refused: %s", structure);
    if (strcmp(failure.place, place) || !strstr(failure.text, text) || (hint && !strstr(failure.hint, hint)))
        fail_msg("%s gave '%s' '%s' '%s'", structure, failure.place, failure.text, failure.hint);
    assert_int_equal(failure.status, STATUS_CONFIG);
    codebook_destroy(book);
}

static void unknown_names(void **state)
{
    (void)state;
    refused("{@\"teems\": {}}", "'teems' is not a key of a structure", "teams");
    refused("{\"fields\": {\n@\"sectr\": {}}}", "no field 'sectr'", "sector");
    refused("{\"fields\": {@\"tried_*\": {}}}", "no field of the codebook begins", NULL);
    refused("{\"fields\": {\"sector\": {@\"share\": [1, 1]}}}", "'share' is not a key of a field", "shares");
    refused("{\"fields\": {\"sector\": {\"shares\": {@\"NHS\": 1}}}}", "'NHS' is not one of the answers", NULL);
    refused("{\"fields\": {\"sector\": {\"loads\": {@\"strain\": 1}}}}", "no factor 'strain'", NULL);
    refused("{\"fields\": {\"tired_1\": {\"shifts\": [{\"amount\": 1, \"when\": {\"sector\": @\"nsh\"}}]}}}", "'nsh' is not a category of 'sector'", "nhs");
}

static void wrong_values(void **state)
{
    (void)state;
    refused("@[]", "must be an object", NULL);
    refused("{\"fields\": {\"tired_1\": {\"shares\": @[1, 2]}}}", "2 shares are given for 3 answers", NULL);
    refused("{\"fields\": {\"tired_1\": {\"shares\": @[0, 0, 0]}}}", "all shares are 0", NULL);
    refused("{\"fields\": {\"tired_1\": {\"shares\": [1, @-1, 0]}}}", "between 0 and", NULL);
    refused("{\"fields\": {\"caseload\": {\"median\": @20}}}", "goes with \"spread\"", NULL);
    refused("{\"fields\": {\"tired_1\": {@\"median\": 20}}}", "is for numbers", NULL);
    refused("{\"fields\": {@\"id\": {}}}", "not described", NULL);
    refused("{\"fields\": {\"sector\": {\"missing\": @0.1}}}", "required", NULL);
    refused("{\"response\": {\"share\": @2}}", "between 0.001 and 1", NULL);
    refused("{\"teams\": {\"sizes\": {@\"0\": 1}}}", "1 to 1000 places", NULL);
    refused("{\"fields\": {\"fte\": {\"mean\": 1, \"deviation\": 1, \"decimals\": @9}}}", "between 0 and 3", NULL);
}

static void what_does_not_fit_together(void **state)
{
    (void)state;
    refused("{\"factors\": [{\"name\": \"a\"}, {\"name\": \"b\", \"loads\": {\"a\": 0.8}}, {\"name\": \"c\", \"loads\": @{\"a\": 0.7, \"b\": 0.7}}]}", "more than all of the variance", "squares");
    refused("{\"factors\": [{\"name\": \"a\"}, {\"name\": @\"a\"}]}", "two factors 'a'", NULL);
    refused("{\"factors\": [@{\"name\": \"a\", \"team\": 0.7, \"wave\": 0.6}]}", "more than 1", NULL);
    refused("{\"fields\": {\"tired_1\": {\"by\": @\"tired_2\", \"shares\": {\"*\": [1, 1, 1]}}}}", "'tired_2' is not known yet", NULL);
    refused("{\"fields\": {\"tired_1\": {\"by\": \"sector\", \"shares\": @{\"nhs\": [1, 1, 1]}}}}", "no shares for 'voluntary'", NULL);
    refused("{\"factors\": [{\"name\": \"a\", \"shifts\": [{\"amount\": 1, \"when\": {@\"sector\": \"nhs\"}}]}]}", "not known yet", "lower level");
    refused("{\"fields\": {\"tired_*\": {}, @\"tire*\": {}}}", "two patterns mean 'tired_1'", NULL);
    refused("{\"skips\": [{\"fields\": [@\"sector\"], \"when\": {\"clients\": \"no\"}, \"answer\": \"-77\"}]}", "required and cannot be skipped", NULL);
    refused("{\"skips\": [{\"fields\": [\"tired_1\"], \"when\": {\"clients\": \"no\"}, \"answer\": @\"-88\"}]}", "not a missing value", NULL);
}

static void waves(void **state)
{
    (void)state;
    refused("{\"waves\": @[\"2026-27-Q1\"]}", "does not hold 2026-27-Q2", "add the wave");
    refused("{\"waves\": [\"2026-27-Q2\", @\"2026-27-Q1\"]}", "does not come after", NULL);
    refused("{\"waves\": [@\"Q2 2026\"]}", "Q2 2026", NULL);
    refused("{\"panel\": @{\"stay\": 0.5}}", "needs the list \"waves\"", NULL);
    refused("{\"waves\": [\"2026-27-Q2\"], \"response\": {\"share\": 1, \"shifts\": [{\"amount\": 1, \"from\": @\"2026-27-Q4\"}]}}", "not in the list", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(unknown_names), cmocka_unit_test(wrong_values), cmocka_unit_test(what_does_not_fit_together), cmocka_unit_test(waves)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
