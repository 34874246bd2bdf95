"""A server on loopback that signs each request again with botocore and answers 200 where the signatures agree, else 403.

usage: python tools/aws-rig/verify_signatures.py --access-key KEY --secret-key SECRET [--token TOKEN] [--now SECONDS]

It prints its port as its first line and ends when its standard input does. The keys are made up by whoever starts it.
"""

import argparse
import datetime
import hashlib
import hmac
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

FORMAT = "%Y%m%dT%H%M%SZ"
MOST_SKEW_SECONDS = 900


class Refusal(Exception):
    """Why a request is not to be trusted; the text never holds a secret."""


def claims(handler, query):
    """What the request says of its signature: in a header or in its query."""
    header = handler.headers.get("Authorization")
    if header is not None:
        kind, _, rest = header.partition(" ")
        parts = dict(part.strip().partition("=")[::2] for part in rest.split(","))
        return {"algorithm": kind, "credential": parts.get("Credential", ""), "names": parts.get("SignedHeaders", ""),
                "signature": parts.get("Signature", ""), "date": handler.headers.get("X-Amz-Date", ""), "expires": None,
                "token": handler.headers.get("X-Amz-Security-Token")}
    values = dict(query)
    if "X-Amz-Signature" not in values:
        raise Refusal("the request is not signed")
    return {"algorithm": values.get("X-Amz-Algorithm"), "credential": values.get("X-Amz-Credential", ""),
            "names": values.get("X-Amz-SignedHeaders", ""), "signature": values["X-Amz-Signature"], "date": values.get("X-Amz-Date", ""),
            "expires": values.get("X-Amz-Expires"), "token": values.get("X-Amz-Security-Token")}


def check_time(claim, now):
    try:
        signed_at = datetime.datetime.strptime(claim["date"], FORMAT).replace(tzinfo=datetime.timezone.utc).timestamp()
    except ValueError:
        raise Refusal("the date can't be read") from None
    age = now - signed_at
    if claim["expires"] is not None:
        if not 0 < int(claim["expires"]) <= 604_800 or age > int(claim["expires"]):
            raise Refusal("the address has expired")
    elif abs(age) > MOST_SKEW_SECONDS:
        raise Refusal("the date is too far from now")


def check(handler, body, options):
    target = handler.requestline.split(" ")[1]
    path, _, raw_query = target.partition("?")
    claim = claims(handler, parse_qsl(raw_query, keep_blank_values=True))
    scope = claim["credential"].split("/")
    if claim["algorithm"] != "AWS4-HMAC-SHA256" or len(scope) != 5 or scope[4] != "aws4_request":
        raise Refusal("the claim is malformed")
    key, day, region, service, _ = scope
    if key != options.access_key or claim["token"] != options.token:
        raise Refusal("the keys are unknown")
    if region != options.region or (options.service and service != options.service):
        raise Refusal("the scope is another service's or region's")
    check_time(claim, options.now or datetime.datetime.now(datetime.timezone.utc).timestamp())
    if day != claim["date"][:8]:
        raise Refusal("the scope is another day's")
    names = claim["names"].split(";")
    for name in handler.headers.keys():
        if name.lower().startswith("x-amz-") and name.lower() not in names:
            raise Refusal(f"the header {name} is not signed")
    if "host" not in names:
        raise Refusal("the host is not signed")
    is_s3 = service == "s3"
    sent_hash = handler.headers.get("X-Amz-Content-SHA256")
    if is_s3 and claim["expires"] is None and sent_hash is None:
        raise Refusal("the content hash is missing")
    if sent_hash not in (None, "UNSIGNED-PAYLOAD") and sent_hash != hashlib.sha256(body).hexdigest():
        raise Refusal("the body is not the one that was signed")
    query = "&".join(item for item in raw_query.split("&") if not item.startswith("X-Amz-Signature="))
    request = AWSRequest(method=handler.command, url=f"http://{handler.headers['Host']}{path}" + (f"?{query}" if query else ""), data=body)
    for name, value in handler.headers.items():
        if name.lower() in names:
            request.headers.add_header(name, value)
    request.context["timestamp"] = claim["date"]
    kinds = {(True, True): botocore.auth.S3SigV4QueryAuth, (True, False): botocore.auth.S3SigV4Auth,
             (False, True): botocore.auth.SigV4QueryAuth, (False, False): botocore.auth.SigV4Auth}
    auth = kinds[is_s3, claim["expires"] is not None](Credentials(options.access_key, options.secret_key, options.token), service, region)
    if auth.signed_headers(auth.headers_to_sign(request)) != claim["names"]:
        raise Refusal("a signed header is missing, or one can't be signed")
    expected = auth.signature(auth.string_to_sign(request, auth.canonical_request(request)), request)
    if not hmac.compare_digest(expected, claim["signature"]):
        raise Refusal("the signature is another")


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            check(self, body, self.server.options)
            status, document = 200, {}
        except Refusal as refusal:
            status, document = 403, {"__type": "SignatureDoesNotMatch", "message": str(refusal)}
        except Exception as error:  # A hostile request must not end the server.
            status, document = 403, {"__type": "SignatureDoesNotMatch", "message": f"the request can't be read ({type(error).__name__})"}
        text = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = answer

    def log_message(self, *arguments):
        pass


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--access-key", required=True)
    parser.add_argument("--secret-key", required=True)
    parser.add_argument("--token")
    parser.add_argument("--region", default="eu-central-1")
    parser.add_argument("--service", help="refuse every other service")
    parser.add_argument("--now", type=float, help="seconds since 1970; the clock where it is left out")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Handler)
    server.daemon_threads = True
    server.options = options
    print(server.server_address[1], flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
