#include "axis.h"
#include <assert.h>
#include <math.h>

static double nice_step(double rough)
{
    double power = pow(10, floor(log10(rough)));
    double lead = rough / power;
    return power * (lead <= 1.000001 ? 1 : lead <= 2.000001 ? 2 : lead <= 5.000001 ? 5 : 10);
}

struct axis axis_nice(double low, double high, int intervals)
{
    if (!(high > low)) {
        double room = fmax(fabs(low) * 0.1, 1);
        low -= room;
        high += room;
    }
    struct axis axis = {.step = nice_step((high - low) / intervals)};
    double first = floor(low / axis.step + 1e-9), last = ceil(high / axis.step - 1e-9);
    axis.low = first * axis.step + 0.0;
    axis.high = last * axis.step + 0.0;
    axis.ticks = (int)(last - first) + 1;
    axis.decimals = (int)fmax(0, -floor(log10(axis.step) + 1e-9));
    return axis;
}

double axis_tick(const struct axis *axis, int tick)
{
    double value = (round(axis->low / axis->step) + tick) * axis->step;
    return value == 0 ? 0 : value; /* never -0 */
}

/* Least squares under order (pool adjacent violators): with the sizes taken off, the centres must not fall. */
void axis_spread(double *centres, const double *sizes, int count, double gap, double low, double high)
{
    assert(count <= AXIS_SPREAD_LIMIT);
    double offsets[AXIS_SPREAD_LIMIT] = {0}, means[AXIS_SPREAD_LIMIT];
    int members[AXIS_SPREAD_LIMIT], pools = 0;
    for (int i = 0; i < count; i++) {
        if (i > 0) offsets[i] = offsets[i - 1] + (sizes[i - 1] + sizes[i]) / 2 + gap;
        means[pools] = centres[i] - offsets[i];
        members[pools++] = 1;
        for (; pools > 1 && means[pools - 2] > means[pools - 1]; pools--) {
            int both = members[pools - 2] + members[pools - 1];
            means[pools - 2] = (means[pools - 2] * members[pools - 2] + means[pools - 1] * members[pools - 1]) / both;
            members[pools - 2] = both;
        }
    }
    double least = low + (count > 0 ? sizes[0] / 2 : 0);
    double most = high - (count > 0 ? sizes[count - 1] / 2 + offsets[count - 1] : 0);
    for (int pool = 0, i = 0; pool < pools; pool++)
        for (int end = i + members[pool]; i < end; i++) centres[i] = offsets[i] + fmax(least, fmin(most, means[pool]));
}
