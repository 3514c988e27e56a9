#include "jisc.h"
struct draft *jisc_draft(const char *key, const char *responses, const struct csv_options *options, struct failure *failure)
{
    (void)options;
    (void)responses;
    fail(failure, STATUS_FAULT, "%s: not yet", key);
    return NULL;
}
