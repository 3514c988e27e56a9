"""All 20,300 exact 95% intervals of x of n for n up to 200: python3 exact.py > exact.tsv

Needs mpmath (1.3.0 of Debian 12) alone. Each end is the root of its own definition (Clopper and Pearson 1934): the probability of x or more (of x or fewer) of n, summed
term by term in 50 digits, is 0.025. Newton's steps between ends that close in; written with 17 digits.
"""
from math import comb

from mpmath import mp, mpf

mp.dps = 50
OUTSIDE = mpf(25) / 1000


def lower(x, n):
    """p with P(X >= x) = 0.025; its derivative is x C(n, x) p^(x-1) (1-p)^(n-x)."""
    low, high, p = mpf(0), mpf(1), mpf(x) / n * (mpf(1) / 2 if x < 4 else 1 - 1 / mpf(x) ** 0.5)
    while True:
        q = 1 - p
        if 2 * x > n:
            term, tail = comb(n, x) * p ** x * q ** (n - x), mpf(0)
            first = term
            for k in range(x, n + 1):
                tail += term
                term *= p * (n - k) / (q * (k + 1))
        else:
            term, tail = comb(n, x) * p ** x * q ** (n - x), mpf(1)
            first = term
            for k in range(x, 0, -1):
                term *= q * k / (p * (n - k + 1))
                tail -= term
        if tail < OUTSIDE:
            low = p
        else:
            high = p
        step = (OUTSIDE - tail) / (x * first / p)
        if abs(step) < p * mpf(10) ** -35:
            return p
        p = p + step if low < p + step < high else (low + high) / 2


print("# n\tx\tlow\thigh\tby exact.py, mpmath: binomial tails of 2.5%")
for n in range(1, 201):
    lows = [mpf(0)] + [lower(x, n) for x in range(1, n + 1)]
    for x in range(n + 1):
        high = 1 - lows[n - x]
        print(n, x, mp.nstr(lows[x], 17, strip_zeros=True) if x else "0", mp.nstr(high, 17) if x < n else "1", sep="\t")
