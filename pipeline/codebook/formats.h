/* How numbers and dates of a column may be written: every answer strikes out what cannot be read so. Pure.
 *
 *     struct formats formats = formats_all();
 *     formats_strike(&formats, text); ...
 *     if (formats_number(&formats)) ...
 */
#ifndef SPWELL_CODEBOOK_FORMATS_H
#define SPWELL_CODEBOOK_FORMATS_H
#include "answer.h"

struct formats {
    unsigned numbers;      /* a bit for each way to write a number */
    uint64_t dates;        /* likewise for dates */
    bool whole, with_time; /* so far every number was whole; a date had a time of day */
    bool leading_zero;     /* "007" is a code, no number */
    double least, most;    /* of the numbers, read in the first way that is left; absent numbers are for the caller to keep away */
};
struct formats formats_all(void);
void formats_strike(struct formats *formats, struct text text);

/* Of what is left, the first; NULL when nothing is. *doubtful: another way of reading gives other numbers. */
const struct number_format *formats_number(const struct formats *formats, bool *doubtful);
/* What is left of dates. */
enum formats_date { FORMATS_NO_DATE, FORMATS_ISO, FORMATS_WRITTEN, FORMATS_DOUBTFUL /* day first or month first: either would do */ };
enum formats_date formats_date(const struct formats *formats, char format[40]);

#endif
