/* From a file of answers: a first draft by looking at all of its values. */
#ifndef SPWELL_CODEBOOK_SURVEY_H
#define SPWELL_CODEBOOK_SURVEY_H
#include "csvfile.h"
#include "draft.h"

/* `profile` NULL: plain. */
struct draft *survey_draft(const char *path, const char *profile, const struct csv_options *options, struct failure *failure) MUST_USE;

#endif
