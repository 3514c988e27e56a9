/* From a REDCap data dictionary: the one with 18 headings, or that of the API with names in snake case. */
#ifndef SPWELL_CODEBOOK_REDCAP_H
#define SPWELL_CODEBOOK_REDCAP_H
#include "csvfile.h"
#include "draft.h"

struct draft *redcap_draft(const char *path, const struct csv_options *options, struct failure *failure) MUST_USE;

#endif
