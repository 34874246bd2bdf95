"""Sweep files that are sent to the stack's address: refused, started in real containers, and found from another machine."""

import json
import subprocess
import urllib.error
import urllib.request
from datetime import datetime, timezone
from typing import Any

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from deployed import ROOT, STACK, environment
from steps import expect, note
from sweeps import Sweeps

DATA_BUCKET = "rig-data"
SENT = """name: sent
method: grid
metric: {{name: validation_accuracy, goal: maximize}}
trainer: softmax
data: {{path: "{data}", target: label}}
parameters:
  l2: {{values: [0.01, 0.1, 1.0, 10.0]}}
packs: {{size: 2}}
compute: {{lane: spot}}
budget: {{max_usd: {usd}}}
"""
S3_DATA = f"s3://{DATA_BUCKET}/digits.csv"


class Starts:
    def __init__(self, sweeps: Sweeps) -> None:
        self.sweeps, self.steps, self.account, self.outputs = sweeps, sweeps.steps, sweeps.account, sweeps.outputs

    def run(self) -> None:
        self.bring_data_and_prices()
        with self.steps.step("nobody starts a sweep over HTTP without a signature of AWS's"):
            status, answer = self.send(SENT.format(data=S3_DATA, usd=5), signed=False)
            expect(status == 403, f"{status} {answer}")
            status, answer = self.send(SENT.format(data=S3_DATA, usd=5), service="s3")
            expect(status == 403, f"signed for another service: {status} {answer}")
        with self.steps.step("a file with mistakes is sent back with their lines, and one over the cap with the cap"):
            status, answer = self.send(SENT.format(data="digits.csv", usd=5))
            expect(status == 422 and answer["error"]["message"].startswith("sweep.yaml:5:14: data.path: "), f"{status} {answer}")
            status, answer = self.send(SENT.format(data=S3_DATA, usd=50))
            expect(status == 422 and "$20.00, the cap of this address" in answer["error"]["message"], f"{status} {answer}")
        self.start()
        self.account.s3.delete_object(Bucket=DATA_BUCKET, Key="digits.csv")
        self.account.s3.delete_bucket(Bucket=DATA_BUCKET)

    def start(self) -> None:
        file = SENT.format(data=S3_DATA, usd=5)
        with self.steps.step("a good file starts once, whoever sends it how often"):
            status, answer = self.send(file)
            expect(status == 202 and answer["began"], f"{status} {answer}")
            again, second = self.send(file)
            expect(again in (200, 409) and len(self.sweeps.executions("sent")) == 1, f"{again} {second}")
            note(f"{answer['sweep']}: {answer['budget']['verdict']}, {answer['budget']['reason']}"[:150])
        with self.steps.step("another machine finds it by its name, follows it to its end, and has its results"):
            self.sweeps.program("watch", "sent", "--stack", STACK, store="elsewhere")
            self.sweeps.program("results", "pull", "sent", "--stack", STACK, store="empty")
            found = self.sweeps.leaderboard("sent", "empty")
            expect(len(found) == 4, f"{found}")
            status, answer = self.send(file)
            expect(status == 409 and "SUCCEEDED" in answer["error"]["message"], f"{status} {answer}")

    def bring_data_and_prices(self) -> None:
        """moto has no price list: the region's prices are those that come with the program for another."""
        self.account.s3.create_bucket(Bucket=DATA_BUCKET, CreateBucketConfiguration={
            "LocationConstraint": environment()["AWS_REGION"]})
        self.account.s3.upload_file(str(ROOT / "experiments/digits/digits.csv"), DATA_BUCKET, "digits.csv")
        shown = subprocess.run([self.sweeps.stepsweep, "prices", "--region", "us-east-1", "--json"], capture_output=True, check=True)
        table = json.loads(shown.stdout) | {"region": environment()["AWS_REGION"]}
        book = {"schema": "stepsweep.price-book", "version": 1, "tables": [table]}
        self.account.s3.put_object(Bucket=self.outputs["Bucket"], Key="prices.json", Body=json.dumps(book).encode())

    def send(self, file: str, *, signed: bool = True, service: str = "lambda") -> tuple[int, dict[str, Any]]:
        """As `curl --aws-sigv4` does."""
        settings, address = environment(), self.outputs["HttpStartUrl"]
        request = AWSRequest(method="POST", url=address, data=file.encode(), headers={"Content-Type": "application/yaml"})
        if signed:
            keys = Credentials(settings["AWS_ACCESS_KEY_ID"], settings["AWS_SECRET_ACCESS_KEY"])
            request.context["timestamp"] = datetime.now(timezone.utc).strftime("%Y%m%dT%H%M%SZ")
            botocore.auth.SigV4Auth(keys, service, settings["AWS_REGION"]).add_auth(request)
        sent = urllib.request.Request(address, data=file.encode(), headers=dict(request.headers.items()), method="POST")
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sent, timeout=120) as answer:
                return answer.status, json.loads(answer.read() or b"{}")
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or b"{}")
