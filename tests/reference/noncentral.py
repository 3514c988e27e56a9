"""Noncentral t below t to 30 digits: python3 noncentral.py > noncentral.tsv

Needs mpmath (1.3.0 of Debian 12) alone: the integral of normal(t sqrt(w / df) - delta) over the density of chi-squared w, by Gauss and Legendre on the logarithm
of w / df, in pieces.
"""
from mpmath import mp, mpf, erfc, exp, log, loggamma, quad, sqrt

mp.dps = 40


def below(t, df, delta):
    a = df / 2
    constant = a * log(a) - loggamma(a)
    f = lambda v: exp(constant + a * (v - exp(v))) * erfc((delta - t * exp(v / 2)) / sqrt(2)) / 2
    spread = 1 / sqrt(a)
    width = min(spread, 2 / max(1, abs(delta)))
    total = mpf(0)
    for sign in (1, -1):
        at, step = mpf(0), width
        while True:
            piece, error = quad(f, sorted([sign * at, sign * (at + step)]), error=True, method="gauss-legendre")
            total += piece
            assert error < mpf(10) ** -25
            if at > 3 * spread and exp(constant + a * (sign * at - exp(sign * at))) < total * mpf(10) ** -36:
                break
            at += step
            if at > 60 * width:
                step = min(2 * step, spread)
    return total


print("# t\tdf\tdelta\tbelow\tby noncentral.py, mpmath, 30 digits")
for df in (0.5, 1, 2.5, 7, 15, 58.3, 400, 30000):
    for t, delta in ((2, 1), (2.2, 2.8), (-2, 2.8), (0.3, 3.5), (-1.8, -0.5), (6, 2), (1.96, 0), (12, 15), (30, 20), (-4, 5)):
        print(repr(float(t)), repr(float(df)), repr(float(delta)), mp.nstr(below(mpf(t), mpf(df), mpf(delta)), 30), sep="\t", flush=True)
