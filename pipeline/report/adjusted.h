/* Differences adjusted for covariates, beside the differences as they are. */
#ifndef REPORT_ADJUSTED_H
#define REPORT_ADJUSTED_H
#include "page.h"

/* The adjusted row of the same groups, measure and answer, or NULL. */
const struct comparison *adjusted_beside(const struct release *release, const struct comparison *raw);
/* "Adjusted for region, role and time in the job, the difference is +2.1 (0.4 to 4.6)."; "" where nothing was estimated. */
const char *adjusted_sentence(const struct page *page, const struct comparison *raw);
/* A cell of a table: the difference with its interval; empty where the comparison is not adjusted. */
void adjusted_cell(struct table *table, const struct comparison *raw);
/* What the column means, of the first adjusted row there is; "" when there is none. */
const char *adjusted_note(const struct page *page);

#endif
