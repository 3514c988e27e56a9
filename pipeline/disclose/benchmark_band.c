#include "benchmark_band.h"
#include <math.h>

enum benchmark_band benchmark_band(double value, const double edges[BENCHMARK_EDGES], enum better better)
{
    int passed = 0;
    if (isnan(value)) return BENCHMARK_NO_BAND;
    for (int i = 0; i < BENCHMARK_EDGES; i++) {
        if (isnan(edges[i])) return BENCHMARK_NO_BAND;
        passed += better == BETTER_LOWER ? value > edges[i] : value >= edges[i];
    }
    return (enum benchmark_band)(BENCHMARK_LOWEST + passed);
}

int benchmark_favour(enum benchmark_band band, enum better better)
{
    if (band == BENCHMARK_NO_BAND || better == BETTER_NEITHER) return 0;
    return better == BETTER_HIGHER ? (int)band : BENCHMARK_HIGHEST + 1 - (int)band;
}

enum benchmark_side benchmark_side(double low, double high, double benchmark)
{
    if (isnan(low) || isnan(high) || isnan(benchmark)) return BENCHMARK_NO_SIDE;
    if (low > benchmark) return BENCHMARK_SIDE_ABOVE;
    return high < benchmark ? BENCHMARK_SIDE_BELOW : BENCHMARK_SIDE_UNCLEAR;
}
