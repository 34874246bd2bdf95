"""The sweeps whose pages are looked at: a usual one, one of failures and hostile names, one with lost hosts, one of 10,000 trials."""

import json
import os
import pathlib
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
HOSTILE = "</script><script>alert(1)</script><b>\"'&"
EMOJI = "🦊 naïve 数"
LONG = "long " * 2000


class Programs:
    def __init__(self, folder, store):
        self.program = str(pathlib.Path(folder) / "stepsweep")
        self.store = pathlib.Path(store)

    def run(self, *arguments, expect=0, environment=None):
        done = subprocess.run(
            [self.program, *arguments, "--store", str(self.store)], capture_output=True, text=True, env=environment)
        assert done.returncode == expect, f"{arguments}: exit {done.returncode}: {done.stderr}"
        return done.stdout

    def compare(self, sweep):
        return json.loads(self.run("compare", sweep, "--json"))

    def page(self, sweep, path):
        self.run("compare", sweep, "--html", str(path))
        return path


def digits(programs):
    """With test rows that two confirmations scored, the second one with a reason."""
    programs.run("launch", str(HERE / "../../experiments/digits/sweep.yaml"), "--quiet")
    programs.run("confirm", "digits", "--top", "2", "--seeds", "1", "--quiet")
    programs.run("confirm", "digits", "--top", "1", "--seeds", "2", "--quiet", "--again", "one seed was too few")
    return "digits"


def hostile(programs, folder):
    """Nine trials of a program: one fails, one reports no number, one is killed."""
    (folder / "train.py").write_text(f"""
import json, os, signal, sys
parameters = json.load(open(os.environ["STEPSWEEP_PARAMETERS_FILE"]))
number = parameters["number"]
if number == 3: sys.exit("it does not like 3")
if number == 4: os.kill(os.getpid(), signal.SIGKILL)
with open(os.environ["STEPSWEEP_METRICS_FILE"], "a") as metrics:
    for step in range(1, 6):
        row = {{"step": step, "<b>bold</b>": number * step}}
        if number != 5: row["score"] = number / step if step != 3 else float("nan")
        if step != 3: print(json.dumps(row), file=metrics)
""")
    values = json.dumps([HOSTILE, EMOJI, LONG], ensure_ascii=False)
    (folder / "hostile.yaml").write_text(
        "name: hostile\nmethod: grid\nmetric: {name: score, goal: minimize}\nprogram: train.py\nparameters:\n"
        f"  number: {{values: [1, 2, 3, 4, 5, 6, 7]}}\n  name: {{values: {values}}}\n")
    programs.run("launch", str(folder / "hostile.yaml"), "--quiet", expect=0)
    return "hostile"


def lost(programs, folder):
    """A Spot host is lost in the middle of a pack, which another one takes over, and one before its first trial ends."""
    (folder / "steady.py").write_text("""
import json, os, time
number = json.load(open(os.environ["STEPSWEEP_PARAMETERS_FILE"]))["number"]
time.sleep(0.8)
print(f"score={(number - 3) ** 2}")
""")
    worker = folder / "worker"
    worker.write_text(f"""#!/bin/sh
case $STEPSWEEP_PACK in p0001) seconds=0.4;; p0002) seconds=2.2;; *) seconds=;; esac
if [ -n "$seconds" ] && mkdir "{folder}/lost-$STEPSWEEP_PACK" 2>/dev/null; then
    "{pathlib.Path(programs.program).parent}/stepsweep-worker" & sleep $seconds; kill -9 $! $$
fi
exec "{pathlib.Path(programs.program).parent}/stepsweep-worker"
""")
    worker.chmod(0o755)
    (folder / "lost.yaml").write_text(
        "name: lost\nmethod: grid\nmetric: {name: score, goal: minimize}\nprogram: steady.py\npacks: {size: 3}\n"
        "compute: {lane: spot}\nparameters: {number: {values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}}\n")
    environment = os.environ | {"STEPSWEEP_WORKER": str(worker), "STEPSWEEP_LEASE_SECONDS": "2"}
    programs.run("launch", str(folder / "lost.yaml"), "--quiet", environment=environment)
    return "lost"


def many(programs, count=10_000):
    """Records like those of the digits sweep, of a sweep that would take hours."""
    source = next(programs.store.glob("sweeps/digits-*"))
    record = json.loads(next(source.glob("outcomes/*/*.jsonl")).read_text().splitlines()[0])
    work = json.loads((source / "work.json").read_text())
    sweep = "many-0123abcd"
    target = programs.store / "sweeps" / sweep
    shutil.rmtree(target, ignore_errors=True)
    work.update({"sweep": sweep, "name": "many", "trialCount": count})
    for evidence in ["validationLosses", "validationErrors"]:
        record.pop(evidence, None)
    for pack in range(count // 100):
        lines = []
        for index in range(pack * 100, pack * 100 + 100):
            lines.append(json.dumps(many_record(record, sweep, pack, index)))
        folder = target / "outcomes" / f"p{pack:04}"
        folder.mkdir(parents=True)
        (folder / "0001-000001.jsonl").write_text("\n".join(lines) + "\n")
    (target / "work.json").write_text(json.dumps(work))
    return sweep


def many_record(record, sweep, pack, index):
    draw = (index * 7919 % 10007) / 10007
    other = (index * 104729 % 10009) / 10009
    parameters = {
        "learning_rate": round(10 ** (-4 + 3 * draw), 8), "hidden": 16 << index % 5, "dropout": round(other / 2, 6),
        "optimizer": ["adam", "sgd", "rmsprop"][index % 3], "batch_size": 8 << index // 7 % 4,
    }
    score = 0.9 - 0.3 * (draw - 0.6) ** 2 - 0.1 * other + 0.01 * (index % 5)
    start = record["cost"]["startedAt"] + pack % 16 + pack // 16 * 100 + index % 100
    return record | {
        "sweep": sweep, "pack": f"p{pack:04}", "trial": f"{index:016x}"[::-1], "index": index, "point": index,
        "parameters": parameters, "metrics": {"validation_accuracy": score, "train_loss": 1 - score},
        "cost": record["cost"] | {"startedAt": start, "seconds": 1.0 + other}, "cacheKey": f"key-{index}", "model": None,
    }
