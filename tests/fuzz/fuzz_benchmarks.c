/* A file of benchmarks, any bytes: taken or refused, and what is taken has numbers that can be shown. */
#include "../../pipeline/disclose/benchmark_file.h"
#include <math.h>
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static struct codebook *book;
    struct failure unread = {0}, failure = {0};
    if (!book) HOLDS((book = codebook_read("tests/unit/lib/codebooks/base.json", &unread)));
    struct arena *arena = arena_create();
    struct benchmarks benchmarks = {0};
    int result = benchmark_file_read(fuzz_file(0, bytes, length), cells_create(book, arena), arena, &benchmarks, &failure);
    HOLDS((result != 0) == (failure.status != STATUS_DONE));
    for (size_t i = 0; !result && i < benchmarks.count; i++) {
        const struct benchmark *row = &benchmarks.rows[i];
        HOLDS(row->measure >= 0 && row->measure < book->measure_count && row->source[0] && row->date[0]);
        HOLDS(!isinf(row->value) && !(row->edges[0] > row->edges[1]) && !(row->edges[1] > row->edges[2]) && isnan(row->edges[0]) == isnan(row->edges[2]));
    }
    benchmark_file_free(&benchmarks);
    arena_destroy(arena);
    return 0;
}
