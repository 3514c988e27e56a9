#include "exact.h"

#include <math.h>
#include <stdbool.h>

#include "guard.h"

struct interval exact_interval(double x, double n)
{
    static const double outside = 0.025;
    if (!(n > 0 && isfinite(n) && x >= 0 && x <= n)) return (struct interval){NAN, NAN};
    bool none = !(x > 0), all = !(x < n);
    double low = all ? pow(outside, 1 / n) : guard_beta_quantile(outside, x, n - x + 1);
    double high = none ? -expm1(log(outside) / n) : guard_beta_quantile(1 - outside, x + 1, n - x);
    return (struct interval){none ? 0 : low, all ? 1 : high};
}
