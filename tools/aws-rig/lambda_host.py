"""Lambda functions as real containers over the Runtime API: one container a function, one event at a time.

AWS starts another container for an event that arrives while one is worked on; here it waits for its turn.
"""

import json
import logging
import queue
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable

import docker
from docker.errors import ImageNotFound

from signatures import Key

log = logging.getLogger("rig.lambda")
API = "/2018-06-01/runtime/"
START_SECONDS = 10


@dataclass
class Event:
    """One invocation and what came of it."""

    payload: bytes
    deadline: float
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    done: threading.Event = field(default_factory=threading.Event)
    body: bytes = b""
    failed: bool = False

    def end(self, body: bytes, failed: bool) -> None:
        self.body, self.failed = body, failed
        self.done.set()


def failure(kind: str, message: str) -> bytes:
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()


class RuntimeAPI(ThreadingHTTPServer):
    """What a function's program talks to inside Lambda."""

    daemon_threads = True

    def __init__(self, arn: str) -> None:
        super().__init__(("127.0.0.1", 0), RuntimeHandler)
        self.arn = arn
        self.waiting: "queue.Queue[Event]" = queue.Queue()
        self.current: Event | None = None
        self.init_error: bytes | None = None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class RuntimeHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: RuntimeAPI

    def do_GET(self) -> None:
        if self.path != API + "invocation/next":
            return self.answer(404)
        event = self.server.waiting.get()
        self.server.current = event
        self.answer(200, event.payload, {
            "Lambda-Runtime-Aws-Request-Id": event.id, "Lambda-Runtime-Deadline-Ms": str(int(event.deadline * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": self.server.arn, "Lambda-Runtime-Trace-Id": "Root=1-0-0;Sampled=0"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == API + "init/error":
            self.server.init_error = body
            return self.answer(202, b'{"status":"OK"}')
        event = self.server.current
        if event is None or not self.path.startswith(f"{API}invocation/{event.id}/"):
            return self.answer(400, failure("InvalidRequestID", "no such invocation is under way"))
        self.server.current = None
        event.end(body, failed=self.path.endswith("/error"))
        self.answer(202, b'{"status":"OK"}')

    def answer(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        try:
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **(headers or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            log.info("a function hung up")

    def log_message(self, *arguments: Any) -> None:
        pass


class Function:
    """One function: its container, which lives until its image or configuration changes, and its Runtime API."""

    def __init__(self, configuration: dict[str, Any], image: str, environment: dict[str, str], state: Path) -> None:
        self.name = configuration["FunctionName"]
        self.configuration, self.image, self.state = configuration, image, state
        self.api = RuntimeAPI(configuration["FunctionArn"])
        self.turn = threading.Lock()
        self.environment = environment
        self.client = docker.from_env()
        self.container: Any = None

    def start(self) -> None:
        pulled = self.pulled()
        image = self.configuration.get("ImageConfigResponse", {}).get("ImageConfig") or {}
        memory = int(self.configuration.get("MemorySize") or 128)
        scratch = int((self.configuration.get("EphemeralStorage") or {}).get("Size") or 512)
        settings = {
            "image": self.image, "entrypoint": image.get("EntryPoint") or None, "network_mode": "host",
            # Lambda keeps the image's own CMD where only the entry point is another.
            "command": image.get("Command") or pulled.attrs["Config"].get("Cmd"),
            "working_dir": image.get("WorkingDirectory"), "read_only": True, "tmpfs": {"/tmp": f"size={scratch}m,mode=1777"},
            "mem_limit": f"{memory}m", "environment": self.environment | {"AWS_LAMBDA_RUNTIME_API": self.api.address},
            "labels": {"stepsweep.rig": "lambda"}, "detach": True, "name": f"lambda-{self.name}-{uuid.uuid4().hex[:8]}"}
        self.container = self.client.containers.create(**settings)
        self.container.start()
        threading.Thread(target=self.keep_log, args=(self.container,), daemon=True).start()
        log.info("%s: started %s as %s", self.name, self.image, image.get("EntryPoint"))

    def pulled(self) -> Any:
        try:
            return self.client.images.get(self.image)
        except ImageNotFound:
            return self.client.images.pull(self.image)

    def keep_log(self, container: Any) -> None:
        with open(self.state / f"lambda-{self.name}.log", "ab") as file:
            for piece in container.logs(stream=True, follow=True):
                file.write(piece)
                file.flush()

    def is_running(self) -> bool:
        if self.container is None:
            return False
        self.container.reload()
        return self.container.status == "running"

    def invoke(self, payload: bytes) -> tuple[bytes, bool]:
        """The function's answer, and whether it is an error."""
        with self.turn:
            if not self.is_running():
                self.discard()
                self.start()
            limit = int(self.configuration.get("Timeout") or 3)
            event = Event(payload, time.time() + limit)
            self.api.waiting.put(event)
            while not event.done.wait(0.2):
                if time.time() > event.deadline:
                    self.discard()
                    return failure("Sandbox.Timedout", f"RequestId: {event.id} Error: Task timed out after {limit}.00 seconds"), True
                if not self.is_running():
                    return self.ended_early(event), True
            return event.body, event.failed

    def ended_early(self, event: Event) -> bytes:
        status = self.container.wait()["StatusCode"]
        self.discard()
        try:
            self.api.waiting.get_nowait()
        except queue.Empty:
            pass
        error, self.api.init_error = self.api.init_error, None
        return error or failure("Runtime.ExitError", f"RequestId: {event.id} Error: Runtime exited with error: exit status {status}")

    def discard(self) -> None:
        if self.container is not None:
            self.container.remove(force=True)
            self.container = None

    def close(self) -> None:
        self.discard()
        self.api.shutdown()
        self.api.server_close()


class LambdaHost:
    """The functions that have been invoked, each made from what moto says of it."""

    def __init__(self, moto: Any, gateway_address: str, region: str, key: Callable[[str], Key], state: Path) -> None:
        self._moto, self._gateway, self._region, self._key, self._state = moto, gateway_address, region, key, state
        self._lock = threading.Lock()
        self._functions: dict[str, Function] = {}

    def invoke(self, name: str, payload: bytes) -> tuple[bytes, bool]:
        """Raises moto's own ClientError where there is no such function."""
        found = self._moto.get_function(FunctionName=name)
        return self._function(found["Configuration"], found["Code"]).invoke(payload)

    def _function(self, configuration: dict[str, Any], code: dict[str, Any]) -> Function:
        name, image = configuration["FunctionName"], code["ImageUri"]
        with self._lock:
            known = self._functions.get(name)
            if known is not None and known.image == image:
                return known
            if known is not None:
                known.close()
            made = Function(configuration, image, self._environment(configuration), self._state)
            self._functions[name] = made
            return made

    def _environment(self, configuration: dict[str, Any]) -> dict[str, str]:
        key = self._key(configuration["FunctionName"])
        group = (configuration.get("LoggingConfig") or {}).get("LogGroup") or f"/aws/lambda/{configuration['FunctionName']}"
        return {
            "AWS_LAMBDA_FUNCTION_NAME": configuration["FunctionName"], "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(configuration.get("MemorySize") or 128), "AWS_LAMBDA_LOG_GROUP_NAME": group,
            "AWS_REGION": self._region, "AWS_DEFAULT_REGION": self._region, "AWS_ACCESS_KEY_ID": key.access_key,
            "AWS_SECRET_ACCESS_KEY": key.secret_key, "AWS_SESSION_TOKEN": key.token or "", "AWS_ENDPOINT_URL": self._gateway,
            "AWS_EXECUTION_ENV": "AWS_Lambda_Image", "TZ": ":UTC", "LANG": "en_US.UTF-8",
        } | ((configuration.get("Environment") or {}).get("Variables") or {})

    def close(self) -> None:
        for function in self._functions.values():
            function.close()
