/* The answers of a plan, as a table for people or as CSV. Pure. */
#ifndef SPWELL_PLAN_ANSWER_H
#define SPWELL_PLAN_ANSWER_H
#include <stddef.h>
#include "pair.h"
#include "text.h"

struct question { double power, difference; }; /* difference in the measure's unit; NaN: not asked */

/* One comparison after another, each under a line that names it; columns in line. */
void answer_table(const struct finding *findings, size_t count, const struct question *question, struct buffer *out);
/* The same with every digit: RFC 4180, a heading, empty where there is no number. */
void answer_csv(const struct finding *findings, size_t count, const struct question *question, struct buffer *out);

#endif
