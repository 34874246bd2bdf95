"""Named steps with their times, and what a failed one leaves to read."""

import sys
import time
from contextlib import contextmanager
from typing import Iterator


class Failed(Exception):
    """What was expected and what came."""


class Steps:
    def __init__(self) -> None:
        self._begun = time.monotonic()
        self.skipped: list[str] = []

    @contextmanager
    def step(self, sentence: str) -> Iterator[None]:
        """One sentence that holds when the block ends."""
        begun = time.monotonic()
        try:
            yield
        except Exception:
            self._say(sentence, "FAILED", begun)
            raise
        self._say(sentence, "ok", begun)

    def skip(self, sentence: str, reason: str) -> None:
        self.skipped.append(f"{sentence}: {reason}")
        self._say(sentence, f"SKIPPED, {reason}", time.monotonic())

    def _say(self, sentence: str, end: str, begun: float) -> None:
        now = time.monotonic()
        print(f"[{now - self._begun:6.1f} s] {sentence} … {end} ({now - begun:.1f} s)", flush=True)


def expect(holds: bool, what: str) -> None:
    if not holds:
        raise Failed(what)


def eventually(ask, seconds: float, what: str):
    """The first answer that isn't None; a test's poll, bounded."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = ask()
        if answer is not None:
            return answer
        time.sleep(0.2)
    raise Failed(f"after {seconds:.0f} s: {what}")


def note(text: str) -> None:
    print(f"           {text}", file=sys.stdout, flush=True)
