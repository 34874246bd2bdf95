"""Write the numbers that Statistics' tests hold to. Run by hand; the file is committed.

usage: python tools/reference/statistics/make_vectors.py    (from the repository's root,
       after pip install -r tools/reference/statistics/requirements.txt)
"""

from importlib.metadata import version

import distributions
import sweeps
import tests_of_models
from cases import Cases

PEERS = ("gbstats", "mpmath", "numpy", "optuna", "scipy", "statsmodels")

if __name__ == "__main__":
    cases = Cases()
    for part in (distributions, tests_of_models, sweeps):
        part.add(cases)
    cases.write("Tests/StatisticsTests/Fixtures/vectors.json", {name: version(name) for name in PEERS})
    print(f"{len(cases.cases)} cases")
