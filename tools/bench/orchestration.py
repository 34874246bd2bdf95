"""What it costs to run a trial: StepSweep from the command line to SQLite, beside Optuna's SQLite storage, in one run.

usage: orchestration.py FOLDER_OF_PROGRAMS MARKDOWN_FILE
"""

import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import optuna

import page

ROUNDS = 5
SWEEP = """\
name: tiny-ridge
method: grid
metric: {{name: validation_rmse, goal: minimize}}
trainer: ridge
data: {{path: tiny.csv, target: y}}
parameters:
  l2: {{distribution: log_uniform_values, min: 0.0001, max: 1000.0, steps: {trials}}}
packs: {{size: {size}}}
compute: {{concurrency: 200}}
"""


def tiny_table(path):
    generator = random.Random(0)
    with open(path, "w") as file:
        file.write("a,b,c,d,y\n")
        for _ in range(100):
            row = [generator.gauss(0, 1) for _ in range(4)]
            target = sum(row) + generator.gauss(0, 0.1)
            file.write(",".join(f"{value:.6f}" for value in row + [target]) + "\n")


def sweep(programs, trials, size, folders):
    """Wall seconds of one whole launch, all of its trials checked in SQLite."""
    folder = tempfile.mkdtemp(dir=folders)
    tiny_table(os.path.join(folder, "tiny.csv"))
    file = os.path.join(folder, "sweep.yaml")
    pathlib.Path(file).write_text(SWEEP.format(trials=trials, size=size))
    store = os.path.join(folder, "store")
    os.sync()  # what others left to write is not this run's
    began = time.perf_counter()
    subprocess.run([f"{programs}/stepsweep", "launch", file, "--store", store, "--quiet"], check=True)
    seconds = time.perf_counter() - began
    rows = sqlite3.connect(f"{store}/results.sqlite").execute(
        "select count(*) from trials where status = 'succeeded'").fetchone()[0]
    assert rows == trials, f"{rows} of {trials} trials in SQLite"
    return seconds


def optuna_sqlite(trials, folders):
    """Wall seconds of trivial trials with random sampling, recorded in a SQLite file."""
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    folder = tempfile.mkdtemp(dir=folders)
    sampler = optuna.samplers.RandomSampler(seed=0)
    os.sync()
    began = time.perf_counter()
    study = optuna.create_study(storage=f"sqlite:///{folder}/study.db", sampler=sampler)
    study.optimize(lambda trial: trial.suggest_float("l2", 1e-4, 1e3, log=True), n_trials=trials)
    return time.perf_counter() - began


def row(name, trials, seconds):
    median = statistics.median(seconds)
    rate = trials / median
    print(f"{name}: {rate:,.0f} trials/s (median of {len(seconds)}: {median:.2f} s)", flush=True)
    spread = f"{min(seconds):.2f}–{max(seconds):.2f}"
    return rate, f"| {name} | {trials:,} | {median:.2f} ({spread}) | {rate:,.0f} |"


def main():
    programs, markdown = sys.argv[1:]
    packed, single, peer = [], [], []
    # Everything stays until the end: ext4 avoids the inodes of files deleted seconds ago, and is slow at it.
    with tempfile.TemporaryDirectory() as folders:
        for _ in range(ROUNDS):  # in turn, so that a drifting machine drifts for all of them
            packed.append(sweep(programs, 10_000, 50, folders))
            single.append(sweep(programs, 1_000, 1, folders))
            peer.append(optuna_sqlite(1_000, folders))
    rate, first = row("StepSweep, 200 packs of 50", 10_000, packed)
    _, second = row("StepSweep, a trial a pack (1,000 worker processes)", 1_000, single)
    peer_rate, third = row(f"Optuna {optuna.__version__}, SQLite storage, trivial trials", 1_000, peer)
    page.write_section(markdown, "A trial's overhead", f"""\
{page.machine()}.
Whole commands on the wall clock, median of {ROUNDS} runs taken in turn (least–most). Compare rows of one run, never of two.

StepSweep trains a ridge model (100 × 4 table) in every trial, by worker processes under the compiled state machine with its durable
journal, saves the model, and has every outcome in SQLite when the command ends. Optuna records trivial trials, without processes or models.

| | trials | seconds | trials/s |
|---|---|---|---|
{first}
{second}
{third}

Ratio of the first row to the last: {rate / peer_rate:,.0f}.
""")


if __name__ == "__main__":
    main()
