/* What is said about an odd answer. Pure. */
#ifndef SPWELL_INGEST_WORDS_H
#define SPWELL_INGEST_WORDS_H
#include "batch.h"

/* "active_caseload 'approx 40' is not a whole number"; with "did you mean" for categories. Never quotes a comment. */
void words_of_issue(struct buffer *out, const struct plan *plan, const struct issue *issue);

#endif
