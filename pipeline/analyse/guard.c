#include "guard.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

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
