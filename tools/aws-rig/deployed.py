"""The stack under test, as boto3 sees it, and the commands that bring it up."""

import base64
import hashlib
import json
import os
import subprocess
import urllib.request
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

from steps import Failed, eventually, expect

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / ".build/aws-rig/run"
IMAGE = "localhost/stepsweep:aws-rig"
# Another recipe is another base: one of the past may still be here.
BASE = "localhost/stepsweep/debian:" + hashlib.sha256((ROOT / "docker/debian-base").read_bytes()).hexdigest()[:12]
STACK = "rig"


def environment() -> dict[str, str]:
    """What `. run/env` sets."""
    lines = (RUN / "env").read_text().splitlines()
    return dict(line.removeprefix("export ").split("=", 1) for line in lines)


def command(*arguments: str | Path, input: bytes | None = None, outside: bool = False, folder: Path = ROOT) -> str:
    """Runs a program to its end. `outside`: without the rig's environment."""
    environ = os.environ if outside else {**os.environ, **environment()}
    done = subprocess.run([str(argument) for argument in arguments], input=input, env=environ, cwd=folder, capture_output=True)
    if done.returncode != 0:
        raise Failed(f"{' '.join(map(str, arguments))[:300]} ended with {done.returncode}:\n"
                     f"{done.stdout.decode()[-3000:]}\n{done.stderr.decode()[-3000:]}")
    return done.stdout.decode()


def control(method: str, path: str, document: Any = None) -> Any:
    """The gateway's own addresses."""
    request = urllib.request.Request(f"{environment()['AWS_ENDPOINT_URL']}/_rig/{path}", method=method,
                                     data=None if document is None else json.dumps(document).encode())
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
        return json.loads(answer.read())


class Account:
    """The made-up account through the gateway, with the command line's keys."""

    def __init__(self) -> None:
        self._settings = environment()

    def __getattr__(self, service: str) -> Any:
        made = boto3.client(
            service, endpoint_url=self._settings["AWS_ENDPOINT_URL"], region_name=self._settings["AWS_REGION"],
            aws_access_key_id=self._settings["AWS_ACCESS_KEY_ID"], aws_secret_access_key=self._settings["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"mode": "standard", "total_max_attempts": 8}, proxies={}, s3={"addressing_style": "path"}))
        setattr(self, service, made)
        return made

    # --- The stack ---

    def outputs(self, stack: str = STACK) -> dict[str, str]:
        found = self.cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
        expect(found["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE"), f"the stack is {found['StackStatus']}")
        return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}

    def deploy(self, template: str, **parameters: str) -> dict[str, str]:
        """Creates or updates the stack, as `aws cloudformation deploy` does."""
        settings = {"StackName": STACK, "TemplateBody": template, "Capabilities": ["CAPABILITY_IAM"],
                    "Parameters": [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]}
        known = any(stack["StackName"] == STACK and not stack["StackStatus"].startswith("DELETE")
                    for stack in self.cloudformation.list_stacks()["StackSummaries"])
        (self.cloudformation.update_stack if known else self.cloudformation.create_stack)(**settings)
        return self.outputs()

    def push(self, image: str, repository: str, tag: str) -> str:
        """Pushes with ECR's token, and gives the address by digest."""
        token = self.ecr.get_authorization_token()["authorizationData"][0]["authorizationToken"]
        user, password = base64.b64decode(token).decode().split(":")
        host = repository.partition("/")[0]
        keys = RUN / "push-keys.json"
        command("podman", "login", "--authfile", keys, "--username", user, "--password-stdin", host, input=password.encode())
        command("podman", "push", "--quiet", "--authfile", keys, image, f"{repository}:{tag}")
        keys.unlink()
        digest = self.ecr.describe_images(repositoryName=repository.partition("/")[2], imageIds=[{"imageTag": tag}])[
            "imageDetails"][0]["imageDigest"]
        return f"{repository}@{digest}"

    # --- Jobs and executions ---

    def submit(self, name: str, queue: str, definition: str, script: str, memory: int = 256, **more: Any) -> str:
        overrides = {"command": ["sh", "-c", script], "resourceRequirements": [
            {"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": str(memory)}]}
        return self.batch.submit_job(jobName=name, jobQueue=queue, jobDefinition=definition, containerOverrides=overrides,
                                     **more)["jobId"]

    def job(self, identity: str) -> dict[str, Any]:
        return self.batch.describe_jobs(jobs=[identity])["jobs"][0]

    def ended_job(self, identity: str, seconds: float = 90) -> dict[str, Any]:
        def ask() -> dict[str, Any] | None:
            found = self.job(identity)
            return found if found["status"] in ("SUCCEEDED", "FAILED") else None
        return eventually(ask, seconds, f"job {identity} has not ended")

    def lines(self, job: dict[str, Any], group: str = f"/stepsweep/{STACK}/worker") -> list[str]:
        stream = job["container"]["logStreamName"]
        return [event["message"] for event in self.logs.get_log_events(logGroupName=group, logStreamName=stream)["events"]]

    def execute(self, name: str, definition: dict[str, Any], role: str, given: Any, seconds: float = 120) -> dict[str, Any]:
        """Runs a machine to its end."""
        machine = self.stepfunctions.create_state_machine(name=f"{STACK}-{name}", definition=json.dumps(definition),
                                                          roleArn=role)["stateMachineArn"]
        execution = self.stepfunctions.start_execution(stateMachineArn=machine, name="1", input=json.dumps(given))["executionArn"]

        def ask() -> dict[str, Any] | None:
            found = self.stepfunctions.describe_execution(executionArn=execution)
            return found if found["status"] != "RUNNING" else None
        return eventually(ask, seconds, f"execution {name} has not ended")

    def live_jobs(self, queues: list[str]) -> list[str]:
        return [job["jobId"] for queue in queues for status in ("SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING")
                for job in self.batch.list_jobs(jobQueue=queue, jobStatus=status)["jobSummaryList"]]

    def leftovers(self) -> list[str]:
        """Whatever of the stack could cost money or stand in the way of the next."""
        def named(kind: str, names: list[str]) -> list[str]:
            return [f"{kind} {name}" for name in names]
        definitions = self.batch.describe_job_definitions(status="ACTIVE")["jobDefinitions"]
        return (named("queue", [queue["jobQueueName"] for queue in self.batch.describe_job_queues()["jobQueues"]])
                + named("environment", [entry["computeEnvironmentName"] for entry in
                                        self.batch.describe_compute_environments()["computeEnvironments"]])
                + named("definition", [entry["jobDefinitionName"] for entry in definitions])
                + named("function", [entry["FunctionName"] for entry in self.__getattr__("lambda").list_functions()["Functions"]])
                + named("repository", [entry["repositoryName"] for entry in self.ecr.describe_repositories()["repositories"]])
                + named("cluster", self.ecs.list_clusters()["clusterArns"])
                + named("vpc", [vpc["VpcId"] for vpc in self.ec2.describe_vpcs()["Vpcs"] if not vpc["IsDefault"]])
                + named("schedules", [group["Name"] for group in self.scheduler.list_schedule_groups()["ScheduleGroups"]
                                      if group["Name"] != "default"])
                + named("log group", [group["logGroupName"] for group in self.logs.describe_log_groups()["logGroups"]]))
