"""Calling an `Api` as API Gateway would, without one."""

import json
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from hearth import ids, telemetry
from hearth.http import Api, Route
from hearth.lazy import resolve
from infra import openapi


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]
    cookies: list[str]
    table_calls: int = 0
    table_log: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Caller:
    """Somebody calling: a person with a session, an API key, or nobody."""

    api: Api
    person_id: str | None = None
    session_id: str | None = None
    key_id: str | None = None
    scopes: str | None = None
    name: str = "Test Person"
    email: str | None = None
    address: str = "192.0.2.1"
    headers: dict[str, str] = field(default_factory=dict)

    def __call__(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        raw: str | None = None,
        headers: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
    ) -> Answer:
        """Send a request to the route that matches `path` (with the /v1 prefix)."""
        route, parameters = self._match(method, path)
        pattern = route.path
        authorizer: dict[str, str] = {}
        if self.person_id:
            given = {
                "person_id": self.person_id,
                "session_id": self.session_id,
                "key_id": self.key_id,
                "scopes": self.scopes,
                "name": self.name,
                "email": self.email,
            }
            authorizer = {name: value for name, value in given.items() if value}
        event = {
            "resource": pattern,
            "path": path,
            "httpMethod": method,
            "headers": {"Content-Type": "application/json", "User-Agent": "tests", **self.headers, **(headers or {})},
            "multiValueHeaders": {},
            "queryStringParameters": query,
            "multiValueQueryStringParameters": {name: [value] for name, value in (query or {}).items()},
            "pathParameters": parameters,
            "stageVariables": None,
            "requestContext": {
                "resourcePath": pattern,
                "httpMethod": method,
                "requestId": ids.new_id(),
                "identity": {"sourceIp": self.address},
                "authorizer": authorizer,
            },
            "body": raw if raw is not None else (None if body is None else json.dumps(body)),
            "isBase64Encoded": False,
        }
        counted: list[str] = []
        original = telemetry._write

        def catch(work: Any, milliseconds: float) -> None:
            counted.extend(work.table_log)
            original(work, milliseconds)

        telemetry._write = catch
        try:
            answer = self.api.handler(event, _Context())
        finally:
            telemetry._write = original
        text = answer["body"]
        headers_out = {**answer["headers"]}
        cookies = answer.get("multiValueHeaders", {}).get("Set-Cookie", [])
        try:
            value = json.loads(text) if text else None
        except ValueError:
            value = text
        _keep_promise(route, answer["statusCode"], value)
        return Answer(answer["statusCode"], value, headers_out, cookies, len(counted), counted)

    def _match(self, method: str, path: str) -> tuple[Route, dict[str, str]]:
        given = path.split("/")
        for route in self.api.routes:
            parts = route.path.split("/")
            if route.method == method and len(parts) == len(given):
                pairs = list(zip(parts, given, strict=True))
                if all(part == value or part.startswith("{") for part, value in pairs):
                    return route, {part[1:-1]: value for part, value in pairs if part.startswith("{")}
        raise LookupError(f"no route for {method} {path}")


def _keep_promise(route: Route, status: int, body: Any) -> None:
    """Hold every answer to what the declaration, and so OpenAPI, promises."""
    if status >= 400:
        assert {"type", "title", "status", "code"} <= set(body), (
            f"{route.name} answered {status} with no problem: {body}"
        )
        assert body["status"] == status, f"{route.name} answered {status}, and {body['status']} in the problem"
        said = (status, body["code"])
        assert said in _faults(route) or said == (500, "internal"), (
            f"{route.name} answered {said}, which its declaration does not promise: add the class to `raises`"
        )
    elif route.returns is not None and status == route.status and isinstance(body, dict):
        TypeAdapter(resolve(route.returns)).validate_json(json.dumps(body))


_promised: dict[int, tuple[Route, frozenset[tuple[int, str]]]] = {}


def _faults(route: Route) -> frozenset[tuple[int, str]]:
    """Every status and code that the declaration promises."""
    if id(route) not in _promised:  # the route is kept too, or another could get its id
        _promised[id(route)] = (route, frozenset(openapi.faults(route)))
    return _promised[id(route)][1]


class _Context:
    aws_request_id = "test"
    function_name = "unit"

    def get_remaining_time_in_millis(self) -> int:
        """As if the function had just begun."""
        return 29_000
