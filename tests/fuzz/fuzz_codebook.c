/* The codebook reader on any bytes. What follows a line "%%%%" is the instrument "mood" beside it. A codebook that is taken keeps the promises of
 * codebook.h, and reading it once more gives the same digests. */
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include "codebook.h"
#include "fuzz.h"

static char folder[40], survey[64], instrument[64];

static int drop(const char *path, const struct stat *facts, int kind, struct FTW *place)
{
    (void)facts, (void)kind, (void)place;
    return remove(path);
}

static void clear(void) { nftw(folder, drop, 8, FTW_DEPTH | FTW_PHYS); }

static void prepare(void)
{
    if (folder[0]) return;
    snprintf(folder, sizeof folder, access("/dev/shm", W_OK) ? "/tmp/spwell-fuzz-XXXXXX" : "/dev/shm/spwell-fuzz-XXXXXX");
    HOLDS(mkdtemp(folder));
    snprintf(survey, sizeof survey, "%s/survey.json", folder);
    snprintf(instrument, sizeof instrument, "%s/instruments/mood.json", folder);
    char sub[64];
    snprintf(sub, sizeof sub, "%s/instruments", folder);
    HOLDS(mkdir(sub, 0700) == 0 && atexit(clear) == 0);
}

static void spill(const char *path, const void *bytes, size_t length)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    HOLDS(descriptor >= 0 && write(descriptor, bytes, length) == (ssize_t)length);
    close(descriptor);
}

static void check_fields(const struct codebook *book)
{
    for (int f = 0; f < book->field_count; f++) {
        const struct field *field = &book->fields[f];
        HOLDS(field->name && field->name[0] && field->title && codebook_field(book, field->name) == f);
        HOLDS(field->category_count >= 0 && field->category_count <= CATEGORY_LIMIT && field->missing_count >= 0 && field->missing_count <= MISSING_LIMIT);
        HOLDS((field->type == FIELD_CATEGORY) == (field->category_count > 0) || field->drop);
        for (int c = 0; c < field->category_count; c++) HOLDS(field->categories[c].value && field->categories[c].label);
        HOLDS(!(field->minimum > field->maximum));
    }
}

static void check_rest(const struct codebook *book)
{
    HOLDS(book->field_count > 0 && book->grouping_count > 0 && book->groupings[0].count == 0);
    HOLDS(book->identifier >= -1 && book->identifier < book->field_count && book->cluster >= -1 && book->cluster < book->field_count);
    HOLDS(book->minimum >= 1 || book->public_sample);
    for (int m = 0; m < book->measure_count; m++) {
        const struct measure *measure = &book->measures[m];
        HOLDS(measure->name && measure->label && (measure->operand_count > 0) == (measure->kind != MEASURE_CODE) && measure->operand_count <= OPERAND_LIMIT && codebook_measure(book, measure->name) == m);
        for (int o = 0; o < measure->operand_count; o++) HOLDS((measure->operands[o].field >= 0) != (measure->operands[o].measure >= 0) && measure->operands[o].measure < m);
    }
    for (int c = 0; c < book->theme_code_count; c++) HOLDS(book->measures[book->theme_codes[c].measure].kind == MEASURE_CODE);
    for (int f = 0; f < book->field_count; f++) HOLDS(!book->fields[f].asked_if || book->fields[f].asked_if->field < f);
    for (int g = 0; g < book->grouping_count; g++)
        for (int v = 0; v < book->groupings[g].count; v++) {
            int count;
            HOLDS(codebook_categories(book, book->groupings[g].variables[v], &count) && count > 0);
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct failure failure = {0};
    prepare();
    const uint8_t *mark = memmem(bytes, length, "\n%%%%\n", 6);
    spill(survey, bytes, mark ? (size_t)(mark - bytes) : length);
    if (mark) spill(instrument, mark + 6, length - 6 - (size_t)(mark - bytes));
    else unlink(instrument);
    struct codebook *book = codebook_read(survey, &failure);
    HOLDS((book == NULL) == (failure.status != STATUS_DONE));
    if (!book) return 0;
    check_fields(book);
    check_rest(book);
    struct codebook *again = codebook_read(survey, &failure);
    HOLDS(again && !strcmp(book->digest, again->digest) && !strcmp(book->layout, again->layout));
    codebook_destroy(again);
    codebook_destroy(book);
    return 0;
}
