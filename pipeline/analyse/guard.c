#include "guard.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static const double F_LIMIT = 1e6; /* degrees of freedom up to which GSL's incomplete beta function converges */

void guard_start(void)
{
    gsl_set_error_handler_off();
}

double guard_t_two_sided(double t, double df)
{
    assert(isfinite(t) && isfinite(df) && df > 0);
    /* GSL's own tail loses digits below 1e-9 for few degrees of freedom, the incomplete beta function for many. */
    double square = t * t, p;
    if (df > 3000 || square == 0) p = 2 * gsl_cdf_tdist_Q(fabs(t), df);
    else p = square < df ? gsl_cdf_beta_Q(square / (df + square), 0.5, df / 2) : gsl_cdf_beta_P(df / (df + square), df / 2, 0.5);
    assert(isfinite(p) && p >= 0);
    return p > 1 ? 1 : p;
}

double guard_t_quantile(double p, double df)
{
    assert(p >= 1e-10 && p <= 1 - 1e-10 && isfinite(df) && df >= 0.5);
    if (p == 0.5) return 0;
    double tail = p < 0.5 ? p : 1 - p;
    double x = gsl_cdf_tdist_Qinv(tail, df);
    for (int i = 0; i < 3 && isfinite(x); i++) {
        double density = gsl_ran_tdist_pdf(x, df);
        if (!(density > 0)) break;
        double step = (gsl_cdf_tdist_Q(x, df) - tail) / density;
        x += step;
        if (fabs(step) <= 1e-15 * fabs(x)) break;
    }
    assert(isfinite(x));
    return p < 0.5 ? -x : x;
}

double guard_normal_quantile(double p)
{
    assert(p > 0 && p < 1);
    return gsl_cdf_ugaussian_Pinv(p);
}

/* Abramowitz and Stegun 26.6.15. */
static double f_of_many(double p, double df, double rest)
{
    double normal = gsl_cdf_ugaussian_Pinv(p), a = 1 / (df - 1), b = 1 / (rest - 1), h = 2 / (a + b), lambda = (normal * normal - 3) / 6;
    return exp(2 * (normal * sqrt(h + lambda) / h - (a - b) * (lambda + 5.0 / 6 - 2 / (3 * h))));
}

/* By halving: GSL's own inverse loses digits from some thousand degrees of freedom on, and ends in NaN from a hundred thousand. */
double guard_f_quantile(double p, double df, double rest)
{
    assert(p >= 0.001 && p <= 0.999 && df >= 1 && rest >= 1 && isfinite(df) && isfinite(rest));
    if (df + rest > F_LIMIT && df > F_LIMIT / 100) return f_of_many(p, df, rest);
    double low = 0, high = 1;
    while (gsl_cdf_fdist_P(high, df, rest) < p) {
        low = high;
        high *= 2;
        assert(isfinite(high));
    }
    for (;;) {
        double middle = low + (high - low) / 2;
        if (!(middle > low && middle < high)) return middle;
        if (gsl_cdf_fdist_P(middle, df, rest) < p) low = middle;
        else high = middle;
    }
}
