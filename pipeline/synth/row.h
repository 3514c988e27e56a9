/* One row of the file, or its heading. */
#ifndef SPWELL_SYNTH_ROW_H
#define SPWELL_SYNTH_ROW_H
#include "crowd.h"

/* Draws this wave's answers of the person at hand and writes their row. `at` has room for plan->row_limit bytes; returns the end. */
char *row_write(struct crowd *crowd, char *at);
/* Of the person whose row was written last: the identifier, closed by NUL, and whether this question was answered. */
void row_identifier(const struct crowd *crowd, char identifier[64]);
bool row_is_answered(struct crowd *crowd, int field);
/* The heading, appended. */
void row_heading(const struct plan *plan, struct buffer *out);

#endif
