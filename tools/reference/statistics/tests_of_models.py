"""Comparisons of models and arms, from scipy, statsmodels and gbstats, on made-up data with ties, extremes and few values."""

import numpy as np
from gbstats.bayesian.tests import EffectBayesianABTest, EffectBayesianConfig, GaussianPrior
from gbstats.frequentist.tests import (FrequentistConfig, OneSidedTreatmentGreaterTTest, OneSidedTreatmentLesserTTest,
                                       SequentialConfig, SequentialTwoSidedTTest, TwoSidedTTest)
from gbstats.models.statistics import ProportionStatistic, SampleMeanStatistic
from scipy import integrate, special, stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower, TTestIndPower
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportion_effectsize, proportions_ztest

from cases import Cases


def proportions(cases: Cases):
    for a, b, alpha in (((7, 13), (2, 17), 0.1), ((1, 90000), (6, 91000), 0.01), ((480, 500), (499, 505), 0.05),
                        ((250000, 1000000), (251500, 1000000), 0.001), ((0, 9), (0, 12), 0.05)):
        low = {}
        for method in ("wald", "newcomb", "agresti-caffo", "score"):
            try:
                low[method] = confint_proportions_2indep(b[0], b[1], a[0], a[1], method=method, compare="diff", alpha=alpha)
            except (ValueError, RuntimeError):
                continue
        if not np.all(np.isfinite(low.get("score", [0]))):
            del low["score"]
        expected = {"ci_diff": low}
        if a[0] + b[0]:
            z, p = proportions_ztest([b[0], a[0]], [b[1], a[1]])
            expected |= {"z_pooled": z, "p_pooled": p}
        arms = {"control": {"x": a[0], "n": a[1]}, "treatment": {"x": b[0], "n": b[1]}, "alpha": alpha}
        cases.add("two-proportion z test", arms, expected, tolerance=1e-9)
    for x, n, alpha in ((1, 1, 0.05), (0, 1, 0.2), (3, 7, 0.01), (12, 100000, 0.05), (99999, 100000, 1e-6), (50, 50, 0.1)):
        expected = {name: proportion_confint(x, n, alpha, name) for name in ("wilson", "beta", "agresti_coull")}
        cases.add("Wilson / Clopper-Pearson", {"x": x, "n": n, "alpha": alpha}, expected, tolerance=1e-10)


def means(cases: Cases):
    random = np.random.default_rng(4)
    samples = ((random.normal(3, 1, 3), random.normal(9, 5, 4)), (random.exponential(2, 40), random.exponential(2.4, 17)),
               (1e6 + random.normal(0, 1e-2, 12), 1e6 + random.normal(0, 1e-2, 9)), (np.full(5, 2.5), random.normal(0, 1, 6)))
    for a, b in samples:
        a, b = np.round(a, 6), np.round(b, 6)
        test = stats.ttest_ind(b, a, equal_var=False)
        interval = test.confidence_interval(0.9)
        inputs = {"control": a, "treatment": b, "confidence": 0.9}
        cases.add("Welch t test", inputs,
                  {"t": test.statistic, "df": test.df, "p": test.pvalue, "ci": [interval.low, interval.high]}, tolerance=1e-8)
        arms = [SampleMeanStatistic(n=len(v), sum=float(v.sum()), sum_squares=float((v**2).sum())) for v in (a, b)]
        if a.mean() > 1e5 or a.var() == 0:
            continue
        config = FrequentistConfig(alpha=0.05, difference_type="relative")
        result = TwoSidedTTest(*arms, config).compute_result()
        cases.add("Welch t with delta method", {"control": a, "treatment": b, "alpha": 0.05},
                  {"estimate": result.expected, "ci_low": result.ci[0], "ci_high": result.ci[1], "p_value": result.p_value},
                  tolerance=1e-9)
        for test in (OneSidedTreatmentGreaterTTest, OneSidedTreatmentLesserTTest):
            p = test(*arms, FrequentistConfig(difference_type="absolute")).compute_result().p_value
            cases.add("one-sided guardrail t test", {"control": a, "treatment": b, "function": test.__name__}, {"p_value": p},
                      tolerance=1e-10)
    for n, shift in ((30, 0.2), (200, 0.0)):
        x = random.normal(10, 3, 2 * n)
        y = 0.8 * x + random.normal(0, 1, 2 * n) + np.repeat([0, shift], n)
        theta = np.cov(y, x)[0, 1] / np.var(x, ddof=1)
        adjusted = y - theta * (x - x.mean())
        test = stats.ttest_ind(adjusted[n:], adjusted[:n], equal_var=False)
        inputs = {"control": {"x": x[:n], "y": y[:n]}, "treatment": {"x": x[n:], "y": y[n:]}}
        cases.add("CUPED", inputs, {"theta": theta, "estimate": adjusted[n:].mean() - adjusted[:n].mean(), "t": test.statistic,
                                    "p": test.pvalue}, tolerance=1e-9)


def planning(cases: Cases):
    for p1, p2, alpha, power, ratio in ((0.5, 0.9, 0.05, 0.8, 1), (0.001, 0.0012, 0.01, 0.95, 1), (0.2, 0.15, 0.1, 0.7, 3)):
        h = proportion_effectsize(p2, p1)
        n = NormalIndPower().solve_power(h, alpha=alpha, power=power, ratio=ratio)
        cases.add("sample size per arm, two proportions", {"p1": p1, "p2": p2, "alpha": alpha, "power": power, "ratio": ratio},
                  {"h": h, "n_arcsine": n}, tolerance=1e-6)
    for d, alpha, power, ratio in ((0.8, 0.05, 0.8, 1), (2.5, 0.01, 0.9, 1), (0.01, 0.05, 0.8, 2), (0.3, 0.2, 0.5, 0.25)):
        t = TTestIndPower().solve_power(d, alpha=alpha, power=power, ratio=ratio)
        z = NormalIndPower().solve_power(d, alpha=alpha, power=power, ratio=ratio)
        cases.add("sample size, two means", {"d": d, "alpha": alpha, "power": power, "ratio": ratio}, {"n1_t": t, "n1_z": z},
                  tolerance=1e-6)
    for d, n, alpha, size, power in ((0.0, 20, 0.05, 50, 0.8), (1.2, 4, 0.05, 12, 0.9), (0.5, 1000, 1e-4, 80000, 0.99)):
        expected = {"power": TTestIndPower().power(d, n, alpha),
                    "mde_d": NormalIndPower().solve_power(None, size, alpha, power)}
        inputs = {"d": d, "n": n, "alpha": alpha, "mde_n": size, "mde_power": power}
        cases.add("power at fixed n", inputs, expected, tolerance=1e-7)
        # The peer's search ends within 1e-5, and the noncentral t's last digits decide where.
        cases.add("power at fixed n", inputs, {"mde_d_t": TTestIndPower().solve_power(None, size, alpha, power)}, tolerance=1e-5)


def sample_ratio(cases: Cases):
    for observed, weights in (([1, 0], [1, 1]), ([500100, 499900], [0.5, 0.5]), ([90, 5, 5], [8, 1, 1]), ([3000, 1000], [0.6, 0.4])):
        share = np.array(weights) / sum(weights)
        chi2, p = stats.chisquare(observed, share * sum(observed))
        cases.add("SRM chi-square", {"observed": observed, "weights": weights}, {"chi2": chi2, "p": p}, tolerance=1e-10)
    for weights, looks, concentration in (([0.5, 0.5], [[3, 5], [40, 71], [900, 1010]], 100), ([0.2, 0.3, 0.5], [[10, 9, 40], [1000, 1900, 2500]], 10000)):
        share, total, p, at = np.array(weights), np.zeros(len(weights)), 1.0, []
        for look in looks:
            total += look
            prior = concentration * share
            log = (special.gammaln(concentration) - special.gammaln(concentration + total.sum())
                   + (special.gammaln(prior + total) - special.gammaln(prior)).sum() - (total * np.log(share)).sum())
            p = min(p, np.exp(-log))
            at.append(p)
        cases.add("sequential SRM", {"weights": weights, "counts": looks, "concentration": concentration},
                  {"p_at": at, "log_bayes_factor": log}, tolerance=1e-8)


def bernoulli(cases: Cases):
    """The mixture's definition over scipy's betaln, inverted by bisection."""
    for x, n, alpha, best in ((0, 40, 0.05, 100), (3, 40, 0.05, 100), (130, 1000, 0.05, 500), (40, 40, 0.01, 10), (5020, 10000, 0.001, 20000)):
        level = 2 * np.log(20)
        c = max(best / (level + np.log(1 + level)) - 1, 1e-3)

        def rejected(p):
            log = special.betaln(c * p + x, c * (1 - p) + n - x) - special.betaln(c * p, c * (1 - p))
            return log - special.xlogy(x, p) - special.xlog1py(n - x, -p) >= -np.log(alpha)

        ends = []
        for end in (0.0, 1.0):
            out, inside = end, x / n
            for _ in range(100):
                middle = (out + inside) / 2
                out, inside = (middle, inside) if rejected(middle) else (out, middle)
            ends.append(end if x / n == end else out)
        cases.add("Bernoulli confidence sequence", {"x": x, "n": n, "alpha": alpha, "t_opt": best}, {"ci": ends}, tolerance=1e-9)


def bayes(cases: Cases):
    for arms in ([[0, 0], [0, 0]], [[3, 5], [9, 10], [0, 1], [20, 41]], [[51000, 500000], [50500, 500000]], [[1, 100000], [400, 1000]]):
        shapes = [(1 + x, 1 + n - x) for x, n in arms]
        edges = sorted({float(q) for a, b in shapes for q in stats.beta.ppf([0, 1e-12, 1e-6, 0.01, 0.2, 0.5, 0.8, 0.99, 1 - 1e-6, 1], a, b)})
        best, losses = [], []
        for i, own in enumerate(shapes):
            others = [shape for j, shape in enumerate(shapes) if j != i]
            def product(x):
                return np.prod([special.betainc(a, b, x) for a, b in others])
            def total(function):
                return sum(integrate.quad(function, lo, hi, epsabs=1e-14, epsrel=1e-11)[0] for lo, hi in zip(edges, edges[1:]))
            best.append(total(lambda x: stats.beta.pdf(x, *own) * product(x)))
            losses.append(total(lambda x: special.betainc(*own, x) * (1 - product(x))))
        cases.add("Beta-Binomial probability to be best", {"arms": [{"x": x, "n": n} for x, n in arms], "prior": [1, 1]},
                  {"p_best": best, "expected_loss": losses}, tolerance=1e-9)
    for a, b, prior in (((300, 4000), (330, 4100), None), ((300, 4000), (330, 4100), 0.01), ((2, 50), (9, 60), 0.09)):
        arms = [ProportionStatistic(n=n, sum=x) for x, n in (a, b)]
        effect = GaussianPrior(mean=0.02, variance=prior, proper=True) if prior else GaussianPrior()
        kind = "relative" if prior else "absolute"
        result = EffectBayesianABTest(*arms, EffectBayesianConfig(prior_effect=effect, difference_type=kind)).compute_result()
        inputs = {"control": {"x": a[0], "n": a[1]}, "treatment": {"x": b[0], "n": b[1]}}
        if prior:
            inputs |= {"prior_mean": 0.02, "prior_variance": prior}
        cases.add("Gaussian-effect Bayesian test", inputs,
                  {"chance_to_win": result.chance_to_win, "estimate": result.expected, "ci": result.ci,
                   "risk_control": result.risk[0], "risk_treatment": result.risk[1]}, tolerance=1e-9)
    for a, b, tuning, alpha in (((90, 700), (120, 720), 2000, 0.1), ((20, 150), (70, 140), 300, 0.01)):
        for kind in ("absolute", "relative"):
            arms = [ProportionStatistic(n=n, sum=x) for x, n in (a, b)]
            config = SequentialConfig(alpha=alpha, difference_type=kind, sequential_tuning_parameter=tuning)
            result = SequentialTwoSidedTTest(*arms, config).compute_result()
            inputs = {"control": {"x": a[0], "n": a[1]}, "treatment": {"x": b[0], "n": b[1]}, "alpha": alpha,
                      "difference_type": kind, "sequential_tuning_parameter": tuning}
            cases.add("asymptotic confidence sequence", inputs, {"ci_low": result.ci[0], "ci_high": result.ci[1], "p_value": result.p_value},
                      tolerance=1e-10)


def paired(cases: Cases):
    random = np.random.default_rng(8)
    for b, c in ((0, 0), (4, 4), (1, 0), (600, 700), (40000, 41000)):
        test, chi = mcnemar([[0, b], [c, 0]], exact=True), (mcnemar([[0, b], [c, 0]], exact=False) if b + c else None)
        expected = {"exact_p": min(1.0, test.pvalue) if b + c else 1.0}
        if chi:
            expected |= {"chi2_cc": chi.statistic, "chi2_cc_p": chi.pvalue}
        if b != c:
            expected["mid_p"] = 2 * stats.binom.cdf(min(b, c), b + c, 0.5) - stats.binom.pmf(min(b, c), b + c, 0.5)
        cases.add("McNemar", {"b": b, "c": c}, expected, tolerance=1e-9)
    for count in (2, 9, 45, 120):
        a, b = random.normal(0, 1, count), random.normal(0.3, 1, count)
        test = stats.wilcoxon(a, b, method="exact")
        cases.add("Wilcoxon signed rank", {"a": a, "b": b, "method": "exact"}, {"W": test.statistic, "p": test.pvalue}, tolerance=1e-10)
        a, b = np.round(a * 2), np.round(b * 2)
        if count > 10:
            test = stats.wilcoxon(a, b, method="approx", correction=False, zero_method="wilcox")
            cases.add("Wilcoxon signed rank", {"a": a, "b": b, "method": "approx"}, {"W": test.statistic, "p": test.pvalue}, tolerance=1e-10)
    for rows, models, ties in ((5, 3, False), (12, 6, True), (40, 11, True)):
        scores = random.normal(0, 1, (rows, models))
        scores = np.round(scores) if ties else scores
        chi2, p = stats.friedmanchisquare(*scores.T)
        ranks = np.apply_along_axis(stats.rankdata, 1, scores).mean(axis=0)
        q = stats.studentized_range.ppf(0.9, models, np.inf) / np.sqrt(2)
        cases.add("Friedman test", {"blocks_by_model": scores, "alpha": 0.1, "higher_is_better": False},
                  {"chi2": chi2, "p": p, "mean_ranks": ranks, "q_alpha": q}, tolerance=1e-7)
    for p in ([0.5], [0.0, 1.0, 0.05, 0.05], list(random.uniform(0, 0.1, 25)), [1e-300, 0.2, 3e-8, 0.04, 0.9]):
        expected = {}
        for name, method in (("holm", "holm"), ("bh", "fdr_bh"), ("by", "fdr_by")):
            reject, adjusted, _, _ = multipletests(p, 0.05, method)
            expected |= {name: adjusted, name + "_reject": reject}
        cases.add("Holm, Benjamini-Hochberg", {"p": p, "alpha": 0.05}, expected, tolerance=1e-10)
    for runs, folds in ((1, 5), (10, 10)):
        differences = random.normal(0.004, 0.02, runs * folds)
        variance = np.var(differences, ddof=1) * (1 / len(differences) + 1 / (folds - 1))
        posterior = stats.t(len(differences) - 1, differences.mean(), np.sqrt(variance))
        t = differences.mean() / np.sqrt(variance)
        cases.add("corrected resampled t", {"scores_a": np.zeros(len(differences)), "scores_b": differences, "runs": runs, "rope": 0.01},
                  {"t": t, "p": 2 * stats.t.sf(abs(t), len(differences) - 1), "corrected_var": variance, "p_a_better": posterior.cdf(-0.01),
                   "p_rope": posterior.cdf(0.01) - posterior.cdf(-0.01), "p_b_better": posterior.sf(0.01)}, tolerance=1e-10)


def add(cases: Cases):
    for part in (proportions, means, planning, sample_ratio, bernoulli, bayes, paired):
        part(cases)
