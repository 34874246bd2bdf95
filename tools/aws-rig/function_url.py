"""The address of a Lambda function: a request becomes an event of payload format 2.0, and the function's answer a response.

AWS gives each address a host of its own; here it is a path of the gateway, /_url/FUNCTION/.
"""

import base64
import json
import time
import uuid
from typing import Any

from faults import Answer
from signatures import Received

PREFIX = "/_url/"
# Bodies of other types come as Base64.
TEXT = ("text/", "application/json", "application/xml", "application/javascript")


def address(gateway: str, function: str) -> str:
    return f"{gateway}{PREFIX}{function}/"


def parts(request: Received) -> tuple[str, str]:
    """The function's name, and the path that it sees."""
    name, _, rest = request.path.removeprefix(PREFIX).partition("/")
    return name, "/" + rest


def forbidden() -> Answer:
    """What Lambda says to whoever did not sign, or not well."""
    return Answer(403, {"Content-Type": "application/json", "x-amzn-ErrorType": "AccessDeniedException"},
                  b'{"Message":"Forbidden. For troubleshooting Function URL authorization issues, see AWS\'s documentation."}')


def event(request: Received, path: str, caller: dict[str, str]) -> bytes:
    kind = request.headers.get("Content-Type") or ""
    is_text = kind.startswith(TEXT)
    body = request.body.decode() if is_text else base64.b64encode(request.body).decode()
    now = time.time()
    document: dict[str, Any] = {
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": request.query,
        "headers": {name.lower(): value for name, value in request.headers.items()},
        "requestContext": {
            "accountId": caller["accountId"], "apiId": "rig", "authentication": None, "authorizer": {"iam": caller},
            "domainName": "rig.lambda-url.on.aws", "domainPrefix": "rig", "requestId": str(uuid.uuid4()),
            "http": {"method": request.method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1",
                     "userAgent": request.headers.get("User-Agent") or ""},
            "routeKey": "$default", "stage": "$default", "time": time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(now)),
            "timeEpoch": int(now * 1000)},
        "isBase64Encoded": not is_text}
    if request.body:
        document["body"] = body
    return json.dumps(document).encode()


def response(body: bytes, failed: bool) -> Answer:
    """A function that failed, or answers in no form that Lambda knows, is a 502."""
    try:
        document = json.loads(body)
        if failed or not isinstance(document.get("statusCode"), int):
            raise ValueError
        text = document.get("body") or ""
        content = base64.b64decode(text) if document.get("isBase64Encoded") else text.encode()
        return Answer(document["statusCode"], dict(document.get("headers") or {}), content)
    except (ValueError, AttributeError):
        return Answer(502, {"Content-Type": "application/json"}, b'{"Message":"Internal Server Error"}')
