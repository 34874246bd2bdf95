"""Distributions at ordinary and extreme arguments, from mpmath with 40 digits and scipy."""

import mpmath as mp
from scipy import special

from cases import Cases

mp.mp.dps = 40


def beta_tails(a, b, x):
    """I_x(a, b) and its complement, x exact; from scipy where mpmath's series would take minutes."""
    if a + b > 2000:
        return mp.mpf(special.betainc(a, b, x)), mp.mpf(special.betaincc(a, b, x))
    a, b = mp.mpf(a), mp.mpf(b)
    if x > a / (a + b):
        upper = mp.betainc(b, a, 0, 1 - mp.mpf(x), regularized=True)
        return 1 - upper, upper
    lower = mp.betainc(a, b, 0, mp.mpf(x), regularized=True)
    return lower, 1 - lower


def student_tail(df, t):
    df, t = mp.mpf(df), mp.mpf(t)
    tail = mp.betainc(df / 2, mp.mpf(1) / 2, 0, df / (df + t * t), regularized=True) / 2
    return tail if t >= 0 else 1 - tail


def normal(cases: Cases):
    for x in (-38.0, -20.5, -9.0, -3.0, -1e-9, 0.0, 1e-3, 0.7, 1.96, 5.0, 12.25, 30.0, 37.5):
        cases.add(
            "normal", {"x": x}, {"cumulative": mp.ncdf(x), "upper": mp.erfc(mp.mpf(x) / mp.sqrt(2)) / 2, "density": mp.npdf(x)},
            relative=1e-12)
    for p in (1e-300, 1e-100, 1e-16, 1e-6, 0.001, 0.0249, 0.2, 0.26, 0.4999999, 0.5000000001, 0.6, 0.75, 0.9, 0.975, 0.999999):
        exact = mp.mpf(p)
        start = -mp.sqrt(-2 * mp.log(min(exact, 1 - exact))) * (1 if p < 0.5 else -1)
        if 0.1 < p < 0.9:
            root = mp.sqrt(2) * mp.erfinv(2 * exact - 1)
        elif p < 0.5:
            root = mp.findroot(lambda x: mp.log(mp.erfc(-x / mp.sqrt(2)) / 2) - mp.log(exact), start)
        else:
            root = mp.findroot(lambda x: mp.log(mp.erfc(x / mp.sqrt(2)) / 2) - mp.log(1 - exact), start)
        cases.add("normal quantile", {"p": p}, {"x": root}, relative=4e-15)


def student(cases: Cases):
    for df in (0.3, 1.0, 2.5, 9.0, 41.06511, 1e3, 123456.7):
        for t in (-40.0, -2.1, -1e-7, 0.5, 1.97, 12.5, 1e4):
            tail = student_tail(df, t)
            if min(tail, student_tail(df, -t)) > mp.mpf("1e-300"):
                cases.add("student t", {"df": df, "t": t}, {"upper": tail, "cumulative": student_tail(df, -t)}, relative=1e-11)


def chi_square(cases: Cases):
    for df in (0.5, 1.0, 3.0, 10.0, 99.5, 2000.0):
        for x in (1e-8, 0.3, 1.0, 9.5, 60.0, 500.0, 2100.0):
            upper = mp.gammainc(mp.mpf(df) / 2, mp.mpf(x) / 2, mp.inf, regularized=True)
            lower = mp.gammainc(mp.mpf(df) / 2, 0, mp.mpf(x) / 2, regularized=True)
            if min(lower, upper) > mp.mpf("1e-300"):
                cases.add("chi-square", {"df": df, "x": x}, {"upper": upper, "cumulative": lower}, relative=1e-11)


def beta(cases: Cases):
    shapes = ((0.5, 0.5), (1, 1), (0.05, 3), (2, 31), (101, 901), (2000.5, 300.25), (1e5, 3e5), (3, 1e6))
    for a, b in shapes:
        middle = a / (a + b)
        for factor in (0.01, 0.6, 0.97, 1.0, 1.02, 1.5):
            x = middle * factor
            if not 0 < x < 1:
                continue
            lower, upper = beta_tails(a, b, x)
            if min(lower, upper) > mp.mpf("1e-280"):
                density = mp.exp((a - 1) * mp.log(x) + (b - 1) * mp.log1p(-mp.mpf(x)) - mp.log(mp.beta(a, b)))
                cases.add(
                    "beta", {"a": a, "b": b, "x": x}, {"cumulative": lower, "upper": upper, "density": density},
                    relative=5e-11)


def binomial(cases: Cases):
    for n, k, p in ((10, 3, 0.5), (35, 10, 0.5), (1000, 480, 0.5), (100000, 49000, 0.5), (50, 0, 1e-5), (400, 399, 0.99), (7, 7, 0.3)):
        exact = mp.mpf(p)
        mass = mp.binomial(n, k) * exact**k * (1 - exact) ** (n - k)
        tail, lower = (mp.mpf(0), mp.mpf(1)) if k == n else beta_tails(k + 1, n - k, p)
        cases.add("binomial", {"n": n, "k": k, "p": p}, {"mass": mass, "cumulative": lower, "upper": tail}, relative=1e-11)


def studentized_range(cases: Cases):
    """The definition, integrated by Gauss-Legendre panels of 30 digits."""
    mp.mp.dps = 30
    for k in (2, 3, 10):
        for q in (0.4, 2.0, 3.633, 9.0):
            def beyond(z):
                below = mp.ncdf(z)
                return mp.npdf(z) * (below ** (k - 1) - (below - mp.ncdf(z - q)) ** (k - 1))
            tail = k * mp.quad(beyond, [-12, -6, -3, -1, 0, 1, 2, 3, 4, 5, 6, 8, 12, 16, 24])
            cases.add("studentized range", {"k": k, "q": q}, {"upper": tail, "cumulative": 1 - tail}, relative=1e-11)
    mp.mp.dps = 40


def expected_maximum(cases: Cases):
    mp.mp.dps = 30
    for n in (1, 2, 3, 7, 50, 1000, 10**6, 10**9):
        def integrand(x):
            return x * n * mp.npdf(x) * mp.ncdf(x) ** (n - 1)
        value = mp.quad(integrand, list(range(-14, 15)))
        cases.add("expected maximum", {"N": n}, {"e_max": value}, tolerance=1e-12)
    mp.mp.dps = 40


def add(cases: Cases):
    for part in (normal, student, chi_square, beta, binomial, studentized_range, expected_maximum):
        part(cases)
