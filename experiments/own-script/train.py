"""Nearest neighbours on the handwritten digits, in plain Python: a user's own program as a trial.

Parameters arrive as `--neighbours=3 --distance=euclidean`; a metric leaves as `name=value` on standard output.
"""

import argparse
import csv
import pathlib
import random
from collections import Counter

parser = argparse.ArgumentParser()
parser.add_argument("--neighbours", type=int, required=True)
parser.add_argument("--distance", choices=["euclidean", "manhattan"], required=True)
options = parser.parse_args()

path = pathlib.Path(__file__).resolve().parent.parent / "digits" / "digits.csv"
with open(path, newline="") as file:
    rows = [([float(value) for value in row[:-1]], row[-1]) for row in list(csv.reader(file))[1:]]
random.Random(0).shuffle(rows)
train, validation = rows[:600], rows[600:700]


def distance(left, right):
    if options.distance == "manhattan":
        return sum(abs(a - b) for a, b in zip(left, right))
    return sum((a - b) ** 2 for a, b in zip(left, right))


right = 0
for number, (features, label) in enumerate(validation, start=1):
    nearest = sorted(train, key=lambda row: distance(row[0], features))[: options.neighbours]
    right += Counter(label for _, label in nearest).most_common(1)[0][0] == label
    if number % 25 == 0:
        print(f"validation_accuracy={right / number:.4f}", flush=True)
