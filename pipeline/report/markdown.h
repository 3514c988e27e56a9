/* summary.md: half a page for an e-mail, in the same sentences as the report. */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H
#include "release.h"
#include "text.h"

void markdown_summary(const struct release *release, struct text patterns, struct buffer *out);

#endif
