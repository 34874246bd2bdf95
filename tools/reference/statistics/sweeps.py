"""Importances, fronts and volumes, from optuna and plain numpy, on made-up studies."""

import itertools
import warnings

import numpy as np
import optuna
from optuna._hypervolume import compute_hypervolume
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.importance import PedAnovaImportanceEvaluator, get_param_importances
from optuna.trial import create_trial

from cases import Cases

warnings.filterwarnings("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)

SPACES = [
    {"x": FloatDistribution(-5, 5), "y": FloatDistribution(1e-5, 1, log=True), "z": IntDistribution(1, 9), "k": CategoricalDistribution(["a", "b", "c"])},
    {"n": IntDistribution(1, 1024, log=True), "m": IntDistribution(0, 500, step=7), "s": FloatDistribution(0, 1, step=0.05), "c": CategoricalDistribution(["on", "off"])},
    {"wide": IntDistribution(0, 100000), "one": CategoricalDistribution(["only"]), "same": FloatDistribution(3, 3), "u": FloatDistribution(0, 1)},
]


def sample(random, distribution):
    if isinstance(distribution, CategoricalDistribution):
        return distribution.choices[random.integers(len(distribution.choices))]
    low, high = distribution.low, distribution.high
    value = float(np.exp(random.uniform(np.log(low), np.log(high)))) if distribution.log else random.uniform(low, high)
    if distribution.step:
        value = low + round((value - low) / distribution.step) * distribution.step
    return int(round(value)) if isinstance(distribution, IntDistribution) else min(max(value, low), high)


def described(distribution):
    fields = {"type": type(distribution).__name__, "choices": list(getattr(distribution, "choices", [])) or None}
    return fields | {name: getattr(distribution, name, None) for name in ("low", "high", "log", "step")}


def importance(cases: Cases):
    for seed, (space, count, direction, conditional) in enumerate(itertools.product(
            SPACES, (2, 9, 60), ("minimize", "maximize"), (False, True))):
        random = np.random.default_rng(100 + seed)
        study = optuna.create_study(direction=direction)
        names, trials = sorted(space), []
        for _ in range(count):
            params = {name: sample(random, space[name]) for name in names if not conditional or name == names[0] or random.random() < 0.7}
            numbers = [value for value in params.values() if not isinstance(value, str)]
            value = round(float(np.sin(sum(numbers)) + random.normal(0, 0.3)), 1 if seed % 3 == 0 else 6)
            trials.append({"params": params, "value": value})
            study.add_trial(create_trial(params=params, distributions={name: space[name] for name in params}, value=value))
        used = {name for trial in trials for name in trial["params"]}
        evaluator = PedAnovaImportanceEvaluator()
        raw = get_param_importances(study, evaluator=evaluator, normalize=False)
        expected = {"raw": raw, "normalized": get_param_importances(study, evaluator=PedAnovaImportanceEvaluator())}
        inputs = {"space": {name: described(space[name]) for name in names if name in used}, "trials": trials, "direction": direction}
        cases.add("PED-ANOVA", inputs, expected, tolerance=1e-9)


def fronts(cases: Cases):
    random = np.random.default_rng(9)
    for objectives, count, digits in ((2, 40, 1), (2, 200, 6), (3, 60, 1), (4, 50, 2)):
        values = np.round(random.uniform(0, 1, (count, objectives)), digits)
        directions = ["minimize" if i % 2 else "maximize" for i in range(objectives)]
        study = optuna.create_study(directions=directions)
        for row in values:
            study.add_trial(create_trial(values=[float(value) for value in row]))
        cases.add("Pareto front", {"values": values, "directions": directions}, {"front": sorted(trial.number for trial in study.best_trials)},
                  tolerance=1e-12)
        reference = np.full(objectives, 1.1)
        cases.add("hypervolume", {"values": values, "reference": reference}, {"hv": compute_hypervolume(values, reference)}, tolerance=1e-9)


def grids(cases: Cases):
    """Sums of squares by orthogonal projections, over every set of factors."""
    random = np.random.default_rng(3)
    for sizes, repeats, order in (((4, 3), 1, 2), ((3, 2, 5), 2, 3), ((2, 2, 2, 3), 1, 2)):
        cells = list(itertools.product(*map(range, sizes))) * repeats
        levels = np.array(cells)
        values = levels[:, 0] * 2.0 + np.sin(levels[:, 0] * levels[:, 1]) + random.normal(0, 0.1, len(cells))
        total, expected, parts = np.sum((values - values.mean()) ** 2), {}, {(): np.full(len(values), values.mean())}
        for size in range(1, order + 1):
            for factors in itertools.combinations(range(len(sizes)), size):
                keys = [tuple(row) for row in levels[:, factors]]
                means = {key: np.mean([value for value, other in zip(values, keys) if other == key]) for key in set(keys)}
                part = np.array([means[key] for key in keys])
                for smaller, effect in parts.items():
                    if set(smaller) < set(factors):
                        part = part - effect
                parts[factors] = part
                expected["x".join(map(str, factors))] = np.sum(part**2) / total
        expected["residual"] = 1 - sum(expected.values())
        cases.add("exact ANOVA of a grid", {"levels": levels, "values": values, "order": order}, expected, tolerance=1e-10)


def rules(cases: Cases):
    random = np.random.default_rng(5)
    for configurations, folds in ((2, 2), (12, 10)):
        losses = np.round(random.normal(0.3, 0.05, (configurations, folds)), 4)
        complexity = random.permutation(configurations)
        means, errors = losses.mean(axis=1), losses.std(axis=1, ddof=1) / np.sqrt(folds)
        threshold = means.min() + errors[means.argmin()]
        eligible = np.flatnonzero(means <= threshold)
        expected = {"best": means.argmin(), "threshold": threshold, "eligible": eligible, "chosen": eligible[complexity[eligible].argmin()], "se": errors}
        cases.add("one-standard-error rule", {"loss_config_by_fold": losses, "complexity": complexity}, expected, tolerance=1e-12)


def add(cases: Cases):
    for part in (importance, fronts, grids, rules):
        part(cases)
