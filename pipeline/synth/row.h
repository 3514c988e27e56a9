/* One row of the file, or its heading. */
#ifndef SPWELL_SYNTH_ROW_H
#define SPWELL_SYNTH_ROW_H
#include "crowd.h"

/* Draws this wave's answers of the person at hand and writes their row. `at` has room for plan->row_limit bytes; returns the end. */
char *row_write(struct crowd *crowd, char *at);
/* The heading, appended. */
void row_heading(const struct plan *plan, struct buffer *out);

#endif
