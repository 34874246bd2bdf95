"""Whether each role of a template allows what the rig saw its caller do: an action that a role needs and lacks fails.

usage: check_permissions.py TEMPLATE RESOURCES CALLS

  TEMPLATE    what `stepsweep deploy --print` prints
  RESOURCES   the answer of DescribeStackResources, as JSON
  CALLS       the gateway's calls.jsonl

Also named are the actions that a role has and nobody used: some belong to what the rig pretends, and they are no failure.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any, Iterable

from callers import ACCOUNT, ROLES

# What AWS's service does by itself, through events, where moto polls and asks as the state machine.
POLLED_BY_MOTO = {"batch:DescribeJobs"}
GLOBAL = {"s3", "iam"}


class Stack:
    """Resolves a template's references with the resources of a stack that stands."""

    def __init__(self, template: dict[str, Any], resources: list[dict[str, str]], region: str) -> None:
        first = resources[0]
        # moto lists what it does not support without a name.
        resources = [resource for resource in resources if "LogicalResourceId" in resource]
        self.template = template
        self.ids = {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in resources}
        self.types = {resource["LogicalResourceId"]: resource["ResourceType"] for resource in resources}
        self.region = region
        self.known = {"AWS::AccountId": ACCOUNT, "AWS::Region": region, "AWS::Partition": "aws", "AWS::StackName": first["StackName"],
                      "AWS::StackId": first["StackId"], "AWS::URLSuffix": "amazonaws.com"}

    def resolve(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.resolve(item) for item in value]
        if not isinstance(value, dict):
            return value
        match next(iter(value.items()), None):
            case ("Ref", name):
                return self.reference(name)
            case ("Fn::GetAtt", [name, attribute]):
                return self.attribute(name, attribute)
            case ("Fn::Sub", str(text)):
                return re.sub(r"\$\{([^}!]+)\}", lambda found: self.substitute(found.group(1)), text)
            case ("Fn::Join", [separator, parts]):
                return separator.join(self.resolve(parts))
        return {key: self.resolve(item) for key, item in value.items()}

    def substitute(self, name: str) -> str:
        resource, _, attribute = name.partition(".")
        return self.attribute(resource, attribute) if attribute else self.reference(resource)

    def reference(self, name: str) -> str:
        if name in self.known:
            return self.known[name]
        if name in self.template.get("Parameters", {}):
            return "*"
        return self.ids[name]

    def attribute(self, name: str, attribute: str) -> str:
        """Arns alone: other attributes name no resource of a statement."""
        kind, identity = self.types[name], self.ids[name]
        stem = f"{self.region}:{ACCOUNT}"
        arns = {"AWS::S3::Bucket": f"arn:aws:s3:::{identity}", "AWS::Logs::LogGroup": f"arn:aws:logs:{stem}:log-group:{identity}:*",
                "AWS::ECR::Repository": f"arn:aws:ecr:{stem}:repository/{identity}",
                "AWS::IAM::Role": f"arn:aws:iam::{ACCOUNT}:role/{identity}", "AWS::SNS::Topic": identity,
                "AWS::ECS::Cluster": f"arn:aws:ecs:{stem}:cluster/{identity}",
                "AWS::Lambda::Function": f"arn:aws:lambda:{stem}:function:{identity}"}
        return identity if identity.startswith("arn:") else arns.get(kind, "*") if attribute == "Arn" else "*"


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def statements(stack: Stack, role: str) -> Iterable[dict[str, Any]]:
    """A role's own policies, and those that stand beside it."""
    for name, resource in stack.template["Resources"].items():
        if name == role:
            policies = [policy["PolicyDocument"] for policy in resource["Properties"].get("Policies", [])]
        elif resource["Type"] in ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy") and role in json.dumps(
                resource["Properties"].get("Roles") or resource["Properties"].get("RoleName") or ""):
            policies = [resource["Properties"]["PolicyDocument"]]
        else:
            continue
        for policy in policies:
            yield from (stack.resolve(statement) for statement in as_list(policy["Statement"]))


def like(text: str, pattern: str) -> bool:
    """IAM's `*` and `?`."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), text, re.DOTALL) is not None


def conditions_hold(statement: dict[str, Any], context: dict[str, str]) -> bool:
    """Of the keys that the rig knows; a condition on another key is taken to hold, and `main` names it."""
    for operator, keys in (statement.get("Condition") or {}).items():
        for key, wanted in keys.items():
            if key not in ("s3:prefix", "ecs:cluster"):
                continue
            value = context.get(key, "")
            if not any(like(value, pattern) if operator.startswith(("StringLike", "ArnLike")) else value == pattern
                       for pattern in as_list(wanted)):
                return False
    return True


def allows(statement: dict[str, Any], need: dict[str, Any]) -> bool:
    """A need whose resource is `*` is about an action that IAM checks on no resource, or that the rig can't derive."""
    return (statement["Effect"] == "Allow" and any(like(need["action"], pattern) for pattern in as_list(statement["Action"]))
            and (need["resource"] == "*" or any(like(need["resource"], pattern) for pattern in as_list(statement["Resource"])))
            and conditions_hold(statement, need["context"]))


def check(stack: Stack, calls: Iterable[dict[str, Any]]) -> tuple[list[str], list[str]]:
    """What is lacking, and what no call used."""
    granted = {caller: list(statements(stack, role)) for caller, role in ROLES.items() if role}
    used: dict[str, set[str]] = {caller: set() for caller in granted}
    lacking: set[str] = set()
    for call in calls:
        caller = call["caller"]
        if caller not in granted:
            continue
        for need in call.get("needs") or []:
            used[caller].add(need["action"])
            if need["action"] not in POLLED_BY_MOTO and not any(allows(statement, need) for statement in granted[caller]):
                lacking.add(f"{ROLES[caller]} lacks {need['action']} on {need['resource']}")
    unused = sorted(f"{ROLES[caller]}: {action}" for caller, found in granted.items()
                    for action in {action for statement in found for action in as_list(statement["Action"])} - used[caller])
    return sorted(lacking), unused


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("template", type=Path)
    parser.add_argument("resources", type=Path)
    parser.add_argument("calls", type=Path)
    parser.add_argument("--region", default="eu-west-1")
    options = parser.parse_args()
    stack = Stack(json.loads(options.template.read_text()), json.loads(options.resources.read_text())["StackResources"], options.region)
    lacking, unused = check(stack, (json.loads(line) for line in options.calls.read_text().splitlines()))
    for line in unused:
        print(f"not seen here: {line}")
    for line in lacking:
        print(f"FAILED: {line}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
