#include "incomplete.h"

#include <float.h>
#include <math.h>

/* Of the gamma function b is not used. */
struct shape { bool is_beta; long double a, b; };

static const long double HALF_LOG_2_PI = 0.918938533204672741780329736405617640L;
static const long double MANY = 5000; /* parameters above which the tail is integrated: fractions and series need some sqrt(parameter) terms */

/* log(1 + e) - e, given both. Near 0, where they would cancel, by log(1 + e) = 2 artanh(e / (2 + e)). */
static long double log1p_less(long double e, long double log1p_e)
{
    if (fabsl(e) > 0.5L) return log1p_e - e;
    long double r = e / (2 + e), square = r * r, power = square, sum = 0;
    for (int k = 3; k < 200 && power > LDBL_EPSILON / 64 * sum; k += 2) {
        sum += power / k;
        power *= square;
    }
    return r * (2 * sum - e);
}

/* log gamma(a) less Stirling's (a - 1/2) log a - a + log(2 pi) / 2. */
static long double stirling_rest(long double a)
{
    static const long double terms[] = {1.0L / 12, -1.0L / 360, 1.0L / 1260, -1.0L / 1680, 1.0L / 1188, -691.0L / 360360, 1.0L / 156, -3617.0L / 122400, 43867.0L / 244188};
    if (a < 20) {
        int sign;
        return lgammal_r(a, &sign) - ((a - 0.5L) * logl(a) - a + HALF_LOG_2_PI);
    }
    long double sum = 0, inverse = 1 / (a * a);
    for (int k = (int)(sizeof terms / sizeof *terms) - 1; k >= 0; k--) sum = sum * inverse + terms[k];
    return sum / a;
}

/* Logarithm of the density of v, in Loader's (2000) form, which does not subtract large numbers from each other. */
static long double log_density(const struct shape *shape, long double v)
{
    long double a = shape->a, b = shape->b, near = expm1l(-fabsl(v));
    if (!shape->is_beta) return a * log1p_less(expm1l(v), v) - stirling_rest(a) + 0.5L * logl(a) - HALF_LOG_2_PI;
    /* e = (x - mean) / mean, and that of 1 - x */
    long double under = v > 0 ? a + b * expl(-v) : a * expl(v) + b, off = v > 0 ? -near / under : near / under, log_under = logl((a + b) / under);
    return a * log1p_less(b * off, v > 0 ? log_under : v + log_under) + b * log1p_less(-a * off, v > 0 ? log_under - v : log_under) + stirling_rest(a + b) - stirling_rest(a) -
           stirling_rest(b) + 0.5L * (logl(a) + logl(b) - logl(a + b)) - HALF_LOG_2_PI;
}

/* Tail from v on in the direction (1, -1), over the density there: trapezoids on s = length exp(t - exp(-t)), which for smooth integrands that
 * fall like e^-s converge exponentially (Takahasi and Mori 1974). */
static long double integral(const struct shape *shape, long double v, int direction, long double length)
{
    static const long double step = 1 / 16.0L;
    long double here = log_density(shape, v), sum = 0;
    for (int i = -72; i < 400; i++) {
        long double t = i * step, s = length * expl(t - expl(-t)), term = s * (1 + expl(-t)) * expl(log_density(shape, v + direction * s) - here);
        sum += term;
        if (t > 0 && !(term > LDBL_EPSILON / 64 * sum)) break;
    }
    return sum * step;
}

/* I_x(a, b) over x^a (1 - x)^b / B(a, b), where x is not far above its mean: the continued fraction 8.17.22 of the Digital Library of Mathematical
 * Functions, by Lentz's way. */
static long double fraction_of_beta(long double x, long double a, long double b)
{
    static const long double tiny = 1e-4000L;
    long double c = 1, d = 1 - (a + b) * x / (a + 1);
    d = 1 / (fabsl(d) < tiny ? tiny : d);
    long double h = d;
    for (int m = 1; m < 20000; m++) {
        long double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 + even * d;
        c = 1 + even / c;
        d = 1 / (fabsl(d) < tiny ? tiny : d);
        h *= d * (fabsl(c) < tiny ? tiny : c);
        d = 1 + odd * d;
        c = 1 + odd / c;
        d = 1 / (fabsl(d) < tiny ? tiny : d);
        h *= d * (fabsl(c) < tiny ? tiny : c);
        if (fabsl(d * c - 1) <= LDBL_EPSILON) break;
    }
    return h / a;
}

/* P(a, x) over x^a e^-x / gamma(a) by its series, for x below a + 1. */
static long double series_of_gamma(long double x, long double a)
{
    long double term = 1 / a, sum = term;
    for (int k = 1; k < 20000 && term > LDBL_EPSILON / 8 * sum; k++) {
        term *= x / (a + k);
        sum += term;
    }
    return sum;
}

/* Q(a, x) over the same, for x above a + 1: Legendre's continued fraction by Lentz's way. */
static long double fraction_of_gamma(long double x, long double a)
{
    long double b = x + 1 - a, c = 1e4000L, d = 1 / b, h = d;
    for (int k = 1; k < 20000; k++) {
        long double an = -k * (k - a);
        b += 2;
        d = 1 / (an * d + b);
        c = b + an / c;
        h *= d * c;
        if (fabsl(d * c - 1) <= LDBL_EPSILON) break;
    }
    return h;
}

/* Of the tail that is the smaller one, or nearly; the other follows from it. */
static struct tails both(long double tail, bool above)
{
    if (tail > 0) tail = 0;
    long double other = tail > -0.5L ? logl(-expm1l(tail)) : log1pl(-expl(tail));
    return above ? (struct tails){other, tail} : (struct tails){tail, other};
}

static struct tails tails_of(const struct shape *shape, long double v)
{
    long double a = shape->a, b = shape->b, density = log_density(shape, v), x = a * expl(v), y = 0;
    if (shape->is_beta) x = 1 / (1 + b / a * expl(-v)), y = 1 / (1 + a / b * expl(v));
    if (a > MANY || (shape->is_beta && b > MANY)) {
        long double slope = shape->is_beta ? b * x - a * y : x - a, spread = shape->is_beta ? sqrtl(1 / a + 1 / b) : 1 / sqrtl(a);
        return both(density + logl(integral(shape, v, slope > 0 ? 1 : -1, 1 / fmaxl(fabsl(slope), 1 / spread))), slope > 0);
    }
    bool above = shape->is_beta ? x > (a + 1) / (a + b + 2) : x > a + 1;
    if (shape->is_beta) return both(density + logl(above ? fraction_of_beta(y, b, a) : fraction_of_beta(x, a, b)), above);
    return both(density + logl(above ? fraction_of_gamma(x, a) : series_of_gamma(x, a)), above);
}

/* Both densities are log-concave in v, so are the tails, and Newton's steps on the logarithm of a tail cannot miss: from the flat side the first may go too far,
 * the rest come back from the steep one. */
static long double inverse(const struct shape *shape, long double target, bool above)
{
    long double v = 0, last = INFINITY;
    for (int i = 0; i < 200; i++) {
        struct tails tails = tails_of(shape, v);
        long double tail = above ? tails.above : tails.below, step = (target - tail) * expl(tail - log_density(shape, v)), off = fabsl(target - tail);
        v += above ? -step : step;
        if (off <= 1e-16L * fmaxl(1, fabsl(target)) || (off < 1e-12L && off > last / 2)) break; /* the step behind an off of 1e-16 is right to the last digit; then only rounding is left */
        last = off;
    }
    return v;
}

struct tails incomplete_beta(long double v, long double a, long double b)
{
    return tails_of(&(struct shape){true, a, b}, v);
}

struct tails incomplete_gamma(long double v, long double a)
{
    return tails_of(&(struct shape){false, a, 0}, v);
}

long double incomplete_beta_inverse(long double target, bool above, long double a, long double b)
{
    return inverse(&(struct shape){true, a, b}, target, above);
}

long double incomplete_gamma_inverse(long double target, bool above, long double a)
{
    return inverse(&(struct shape){false, a, 0}, target, above);
}
