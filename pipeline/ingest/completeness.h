/* Who has answered: dispositions by the codebook's rule of completeness. Pure.
 *
 * AAPOR, Standard Definitions (2016), internet surveys of named people: complete 1.1, partial 1.2, break-off 2.12, screened out 4.10. What share makes an
 * answer complete is the survey's to say; 80% and 50% are the usual ones (tests/unit/ingest/test_completeness.c counts by hand).
 */
#ifndef SPWELL_INGEST_COMPLETENESS_H
#define SPWELL_INGEST_COMPLETENESS_H
#include <stdbool.h>

enum disposition { DISPOSITION_COMPLETE, DISPOSITION_PARTIAL, DISPOSITION_BREAK_OFF, DISPOSITION_SCREENED_OUT, DISPOSITION_COUNT };
extern const char *const disposition_codes[DISPOSITION_COUNT];

struct completeness;
/* Of `asked` questions `answered` have an answer; "prefer not to say" and "not applicable" are answers, an empty cell is none. `finished`: the survey tool
 * says so, or says nothing. */
enum disposition completeness_disposition(const struct completeness *rule, int answered, int asked, bool finished);
bool completeness_is_kept(const struct completeness *rule, enum disposition disposition);

#endif
