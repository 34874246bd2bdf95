"""Who calls: the command line, workers, the reducer, state machines and schedules, each with made-up keys of its own.

usage: callers.py STATE_FOLDER PORT REGION   writes callers.json, and the environments of the command line and of moto's machines
"""

import json
import os
import secrets
import string
import sys
import threading
import time
from pathlib import Path

from signatures import Key

ACCOUNT = "123456789012"
# The role of the template that a caller takes; the command line is a person, and no role of ours bounds it.
# A session is a command line whose keys can expire.
ROLES = {"cli": None, "session": None, "worker": "WorkerRole", "reducer": "ReducerRole", "reducer-job": "ReducerJobRole",
         "start": "HttpStartRole", "states": "StateMachineRole", "scheduler": "SchedulerRole"}
LIFETIME_SECONDS = 3_600


def of_function(name: str) -> str:
    """The caller that a function is, by its name."""
    return "start" if name.endswith("-http-start") else "reducer"


def made_up_key(prefix: str, with_token: bool) -> Key:
    alphabet = string.ascii_uppercase + "234567"
    name = prefix + "".join(secrets.choice(alphabet) for _ in range(16))
    return Key(name, secrets.token_urlsafe(30), secrets.token_urlsafe(60) if with_token else None)


class Callers:
    """The keys in force, those that have expired, and the caller behind each."""

    def __init__(self, keys: dict[str, Key]) -> None:
        self._lock = threading.Lock()
        self._current = dict(keys)
        self._names = {key.access_key: name for name, key in keys.items()}
        self._keys = {key.access_key: key for key in keys.values()}

    def name(self, access_key: str) -> str:
        return self._names.get(access_key, "unknown")

    def key(self, access_key: str) -> Key | None:
        return self._keys.get(access_key)

    def current(self, name: str) -> Key:
        return self._current[name]

    def is_expired(self, key: Key) -> bool:
        return self._current[self._names[key.access_key]] != key

    def expire(self, name: str) -> None:
        """From now on only new keys, from the credentials endpoint, are good."""
        with self._lock:
            key = made_up_key("ASIA", with_token=True)
            self._names[key.access_key] = name
            self._keys[key.access_key] = key
            self._current[name] = key

    def document(self, name: str) -> dict[str, str]:
        """The answer of a container's credentials endpoint."""
        key = self.current(name)
        expires = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + LIFETIME_SECONDS))
        return {"AccessKeyId": key.access_key, "SecretAccessKey": key.secret_key, "Token": key.token or "", "Expiration": expires,
                "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/{name}"}


def load(folder: Path) -> Callers:
    document = json.loads((folder / "callers.json").read_text())
    return Callers({name: Key(**members) for name, members in document.items()})


def write(folder: Path, port: str, region: str) -> None:
    keys = {"cli": made_up_key("AKIA", False), "session": made_up_key("ASIA", True), "states": made_up_key("AKIA", False), "worker": made_up_key("ASIA", True),
            "reducer": made_up_key("ASIA", True), "reducer-job": made_up_key("ASIA", True), "start": made_up_key("ASIA", True),
            "scheduler": made_up_key("AKIA", False)}
    (folder / "callers.json").write_text(json.dumps({name: vars(key) for name, key in keys.items()}))
    cli, states = keys["cli"], keys["states"]
    (folder / "env").write_text("".join(f"export {name}={value}\n" for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_REGION": region, "AWS_DEFAULT_REGION": region,
        "AWS_ACCESS_KEY_ID": cli.access_key, "AWS_SECRET_ACCESS_KEY": cli.secret_key, "AWS_EC2_METADATA_DISABLED": "true",
        "CONTAINERS_CONF": folder / "containers.conf", "CONTAINERS_REGISTRIES_CONF": folder / "registries.conf",
        "http_proxy": f"http://127.0.0.1:{port}", "https_proxy": f"http://127.0.0.1:{port}",
        "no_proxy": "127.0.0.1,localhost"}.items()))
    (folder / "states.env").write_text(
        f"export RIG_STATES_ACCESS_KEY={states.access_key} RIG_STATES_SECRET_KEY={states.secret_key}\n")
    for name in ("callers.json", "env", "states.env"):
        os.chmod(folder / name, 0o600)


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
