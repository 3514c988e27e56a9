/* Counts of people that add up: what is hidden of them. Pure.
 *
 * A count is few where it stands for at least one person and fewer than the minimum; nobody is no one's secret, so 0 is shown. Parts of a whole whose
 * number is known (those who are flagged, those who are not) are hidden in twos and with the minimum of people, so that subtraction gives none back.
 */
#ifndef SPWELL_DISCLOSE_COUNTS_H
#define SPWELL_DISCLOSE_COUNTS_H
#include <stdbool.h>

enum { COUNTS_PARTS = 4 };

bool counts_is_few(long n, long minimum);
/* Parts that add up to a number which is shown: at most COUNTS_PARTS of them. Sets hidden[]; those already set stay. */
void counts_hide_parts(const long *parts, int count, long minimum, bool *hidden);

/* Rows of the files: read = stored + quarantined + blank + not_eligible + incomplete. Blank rows are no people, and are shown; the stored ones are those
 * whom every other number is about. */
struct counts_rows { long quarantined, not_eligible, incomplete; bool reason_is_hidden; /* why some rows were set aside is withheld: the others would be subtracted */ };
struct counts_hidden_rows { bool read, quarantined, not_eligible, incomplete; };
struct counts_hidden_rows counts_hide_rows(struct counts_rows rows, long minimum);

/* AAPOR dispositions. stored = complete + partial where partial ones are kept; otherwise complete = stored and incomplete = partial + broken_off. */
enum { COUNTS_COMPLETE, COUNTS_PARTIAL, COUNTS_BROKEN_OFF, COUNTS_SCREENED_OUT, COUNTS_DISPOSITIONS };
void counts_hide_dispositions(const long *n, bool partial_is_kept, long minimum, bool *hidden);

#endif
