"""Signs a received request again with botocore and compares: the judge of our own signatures.

The checks follow AWS's documented rules: scope, date, signed headers, content hash, and then the signature itself.
"""

import datetime
import hashlib
import hmac
from dataclasses import dataclass
from typing import Any, Callable
from urllib.parse import parse_qsl

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

FORMAT = "%Y%m%dT%H%M%SZ"
MOST_SKEW_SECONDS = 900
LONGEST_ADDRESS_SECONDS = 604_800


class Refusal(Exception):
    """Why a request is not to be trusted; the text never holds a secret."""


@dataclass(frozen=True)
class Key:
    """One set of made-up credentials."""

    access_key: str
    secret_key: str
    token: str | None = None


@dataclass(frozen=True)
class Received:
    """A request as it came over the wire: nothing decoded, nothing normalised."""

    method: str
    target: str
    headers: Any  # http.client.HTTPMessage: names repeat, and their case doesn't count
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]


@dataclass(frozen=True)
class Claim:
    """What a request says of its signature, in a header or in its query."""

    algorithm: str
    credential: str
    names: str
    signature: str
    date: str
    expires: str | None
    token: str | None

    @property
    def scope(self) -> list[str]:
        return self.credential.split("/")


def claim_of(request: Received) -> Claim:
    header = request.headers.get("Authorization")
    if header is not None:
        kind, _, rest = header.partition(" ")
        parts = dict(part.strip().partition("=")[::2] for part in rest.split(","))
        return Claim(kind, parts.get("Credential", ""), parts.get("SignedHeaders", ""), parts.get("Signature", ""),
                     request.headers.get("X-Amz-Date", ""), None, request.headers.get("X-Amz-Security-Token"))
    values = dict(parse_qsl(request.query, keep_blank_values=True))
    if "X-Amz-Signature" not in values:
        raise Refusal("the request is not signed")
    return Claim(values.get("X-Amz-Algorithm", ""), values.get("X-Amz-Credential", ""), values.get("X-Amz-SignedHeaders", ""),
                 values["X-Amz-Signature"], values.get("X-Amz-Date", ""), values.get("X-Amz-Expires"),
                 values.get("X-Amz-Security-Token"))


def check_time(claim: Claim, now: float) -> None:
    try:
        signed_at = datetime.datetime.strptime(claim.date, FORMAT).replace(tzinfo=datetime.timezone.utc).timestamp()
    except ValueError:
        raise Refusal("the date can't be read") from None
    age = now - signed_at
    if claim.expires is not None:
        if not 0 < int(claim.expires) <= LONGEST_ADDRESS_SECONDS or age > int(claim.expires):
            raise Refusal("the address has expired")
    elif abs(age) > MOST_SKEW_SECONDS:
        raise Refusal("the date is too far from now")


def check_content(request: Received, claim: Claim, is_s3: bool) -> None:
    sent = request.headers.get("X-Amz-Content-SHA256")
    if is_s3 and claim.expires is None and sent is None:
        raise Refusal("the content hash is missing")
    if sent not in (None, "UNSIGNED-PAYLOAD") and sent != hashlib.sha256(request.body).hexdigest():
        raise Refusal("the body is not the one that was signed")


def check_header_names(request: Received, names: list[str]) -> None:
    for name in request.headers.keys():
        if name.lower().startswith("x-amz-") and name.lower() not in names:
            raise Refusal(f"the header {name} is not signed")
    if "host" not in names:
        raise Refusal("the host is not signed")


def expected_signature(request: Received, claim: Claim, key: Key, region: str, service: str) -> str:
    query = "&".join(item for item in request.query.split("&") if not item.startswith("X-Amz-Signature="))
    url = f"http://{request.headers['Host']}{request.path}" + (f"?{query}" if query else "")
    again = AWSRequest(method=request.method, url=url, data=request.body)
    names = claim.names.split(";")
    for name, value in request.headers.items():
        if name.lower() in names:
            again.headers.add_header(name, value)
    again.context["timestamp"] = claim.date
    kinds = {(True, True): botocore.auth.S3SigV4QueryAuth, (True, False): botocore.auth.S3SigV4Auth,
             (False, True): botocore.auth.SigV4QueryAuth, (False, False): botocore.auth.SigV4Auth}
    kind = kinds[service == "s3", claim.expires is not None]
    auth = kind(Credentials(key.access_key, key.secret_key, key.token), service, region)
    if auth.signed_headers(auth.headers_to_sign(again)) != claim.names:
        raise Refusal("a signed header is missing, or one can't be signed")
    return auth.signature(auth.string_to_sign(again, auth.canonical_request(again)), again)


def verify(request: Received, key_for: Callable[[str], Key | None], *, now: float, region: str | None = None,
           service: str | None = None) -> tuple[Key, str]:
    """Who signed the request, and for which service. Raises `Refusal` where anything is amiss.

    `region` and `service`, where given, are the only ones that a scope may name.
    """
    claim = claim_of(request)
    scope = claim.scope
    if claim.algorithm != "AWS4-HMAC-SHA256" or len(scope) != 5 or scope[4] != "aws4_request":
        raise Refusal("the claim is malformed")
    access_key, day, scope_region, scope_service, _ = scope
    key = key_for(access_key)
    if key is None or claim.token != key.token:
        raise Refusal("the keys are unknown")
    if region not in (None, scope_region) or service not in (None, scope_service):
        raise Refusal("the scope is another service's or region's")
    check_time(claim, now)
    if day != claim.date[:8]:
        raise Refusal("the scope is another day's")
    check_header_names(request, claim.names.split(";"))
    check_content(request, claim, is_s3=scope_service == "s3")
    if not hmac.compare_digest(expected_signature(request, claim, key, scope_region, scope_service), claim.signature):
        raise Refusal("the signature is another")
    return key, scope_service
