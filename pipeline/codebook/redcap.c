#include "redcap.h"
struct draft *redcap_draft(const char *path, const struct csv_options *options, struct failure *failure)
{
    (void)options;
    fail(failure, STATUS_FAULT, "%s: not yet", path);
    return NULL;
}
