"""Tails and quantiles of the normal, t, chi-squared, F and beta distributions to 40 digits: python3 distributions.py > distributions.tsv

Needs mpmath (1.3.0 of Debian 12) alone. Tails of the incomplete beta and gamma functions are sums of positive terms, the shorter of the two sides (8.17.8 and 8.7.1 of
the Digital Library of Mathematical Functions), in 60 digits; above 3,000 degrees of freedom, where there are too many terms, integrals of the density by Gauss
and Legendre. Where mpmath's own betainc and gammainc can, they must agree. Quantiles are roots of these, by halving and secants. Arguments are doubles, written so that they are read back as the same doubles.
"""
from mpmath import mp, mpf, betainc, erfc, exp, gammainc, log, loggamma, quad, sqrt

mp.dps = 60


def beta_series(x, y, a, b):
    term = exp(a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a) - loggamma(b)) / a
    total, k = term, 0
    while term > total * mpf(10) ** -58:
        term *= x * (a + b + k) / (a + 1 + k)
        total += term
        k += 1
    return total


def tail_integral(density, v, direction, slope, spread):
    """From v on: pieces that grow, until nothing is left; the first as long as the density there is steep. Over the density at v, as quad's errors are absolute."""
    total, at, step, here = mpf(0), mpf(0), 1 / max(abs(slope), 1 / spread), density(v)
    while True:
        piece, error = quad(lambda s: exp(density(v + direction * s) - here), [at, at + step], error=True, method="gauss-legendre")
        total += piece
        assert error < total * mpf(10) ** -30
        if piece < total * mpf(10) ** -50:
            return total * exp(here)
        at, step = at + step, min(step * mpf(1.5), 2 * spread)


def beta_integrals(x, y, a, b):
    constant = loggamma(a + b) - loggamma(a) - loggamma(b)
    density = lambda v: constant - a * log(1 + exp(-v)) - b * log(1 + exp(v))
    v, slope, spread = log(x / y), b * x - a * y, sqrt(1 / a + 1 / b)
    if x * (a + b) <= a:
        below = tail_integral(density, v, -1, slope, spread)
        return below, 1 - below
    above = tail_integral(density, v, 1, slope, spread)
    return 1 - above, above


def gamma_integrals(x, a):
    constant = -loggamma(a)
    density = lambda v: constant + a * v - exp(v)
    if x <= a:
        below = tail_integral(density, log(x), -1, x - a, 1 / sqrt(a))
        return below, 1 - below
    above = tail_integral(density, log(x), 1, x - a, 1 / sqrt(a))
    return 1 - above, above


def beta_tails(x, y, a, b):
    """Below and above; x + y = 1, given both so that neither loses digits."""
    if max(a, b) > 1500:
        return beta_integrals(x, y, a, b)
    if x * (a + b) <= a:
        below = beta_series(x, y, a, b)
        assert abs(betainc(a, b, 0, x, regularized=True) - below) < below * mpf(10) ** -42, (x, a, b)
        return below, 1 - below
    above, below = beta_tails(y, x, b, a)
    return below, above


def gamma_tails(x, a):
    if a > 1500:
        return gamma_integrals(x, a)
    term = exp(a * log(x) - x - loggamma(a)) / a
    total, k = term, 1
    while term > total * mpf(10) ** -58:
        term *= x / (a + k)
        total += term
        k += 1
    if 1 - total > mpf(10) ** -15:
        return total, 1 - total
    return total, gammainc(a, x, regularized=True)


def normal_below(z):
    return erfc(-z / sqrt(2)) / 2


def t_outside(t, df):
    return beta_tails(t * t / (df + t * t), df / (df + t * t), mpf(1) / 2, df / 2)[1]


def t_below(t, df):
    outside = t_outside(t, df)
    return outside / 2 if t < 0 else 1 - outside / 2


def f_tails(x, df, rest):
    return beta_tails(df * x / (df * x + rest), rest / (df * x + rest), df / 2, rest / 2)


TAILS = {
    "normal_below": normal_below,
    "normal_above": lambda z: normal_below(-z),
    "normal_two_sided": lambda z: erfc(abs(z) / sqrt(2)),
    "t_below": t_below,
    "t_two_sided": t_outside,
    "chi_square_below": lambda x, df: gamma_tails(x / 2, df / 2)[0],
    "chi_square_above": lambda x, df: gamma_tails(x / 2, df / 2)[1],
    "f_below": lambda x, df, rest: f_tails(x, df, rest)[0],
    "f_above": lambda x, df, rest: f_tails(x, df, rest)[1],
    "beta_below": lambda x, a, b: beta_tails(x, 1 - x, a, b)[0],
    "beta_above": lambda x, a, b: beta_tails(x, 1 - x, a, b)[1],
}


def root(tails, p, v, reach):
    """The v at which tails(v), below and above, are p and 1 - p: the smaller of the two decides, in logarithms."""
    upper = p > 0.5
    target = log(1 - p if upper else p)
    f = lambda v: (log(tails(v)[1]) - target) * -1 if upper else log(tails(v)[0]) - target
    low, high = v - reach, v + reach
    while f(low) > 0:
        low -= reach
        reach *= 2
    while f(high) < 0:
        high += reach
        reach *= 2
    at_low, at_high, side = f(low), f(high), 0
    for i in range(400):  # regula falsi, Illinois
        v = (low * at_high - high * at_low) / (at_high - at_low)
        if i % 7 == 6:
            v = (low + high) / 2
        at = f(v)
        if abs(at) < mpf(10) ** -48 or high - low < abs(v) * mpf(10) ** -48:
            return v
        if at < 0:
            low, at_low = v, at
            if side == -1:
                at_high /= 2
            side = -1
        else:
            high, at_high = v, at
            if side == 1:
                at_low /= 2
            side = 1
    raise ArithmeticError(p)


def normal_quantile(p):
    return root(lambda z: (normal_below(z), normal_below(-z)), p, mpf(0), mpf(2))


def t_quantile(p, df):
    if p < 0.5:
        return -t_quantile(1 - p, df)
    inside = 2 * p - 1
    def tails(v):
        t = exp(v)
        return beta_tails(t * t / (df + t * t), df / (df + t * t), mpf(1) / 2, df / 2)
    return exp(root(tails, inside, mpf(0), mpf(2)))


def chi_square_quantile(p, df):
    return exp(root(lambda v: gamma_tails(exp(v) / 2, df / 2), p, log(df), 3 / sqrt(df)))


def f_quantile(p, df, rest):
    return exp(root(lambda v: f_tails(exp(v), df, rest), p, mpf(0), 3 * sqrt(1 / df + 1 / rest)))


def beta_quantile(p, a, b):
    v = root(lambda v: beta_tails(1 / (1 + exp(-v)), 1 / (1 + exp(v)), a, b), p, log(a / b), 3 * sqrt(1 / a + 1 / b))
    return 1 / (1 + exp(-v))


QUANTILES = {"normal_quantile": normal_quantile, "t_quantile": t_quantile, "chi_square_quantile": chi_square_quantile, "f_quantile": f_quantile, "beta_quantile": beta_quantile}


def say(name, *arguments):
    function = TAILS.get(name) or QUANTILES[name]
    value = function(*[mpf(x) for x in arguments])
    print(name, *[repr(float(x)) for x in arguments], *["-"] * (3 - len(arguments)), mp.nstr(value, 40), sep="\t", flush=True)


print("# function\tfirst\tsecond\tthird\tvalue\tby distributions.py, mpmath, 40 digits")
for z in (-37.5, -20, -8.25, -3, -1.96, -0.7, -0.001, 1e-12, 0.3, 1.5, 4.4, 7.9):
    for name in ("normal_below", "normal_above", "normal_two_sided"):
        say(name, z)
PROBABILITIES = (1e-300, 1e-60, 1e-12, 0.0005, 0.025, 0.31, 0.500001, 0.84, 0.975, 0.9999999, 1 - 2.0 ** -50)
for p in PROBABILITIES:
    say("normal_quantile", p)
for df in (0.5, 1, 1.510404870, 4, 14.98542741, 99.5, 3000.5, 12345.6, 1e6, 1e9):
    for t in (-25, -1.97, 0.0004, 0.9, 3.3, 36):
        say("t_two_sided", t, df)
    for t in (-12, -0.6, 2.2):
        say("t_below", t, df)
    for p in (1e-15, 0.025, 0.4999, 0.7, 0.995, 0.99999999):
        say("t_quantile", p, df)
for df in (0.3, 1, 2, 7, 51.5, 1000, 123456, 1e8):
    spread = (2 / df) ** 0.5
    for many in (-9, -3, -0.5, 0.2, 2, 11):
        x = df * (1 + many * spread) if 1 + many * spread > 0.001 else df * 0.001
        say("chi_square_below", x, df)
        say("chi_square_above", x, df)
    for p in (1e-20, 0.025, 0.55, 0.95, 0.999999):
        say("chi_square_quantile", p, df)
for df, rest in ((1, 1), (1, 44), (2, 7.5), (3, 1e7), (30, 60), (1000, 10000), (99999, 699993), (1e7, 7e7), (250000, 2.5)):
    spread = (2 / df + 2 / rest) ** 0.5
    for many in (-12, -1, 0.3, 2.5, 20):
        x = mp.e ** (many * spread)
        say("f_below", float(x), df, rest)
        say("f_above", float(x), df, rest)
    for p in (1e-8, 0.025, 0.5, 0.975, 0.99999):
        say("f_quantile", p, df, rest)
for a, b in ((0.5, 0.5), (0.05, 3), (1, 19), (12, 1), (50, 151), (200, 1), (1e5, 30), (1e6, 1e6), (4e7, 2e8)):
    middle, spread = a / (a + b), (a * b / (a + b) ** 2 / (a + b + 1)) ** 0.5
    for many in (-7, -1.5, 0.1, 1, 6):
        x = min(max(middle + many * spread, middle / 50), 1 - (1 - middle) / 50)
        say("beta_below", x, a, b)
        say("beta_above", x, a, b)
    for p in (1e-10, 0.025, 0.6, 0.975, 0.999999):
        say("beta_quantile", p, a, b)
