/* The user's benchmarks into the table `benchmark`, each beside what was released, and a picture of those of each section.
 *
 *     if (benchmark_copy(&plan, &benchmarks, failure)) ...        after result_copy of the wave reported on
 *
 * Bands and sides are told from the rows of `result` in release.db, rounded as they leave: nothing of work.db is looked at.
 */
#ifndef SPWELL_DISCLOSE_BENCHMARK_H
#define SPWELL_DISCLOSE_BENCHMARK_H
#include "benchmark_file.h"
#include "plan.h"

int benchmark_copy(const struct plan *plan, const struct benchmarks *benchmarks, struct failure *failure) MUST_USE;

#endif
