#include "response.h"

#include <math.h>

static double share(double part, double whole) { return whole > 0 ? part / whole : (double)NAN; }

struct response_rates response_rates(struct response_counts counts)
{
    double known = counts.complete + counts.partial + counts.others, all = known + counts.unknown;
    double estimated = counts.unknown > 0 ? known + counts.eligible_share * counts.unknown : known;
    return (struct response_rates){share(counts.complete, all), share(counts.complete + counts.partial, all), share(counts.complete, estimated), share(counts.complete, known)};
}
