"""Write 500 requests with botocore's signatures, to which AWSTests' signer is held. Run by hand; the file is committed.

usage: python tools/reference/sigv4_requests.py    (from the repository's root, after pip install botocore==1.43.11)

Every key and token is made up. A line is one request: what was signed, with what, and the signature that botocore gave it.
"""

import base64
import datetime
import json
import random
from pathlib import Path
from unittest import mock
from urllib.parse import quote

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

FIXTURE = Path("Tests/AWSTests/Fixtures/sigv4-requests.jsonl")
COUNT = 500
METHODS = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"]
PIECES = ["a", "Key", "two words", "x+y", "1.5", ".", "..", "", "é", "日本", "😀", "a=b", "c&d", "100%", "~t_i-l", "*", "'q'", "(p)", "q?",
          "#h", "a:b", "@", "semi;colon", "%2F", "back\\slash", "tab\there", "UPPER", "e\u0301"]
VALUES = ["plain", "  padded  ", "two   spaces", "tab\t\tbetween", "comma, separated", '"a   b"', "a=b;c", "x" * 200, "", "first\n  folded\n\tlines"]
SERVICES = ["states", "batch", "ecs", "logs", "cloudformation", "sts", "ecr", "iam", "sns"]
REGIONS = ["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1", "ap-southeast-4"]
HEADERS = ["X-Amz-Meta-A", "x-amz-meta-b", "Content-Type", "X-Custom", "Range", "My-Header", "User-Agent", "Expect", "X-Amzn-Trace-Id",
           "If-None-Match"]


def letters(chance: random.Random, count: int) -> str:
    return "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/+", k=count))


def made_up_request(chance: random.Random) -> dict:
    is_s3 = chance.random() < 0.5
    form = chance.choice(["header", "header", "query"])
    path = "/" + "/".join(quote(chance.choice(PIECES), safe="~") for _ in range(chance.randint(0, 5)))
    query = [(chance.choice(PIECES), chance.choice(PIECES)) for _ in range(chance.randint(0, 5))]
    query = [(name or "empty", value) for name, value in query]
    if form == "query":
        # botocore keeps one value a name when it presigns; repeated names are tried in the header form.
        query = list(dict(query).items())
    headers = [(chance.choice(HEADERS), chance.choice(VALUES)) for _ in range(chance.randint(0, 5))]
    method = chance.choice(METHODS)
    has_body = form == "header" and method in ("POST", "PUT", "PATCH")
    body = chance.choice([b"", b"{}", b"Action=X&Version=1", bytes(range(256)), "naïve".encode()]) if has_body else b""
    scheme = chance.choice(["https", "http"])
    port = chance.choice(["", "", ":8443", ":443" if scheme == "https" else ":80"])
    return {
        "service": "s3" if is_s3 else chance.choice(SERVICES), "region": chance.choice(REGIONS), "form": form,
        "method": method, "scheme": scheme, "authority": chance.choice(["example.amazonaws.com", "bucket.s3.example.com", "127.0.0.1"]) + port,
        "path": path, "query": "&".join(f"{quote(n, safe='-_.~')}={quote(v, safe='-_.~')}" for n, v in query),
        "headers": headers, "body": base64.b64encode(body).decode(),
        "unsigned_payload": is_s3 and (form == "query" or chance.random() < 0.3),
        "timestamp": chance.randrange(946_684_800, 4_102_444_800), "expires": chance.choice([1, 60, 3600, 604_800]),
        "access_key": "AKIAMADEUP" + letters(chance, 10).upper().replace("/", "X").replace("+", "Y"), "secret_key": letters(chance, 40),
        "session_token": letters(chance, chance.choice([16, 300])) + "==" if chance.random() < 0.4 else None,
    }


class UnsignedS3(botocore.auth.S3SigV4Auth):
    def payload(self, request):
        return botocore.auth.UNSIGNED_PAYLOAD


def signer(case: dict):
    credentials = Credentials(case["access_key"], case["secret_key"], case["session_token"])
    scope = (credentials, case["service"], case["region"])
    if case["form"] == "query":
        kind = botocore.auth.S3SigV4QueryAuth if case["service"] == "s3" else botocore.auth.SigV4QueryAuth
        return kind(*scope, expires=case["expires"])
    if case["service"] != "s3":
        return botocore.auth.SigV4Auth(*scope)
    return UnsignedS3(*scope) if case["unsigned_payload"] else botocore.auth.S3SigV4Auth(*scope)


def sign(case: dict) -> str:
    url = f"{case['scheme']}://{case['authority']}{case['path']}" + (f"?{case['query']}" if case["query"] else "")
    request = AWSRequest(method=case["method"], url=url, data=base64.b64decode(case["body"]))
    for name, value in case["headers"]:
        request.headers.add_header(name, value)
    now = datetime.datetime.fromtimestamp(case["timestamp"], datetime.timezone.utc)
    with mock.patch.object(botocore.auth, "get_current_datetime", lambda: now):
        signer(case).add_auth(request)
    if case["form"] == "query":
        return request.url.rsplit("X-Amz-Signature=", 1)[1]
    return request.headers["Authorization"].rsplit("Signature=", 1)[1]


def main() -> None:
    chance = random.Random(20260)
    lines = []
    for number in range(COUNT):
        case = {"number": number, **made_up_request(chance)}
        case["signature"] = sign(case)
        lines.append(json.dumps(case, ensure_ascii=False, sort_keys=True))
    FIXTURE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{COUNT} requests signed by botocore {botocore.__version__}: {FIXTURE}")


if __name__ == "__main__":
    main()
