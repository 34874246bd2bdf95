#!/usr/bin/env python3
"""Walks a compiled state machine in moto's interpreter with the task results that a local run recorded.

    walk.py MACHINE INPUT JOURNAL [--store FOLDER] [--limit SECONDS]

MACHINE is the sweep's machine.asl.json, INPUT the execution's input, JOURNAL its history.jsonl, FOLDER the object store that the
run used (a distributed Map reads its manifest there). Prints one JSON object: `status`, then `output` of an execution that
succeeded, or `error` and `cause` of one that failed; and `unused`, the recorded answers that this walk did not ask for.
Exit code 0 when the walk ended, whatever its status, 1 when it asked for an answer that was never recorded or did not end.
"""

import argparse
import json
import logging
import sys
from pathlib import Path

from motos_interpreter import answer_from, execute
from recording import NothingRecorded, Recording, read_journal


def with_float_percentages(value):
    """moto's grammar reads `"ToleratedFailurePercentage": 100.0` and refuses `100`; nothing else is changed."""
    if isinstance(value, dict):
        return {key: float(member) if key == "ToleratedFailurePercentage" else with_float_percentages(member)
                for key, member in value.items()}
    if isinstance(value, list):
        return [with_float_percentages(member) for member in value]
    return value


def walk(machine: Path, execution_input: Path, journal: Path, store: Path, limit_seconds: float) -> dict:
    with journal.open() as lines:
        recording = Recording(read_journal(lines))
    answer_from(recording, store)
    definition = with_float_percentages(json.loads(machine.read_text()))
    found = execute(json.dumps(definition), execution_input.read_text(), limit_seconds)
    if recording.missing:
        raise NothingRecorded("; ".join(recording.missing))
    result = {"status": found["status"], "unused": recording.left_over()}
    if found["status"] == "SUCCEEDED":
        return result | {"output": json.loads(found["output"])}
    return result | {"error": found.get("error"), "cause": found.get("cause")}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("machine", type=Path)
    parser.add_argument("input", type=Path)
    parser.add_argument("journal", type=Path)
    parser.add_argument("--store", type=Path, default=Path("."), help="the folder that stands for the bucket")
    parser.add_argument("--limit", type=float, default=120, help="seconds until the walk is given up (default 120)")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    try:
        result = walk(options.machine, options.input, options.journal, options.store, options.limit)
    except (NothingRecorded, TimeoutError) as error:
        print(f"walk.py: {error}", file=sys.stderr)
        return 1
    print(json.dumps(result, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
