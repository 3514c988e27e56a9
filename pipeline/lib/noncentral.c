#include "noncentral.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "guard.h"
#include "incomplete.h"

static const double LEAST_DF = 0.01, MOST_DF = 1e12, MOST_DELTA = 1000;

static bool is_domain(double t, double df, double delta)
{
    return isfinite(t) && df >= LEAST_DF && df <= MOST_DF && fabs(delta) <= MOST_DELTA;
}

/* One side of the integral over v = log(chi-squared / df), from the middle on; until what is left of the density is nothing beside the sum. */
static long double side(double t, double df, double delta, int sign, long double step, long double sum)
{
    for (int i = sign < 0; i < 1000000; i++) {
        long double v = (sign < 0 ? -i : i) * step, density = expl(incomplete_gamma_density(v, (long double)df / 2));
        sum += density * erfcl(((long double)delta - (long double)t * expl(v / 2)) / sqrtl(2)) / 2;
        if (density < LDBL_EPSILON / 1024 * sum || !(density > 0)) break;
    }
    return sum;
}

/* P(T <= t) = integral of normal(t sqrt(w / df) - delta) over the density of w, chi-squared with df degrees of freedom. Trapezoids converge exponentially on such
 * integrands once the step is a fraction of the narrower of the two curves. */
double noncentral_t_below(double t, double df, double delta)
{
    if (!is_domain(t, df, delta)) return NAN;
    long double spread = sqrtl(2 / (long double)df), narrow = 2 / fmaxl(1, fabsl((long double)delta)), step = fminl(0.2L, fminl(spread, narrow) / 4);
    return (double)fminl(1, step * side(t, df, delta, -1, step, side(t, df, delta, 1, step, 0)));
}

double noncentral_t_above(double t, double df, double delta)
{
    return noncentral_t_below(-t, df, -delta);
}

struct ends { double low, high; };

/* Ends around the delta with P(T <= t) = p, from t on outwards in steps that double; NaN when it is not within MOST_DELTA. Far out the integral takes long, so no farther than need be. */
static struct ends find_ends(double t, double df, double p)
{
    double from = fmin(fmax(t, -MOST_DELTA), MOST_DELTA), width = 3 * sqrt(1 + t * t / (2 * df)), next = from;
    double sign = noncentral_t_below(t, df, from) > p ? 1 : -1; /* the higher delta, the smaller the probability */
    while (sign * next < MOST_DELTA) {
        from = next;
        next = sign * fmin(sign * from + width, MOST_DELTA);
        width *= 2;
        if (sign * (noncentral_t_below(t, df, next) - p) < 0) return sign > 0 ? (struct ends){from, next} : (struct ends){next, from};
    }
    return (struct ends){NAN, NAN};
}

/* By secants on the scale of normal deviates, where the probability is nearly a straight line, between ends that close in. */
static double delta_at(double t, double df, double p)
{
    struct ends ends = find_ends(t, df, p);
    double target = guard_normal_quantile(p), delta = ends.low + (ends.high - ends.low) / 2, last = NAN, last_off = NAN;
    if (isnan(ends.low)) return NAN;
    for (int i = 0; i < 200; i++) {
        double below = noncentral_t_below(t, df, delta), off = guard_normal_quantile(below) - target; /* NaN where the tail is 0 or 1 */
        if (below > p) ends.low = delta;
        else ends.high = delta;
        double next = delta + (isfinite(last) && fabs(off - last_off) > 0 ? -off * (delta - last) / (off - last_off) : off);
        if (fabs(next - delta) <= 2e-15 * fmax(1, fabs(delta))) return next;
        if (!(next > ends.low && next < ends.high)) next = ends.low + (ends.high - ends.low) / 2;
        last = delta, last_off = off, delta = next;
    }
    return delta;
}

struct interval noncentral_t_interval(double t, double df, double confidence)
{
    if (!is_domain(t, df, 0) || !(confidence > 0 && confidence < 1)) return (struct interval){NAN, NAN};
    double outside = (1 - confidence) / 2;
    return (struct interval){delta_at(t, df, 1 - outside), delta_at(t, df, outside)};
}

struct interval noncentral_d_interval(double d, double n, double n_reference, double confidence)
{
    if (!isfinite(d) || !(n > 0 && n_reference > 0)) return (struct interval){NAN, NAN};
    double scale = sqrt(1 / n + 1 / n_reference);
    struct interval delta = noncentral_t_interval(d / scale, n + n_reference - 2, confidence);
    return (struct interval){delta.low * scale, delta.high * scale};
}
