"""The sweeps that are exported, and the program that runs and exports them."""

import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]

# A user's program with conditional parameters, several seeds, curves, and failures: every trial with `rate` 0.3 ends badly.
PROGRAM = """\
import math, sys
options = dict(argument[2:].split("=", 1) for argument in sys.argv[1:])
rate, depth = float(options["rate"]), int(options.get("depth", 0))
if rate == 0.3:
    sys.exit("this rate was a bad idea")
seed = int(__import__("os").environ.get("STEPSWEEP_SEED", 0))
for step in range(1, 6):
    loss = abs(math.log10(rate) + 2) + 0.1 * depth + 0.01 * seed + 1 / step
    print(f"step={step} loss={loss} train/loss={loss / 2}", flush=True)
"""

ODD = """\
name: odd
method: grid
metric: {name: loss, goal: minimize}
program: train.py
seeds: 2
parameters:
  rate: {values: [0.0001, 0.001, 0.01, 0.1, 0.3]}
  kind: {values: [tree, line]}
  depth: {values: [2, 4, 8]}
  shape: {values: [[8, 8], [16], null, wide]}
when:
  depth: {kind: tree}
"""


def built_in(name: str, trainer: str, data: str, target: str, metric: str, parameters: str, more: str = "") -> str:
    goal = "maximize" if metric.endswith("accuracy") else "minimize"
    return f"""\
name: {name}
method: grid
metric: {{name: {metric}, goal: {goal}}}
trainer: {trainer}
data: {{path: {ROOT}/experiments/{data}, target: {target}{more}}}
parameters: {parameters}
"""


DIGITS, CANCER, DIABETES = "digits/digits.csv", "breast-cancer/breast_cancer.csv", "diabetes/diabetes.csv"
ACTIVATIONS = "{values: [relu, tanh, sigmoid, gelu]}"

# Sweeps for the models: each trial's model is exported.
MODELS = {
    "ridge": (DIABETES, built_in("ridge", "ridge", DIABETES, "target", "validation_rmse", "{l2: {values: [0.01, 100]}}")),
    "softmax-two": (CANCER, built_in(
        "softmax-two", "softmax", CANCER, "label", "validation_accuracy", "{l2: {values: [0.01, 10]}}")),
    "softmax-ten": (DIGITS, built_in(
        "softmax-ten", "softmax", DIGITS, "label", "validation_accuracy", "{l2: {values: [0.1]}}")),
    "softmax-raw": (CANCER, built_in(
        "softmax-raw", "softmax", CANCER, "label", "validation_accuracy", "{l2: {values: [1]}}", ", standardize: false")),
    "mlp-ten": (DIGITS, built_in(
        "mlp-ten", "mlp", DIGITS, "label", "validation_accuracy",
        f"{{activation: {ACTIVATIONS}, hidden: {{values: [[32, 16]]}}, epochs: {{value: 10}}}}")),
    "mlp-values": (DIABETES, built_in(
        "mlp-values", "mlp", DIABETES, "target", "validation_rmse",
        f"{{activation: {ACTIVATIONS}, hidden: {{values: [[16]]}}, epochs: {{value: 10}}}}")),
}


class Sweeps:
    """A store of its own in a folder that goes away."""

    def __init__(self, programs: pathlib.Path, folder: pathlib.Path):
        self.program = programs / "stepsweep"
        self.folder = folder

    def run(self, *arguments: str, ends_with: int = 0, **variables: str) -> str:
        environment = os.environ | {"STEPSWEEP_STORE": str(self.folder / "store")} | variables
        done = subprocess.run(
            [self.program, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True)
        if done.returncode != ends_with:
            raise SystemExit(f"peers: stepsweep {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def launch_all(self) -> None:
        (self.folder / "train.py").write_text(PROGRAM)
        (self.folder / "odd.yaml").write_text(ODD)
        self.run("launch", str(ROOT / "experiments/digits/sweep.yaml"), "--quiet")
        self.run("launch", "odd.yaml", "--quiet")
        for name, (_, text) in MODELS.items():
            (self.folder / f"{name}.yaml").write_text(text)
            self.run("launch", f"{name}.yaml", "--quiet")

    def comparison(self, sweep: str) -> dict:
        return json.loads(self.run("compare", sweep, "--json"))

    def trials(self, sweep: str) -> list[dict]:
        """Every trial in the order of the grid, with its curve."""
        return json.loads(self.run("export", sweep, "--json", "-", "--curves"))["trials"]


def flat(parameters: dict, prefix: str = "") -> dict:
    """Parameters by dotted name."""
    names = {}
    for name, value in parameters.items():
        if isinstance(value, dict) and value:
            names |= flat(value, f"{prefix}{name}.")
        else:
            names[prefix + name] = value
    return names


def expect(condition: bool, words: str) -> None:
    if not condition:
        raise SystemExit(f"peers: {words}")
