/* Numbers for people: real minus signs, thousands separated, one rule of rounding. Appended to a buffer; pure.
 *
 *     number_plain(&out, -3.04, 1)   "−3.0"        number_signed(&out, 7, 0)  "+7"        number_count(&out, 23144)  "23,144"
 *
 * The rule of rounding, which the report prints: percentages and scores out of 100 are whole numbers, other averages have the decimals of their measure;
 * where that would turn something into 0 that is not 0, decimals are kept until it shows (three at most).
 */
#ifndef REPORT_NUMBER_H
#define REPORT_NUMBER_H
#include <stddef.h>
#include "text.h"

void number_plain(struct buffer *out, double value, int decimals);
void number_signed(struct buffer *out, double value, int decimals);
void number_count(struct buffer *out, long count);
/* The decimals that keep every value other than 0 from being printed as 0; values that are not finite do not count. */
int number_decimals(int decimals, const double *values, size_t count);

#endif
