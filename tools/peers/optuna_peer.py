"""Optuna loads the study, finds the same best trial, and computes importances; its dashboard shows the study."""

import json
import subprocess
import sys
import warnings

import optuna
from optuna.importance import PedAnovaImportanceEvaluator, get_param_importances

from server import Server, get
from sweeps import Sweeps, expect, flat


def check(sweeps: Sweeps) -> None:
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    warnings.simplefilter("ignore")
    for sweep in ("digits", "odd"):
        file = sweeps.folder / f"{sweep}.db"
        sweeps.run("export", sweep, "--optuna", str(file))
        study = load(file)
        compare(sweeps, sweep, study)
        importances(sweeps, sweep, study)
        grow(file)
    dashboard(sweeps)


def load(file) -> optuna.Study:
    storage = f"sqlite:///{file}"
    [name] = optuna.get_all_study_names(storage)
    return optuna.load_study(study_name=name, storage=storage)


def compare(sweeps: Sweeps, sweep: str, study: optuna.Study) -> None:
    [summary] = sweeps.comparison(sweep)["sweeps"]
    ours = sweeps.trials(sweep)
    expect(study.study_name == summary["sweep"], f"{sweep}: the study is called {study.study_name}")
    expect(study.direction.name.lower() == summary["metric"]["goal"], f"{sweep}: direction {study.direction}")
    expect(study.best_trial.user_attrs["trial"] == summary["best"]["trial"], f"{sweep}: another best trial")
    expect(study.best_value == summary["best"]["value"], f"{sweep}: another best value")
    expect(len(study.trials) == len(ours), f"{sweep}: {len(study.trials)} trials of {len(ours)}")
    steps = 0
    for theirs, own in zip(study.trials, ours):
        state = "COMPLETE" if own["status"] == "succeeded" else "FAIL"
        expect(theirs.state.name == state, f"{sweep}: trial {own['trial']} is {theirs.state}")
        expect(theirs.value == own["value"], f"{sweep}: trial {own['trial']} has the value {theirs.value}")
        expect(theirs.user_attrs["seed"] == own["seed"], f"{sweep}: trial {own['trial']} has another seed")
        expected = {name: json.dumps(value, separators=(",", ":")) if isinstance(value, list) else value
                    for name, value in flat(own["parameters"]).items()}
        expect(theirs.params == expected, f"{sweep}: trial {own['trial']} has {theirs.params}, not {expected}")
        curve = own.get("curve", {})
        points = dict(zip(curve.get("step", []), curve.get(summary["metric"]["name"], [])))
        expect(theirs.intermediate_values == points, f"{sweep}: trial {own['trial']} has another curve")
        metrics = {name: theirs.user_attrs[f"metric.{name}"] for name in own["metrics"]}
        expect(metrics == own["metrics"], f"{sweep}: trial {own['trial']} has other metrics")
        duration = (theirs.datetime_complete - theirs.datetime_start).total_seconds()
        expect(abs(duration - own["cost"]["seconds"]) < 1e-5, f"{sweep}: trial {own['trial']} took {duration} s")
        steps += len(points)
    failed = sum(trial["status"] == "failed" for trial in ours)
    print(
        f"peers: optuna {optuna.__version__}, {sweep}: {len(ours)} trials ({failed} failed), {steps} intermediate values, parameters, "
        f"metrics and best trial {summary['best']['trial']} ({study.best_value}) are equal")


def importances(sweeps: Sweeps, sweep: str, study: optuna.Study) -> None:
    points = by_point(study)
    theirs = get_param_importances(points, evaluator=PedAnovaImportanceEvaluator())
    expect(any(value > 0 for value in theirs.values()), f"{sweep}: PED-ANOVA gives nothing")
    shares = ", ".join(f"{name} {value:.4f}" for name, value in theirs.items())
    print(f"peers: optuna {optuna.__version__}, {sweep}: PED-ANOVA over {len(points.trials)} points: {shares}")
    # Where `compare` reckons it, too, both must agree.
    rows = [row for analysis in sweeps.comparison(sweep).get("analyses", []) for row in analysis["importance"]
            if row["evaluator"] == "ped-anova"]
    if not rows:
        print(f"peers: {sweep}: compare has no PED-ANOVA of its own to hold against Optuna's")
        return
    own = {share["parameters"][0]: share["share"] for share in rows[0]["shares"]}
    expect(all(value == 0 or name in own for name, value in theirs.items()), f"{sweep}: compare knows {own} alone")
    largest = max(abs(value - theirs[name]) for name, value in own.items())
    expect(largest < 1e-9, f"{sweep}: importances differ by {largest}: {own} and {theirs}")
    print(f"peers: {sweep}: {len(own)} importances of compare within {largest:.1e} of Optuna's")


def by_point(study: optuna.Study) -> optuna.Study:
    """The study with one trial a point of the grid and the mean over its seeds, as `compare` looks at a sweep."""
    points: dict[int, list] = {}
    for trial in study.get_trials(states=[optuna.trial.TrialState.COMPLETE]):
        points.setdefault(trial.user_attrs["point"], []).append(trial)
    means = optuna.create_study(direction=study.direction)
    for _, trials in sorted(points.items()):
        first = trials[0]
        means.add_trial(optuna.trial.create_trial(
            params=first.params, distributions=first.distributions,
            value=sum(trial.value for trial in trials) / len(trials)))
    return means


def grow(file) -> None:
    """Optuna goes on with the study, as with one of its own."""
    study = load(file)
    before = len(study.trials)
    trial = study.ask()
    study.tell(trial, 0.5)
    expect(len(load(file).trials) == before + 1, f"{file}: Optuna can't add a trial")


def dashboard(sweeps: Sweeps) -> None:
    file = sweeps.folder / "digits-for-dashboard.db"
    sweeps.run("export", "digits", "--optuna", str(file))
    with Server([sys.executable, "-c", "from optuna_dashboard._cli import main; main()", f"sqlite:///{file}", "--port", "{port}"],
                "/api/studies", sweeps.folder / "dashboard.log") as server:
        [study] = get(server.url + "/api/studies")["study_summaries"]
        detail = get(f"{server.url}/api/studies/{study['study_id']}")
        own = sweeps.trials("digits")
        expect(len(detail["trials"]) == len(own), f"the dashboard shows {len(detail['trials'])} trials")
        for theirs, trial in zip(detail["trials"], own):
            expect(theirs["values"] == [trial["value"]], f"the dashboard shows another value of {trial['trial']}")
        importance = get(f"{server.url}/api/studies/{study['study_id']}/param_importances")
        expect(bool(importance["param_importances"][0]), "the dashboard shows no importances")
    print(f"peers: optuna-dashboard: study {study['study_name']} with {len(own)} trials, values equal, importances shown")
