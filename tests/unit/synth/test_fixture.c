/* fixtures/sp-workforce is what synth makes of its structure: the files of the tree, byte for byte. Seed and number of people invited are those of
 * fixtures/sp-workforce/make.sh, which makes the files again when something was changed on purpose. Run from the top of the tree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include "made.h"
#include <cmocka.h>
#include "../../../pipeline/synth/frame.h"
#include "file.h"

enum { SEED = 79, INVITED = 500, LARGEST_FILE = 4 << 20 };
static const char *const waves[] = {"2024-25-Q3", "2024-25-Q4", "2025-26-Q1", "2025-26-Q2", "2025-26-Q3", "2025-26-Q4", "2026-27-Q1", "2026-27-Q2"};

static void same_as_file(const char *path, const struct buffer *made)
{
    struct buffer stored = {0};
    struct failure failure = {0};
    if (file_read(path, LARGEST_FILE, &stored, &failure)) fail_msg("%s", failure.text);
    if (stored.length != made->length || memcmp(stored.at, made->at, made->length)) fail_msg("%s is not what synth makes now: run fixtures/sp-workforce/make.sh", path);
    buffer_free(&stored);
}

static void make_rows(const struct plan *plan, struct buffer *made)
{
    struct crowd *crowd = crowd_create(plan);
    char *row = malloc(plan->row_limit);
    if (!row) abort();
    row_heading(plan, made);
    for (int i = 0; i < INVITED; i++) {
        crowd_next(crowd);
        if (crowd->answers_survey) buffer_add(made, row, (size_t)(row_write(crowd, row) - row));
    }
    free(row);
    crowd_destroy(crowd);
}

static void the_files_are_what_synth_makes(void **state)
{
    (void)state;
    struct failure failure = {0};
    struct codebook *book = codebook_read("schemas/sp-workforce.json", &failure);
    if (!book) fail_msg("%s", failure.text);
    for (size_t i = 0; i < sizeof waves / sizeof *waves; i++) {
        struct period period;
        char path[100];
        assert_int_equal(period_parse(waves[i], &period, &failure), 0);
        struct plan *plan = plan_create(book, &period, SEED, &failure);
        if (!plan || structure_read(plan, "fixtures/sp-workforce/structure.json", &period, &failure)) fail_msg("%s %s", failure.place, failure.text);
        struct buffer rows = {0}, frame = {0};
        make_rows(plan, &rows);
        snprintf(path, sizeof path, "fixtures/sp-workforce/responses/%s.csv", waves[i]);
        same_as_file(path, &rows);
        assert_int_equal(frame_write(plan, INVITED, &frame, &failure), 0);
        same_as_file("fixtures/sp-workforce/frame.csv", &frame);
        buffer_free(&rows);
        buffer_free(&frame);
        plan_destroy(plan);
    }
    codebook_destroy(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_files_are_what_synth_makes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
