"""What the tasks of a local execution answered, read from its journal.

The journal is JSON lines, one event a line. Three kinds of line matter here; all others are skipped:

    {"type": "TaskScheduled", "id": 7, "state": "RunOnSpot", "parameters": {...}}
    {"type": "TaskSucceeded", "id": 9, "scheduled": 7, "output": {...}}
    {"type": "TaskFailed", "id": 9, "scheduled": 7, "error": "States.TaskFailed", "cause": "..."}

`read_journal` is the only function that knows these names.
"""

import json
import threading
from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Any, Iterable, Iterator


@dataclass(frozen=True)
class Answer:
    """How one attempt of one task ended: with `output`, or with `error` and `cause`."""

    output: Any = None
    error: str | None = None
    cause: str | None = None


@dataclass(frozen=True)
class TaskEnding:
    """One line pair of the journal: the task that was asked, and its answer."""

    state: str
    parameters: dict
    answer: Answer


class NothingRecorded(Exception):
    """The walk asked for a task that the recorded run never ran, or not so often."""


class Recording:
    """Hands out the recorded answers of each (state, pack) in the order of its attempts."""

    def __init__(self, endings: Iterable[TaskEnding]):
        self._answers: dict[tuple[str, str | None], deque[Answer]] = defaultdict(deque)
        self._lock = threading.Lock()
        self.missing: list[str] = []
        for ending in endings:
            self._answers[ending.state, pack_of(ending.parameters)].append(ending.answer)

    def next(self, state: str, parameters: dict) -> Answer:
        key = state, pack_of(parameters)
        with self._lock:
            if not self._answers[key]:
                self.missing.append(f"state {state}, pack {key[1]}: no (further) answer in the journal")
                raise NothingRecorded(self.missing[-1])
            return self._answers[key].popleft()

    def left_over(self) -> list[str]:
        """The tasks that the recorded run ran and the walk did not, one text each."""
        return [f"state {state}, pack {pack}: {len(answers)} unused"
                for (state, pack), answers in sorted(self._answers.items(), key=str) if answers]


def pack_of(parameters: dict) -> str | None:
    """The pack that a task trains, from the environment it hands to its container; None for the reducer."""
    overrides = parameters.get("ContainerOverrides") or parameters.get("Overrides", {}).get("ContainerOverrides") or []
    for container in [overrides] if isinstance(overrides, dict) else overrides:
        for variable in container.get("Environment", []):
            if variable.get("Name") == "STEPSWEEP_PACK":
                return variable.get("Value")
    return None


def read_journal(lines: Iterable[str]) -> Iterator[TaskEnding]:
    """The ended tasks in the order in which they were scheduled."""
    scheduled: dict[Any, dict] = {}
    answers: dict[Any, Answer] = {}
    for line in lines:
        if not line.strip():
            continue
        event = json.loads(line)
        kind = event.get("type")
        if kind == "TaskScheduled":
            scheduled[event["id"]] = event
        elif kind == "TaskSucceeded":
            answers[event["scheduled"]] = Answer(output=event.get("output"))
        elif kind in ("TaskFailed", "TaskTimedOut"):
            answers[event["scheduled"]] = Answer(error=event.get("error", "States.Timeout"), cause=event.get("cause"))
    for number, event in scheduled.items():
        if number in answers:
            yield TaskEnding(event["state"], event["parameters"], answers[number])
