"""Write the numbers from scikit-learn and NumPy that TrainingCore's tests hold to. Run by hand; the files are committed.

usage: python tools/reference/make_references.py    (from the repository's root, after pip install -r tools/reference/requirements.txt)
"""

import json
import warnings
from pathlib import Path

import numpy as np
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import (accuracy_score, balanced_accuracy_score, f1_score, log_loss, mean_absolute_error, r2_score,
                             roc_auc_score, root_mean_squared_error)
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

FIXTURES = Path("Tests/TrainingCoreTests/Fixtures")
PENALTIES = [0.001, 0.1, 1.0, 10.0, 1000.0]


def read(path: str, numeric_label: bool = True):
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    rows = [line.split(",") for line in lines[1:]]
    features = np.array([[float(cell) for cell in row[:-1]] for row in rows])
    target = np.array([float(row[-1]) if numeric_label else row[-1] for row in rows])
    return features, target


def write(name: str, value) -> None:
    value = {"made_by": f"scikit-learn {sklearn.__version__}, NumPy {np.__version__}", **value}
    (FIXTURES / name).write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
    print(name)


def ridge() -> None:
    """Coefficients on all rows, raw and standardised, with and without an intercept, and where columns outnumber rows."""
    features, target = read("experiments/diabetes/diabetes.csv")
    scaled = StandardScaler().fit_transform(features)
    cases = []
    for name, matrix, values in [
        ("raw", features, target), ("standardized", scaled, target), ("wide", scaled[:6], target[:6]),
    ]:
        for intercept in [True, False]:
            for penalty in PENALTIES:
                model = Ridge(alpha=penalty, fit_intercept=intercept, solver="svd", tol=1e-12).fit(matrix, values)
                cases.append({
                    "data": name, "fit_intercept": intercept, "l2": penalty, "coefficients": model.coef_.tolist(),
                    "intercept": float(model.intercept_),
                })
    write("ridge.json", {"cases": cases})


def softmax() -> None:
    """The mean log loss and the penalised objective (over rows) at the optimum, on all rows, standardised."""
    cases = []
    for data, numeric in [("digits/digits", True), ("breast-cancer/breast_cancer", False)]:
        features, target = read(f"experiments/{data}.csv", numeric)
        scaled = StandardScaler().fit_transform(features)
        for penalty in [0.1, 1.0, 100.0]:
            model = LogisticRegression(C=1 / penalty, tol=1e-9, max_iter=20000).fit(scaled, target)
            loss = log_loss(target, model.predict_proba(scaled))
            squares = float((model.coef_ ** 2).sum())
            cases.append({
                "data": data, "l2": penalty, "log_loss": loss, "objective": loss + penalty * squares / (2 * len(target)),
            })
    write("softmax.json", {"cases": cases})


def mlp() -> None:
    """Validation accuracy on digits over five seeds: stratified 60/20/20 parts, standardised on train, 64 ReLU units, Adam."""
    features, target = read("experiments/digits/digits.csv")
    accuracies = []
    for seed in range(5):
        rest, _, rest_target, _ = train_test_split(features, target, test_size=0.2, stratify=target, random_state=seed)
        train, held, train_target, held_target = train_test_split(
            rest, rest_target, test_size=0.25, stratify=rest_target, random_state=seed)
        scaler = StandardScaler().fit(train)
        model = MLPClassifier(
            hidden_layer_sizes=(64,), activation="relu", solver="adam", alpha=1e-4, batch_size=32, learning_rate_init=1e-3,
            max_iter=20, tol=0, n_iter_no_change=1000, random_state=seed)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(scaler.transform(train), train_target)
        accuracies.append(float(model.score(scaler.transform(held), held_target)))
    write("mlp.json", {"accuracies": accuracies})


def metrics() -> None:
    """Every metric on random scores, with ties and with a class that never occurs."""
    random = np.random.default_rng(7)
    cases = []
    for rows, classes, present in [(40, 3, 3), (60, 5, 4), (50, 2, 2)]:
        scores = np.round(random.normal(size=(rows, classes)), 1)
        truth = random.integers(0, present, rows)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        probabilities = powers / powers.sum(axis=1, keepdims=True)
        predicted = scores.argmax(axis=1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            values = {
                "accuracy": accuracy_score(truth, predicted),
                "balanced_accuracy": balanced_accuracy_score(truth, predicted),
                "f1": f1_score(truth, predicted, average="macro"),
                "log_loss": log_loss(truth, probabilities, labels=range(classes)),
            }
        if classes == 2:
            values["roc_auc"] = roc_auc_score(truth, scores[:, 1] - scores[:, 0])
        cases.append({"scores": scores.tolist(), "classes": truth.tolist(), "metrics": {k: float(v) for k, v in values.items()}})
    truth, predicted = random.normal(size=30), random.normal(size=30)
    regression = {
        "truth": truth.tolist(), "predicted": predicted.tolist(),
        "metrics": {
            "rmse": float(root_mean_squared_error(truth, predicted)), "mae": float(mean_absolute_error(truth, predicted)),
            "r2": float(r2_score(truth, predicted)),
        },
    }
    write("metrics.json", {"classification": cases, "regression": regression})


def arrays() -> None:
    """Small arrays in every layout that the NumPy readers take."""
    folder = FIXTURES / "arrays"
    folder.mkdir(exist_ok=True)
    numbers = np.array([[1, -2, 3], [4, 5, -6]])
    for kind in ["f4", "f8", "i1", "i2", "i4", "i8"]:
        np.save(folder / f"{kind}.npy", numbers.astype(kind))
    for kind in ["u1", "u2", "u4", "u8"]:
        np.save(folder / f"{kind}.npy", abs(numbers).astype(kind))
    np.save(folder / "b1.npy", numbers > 0)
    np.save(folder / "fortran.npy", np.asfortranarray(numbers.astype("f8")))
    np.save(folder / "big_endian.npy", numbers.astype(">f8"))
    for version in [(1, 0), (2, 0), (3, 0)]:
        with (folder / f"version{version[0]}.npy").open("wb") as file:
            np.lib.format.write_array(file, numbers.astype("f8"), version=version)
    random = np.random.default_rng(3)
    features, target = np.round(random.normal(size=(60, 4)), 2), np.arange(60) % 3
    np.savez(folder / "stored.npz", X=features, y=target)
    np.savez_compressed(folder / "deflated.npz", X=np.repeat(features, 40, axis=0), y=np.repeat(target, 40))
    np.save(folder / "features.npy", features)
    np.save(folder / "target.npy", target)
    print("arrays")


if __name__ == "__main__":
    FIXTURES.mkdir(exist_ok=True)
    ridge()
    softmax()
    mlp()
    metrics()
    arrays()
