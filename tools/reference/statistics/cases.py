"""The vectors as they are collected and written: what the Swift tests read."""

import json
import math


def plain(value):
    """Numbers of numpy and mpmath as Python's; everything else as it is."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, (bool, int, str)) or value is None:
        return value
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"vectors hold finite numbers only, received {number}")
    return number


class Cases:
    def __init__(self):
        self.cases = []

    def add(self, method, inputs, expected, tolerance=None, relative=None):
        """`tolerance` is of max(1, |expected|), `relative` of |expected|."""
        case = {"id": f"{method} {len(self.cases)}", "method": method, "inputs": plain(inputs), "expected": plain(expected)}
        case["tolerance"] = tolerance if relative is None else relative
        if relative is not None:
            case["relative"] = True
        self.cases.append(case)

    def write(self, path, versions):
        lines = [json.dumps(case, allow_nan=False) for case in self.cases]
        with open(path, "w") as file:
            file.write('{"versions": ' + json.dumps(versions, sort_keys=True) + ',\n"cases": [\n')
            file.write(",\n".join(lines) + "\n]}\n")
