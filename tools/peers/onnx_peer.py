"""onnx's checker accepts the models, and onnxruntime predicts what `stepsweep predict` does."""

import csv
import json

import numpy
import onnx
import onnxruntime

from sweeps import MODELS, ROOT, Sweeps, expect

TOLERANCE = 1e-5


def check(sweeps: Sweeps) -> None:
    for name, (data, _) in MODELS.items():
        largest, rows = 0.0, 0
        trials = sweeps.trials(name)
        for trial in trials:
            difference, rows = compare(sweeps, name, trial["trial"], str(ROOT / "experiments" / data))
            largest = max(largest, difference)
        expect(largest <= TOLERANCE, f"{name}: onnxruntime differs by {largest}")
        what = "predictions" if name in ("ridge", "mlp-values") else "labels equal, probabilities"
        print(
            f"peers: onnxruntime {onnxruntime.__version__}, {name}: {len(trials)} models on {rows} rows, {what} "
            f"within {largest:.1e}")


def compare(sweeps: Sweeps, sweep: str, trial: str, data: str) -> tuple[float, int]:
    file = str(sweeps.folder / f"{trial}.onnx")
    sweeps.run("export", sweep, "--onnx", file, "--trial", trial)
    version = str(json.loads(sweeps.run("promote", sweep, "--trial", trial, "--override", "held against onnxruntime", "--json"))["model"]["model"])
    promoted = str(sweeps.folder / f"{trial}-promoted.onnx")
    sweeps.run("export", "--model", version, "--onnx", promoted)
    model = onnx.load(file)
    onnx.checker.check_model(model, full_check=True)
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    expect(metadata["trial"] == trial and len(metadata["data_digest"]) == 64, f"{sweep}: metadata {metadata}")
    expect(onnx.load(promoted).graph == model.graph, f"{sweep}: another graph from the registry")
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    expect([value.name for value in session.get_inputs()] == ["features"], f"{sweep}: other inputs")
    features = read(data, json.loads(metadata["features"]))
    own = json.loads(sweeps.run("predict", "--model", version, data, "--json"))["predictions"]
    theirs = {output.name: value for output, value in zip(session.get_outputs(), session.run(None, {"features": features}))}
    # One row alone gives what it gives among others: the number of rows is free.
    alone = session.run(None, {"features": features[:1]})
    expect(all(len(value) == 1 for value in alone), f"{sweep}: one row gives {alone}")
    expected = numpy.array([row["prediction"] for row in own])
    if "prediction" in theirs:
        return float(numpy.max(numpy.abs(theirs["prediction"] - expected))), len(own)
    labels = json.loads(metadata["labels"])
    expect(list(theirs["label"]) == list(expected), f"{sweep}: trial {trial} gives other labels")
    probabilities = numpy.array([[row["probabilities"][label] for label in labels] for row in own])
    return float(numpy.max(numpy.abs(theirs["probabilities"] - probabilities))), len(own)


def read(data: str, names: list[str]) -> numpy.ndarray:
    with open(data, newline="") as lines:
        return numpy.array([[float(row[name]) for name in names] for row in csv.DictReader(lines)])
