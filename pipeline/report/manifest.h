/* manifest.json: what went in, what came out, with a SHA-256 each; keys sorted, no paths of the machine, no clock (`created` only from SOURCE_DATE_EPOCH). */
#ifndef REPORT_MANIFEST_H
#define REPORT_MANIFEST_H
#include "release.h"
#include "text.h"

/* Refuses a SOURCE_DATE_EPOCH that is no date, before anything is written. */
int manifest_check(struct failure *failure) MUST_USE;
/* Lists `written` (names, sorted here), release.db and the pictures in charts/ as far as they lie in the folder. */
int manifest_write(const struct release *release, const char *folder, const char *const *written, size_t count, struct buffer *out, struct failure *failure) MUST_USE;

#endif
