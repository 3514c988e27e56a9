#include "stored.h"

#include <stdio.h>
#include <string.h>

#include "memory.h"

int stored_wave_find(struct store *store, const char *folder, const char *name, const struct codebook *book, struct stored_wave *wave, struct failure *failure)
{
    struct statement *select = store_statement(store, "wave");
    statement_text(select, 1, name);
    int got = statement_next(select, failure);
    if (got < 0) return -1;
    if (!got) {
        fail(failure, STATUS_INPUT, "%s/work.db: there is no wave %s", folder, name);
        return failure_hint(failure, "spwell ingest stores its answers");
    }
    bool same = !book || !strcmp(statement_get_text(select, 0), book->layout);
    wave->respondents = (size_t)statement_get_integer(select, 1);
    snprintf(wave->start, sizeof wave->start, "%s", statement_get_text(select, 2));
    statement_reset(select);
    if (same) return 0;
    fail(failure, STATUS_CONFIG, "the questions of the codebook have changed since %s was ingested", name);
    return failure_hint(failure, "ingest the wave's files again with --replace");
}

int stored_chunks(struct store *store, const char *wave, struct stored_chunk **chunks, size_t *count, struct failure *failure)
{
    size_t room = 0;
    int got;
    struct statement *select = store_statement(store, "chunks");
    statement_text(select, 1, wave);
    while ((got = statement_next(select, failure)) > 0) {
        *chunks = memory_grow(*chunks, *count, &room, sizeof **chunks);
        (*chunks)[(*count)++] = (struct stored_chunk){statement_get_integer(select, 0), (size_t)statement_get_integer(select, 1)};
    }
    return got;
}
