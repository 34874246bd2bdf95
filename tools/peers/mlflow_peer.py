"""A real MLflow server on loopback gets the runs, once; an export that was cut short is completed by the next."""

import re
import subprocess
import sys
import time

import mlflow

from server import Server, get
from sweeps import Sweeps, expect, flat


def check(sweeps: Sweeps) -> None:
    folder = sweeps.folder
    command = [sys.executable, "-m", "mlflow", "server", "--host", "127.0.0.1", "--port", "{port}", "--workers", "2",
               "--backend-store-uri", f"sqlite:///{folder}/mlflow.db", "--artifacts-destination", f"{folder}/artifacts"]
    with Server(command, "/health", folder / "mlflow.log") as server:
        for sweep in ("digits", "odd"):
            started = time.monotonic()
            printed = sweeps.run("export", sweep, "--mlflow", server.url, "--experiment", f"peers {sweep}")
            seconds = time.monotonic() - started
            expect("0 unchanged" in printed, printed)
            compare(sweeps, sweep, server, seconds)
            again = sweeps.run("export", sweep, "--mlflow", server.url, "--experiment", f"peers {sweep}")
            expect("(0 new, 0 updated" in again, f"a second export changed something: {again}")
            expect(len(runs(server, sweep)) == len(sweeps.trials(sweep)), f"{sweep}: a second export made other runs")
        cut_short(sweeps, server)


def runs(server: Server, sweep: str) -> list[dict]:
    experiment = experiment_id(server, f"peers {sweep}")
    return get(server.url + "/api/2.0/mlflow/runs/search", {"experiment_ids": [experiment], "max_results": 1000}).get("runs", [])


def experiment_id(server: Server, name: str) -> str:
    found = get(server.url + "/api/2.0/mlflow/experiments/search", {"max_results": 100})["experiments"]
    return next(experiment["experiment_id"] for experiment in found if experiment["name"] == name)


def compare(sweeps: Sweeps, sweep: str, server: Server, seconds: float) -> None:
    ours = sweeps.trials(sweep)
    theirs = {}
    for run in runs(server, sweep):
        tags = {tag["key"]: tag["value"] for tag in run["data"]["tags"]}
        expect(tags["stepsweep.trial"] not in theirs, f"{sweep}: two runs of trial {tags['stepsweep.trial']}")
        theirs[tags["stepsweep.trial"]] = run
    expect(set(theirs) == {trial["trial"] for trial in ours}, f"{sweep}: other trials than ours are there")
    for trial in ours:
        run = theirs[trial["trial"]]
        info, data = run["info"], run["data"]
        expect(info["status"] == ("FINISHED" if trial["status"] == "succeeded" else "FAILED"), f"{sweep}: {info}")
        cost = trial["cost"]
        expect(info["start_time"] == round(cost["startedAt"] * 1000), f"{sweep}: start of {trial['trial']}")
        expect(abs(info["end_time"] - (cost["startedAt"] + cost["seconds"]) * 1000) <= 1, f"{sweep}: end of {trial['trial']}")
        latest = {metric["key"]: metric["value"] for metric in data.get("metrics", [])}
        for name, value in trial["metrics"].items():
            expect(latest[name] == value, f"{sweep}: {name} of {trial['trial']} is {latest.get(name)}, not {value}")
        expected = {name: value if isinstance(value, str) else None for name, value in flat(trial["parameters"]).items()}
        known = {parameter["key"]: parameter["value"] for parameter in data["params"]}
        expect(set(known) == set(expected) | {"seed"}, f"{sweep}: parameters of {trial['trial']}: {known}")
        for name, value in expected.items():
            expect(value is None or known[name] == value, f"{sweep}: parameter {name} of {trial['trial']}")
    # One curve, point by point.
    metric = sweeps.comparison(sweep)["sweeps"][0]["metric"]["name"]
    trial = next(trial for trial in ours if trial.get("curve"))
    history = get(f"{server.url}/api/2.0/mlflow/metrics/get-history?run_id={theirs[trial['trial']]['info']['run_id']}&metric_key={metric}")
    steps = {point["step"]: point["value"] for point in history["metrics"] if point["timestamp"] == theirs[trial["trial"]]["info"]["start_time"]}
    expected = dict(zip(trial["curve"]["step"], trial["curve"][metric]))
    expect(steps == expected, f"{sweep}: the curve of {trial['trial']} is {steps}, not {expected}")
    points = sum(len(column) for trial in ours for name, column in trial.get("curve", {}).items() if name != "step")
    print(
        f"peers: mlflow {mlflow.__version__}, {sweep}: {len(ours)} runs in {seconds:.1f} s, states, times, parameters and latest metrics equal, "
        f"{points} points of curves sent, {len(steps)} of one read back equal; a second export changed nothing")


def cut_short(sweeps: Sweeps, server: Server) -> None:
    """An export is killed when some runs are there; the next one completes them and makes no second of any."""
    name = "peers cut"
    export = subprocess.Popen(
        [sweeps.program, "export", "digits", "--mlflow", server.url, "--experiment", name],
        env={"STEPSWEEP_STORE": str(sweeps.folder / "store"), "PATH": "/usr/bin:/bin"}, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    there = []
    while len(there) < 8 and time.monotonic() < deadline:
        try:
            there = runs(server, "cut")
        except StopIteration:
            pass
        time.sleep(0.05)
    export.kill()
    export.wait()
    before = runs(server, "cut")
    printed = sweeps.run("export", "digits", "--mlflow", server.url, "--experiment", name)
    after = runs(server, "cut")
    trials = {tag["value"] for run in after for tag in run["data"]["tags"] if tag["key"] == "stepsweep.trial"}
    whole = sum(run["info"]["status"] == "FINISHED" for run in after)
    expect(len(after) == len(trials) == whole == 64, f"behind a kill: {len(after)} runs of {len(trials)} trials, {whole} whole")
    counts = re.search(r"\((.*)\)", printed).group(1)
    points = 0
    for run in after:
        history = get(f"{server.url}/api/2.0/mlflow/metrics/get-history?run_id={run['info']['run_id']}&metric_key=train_loss")["metrics"]
        # 30 epochs and the final value, each once, whichever export sent them.
        expect(len(history) == 31, f"behind a kill: {len(history)} points of train_loss in a run")
        points += len(history)
    print(f"peers: mlflow: killed with {len(before)} runs there, then completed ({counts}): 64 runs of 64 trials, all whole, "
          f"{points} points of train_loss, none twice")
