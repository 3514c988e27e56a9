/* Reads a described structure (README.md beside this file) into a plan made from the codebook. The first mistake ends the reading and is
 * reported with line and column. */
#ifndef SPWELL_SYNTH_STRUCTURE_H
#define SPWELL_SYNTH_STRUCTURE_H
#include "plan.h"

int structure_read(struct plan *plan, const char *path, const struct period *period, struct failure *failure) MUST_USE;

#endif
