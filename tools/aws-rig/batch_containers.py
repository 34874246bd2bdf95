"""Batch jobs as real containers: attempts, evaluateOnExit, time limits, SIGTERM and memory as AWS documents them.

moto's own `Job.run` starts a container once, kills it without a warning, and keeps no reason; this file replaces that method.
Placement is pretended: every queue starts its jobs on this machine, a few at a time, whatever instance type or GPU they ask for.
"""

import datetime
import json
import logging
import os
import signal
import threading
import time
from dataclasses import dataclass
from typing import Any

import moto.batch.models as batch
import moto.batch.responses as responses
from docker.errors import APIError, ImageNotFound
from moto.batch.models import datetime2int_milliseconds as milliseconds
from moto.batch.utils import JobStatus

from callers import ROLES

log = logging.getLogger("rig.batch")

# The ECS agent's default between SIGTERM and SIGKILL.
STOP_SECONDS = 30
POLL_SECONDS = 0.1
# Jobs that hold a container at once; the others stay RUNNABLE, as in a queue whose hosts are busy.
ROOM = threading.BoundedSemaphore(int(os.environ.get("RIG_CONTAINERS", "4")))
RECORDS = threading.Lock()
HOST_LOST = "Host EC2 (instance i-0123456789abcdef0) terminated."
SPOT_TASK_LOST = "Your Spot Task was interrupted."
ESSENTIAL_EXITED = "Essential container in task exited"


@dataclass
class Ending:
    """How one attempt ended, in the words of Batch's API."""

    exit_code: int | None
    status_reason: str
    reason: str | None = None
    may_retry: bool = True
    # From RUNNING to the end; an attempt that never ran has none.
    times: tuple[datetime.datetime, datetime.datetime] | None = None

    @property
    def succeeded(self) -> bool:
        return self.exit_code == 0 and self.may_retry and self.reason is None


# --- What decides on another attempt ---

def matches(pattern: str | None, value: str | None) -> bool:
    """One condition of evaluateOnExit: a text with at most one `*`, at its end. An absent condition matches."""
    if pattern is None:
        return True
    value = value or ""
    return value.startswith(pattern[:-1]) if pattern.endswith("*") else value == pattern


def wants_retry(strategy: dict[str, Any], ending: Ending) -> bool:
    """The first rule whose conditions all match decides; without one, Batch tries again."""
    for rule in strategy.get("evaluateOnExit") or []:
        if (matches(rule.get("onStatusReason"), ending.status_reason) and matches(rule.get("onReason"), ending.reason)
                and matches(rule.get("onExitCode"), str(ending.exit_code))):
            return rule["action"].upper() == "RETRY"
    return True


# --- One attempt ---

def requirement(job: batch.Job, kind: str) -> str | None:
    """A resource that the job asks for: what it was submitted with beats its definition."""
    for source in (job.container_overrides, job.job_definition.container_properties or {}):
        for entry in source.get("resourceRequirements") or []:
            if entry["type"] == kind:
                return entry["value"]
    return None


def environment(job: batch.Job, attempt: int) -> dict[str, str]:
    """What a container of Batch finds in its environment; the rig's part stands where a host's agent and DNS would be."""
    own = {entry["name"]: entry["value"] for entry in job._get_container_property("environment", [])}
    gateway = f"http://127.0.0.1:{os.environ['MOTO_PORT']}"
    return own | {
        "AWS_BATCH_JOB_ID": job.job_id, "AWS_BATCH_JOB_ATTEMPT": str(attempt), "AWS_BATCH_JQ_NAME": job.job_queue.name,
        "AWS_BATCH_CE_NAME": job.job_queue.environments[0].name, "AWS_ENDPOINT_URL": gateway,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{gateway}/_rig/credentials/{caller(job)}",
        "AWS_REGION": os.environ["AWS_DEFAULT_REGION"], "AWS_DEFAULT_REGION": os.environ["AWS_DEFAULT_REGION"],
        "AWS_EC2_METADATA_DISABLED": "true",
    } | ({"AWS_BATCH_JOB_ARRAY_INDEX": str(job.array_properties["index"])} if "index" in job.array_properties else {})


def caller(job: batch.Job) -> str:
    """Whose keys a job gets, by its role; CloudFormation's names of roles hold their logical ids."""
    role = (job.job_definition.container_properties or {}).get("jobRoleArn") or ""
    return next((name for name, logical in ROLES.items() if logical and f"-{logical}-" in role), "worker")


def create(job: batch.Job, attempt: int) -> Any:
    """The container, pulled where it isn't here yet."""
    properties = job.job_definition.container_properties
    memory = requirement(job, "MEMORY")
    settings = {
        "image": properties["image"], "command": job._add_parameters_to_command(job._get_container_property("command", [])),
        "environment": environment(job, attempt), "network_mode": "host", "detach": True,
        "name": f"{job.job_name}-{job.job_id.replace(':', '-')}-{attempt}",
        "init": bool((properties.get("linuxParameters") or {}).get("initProcessEnabled")),
        "mem_limit": f"{memory}m" if memory else None, "labels": {"stepsweep.rig": "batch"},
    }
    try:
        return job.docker_client.containers.create(**settings)
    except ImageNotFound:
        job.docker_client.images.pull(properties["image"])
        return job.docker_client.containers.create(**settings)


def ship_logs(job: batch.Job, container: Any, stream: str) -> None:
    """Follows the container's output line by line into CloudWatch Logs, where the job definition says."""
    options = ((job.job_definition.container_properties or {}).get("logConfiguration") or {}).get("options") or {}
    group = options.get("awslogs-group", "/aws/batch/job")
    job._log_backend.ensure_log_group(group)
    job._log_backend.ensure_log_stream(group, stream)
    rest = b""
    for piece in container.logs(stream=True, follow=True, stdout=True, stderr=True):
        *lines, rest = (rest + piece).split(b"\n")
        put_lines(job, group, stream, lines)
    put_lines(job, group, stream, [rest] if rest else [])


def put_lines(job: batch.Job, group: str, stream: str, lines: list[bytes]) -> None:
    now = int(time.time() * 1000)
    events = [{"timestamp": now, "message": line.decode(errors="replace").rstrip("\r")} for line in lines if line]
    if events:
        job._log_backend.put_log_events(group, stream, events)


def stop(container: Any) -> None:
    """SIGTERM, the time to save, then SIGKILL."""
    try:
        container.stop(timeout=STOP_SECONDS)
    except APIError as error:
        log.info("the container had ended: %s", error)


def wished(name: str) -> bool:
    """Takes the wish of a test, a file in the rig's state folder: the first job to see it has it."""
    try:
        os.unlink(os.path.join(os.environ["RIG_STATE"], name))
        return True
    except FileNotFoundError:
        return False


def follow(job: batch.Job, container: Any) -> Ending:
    """Waits for the container's end, or brings it about."""
    limit = job._get_attempt_duration()
    deadline = time.monotonic() + limit if limit else None
    while True:
        container.reload()
        if container.status not in ("created", "running"):
            break
        if job.stop:
            stop(container)
            return Ending(exit_code_of(container), job.job_stopped_reason or ESSENTIAL_EXITED, may_retry=False)
        if deadline and time.monotonic() > deadline:
            stop(container)
            return Ending(exit_code_of(container), "Job attempt duration exceeded timeout", may_retry=False)
        if container.status == "running" and wished("end-next-job"):
            container.kill()
        if container.status == "running" and "spot" in job.job_queue.name and wished("lose-next-spot-host"):
            stop(container)
            lost = SPOT_TASK_LOST if "fargate" in job.job_queue.name else HOST_LOST
            return Ending(exit_code_of(container), lost, reason="")
        time.sleep(POLL_SECONDS)
    code = exit_code_of(container)
    # Podman does not always tell of a kill by the memory limit: whoever ends by SIGKILL that the rig did not send ran out of memory.
    if code == 128 + signal.SIGKILL:
        return Ending(code, ESSENTIAL_EXITED, "OutOfMemoryError: Container killed due to memory usage")
    return Ending(code, ESSENTIAL_EXITED)


def keep_record(job: batch.Job, container: Any) -> None:
    """How long the container ran, as podman says: what Batch's own times are compared with."""
    container.reload()
    began, ended = (datetime.datetime.fromisoformat(container.attrs["State"][name]) for name in ("StartedAt", "FinishedAt"))
    record = {"job": job.job_name, "queue": job.job_queue.name, "seconds": (ended - began).total_seconds()}
    with RECORDS, open(os.path.join(os.environ["RIG_STATE"], "containers.jsonl"), "a") as file:
        file.write(json.dumps(record) + "\n")


def exit_code_of(container: Any) -> int:
    return int(container.wait()["StatusCode"])


def attempt_once(job: batch.Job, attempt: int, stream: str) -> Ending:
    try:
        container = create(job, attempt)
    except (APIError, ImageNotFound) as error:
        return Ending(None, "Task failed to start", f"CannotPullContainerError: {str(error)[:400]}")
    try:
        if job.stop:
            return Ending(None, job.job_stopped_reason or ESSENTIAL_EXITED, may_retry=False)
        container.start()
        began = datetime.datetime.now()
        job.status = JobStatus.RUNNING
        logs = threading.Thread(target=ship_logs, args=(job, container, stream), daemon=True)
        logs.start()
        ending = follow(job, container)
        ending.times = (began, datetime.datetime.now())
        keep_record(job, container)
        logs.join(timeout=10)
        return ending
    except APIError as error:
        return Ending(None, "Task failed to start", f"CannotStartContainerError: {str(error)[:400]}")
    finally:
        container.remove(force=True)


# --- A whole job ---

def wait_for_room(job: batch.Job) -> bool:
    """RUNNABLE until a place is free. False where the job was terminated before."""
    job.status = JobStatus.RUNNABLE
    while not ROOM.acquire(timeout=POLL_SECONDS):
        if job.stop:
            return False
    if job.stop:
        ROOM.release()
        return False
    return True


def run(job: batch.Job) -> None:
    """Stands in place of moto's `Job.run`."""
    try:
        run_attempts(job)
    except Exception:  # A thread has nobody to tell: the job must end, and the log must say why.
        log.exception("job %s: the rig failed", job.job_id)
        finish(job, Ending(None, "the rig failed; see moto.log"))


def run_attempts(job: batch.Job) -> None:
    if job.depends_on and not job._wait_for_dependencies():
        return
    strategy = job.rig_retry_strategy or job.job_definition.retry_strategy or {}
    most = int(strategy.get("attempts") or 1)
    for attempt in range(1, most + 1):
        if not wait_for_room(job):
            return finish(job, Ending(None, job.job_stopped_reason or "", may_retry=False))
        try:
            job.status = JobStatus.STARTING
            if attempt == 1:
                job.job_started_at = datetime.datetime.now()
            stream = f"{prefix_of(job)}/default/{job.job_id.replace('-', '').replace(':', '')}{attempt}"
            job.log_stream_name = stream
            ending = attempt_once(job, attempt, stream)
        finally:
            ROOM.release()
        job.attempts.append(attempt_record(ending, stream))
        log.info("job %s attempt %s: exit %s, %s, %s", job.job_name, attempt, ending.exit_code, ending.status_reason, ending.reason)
        if ending.succeeded or not ending.may_retry or attempt == most or not wants_retry(strategy, ending):
            return finish(job, ending)


def prefix_of(job: batch.Job) -> str:
    options = ((job.job_definition.container_properties or {}).get("logConfiguration") or {}).get("options") or {}
    return options.get("awslogs-stream-prefix", job.job_definition.name)


def attempt_record(ending: Ending, stream: str) -> dict[str, Any]:
    container = {"containerInstanceArn": "pretended-by-the-rig", "taskArn": "pretended-by-the-rig", "logStreamName": stream,
                 "networkInterfaces": []}
    if ending.exit_code is not None:
        container["exitCode"] = ending.exit_code
    if ending.reason:
        container["reason"] = ending.reason
    times = dict(zip(("startedAt", "stoppedAt"), map(milliseconds, ending.times or ())))
    return {"container": container, "statusReason": ending.status_reason} | times


def finish(job: batch.Job, ending: Ending) -> None:
    job.exit_code = ending.exit_code
    job.rig_reason = ending.reason
    job.job_stopped_reason = ending.status_reason
    job.job_stopped_at = datetime.datetime.now()
    job.job_stopped = True
    job.status = JobStatus.SUCCEEDED if ending.succeeded and not job.stop else JobStatus.FAILED


# --- What DescribeJobs says ---

def describe(original: Any) -> Any:
    def completed(job: batch.Job) -> dict[str, Any]:
        result = original(job)
        container = result.get("container")
        if container is not None:
            properties = job.job_definition.container_properties or {}
            container["image"] = properties.get("image")
            container["environment"] = list({entry["name"]: entry for entry in container["environment"]}.values())
            container["resourceRequirements"] = [
                {"type": kind, "value": value} for kind in ("VCPU", "MEMORY", "GPU") if (value := requirement(job, kind))]
            container["vcpus"], container["memory"] = (int(requirement(job, kind) or 0) for kind in ("VCPU", "MEMORY"))
            container["jobRoleArn"] = properties.get("jobRoleArn", "")
            container["logConfiguration"] = properties.get("logConfiguration")
            if job.exit_code is not None:
                container["exitCode"] = job.exit_code
            if job.rig_reason:
                container["reason"] = job.rig_reason
        result["retryStrategy"] = job.rig_retry_strategy or job.job_definition.retry_strategy or {}
        result["isTerminated"] = result["isCancelled"] = job.stop
        children = job._child_jobs or []
        if children and all(child.job_stopped for child in children) and any(child.status == JobStatus.FAILED for child in children):
            job.status = result["status"] = JobStatus.FAILED
        return result
    return completed


def install() -> None:
    """Puts the real jobs in the place of moto's."""
    asked = threading.local()
    make, submit = batch.Job.__init__, responses.BatchResponse.submitjob

    def remember(response: Any) -> Any:
        asked.retry_strategy = response._get_param("retryStrategy")
        return submit(response)

    def initialise(job: batch.Job, *arguments: Any, **named: Any) -> None:
        job.rig_retry_strategy = getattr(asked, "retry_strategy", None)
        job.rig_reason = None
        make(job, *arguments, **named)

    batch.Job.status = property(lambda job: job._status, lambda job, value: setattr(job, "_status", value))
    batch.Job.__init__ = initialise
    batch.Job.run = run
    batch.Job.describe = describe(batch.Job.describe)
    responses.BatchResponse.submitjob = remember
