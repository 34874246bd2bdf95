"""Whole sweeps through the program's own commands: launched on AWS, failed, resumed, cancelled, and in the midst of faults."""

import json
import shutil
import subprocess
import os
from pathlib import Path
from typing import Any

from deployed import ROOT, RUN, STACK, Account, command, control, environment
from steps import Steps, eventually, expect, note

SMALL = """name: {name}
method: grid
metric: {{name: validation_accuracy, goal: maximize}}
trainer: mlp
data: {{path: digits.csv, target: label}}
parameters:
  hidden: {{value: 16}}
  learning_rate: {{values: [0.001, 0.004]}}
  l2: {{values: [0.0001, 0.001, 0.01, 0.1]}}
  epochs: {{value: {epochs}}}
packs: {{size: 2}}
compute: {{lane: {lane}}}
"""
GATED = SMALL.replace("compute: {{lane: {lane}}}", "compute: {{lane: {lane}, concurrency: 1}}") + "budget: {{max_usd: {cap:.6f}}}\n"
WIDE = """name: wide
method: grid
metric: {name: validation_accuracy, goal: maximize}
trainer: softmax
data: {path: digits.csv, target: label}
parameters:
  l2: {distribution: log_uniform_values, min: 0.0001, max: 1.0, steps: 42}
packs: {size: 1}
compute: {concurrency: 42, lane: spot}
"""
RANKED = """name: {name}
method: grid
metric: {{name: validation_accuracy, goal: maximize}}
trainer: softmax
data: {{path: digits.csv, target: label}}
parameters:
  l2: {{values: [0.001, 0.01, 0.1, 1.0]}}
packs: {{size: 2}}
compute: {{lane: spot}}
reduce: {{service: {service}}}
"""
OWN = """name: {name}
method: grid
metric: {{name: validation_loss, goal: minimize}}
program: train.py
parameters:
  learning_rate: {{values: [0.5, 1.0]}}
compute: {{lane: gpu}}
"""
TRAIN = """import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--learning_rate", type=float)
rate = parser.parse_args().learning_rate
print(f"validation_loss={(rate - 1) ** 2}")
"""


class Sweeps:
    """A folder of sweep files, a store for those on AWS and one for this machine."""

    def __init__(self, programs: Path, steps: Steps, account: Account, outputs: dict[str, str], folder: Path) -> None:
        self.stepsweep = programs / "stepsweep"
        self.steps, self.account, self.outputs, self.folder = steps, account, outputs, folder
        shutil.copy(ROOT / "experiments/digits/digits.csv", folder)
        (folder / "train.py").write_text(TRAIN)
        self.know_prices()

    def know_prices(self) -> None:
        """The rig's region has the prices that the program knows of another: a person would ask AWS for them."""
        table = json.loads(command(self.stepsweep, "prices", "--region", "us-east-1", "--json"))
        table["region"] = environment()["AWS_REGION"]
        book = {"schema": "stepsweep.price-book", "version": 1, "tables": [table]}
        (self.folder / "aws").mkdir()
        (self.folder / "aws/prices.json").write_text(json.dumps(book))

    def program(self, *arguments: Any, store: str = "aws") -> str:
        return command(self.stepsweep, *arguments, "--store", self.folder / store, folder=self.folder)

    def file(self, name: str, lane: str = "spot", epochs: int = 5) -> Path:
        path = self.folder / f"{name}.yaml"
        path.write_text(SMALL.format(name=name, lane=lane, epochs=epochs))
        return path

    def launch(self, file: Path, *more: str) -> str:
        return self.program("launch", file, "--on", "aws", "--stack", STACK, *more)

    def status(self, name: str) -> dict[str, Any]:
        return json.loads(self.program("status", name, "--json"))["sweeps"][0]

    def leaderboard(self, name: str, store: str = "aws") -> list[tuple[str, float]]:
        """Trials by rank, with the metric of the sweep."""
        document = json.loads(self.program("compare", name, "--json", store=store))
        metric = document["sweeps"][0]["metric"]["name"]
        return [(trial["trial"], trial["metrics"][metric]) for trial in document["trials"] if not trial["failure"]]

    def live(self) -> list[str]:
        return self.account.live_jobs([self.outputs[name] for name in self.outputs if name.startswith("Queue")])

    def running(self) -> int:
        return sum(len(self.account.batch.list_jobs(jobQueue=self.outputs[name], jobStatus="RUNNING")["jobSummaryList"])
                   for name in self.outputs if name.startswith("Queue"))

    # --- The steps ---

    def run(self) -> None:
        self.digits()
        self.failed_pack()
        self.cancelled()
        self.lost_host()
        self.budget()
        self.users_program()
        self.wide()
        self.reduced_by_batch()
        self.on_fargate()
        for number in range(int(os.environ.get("RIG_FAULT_SWEEPS", "2"))):
            self.among_faults(number)

    def digits(self) -> None:
        file = ROOT / "experiments/digits/sweep.yaml"
        with self.steps.step("`launch --on aws` runs the digits sweep in real containers, to its end"):
            self.launch(file, "--watch")
            expect(self.status("digits")["state"] == "succeeded", f"{self.status('digits')}")
        with self.steps.step("`status` says what its containers took, and what that costs"):
            self.check_used("digits", attempts=8, lost=0)
        with self.steps.step("`results pull` brings results home, and the leaderboard equals a local run's"):
            self.program("results", "pull", "digits")
            self.program("launch", file, "--quiet", store="here")
            there, here = self.leaderboard("digits"), self.leaderboard("digits", "here")
            expect(len(here) == 64 and there == here, f"AWS: {there[:3]}…, here: {here[:3]}…")
        with self.steps.step("the best trial is promoted, and its model comes home"):
            note(self.program("promote", "digits", "--as", "champion", "--override", "nothing is confirmed in this run").splitlines()[0])
        with self.steps.step("a launch again starts nothing"):
            executions = self.executions("digits")
            done = subprocess.run([self.stepsweep, "launch", file, "--on", "aws", "--stack", STACK, "--store", self.folder / "aws"],
                                  env={**os.environ, **environment()}, capture_output=True)
            note((done.stderr.decode().splitlines() or ["no words"])[0][:150])
            expect(self.executions("digits") == executions, "another execution was started")

    def executions(self, name: str) -> list[str]:
        found = []
        for machine in self.account.stepfunctions.list_state_machines()["stateMachines"]:
            if f"-{name}-" in machine["name"]:
                found += [entry["executionArn"] for entry in self.account.stepfunctions.list_executions(
                    stateMachineArn=machine["stateMachineArn"])["executions"]]
        return found

    def failed_pack(self) -> None:
        with self.steps.step("a pack that runs out of memory fails, and the others go on"):
            (RUN / "end-next-job").touch()
            self.launch(self.file("broken"))
            ended = self.ended("broken")
            expect(ended["succeeded"] == 6 and not (RUN / "end-next-job").exists(), f"{ended}")
        with self.steps.step("`resume` runs the missing pack alone"):
            before = len(self.account.batch.list_jobs(jobQueue=self.outputs["QueueSpot"], jobStatus="SUCCEEDED")["jobSummaryList"])
            self.program("resume", "broken", "--watch")
            after = len(self.account.batch.list_jobs(jobQueue=self.outputs["QueueSpot"], jobStatus="SUCCEEDED")["jobSummaryList"])
            expect(self.status("broken")["succeeded"] == 8, f"{self.status('broken')}")
            expect(after - before == 1, f"{after - before} jobs instead of one")

    def ended(self, name: str, seconds: float = 120) -> dict[str, Any]:
        def ask() -> dict[str, Any] | None:
            found = self.status(name)
            return found if found["state"] not in ("running", "waiting") else None
        return eventually(ask, seconds, f"the sweep {name} has not ended")

    def cancelled(self) -> None:
        with self.steps.step("`cancel` in mid-flight leaves no job alive"):
            self.launch(self.file("long", epochs=50_000))
            # In their first moments, too: the init process of their containers hears SIGTERM before they can.
            eventually(lambda: self.running() == 4 or None, 60, "the jobs do not run")
            self.program("cancel", "long")
            expect(not self.live(), f"still alive: {self.live()}")
            expect(self.status("long")["state"] == "aborted", f"{self.status('long')}")

    def lost_host(self) -> None:
        with self.steps.step("a lost Spot host costs an attempt and no trial"):
            (RUN / "lose-next-spot-host").touch()
            self.launch(self.file("reclaimed", epochs=400), "--watch")
            expect(self.status("reclaimed")["succeeded"] == 8 and not (RUN / "lose-next-spot-host").exists(), f"{self.status('reclaimed')}")

        with self.steps.step("`status` counts the lost attempt"):
            self.check_used("reclaimed", attempts=5, lost=1)

    # Of an attempt: what the rig needs to hear of a container's start and of its end.
    SECONDS_AROUND_A_CONTAINER = 2

    def check_used(self, name: str, attempts: int, lost: int) -> None:
        """What `status` says against what podman itself measured."""
        found = self.status(name)
        used = found["used"]
        records = [json.loads(line) for line in (RUN / "containers.jsonl").read_text().splitlines()]
        seconds = sum(record["seconds"] for record in records if record["job"].startswith(f"{found['sweep']}-"))
        expect((used["attempts"], used["lostAttempts"]) == (attempts, lost), f"{used}")
        expect(abs(used["seconds"] - seconds) <= attempts * self.SECONDS_AROUND_A_CONTAINER, f"podman says {seconds} s, {used}")
        expect(used["attemptsFromRecords"] == used["attemptsOfUnknownLength"] == 0 and used["usd"]["most"] > 0, f"{used}")
        for line in self.program("status", name).splitlines():
            if line.startswith(("  used", "  costs")):
                note(line.strip())
        note(f"podman says {seconds:.1f} s")

    def gated(self, cap: float) -> Path:
        path = self.folder / "capped.yaml"
        path.write_text(GATED.format(name="capped", lane="spot", epochs=self.GATED_EPOCHS, cap=cap))
        return path

    GATED_EPOCHS = 2_000

    def budget(self) -> None:
        sweep, limits = self.limits()
        # Each ended pack counts five minutes and a little, the one in flight twice that: open behind one pack, closed behind two.
        cap = limits["servicesUSD"] + 1_050 * limits["lanes"]["spot"]["usdPerSecond"]
        with self.steps.step("a schedule lets the reducer look at a budget; it closes the gate, and takes the schedule away"):
            self.launch(self.gated(cap))
            expect([entry["Name"] for entry in self.schedules()] == [f"{sweep}-1"], f"{self.schedules()}")
            gate = eventually(lambda: None if (found := self.gate(sweep))["open"] else found, 120, "the gate stays open")
            expect("budget.max_usd" in gate["reason"] and gate["usage"]["spentUSD"] > limits["servicesUSD"], f"{gate}")
            # `status` takes away what an ended sweep has left: it isn't asked before.
            eventually(lambda: None if self.schedules() else True, 30, f"still there: {self.schedules()}")
            note(gate["reason"])
        with self.steps.step("packs behind the closed gate are skipped, and miss"):
            ended = self.ended("capped")
            expect(2 <= ended["missing"] <= 4 and ended["failed"] == 0, f"{ended}")
        with self.steps.step("`resume` under a higher cap opens the gate, runs what is missing, and leaves no schedule"):
            again = subprocess.run([self.stepsweep, "launch", self.gated(1), "--on", "aws", "--stack", STACK, "--store", self.folder / "aws"],
                                   env={**os.environ, **environment()}, capture_output=True)
            expect(again.returncode != 0 and b"has run on AWS before" in again.stderr, again.stderr.decode())
            self.program("resume", "capped", "--watch")
            expect(self.status("capped")["succeeded"] == 8, f"{self.status('capped')}")
            gate = self.gate(sweep)
            expect((gate["open"], gate["limits"]["maxUSD"], gate["endedRun"]) == (True, 1, 2), f"{gate}")
            expect(not self.schedules(), f"still there: {self.schedules()}")
            self.each_outcome_once("capped")

    def limits(self) -> tuple[str, dict[str, Any]]:
        """The sweep's id, and what its gate reckons with: a launch on this machine writes them down before it begins."""
        launch = subprocess.Popen([self.stepsweep, "launch", self.gated(1), "--quiet", "--store", self.folder / "here"])
        try:
            work = eventually(lambda: next((self.folder / "here/sweeps").glob("capped-*/work.json"), None), 30, "nothing was launched")
        finally:
            launch.terminate()
            launch.wait()
        return work.parent.name, json.loads((work.parent / "control.json").read_text())["limits"]

    def gate(self, sweep: str) -> dict[str, Any]:
        """The gate as it is in the bucket."""
        key = f"sweeps/{sweep}/control.json"
        return json.loads(self.account.s3.get_object(Bucket=self.outputs["Bucket"], Key=key)["Body"].read())

    def schedules(self) -> list[dict[str, Any]]:
        return self.account.scheduler.list_schedules(GroupName=STACK)["Schedules"]

    def users_program(self) -> None:
        with self.steps.step("a user's train.py, in a Python image of the user's own, is a trial on the gpu lane (placement is pretended)"):
            path = self.folder / "own.yaml"
            path.write_text(OWN.format(name="own"))
            self.launch(path, "--watch")
            self.program("results", "pull", "own")
            expect([value for _, value in self.leaderboard("own")] == [0.0, 0.25], f"{self.leaderboard('own')}")
            job = self.account.batch.list_jobs(jobQueue=self.outputs["QueueGpu"], jobStatus="SUCCEEDED")["jobSummaryList"][0]
            asked = self.account.job(job["jobId"])["container"]["resourceRequirements"]
            expect({"type": "GPU", "value": "1"} in asked, f"the job asked for {asked}")

    def wide(self) -> None:
        with self.steps.step("42 packs at once become a distributed Map, which reads them from the bucket"):
            path = self.folder / "wide.yaml"
            path.write_text(WIDE)
            self.launch(path, "--watch")
            expect(self.status("wide")["succeeded"] == 42, f"{self.status('wide')}")

    def reduced_by_batch(self) -> None:
        with self.steps.step("a reducer that runs as a Batch job decides what Lambda's does"):
            answers = []
            for service in ("batch", "lambda"):
                path = self.folder / f"ranked-{service}.yaml"
                path.write_text(RANKED.format(name=f"ranked-{service}", service=service))
                self.launch(path, "--watch")
                self.program("results", "pull", f"ranked-{service}")
                answers.append((self.answer(f"ranked-{service}"), self.leaderboard(f"ranked-{service}")))
            (by_batch, trials), (by_lambda, others) = answers
            for answer in (by_batch, by_lambda):
                answer.pop("sweep")
            expect(by_batch == by_lambda and trials == others and len(trials) == 4, f"Batch: {answers[0]}, Lambda: {answers[1]}")
            left = [key for service in ("batch", "lambda") for key in self.keys(f"ranked-{service}", "executions")
                    if key.endswith("/decision.json")]
            expect(len(left) == 1 and "ranked-batch" in left[0], f"decisions: {left}")
        with self.steps.step("that job had the reducer's own role, and its words are in the reducer's log group"):
            jobs = self.account.batch.list_jobs(jobQueue=self.outputs["QueueOnDemand"], jobStatus="SUCCEEDED")["jobSummaryList"]
            job = self.account.job(next(entry["jobId"] for entry in jobs if entry["jobName"].endswith("-reduce")))
            expect("ReducerJobRole" in job["container"]["jobRoleArn"], f"{job['container']}")
            said = self.account.lines(job, f"/stepsweep/{STACK}/reducer")
            expect(json.loads(said[-1])["schema"] == "stepsweep.reduce", f"{said}")

    def on_fargate(self) -> None:
        with self.steps.step("packs of a Fargate lane are jobs of its queue, where a reclaimed one is tried again"):
            (RUN / "lose-next-spot-host").touch()
            self.launch(self.file("serverless", lane="fargate-spot, service: batch", epochs=400), "--watch")
            expect(self.status("serverless")["succeeded"] == 8 and not (RUN / "lose-next-spot-host").exists(), f"{self.status('serverless')}")
            jobs = [self.account.job(entry["jobId"]) for entry in self.account.batch.list_jobs(
                jobQueue=self.outputs["QueueFargateSpot"], jobStatus="SUCCEEDED")["jobSummaryList"]]
            size = [{"type": "VCPU", "value": "1"}, {"type": "MEMORY", "value": "2048"}]
            expect(len(jobs) == 4 and all(job["container"]["resourceRequirements"] == size for job in jobs), f"{jobs}")
            reasons = [attempt.get("statusReason", "") for job in jobs for attempt in job["attempts"]]
            expect(len([reason for reason in reasons if reason.startswith("Your Spot Task")]) == 1, f"{reasons}")
        with self.steps.step("`status` counts them on their lane, the lost attempt too"):
            self.check_used("serverless", attempts=5, lost=1)
            lanes = [lane["lane"] for lane in self.status("serverless")["used"]["lanes"]]
            expect(lanes == ["fargate-spot"], f"{lanes}")

    def answer(self, name: str) -> dict[str, Any]:
        """What the execution ended with."""
        found = self.account.stepfunctions.describe_execution(executionArn=self.executions(name)[0])
        expect(found["status"] == "SUCCEEDED", f"{found.get('error')}: {found.get('cause')}")
        return json.loads(found["output"])

    def among_faults(self, number: int) -> None:
        name = f"faults-{number}"
        with self.steps.step(f"among faults sweep {name} ends right: every trial once, and the leaderboard of a calm run"):
            before = control("GET", "report")["counts"]
            file = self.file(name)
            control("POST", "faults", {"throttle": 0.05, "server_error": 0.02, "cut": 0.01, "slow": 0.02, "slow_seconds": 1,
                                       "expire_every": 25, "seed": 100 + number})
            try:
                self.through_credentials_endpoint("launch", file, "--on", "aws", "--stack", STACK, "--watch")
                self.through_credentials_endpoint("results", "pull", name)
            finally:
                control("POST", "faults", {})
            self.program("launch", file, "--quiet", store="here")
            there, here = self.leaderboard(name), self.leaderboard(name, "here")
            expect(len(here) == 8 and there == here, f"AWS: {there}, here: {here}")
            self.each_outcome_once(name)
            after = control("GET", "report")["counts"]
            note("faults made: " + ", ".join(
                f"{kind.removeprefix('fault ')} {after[kind] - before.get(kind, 0)}" for kind in sorted(after)
                if kind.startswith("fault ") and kind != "fault None" and after[kind] > before.get(kind, 0)))

    def through_credentials_endpoint(self, *arguments: Any) -> str:
        """As `program`, with keys that can expire and be had anew."""
        environ = environment()
        uri = f"{environ['AWS_ENDPOINT_URL']}/_rig/credentials/session"
        return command("env", "-u", "AWS_ACCESS_KEY_ID", "-u", "AWS_SECRET_ACCESS_KEY", f"AWS_CONTAINER_CREDENTIALS_FULL_URI={uri}",
                       self.stepsweep, *arguments, "--store", self.folder / "aws", folder=self.folder)

    def keys(self, name: str, kind: str) -> list[str]:
        """The bucket's objects of one kind of a sweep."""
        pages = self.account.s3.get_paginator("list_objects_v2").paginate(Bucket=self.outputs["Bucket"], Prefix=f"sweeps/{name}-")
        return [entry["Key"] for page in pages for entry in page.get("Contents", []) if f"/{kind}/" in entry["Key"]]

    def each_outcome_once(self, name: str) -> None:
        """No trial has two outcomes, however often its pack was submitted."""
        seen: dict[str, int] = {}
        for key in self.keys(name, "outcomes"):
            body = self.account.s3.get_object(Bucket=self.outputs["Bucket"], Key=key)["Body"].read().decode()
            for line in body.splitlines():
                trial = json.loads(line).get("trial") if line.startswith("{") else None
                if trial:
                    seen[trial] = seen.get(trial, 0) + 1
        twice = {trial: count for trial, count in seen.items() if count > 1}
        expect(len(seen) == 8 and not twice, f"{len(seen)} trials have outcomes, twice: {twice}")
