#include "completeness.h"

#include "codebook.h"

const char *const disposition_codes[DISPOSITION_COUNT] = {"1.1", "1.2", "2.12", "4.10"};

enum disposition completeness_disposition(const struct completeness *rule, int answered, int asked, bool finished)
{
    double percent = asked ? 100.0 * answered / asked : 100;
    if (percent >= rule->complete && finished) return DISPOSITION_COMPLETE;
    return percent >= rule->partial ? DISPOSITION_PARTIAL : DISPOSITION_BREAK_OFF;
}

bool completeness_is_kept(const struct completeness *rule, enum disposition disposition)
{
    return disposition == DISPOSITION_COMPLETE || (disposition == DISPOSITION_PARTIAL && rule->keep_partial);
}
