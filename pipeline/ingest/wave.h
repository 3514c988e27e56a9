/* One pass over all files of a wave: rows into the writer, oddities into the issue table, duplicates found.
 *
 *     struct wave wave = {...};
 *     wave_read(&wave, files, count, failure)
 * A respondent who stands in several rows is only known at the end; then the pass is made again with those people kept apart.
 */
#ifndef SPWELL_INGEST_WAVE_H
#define SPWELL_INGEST_WAVE_H
#include "codebook.h"
#include "convert.h"
#include "period.h"
#include "store.h"

struct wave {
    const struct codebook *book;
    const struct converter *converters;
    const struct period *period;
    struct store *store; /* NULL: only checks */
    const char *encoding;
    char separator;
    int threads;
    double quarantine_limit; /* share of the rows; more refuses the wave */
    int (*restart)(void *context, struct failure *failure); /* empties the wave before the second pass */
    void *restart_context;
    long rows_read, stored, quarantined, blank, not_eligible; /* of all files */
};

int wave_read(struct wave *wave, char *const *files, int count, struct failure *failure) MUST_USE;

#endif
