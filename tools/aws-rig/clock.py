"""EventBridge Scheduler's clock, which moto lacks: it calls the functions of moto's schedules, with the scheduler's own keys.

usage: clock.py --port PORT --moto-port PORT --state FOLDER --region REGION

  RIG_MINUTE   seconds that a minute of a schedule takes here (2)
"""

import argparse
import logging
import os
import time
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

import callers

log = logging.getLogger("rig.clock")
EACH_MINUTE = "rate(1 minute)"


class Clock:
    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        key = callers.load(options.state).current("scheduler")
        self._scheduler = self._client("scheduler", options.moto_port, "rig", "rig")
        self._functions = self._client("lambda", options.port, key.access_key, key.secret_key)

    def _client(self, service: str, port: int, access_key: str, secret_key: str) -> Any:
        config = Config(retries={"total_max_attempts": 1}, proxies={}, read_timeout=1_000)
        return boto3.client(service, endpoint_url=f"http://127.0.0.1:{port}", region_name=self._options.region,
                            aws_access_key_id=access_key, aws_secret_access_key=secret_key, config=config)

    def tick(self) -> None:
        """A minute has passed."""
        for page in self._scheduler.get_paginator("list_schedules").paginate():
            for entry in page["Schedules"]:
                try:
                    schedule = self._scheduler.get_schedule(Name=entry["Name"], GroupName=entry["GroupName"])
                    if is_due(schedule, time.time()):
                        self.call(schedule)
                except (BotoCoreError, ClientError) as error:  # Gone meanwhile, or a fault: the next minute tries again.
                    log.info("%s: %s", entry["Name"], error)

    def call(self, schedule: dict[str, Any]) -> None:
        target = schedule["Target"]
        answer = self._functions.invoke(FunctionName=target["Arn"], InvocationType="Event", Payload=target["Input"].encode())
        body = answer["Payload"].read().decode()
        log.info("%s: %s %s", schedule["Name"], answer.get("FunctionError") or "called", body[:300])


def is_due(schedule: dict[str, Any], now: float) -> bool:
    if schedule["ScheduleExpression"] != EACH_MINUTE:
        raise ValueError(f"the clock knows {EACH_MINUTE} alone, not {schedule['ScheduleExpression']}")
    end = schedule.get("EndDate")
    return schedule["State"] == "ENABLED" and (end is None or now < end.timestamp())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--moto-port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--region", required=True)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("botocore").setLevel(logging.WARNING)
    clock = Clock(parser.parse_args())
    minute = float(os.environ.get("RIG_MINUTE", "2"))
    while True:
        time.sleep(minute)
        try:
            clock.tick()
        except (BotoCoreError, ClientError) as error:
            log.warning("moto does not answer: %s", error)


if __name__ == "__main__":
    main()
