"""A server of another program on loopback, which ends with the block that started it."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request


class Server:
    """`{port}` in the command becomes a free port; the server is up when `path` answers."""

    def __init__(self, command: list[str], path: str, log, environment: dict | None = None):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.command = [word.replace("{port}", str(self.port)) for word in command]
        self.path, self.log, self.environment = path, log, environment

    def __enter__(self):
        with open(self.log, "w") as log:
            # A process group of its own: its children end with it, and nobody else does.
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, start_new_session=True, env=self.environment)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(self.url + self.path, timeout=5).read()
                return self
            except urllib.error.HTTPError as error:
                if error.code in (401, 403):
                    return self
            except OSError:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        self.__exit__()
        raise SystemExit(f"peers: {self.command[2:]} did not start: {open(self.log).read()[-2000:]}")

    def __exit__(self, *_):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
                self.process.wait(20)
                break
            except (subprocess.TimeoutExpired, ProcessLookupError):
                pass


def get(url: str, body: dict | None = None) -> dict:
    request = urllib.request.Request(
        url, data=None if body is None else json.dumps(body).encode(), headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)
