/* Change since earlier waves: the one before, and the same period a year ago. Waves are taken as independent samples, which overstates
 * the uncertainty when the same people answer both; a family of tests is the headline measures
 * and groups of one breakdown (Holm); all other measures, in all groups, are one family (Benjamini and Hochberg). */
#ifndef SPWELL_ANALYSE_CHANGE_H
#define SPWELL_ANALYSE_CHANGE_H
#include "write.h"

/* Call once this wave's estimates have been written. */
int change_write(const struct output *output, const char *start, struct failure *failure) MUST_USE;

#endif
