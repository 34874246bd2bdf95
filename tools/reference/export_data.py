"""Write the experiments' data files from the copies that scikit-learn ships. Run once; the files are committed.

usage: python tools/reference/export_data.py    (from the repository's root, after pip install -r tools/reference/requirements.txt)
"""

import csv
from pathlib import Path

from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits


def number(value) -> str:
    """The shortest text that reads back as the same number; whole numbers without a fraction."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def write(path: str, header: list[str], rows) -> None:
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(path)


def digits() -> None:
    data = load_digits()
    header = [f"p{row}{column}" for row in range(8) for column in range(8)] + ["label"]
    write(
        "experiments/digits/digits.csv",
        header,
        ([*map(number, pixels), int(label)] for pixels, label in zip(data.data, data.target)),
    )


def breast_cancer() -> None:
    data = load_breast_cancer()
    header = [name.replace(" ", "_") for name in data.feature_names] + ["label"]
    rows = ([*map(number, row), data.target_names[label]] for row, label in zip(data.data, data.target))
    write("experiments/breast-cancer/breast_cancer.csv", header, rows)


def diabetes() -> None:
    data = load_diabetes(scaled=False)
    header = [*data.feature_names, "target"]
    rows = ([*map(number, row), number(value)] for row, value in zip(data.data, data.target))
    write("experiments/diabetes/diabetes.csv", header, rows)


if __name__ == "__main__":
    digits()
    breast_cancer()
    diabetes()
