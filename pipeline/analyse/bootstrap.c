/* 1 random numbers   2 limits   3 teams */
#include "bootstrap.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"
#include "memory.h"

static const double LEVEL = 0.95, ROUNDING = 1e-12, FEWEST = 0.95; /* of the replicates must have a value */

static const char why_few[] = "too few teams to draw from", why_without[] = "without one of the teams it has no value", why_draws[] = "in too many draws of teams it has no value";

/* 1 random numbers */

/* splitmix64 (Steele, Lea and Flood 2014): the four words of the state follow one another. */
struct bootstrap_stream bootstrap_stream(uint64_t seed)
{
    struct bootstrap_stream stream;
    for (int i = 0; i < 4; i++) {
        uint64_t z = seed += 0x9E3779B97F4A7C15u;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
        z = (z ^ z >> 27) * 0x94D049BB133111EBu;
        stream.state[i] = z ^ z >> 31;
    }
    return stream;
}

static uint64_t turn(uint64_t x, int bits) { return x << bits | x >> (64 - bits); }

uint64_t bootstrap_next(struct bootstrap_stream *stream)
{
    uint64_t *s = stream->state, result = turn(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = turn(s[3], 45);
    return result;
}

uint32_t bootstrap_below(struct bootstrap_stream *stream, uint32_t bound)
{
    uint64_t product = (bootstrap_next(stream) >> 32) * bound;
    if ((uint32_t)product < bound)
        for (uint32_t threshold = (uint32_t)-bound % bound; (uint32_t)product < threshold;) product = (bootstrap_next(stream) >> 32) * bound;
    return (uint32_t)(product >> 32);
}

/* 2 limits */

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

double bootstrap_acceleration(const double *jackknife, size_t count)
{
    double mean = 0, squares = 0, cubes = 0, most = 0;
    for (size_t i = 0; i < count; i++) {
        mean += jackknife[i] / (double)count;
        most = fmax(most, fabs(jackknife[i]));
    }
    for (size_t i = 0; i < count; i++) {
        double d = mean - jackknife[i];
        squares += d * d;
        cubes += d * d * d;
    }
    return sqrt(squares) > ROUNDING * most ? cubes / (6 * pow(squares, 1.5)) : 0;
}

/* Between the two replicates around the share, on the scale of the normal distribution (boot.ci's norm.inter). sorted[0] is the least. */
static double limit_at(const double *sorted, size_t count, double share)
{
    double rank = share * ((double)count + 1);
    if (!(rank >= 1)) return sorted[0];
    if (rank >= (double)count) return sorted[count - 1];
    size_t k = (size_t)rank;
    if (!(rank > (double)k)) return sorted[k - 1];
    double at = guard_normal_quantile(share), below = guard_normal_quantile((double)k / ((double)count + 1)), above = guard_normal_quantile(((double)k + 1) / ((double)count + 1));
    return sorted[k - 1] + (at - below) / (above - below) * (sorted[k] - sorted[k - 1]);
}

/* Share of the replicates below the statistic; those that differ from it by rounding alone count half. */
static double share_below(const double *sorted, size_t count, double statistic)
{
    double dust = ROUNDING * fmax(sorted[count - 1] - sorted[0], fabs(statistic)), below = 0;
    for (size_t i = 0; i < count; i++) below += sorted[i] < statistic - dust ? 1 : sorted[i] <= statistic + dust ? 0.5 : 0;
    return below / (double)count;
}

struct bootstrap_limits bootstrap_limits(double *replicates, size_t count, double statistic, double acceleration)
{
    qsort(replicates, count, sizeof *replicates, compare_doubles);
    double below = share_below(replicates, count, statistic), z = guard_normal_quantile((1 + LEVEL) / 2), shares[2] = {(1 - LEVEL) / 2, (1 + LEVEL) / 2};
    bool percentile = !(below > 0 && below < 1);
    double bias = percentile ? 0 : guard_normal_quantile(below);
    percentile |= !(acceleration * (bias - z) < 1 && acceleration * (bias + z) < 1);
    for (int end = 0; end < 2 && !percentile; end++) {
        double from = bias + (end ? z : -z);
        shares[end] = guard_normal_below(bias + from / (1 - acceleration * from));
    }
    return (struct bootstrap_limits){limit_at(replicates, count, shares[0]), limit_at(replicates, count, shares[1]), percentile};
}

/* 3 teams */

/* The statistic without each team in turn. NaN among them: false. */
static bool leave_out(size_t teams, bootstrap_statistic *statistic, const void *context, uint32_t *times, double *values)
{
    bool whole = true;
    for (size_t t = 0; t < teams; t++) times[t] = 1;
    for (size_t t = 0; t < teams; t++) {
        times[t] = 0;
        values[t] = statistic(context, times);
        whole &= !isnan(values[t]);
        times[t] = 1;
    }
    return whole;
}

static size_t draw(size_t teams, bootstrap_statistic *statistic, const void *context, uint32_t *times, double *replicates)
{
    struct bootstrap_stream stream = bootstrap_stream(BOOTSTRAP_SEED);
    size_t kept = 0;
    for (int r = 0; r < BOOTSTRAP_REPLICATES; r++) {
        memset(times, 0, teams * sizeof *times);
        for (size_t t = 0; t < teams; t++) times[bootstrap_below(&stream, (uint32_t)teams)]++;
        replicates[kept] = statistic(context, times);
        if (!isnan(replicates[kept])) kept++;
    }
    return kept;
}

struct bootstrap_result bootstrap_jackknife(double value, const double *values, size_t teams)
{
    struct bootstrap_result result = {value, NAN, NAN, "", NULL};
    double mean = 0, squares = 0, count = (double)teams;
    for (size_t t = 0; t < teams; t++) mean += values[t] / count;
    for (size_t t = 0; t < teams; t++) squares += (values[t] - mean) * (values[t] - mean);
    double reach = teams < 3 ? (double)NAN : guard_t_quantile((1 + LEVEL) / 2, count - 1) * sqrt((count - 1) / count * squares);
    if (isnan(reach)) {
        result.why = teams < 3 ? why_few : why_without;
        return result;
    }
    result.low = value - reach;
    result.high = value + reach;
    result.method = "jackknife by team";
    return result;
}

struct bootstrap_result bootstrap_teams(size_t teams, bootstrap_statistic *statistic, const void *context)
{
    struct bootstrap_result result = {NAN, NAN, NAN, "", NULL};
    assert(teams <= BOOTSTRAP_TEAMS);
    uint32_t *times = memory_new(teams, sizeof *times);
    double *values = memory_new(teams, sizeof *values), *replicates = NULL;
    for (size_t t = 0; t < teams; t++) times[t] = 1;
    result.value = statistic(context, times);
    if (isnan(result.value)) result.why = "it has no value";
    else if (teams < 3) result.why = why_few;
    else if (!leave_out(teams, statistic, context, times, values)) result.why = why_without;
    else {
        replicates = memory_new(BOOTSTRAP_REPLICATES, sizeof *replicates);
        size_t kept = draw(teams, statistic, context, times, replicates);
        if ((double)kept < FEWEST * BOOTSTRAP_REPLICATES) result.why = why_draws;
        else {
            struct bootstrap_limits limits = bootstrap_limits(replicates, kept, result.value, bootstrap_acceleration(values, teams));
            result.low = limits.low;
            result.high = limits.high;
            result.method = limits.percentile ? "bootstrap by team, percentiles" : "bootstrap by team, BCa";
        }
    }
    free(times);
    free(values);
    free(replicates);
    return result;
}

const char *bootstrap_why_of_people(const char *why)
{
    return why == why_few ? "too few people to draw from" : why == why_without ? "without one of the people it has no value" : why == why_draws ? "in too many draws of people it has no value" : why;
}
