/* How many answered, in words. Pure, but for strings made in the release's arena. */
#ifndef REPORT_ANSWERED_H
#define REPORT_ANSWERED_H
#include "release.h"
#include "text.h"

/* The row of everybody in the period reported on; NULL when there is none. */
const struct response_rate *answered_all(const struct release *release);
/* "66%"; more decimals where that would be 0 or 100 and is not. */
const char *answered_percent(const struct release *release, double count, double of);
/* The same of those who answered; "" when it is withheld or nobody knows how many were invited. */
const char *answered_rate(const struct release *release, const struct response_rate *row);
/* "348 of 527 link workers answered (66%)."; "" when it is withheld. */
const char *answered_words(const struct release *release, struct text patterns);

#endif
