/* Between the files that read a release. */
#ifndef SPWELL_CHART_RELEASE_PART_H
#define SPWELL_CHART_RELEASE_PART_H
#include "release.h"

int release_read_benchmarks(struct release *release, int chart, struct figure *figure, struct failure *failure) MUST_USE;

int release_read_missing(struct release *release, struct figure *figure, struct failure *failure) MUST_USE;

#endif
