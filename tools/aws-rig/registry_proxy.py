"""Requests for the made-up account's ECR host, which come here through `http_proxy`, go on to the registry on loopback.

Other hosts are reached as through any proxy, so that an image can be built in the same environment.

Podman has no other way to push to a host that no name server knows. A push is checked as ECR does, by user AWS and its token, and
each manifest that arrives is told to moto, so that ECR's API knows the image.
"""

import base64
import http.client
import logging
import re
import select
import socket
from typing import Any
from urllib.parse import urlsplit

from botocore.exceptions import ClientError

from callers import ACCOUNT
from faults import Answer
from signatures import Received

log = logging.getLogger("rig.registry")
ECR_HOST = re.compile(r"\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com")
MANIFEST = re.compile(r"/v2/(.+)/manifests/([^/]+)")
# moto's password for every caller; the registry itself asks for none.
PASSWORD = base64.b64encode(f"AWS:{ACCOUNT}-auth-token".encode()).decode()
SKIPPED = {"connection", "proxy-connection", "keep-alive", "transfer-encoding", "content-length", "expect", "authorization"}


def answer(request: Received, registry_port: int, ecr: Any) -> Answer:
    parts = urlsplit(request.target)
    if not ECR_HOST.fullmatch(parts.hostname or ""):
        return forward(request, parts, parts.hostname or "", parts.port or 80)
    if request.headers.get("Authorization") != f"Basic {PASSWORD}":
        return Answer(401, {"WWW-Authenticate": f'Basic realm="https://{parts.hostname}/",service="ecr.amazonaws.com"',
                            "Docker-Distribution-Api-Version": "registry/2.0"}, b"")
    pushed = MANIFEST.fullmatch(parts.path) if request.method == "PUT" else None
    if pushed and (refusal := refuse_push(ecr, *pushed.groups())):
        return refusal
    found = forward(request, parts, "127.0.0.1", registry_port)
    if pushed and found.status == 201:
        tell_moto(request, ecr, pushed.group(1), pushed.group(2), found.headers.get("Docker-Content-Digest"))
    return found


def tunnel(connection: socket.socket, authority: str) -> bool:
    """TLS to any host but ECR's, where podman must fall back to plain HTTP. False where there is no way to it."""
    host, _, port = authority.rpartition(":")
    if ECR_HOST.fullmatch(host):
        return False
    try:
        far = socket.create_connection((host, int(port)), timeout=20)
    except OSError:
        return False
    connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    ends = {connection: far, far: connection}
    with far:
        while True:
            ready, _, _ = select.select(list(ends), [], [], 120)
            for end in ready:
                piece = end.recv(65_536)
                if not piece:
                    return True
                ends[end].sendall(piece)
            if not ready:
                return True


def forward(request: Received, parts: Any, host: str, port: int) -> Answer:
    connection = http.client.HTTPConnection(host, port, timeout=300)
    try:
        connection.putrequest(request.method, parts.path + (f"?{parts.query}" if parts.query else ""), skip_host=True,
                              skip_accept_encoding=True)
        for name, value in request.headers.items():
            if name.lower() not in SKIPPED:
                connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(request.body)))
        connection.endheaders(request.body)
        found = connection.getresponse()
        return Answer(found.status, dict(found.getheaders()), found.read())
    finally:
        connection.close()


def refuse_push(ecr: Any, repository: str, reference: str) -> Answer | None:
    """ECR's own refusals: a repository that isn't there, and a tag of an immutable repository that is."""
    try:
        described = ecr.describe_repositories(repositoryNames=[repository])["repositories"][0]
    except ClientError:
        return registry_error(404, "NAME_UNKNOWN", f"The repository with name '{repository}' does not exist")
    tags = {tag for image in ecr.list_images(repositoryName=repository)["imageIds"] if (tag := image.get("imageTag"))}
    if described["imageTagMutability"] == "IMMUTABLE" and reference in tags:
        return registry_error(400, "TAG_INVALID", f"The image tag '{reference}' already exists and cannot be overwritten because the "
                                                  "repository is immutable.")
    return None


def registry_error(status: int, code: str, message: str) -> Answer:
    body = f'{{"errors":[{{"code":"{code}","message":"{message}"}}]}}'
    return Answer(status, {"Content-Type": "application/json"}, body.encode())


def tell_moto(request: Received, ecr: Any, repository: str, reference: str, digest: str | None) -> None:
    tag = {} if reference.startswith("sha256:") else {"imageTag": reference}
    try:
        ecr.put_image(repositoryName=repository, imageManifest=request.body.decode(), imageDigest=digest,
                      imageManifestMediaType=request.headers.get("Content-Type"), **tag)
    except ClientError as error:
        log.error("moto does not take the image %s:%s: %s", repository, reference, error)
