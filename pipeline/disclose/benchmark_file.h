/* Benchmarks that the user supplies: a CSV with the columns measure, by, group, category, value, p20, p50, p80, source and date, in any order
 * (schemas/README.md, "Benchmarks"). One row a benchmark.
 *
 *     struct benchmarks benchmarks = {0};
 *     if (benchmark_file_read("norms.csv", cells, arena, &benchmarks, failure)) ...      every mistake has been told
 */
#ifndef SPWELL_DISCLOSE_BENCHMARK_FILE_H
#define SPWELL_DISCLOSE_BENCHMARK_FILE_H
#include "benchmark_row.h"

struct benchmarks { struct benchmark *rows; size_t count, room; char digest[65]; };

int benchmark_file_read(const char *path, const struct cells *cells, struct arena *arena, struct benchmarks *out, struct failure *failure) MUST_USE;
void benchmark_file_free(struct benchmarks *benchmarks);

#endif
