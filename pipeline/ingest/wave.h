/* One pass over all files of a wave: rows into the writer, oddities into the issue table, duplicates found.
 *
 *     struct wave wave = {...};
 *     wave_read(&wave, files, count, failure)
 * A respondent who stands in several rows is only known at the end; then the pass is made again (pick.h).
 */
#ifndef SPWELL_INGEST_WAVE_H
#define SPWELL_INGEST_WAVE_H
#include "choices.h"
#include "codebook.h"
#include "completeness.h"
#include "convert.h"
#include "period.h"
#include "profile.h"
#include "store.h"

struct wave {
    const struct codebook *book;
    const struct converter *converters;
    struct choices *const *choices; /* one a multi-select */
    const struct profile *profile;
    bool profile_declared;
    const struct period *period;
    bool period_known; /* false: only checks, and nobody said which wave it is */
    struct store *store; /* NULL: only checks */
    const char *encoding;
    char separator;
    int threads;
    double quarantine_limit; /* share of the rows; more refuses the wave */
    int (*restart)(void *context, struct failure *failure); /* empties the wave before the second pass */
    void *restart_context;
    long rows_read, stored, quarantined, blank, not_eligible, incomplete; /* of all files */
    long superseded;                     /* of those quarantined: rows in whose place another one of the same person was taken */
    long dispositions[DISPOSITION_COUNT]; /* where the codebook declares completeness */
};

int wave_read(struct wave *wave, char *const *files, int count, struct failure *failure) MUST_USE;

#endif
