#!/usr/bin/env python3
"""Runs cfn-lint's state machine rules over compiled machines.

    lint_machine.py MACHINE...

Each machine becomes the `Definition` of the one resource of a minimal CloudFormation template, since cfn-lint reads templates.
Prints cfn-lint's findings under the machine's own file name; exit code 0 for none, 1 for any, 2 where cfn-lint is missing.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROLE = "arn:aws:iam::123456789012:role/machine"
CFN_LINT = [sys.executable, "-c", "import sys; from cfnlint import runner; sys.exit(runner.main())"]


def template_of(machine: Path) -> dict:
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": {
            "Machine": {
                "Type": "AWS::StepFunctions::StateMachine",
                "Properties": {"RoleArn": ROLE, "Definition": json.loads(machine.read_text())},
            }
        },
    }


def findings(machine: Path) -> list[dict]:
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.json"
        template.write_text(json.dumps(template_of(machine)))
        answer = subprocess.run([*CFN_LINT, "--format", "json", "--regions", "us-east-1", "--", str(template)],
                                capture_output=True, text=True)
    if answer.stderr.strip():
        raise RuntimeError(answer.stderr.strip())
    return json.loads(answer.stdout or "[]")


def main(machines: list[str]) -> int:
    if not machines:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    if subprocess.run([*CFN_LINT, "--version"], capture_output=True).returncode != 0:
        print("lint_machine.py: cfn-lint is missing: pip install -r requirements.txt", file=sys.stderr)
        return 2
    found = 0
    for machine in machines:
        for finding in findings(Path(machine)):
            found += 1
            path = "/".join(str(step) for step in finding["Location"].get("Path") or [])
            print(f"{machine}: {finding['Rule']['Id']}: {path}: {finding['Message']}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
