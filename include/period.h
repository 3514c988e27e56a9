/* Survey periods: NHS financial quarters "2026-27-Q2" (July to September 2026), calendar quarters "2026-C3", years "2026" and
 * "2026-27", dated fieldwork "2026-07-01_2026-09-30". Stored with first and last day; ordered by first day.
 *
 *     struct period period;
 *     if (period_parse("2026/27 Q2", &period, failure)) return -1;    accepts / for -, spaces, "Q2 2026-27", "FY26/27 Q2"
 * A bare "Q2 2026" is refused with both readings.
 */
#ifndef SPWELL_PERIOD_H
#define SPWELL_PERIOD_H
#include "status.h"

struct period {
    char name[32];  /* canonical and a file name: 2026-27-Q2 */
    char label[40]; /* for people: 2026-27 Q2 */
    char months[96]; /* July to September 2026 */
    char start[11], end[11]; /* ISO dates */
};

int period_parse(const char *written, struct period *period, struct failure *failure) MUST_USE;

#endif
