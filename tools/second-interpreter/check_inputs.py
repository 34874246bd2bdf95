#!/usr/bin/env python3
"""Holds what every task of compiled machines sends against botocore's service models: names, types, ranges and enumerations.

    check_inputs.py FILE

FILE holds a machine a line, as `{"name": ..., "definition": {...}}`. Step Functions writes the members of its optimised services
with capitals, where the models have their own case. What a task takes from its state (`"Name.$"`) counts as a value of the right type.
Prints each input that a service would refuse, once; exit code 0 for none, 1 for any.
"""

import json
import sys
from pathlib import Path
from typing import Any, Iterator

import botocore.session
from botocore.model import Shape
from botocore.validate import ParamValidator

OPERATIONS = {
    "batch:submitJob.sync": ("batch", "SubmitJob"), "ecs:runTask.sync": ("ecs", "RunTask"), "lambda:invoke": ("lambda", "Invoke"),
    "aws-sdk:s3:getObject": ("s3", "GetObject"),
}
FROM_THE_STATE = {"string": "a-text-of-some-length", "list": [], "map": {}, "structure": {}, "integer": 1, "long": 1, "boolean": True,
                  "blob": b"{}"}


def tasks(value: Any) -> Iterator[tuple[str, dict]]:
    """Resources and parameters of all tasks, those inside Maps too."""
    if isinstance(value, dict):
        if value.get("Type") == "Task":
            yield value["Resource"].removeprefix("arn:aws:states:::"), value["Parameters"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from tasks(part)


class Input:
    """A task's parameters as a request's, in the model's own names."""

    def __init__(self, parameters: dict, shape: Shape) -> None:
        self.faults: list[str] = []
        request = self._value(parameters, shape, "")
        report = ParamValidator().validate(request, shape)
        if report.has_errors():
            self.faults.append(report.generate_report())

    def _value(self, value: Any, shape: Shape, place: str) -> Any:
        if shape.type_name == "structure" and isinstance(value, dict):
            return self._structure(value, shape, place)
        if shape.type_name == "list" and isinstance(value, list):
            return [self._value(part, shape.member, place) for part in value]
        if shape.type_name == "map" and isinstance(value, dict):
            return {key.removesuffix(".$"): FROM_THE_STATE[shape.value.type_name] for key in value}
        if shape.type_name == "blob":
            return json.dumps(value).encode()
        allowed = getattr(shape, "enum", [])
        if allowed and value not in allowed:
            self.faults.append(f"{place}: must be one of {', '.join(allowed)}, received {value}")
        return value

    def _structure(self, value: dict, shape: Shape, place: str) -> dict:
        names = {name.lower(): name for name in shape.members}
        members = {}
        for key, part in value.items():
            name = names.get(key.removesuffix(".$").lower())
            if name is None:
                self.faults.append(f"{place}: {shape.name} has no member {key}")
            elif key.endswith(".$"):
                members[name] = FROM_THE_STATE[shape.members[name].type_name]
            else:
                members[name] = self._value(part, shape.members[name], f"{place}.{key}")
        return members


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    session = botocore.session.get_session()
    seen: set[str] = set()
    faults: dict[str, str] = {}
    for line in Path(sys.argv[1]).read_text().splitlines():
        machine = json.loads(line)
        for resource, parameters in tasks(machine["definition"]):
            key = resource + json.dumps(parameters, sort_keys=True)
            if key in seen:
                continue
            seen.add(key)
            if resource not in OPERATIONS:
                faults[f"{resource}: no model is known for it"] = machine["name"]
                continue
            service, operation = OPERATIONS[resource]
            shape = session.get_service_model(service).operation_model(operation).input_shape
            faults |= {f"{resource}: {fault}": machine["name"] for fault in Input(parameters, shape).faults}
    for fault, name in faults.items():
        print(f"{name}: {fault}")
    print(f"check_inputs.py: {len(seen)} distinct inputs of tasks held against botocore's models, {len(faults)} refused", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
