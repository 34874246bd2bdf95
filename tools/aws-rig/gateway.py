"""Everything that goes to the local AWS passes here: it checks signatures and inputs, keeps records, and makes faults on demand.

usage: gateway.py --port PORT --moto-port PORT --registry-port PORT --state FOLDER --region REGION

Its own addresses, for tests: GET /_rig/report · POST /_rig/faults (the members of FaultRates) · POST /_rig/expire?caller=NAME ·
GET /_rig/credentials/NAME, where containers and a command line get keys, as from ECS's endpoint.
"""

import argparse
import http.client
import json
import logging
import signal
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

import callers
import faults
import function_url
import registry_proxy
from faults import Answer, FaultRates, Faults
from lambda_host import LambdaHost
from operations import Operation, Unrecognised, model_of, recognise, SERVICES
from permissions import needs
from signatures import Received, Refusal, claim_of, verify

log = logging.getLogger("rig.gateway")
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-authenticate"}


class Records:
    """One line of JSON a call, and what was wrong with it."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._file = open(path, "a", buffering=1)
        self._number = 0
        self.violations: list[str] = []
        self.counts: dict[str, int] = {}

    def number(self) -> int:
        with self._lock:
            self._number += 1
            return self._number

    def add(self, record: dict[str, Any]) -> None:
        with self._lock:
            self._file.write(json.dumps(record, sort_keys=True, default=str) + "\n")
            for name in (f"caller {record['caller']}", f"fault {record.get('fault')}"):
                self.counts[name] = self.counts.get(name, 0) + 1
            for violation in record.get("violations") or []:
                text = f"{record['caller']}: {record['service']}:{record['operation']}: {violation}"
                log.error("violation: %s", text)
                self.violations.append(text)


class Gateway(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, options: argparse.Namespace) -> None:
        super().__init__(("127.0.0.1", options.port), Handler)
        self.options = options
        self.callers = callers.load(options.state)
        self.faults = Faults(FaultRates())
        self.records = Records(options.state / "calls.jsonl")
        self.ecr = self.moto("ecr")
        self.functions = LambdaHost(self.moto("lambda"), f"http://127.0.0.1:{options.port}", options.region,
                                    lambda name: self.callers.current(callers.of_function(name)), options.state)

    def moto(self, service: str) -> Any:
        """moto behind the gateway, for the rig's own questions."""
        return boto3.client(
            service, endpoint_url=f"http://127.0.0.1:{self.options.moto_port}", region_name=self.options.region,
            aws_access_key_id="rig", aws_secret_access_key="rig", config=Config(retries={"total_max_attempts": 1}, proxies={}))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 120
    server: Gateway

    # --- The wire ---

    def handle_any(self) -> None:
        if self.command == "CONNECT":
            self.close_connection = True
            if not registry_proxy.tunnel(self.connection, self.path):
                self.send(Answer(502, {}, b""))
            return
        body = self.read_body()
        request = Received(self.command, self.requestline.split(" ")[1], self.headers, body)
        if request.target.startswith("http://"):
            return self.send(registry_proxy.answer(request, self.server.options.registry_port, self.server.ecr))
        if request.path.startswith("/_rig/"):
            return self.control(request)
        if request.path.startswith(function_url.PREFIX):
            return self.serve_address(request)
        if request.path.startswith("/moto-api"):
            return self.send(self.forward(request))
        self.serve(request)

    do_CONNECT = do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = handle_any

    def read_body(self) -> bytes:
        if "chunked" in (self.headers.get("Transfer-Encoding") or "").lower():
            pieces = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                pieces.append(self.rfile.read(size))
                self.rfile.readline()
            while self.rfile.readline().strip():
                pass
            return b"".join(pieces)
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def send(self, answer: Answer, *, within: int | None = None) -> None:
        """`within`: only so many bytes of the body, and then the connection breaks."""
        try:
            self.send_response(answer.status)
            names = {name.lower() for name in answer.headers}
            for name, value in answer.headers.items():
                if name.lower() not in HOP_BY_HOP:
                    self.send_header(name, value)
            if "content-length" not in names:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body if within is None else answer.body[:within])
        except OSError:
            self.close_connection = True

    def cut(self) -> None:
        self.close_connection = True
        try:
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def forward(self, request: Received) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.options.moto_port, timeout=300)
        try:
            connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
            for name, value in request.headers.items():
                if name.lower() not in HOP_BY_HOP | {"content-length", "expect"}:
                    connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(request.body)))
            connection.endheaders(request.body)
            answer = connection.getresponse()
            body = answer.read()
            return Answer(answer.status, dict(answer.getheaders()), body)
        finally:
            connection.close()

    # --- One call ---

    def serve(self, request: Received) -> None:
        record: dict[str, Any] = {"number": self.server.records.number(), "time": round(time.time(), 3), "caller": "unknown",
                                  "service": "unknown", "operation": "unknown", "violations": []}
        try:
            self.serve_recorded(request, record)
        except Exception as error:
            log.exception("the gateway failed")
            record["violations"].append(f"the rig itself failed: {type(error).__name__}: {error}")
            self.send(faults.failed("rig", "json"))
        finally:
            self.server.records.add(record)

    def serve_recorded(self, request: Received, record: dict[str, Any]) -> None:
        try:
            key, signing_name = verify(request, self.server.callers.key, now=time.time(), region=None)
        except Refusal as refusal:
            return self.refuse(request, record, str(refusal))
        record["caller"] = caller = self.server.callers.name(key.access_key)
        record["service"] = signing_name
        try:
            operation = recognise(request, signing_name)
        except Unrecognised as error:
            record["violations"].append(str(error))
            return self.send(self.forward(request))
        record.update(service=operation.service, operation=operation.name, violations=operation.violations)
        self.note_needs(request, operation, record)
        if self.server.callers.is_expired(key):
            record.update(fault="expired", status=400)
            return self.send(faults.expired(operation.protocol))
        if self.server.faults.expires_now(caller):
            self.server.callers.expire(caller)
        self.answer_with_faults(request, operation, record)

    def refuse(self, request: Received, record: dict[str, Any], reason: str) -> None:
        """AWS's 403. A refused signature of our own programs is a violation, whatever they do next."""
        try:
            scope = claim_of(request).scope
            record["caller"] = self.server.callers.name(scope[0])
            record["service"] = service = SERVICES.get(scope[3], scope[3])
            protocol = str(model_of(service).protocol)
        except Exception:
            protocol = "rest-xml"
        record.update(status=403, violations=[f"refused: {reason} ({request.method} {request.path[:200]})"])
        self.send(faults.refused(protocol, reason))

    def note_needs(self, request: Received, operation: Operation, record: dict[str, Any]) -> None:
        try:
            found = needs(operation.service, operation.name, operation.parameters, self.server.options.region,
                          has_tags="x-amz-tagging" in request.headers)
        except KeyError as error:
            record["violations"].append(f"the input lacks {error}")
            return
        record["needs"] = [need.json for need in found]

    def answer_with_faults(self, request: Received, operation: Operation, record: dict[str, Any]) -> None:
        fault = self.server.faults.draw()
        if fault == "cut-within" and "botocore" in request.headers.get("User-Agent", "").lower():
            fault = "cut-after"  # botocore takes half an answer for a whole one; moto's machines and the tests call through it.
        record["fault"] = fault
        if fault == "throttle":
            return self.send_recorded(faults.throttled(operation.service, operation.protocol), record)
        if fault == "server-error":
            return self.send_recorded(faults.failed(operation.service, operation.protocol), record)
        if fault == "cut-before":
            return self.cut()
        answer = self.answer(request, operation)
        record["status"] = answer.status
        if fault == "slow":
            time.sleep(self.server.faults.rates.slow_seconds)
        if fault == "cut-within":
            self.send(answer, within=len(answer.body) // 2)
        if fault in ("cut-after", "cut-within"):
            return self.cut()
        self.send(answer)

    def send_recorded(self, answer: Answer, record: dict[str, Any]) -> None:
        record["status"] = answer.status
        self.send(answer)

    def answer(self, request: Received, operation: Operation) -> Answer:
        if (operation.service, operation.name) == ("lambda", "Invoke"):
            return self.invoke(operation)
        return self.forward(request)

    def invoke(self, operation: Operation) -> Answer:
        """A real container answers, over the Runtime API."""
        try:
            body, failed = self.server.functions.invoke(operation.parameters["FunctionName"],
                                                        operation.parameters.get("Payload") or b"{}")
        except ClientError as error:
            described = error.response["Error"]
            return faults.error_answer("rest-json", error.response["ResponseMetadata"]["HTTPStatusCode"], described["Code"],
                                       described["Message"])
        headers = {"Content-Type": "application/json", "X-Amz-Executed-Version": "$LATEST", "x-amzn-RequestId": "rig"}
        if failed:
            headers["X-Amz-Function-Error"] = "Unhandled"
        return Answer(200, headers, body)

    # --- A function's address ---

    def serve_address(self, request: Received) -> None:
        name, path = function_url.parts(request)
        record: dict[str, Any] = {"number": self.server.records.number(), "time": round(time.time(), 3), "caller": "unknown",
                                  "service": "lambda", "operation": "InvokeFunctionUrl", "violations": []}
        try:
            answer = self.answer_at_address(request, name, path, record)
        except Exception as error:
            log.exception("the gateway failed")
            record["violations"].append(f"the rig itself failed: {type(error).__name__}: {error}")
            answer = faults.failed("rig", "json")
        record["status"] = answer.status
        self.send(answer)
        self.server.records.add(record)

    def answer_at_address(self, request: Received, name: str, path: str, record: dict[str, Any]) -> Answer:
        """Nobody is let in without a signature for the service lambda; a refusal here is a test's, and no violation."""
        moto = self.server.moto("lambda")
        try:
            kind = moto.get_function_url_config(FunctionName=name)["AuthType"]
        except ClientError:
            return Answer(404, {}, b"")
        if kind != "AWS_IAM":
            record["violations"].append(f"the address of {name} is open: {kind}")
        try:
            key, _ = verify(request, self.server.callers.key, now=time.time(), region=self.server.options.region, service="lambda")
        except Refusal as refusal:
            log.info("%s: refused: %s", name, refusal)
            return function_url.forbidden()
        record["caller"] = caller = self.server.callers.name(key.access_key)
        who = {"accessKey": key.access_key, "accountId": callers.ACCOUNT, "callerId": caller, "userId": caller,
               "userArn": f"arn:aws:iam::{callers.ACCOUNT}:user/{caller}"}
        return function_url.response(*self.server.functions.invoke(name, function_url.event(request, path, who)))

    # --- The rig's own addresses ---

    def control(self, request: Received) -> None:
        parts = urlsplit(request.target)
        name = parts.path.removeprefix("/_rig/")
        if request.method == "GET" and name.startswith("credentials/"):
            return self.send_json(self.server.callers.document(name.removeprefix("credentials/")))
        if request.method == "POST" and name == "faults":
            self.server.faults.set(FaultRates(**json.loads(request.body or b"{}")))
            return self.send_json(self.server.faults.json)
        if request.method == "POST" and name == "expire":
            self.server.callers.expire(parse_qs(parts.query)["caller"][0])
            return self.send_json({})
        if name == "report":
            return self.send_json({"violations": self.server.records.violations, "counts": self.server.records.counts,
                                   "faults": self.server.faults.json})
        self.send(Answer(404, {}, b""))

    def send_json(self, document: Any) -> None:
        self.send(Answer(200, {"Content-Type": "application/json"}, json.dumps(document).encode()))

    def log_message(self, *arguments: Any) -> None:
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--moto-port", type=int, required=True)
    parser.add_argument("--registry-port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True)
    parser.add_argument("--region", required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    server = Gateway(options)
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    server.functions.close()


if __name__ == "__main__":
    main()
