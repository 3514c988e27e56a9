#include "survey.h"
struct draft *survey_draft(const char *path, const char *profile, const struct csv_options *options, struct failure *failure)
{
    (void)options;
    (void)profile;
    fail(failure, STATUS_FAULT, "%s: not yet", path);
    return NULL;
}
