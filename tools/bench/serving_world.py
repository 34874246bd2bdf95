"""A store with two versions of the digits model, and a two-arm test of them in its serving document."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request

SWEEP = """name: digits
method: grid
metric: {{name: validation_accuracy, goal: maximize}}
trainer: mlp
data: {{path: {data}, target: label}}
parameters: {{learning_rate: {{values: [0.003, 0.005]}}, hidden: {{value: 64}}, epochs: {{value: 10}}}}
"""
SEED = "serving"
TEST = "digits-test"


def run(programs, store, *arguments):
    command = [f"{programs}/stepsweep", *arguments, "--store", store]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {result.returncode}\n{result.stderr}")
    return result.stdout


def make(programs, folder):
    """Launches and promotes by the tool's own commands; gives the store's folder and the two versions."""
    store = f"{folder}/store"
    data = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../experiments/digits/digits.csv"))
    with open(f"{folder}/sweep.yaml", "w") as file:
        file.write(SWEEP.format(data=data))
    run(programs, store, "launch", f"{folder}/sweep.yaml", "--quiet")
    sweep = os.listdir(f"{store}/sweeps")[0]
    for name in sorted(os.listdir(f"{store}/sweeps/{sweep}/models")):
        if name.endswith(".safetensors"):
            run(programs, store, "promote", sweep, "--trial", name.split(".")[0], "--override", "set-up")
    versions = json.loads(run(programs, store, "models", "--json"))["models"]
    return store, sorted(versions, key=lambda version: version["model"])


def document(revision, versions, weights=(0.5, 0.5), phase=1):
    arms = [
        {"name": name, "version": version["model"], "weight": weight,
         "model": {"builtIn": {"key": version["file"], "digest": version["digest"]}}}
        for name, version, weight in zip(("control", "treatment"), versions, weights)
    ]
    return {"schema": "stepsweep.serving", "version": 1, "revision": revision, "test": TEST, "phase": phase,
            "mode": "split", "hashSeed": SEED, "arms": arms, "coverage": []}


def put(store, text):
    """Replaces the document in one step, as every writer does."""
    os.makedirs(f"{store}/serving", exist_ok=True)
    with open(f"{store}/serving/.next", "w") as file:
        json.dump(text, file)
    os.rename(f"{store}/serving/.next", f"{store}/serving/document.json")


def fnv1a(text):
    value = 2166136261
    units = text.encode("utf-16-le")
    for place in range(0, len(units), 2):
        value = ((value ^ (units[place] | units[place + 1] << 8)) * 16777619) & 0xFFFFFFFF
    return value


def arm(unit, weights=(0.5, 0.5)):
    """The arm of a unit by the documented hash, version 2."""
    return "control" if fnv1a(str(fnv1a(SEED + unit))) % 10000 / 10000 < weights[0] else "treatment"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def rows():
    data = os.path.join(os.path.dirname(__file__), "../../experiments/digits/digits.csv")
    with open(data) as file:
        header = file.readline().strip().split(",")
        lines = [line.strip().split(",") for line in file]
    label = header.index("label")
    return [line[:label] + line[label + 1:] for line in lines]


def wait_until_ready(port, path, process, seconds=30):
    deadline = time.time() + seconds
    while time.time() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"the server ended with {process.returncode} before it was ready")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.02)
    raise SystemExit(f"no server answered on port {port} in {seconds} s")
