"""Walks golden machines of the compiler with hand-written journals. Run: python3 -m unittest discover tools/second-interpreter"""

import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
GOLDENS = HERE.parent.parent / "Tests" / "SweepCompilerTests" / "Goldens"
FARGATE = ["fargate", "fargateSpot"]
LANES = ["gpu", "gpuSpot", "spot", "onDemand", *FARGATE]
TARGET = {
    "bucket": "/a/folder", "queues": {lane: lane for lane in LANES}, "jobDefinitions": {lane: lane for lane in LANES},
    "cluster": "local", "taskDefinitions": {lane: lane for lane in FARGATE}, "subnets": ["local"],
    "securityGroups": ["local"], "assignPublicIp": "ENABLED", "reducer": "local",
}
GOOD = {"enough": True, "reason": "3 of 4 trials succeeded", "best": {"trial": "0123", "value": 0.97}}
HOST_LOST = '{"Attempts":[],"StatusReason":"Host EC2 (instance i-1) terminated.","Status":"FAILED"}'
BUG = '{"Attempts":[],"Container":{"ExitCode":1},"StatusReason":"Essential container in task exited"}'
SPOT_LOST = '{"LastStatus":"STOPPED","StopCode":"SpotInterruption","StoppedReason":"Your Spot Task was interrupted."}'
SPOT_JOB_LOST = '{"Attempts":[],"Container":{"ExitCode":137},"StatusReason":"Your Spot Task was interrupted.","Status":"FAILED"}'


class Journal:
    """Writes the events of tasks as the local interpreter does."""

    def __init__(self, fargate_tasks: bool = True):
        """`fargate_tasks`: packs on Fargate are ECS tasks, and Batch jobs where not."""
        self._fargate_tasks = fargate_tasks
        self.lines: list[str] = []
        self._last: dict[tuple[str, str | None], int] = {}

    def task(self, state: str, pack: str | None, output=None, error: str | None = None, cause: str = "") -> None:
        entered = self._last.get((state, pack)) or self._add("TaskStateEntered", 0, {"name": state})
        scheduled = self._add("TaskScheduled", entered, {"parameters": self._parameters(state, pack)})
        started = self._add("TaskStarted", scheduled, {})
        if error is None:
            last = self._add("TaskSucceeded", started, {"output": output})
        else:
            last = self._add("TaskFailed", started, {"error": error, "cause": cause})
        self._last[state, pack] = last

    def _add(self, kind: str, previous: int, details: dict) -> int:
        number = len(self.lines) + 1
        self.lines.append(json.dumps({"id": number, "previousEventId": previous, "type": kind, "details": details}))
        return number

    def _parameters(self, state: str, pack: str | None) -> dict:
        environment = {"Environment": [{"Name": "STEPSWEEP_PACK", "Value": pack}]}
        if pack is None:
            return {"FunctionName": "local"}
        if "Fargate" in state and self._fargate_tasks:
            return {"Overrides": {"ContainerOverrides": [environment | {"Name": "worker"}]}}
        return {"ContainerOverrides": environment}


class WalkTests(unittest.TestCase):
    def walk(self, golden: str, rows: list[dict], journal: Journal) -> tuple[int, dict, str]:
        machine = GOLDENS / golden
        with tempfile.TemporaryDirectory() as folder:
            store = Path(folder)
            given = {"sweep": "walk-00000000", "run": 1, "target": TARGET}
            if '"DISTRIBUTED"' in machine.read_text():
                given |= {"manifest": "manifests/1.json", "results": "map-results/1/"}
                (store / "manifests").mkdir()
                (store / "manifests/1.json").write_text(json.dumps(rows))
            else:
                given["packs"] = rows
            (store / "input.json").write_text(json.dumps(given))
            (store / "history.jsonl").write_text("\n".join(journal.lines))
            command = [sys.executable, str(HERE / "walk.py"), str(machine), str(store / "input.json"),
                       str(store / "history.jsonl"), "--store", folder]
            answer = subprocess.run(command, capture_output=True, text=True)
        return answer.returncode, json.loads(answer.stdout or "{}"), answer.stderr

    def test_every_lane_with_lost_hosts_bugs_and_throttling_succeeds(self):
        rows = [{"pack": "p0000", "lane": "spot"}, {"pack": "p0001", "lane": "spot"}, {"pack": "p0002", "lane": "spot"},
                {"pack": "p0003", "lane": "fargate-spot"}, {"pack": "p0004", "lane": "gpu"}]
        for golden in ("every-lane-inline.asl.json", "every-lane-distributed.asl.json"):
            with self.subTest(golden):
                # Few packs on Fargate are ECS tasks, whose attempts the machine counts; many are Batch jobs, which Batch tries again.
                tasks = "inline" in golden
                journal = Journal(fargate_tasks=tasks)
                journal.task("RunSpot", "p0000", error="Batch.ServerException", cause="slow down")
                journal.task("RunSpot", "p0000", output={"JobId": "j0", "Status": "SUCCEEDED"})
                journal.task("RunSpot", "p0001", error="States.TaskFailed", cause=HOST_LOST)
                journal.task("RunOnDemandAfterSpot", "p0001", output={"JobId": "j1", "Status": "SUCCEEDED"})
                journal.task("RunSpot", "p0002", error="States.TaskFailed", cause=BUG)
                for _ in range(3 if tasks else 1):
                    journal.task("RunFargateSpot", "p0003", error="States.TaskFailed", cause=SPOT_LOST if tasks else SPOT_JOB_LOST)
                ended = {"TaskArn": "t", "LastStatus": "STOPPED"} if tasks else {"JobId": "j3", "Status": "SUCCEEDED"}
                journal.task("RunFargateAfterFargateSpot", "p0003", output=ended)
                journal.task("RunGpu", "p0004", error="States.Timeout")
                journal.task("Reduce", None, output={"StatusCode": 200, "Payload": GOOD})
                code, result, errors = self.walk(golden, rows, journal)
                self.assertEqual((code, errors), (0, ""))
                self.assertEqual(result, {"status": "SUCCEEDED", "output": GOOD, "unused": []})

    def test_too_few_good_trials_fail_with_the_reducers_reason(self):
        journal = Journal()
        journal.task("RunOnDemand", "p0000", error="States.TaskFailed", cause=BUG)
        reason = "none of 64 trials succeeded (64 exit-code)"
        journal.task("Reduce", None, output={"StatusCode": 200, "Payload": {"enough": False, "reason": reason}})
        code, result, _ = self.walk("digits.asl.json", [{"pack": "p0000", "lane": "on-demand"}], journal)
        self.assertEqual(code, 0)
        expected = {"status": "FAILED", "error": "StepSweep.TooFewGoodTrials", "cause": reason, "unused": []}
        self.assertEqual(result, expected)

    def test_a_task_that_was_never_recorded_is_reported(self):
        journal = Journal()
        journal.task("Reduce", None, output={"StatusCode": 200, "Payload": GOOD})
        code, _, errors = self.walk("digits.asl.json", [{"pack": "p0000", "lane": "on-demand"}], journal)
        self.assertEqual(code, 1)
        self.assertIn("state RunOnDemand, pack p0000: no (further) answer in the journal", errors)


if __name__ == "__main__":
    unittest.main()
