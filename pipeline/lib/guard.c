#include "guard.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdbool.h>

#include "incomplete.h"

static const double LEAST_DF = 0.01, MOST_DF = 1e12, LEAST_SHAPE = 0.005, MOST_SHAPE = 1e12;

static bool is_df(double df) { return df >= LEAST_DF && df <= MOST_DF; }
static bool is_shape(double a) { return a >= LEAST_SHAPE && a <= MOST_SHAPE; }
static bool is_probability(double p) { return p > 0 && p < 1; }
static double finite_or_nan(long double x) { return isfinite((double)x) ? (double)x : NAN; }

void guard_start(void)
{
    gsl_set_error_handler_off();
}

double guard_normal_below(double z)
{
    return isfinite(z) ? (double)(erfcl(-(long double)z / sqrtl(2)) / 2) : NAN;
}

double guard_normal_above(double z)
{
    return guard_normal_below(-z);
}

double guard_normal_two_sided(double z)
{
    return isfinite(z) ? (double)erfcl(fabsl((long double)z) / sqrtl(2)) : NAN;
}

double guard_normal_quantile(double p)
{
    return is_probability(p) ? gsl_cdf_ugaussian_Pinv(p) : NAN;
}

/* t^2 is F with 1 and df degrees of freedom. */
static struct tails t_tails(double t, double df)
{
    return incomplete_beta(2 * logl(fabsl((long double)t)), 0.5L, (long double)df / 2);
}

double guard_t_two_sided(double t, double df)
{
    if (!isfinite(t) || !is_df(df)) return NAN;
    return fabs(t) > 0 ? (double)expl(t_tails(t, df).above) : 1;
}

double guard_t_below(double t, double df)
{
    if (!isfinite(t) || !is_df(df)) return NAN;
    if (!(fabs(t) > 0)) return 0.5;
    struct tails tails = t_tails(t, df);
    return (double)(t < 0 ? expl(tails.above) / 2 : (1 + expl(tails.below)) / 2);
}

double guard_t_quantile(double p, double df)
{
    if (!is_probability(p) || !is_df(df)) return NAN;
    double inside = fabs(2 * p - 1); /* exact from a quarter to three quarters */
    if (!(inside > 0)) return 0;
    bool far = inside > 0.5;
    long double v = incomplete_beta_inverse(logl(far ? 2 * (p < 0.5 ? (long double)p : 1 - (long double)p) : (long double)inside), far, 0.5L, (long double)df / 2);
    double t = finite_or_nan(expl(v / 2));
    return p < 0.5 ? -t : t;
}

static struct tails chi_square_tails(double x, double df)
{
    return incomplete_gamma(logl((long double)x / (long double)df), (long double)df / 2);
}

double guard_chi_square_below(double x, double df)
{
    if (!isfinite(x) || !is_df(df)) return NAN;
    return x > 0 ? (double)expl(chi_square_tails(x, df).below) : 0;
}

double guard_chi_square_above(double x, double df)
{
    if (!isfinite(x) || !is_df(df)) return NAN;
    return x > 0 ? (double)expl(chi_square_tails(x, df).above) : 1;
}

static long double log_of_tail(double p, bool above)
{
    return above ? log1pl(-(long double)p) : logl((long double)p);
}

double guard_chi_square_quantile(double p, double df)
{
    if (!is_probability(p) || !is_df(df)) return NAN;
    return finite_or_nan((long double)df * expl(incomplete_gamma_inverse(log_of_tail(p, p > 0.5), p > 0.5, (long double)df / 2)));
}

static struct tails f_tails(double x, double df, double rest)
{
    return incomplete_beta(logl((long double)x), (long double)df / 2, (long double)rest / 2);
}

double guard_f_below(double x, double df, double rest)
{
    if (!isfinite(x) || !is_df(df) || !is_df(rest)) return NAN;
    return x > 0 ? (double)expl(f_tails(x, df, rest).below) : 0;
}

double guard_f_above(double x, double df, double rest)
{
    if (!isfinite(x) || !is_df(df) || !is_df(rest)) return NAN;
    return x > 0 ? (double)expl(f_tails(x, df, rest).above) : 1;
}

double guard_f_quantile(double p, double df, double rest)
{
    if (!is_probability(p) || !is_df(df) || !is_df(rest)) return NAN;
    return finite_or_nan(expl(incomplete_beta_inverse(log_of_tail(p, p > 0.5), p > 0.5, (long double)df / 2, (long double)rest / 2)));
}

static struct tails beta_tails(double x, double a, double b)
{
    return incomplete_beta(logl((long double)x * (long double)b / ((1 - (long double)x) * (long double)a)), (long double)a, (long double)b);
}

double guard_beta_below(double x, double a, double b)
{
    if (!isfinite(x) || !is_shape(a) || !is_shape(b)) return NAN;
    if (x <= 0 || x >= 1) return x >= 1;
    return (double)expl(beta_tails(x, a, b).below);
}

double guard_beta_above(double x, double a, double b)
{
    if (!isfinite(x) || !is_shape(a) || !is_shape(b)) return NAN;
    if (x <= 0 || x >= 1) return x <= 0;
    return (double)expl(beta_tails(x, a, b).above);
}

double guard_beta_quantile(double p, double a, double b)
{
    if (!is_probability(p) || !is_shape(a) || !is_shape(b)) return NAN;
    long double v = incomplete_beta_inverse(log_of_tail(p, p > 0.5), p > 0.5, (long double)a, (long double)b);
    return (double)(1 / (1 + (long double)b / (long double)a * expl(-v)));
}
