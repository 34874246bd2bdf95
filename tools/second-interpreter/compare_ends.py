#!/usr/bin/env python3
"""Compares how an execution ended here with how the second interpreter ended it.

    compare_ends.py JOURNAL WALK

JOURNAL is the execution's history.jsonl, WALK what walk.py printed. Exit code 0 when status and output, or error and cause, are equal.
"""

import json
import sys


def end_of(journal: str) -> dict:
    with open(journal) as lines:
        events = [json.loads(line) for line in lines]
    own = [event for event in events if not event.get("execution")]
    last = own[-1]
    details = last["details"]
    match last["type"]:
        case "ExecutionSucceeded":
            return {"status": "SUCCEEDED", "output": details["output"]}
        case "ExecutionFailed":
            return {"status": "FAILED", "error": details.get("error"), "cause": details.get("cause")}
        case other:
            raise SystemExit(f"the execution ended with {other}")


def main() -> None:
    journal, walk = sys.argv[1:]
    ours, theirs = end_of(journal), json.load(open(walk))
    unused = theirs.pop("unused", [])
    if unused:
        raise SystemExit(f"recorded task results that the walk never asked for: {unused}")
    if ours != theirs:
        raise SystemExit(f"the two interpreters differ\n  here:  {json.dumps(ours)}\n  moto:  {json.dumps(theirs)}")


if __name__ == "__main__":
    main()
