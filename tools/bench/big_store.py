"""A store of 1,000,000 trials in 1,000 sweeps, in the schema and folders that stepsweep itself makes.

One tiny sweep is launched for real. The others get its documents under names of their own, and rows in its results.sqlite; of their
outcome objects, which nobody opens once they are merged, only the names are there.

usage: big_store.py FOLDER_OF_PROGRAMS STORE
"""

import json
import math
import os
import pathlib
import random
import sqlite3
import struct
import subprocess
import sys
import tempfile

SWEEPS = 1_000
TRIALS = 1_000_000
LARGEST = "largest-00000001"
USUAL = "usual-00000002"
LARGEST_TRIALS = 100_000
USUAL_TRIALS = 1_000
TRIALS_A_PACK = 100
VALIDATION_ROWS = 360
METRICS = ["train_accuracy", "train_loss", "validation_accuracy", "validation_loss"]
SMALL_SWEEP = """\
name: small
method: grid
metric: {name: validation_rmse, goal: minimize}
trainer: ridge
data: {path: small.csv, target: y}
parameters:
  l2: {distribution: log_uniform_values, min: 0.0001, max: 1000.0, steps: 3}
"""


def sizes():
    """Trials by sweep: the largest, a usual one, and the rest shared evenly by the others."""
    others = SWEEPS - 3  # the sweep that was launched is one, too
    rest = TRIALS - LARGEST_TRIALS - USUAL_TRIALS - 3
    names = {LARGEST: LARGEST_TRIALS, USUAL: USUAL_TRIALS}
    for number in range(others):
        names[f"sweep{number:04}-{number + 16:08x}"] = rest // others + (number < rest % others)
    return names


def make(programs, store):
    """Fills the folder `store`."""
    small = launch(programs, store)
    database = sqlite3.connect(f"{store}/results.sqlite", isolation_level=None)
    database.execute("PRAGMA cache_size = -262144")
    columns = [row[1] for row in database.execute("PRAGMA table_info(trials)")]
    writer = Writer(database, columns, random.Random(0))
    database.execute("BEGIN")
    for name, trials in sizes().items():
        copy_documents(store, small, name, trials)
        writer.sweep(store, name, trials)
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def launch(programs, store):
    generator = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/small.csv", "w") as table:
            table.write("a,b,y\n")
            for _ in range(50):
                a, b = generator.gauss(0, 1), generator.gauss(0, 1)
                table.write(f"{a:.6f},{b:.6f},{a + b:.6f}\n")
        pathlib.Path(f"{folder}/sweep.yaml").write_text(SMALL_SWEEP)
        subprocess.run(
            [f"{programs}/stepsweep", "launch", f"{folder}/sweep.yaml", "--store", store, "--quiet"], check=True)
    return os.listdir(f"{store}/sweeps")[0]


def copy_documents(store, small, name, trials):
    source, folder = f"{store}/sweeps/{small}", f"{store}/sweeps/{name}"
    os.makedirs(f"{folder}/executions/1")
    work = json.loads(pathlib.Path(f"{source}/work.json").read_text())
    work |= {"sweep": name, "name": name.split("-")[0], "trialCount": trials}
    work["metric"] = {"name": "validation_accuracy", "goal": "maximize"}
    pathlib.Path(f"{folder}/work.json").write_text(json.dumps(work))
    result = json.loads(pathlib.Path(f"{source}/executions/1/result.json").read_text()) | {"sweep": name}
    pathlib.Path(f"{folder}/executions/1/result.json").write_text(json.dumps(result))


class Writer:
    """Rows of sweeps, with the numbers of a learning problem that has a best learning rate."""

    def __init__(self, database, columns, generator):
        self.database = database
        self.columns = columns
        self.random = generator
        self.next_trial = database.execute("SELECT max(id) FROM trials").fetchone()[0] + 1
        marks = ", ".join("?" * len(columns))
        self.insert_trial = f"INSERT INTO trials ({', '.join(columns)}) VALUES ({marks})"

    def sweep(self, store, name, trials):
        identity = self.database.execute(
            "INSERT INTO sweeps (sweep, name, metric, goal, planned) VALUES (?, ?, 'validation_accuracy', 'maximize', ?)",
            (name, name.split("-")[0], trials)).lastrowid
        rows, metrics, failures, losses, curves, folds = [], [], [], [], [], []
        for index in range(trials):
            row, scores = self.trial(identity, name, index)
            rows.append([row.get(column) for column in self.columns])
            if scores is None:
                failures.append((row["id"], "timeout", "it ran longer than 60 s"))
                continue
            metrics += [(row["id"], *pair) for pair in zip(METRICS, scores)]
            if name == USUAL or index % 100 == 0:
                losses.append((row["id"], struct.pack(f"<{VALIDATION_ROWS}f", *[scores[3]] * VALIDATION_ROWS)))
                curves.append((row["id"], json.dumps({"step": list(range(1, 31)), "validation_loss": [scores[3]] * 30})))
                folds.append((row["id"], json.dumps([{"validation_accuracy": scores[2]}] * 5)))
        many = self.database.executemany
        many(self.insert_trial, rows)
        many("INSERT INTO metrics (trial_id, name, value) VALUES (?, ?, ?)", metrics)
        many("INSERT INTO failures (trial_id, reason, message) VALUES (?, ?, ?)", failures)
        many("INSERT INTO validation_losses (trial_id, losses) VALUES (?, ?)", losses)
        many("INSERT INTO curves (trial_id, columns) VALUES (?, ?)", curves)
        many("INSERT INTO fold_metrics (trial_id, folds) VALUES (?, ?)", folds)
        self.objects(store, identity, name, trials)

    def trial(self, sweep, name, index):
        """The columns of a trial, and its metrics; `None` for one in fifty, which failed."""
        identity, self.next_trial = self.next_trial, self.next_trial + 1
        draw = self.random.random
        rate, decay, hidden = 10 ** (-4 * draw()), 10 ** (-6 * draw()), (16, 32, 64, 128)[index % 4]
        failed = draw() < 0.02
        error = 0.02 + 0.03 * (math.log10(rate) + 2) ** 2 + 0.02 * draw()
        right = round(VALIDATION_ROWS * max(0.0, 1 - error)) / VALIDATION_ROWS
        parameters = {
            "activation": "relu", "epochs": 30, "hidden": [hidden, hidden], "l2": decay, "learning_rate": rate,
            "optimizer": {"momentum": 0.9, "name": ("adam", "sgd")[index % 2]}, "trainer": "mlp",
        }
        row = {
            "id": identity, "sweep_id": sweep, "trial": f"{self.random.getrandbits(64):016x}", "trial_index": index,
            "point": index, "seed": 0, "parameters": json.dumps(parameters, separators=(",", ":")),
            "cache_key": f"{self.random.getrandbits(128):032x}", "status": "failed" if failed else "succeeded",
            "objective": None if failed else right, "started_at": 1.79e9 + identity, "seconds": 1 + draw(),
            "cpu_seconds": 1.0, "peak_memory_bytes": 43_728_896, "generation": 1, "attempt": 1, "lane": "on-demand",
            "host": "host", "worker": "0.1.0", "data_digest": "0" * 64, "code_digest": "builtin-0.1.0",
            "blas": "OpenBLAS 0.3.21", "pack": f"p{index // TRIALS_A_PACK:04}", "record_generation": 1,
            "record_part": 0, "record_line": index % TRIALS_A_PACK + 1,
        }
        return row, None if failed else (right, error, right, error)

    def objects(self, store, identity, name, trials):
        keys = [f"sweeps/{name}/outcomes/p{pack:04}/0001-000000.jsonl" for pack in range(-(-trials // TRIALS_A_PACK))]
        self.database.executemany(
            "INSERT INTO merged_objects (sweep_id, object) VALUES (?, ?)", [(identity, key) for key in keys])
        for key in keys:
            os.makedirs(os.path.dirname(f"{store}/{key}"))
            pathlib.Path(f"{store}/{key}").touch()


if __name__ == "__main__":
    make(*sys.argv[1:])
