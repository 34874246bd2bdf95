"""What the tasks of a local execution answered, read from its journal, `history.jsonl`.

A journal is JSON lines, one history event a line, each with `id`, `previousEventId`, `type` and `details`, in AWS's words. Ids count
within one execution; the iterations of a distributed Map are executions of their own, told apart by `execution`.
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
    """A task that was asked for, and its answer."""

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
    """The tasks that ended, in the order in which they ended: for one state and pack, the order of attempts."""
    events: dict[tuple[str, int], dict] = {}
    for line in lines:
        if not line.strip():
            continue
        event = json.loads(line)
        execution = json.dumps(event.get("execution", []))
        events[execution, event["id"]] = event
        if event["type"] not in ("TaskSucceeded", "TaskFailed", "TaskTimedOut"):
            continue
        details = event["details"]
        if event["type"] == "TaskSucceeded":
            answer = Answer(output=details.get("output"))
        else:
            answer = Answer(error=details.get("error", "States.Timeout"), cause=details.get("cause"))
        scheduled = _ancestor(events, execution, event, "TaskScheduled")
        entered = _ancestor(events, execution, scheduled, "TaskStateEntered")
        yield TaskEnding(entered["details"]["name"], scheduled["details"]["parameters"], answer)


def _ancestor(events: dict[tuple[str, int], dict], execution: str, event: dict, kind: str) -> dict:
    """The nearest event of a kind among those that led to `event`."""
    while event["type"] != kind:
        event = events[execution, event["previousEventId"]]
    return event
