/* No row is lost and none is read twice: made-up files (made_file.h), whose maker counts what it writes, are read as a wave, and every count must be
 * the maker's (reliability.md 9, P10); files with a lost quote are refused, or every row of theirs is accounted for (P11).
 *
 *     test_rows FOLDER COUNT SEED SEPARATOR [ENCODING]     writes COUNT files for tests/acceptance/rows.sh; prints "FILE READ STORED QUARANTINED BLANK NOT_ELIGIBLE"
 */
#include <assert.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>
#include "../../../pipeline/ingest/wave.h"
#include "../scratch.h"
#include "made_file.h"
#include <cmocka.h> /* last: it makes a macro of fail() */

#if defined __SANITIZE_ADDRESS__ || defined FEW_FILES
enum { FILES = 1000, PLANTED = 300, LARGE_EVERY = 500 };
#else
enum { FILES = 10000, PLANTED = 1000, LARGE_EVERY = 5000 };
#endif
static const uint64_t seed = 20261;
static const unsigned char key[32] = {7};
static int told; /* where standard error went */

struct survey { struct codebook *book; struct converter *converters; struct profile *profile; };
static struct survey exact, partial, qualtrics;

static void survey_open(struct survey *survey, const char *path, const char *profile)
{
    struct failure failure = {0};
    survey->book = codebook_read(path, &failure);
    survey->profile = profile_read(profile, NULL, &failure);
    if (!survey->book || !survey->profile) fail_msg("%s", failure.text);
    survey->converters = memory_new((size_t)survey->book->field_count, sizeof *survey->converters);
    for (int f = 0; f < survey->book->field_count; f++) convert_prepare(&survey->converters[f], &survey->book->fields[f], f == survey->book->identifier ? key : NULL);
}

static void survey_close(struct survey *survey)
{
    for (int f = 0; f < survey->book->field_count; f++) convert_release(&survey->converters[f]);
    free(survey->converters);
    profile_destroy(survey->profile);
    codebook_destroy(survey->book);
}

static int prepare(void **state)
{
    survey_open(&exact, "tests/unit/ingest/rows.json", NULL);
    survey_open(&partial, "tests/unit/ingest/rows-partial.json", NULL);
    survey_open(&qualtrics, "tests/unit/ingest/rows-partial.json", "qualtrics");
    return scratch_make(state);
}

static int release(void **state)
{
    survey_close(&exact);
    survey_close(&partial);
    survey_close(&qualtrics);
    return scratch_clear(state);
}

/* Thousands of messages about odd rows are nobody's news. */
static void hush(void)
{
    int nothing = open("/dev/null", O_WRONLY);
    told = dup(STDERR_FILENO);
    assert_true(nothing >= 0 && told >= 0 && dup2(nothing, STDERR_FILENO) >= 0);
    close(nothing);
}

static void speak(void)
{
    assert_true(dup2(told, STDERR_FILENO) >= 0);
    close(told);
}

static int read_made(const struct survey *survey, const struct made_file *made, struct wave *wave, struct failure *failure)
{
    static struct period period;
    if (!period.name[0] && period_parse("2026-27-Q2", &period, failure)) return -1;
    *wave = (struct wave){.book = survey->book, .converters = survey->converters, .profile = survey->profile, .period = &period, .period_known = true,
                          .encoding = made->encoding, .separator = made->separator, .threads = 1, .quarantine_limit = 1};
    char path[400];
    snprintf(path, sizeof path, "%s", scratch_spill("in.csv", made->bytes.at, made->bytes.length));
    return wave_read(wave, (char *[]){path}, 1, failure);
}

static const struct survey *survey_of(uint64_t i) { return i % 4 == 3 ? &qualtrics : i % 2 ? &partial : &exact; }

/* What this file would need to be looked at is left beside the test. */
static void give_up(const struct made_file *made, uint64_t number, const char *why)
{
    const char *path = "/tmp/spwell-made-file.csv";
    FILE *file = fopen(path, "wb");
    if (file) {
        fwrite(made->bytes.at, 1, made->bytes.length, file);
        fclose(file);
    }
    speak();
    fail_msg("seed %llu (separator '%c', encoding %s; its bytes: %s): %s", (unsigned long long)number, made->separator, made->encoding ? made->encoding : "utf-8", path, why);
}

static void assert_counts(const struct made_file *made, const struct wave *wave, uint64_t number)
{
    char why[300];
    snprintf(why, sizeof why, "read %ld stored %ld quarantined %ld blank %ld not eligible %ld; written %ld, %ld, %ld, %ld, %ld", wave->rows_read, wave->stored, wave->quarantined, wave->blank,
             wave->not_eligible, made_records(made) + made->blank, made_stored(made), made_quarantined(made), made->blank, made->not_eligible);
    bool right = wave->rows_read == wave->stored + wave->quarantined + wave->blank + wave->not_eligible && wave->rows_read == made_records(made) + made->blank;
    if (!right || wave->stored != made_stored(made) || wave->quarantined != made_quarantined(made) || wave->blank != made->blank || wave->not_eligible != made->not_eligible) give_up(made, number, why);
}

static void every_row_is_counted_once(void **state)
{
    (void)state;
    long rows = 0, empty = 0;
    hush();
    for (uint64_t i = 0; i < FILES; i++) {
        struct made_file made;
        struct wave wave;
        struct failure failure = {0};
        (void)made_file_fill(&made, seed + i, &(struct made_wish){.encoding = "", .qualtrics = survey_of(i) == &qualtrics, .rows = i % LARGE_EVERY == LARGE_EVERY - 1 ? 50000 : 0});
        int result = read_made(survey_of(i), &made, &wave, &failure);
        if (result ? made_records(&made) > 0 : !made_records(&made)) give_up(&made, seed + i, result ? failure.text : "a file without rows was taken");
        if (!result) assert_counts(&made, &wave, seed + i);
        empty += result != 0;
        rows += made_records(&made) + made.blank;
        made_file_free(&made);
    }
    speak();
    print_message("# %d files of seeds from %llu, %ld rows, %ld files without rows\n", FILES, (unsigned long long)seed, rows, empty);
}

/* Refused, or nobody was merged with anybody: all rows that were written are counted, and no row is stored that would not be. */
static void a_lost_quote_never_merges_people(void **state)
{
    (void)state;
    long planted = 0, refused = 0, counted = 0, headings = 0, columns[MADE_COLUMNS] = {0};
    hush();
    for (uint64_t i = 0; planted < PLANTED; i++) {
        struct made_file made;
        struct wave wave;
        struct failure failure = {0};
        bool fits = made_file_fill(&made, seed + i, &(struct made_wish){.encoding = "", .rows = i % 500 == 499 ? 50000 : 3 + (long)(i % 40), .tidy = true, .qualtrics = survey_of(i) == &qualtrics, .plant = PLANT_OPEN + (enum made_plant)(i % 3)});
        if (fits) {
            int result = read_made(survey_of(i), &made, &wave, &failure);
            if (result || !wave.stored) refused++; /* a wave of which nothing can be stored is refused, too (ingest.c) */
            else if (wave.rows_read == made_records(&made) + made.blank && wave.stored <= made_stored(&made)) counted++;
            else give_up(&made, seed + i, "people were merged, or lost");
            if (result && failure.status != STATUS_DATA) give_up(&made, seed + i, failure.text);
            planted++;
            headings += made.planted_in_headings;
            columns[made.planted_column]++;
        }
        made_file_free(&made);
    }
    speak();
    for (int c = 0; c < MADE_COLUMNS; c++) assert_true(columns[c] > 0);
    assert_true(headings > 0);
    print_message("# %ld files with a lost quote (%ld in headings): %ld refused, %ld with every row accounted for\n", planted, headings, refused, counted);
}

static int write_files(char **arguments)
{
    long count = strtol(arguments[2], NULL, 10);
    for (long i = 0; i < count; i++) {
        struct made_file made;
        char path[400];
        (void)made_file_fill(&made, strtoull(arguments[3], NULL, 10) + (uint64_t)i, &(struct made_wish){.rows = 10 + i % 60, .separator = arguments[4][0], .encoding = arguments[5]});
        assert(made_records(&made)); /* ten blank lines in a row: another seed, please */
        snprintf(path, sizeof path, "%s/%ld.csv", arguments[1], i);
        FILE *file = fopen(path, "wb");
        if (!file || fwrite(made.bytes.at, 1, made.bytes.length, file) != made.bytes.length || fclose(file)) return 74;
        printf("%ld.csv %ld %ld %ld %ld %ld\n", i, made_records(&made) + made.blank, made_stored(&made), made_quarantined(&made), made.blank, made.not_eligible);
        made_file_free(&made);
    }
    return 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_row_is_counted_once), cmocka_unit_test(a_lost_quote_never_merges_people)};
    if (argc >= 5) return write_files(argv);
    return cmocka_run_group_tests_name("ingest/rows", tests, prepare, release);
}
