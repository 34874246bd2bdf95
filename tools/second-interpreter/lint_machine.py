#!/usr/bin/env python3
"""Runs cfn-lint's state machine rules over compiled machines.

    lint_machine.py MACHINE... [--lines FILE [--every N]]

Machines become the definitions of the resources of minimal CloudFormation templates, since cfn-lint reads templates: many machines a
template, and all templates in this process. FILE holds a machine a line, as `{"name": ..., "definition": {...}}`; with N, every N-th line is read.
Prints cfn-lint's findings under the machine's own name; exit code 0 for none, 1 for any, 2 where cfn-lint is missing.
"""

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Iterator

ROLE = "arn:aws:iam::123456789012:role/machine"
# cfn-lint holds a template's every value in memory, with its place.
MACHINES_A_TEMPLATE = 100


def template_of(definitions: list[dict]) -> str:
    """Definitions as texts: as objects, cfn-lint would walk each twice."""
    resources = {
        f"Machine{number}": {"Type": "AWS::StepFunctions::StateMachine",
                             "Properties": {"RoleArn": ROLE, "DefinitionString": json.dumps(definition)}}
        for number, definition in enumerate(definitions)
    }
    return json.dumps({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})


def findings(machines: list[tuple[str, dict]]) -> Iterator[str]:
    from cfnlint.api import ManualArgs, lint

    settings = ManualArgs(regions=["us-east-1"])
    for start in range(0, len(machines), MACHINES_A_TEMPLATE):
        some = machines[start:start + MACHINES_A_TEMPLATE]
        for match in lint(template_of([definition for _, definition in some]), config=settings):
            path = [str(step) for step in match.path or []]
            name = some[int(path[1].removeprefix("Machine"))][0] if len(path) > 1 else "the template"
            yield f"{name}: {match.rule.id}: {'/'.join(path[4:])}: {match.message}"


def read(files: list[Path], lines: Path | None, every: int) -> list[tuple[str, dict]]:
    machines = [(str(file), json.loads(file.read_text())) for file in files]
    if lines:
        machines += [(row["name"], row["definition"]) for row in map(json.loads, lines.read_text().splitlines()[::every])]
    return machines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("machines", nargs="*", type=Path, metavar="MACHINE")
    parser.add_argument("--lines", type=Path, metavar="FILE")
    parser.add_argument("--every", type=int, default=1, metavar="N")
    options = parser.parse_args()
    if options.every < 1:
        parser.error(f"--every: must be 1 or more, received {options.every}")
    machines = read(options.machines, options.lines, options.every)
    if not machines:
        parser.error("no machine was named")
    begun = time.monotonic()
    try:
        found = list(findings(machines))
    except ImportError:
        print("lint_machine.py: cfn-lint is missing: pip install -r requirements.txt", file=sys.stderr)
        return 2
    for line in found:
        print(line)
    if not found:
        print(f"lint_machine.py: {len(machines)} machines are clean under cfn-lint ({time.monotonic() - begun:.0f} s)", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
