/* Headline numbers and scores beside each other and beside the teams: correlations, and how alike people of one team answer. No arithmetic. */
#ifndef SPWELL_ANALYSE_RELATE_H
#define SPWELL_ANALYSE_RELATE_H
#include "write.h"

enum { RELATE_LIMIT = 40 /* the first so many are correlated */ };

int relate_write(const struct output *output, struct failure *failure) MUST_USE;

#endif
