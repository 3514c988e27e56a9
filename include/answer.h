/* Answers as a codebook says they are written: numbers with decimal commas and thousands, dates and times by a format. Pure; no locale, no clock.
 *
 *     struct number_format format = {.decimal = ',', .group = "."};
 *     if (answer_number(text, &format, &value)) ...                        "1.234,5" is 1234.5; a group has three digits
 *     if (answer_date(text, "%d/%m/%Y", &days)) ...                        days since 1970-01-01, a time of day as the fraction
 */
#ifndef SPWELL_ANSWER_H
#define SPWELL_ANSWER_H
#include <stdbool.h>
#include "text.h"

struct number_format {
    char decimal;   /* '.' or ',' */
    char group[5];  /* what separates thousands, in UTF-8; "" for nothing */
    bool currency;  /* currency and percent signs and spaces around the number are passed over (Table Schema: bareNumber false) */
};
bool answer_number(struct text text, const struct number_format *format, double *value) __attribute__((warn_unused_result));

/* Formats are those of strptime: %Y %y %m %d %b (English month names) %H %I %M %S %p %%, and what stands between them; days, months and hours may have
 * one digit. %y from 69 on is 19.., as in POSIX. NULL is ISO 8601: 2026-09-30, with "T" or a space 14:05, 14:05:59, 14:05:59.123, and a zone (Z, +01:00), which is
 * passed over: the day is the day where it was written. */
bool answer_date(struct text text, const char *format, double *days) __attribute__((warn_unused_result));
/* The other way round; NULL is 2026-09-30, with the time of day behind it where there is one. */
void answer_put_date(struct buffer *out, double days, const char *format);
/* NULL when the format can be read by, else what is wrong with it. It must give a date (year, month; day is the first when there is none) or a time of day. */
const char *answer_date_format_mistake(const char *format);

#endif
