/* Where a released value lies among the percentiles of a benchmark, and on which side of a single value. Pure.
 *
 *     const double edges[BENCHMARK_EDGES] = {3.32, 3.71, 4.17};
 *     enum benchmark_band band = benchmark_band(3.0, edges, BETTER_HIGHER);      BENCHMARK_LOWEST
 *     benchmark_favour(band, BETTER_HIGHER)                                      1, the least favourable of four
 *
 * Bands are named by where the value lies, counted from low values: below the 20th percentile, 20th to below 50th, 50th to below 80th, 80th and above.
 * A value that is exactly an edge takes the better of its two bands: the upper one, or the lower one where low values are better (so that the
 * bands there are: to the 20th, above the 20th to the 50th, above the 50th to the 80th, above the 80th). Without a better side it takes the upper one.
 */
#ifndef SPWELL_DISCLOSE_BENCHMARK_BAND_H
#define SPWELL_DISCLOSE_BENCHMARK_BAND_H
#include "codebook.h"

enum { BENCHMARK_EDGES = 3 };
enum benchmark_band { BENCHMARK_NO_BAND, BENCHMARK_LOWEST, BENCHMARK_BELOW, BENCHMARK_ABOVE, BENCHMARK_HIGHEST };
enum benchmark_side { BENCHMARK_NO_SIDE, BENCHMARK_SIDE_ABOVE, BENCHMARK_SIDE_BELOW, BENCHMARK_SIDE_UNCLEAR };

/* NaN, as a value or among the edges, gives BENCHMARK_NO_BAND. */
enum benchmark_band benchmark_band(double value, const double edges[BENCHMARK_EDGES], enum better better);
/* 1 least favourable, 2, 3, 4 most favourable; 0 without a band or a better side. */
int benchmark_favour(enum benchmark_band band, enum better better);
/* Above or below only when the interval leaves the benchmark out; a touching interval does not. No interval: no side. */
enum benchmark_side benchmark_side(double low, double high, double benchmark);

#endif
