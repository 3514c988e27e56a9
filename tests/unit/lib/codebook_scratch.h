/* A folder of their own for tests that write codebooks, and what the reader says about them.
 *
 *     struct codebook *book = read_bytes(text, length, &failure, &said);      in a group run with make_scratch and clear_scratch
 */
#ifndef SPWELL_TEST_CODEBOOK_SCRATCH_H
#define SPWELL_TEST_CODEBOOK_SCRATCH_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "codebook.h"
#include "file.h"
#include "message.h"
#include "resource.h"
#include "text.h"
#include <cmocka.h> /* last: it makes a macro of fail() */


__attribute__((weak)) const struct resource resource_table[] = {{0}};

static char scratch[] = "/tmp/spwell-codebook-XXXXXX";

static inline char *slurp(const char *path)
{
    struct failure failure = {0};
    struct buffer bytes = {0};
    assert_int_equal(file_read(path, 1 << 20, &bytes, &failure), 0);
    return bytes.at;
}

static inline void spill(const char *name, const void *bytes, size_t length)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", scratch, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

/* Reads a codebook of these bytes; what it says on stderr is appended to `said`. */
static inline struct codebook *read_bytes(const void *bytes, size_t length, struct failure *failure, struct buffer *said)
{
    char path[200];
    spill("book.json", bytes, length);
    snprintf(path, sizeof path, "%s/book.json", scratch);
    FILE *capture = tmpfile();
    assert_non_null(capture);
    fflush(stderr);
    int before = dup(STDERR_FILENO);
    dup2(fileno(capture), STDERR_FILENO);
    struct codebook *book = codebook_read(path, failure);
    if (!book) message_failure("test", failure);
    fflush(stderr);
    dup2(before, STDERR_FILENO);
    close(before);
    rewind(capture);
    char part[4096];
    for (size_t got; (got = fread(part, 1, sizeof part, capture)) > 0;) buffer_add(said, part, got);
    buffer_put(said, "");
    fclose(capture);
    return book;
}

static inline int make_scratch(void **state)
{
    (void)state;
    char path[200];
    if (!mkdtemp(scratch)) return -1;
    struct failure failure = {0};
    snprintf(path, sizeof path, "%s/instruments", scratch);
    if (file_make_folder(path, &failure)) return -1;
    char *mood = slurp("tests/unit/lib/codebooks/instruments/mood.json");
    spill("instruments/mood.json", mood, strlen(mood));
    free(mood);
    return 0;
}

static inline int clear_scratch(void **state)
{
    (void)state;
    static const char *const names[] = {"book.json", "instruments/mood.json", "instruments", "."};
    char path[200];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", scratch, names[i]);
        if (i == 3) path[strlen(scratch)] = '\0';
        (void)remove(path);
    }
    return 0;
}

#endif
