/* What the tests of synth share: files of a test of its own, a plan from texts, rows as text. */
#ifndef SPWELL_TEST_SYNTH_MADE_H
#define SPWELL_TEST_SYNTH_MADE_H
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "../../../pipeline/synth/row.h"
#include "../../../pipeline/synth/structure.h"

static const char small_codebook[] =
    "{\"name\": \"small\", \"title\": \"Small\", \"missingValues\": [\"\", \"-77\"], \"fields\": ["
    "{\"name\": \"id\", \"title\": \"Id\", \"type\": \"string\", \"constraints\": {\"required\": true}},"
    "{\"name\": \"team\", \"title\": \"Team\", \"type\": \"string\", \"constraints\": {\"required\": true}},"
    "{\"name\": \"sector\", \"title\": \"Sector\", \"type\": \"string\", \"constraints\": {\"required\": true}, \"categories\": [\"nhs\", \"voluntary\"]},"
    "{\"name\": \"clients\", \"title\": \"Clients\", \"type\": \"boolean\", \"trueValues\": [\"yes\"], \"falseValues\": [\"no\"]},"
    "{\"name\": \"tired_1\", \"title\": \"Tired\", \"type\": \"string\", \"categories\": [\"never\", \"sometimes\", \"always\"]},"
    "{\"name\": \"tired_2\", \"title\": \"Tired\", \"type\": \"string\", \"categories\": [\"never\", \"sometimes\", \"always\"]},"
    "{\"name\": \"caseload\", \"title\": \"Caseload\", \"type\": \"integer\", \"constraints\": {\"minimum\": 0, \"maximum\": 200}},"
    "{\"name\": \"fte\", \"title\": \"Share\", \"type\": \"number\", \"constraints\": {\"minimum\": 0.1, \"maximum\": 1}},"
    "{\"name\": \"began\", \"title\": \"Began\", \"type\": \"date\"},"
    "{\"name\": \"comment\", \"title\": \"Comment\", \"type\": \"string\", \"spwell\": {\"free_text\": true}}],"
    "\"spwell\": {\"identifier\": \"id\", \"cluster\": \"team\", \"weighting\": {\"method\": \"rake\", \"margins\": [\"sector\"]},"
    "\"measures\": [{\"name\": \"caseload\", \"label\": \"Caseload\", \"kind\": \"item\", \"of\": [\"caseload\"], \"unit\": \"people\"}]}}";

static inline void made_file(char path[64], const char *text)
{
    snprintf(path, 64, "/tmp/spwell-synth-XXXXXX");
    int file = mkstemp(path);
    if (file < 0 || write(file, text, strlen(text)) != (ssize_t)strlen(text) || close(file)) abort();
}

static inline struct codebook *made_codebook(void)
{
    char path[64];
    struct failure failure = {0};
    made_file(path, small_codebook);
    struct codebook *book = codebook_read(path, &failure);
    unlink(path);
    if (!book) abort();
    return book;
}

/* NULL with the failure filled when the structure (NULL: none) is refused; the failure's place begins with the line. */
static inline struct plan *made_plan(const struct codebook *book, const char *wave, uint64_t seed, const char *structure, struct failure *failure)
{
    struct period period;
    if (period_parse(wave, &period, failure)) abort();
    struct plan *plan = plan_create(book, &period, seed, failure);
    if (!plan || !structure) return plan;
    char path[64];
    made_file(path, structure);
    int result = structure_read(plan, path, &period, failure);
    size_t length = strlen(path);
    unlink(path);
    if (!strncmp(failure->place, path, length)) memmove(failure->place, failure->place + length, strlen(failure->place + length) + 1);
    if (!result) return plan;
    plan_destroy(plan);
    return NULL;
}

/* `rows` answers; freed by the caller. */
static inline char *made_rows(const struct plan *plan, int rows)
{
    char *text = malloc((size_t)rows * plan->row_limit + 1), *at = text;
    struct crowd *crowd = crowd_create(plan);
    if (!text) abort();
    while (rows) {
        crowd_next(crowd);
        if (!crowd->answers_survey) continue;
        at = row_write(crowd, at);
        rows--;
    }
    *at = 0;
    crowd_destroy(crowd);
    return text;
}

#endif
