"""Numbers that Tests/DecisionsTests/Analysis holds the judgement of a sweep to, by SciPy: prints them.

    python tools/reference/judgements.py
"""

import numpy as np
from scipy import stats


def show(name, *numbers):
    print(f"{name:<34}", *(f"{float(number):.12g}" for number in numbers))


def mcnemar(rows, first_only, second_only, difference, confidence=0.95):
    """Mid-p, and Agresti and Min's interval (2005): Wald's with half a row more in each cell."""
    total, least = first_only + second_only, min(first_only, second_only)
    p = 2 * stats.binom.cdf(least, total, 0.5) - stats.binom.pmf(least, total, 0.5)
    p = 1.0 if first_only == second_only else p
    n, b, c = rows + 2, first_only + 0.5, second_only + 0.5
    half = stats.norm.ppf((1 + confidence) / 2) * np.sqrt((b + c - (b - c) ** 2 / n)) / n
    centre = difference * rows / n
    return p, centre - half, centre + half


def student(mean, error, degrees, confidence=0.95):
    half = stats.t.ppf((1 + confidence) / 2, degrees) * error
    return 2 * stats.t.sf(abs(mean / error), degrees), mean - half, mean + half


# The best has 10 of 100 rows wrong, the others 17 and 30, sharing 5 and none with it.
show("McNemar, 5 against 12", *mcnemar(100, 5, 12, -0.07))
show("McNemar, 10 against 30", *mcnemar(100, 10, 30, -0.20))
show("McNemar, the same model", *mcnemar(100, 0, 0, 0))
print("standard error of 0.9 over 100 rows", np.sqrt(0.9 * 0.1 / 99))

best = np.array([0.1, 0.4, 0.2, 0.9, 0.3, 0.5])
other = np.array([0.3, 0.5, 0.6, 1.0, 0.2, 0.9])
d = other - best
show("mean squared errors", best.mean(), other.mean(), *student(d.mean(), d.std(ddof=1) / np.sqrt(6), 5))
s = 0.5 / np.sqrt([other.mean(), best.mean()])
d = other * s[0] - best * s[1]
rmse = np.sqrt([best.mean(), other.mean()])
show("roots of them", *rmse, *student(rmse[1] - rmse[0], d.std(ddof=1) / np.sqrt(6), 5))
show("their standard error", best.std(ddof=1) / np.sqrt(6) * s[1])

best, other = np.array([0.90, 0.94, 0.92, 0.95, 0.91]), np.array([0.88, 0.93, 0.91, 0.90, 0.90])
d = other - best
show("five folds", d.mean(), *student(d.mean(), np.sqrt(d.var(ddof=1) * (1 / 5 + 1 / 4)), 4))
show("a fold's standard error", best.std(ddof=1) / np.sqrt(5))

best, other = np.array([0.90, 0.92, 0.94]), np.array([0.85, 0.91])
test = stats.ttest_ind(other, best, equal_var=False)
low, high = test.confidence_interval(0.95)
show("seeds", other.mean() - best.mean(), test.pvalue, low, high)
