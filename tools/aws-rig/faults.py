"""What goes wrong between a caller and AWS: throttles, failures, cut connections, slow answers and expired keys."""

import json
import random
import threading
from dataclasses import asdict, dataclass
from xml.sax.saxutils import escape


@dataclass
class FaultRates:
    """Shares of all calls, 0 to 1. `expire_every`: after so many calls of workers, or of a session, its keys expire; 0 never."""

    throttle: float = 0
    server_error: float = 0
    cut: float = 0
    slow: float = 0
    slow_seconds: float = 2
    expire_every: int = 0
    seed: int = 1


class Faults:
    """Draws faults in the order of calls; the same seed and order draw the same ones."""

    EXPIRING = ("worker", "session")

    def __init__(self, rates: FaultRates) -> None:
        self._lock = threading.Lock()
        self.set(rates)

    def set(self, rates: FaultRates) -> None:
        with self._lock:
            self.rates = rates
            self._random = random.Random(rates.seed)
            self._calls: dict[str, int] = {}

    def draw(self) -> str | None:
        """`throttle`, `server-error`, `cut-before`, `cut-after`, `cut-within`, `slow`, or nothing."""
        with self._lock:
            point = self._random.random()
            for name, share in (("throttle", self.rates.throttle), ("server-error", self.rates.server_error),
                                ("cut", self.rates.cut), ("slow", self.rates.slow)):
                if point < share:
                    return f"cut-{self._random.choice(['before', 'after', 'within'])}" if name == "cut" else name
                point -= share
        return None

    def expires_now(self, caller: str) -> bool:
        if caller not in self.EXPIRING or self.rates.expire_every <= 0:
            return False
        with self._lock:
            self._calls[caller] = self._calls.get(caller, 0) + 1
            return self._calls[caller] % self.rates.expire_every == 0

    @property
    def json(self) -> dict[str, float]:
        return asdict(self.rates)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


# The names that each service gives to too many calls and to its own failure; the rest says ThrottlingException and InternalFailure.
THROTTLES = {"batch": (429, "TooManyRequestsException"), "lambda": (429, "TooManyRequestsException"), "s3": (503, "SlowDown"),
             "ec2": (503, "RequestLimitExceeded"), "cloudformation": (400, "Throttling"), "sts": (400, "Throttling"),
             "iam": (400, "Throttling"), "sns": (400, "Throttling")}
FAILURES = {"batch": (500, "ServerException"), "lambda": (500, "ServiceException"), "s3": (500, "InternalError"),
            "ecs": (500, "ServerException"), "ecr": (500, "ServerException"), "logs": (500, "ServiceUnavailableException")}


def throttled(service: str, protocol: str) -> Answer:
    status, code = THROTTLES.get(service, (400, "ThrottlingException"))
    return error_answer(protocol, status, code, "Rate exceeded")


def failed(service: str, protocol: str) -> Answer:
    status, code = FAILURES.get(service, (500, "InternalFailure"))
    return error_answer(protocol, status, code, "We encountered an internal error. Please try again.")


def expired(protocol: str) -> Answer:
    message = "The security token included in the request is expired"
    if protocol == "rest-xml":
        return error_answer(protocol, 400, "ExpiredToken", "The provided token has expired.")
    if protocol in ("query", "ec2"):
        return error_answer(protocol, 403, "ExpiredToken", message)
    return error_answer(protocol, 403 if protocol == "rest-json" else 400, "ExpiredTokenException", message)


def refused(protocol: str, message: str) -> Answer:
    code = "InvalidSignatureException" if "json" in protocol else "SignatureDoesNotMatch"
    return error_answer(protocol, 403, code, message)


def error_answer(protocol: str, status: int, code: str, message: str) -> Answer:
    """An error in the shape of the service's protocol."""
    identity = {"x-amzn-RequestId": "00000000-0000-4000-8000-000000000000"}
    match protocol:
        case "json":
            body = json.dumps({"__type": code, "message": message})
            return Answer(status, {"Content-Type": "application/x-amz-json-1.1", **identity}, body.encode())
        case "rest-json":
            body = json.dumps({"message": message})
            return Answer(status, {"Content-Type": "application/json", "x-amzn-ErrorType": code, **identity}, body.encode())
        case "rest-xml":
            body = f"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        case "ec2":
            body = (f"<Response><Errors><Error><Code>{code}</Code><Message>{escape(message)}</Message></Error></Errors>"
                    "<RequestID>rig</RequestID></Response>")
        case _:
            body = (f"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
                    "<RequestId>rig</RequestId></ErrorResponse>")
    return Answer(status, {"Content-Type": "text/xml", **identity}, body.encode())
