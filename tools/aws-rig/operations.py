"""Which operation a request asks for, with which input, and whether that input agrees with botocore's service model."""

import base64
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl, unquote

import botocore.session
from botocore.model import OperationModel, Shape
from botocore.validate import ParamValidator
from moto.core.model import ServiceModel
from moto.core.parse import PROTOCOL_PARSERS
from werkzeug.datastructures import Headers, MultiDict

from signatures import Received

# Names in signatures that are not botocore's names of services.
SERVICES = {"states": "stepfunctions", "monitoring": "cloudwatch", "servicequotas": "service-quotas", "email": "ses"}
_session = botocore.session.get_session()
_loader = _session.get_component("data_loader")


@dataclass
class Operation:
    """An operation that a request asks for."""

    service: str
    name: str
    protocol: str
    parameters: dict[str, Any] = field(default_factory=dict)
    violations: list[str] = field(default_factory=list)


class Unrecognised(Exception):
    """A request that belongs to no operation of the service's model."""


@lru_cache(None)
def model_of(service: str) -> ServiceModel:
    return ServiceModel(_loader.load_service_model(service, "service-2"), service)


def recognise(request: Received, signing_name: str) -> Operation:
    """Raises `Unrecognised`; an input that breaks its model comes back with its violations."""
    service = SERVICES.get(signing_name, signing_name)
    try:
        model = model_of(service)
    except Exception as error:
        raise Unrecognised(f"there is no service {signing_name}") from error
    protocol = str(model.protocol)
    if service == "cloudwatch":
        protocol = "query"
    found, uri_parameters = find_operation(request, model, protocol)
    operation = Operation(service, found.name, protocol)
    try:
        operation.parameters = parse(request, found, protocol, uri_parameters)
    except Exception as error:
        operation.violations.append(f"the input can't be read: {type(error).__name__}: {error}")
        return operation
    operation.violations = violations(operation.parameters, found)
    if protocol in ("query", "ec2"):
        operation.violations += unknown_form_names(request, found)
    return operation


# --- Which operation ---

def find_operation(request: Received, model: ServiceModel, protocol: str) -> tuple[OperationModel, dict[str, str]]:
    if protocol == "json":
        target = request.headers.get("X-Amz-Target", "")
        prefix, _, name = target.rpartition(".")
        if prefix != model.metadata["targetPrefix"]:
            raise Unrecognised(f"X-Amz-Target is {target!r}")
        return named(model, name), {}
    if protocol in ("query", "ec2"):
        form = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        if form.get("Version") != model.api_version:
            raise Unrecognised(f"the API's version is {form.get('Version')!r}, the model's {model.api_version}")
        return named(model, form.get("Action", "")), {}
    return find_route(request, model)


def named(model: ServiceModel, name: str) -> OperationModel:
    if name not in model.operation_names:
        raise Unrecognised(f"{model.service_name} has no operation {name!r}")
    return model.operation_model(name)


@dataclass(frozen=True)
class Route:
    """An operation of a REST protocol: its method, its path, and what its query and headers must hold."""

    name: str
    method: str
    path: re.Pattern[str]
    literals: tuple[tuple[str, str | None], ...]
    needed: tuple[str, ...]
    needed_headers: tuple[str, ...]

    def match(self, method: str, path: str, query: dict[str, str], headers: Any) -> re.Match[str] | None:
        if method != self.method or any(name not in query or (value is not None and query[name] != value)
                                        for name, value in self.literals):
            return None
        if any(name not in query for name in self.needed) or any(name not in headers for name in self.needed_headers):
            return None
        return self.path.fullmatch(path)

    @property
    def weight(self) -> int:
        """The route that asks for most is meant: `?uploads` beats a plain object."""
        return 2 * len(self.literals) + len(self.needed) + len(self.needed_headers)


@lru_cache(None)
def routes(service: str) -> list[Route]:
    found = []
    model = model_of(service)
    for name in model.operation_names:
        operation = model.operation_model(name)
        path, _, query = operation.http["requestUri"].partition("?")
        members = operation.input_shape.members if operation.input_shape else {}
        required = operation.input_shape.required_members if operation.input_shape else []

        def placed(where: str) -> tuple[str, ...]:
            return tuple(members[member].serialization["name"] for member in required
                         if members[member].serialization.get("location") == where)

        pieces = re.split(r"(\{[^}]+\})", path)
        pattern = "".join(
            f"(?P<{re.sub(r'[^A-Za-z0-9_]', '_', piece[1:-1].rstrip('+'))}>{'.+' if piece.endswith('+}') else '[^/]+'})"
            if piece.startswith("{") else re.escape(piece) for piece in pieces)
        literals = tuple((key, value or None) for key, value in parse_qsl(query, keep_blank_values=True) if not key.startswith("{"))
        found.append(Route(name, operation.http["method"], re.compile(pattern + "/?" if service == "s3" else pattern), literals,
                           placed("querystring"), placed("header")))
    return sorted(found, key=lambda route: -route.weight)


def find_route(request: Received, model: ServiceModel) -> tuple[OperationModel, dict[str, str]]:
    query = dict(parse_qsl(request.query, keep_blank_values=True))
    for route in routes(model.service_name):
        if match := route.match(request.method, request.path, query, request.headers):
            return model.operation_model(route.name), match.groupdict()
    raise Unrecognised(f"no operation of {model.service_name} has {request.method} {request.path}")


# --- With which input ---

def parse(request: Received, operation: OperationModel, protocol: str, uri: dict[str, str]) -> dict[str, Any]:
    if operation.input_shape is None:
        return {}
    if protocol == "json":
        return from_json(json.loads(request.body or b"{}"), operation.input_shape)
    if protocol in ("query", "ec2"):
        values: MultiDict[str, str] = MultiDict(parse_qsl(request.body.decode(), keep_blank_values=True))
        return parsed_by_moto(request, operation, protocol, values, uri)
    values = MultiDict(parse_qsl(request.query, keep_blank_values=True))
    if protocol == "rest-json":
        return from_rest_json(request, operation.input_shape, values, uri)
    return parsed_by_moto(request, operation, protocol, values, uri)


def parsed_by_moto(request: Received, operation: OperationModel, protocol: str, values: "MultiDict[str, str]",
                   uri: dict[str, str]) -> dict[str, Any]:
    shape = operation.input_shape
    payload = shape.serialization.get("payload") if shape else None
    is_stream = payload is not None and shape.members[payload].type_name in ("blob", "string")
    uri = {name: uri.get(re.sub(r"[^A-Za-z0-9_]", "_", name), "") for name in (
        member.serialization.get("name", name) for name, member in shape.members.items()
        if member.serialization.get("location") == "uri")}
    parsed = PROTOCOL_PARSERS[protocol](operation).parse({
        "body": "" if is_stream else request.body, "headers": Headers(request.headers.items()), "method": request.method,
        "url_params": uri, "url_path": request.path, "values": values})
    return {name: value for name, value in parsed.items()
            if shape.members[name].serialization.get("location") != "headers" or value}


def from_rest_json(request: Received, shape: Shape, values: "MultiDict[str, str]", uri: dict[str, str]) -> dict[str, Any]:
    parameters: dict[str, Any] = {}
    for name, member in shape.members.items():
        location, wire = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "uri":
            parameters[name] = typed(unquote(uri[re.sub(r"[^A-Za-z0-9_]", "_", wire)]), member)
        elif location == "querystring" and wire in values:
            parameters[name] = values.getlist(wire) if member.type_name == "list" else typed(values[wire], member)
        elif location == "header" and wire in request.headers:
            parameters[name] = typed(request.headers[wire], member)
    payload = shape.serialization.get("payload")
    if payload is not None:
        member = shape.members[payload]
        if request.body:
            parameters[payload] = request.body if member.type_name == "blob" else from_json(json.loads(request.body), member)
        return parameters
    return from_json(json.loads(request.body or b"{}"), shape) | parameters


def typed(text: str, shape: Shape) -> Any:
    if shape.type_name in ("integer", "long"):
        return int(text)
    if shape.type_name == "boolean":
        return text == "true"
    return text


def from_json(value: Any, shape: Shape) -> Any:
    """Members by their names in the model; what the model doesn't know stays, so that it is found."""
    if shape.type_name == "structure" and isinstance(value, dict) and not getattr(shape, "is_document_type", False):
        names = {member.serialization.get("name", name): (name, member) for name, member in shape.members.items()}
        return {names[key][0] if key in names else key: from_json(item, names[key][1]) if key in names else item
                for key, item in value.items() if item is not None}
    if shape.type_name == "list" and isinstance(value, list):
        return [from_json(item, shape.member) for item in value]
    if shape.type_name == "map" and isinstance(value, dict):
        return {key: from_json(item, shape.value) for key, item in value.items()}
    if shape.type_name == "blob" and isinstance(value, str):
        return base64.b64decode(value)
    return value


# --- Whether it is allowed ---

def violations(parameters: dict[str, Any], operation: OperationModel) -> list[str]:
    if operation.input_shape is None:
        return []
    report = ParamValidator().validate(parameters, operation.input_shape)
    return ([report.generate_report()] if report.has_errors() else []) + list(deeper(parameters, operation.input_shape, operation.name))


def deeper(value: Any, shape: Shape, place: str) -> Any:
    """What botocore leaves to the service: enumerations, longest texts and lists, and patterns that Python can read."""
    if shape.type_name == "structure" and isinstance(value, dict):
        for name, item in value.items():
            if name in shape.members:
                yield from deeper(item, shape.members[name], f"{place}.{name}")
    elif shape.type_name == "list" and isinstance(value, list):
        for index, item in enumerate(value):
            yield from deeper(item, shape.member, f"{place}[{index}]")
    elif shape.type_name == "map" and isinstance(value, dict):
        for key, item in value.items():
            yield from deeper(key, shape.key, f"{place} key")
            yield from deeper(item, shape.value, f"{place}.{key}")
    elif shape.type_name == "string" and isinstance(value, str):
        allowed = getattr(shape, "enum", None)
        if allowed and value not in allowed:
            yield f"{place}: {value!r} is none of {', '.join(allowed)}"
        if (pattern := shape.metadata.get("pattern")) and not agrees(value, pattern):
            yield f"{place}: {value!r} breaks the pattern {pattern}"
    most = shape.metadata.get("max")
    if most is not None and shape.type_name in ("string", "list", "map") and hasattr(value, "__len__") and len(value) > most:
        yield f"{place}: has {len(value)} elements or characters, at most {most} are allowed"


def agrees(value: str, pattern: str) -> bool:
    try:
        return re.fullmatch(pattern, value) is not None
    except re.error:  # Java's expressions, such as \p{L}
        return True


def unknown_form_names(request: Received, operation: OperationModel) -> list[str]:
    """Names of a form that no member of the input begins; the form's parser would skip them silently."""
    members = operation.input_shape.members if operation.input_shape else {}
    known = {"Action", "Version"} | set(members)
    for name, member in members.items():
        for key in ("name", "queryName"):
            wire = member.serialization.get(key)
            if wire:
                known |= {wire, wire[0].upper() + wire[1:]}
    names = {name.split(".")[0] for name, _ in parse_qsl(request.body.decode(), keep_blank_values=True)}
    return [f"{operation.name} has no member {name}" for name in sorted(names - known)]
