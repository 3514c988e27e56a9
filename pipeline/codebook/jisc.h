/* From the key file of Jisc Online Surveys: a code and its words a line; a question, then its answers. `responses` may be NULL: then what is a multi-select
 * is known from the wording alone. */
#ifndef SPWELL_CODEBOOK_JISC_H
#define SPWELL_CODEBOOK_JISC_H
#include "csvfile.h"
#include "draft.h"

struct draft *jisc_draft(const char *key, const char *responses, const struct csv_options *options, struct failure *failure) MUST_USE;

#endif
