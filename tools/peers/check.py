"""Exports real sweeps and compares what Optuna, MLflow and onnxruntime read with what `stepsweep` says. See `check`."""

import pathlib
import sys
import tempfile
import time

import mlflow_peer
import onnx_peer
import optuna_peer
from sweeps import Sweeps


def main() -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="stepsweep-peers-") as folder:
        sweeps = Sweeps(pathlib.Path(sys.argv[1]), pathlib.Path(folder))
        sweeps.launch_all()
        print(f"peers: sweeps ran ({time.monotonic() - started:.0f} s)", flush=True)
        for peer in (optuna_peer, mlflow_peer, onnx_peer):
            peer.check(sweeps)
    print(f"peers: all agree ({time.monotonic() - started:.0f} s)")


if __name__ == "__main__":
    main()
