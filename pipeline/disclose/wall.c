#include "wall.h"
#include <float.h>
#include <math.h>

static const double smallest_p = 0.0001;

double wall_round(double value, int decimals)
{
    double scale = 1;
    for (int i = 0; i < decimals; i++) scale *= 10;
    /* The factor lifts 2.675, stored as 2.67499999999999982, back over the half. */
    double scaled = floor(fabs(value) * scale * (1 + 4 * DBL_EPSILON) + 0.5);
    if (scaled == 0) return 0;
    return copysign(scaled / scale, value);
}

double wall_p(double p)
{
    double rounded = wall_round(p, 4);
    return rounded < smallest_p ? smallest_p : rounded;
}
